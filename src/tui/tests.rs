//! The screens held against a small game: keys, sizes, selection, the bottom line.

mod planning;
mod preferences;
mod tables;

use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::scenario::Scenario;
use crate::session::{Library, Seating, Session, Store};
use crate::tui::app::{App, Flow};
use crate::tui::keys::Key;
use crate::tui::paint::width;
use crate::tui::{Colour, Start, frame, help};

/// An app on a screen of its own, with an empty folder of saves.
struct Bench {
    app: App,
    terminal: Terminal<TestBackend>,
    flow: Flow,
    _folder: tempfile::TempDir,
}

fn scenario() -> Arc<Scenario> {
    Library::new(Vec::new())
        .load("first-hundred-days", None)
        .unwrap()
}

impl Bench {
    fn new(size: (u16, u16), colour: Colour) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let start = Start {
            library: Library::new(Vec::new()),
            saves: Store::new(folder.path().to_owned()),
            session: None,
            colour,
        };
        Self {
            app: App::new(start),
            terminal: Terminal::new(TestBackend::new(size.0, size.1)).unwrap(),
            flow: Flow::On,
            _folder: folder,
        }
    }

    /// Straight in a game of Seoul with seed 7.
    fn playing(size: (u16, u16)) -> Self {
        let mut bench = Self::new(size, Colour::Monochrome);
        let scenario = scenario();
        let seat = scenario.playable()[0];
        let seating = Seating::one_person(&scenario, seat, "script");
        let session = Session::begin(scenario, 7, &seating, None).unwrap();
        bench.app = App::new(Start {
            library: Library::new(Vec::new()),
            saves: Store::new(bench._folder.path().to_owned()),
            session: Some(session),
            colour: Colour::Monochrome,
        });
        bench
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            let key = Key::named(name).unwrap_or_else(|| panic!("no key {name}"));
            let area = self.terminal.backend().buffer().area;
            self.draw();
            self.flow = self.app.press(key, frame::fit((area.width, area.height)));
        }
        self
    }

    fn draw(&mut self) -> &Buffer {
        let app = &mut self.app;
        self.terminal
            .draw(|frame| frame::draw(frame.buffer_mut(), app))
            .unwrap();
        self.terminal.backend().buffer()
    }

    fn shown(&mut self) -> String {
        plain(self.draw())
    }
}

/// A buffer as plain text.
fn plain(buffer: &Buffer) -> String {
    let wide = usize::from(buffer.area.width.max(1));
    let rows = buffer.content().chunks(wide);
    rows.map(row).collect::<Vec<_>>().join("\n")
}

/// The cell after a wide letter belongs to it.
fn row(cells: &[Cell]) -> String {
    let mut line = String::new();
    let mut covered = 0;
    for cell in cells {
        if covered == 0 {
            line.push_str(cell.symbol());
            covered = width(cell.symbol()).saturating_sub(1);
        } else {
            covered -= 1;
        }
    }
    line.trim_end().to_owned()
}

/// Keys that lead from a new game to each screen.
const SCREENS: [(&str, &str); 18] = [
    ("brief", ""),
    ("event", "Enter"),
    ("situation", "Esc"),
    ("figures", "Esc Tab"),
    ("initiatives", "Esc 2"),
    ("targets", "Esc 2 Enter"),
    ("roadmap", "Esc 3"),
    ("picker", "Esc 3 s"),
    ("inbox", "Esc o"),
    ("intelligence", "Esc 6"),
    ("home", "Esc 7"),
    ("cables", "Esc 8"),
    ("mechanisms", "Esc m"),
    ("glossary", "Esc g"),
    ("saves", "Esc Ctrl-O"),
    ("help", "Esc ?"),
    ("why", "Esc Tab w"),
    ("owed", "Esc e"),
];

/// Ends the four turns with the default answers.
const TO_THE_END: &str = "Esc e Down Enter Esc e Down Enter Esc e Down Enter Esc e Down Enter";

#[test]
fn a_game_is_played_from_the_title_to_its_ending() {
    let mut bench = Bench::new((80, 24), Colour::Terminal);
    assert!(bench.shown().contains("New game"));
    bench.press("n Enter Enter");
    assert!(bench.shown().contains("Brief"), "{}", bench.shown());
    bench.press("Enter Down Enter Enter");
    assert!(
        bench.shown().contains("What needs you now"),
        "{}",
        bench.shown()
    );
    bench.press("2 Enter Enter");
    assert!(bench.shown().contains("planned"), "{}", bench.shown());
    bench.press("1 e");
    assert!(bench.shown().contains("turn 2 of 4"), "{}", bench.shown());
    bench.press("Esc e Down Enter Esc e Down Enter Esc e Down Enter Enter");
    assert!(
        bench.shown().contains("Where you stand"),
        "{}",
        bench.shown()
    );
    bench.press("Enter q");
    assert_eq!(bench.flow, Flow::Quit);
}

