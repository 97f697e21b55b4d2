//! Negotiating tables by keys: from the list to a signature, without the others, and out of the door.

use std::sync::{Arc, OnceLock};

use super::{Bench, Colour, Flow, Scenario, Session};
use crate::model::{TableId, TableStatus};
use crate::scenario::{load, shipped};
use crate::session::{Library, Seating};
use crate::tui::app::App;
use crate::tui::keys::Key;
use crate::tui::{Start, frame};

/// Leads from a new game of the campaign to the first table that can be convened and is not quarrelled about at once.
const CONVENE: &str = "Esc 4 Down Enter Enter";
/// The same with the turn ended by the defaults: the table is open.
const SIT: &str = "Esc 4 Down Enter Enter e Down Enter Esc 4 Enter";

/// The same at the table above it.
const SIT_AT_TWO_SEAS: &str = "Esc 4 Enter Enter e Down Enter Esc 4 Enter";

/// Keys that lead to each state of the screen.
const SCREENS: [(&str, &str); 8] = [
    ("tables", "Esc 4"),
    ("agenda", "Esc 4 Down Enter"),
    ("invited", CONVENE),
    ("draft", SIT),
    (
        "text",
        "Esc 4 Down Enter Enter e Down Enter Esc 4 Enter Enter Enter",
    ),
    (
        "what-if",
        "Esc 4 Down Enter Enter e Down Enter Esc 4 Enter Enter Enter Left",
    ),
    (
        "instruments",
        "Esc 4 Down Enter Enter e Down Enter Esc 4 Enter Enter Enter i",
    ),
    ("owed", "Esc 4 Down Enter Enter e Down Enter Esc e"),
];

/// Straight in a game of the campaign.
fn campaign(size: (u16, u16)) -> Bench {
    static SCENARIO: OnceLock<Arc<Scenario>> = OnceLock::new();
    let shipped = || Library::new(Vec::new()).load("asian-paradox", None);
    played(size, SCENARIO.get_or_init(|| shipped().unwrap()))
}

/// The same where no text hangs on one signature.
fn campaign_without_conditions(size: (u16, u16)) -> Bench {
    let mut sources = shipped::scenario("asian-paradox").unwrap();
    for source in &mut sources {
        source.text = source.text.replace(r#"must_sign: ["beijing"], "#, "");
    }
    let lens = shipped::lens("security-building").unwrap();
    played(size, &Arc::new(load(&sources, &lens).unwrap()))
}

fn played(size: (u16, u16), scenario: &Arc<Scenario>) -> Bench {
    let mut bench = Bench::new(size, Colour::Monochrome);
    let scenario = Arc::clone(scenario);
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "script");
    let session = Session::begin(scenario, 7, &seating, None).unwrap();
    bench.app = App::new(Start {
        library: Library::new(Vec::new()),
        saves: crate::session::Store::new(bench._folder.path().to_owned()),
        session: Some(session),
        colour: Colour::Monochrome,
    });
    bench
}

/// The table at which something has happened.
fn table(bench: &Bench) -> TableId {
    let context = bench.app.context();
    let view = context.desk().unwrap().view();
    let mut own = view.own_tables();
    own.find(|it| view.table(*it).is_some())
        .expect("a table was convened")
}

fn status(bench: &Bench) -> TableStatus {
    let table = table(bench);
    let context = bench.app.context();
    context.desk().unwrap().view().table_status(table)
}

/// Ends the turn with every default, and reads what is told.
fn end_turn(bench: &mut Bench) {
    bench.press("1 e");
    for _ in 0..8 {
        if !bench.shown().contains("End the turn") && !bench.shown().contains("owed") {
            break;
        }
        bench.press("Down Enter");
    }
    bench.press("Esc Esc");
}

/// Looks for the row of an instrument in its dialog and uses it.
fn use_instrument(bench: &mut Bench, name: &str) {
    bench.press("i Home");
    for _ in 0..30 {
        let marked = bench.shown();
        let mut rows = marked.lines();
        let row = rows.find(|line| line.contains("› ✓") || line.contains("› ✗"));
        if row.is_some_and(|row| row.contains(name)) {
            bench.press("Enter");
            return;
        }
        bench.press("Down");
    }
    panic!("no {name}\n{}", bench.shown());
}

#[test]
fn a_table_is_convened_bargained_over_and_signed_by_keys() {
    let mut bench = campaign((80, 24));
    bench.press(CONVENE);
    assert!(bench.shown().contains("invited"), "{}", bench.shown());
    bench.press("1");
    assert!(bench.shown().contains("At the table"), "{}", bench.shown());
    end_turn(&mut bench);
    assert!(bench.shown().contains("Your move"), "{}", bench.shown());
    bench.press("4 Enter");
    assert!(bench.shown().contains("No text yet"), "{}", bench.shown());
    // What the adviser suggests is put forward round after round, and accepted where it is good.
    let mut rounds = 0;
    while status(&bench) == TableStatus::Open && rounds < 60 {
        rounds += 1;
        match rounds % 4 {
            1 => bench.press("4 Enter n Enter Enter Esc"),
            2 => bench.press("4 Enter n n Enter Enter Esc"),
            3 => bench.press("4 Enter Enter Enter Esc"),
            _ => {
                end_turn(&mut bench);
                &mut bench
            }
        };
        bench.press("Esc");
    }
    if status(&bench) == TableStatus::Signed {
        bench.press("o");
        assert!(
            bench.shown().contains("homes decide when "),
            "{}",
            bench.shown()
        );
        bench.press("Esc");
    }
    let shown = bench.press("4").shown();
    assert!(
        matches!(status(&bench), TableStatus::Signed | TableStatus::InForce),
        "{:?}\n{shown}",
        status(&bench)
    );
}

