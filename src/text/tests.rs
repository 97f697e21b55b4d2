//! The words held against a game of two actors.

use crate::model::{Fact, SeatId, What};
use crate::notation;
use crate::rules::{Scribe, View, awaiting, execute, open};
use crate::scenario::{Scenario, TinyPack};
use crate::text::{Cast, Line, Words};

fn scenario() -> Scenario {
    TinyPack::sound().load().unwrap()
}

fn seat(scenario: &Scenario, id: &str) -> SeatId {
    SeatId(scenario.catalogue().find_actor(id).unwrap())
}

/// Every fact of a game in which the east talks to the west and answers the incident.
fn a_game(scenario: &Scenario) -> Vec<Fact> {
    let mut scribe = Scribe::keeping();
    let mut state = open(scenario, 1, &mut scribe);
    while !awaiting(scenario, &state).is_empty() {
        for (who, lines) in [
            (
                "east",
                &[
                    "respond incident:east+west protest",
                    "launch talks target=west",
                    "end",
                ][..],
            ),
            ("west", &["end"][..]),
        ] {
            for line in lines {
                let order = notation::read(scenario.catalogue(), line).unwrap();
                let who = seat(scenario, who);
                // What isn't legal in this turn is simply left out.
                let _ = execute(scenario, &mut state, &mut scribe, who, &order);
            }
        }
    }
    let east = seat(scenario, "east");
    assert!(View::new(scenario, &state, east).over().is_some());
    scribe.take()
}

fn plain(lines: &[Line]) -> Vec<String> {
    lines.iter().map(Line::plain).collect()
}

#[test]
fn every_fact_of_a_game_is_told_or_left_out_on_purpose() {
    let scenario = scenario();
    let words = Words::new(scenario.lexicon());
    let facts = a_game(&scenario);
    let told: Vec<String> = facts
        .iter()
        .filter_map(|fact| words.fact(fact))
        .map(|line| line.plain())
        .collect();
    assert!(told.len() > 20, "{told:#?}");
    for line in &told {
        let sound = !line.contains(['{', '}', '\n']) && !line.ends_with([' ', '.']);
        assert!(sound, "{line}");
    }
    for wanted in [
        "‘An incident’ (East and West)",
        "East launches ‘Talks’ (West)",
        "East answers ‘An incident’ (East and West): ‘Protest’",
        "East completes ‘Talks’ (West)",
        "The calendar has run out",
    ] {
        assert!(
            told.iter().any(|line| line == wanted),
            "{wanted}\n{told:#?}"
        );
    }
}

#[test]
fn the_turn_of_the_incident_is_summed_up_with_the_incident_first() {
    let scenario = scenario();
    let words = Words::new(scenario.lexicon());
    let facts = a_game(&scenario);
    let happened = facts
        .iter()
        .find(|fact| matches!(fact.what, What::Happened { .. }))
        .unwrap();
    let turn: Vec<Fact> = facts
        .iter()
        .filter(|fact| fact.turn == happened.turn)
        .copied()
        .collect();
    let lines = plain(&words.summary(&turn, seat(&scenario, "east"), 5));
    assert_eq!(
        lines[0],
        "‘An incident’ (East and West): Something happened"
    );
    assert!(lines.len() <= 6, "{lines:#?}");
}

#[test]
fn an_initiative_is_shown_in_full_without_its_secrets() {
    let scenario = scenario();
    let words = Words::new(scenario.lexicon());
    let id = scenario.catalogue().find_initiative("talks").unwrap();
    let cast = Cast::of(seat(&scenario, "east"), None);
    let lines = plain(&words.initiative(id, scenario.initiative(id), &cast));
    for wanted in [
        "Talks",
        "capital 3, hands 1; takes 1 turn; again after 4 turns",
        "directed at: West",
        "  working links between you and the target at least 20",
        "  an estimate of the target's political will for you, ±8",
        "  your trust in the target +2",
        "  something may follow",
    ] {
        assert!(
            lines.iter().any(|line| line == wanted),
            "{wanted}\n{lines:#?}"
        );
    }
    assert!(
        lines.iter().all(|line| !line.contains("leak")),
        "{lines:#?}"
    );
}

#[test]
fn a_choice_names_its_price_and_who_will_mind() {
    let scenario = scenario();
    let words = Words::new(scenario.lexicon());
    let event = scenario.catalogue().find_event("incident").unwrap();
    let (east, west) = (seat(&scenario, "east"), seat(&scenario, "west"));
    let cast = Cast::about(east, crate::model::Subject::Pair(east.0, west.0));
    let choice = &scenario.event(event).asks[0].choices[1];
    let lines = plain(&words.choice((event, 0, 1), choice, &cast));
    assert_eq!(
        lines,
        [
            "Protest (capital 1)",
            "  minded by West",
            "  if ‘Hotlines’ between the two, agreed or firmer:",
            "    The red phone is put to use once",
        ]
    );
}
