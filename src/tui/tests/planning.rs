//! The roadmap, the inbox, the brief and the theatre by keys.

use super::{Bench, Colour, TO_THE_END, scenario};
use crate::command::read_order;
use crate::model::Order;
use crate::session::{Library, Seating, Session, Store};
use crate::tui::Start;
use crate::tui::app::App;

/// The orders of the person in the turn under way.
fn ordered(bench: &Bench) -> Vec<Order> {
    let context = bench.app.context();
    let game = context.session.unwrap().game();
    let seat = game.protagonist();
    let of_turn = game.entries().iter().skip(game.entries_before_turn());
    let mine = of_turn.filter(|entry| entry.seat == seat);
    mine.map(|entry| entry.order).collect()
}

/// What plain mode makes of a line.
fn plain(bench: &Bench, line: &str) -> Order {
    let context = bench.app.context();
    read_order(&context.session.unwrap().view(), line).unwrap()
}

#[test]
fn moving_by_keys_gives_the_order_of_plain_mode() {
    for size in [(80, 24), (120, 36), (200, 60)] {
        let mut bench = Bench::playing(size);
        bench.press("Esc 3 s Enter Enter");
        let scheduled = |turn: u16| format!("schedule sound-out {turn} target=washington");
        assert_eq!(ordered(&bench), [plain(&bench, &scheduled(2))]);
        for (keys, turn) in [("Right", 3), ("Right", 4), ("Left", 3)] {
            bench.press(keys);
            assert_eq!(ordered(&bench), [plain(&bench, &scheduled(turn))], "{keys}");
        }
        bench.press("Right Right");
        let shown = bench.shown();
        assert!(shown.contains("The game ends with turn 4"), "{shown}");
        bench.press("Left Left Left");
        let launch = plain(&bench, "launch sound-out target=washington");
        assert_eq!(ordered(&bench), [launch], "{}", bench.shown());
        bench.press("Left");
        assert!(bench.shown().contains("That turn has passed"));
        bench.press("l x");
        assert!(bench.shown().contains("nothing yet"), "{}", bench.shown());
    }
}

#[test]
fn the_selection_stays_with_what_is_moved() {
    let mut bench = Bench::playing((120, 36));
    bench.press("Esc 3 s Enter Enter s Down Down Enter Enter Home Right");
    let shown = bench.shown();
    let marked = shown
        .lines()
        .find(|line| line.contains('›') && line.contains('░'));
    assert!(marked.unwrap().contains("Sound out a capital"), "{shown}");
    bench.press("Right");
    let shown = bench.shown();
    let marked = shown
        .lines()
        .find(|line| line.contains('›') && line.contains('░'));
    assert!(marked.unwrap().contains("Sound out a capital"), "{shown}");
}

#[test]
fn a_click_on_a_turn_moves_there_what_is_selected() {
    let mut bench = Bench::playing((120, 36));
    bench.press("Esc 3 s Enter Enter");
    let shown = bench.shown();
    let (row, line) = shown
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains('›') && line.contains('░'))
        .unwrap();
    let bar = line.chars().position(|letter| letter == '░').unwrap();
    let wide = line.chars().filter(|letter| *letter == '░').count();
    let at = |turns: usize| {
        (
            u16::try_from(bar + turns * wide).unwrap(),
            u16::try_from(row).unwrap(),
        )
    };
    bench.app.click(at(2));
    let wanted = plain(&bench, "schedule sound-out 4 target=washington");
    assert_eq!(ordered(&bench), [wanted]);
    bench.draw();
    bench.app.click((at(0).0, at(0).1 + 8));
    assert_eq!(ordered(&bench), [wanted], "a click beside it does nothing");
}

#[test]
fn a_public_date_is_not_moved() {
    let mut bench = Bench::playing((120, 36));
    bench.press("Esc 3 s Enter Down Enter p Enter e Down Enter Esc 3");
    let before = ordered(&bench);
    bench.press("Right");
    let shown = bench.shown();
    assert!(shown.contains("is public: it can be taken off"), "{shown}");
    assert_eq!(ordered(&bench), before);
}

