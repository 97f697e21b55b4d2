//! Golden screens of a pack whose seats, places, initiatives and clauses have Korean names and names in kanji: letters two
//! cells wide stay whole, and columns stay where they are.

use middle_power::session::{Game, Rows, Seating, Session};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;
use unicode_width::UnicodeWidthStr as _;

use super::check;
use super::screens::{SIZES, changes, start};
use crate::support::packs::named;

/// What is shown: its name, how many turns have gone by, and the keys that lead to it.
const SCREENS: [(&str, u16, &str); 22] = [
    ("situation", 0, "1"),
    ("map", 0, "1 i z n"),
    ("region", 0, "1 z n r"),
    ("relations", 0, "1 t"),
    ("initiatives", 0, "2"),
    ("targets", 0, "2 Down Enter"),
    ("schedule", 0, "2 s"),
    ("roadmap", 0, "2 s Enter Down Enter 3"),
    ("picker", 0, "3 s"),
    ("tables", 0, "4"),
    ("agenda", 0, "4 Enter"),
    ("draft", 0, "4 Enter Enter e Down Enter Esc 4 Enter"),
    (
        "text",
        0,
        "4 Enter Enter e Down Enter Esc 4 Enter Enter Enter",
    ),
    ("crises", 1, "5"),
    ("intelligence", 1, "6"),
    ("home", 0, "7"),
    ("cables", 2, "8"),
    ("mechanisms", 1, "m"),
    ("event", 0, "a"),
    ("brief", 2, "b"),
    ("inbox", 0, "o"),
    ("ending", 3, "9"),
];

/// A game of the pack after some turns of taking the defaults, and keys after that.
fn shown((turns, keys): (u16, &str), size: (u16, u16)) -> Driven {
    let scenario = named("hangul-shores").load();
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "script");
    let mut game = Game::begin(scenario, 2013, &seating, Rows::Each).unwrap();
    for _ in 0..turns {
        game.end_anyway(seat).unwrap();
    }
    let mut driven = Driven::new(start(Some(Session::unkept(game))), size);
    for name in std::iter::once("Esc").chain(keys.split(' ')) {
        driven.draw();
        let key = Key::named(name).unwrap_or_else(|| panic!("no key {name}"));
        assert!(driven.press(key), "{keys}");
    }
    driven
}

/// Every letter of two cells has both of them: nothing was drawn into the second, and none hangs over the edge.
#[track_caller]
fn check_whole(driven: &mut Driven, what: &str) {
    let buffer = driven.draw();
    let wide = usize::from(buffer.area.width);
    for row in buffer.content.chunks(wide) {
        for (column, cell) in row.iter().enumerate() {
            if cell.symbol().width() < 2 {
                continue;
            }
            let next = row.get(column + 1).map(|cell| cell.symbol());
            assert!(
                matches!(next, Some(" " | "")),
                "{what}: {} is cut by {next:?}",
                cell.symbol()
            );
        }
    }
}

#[test]
fn korean_names_and_kanji_look_as_they_did_at_every_size() {
    for (name, turns, keys) in SCREENS {
        for size in SIZES {
            let mut driven = shown((turns, keys), size);
            let at = format!("{name}-{}x{}", size.0, size.1);
            check_whole(&mut driven, &at);
            check(
                &format!("screens/hangul-{at}.txt"),
                &driven.screen(),
                changes,
            );
        }
    }
}

#[test]
fn no_letter_of_two_cells_is_cut_at_any_width() {
    for (name, turns, keys) in SCREENS {
        for width in [81, 83, 97, 101, 133, 151] {
            let mut driven = shown((turns, keys), (width, 30));
            check_whole(&mut driven, &format!("{name} at {width}"));
        }
    }
}