#[test]
fn every_screen_is_drawn_at_every_size() {
    for (name, keys) in SCREENS
        .into_iter()
        .chain([("ending", TO_THE_END), ("after", "Enter")])
    {
        let keys = if name == "after" {
            format!("{TO_THE_END} Enter Enter")
        } else {
            keys.to_owned()
        };
        let mut bench = Bench::playing((120, 36));
        bench.press(&keys);
        for size in [
            (1, 1),
            (1, 60),
            (2, 2),
            (3, 200),
            (10, 3),
            (40, 12),
            (79, 24),
            (80, 23),
            (80, 24),
            (81, 25),
            (99, 30),
            (110, 28),
            (120, 36),
            (149, 40),
            (150, 36),
            (151, 35),
            (200, 24),
            (200, 60),
            (500, 24),
            (80, 200),
            (500, 200),
        ] {
            bench.terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
            let shown = bench.shown();
            let small = size.0 < frame::LEAST.0 || size.1 < frame::LEAST.1;
            assert!(
                small || shown.contains("turn 1 of 4") || shown.contains("the end"),
                "{name} {size:?}\n{shown}"
            );
        }
    }
}

#[test]
fn a_screen_that_is_too_small_says_so_and_recovers() {
    let mut bench = Bench::playing((79, 24));
    assert!(bench.shown().contains("79×24"));
    bench.press("x e Enter");
    assert_eq!(bench.flow, Flow::On);
    bench.terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    assert!(bench.shown().contains("Brief"));
}

#[test]
fn what_is_selected_is_seen_without_colour() {
    for (name, keys) in SCREENS {
        if ["brief", "help", "why"].contains(&name) {
            continue;
        }
        let mut bench = Bench::playing((120, 36));
        bench.press(keys);
        let buffer = bench.draw();
        let marked = buffer.content().iter().any(|cell| {
            cell.symbol() == crate::tui::list::MARK && cell.modifier.contains(Modifier::REVERSED)
        });
        assert!(marked || name == "saves", "{name}");
        let plain = |colour: Color| colour == Color::Reset;
        assert!(
            buffer
                .content()
                .iter()
                .all(|cell| plain(cell.fg) && plain(cell.bg)),
            "{name}"
        );
    }
}

#[test]
fn every_key_of_the_bottom_line_does_something() {
    for (name, keys) in SCREENS {
        let mut bench = Bench::playing((200, 60));
        bench.press(keys);
        let hints = help::hints(bench.app.top().part(), &bench.app.context());
        for hint in hints {
            let Some(key) = Key::named(&hint.key) else {
                continue;
            };
            let mut bench = Bench::playing((200, 60));
            bench.press(keys);
            let before = bench.shown();
            let key = key.name();
            bench.press(&key);
            let after = bench.shown();
            assert!(
                before != after || bench.flow == Flow::Quit,
                "{name}: {key} {}\n{after}",
                hint.label
            );
        }
    }
}

#[test]
fn the_map_and_a_frame_are_drawn_in_good_time() {
    let mut bench = Bench::playing((200, 60));
    bench.press("Esc");
    bench.draw();
    let start = std::time::Instant::now();
    for _ in 0..20 {
        bench.draw();
    }
    let each = start.elapsed() / 20;
    assert!(
        each.as_millis() < 60,
        "{each:?} in a debug build beside other tests"
    );
}

#[test]
fn undo_takes_an_answer_back() {
    let mut bench = Bench::playing((120, 36));
    bench.press("Enter Enter Esc");
    let answered = bench.shown();
    bench.press("u");
    assert_ne!(answered, bench.shown());
    assert!(
        bench.shown().contains("Pyongyang tests"),
        "{}",
        bench.shown()
    );
}

/// A folder with a save of the named pack, played by its first seat.
fn saved(pack: &str, folder: &std::path::Path) -> Store {
    let store = Store::new(folder.to_owned());
    let scenario = Library::new(Vec::new()).load(pack, None).unwrap();
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "script");
    let mut session = Session::begin(scenario, 3, &seating, Some(store.clone())).unwrap();
    session.save().unwrap();
    store
}

#[test]
fn a_save_of_another_pack_is_shown_as_if_nothing_had_been_played_before() {
    for size in [(80, 24), (120, 36), (200, 60)] {
        let folder = tempfile::tempdir().unwrap();
        let store = saved("asian-paradox", folder.path());
        let start = |session| Start {
            library: Library::new(Vec::new()),
            saves: store.clone(),
            session,
            colour: Colour::Monochrome,
        };
        let mut fresh = Bench::new(size, Colour::Monochrome);
        fresh.app = App::new(start(None));
        fresh.press("Ctrl-O Enter");
        for keys in ["Esc", "Esc 2 Down Enter", "Esc 7 Down", "Esc 8"] {
            let scenario = scenario();
            let seating = Seating::one_person(&scenario, scenario.playable()[1], "script");
            let session = Session::begin(scenario, 7, &seating, None);
            let mut bench = Bench::new(size, Colour::Monochrome);
            bench.app = App::new(start(session));
            bench.press(keys).press("Ctrl-O Enter");
            assert_eq!(bench.shown(), fresh.shown(), "{size:?} after {keys}");
        }
        let name = fresh.shown().contains("The Asian paradox · turn 1 of 20");
        assert!(name, "{}", fresh.shown());
    }
}

#[test]
fn asking_for_a_cable_from_within_one_takes_its_place() {
    let mut bench = Bench::playing((80, 24));
    bench.press("Enter a a Esc");
    assert!(
        bench.shown().contains("What needs you now"),
        "{}",
        bench.shown()
    );
}

#[test]
fn a_window_says_what_it_means() {
    let mut bench = Bench::playing((80, 24));
    bench.press("Esc o Down Down Enter");
    let shown = bench.shown();
    assert!(
        shown.contains("A new presidency") && shown.contains("every capital wants to know"),
        "{shown}"
    );
}