#[test]
fn the_end_of_a_turn_warns_once() {
    let mut bench = Bench::playing((120, 36));
    bench.press("Esc e");
    let shown = bench.shown();
    for words in [
        "Answers are owed",
        "without an answer:",
        "Nothing is planned for this turn",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    bench.press("Down Enter");
    let shown = bench.shown();
    assert!(
        shown.contains("turn 2 of 4") && shown.contains("What changed"),
        "{shown}"
    );
    assert!(!shown.contains("End the turn?"), "{shown}");
}

#[test]
fn the_inbox_leads_to_what_waits() {
    let mut bench = Bench::playing((80, 24));
    bench.press("Esc o");
    let shown = bench.shown();
    for words in [
        "What waits for you",
        "Answer",
        "Without an answer",
        "Unspent",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    bench.press("Enter");
    assert!(
        bench.shown().contains("Pyongyang tests"),
        "{}",
        bench.shown()
    );
    bench.press("Esc End Enter");
    assert!(bench.shown().contains("‹2 Plan›"), "{}", bench.shown());
}

#[test]
fn every_line_of_the_brief_unfolds_and_the_brief_opens_again() {
    let mut bench = Bench::playing((120, 36));
    bench.press("Esc e Down Enter Esc b");
    assert!(bench.shown().contains("What changed, and why"));
    let lines = bench.shown().matches("smaller changes").count();
    assert_eq!(lines, 1);
    for line in 0..6 {
        let before = bench.shown();
        bench.press("w");
        assert_ne!(bench.shown(), before, "line {line}");
        bench.press("Esc Down");
    }
    bench.press("Esc");
    assert!(bench.shown().contains("What needs you now"));
}

#[test]
fn a_finished_game_is_watched_from_its_ending() {
    for size in [(80, 24), (120, 36), (200, 60)] {
        let mut bench = Bench::playing(size);
        bench.press(TO_THE_END).press("Enter v");
        let shown = bench.shown();
        assert!(
            shown.contains("Turn 1 of 4") && shown.contains("true"),
            "{shown}"
        );
        for (keys, words) in [
            ("Right", "Turn 2 of 4"),
            ("End", "The end"),
            ("3 Enter", "Turn 3 of 4"),
            ("Home", "Turn 1 of 4"),
            ("7 Enter", "That turn was not played"),
            ("w", "Why, as it was known"),
        ] {
            bench.press(keys);
            assert!(bench.shown().contains(words), "{keys}: {}", bench.shown());
        }
        bench.press("Esc Esc");
        assert!(
            bench.shown().contains("Where you stand"),
            "{}",
            bench.shown()
        );
    }
}

/// The front end at its list of saves: two examples and one that is damaged.
fn at_saves(size: (u16, u16)) -> (Bench, Store) {
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/examples");
    let mut bench = Bench::new(size, Colour::Monochrome);
    let store = Store::new(bench._folder.path().to_owned());
    let text = std::fs::read_to_string(examples.join("halfway.ron")).unwrap();
    std::fs::write(store.path("halfway").unwrap(), &text).unwrap();
    std::fs::write(
        store.path("broken").unwrap(),
        text.replace("tokyo", "kyoto"),
    )
    .unwrap();
    bench.app = App::new(Start {
        library: Library::new(Vec::new()),
        saves: store.clone(),
        session: None,
        colour: Colour::Monochrome,
    });
    bench.press("Ctrl-O");
    (bench, store)
}

#[test]
fn a_save_is_watched_from_the_list_and_a_damaged_one_says_why_not() {
    let (mut bench, store) = at_saves((120, 36));
    let mut told = (false, false);
    for _ in 0..2 {
        bench.press("v");
        let shown = bench.shown();
        if shown.contains("It can't be watched: its checksum does not match") {
            told.0 = true;
        } else {
            assert!(
                shown.contains("Turn 1 of 4") && !shown.contains("What others did"),
                "{shown}"
            );
            told.1 = true;
            bench.press("x x Esc");
        }
        bench.press("Down");
    }
    assert_eq!(told, (true, true));
    for name in ["halfway-turn-1.txt", "halfway-turn-1-2.txt"] {
        let text = std::fs::read_to_string(store.folder().join(name)).unwrap();
        assert!(text.starts_with("Turn 1 of 4"), "{text}");
    }
}

#[test]
fn a_chart_and_a_theatre_are_drawn_at_every_size() {
    let scenario = scenario();
    let seating = Seating::one_person(&scenario, scenario.playable()[0], "script");
    for keys in ["Esc 3 s Enter Enter", "Esc o", "Esc b", "Esc b w"] {
        for size in [
            (80, 24),
            (81, 25),
            (100, 24),
            (150, 36),
            (151, 35),
            (500, 24),
            (80, 200),
        ] {
            let session = Session::begin(scenario.clone(), 7, &seating, None);
            let mut bench = Bench::new(size, Colour::Monochrome);
            bench.app = App::new(Start {
                library: Library::new(Vec::new()),
                saves: Store::new(bench._folder.path().to_owned()),
                session,
                colour: Colour::Monochrome,
            });
            bench.press(keys);
            assert!(bench.shown().contains("turn 1 of 4"), "{size:?} {keys}");
        }
    }
}

#[test]
fn a_turn_of_the_theatre_is_found_by_its_number_and_narrowed_to_what_is_sought() {
    let (mut bench, _store) = at_saves((120, 36));
    for _ in 0..2 {
        bench.press("v");
        if bench.shown().contains("Turn 1 of 4") {
            break;
        }
        bench.press("Down");
    }
    bench.press("t 3 Enter");
    assert!(bench.shown().contains("Turn 3 of 4"), "{}", bench.shown());
    bench.press("2 Enter");
    assert!(bench.shown().contains("Turn 2 of 4"), "{}", bench.shown());
    bench.press("9 Enter");
    assert!(
        bench.shown().contains("choose one from 1 to 3"),
        "{}",
        bench.shown()
    );
    let all = bench.shown();
    bench.press("/ q q q Enter");
    let narrowed = bench.shown();
    assert!(narrowed.contains("/qqq") && narrowed.contains("nothing"));
    bench.press("Esc Space");
    assert!(!bench.shown().contains("/qqq") && bench.shown().contains("+ faster"));
    bench.press("Space ?");
    for key in ["to a turn", "to a file", "run"] {
        assert!(bench.shown().contains(key), "{key}: {}", bench.shown());
    }
    assert!(all.contains("Figures that moved") || all.contains("What the turn brought"));
}
