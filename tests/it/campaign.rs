//! A whole campaign by keys in a real terminal, and the same orders line by line: both come to the same state.

use std::time::{Duration, Instant};

use crate::support::program::Home;
use crate::support::terminal::Terminal;

const SIZE: (u16, u16) = (120, 36);
const PACK: &str = "asian-paradox";
const SEED: &str = "11";
const TURNS: usize = 20;
/// What stands in the heading of a game that is over.
const OVER: &str = "The Asian paradox · the end";
/// What stands in the first line of help.
const HELP: &str = "Keys that work here now";

/// Somebody who plays by keys and reads the screen.
struct Player {
    terminal: Terminal,
}

impl Player {
    fn press(&mut self, keys: &[&str]) {
        for key in keys {
            match *key {
                // What follows an escape at once would be read as one key with it.
                "Esc" => self.terminal.press(&["Esc"]),
                "Enter" => self.terminal.type_text("\r"),
                "Down" => self.terminal.type_text("\u{1b}[B"),
                "Up" => self.terminal.type_text("\u{1b}[A"),
                "Right" => self.terminal.type_text("\u{1b}[C"),
                "Home" => self.terminal.type_text("\u{1b}[H"),
                letter => self.terminal.type_text(letter),
            }
        }
    }

    /// What the screen shows once every key has done its work: help comes and goes behind them.
    fn look(&mut self) -> String {
        self.press(&["?"]);
        self.terminal.wait_for(HELP);
        self.press(&["?"]);
        let gone = |screen: &vt100::Screen| !screen.contents().contains(HELP);
        self.terminal.wait_until("help is closed", gone);
        // Help goes and the page comes in one frame, which may arrive in parts.
        self.terminal.wait_for("q quit");
        self.terminal.screen()
    }

    /// Goes to a page by its key, out of whatever is open.
    fn page(&mut self, key: &str) -> String {
        const OUT: [&str; 4] = ["Esc back", "Esc later", "Esc close", "Esc to the situation"];
        for _ in 0..4 {
            let shown = self.look();
            if OUT.iter().any(|out| shown.contains(out)) {
                self.press(&["Esc"]);
            } else {
                break;
            }
        }
        self.press(&[key]);
        self.look()
    }

    /// Answers what is owed, each with another choice, from turn to turn.
    fn answer(&mut self, turn: usize) {
        self.page("1");
        self.press(&["a"]);
        for place in 0..6 {
            let before = self.look();
            if !before.contains("give this answer") {
                return;
            }
            for _ in 0..(turn + place) % 3 {
                self.press(&["Down"]);
            }
            self.press(&["Enter"]);
            if !(turn + place).is_multiple_of(3) && self.look().contains("give this answer") {
                // What can't be paid for is refused: then what is offered first.
                self.press(&["Up", "Up", "Up", "Enter"]);
            }
        }
    }

    /// Starts something, schedules something, and publishes the roadmap at times.
    fn plan(&mut self, turn: usize) {
        self.page("2");
        self.press(&["Home"]);
        for _ in 0..(turn * 7) % 31 {
            self.press(&["Down"]);
        }
        self.press(&["Enter"]);
        if self.look().contains("Esc back") {
            self.press(&["Enter"]);
        }
        self.page("2");
        self.press(&["Down", "Down", "Down", "Down", "Down", "s"]);
        if self.look().contains("Enter schedule") {
            self.press(&["Down", "Enter"]);
        }
        if turn % 4 == 1 {
            self.page("3");
            self.press(&["p"]);
            if self.look().contains("Publish it") {
                self.press(&["Enter"]);
            }
        }
    }

