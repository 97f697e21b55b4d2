//! Golden screens of palette, help, settings, keys, orders and glossary: at three sizes without colour, and in ASCII.

use middle_power::session::Settings;
use middle_power::tui::Preferences;
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;

use super::check;
use super::screens::{SIZES, changes, session, start};

/// A dialog: its name, and the keys that lead to it from the situation.
const DIALOGS: [(&str, &[Key]); 7] = [
    ("palette", &[Key::Char(':')]),
    (
        "palette-found",
        &[
            Key::Char(':'),
            Key::Char('t'),
            Key::Char('u'),
            Key::Char('r'),
        ],
    ),
    ("settings", &[Key::Char(',')]),
    ("settings-reset", &[Key::Char(','), Key::End, Key::Enter]),
    ("keys", &[Key::Char(','), Key::End, Key::Up, Key::Enter]),
    (
        "orders",
        &[
            Key::Char('2'),
            Key::Enter,
            Key::Enter,
            Key::Char('1'),
            Key::Char('U'),
        ],
    ),
    ("glossary", &[Key::Char('g')]),
];

fn screen(keys: &[Key], size: (u16, u16), ascii: bool) -> String {
    let settings = Settings {
        ascii,
        ..Settings::default()
    };
    let preferences = Preferences::held(settings);
    let mut driven = Driven::preferring(start(Some(session(0))), preferences, size);
    for key in [Key::Esc].iter().chain(keys) {
        driven.draw();
        assert!(driven.press(*key));
    }
    driven.screen()
}

#[test]
fn every_dialog_of_the_person_looks_as_it_did_at_every_size() {
    for (name, keys) in DIALOGS {
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

#[test]
fn a_map_in_ascii_looks_as_it_did() {
    for size in SIZES {
        check(
            &format!("screens/situation-ascii-{}x{}.txt", size.0, size.1),
            &screen(&[], size, true),
            changes,
        );
    }
}
