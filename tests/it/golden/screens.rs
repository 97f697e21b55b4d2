//! Golden screens: what the full screen shows in one game, at three sizes, without colour, and in ASCII.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use middle_power::session::{Library, Session, Settings, Store};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;
use middle_power::tui::{Colour, Preferences, Start};

use super::check;
use crate::support::games::{bargained, begun, in_crisis};
use crate::support::root;

/// The sizes, in columns and rows.
pub const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

/// Two initiatives are scheduled and published, the turn is ended by the defaults, and a third is scheduled.
const PUBLISHED: &[Key] = &[
    Key::Char('2'),
    Key::Char('s'),
    Key::Enter,
    Key::Down,
    Key::Char('s'),
    Key::Down,
    Key::Enter,
    Key::Char('3'),
    Key::Char('p'),
    Key::Enter,
    Key::Char('e'),
    Key::Down,
    Key::Enter,
    Key::Esc,
    Key::Char('2'),
    Key::Down,
    Key::Char('s'),
    Key::Enter,
    Key::Char('3'),
];

/// Another decision is looked at, and with the last key the notes below its figures.
const OUTCOME: [Key; 6] = [
    Key::Char('9'),
    Key::Char('c'),
    Key::Down,
    Key::Enter,
    Key::Enter,
    Key::End,
];

/// A screen: its name, how many turns have gone by (`None`: no game), and the keys that lead to it.
const SCREENS: [(&str, Option<u16>, &[Key]); 32] = [
    ("title", None, &[]),
    ("new-game", None, &[Key::Char('n')]),
    ("saves-none", None, &[Key::Ctrl('o')]),
    ("relations", Some(2), &[Key::Char('1'), Key::Char('t')]),
    ("why", Some(2), &[Key::Char('1'), Key::Tab, Key::Char('w')]),
    ("targets", Some(0), &[Key::Char('2'), Key::Enter, Key::Down]),
    ("staff-plan", Some(1), &[Key::Esc, Key::Char('P')]),
    ("situation", Some(0), &[Key::Char('1')]),
    ("situation-later", Some(2), &[Key::Char('1')]),
    ("initiatives", Some(0), &[Key::Char('2')]),
    ("roadmap", Some(2), &[Key::Char('3')]),
    (
        "schedule",
        Some(0),
        &[Key::Char('2'), Key::Down, Key::Char('s')],
    ),
    (
        "roadmap-question",
        Some(0),
        &[
            Key::Char('2'),
            Key::Char('s'),
            Key::Enter,
            Key::Char('3'),
            Key::Char('p'),
        ],
    ),
    ("roadmap-published", Some(0), PUBLISHED),
    (
        "roadmap-picker",
        Some(0),
        &[Key::Char('3'), Key::Char('s'), Key::Down],
    ),
    ("brief", Some(2), &[]),
    ("inbox", Some(2), &[Key::Esc, Key::Char('o')]),
    (
        "theatre",
        Some(4),
        &[Key::Char('9'), Key::Char('v'), Key::Right],
    ),
    ("mechanisms", Some(0), &[Key::Char('m')]),
    ("event", Some(0), &[Key::Char('a')]),
    ("intelligence", Some(0), &[Key::Char('6')]),
    ("home", Some(0), &[Key::Char('7')]),
    ("cables", Some(2), &[Key::Char('8')]),
    ("help", Some(0), &[Key::Char('1'), Key::Char('?')]),
    ("end-of-turn", Some(0), &[Key::Char('e')]),
    ("ending", Some(4), &[Key::Char('9')]),
    ("futures", Some(0), &[Key::Char('f')]),
    ("futures-change", Some(0), &[Key::Char('2'), Key::Char('f')]),
    ("durability", Some(4), &[Key::Char('9'), Key::Char('d')]),
    ("otherwise", Some(4), &[Key::Char('9'), Key::Char('c')]),
    ("otherwise-notes", Some(4), &OUTCOME),
    ("otherwise-outcome", Some(4), OUTCOME.split_at(5).0),
];

