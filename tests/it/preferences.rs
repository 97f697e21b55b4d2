//! The file of settings with the real binary: it is read, told where it is wrong, written by the page of settings alone.

use std::fs;

use crate::support::program::Home;
use crate::support::terminal::Terminal;

const SIZE: (u16, u16) = (100, 30);

fn config(home: &Home) -> std::path::PathBuf {
    home.path()
        .join("config")
        .join("middle-power")
        .join("config.ron")
}

fn play(home: &Home, more: &[&str]) -> Terminal {
    let mut arguments = vec!["play", "--seed", "5"];
    arguments.extend(more);
    let terminal = Terminal::spawn(home, SIZE, &arguments);
    terminal.wait_for("turn 1 of 4");
    terminal
}

#[test]
fn nothing_is_written_until_a_setting_is_changed_and_then_it_is_kept() {
    let home = Home::new();
    let mut terminal = play(&home, &[]);
    terminal.press(&["Esc", ","]);
    terminal.wait_for("Reduced motion");
    assert!(!config(&home).exists());
    terminal.press(&["Down", "Enter"]);
    terminal.wait_for("Kept in");
    terminal.press(&["Esc", "q"]);
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
    let text = fs::read_to_string(config(&home)).unwrap();
    assert!(text.contains("ascii: true"), "{text}");
    let terminal = play(&home, &[]);
    terminal.wait_for("+- Brief");
}

#[test]
fn a_file_with_mistakes_is_told_with_its_place_and_left_alone() {
    let home = Home::new();
    let path = home.path().join("mine.ron");
    fs::write(&path, "(\n  asci: true,\n)\n").unwrap();
    let mut terminal = play(&home, &["--config", path.to_str().unwrap()]);
    terminal.wait_for("mine.ron:2:3");
    terminal.wait_for("did you mean");
    terminal.press(&["Esc", "Esc", ",", "Down", "Enter"]);
    terminal.wait_for("left alone");
    assert_eq!(fs::read_to_string(&path).unwrap(), "(\n  asci: true,\n)\n");
    // Line by line it means nothing.
    let arguments = [
        "play",
        "--plain",
        "--seed",
        "5",
        "--config",
        path.to_str().unwrap(),
    ];
    let said = home.feed(&arguments, "orders\n").expect(0);
    assert!(
        said.out.contains("You have given no order this turn"),
        "{}",
        said.out
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_the_setting_holds() {
    let home = Home::new();
    fs::write(home.path().join("config"), "a file in the way").unwrap();
    let mut terminal = play(&home, &[]);
    terminal.press(&["Esc", ",", "Down", "Enter"]);
    terminal.wait_for("isn't kept");
    terminal.wait_for("+- Settings");
    terminal.press(&["Esc", "q"]);
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn stopped_the_program_gives_the_terminal_back_and_takes_it_again() {
    let home = Home::new();
    let mut terminal = play(&home, &[]);
    terminal.press(&["Esc"]);
    terminal.wait_for("What needs you now");
    terminal.type_text("\u{1a}");
    terminal.assert_given_back();
    terminal.signal("CONT");
    terminal.wait_until("it is taken again", vt100::Screen::alternate_screen);
    terminal.wait_for("What needs you now");
    terminal.press(&["q"]);
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn the_mouse_clicks_and_what_is_pasted_goes_into_a_field_of_text() {
    let home = Home::new();
    let mut terminal = play(&home, &[]);
    terminal.press(&["Esc"]);
    terminal.wait_for("What needs you now");
    // The second tab, as a terminal reports a click there.
    terminal.type_text("\u{1b}[<0;18;2M");
    terminal.wait_for("cost");
    terminal.press(&["/"]);
    terminal.type_text("\u{1b}[200~hot\nline\u{1b}[201~");
    terminal.wait_for("/hot line_");
    terminal.press(&["Esc", ","]);
    terminal.press(&["Down", "Down", "Down", "Down", "Down", "Enter"]);
    terminal.wait_until("the mouse is the terminal's again", |screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
    terminal.press(&["Esc", "q"]);
    assert_eq!(terminal.exit_code(), 0);
    terminal.assert_given_back();
}