    /// Convenes a table that can be convened, and moves at one that is open.
    fn bargain(&mut self, turn: usize) {
        let mut shown = self.page("4");
        if shown.contains("Enter convene") && turn.is_multiple_of(2) {
            self.press(&["Enter"]);
            if self.look().contains("Enter invite") {
                self.press(&["Enter"]);
            }
            shown = self.page("4");
        }
        if shown.contains("Enter sit down") {
            self.press(&["Enter"]);
        }
        // The move that is offered, and the dialogue of instruments behind it.
        const MOVES: [&str; 3] = ["Enter propose", "Enter accept", "Enter do it"];
        for _ in 0..6 {
            let shown = self.look();
            if !MOVES.iter().any(|enter| shown.contains(enter)) {
                return;
            }
            self.press(&["Enter"]);
        }
    }

    /// Steps until the crisis is over, or asks for no more.
    fn confront(&mut self, turn: usize) {
        for round in 0..12 {
            let shown = self.look();
            if !shown.contains("take this step") {
                return;
            }
            match (turn + round) % 3 {
                0 => self.press(&["Up", "Enter"]),
                1 => self.press(&["Right", "Enter"]),
                _ => self.press(&["Enter"]),
            }
        }
    }

    /// Ends the turn, whatever it asks.
    fn end(&mut self, turn: usize) {
        // Questions whose second way out ends the turn.
        const SECOND: [&str; 2] = ["Take the defaults", "To the table"];
        let next = format!("turn {} of {TURNS}", turn + 1);
        let began = Instant::now();
        loop {
            let shown = self.look();
            if shown.contains(&next) || shown.contains(OVER) {
                return;
            }
            assert!(
                began.elapsed() < Duration::from_secs(60),
                "turn {turn} doesn't end:\n{shown}"
            );
            if shown.contains("take this step") {
                self.confront(turn);
            } else if SECOND.iter().any(|way| shown.contains(way)) {
                self.press(&["Down", "Enter"]);
            } else if shown.contains("End the turn all the same") {
                self.press(&["Enter"]);
            } else {
                self.page("1");
                self.press(&["e"]);
            }
        }
    }
}

/// The person's orders in the save, in their order, without the last part of each turn that plain mode adds by itself.
fn orders(home: &Home) -> Vec<String> {
    let text = std::fs::read_to_string(home.saves().join(format!("{PACK}-{SEED}.ron"))).unwrap();
    let lines = text
        .split('"')
        .filter_map(|line| line.strip_prefix("seoul person "));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_campaign_by_keys_and_the_same_orders_line_by_line_end_alike() {
    let home = Home::new();
    let arguments = ["play", "--scenario", PACK, "--seed", SEED];
    let terminal = Terminal::spawn(&home, SIZE, &arguments);
    let mut player = Player { terminal };
    player.terminal.wait_for("turn 1 of 20");
    for turn in 1..=TURNS {
        player.confront(turn);
        player.answer(turn);
        player.plan(turn);
        player.bargain(turn);
        player.end(turn);
        if player.look().contains(OVER) {
            break;
        }
    }
    player.press(&["q"]);
    assert_eq!(player.terminal.exit_code(), 0);
    player.terminal.assert_given_back();
    let given = orders(&home);
    for word in [
        "launch", "schedule", "publish", "respond", "convene", "propose", "step", "end",
    ] {
        let often = given
            .iter()
            .filter(|line| line.split(' ').next() == Some(word))
            .count();
        println!("{often} × {word}");
        assert!(often > 0, "no {word} among:\n{}", given.join("\n"));
    }
    let by_keys = home
        .feed(&["play", "--plain", "--load", "latest"], "hash\n")
        .expect(0);
    let script = format!("{}\nhash\n", given.join("\n"));
    let plain = Home::new();
    let mut line_by_line = arguments.to_vec();
    line_by_line.push("--plain");
    line_by_line.push("--strict");
    let said = plain.feed(&line_by_line, &script).expect(0);
    assert!(said.out.contains("the game is over"), "{}", said.out);
    assert_eq!(said.hash(), by_keys.hash());
    plain.run(&["replay", "latest", "--verify"]).expect(0);
}