const CAMPAIGN: &str = "asian-paradox";

/// A table of the campaign is convened and the turn ended by the defaults; one sits down at it.
const SIT: [Key; 11] = [
    Key::Esc,
    Key::Char('4'),
    Key::Down,
    Key::Enter,
    Key::Enter,
    Key::Char('e'),
    Key::Down,
    Key::Enter,
    Key::Esc,
    Key::Char('4'),
    Key::Enter,
];

/// In the campaign two initiatives are scheduled and published, another waits for its condition, and a turn goes by.
const CAMPAIGN_ROADMAP: &[Key] = &[
    Key::Char('3'),
    Key::Char('s'),
    Key::Enter,
    Key::Down,
    Key::Enter,
    Key::Char('s'),
    Key::Down,
    Key::Down,
    Key::Down,
    Key::Enter,
    Key::Down,
    Key::Down,
    Key::Enter,
    Key::Char('p'),
    Key::Enter,
    Key::Char('s'),
    Key::Down,
    Key::Down,
    Key::Down,
    Key::Down,
    Key::Down,
    Key::Enter,
    Key::Enter,
    Key::Char('e'),
    Key::Down,
    Key::Enter,
    Key::Esc,
    Key::Char('3'),
    Key::End,
];

/// A state of the negotiation screen: its name, whether one sits at a table before, and the keys that lead on.
const TABLES: [(&str, Sits, &[Key]); 8] = [
    ("tables", Sits::No, &[Key::Char('4')]),
    (
        "table-agenda",
        Sits::No,
        &[Key::Char('4'), Key::Down, Key::Enter],
    ),
    ("table-draft", Sits::Yes, &[]),
    ("table-text", Sits::Yes, &[Key::Enter, Key::Enter]),
    (
        "table-what-if",
        Sits::Yes,
        &[Key::Enter, Key::Enter, Key::Char('n')],
    ),
    (
        "table-instruments",
        Sits::Yes,
        &[Key::Enter, Key::Enter, Key::Char('i')],
    ),
    ("roadmap-campaign", Sits::No, CAMPAIGN_ROADMAP),
    ("situation-at-table", Sits::Yes, &[Key::Char('1')]),
];

/// A state of a crisis of the campaign in which a step is due, and the keys that lead to it.
const CRISES: [(&str, &[Key]); 5] = [
    (
        "crisis-answered",
        &[Key::Esc, Key::Char('5'), Key::Up, Key::Enter],
    ),
    ("crisis-brief", &[]),
    ("crisis", &[Key::Esc, Key::Char('5')]),
    ("crisis-situation", &[Key::Esc, Key::Char('1')]),
    ("crisis-map", &[Key::Esc, Key::Char('1'), Key::Char('c')]),
];

/// Whether one sits at a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sits {
    Yes,
    No,
}

/// Holds what a screen shows after some keys against its golden files: at every size, with the signs of Unicode and
/// without.
fn check_at_every_size(name: &str, session: impl Fn() -> Option<Session>, keys: &[Key]) {
    check_from(name, || start(session()), keys);
}

/// The same from any start. The folder of saves is another one on each machine: it is left out.
fn check_from(name: &str, start: impl Fn() -> Start, keys: &[Key]) {
    let folder = |line: &str| match line.find("Saves  in ") {
        Some(at) => format!("{}Saves  in …\n", &line[..at]),
        None => format!("{line}\n"),
    };
    for size in SIZES {
        for (suffix, ascii) in [("", false), ("-ascii", true)] {
            let settings = Settings {
                ascii,
                ..Settings::default()
            };
            let preferences = Preferences::held(settings);
            let mut driven = Driven::preferring(start(), preferences, size);
            for key in keys {
                driven.draw();
                assert!(driven.press(*key), "{name}");
            }
            let screen: String = driven.screen().lines().map(folder).collect();
            check(
                &format!("screens/{name}{suffix}-{}x{}.txt", size.0, size.1),
                &screen,
                changes,
            );
        }
    }
}

