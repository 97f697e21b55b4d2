//! The summary of a turn held against made-up facts.

use super::*;
use crate::model::{ChoiceIndex, EventId, InitiativeId, Rule, Subject, Turn};
use crate::text::testing::{
    BEIJING, CAPITAL, HOTLINE, SEOUL, THREAT, TOKYO, TRUST, WARM, WILL, World,
};

fn fact(cause: Cause, what: What) -> Fact {
    Fact {
        turn: Turn(1),
        cause,
        what,
    }
}

fn moved(cause: Cause, figure: FigureId, raw: i32) -> Fact {
    let delta = Points::thousandths(raw);
    fact(cause, What::Moved { figure, delta })
}

fn summary(facts: &[Fact], limit: usize) -> Vec<String> {
    let world = World::new();
    let lines = world.words().summary(facts, SeatId(SEOUL), limit);
    lines.iter().map(Line::plain).collect()
}

const EVENT: EventId = EventId(0);
const TEST: Cause = Cause::Event(EVENT);
const SETTLES: Cause = Cause::Upkeep(Rule::TrustSettles);

fn a_turn() -> Vec<Fact> {
    let answered = What::Answered {
        seat: SeatId(TOKYO),
        event: EVENT,
        subject: Subject::World,
        choice: ChoiceIndex(1),
    };
    let completed = What::Completed {
        seat: SeatId(SEOUL),
        initiative: InitiativeId(0),
        target: None,
    };
    vec![
        moved(SETTLES, TRUST, -200),
        fact(Cause::Order(SeatId(SEOUL)), completed),
        moved(TEST, TRUST, -2_000),
        moved(TEST, WARM, 100),
        moved(TEST, THREAT, 4_000),
        moved(Cause::Upkeep(Rule::Income), CAPITAL, 2_000),
        moved(Cause::Upkeep(Rule::WillSettles), WILL, -1_000),
        fact(Cause::Order(SeatId(TOKYO)), answered),
        fact(
            TEST,
            What::Happened {
                event: EVENT,
                subject: Subject::World,
            },
        ),
    ]
}

#[test]
fn the_summary_puts_what_matters_first_and_counts_the_rest() {
    assert_eq!(
        summary(&a_turn(), 10),
        [
            "‘A test’",
            "Seoul completes ‘Sound out’",
            "Beijing's firm trust in Seoul −2: ‘A test’",
            "Tokyo answers ‘A test’: ‘Wait’",
            "Tokyo's sense of threat from Beijing +4: ‘A test’",
            "and 3 smaller changes, in the ledger",
        ]
    );
}

#[test]
fn the_summary_keeps_to_its_limit() {
    let lines = summary(&a_turn(), 2);
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[2], "and 6 smaller changes, in the ledger");
    assert!(summary(&[], 5).is_empty());
}

#[test]
fn a_mechanism_that_came_about_names_its_members_in_one_line() {
    let level = What::Level {
        mechanism: HOTLINE,
        level: Obligation::Agreed,
    };
    let joins = |actor| What::Joined {
        mechanism: HOTLINE,
        actor,
    };
    let facts = [level, joins(SEOUL), joins(TOKYO)].map(|what| fact(TEST, what));
    assert_eq!(
        summary(&facts, 5),
        ["Now agreed: Hotline (Seoul and Tokyo)"]
    );
    assert_eq!(summary(&facts[1..2], 5), ["Seoul joins Hotline"]);
}

#[test]
fn a_text_is_told_by_as_many_sentences_as_say_what_it_is_about() {
    let long = "12 February. Seismographs in four capitals agree on the place. More is not known.";
    let shown = "12 February. Seismographs in four capitals agree on the place";
    assert_eq!(opening_of(long), shown);
    assert_eq!(opening_of("A short one."), "A short one");
    assert_eq!(opening_of(""), "");
}

#[test]
fn what_happened_to_others_comes_after_what_happened_to_the_reader() {
    let happened = |subject| What::Happened {
        event: EVENT,
        subject,
    };
    let theirs = fact(TEST, happened(Subject::Pair(TOKYO, BEIJING)));
    let mine = fact(TEST, happened(Subject::Actor(SEOUL)));
    let lines = summary(&[theirs, mine], 5);
    assert_eq!(lines, ["‘A test’ (Seoul)", "‘A test’ (Tokyo and Beijing)"]);
}

#[test]
fn moves_that_cancel_each_other_are_not_told() {
    let facts = [moved(TEST, TRUST, 2_000), moved(SETTLES, TRUST, -2_000)];
    assert!(summary(&facts, 5).is_empty());
}
