//! Golden screens of the strip that a lesson or a hint stands in: at three sizes without colour, and in ASCII.

use middle_power::session::{Settings, Store};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;
use middle_power::tui::{Preferences, Start};

use super::check;
use super::screens::{SIZES, changes, start};

/// A moment of the first game: its name, and the keys that lead to it from the title.
const MOMENTS: [(&str, &[Key]); 4] = [
    ("lesson", &[Key::Enter]),
    ("lesson-page", &[Key::Enter, Key::Esc]),
    (
        "lesson-done",
        &[Key::Enter, Key::Esc, Key::Tab, Key::Char('w')],
    ),
    ("lesson-away", &[Key::Enter, Key::Esc, Key::Char('G')]),
];

fn screen(keys: &[Key], size: (u16, u16), ascii: bool) -> String {
    let settings = Settings {
        ascii,
        ..Settings::default()
    };
    let folder = tempfile::tempdir().unwrap();
    let start = Start {
        saves: Store::new(folder.path().to_owned()),
        ..start(None)
    };
    let mut driven = Driven::preferring(start, Preferences::held(settings), size);
    for key in keys {
        driven.draw();
        assert!(driven.press(*key));
    }
    driven.screen()
}

#[test]
fn a_lesson_lays_out_at_every_size_without_a_panic() {
    for (_, keys) in MOMENTS {
        for size in [
            (1, 1),
            (79, 24),
            (81, 25),
            (99, 30),
            (133, 41),
            (500, 24),
            (500, 200),
        ] {
            screen(keys, size, false);
        }
    }
}

#[test]
fn a_lesson_looks_as_it_did_at_every_size() {
    for (name, keys) in MOMENTS {
        for size in SIZES {
            for (suffix, ascii) in [("", false), ("-ascii", true)] {
                check(
                    &format!("screens/{name}{suffix}-{}x{}.txt", size.0, size.1),
                    &screen(keys, size, ascii),
                    changes,
                );
            }
        }
    }
}