#[test]
fn every_state_of_a_table_looks_as_it_did_at_every_size() {
    for (name, sits, keys) in TABLES {
        let before = if sits == Sits::Yes {
            &SIT[..]
        } else {
            &SIT[..1]
        };
        let keys: Vec<Key> = before.iter().chain(keys).copied().collect();
        check_at_every_size(name, || Some(campaign()), &keys);
    }
}

#[test]
fn a_crisis_looks_as_it_did_at_every_size() {
    for (name, keys) in CRISES {
        check_at_every_size(name, || Some(Session::unkept(in_crisis(2013))), keys);
    }
}

#[test]
fn the_saves_look_as_they_did_at_every_size() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["halfway", "finished"] {
        let text = fs::read(root().join(format!("saves/examples/{name}.ron"))).unwrap();
        fs::write(folder.path().join(format!("{name}.ron")), &text).unwrap();
    }
    fs::write(folder.path().join("torn.ron"), "// sha256 0\n(").unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        // Old enough that the list says the same whenever it is drawn; the newest comes first.
        let path = entry.unwrap().path();
        let days = u64::try_from(path.file_name().unwrap().len()).unwrap();
        let then = SystemTime::now() - Duration::from_secs(days * 86_400 + 3_600);
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(then).unwrap();
    }
    let start = || Start {
        saves: Store::new(folder.path().to_owned()),
        ..start(None)
    };
    for (name, keys) in [
        ("saves", &[Key::Ctrl('o')][..]),
        ("title-continue", &[]),
        ("watching", &[Key::Ctrl('o'), Key::Down, Key::Char('v')]),
    ] {
        check_from(name, start, keys);
    }
}

#[test]
fn the_look_back_on_a_table_looks_as_it_did_at_every_size() {
    let session = || Some(Session::unkept(bargained(2013)));
    check_at_every_size("look-back", session, &[Key::Char('9'), Key::Right]);
    check_at_every_size(
        "tables-over",
        session,
        &[Key::Char('9'), Key::Esc, Key::Char('4')],
    );
    check_at_every_size(
        "crises-past",
        session,
        &[Key::Char('9'), Key::Esc, Key::Char('5')],
    );
}

/// The game of the screens after some turns of taking the defaults.
pub fn session(turns: u16) -> Session {
    Session::unkept(begun("first-hundred-days", 2013, turns))
}

/// A game of the campaign, in which tables can be convened.
fn campaign() -> Session {
    Session::unkept(begun(CAMPAIGN, 2013, 0))
}

/// The front end at its start, with nothing of this machine on it.
pub fn start(session: Option<Session>) -> Start {
    Start {
        library: Library::default(),
        saves: Store::new(PathBuf::from("no-such-folder")),
        session,
        colour: Colour::wanted(Some("1"), Some("dumb")),
    }
}

/// Which lines changed.
pub fn changes(before: &str, now: &str) -> Vec<String> {
    let rows = now
        .lines()
        .zip(before.lines().chain(std::iter::repeat("")))
        .enumerate();
    let changed = rows.filter(|(_, (now, before))| now != before);
    changed
        .map(|(row, (now, before))| format!("row {}:\n  - {before}\n  + {now}", row + 1))
        .collect()
}

#[test]
fn every_screen_looks_as_it_did_at_every_size() {
    for (name, turns, keys) in SCREENS {
        check_at_every_size(name, || turns.map(session), keys);
    }
}

#[test]
fn every_size_lays_out_without_a_panic() {
    for (_, turns, keys) in SCREENS {
        for size in [
            (0, 0),
            (1, 1),
            (79, 24),
            (80, 23),
            (80, 24),
            (81, 25),
            (133, 41),
            (500, 24),
            (80, 200),
            (500, 200),
        ] {
            let mut driven = Driven::new(start(turns.map(session)), size);
            for key in keys {
                driven.draw();
                driven.press(*key);
            }
            driven.draw();
        }
    }
}
