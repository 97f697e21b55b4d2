//! The full screen in a real terminal: it plays, it keeps the game whatever ends it, and it gives the terminal back.

use std::fs;

use portable_pty::CommandBuilder;

use crate::support::program::Home;
use crate::support::terminal::{Terminal, ends_with_its_terminal};

const SIZE: (u16, u16) = (100, 30);

/// A new game in the first pack, with the brief closed.
fn new_game(home: &Home) -> Terminal {
    let terminal = Terminal::spawn(home, SIZE, &["play", "--seed", "5"]);
    terminal.wait_for("The first hundred days");
    terminal
}

fn slot(home: &Home) -> std::path::PathBuf {
    home.saves().join("first-hundred-days-5.ron")
}

/// Orders of the person that are in the save.
fn saved_orders(home: &Home) -> Vec<String> {
    let text = fs::read_to_string(slot(home)).unwrap();
    let lines = text
        .split('"')
        .filter(|line| line.starts_with("seoul person "));
    lines.map(str::to_owned).collect()
}

/// Answers everything that is owed by what is selected, and starts the first initiative that can be started.
fn give_orders(terminal: &mut Terminal) {
    terminal.press(&["a", "Enter", "Enter", "Enter"]);
}

#[test]
fn the_title_leads_to_a_new_game_and_back() {
    let home = Home::new();
    let mut terminal = Terminal::spawn(&home, SIZE, &[]);
    terminal.wait_until("the full screen is taken", vt100::Screen::alternate_screen);
    terminal.wait_for("New game");
    assert!(terminal.is_raw());
    terminal.press(&["q"]);
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn a_game_is_played_saved_left_and_loaded() {
    let home = Home::new();
    let mut terminal = new_game(&home);
    terminal.wait_for("turn 1 of 4");
    give_orders(&mut terminal);
    wait_for_orders(&home, 1);
    terminal.press(&["Esc", "Esc", "Esc", "Ctrl-S"]);
    terminal.wait_for("Saved");
    terminal.press(&["q"]);
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
    let orders = saved_orders(&home);
    let mut terminal = Terminal::spawn(&home, SIZE, &["play", "--load", "latest"]);
    terminal.wait_for("turn 1 of 4");
    terminal.press(&["q"]);
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(saved_orders(&home), orders);
}

/// Waits until so many orders of the person are saved.
fn wait_for_orders(home: &Home, count: usize) {
    for _ in 0..1_000 {
        if saved_orders(home).len() >= count {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("the orders were not saved: {:?}", saved_orders(home));
}

#[test]
fn a_turn_ends_and_the_next_one_is_told() {
    let home = Home::new();
    let mut terminal = new_game(&home);
    terminal.wait_for("turn 1 of 4");
    terminal.press(&["Esc", "e"]);
    terminal.wait_for("Answers are owed");
    terminal.press(&["Down", "Enter"]);
    terminal.wait_for("turn 2 of 4");
}

#[test]
fn every_size_is_survived_and_a_small_one_is_told() {
    let home = Home::new();
    let mut terminal = new_game(&home);
    for size in [
        (80, 24),
        (200, 60),
        (79, 24),
        (80, 23),
        (20, 5),
        (1, 1),
        (500, 200),
        (100, 30),
    ] {
        terminal.resize(size);
        if size.0 >= 80 && size.1 >= 24 {
            terminal.wait_for("turn 1 of 4");
        } else if size.0 >= 40 {
            terminal.wait_for("too small");
        } else {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }
    terminal.press(&["q"]);
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn what_was_ordered_before_a_kill_is_there_afterwards() {
    let home = Home::new();
    let mut terminal = new_game(&home);
    terminal.wait_for("turn 1 of 4");
    give_orders(&mut terminal);
    wait_for_orders(&home, 1);
    terminal.signal("KILL");
    assert_ne!(terminal.exit_code(), 0);
    let orders = saved_orders(&home);
    let said = home
        .feed(&["play", "--plain", "--load", "latest"], "hash\n")
        .expect(0);
    assert!(said.out.contains("hash "));
    assert_eq!(saved_orders(&home), orders);
    assert!(
        home.run(&["replay", "latest", "--verify"])
            .expect(0)
            .out
            .contains("verified")
    );
    let mut terminal = Terminal::spawn(&home, SIZE, &["play", "--load", "latest"]);
    terminal.wait_for("turn 1 of 4");
    terminal.press(&["q"]);
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_signal_gives_the_terminal_back_and_keeps_the_game() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let home = Home::new();
        let mut terminal = new_game(&home);
        terminal.wait_for("turn 1 of 4");
        terminal.signal(name);
        assert_eq!(terminal.exit_code(), code, "{name}");
        terminal.assert_given_back();
        home.run(&["replay", "latest", "--verify"]).expect(0);
    }
}

#[test]
fn control_c_leaves_and_loses_nothing() {
    let home = Home::new();
    let mut terminal = new_game(&home);
    terminal.press(&["Ctrl-C"]);
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
    assert!(slot(&home).is_file());
}

/// Set in the process that is to panic in the full screen.
const PANICS: &str = "MIDDLE_POWER_TEST_PANICS";

#[test]
fn a_panic_gives_the_terminal_back_and_is_told_on_the_main_screen() {
    if std::env::var_os(PANICS).is_some() {
        middle_power::tui::driven::in_full_screen(|| panic!("a test fell over")).unwrap();
        return;
    }
    // The same test again, in a terminal, in a process of its own.
    let home = Home::new();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "terminal::a_panic_gives_the_terminal_back_and_is_told_on_the_main_screen",
        "--nocapture",
    ]);
    command.env(PANICS, "1");
    command.env("RUST_BACKTRACE", "0");
    let mut terminal = Terminal::run(&home, SIZE, command);
    assert_eq!(terminal.exit_code(), 101);
    terminal.wait_for("a test fell over");
    terminal.assert_given_back();
}

#[test]
fn a_terminal_that_goes_without_a_signal_ends_the_game_which_is_kept() {
    let home = Home::new();
    assert!(ends_with_its_terminal(&home, &["play", "--seed", "5"]));
    assert!(slot(&home).exists());
}