#[test]
fn the_staffs_texts_are_drafts_and_say_what_they_are() {
    let mut bench = campaign((80, 24));
    bench.press(SIT);
    let before = bench.shown();
    let first = bench.press("s").shown();
    assert!(first.contains("the staff's text"), "{first}");
    assert!(first.contains("‹Staff›"), "{first}");
    assert_ne!(first, before);
    let mut seen = 0;
    while bench.shown().contains("the staff's text") && seen < 4 {
        seen += 1;
        bench.press("s");
    }
    assert!((1..4).contains(&seen), "{}", bench.shown());
    let sheet = bench.press("s w").shown();
    assert!(sheet.contains("The staff's text"), "{sheet}");
    let forecast = bench.press("Esc f").shown();
    assert!(forecast.contains("after exchanges"), "{forecast}");
    let moved = bench.press("Esc Left Right Right").shown();
    assert!(!moved.contains("the staff's text:"), "{moved}");
}

#[test]
fn a_text_is_signed_without_the_others() {
    let mut bench = campaign_without_conditions((120, 36));
    bench.press(SIT_AT_TWO_SEAS).press("Enter Enter");
    use_instrument(&mut bench, "sign without");
    let shown = bench.shown();
    assert!(
        shown.contains("is signed by"),
        "the news come as a page\n{shown}"
    );
    bench.press("Esc");
    let shown = bench.shown();
    assert!(shown.contains("Signed by"), "{shown}");
    assert_ne!(status(&bench), TableStatus::Open);
}

#[test]
fn a_delegation_leaves_and_comes_back() {
    let mut bench = campaign((120, 36));
    bench.press(SIT).press("Enter Enter");
    use_instrument(&mut bench, "walk out");
    assert!(bench.shown().contains("walked out"), "{}", bench.shown());
    if status(&bench) == TableStatus::Open {
        use_instrument(&mut bench, "come back");
        end_turn(&mut bench);
        bench.press("4");
        let shown = bench.shown();
        assert!(
            shown.contains("your move") || status(&bench) != TableStatus::Open,
            "{shown}"
        );
    }
}

#[test]
fn a_sounding_tells_and_narrows() {
    let mut bench = campaign((120, 36));
    bench.press(SIT).press("Enter Enter");
    use_instrument(&mut bench, "sound out");
    assert!(bench.shown().contains("You learn of"), "{}", bench.shown());
}

#[test]
fn a_what_if_changes_the_estimates_and_nothing_else() {
    let mut bench = campaign((120, 36));
    bench.press(SIT).press("Enter Enter");
    let before = bench.shown();
    bench.press("Left");
    let during = bench.shown();
    assert!(during.contains("What if"), "{during}");
    assert_ne!(before, during);
    bench.press("x");
    let line = |text: &str| text.lines().nth(3).map(str::to_owned);
    assert_eq!(line(&before), line(&bench.shown()));
    assert!(bench.shown().contains("How they take the text"));
}

#[test]
fn the_end_of_a_turn_names_the_move_that_is_due() {
    let mut bench = campaign((80, 24));
    bench.press(SIT).press("e");
    let shown = bench.shown();
    assert!(
        shown.contains("Your move is due") && shown.contains("would pass"),
        "{shown}"
    );
}

#[test]
fn every_state_of_a_table_is_drawn_at_every_size() {
    for (name, keys) in SCREENS {
        let mut bench = campaign((120, 36));
        bench.press(keys);
        for size in [
            (1, 1),
            (40, 12),
            (79, 24),
            (80, 24),
            (81, 25),
            (99, 30),
            (109, 28),
            (110, 28),
            (120, 36),
            (169, 40),
            (170, 28),
            (200, 24),
            (200, 60),
            (500, 24),
            (80, 200),
            (500, 200),
        ] {
            bench.terminal =
                ratatui::Terminal::new(ratatui::backend::TestBackend::new(size.0, size.1)).unwrap();
            let shown = bench.shown();
            let small = size.0 < frame::LEAST.0 || size.1 < frame::LEAST.1;
            assert!(small || shown.contains("of 20"), "{name} {size:?}\n{shown}");
        }
    }
}

#[test]
fn every_key_of_the_bottom_line_does_something_at_a_table() {
    for (name, keys) in SCREENS {
        let mut bench = campaign((80, 24));
        bench.press(keys).draw();
        // Those of the screen itself: the keys of the whole game are tried elsewhere.
        let hints = bench.app.top().part().hints(&bench.app.context());
        for hint in hints {
            let Some(key) = Key::named(&hint.key) else {
                continue;
            };
            let mut bench = campaign((80, 24));
            bench.press(keys);
            let before = bench.shown();
            bench.press(&key.name());
            let after = bench.shown();
            assert!(
                before != after || bench.flow == Flow::Quit,
                "{name}: {} {}\n{after}",
                hint.key,
                hint.label
            );
        }
    }
}
