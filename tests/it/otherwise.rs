//! Counterfactuals and durability where a person meets them: the same game without a change, the same shocks with one,
//! figures that agree with batch play.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use middle_power::foresight::Change;
use middle_power::model::{Order, Turn};
use middle_power::rules::{State, View};
use middle_power::scenario::definition::When;
use middle_power::session::{Afterwards, Game, Otherwise, Rows, Save, Seating, replay};

use crate::support::packs::{named, two_shores};
use crate::support::program::Home;
use crate::support::root;

/// A game that a strategy has played to its end.
fn played(pack: &str, strategy: &str, seed: u64) -> Game {
    let scenario = named(pack).load();
    let seat = scenario.playable()[0];
    let seating = Seating::one_strategy(&scenario, seat, strategy, "script");
    Game::begin(Arc::clone(&scenario), seed, &seating, Rows::Off).unwrap()
}

/// The finished game of the repository, which a person played.
fn by_a_person() -> Game {
    let bytes = fs::read(root().join("saves/examples/finished.ron")).unwrap();
    let save = Save::from_bytes(&bytes).unwrap();
    let scenario = named(&save.scenario).load();
    replay::load(&scenario, &save).unwrap().game
}

#[test]
fn a_game_without_a_change_comes_to_the_same_state() {
    for game in [
        by_a_person(),
        played("asian-paradox", "parallel", 3),
        played("asian-paradox", "focused", 5),
        played("asian-paradox", "random", 9),
        played("first-hundred-days", "random", 4),
    ] {
        let otherwise = Otherwise::of(&game).unwrap();
        let whole = otherwise.compare(Change::Nothing).unwrap();
        assert!(whole.faithful, "seed {}", game.seed());
        assert_eq!(whole.other.hash, game.state().hash());
        assert_eq!((whole.other.left_out, whole.base.left_out), (0, 0));
        for turn in otherwise.turns() {
            let idle = otherwise.compare(Change::Idle(turn)).unwrap();
            assert_eq!(idle.base.hash, game.state().hash(), "from {turn:?}");
        }
    }
}

#[test]
fn an_order_given_again_in_its_own_turn_changes_nothing() {
    let game = by_a_person();
    let otherwise = Otherwise::of(&game).unwrap();
    for decision in otherwise.decisions() {
        let same = Change::Replace(decision.place, decision.order);
        let found = otherwise.compare(same).unwrap();
        assert_eq!(found.other.hash, game.state().hash(), "{decision:?}");
    }
}

#[test]
fn every_change_that_is_offered_plays_to_an_end() {
    let game = by_a_person();
    let otherwise = Otherwise::of(&game).unwrap();
    let mut ends = BTreeMap::<String, u32>::new();
    for decision in otherwise.decisions() {
        for change in otherwise.changes(&decision) {
            let found = otherwise.compare(change).unwrap();
            assert!(found.other.told.ending.is_some(), "{change:?}");
            *ends.entry(found.other.hash).or_default() += 1;
        }
    }
    assert!(ends.len() > 3, "decisions matter: {ends:?}");
}

#[test]
fn an_order_that_is_left_out_meets_the_same_shocks_from_outside() {
    let game = played("asian-paradox", "parallel", 3);
    let otherwise = Otherwise::of(&game).unwrap();
    let launched = otherwise
        .decisions()
        .into_iter()
        .find(|it| matches!(it.order, Order::Launch { .. }))
        .unwrap();
    let drop = Change::Drop(launched.place);
    let found = otherwise.compare(drop).unwrap();
    assert_ne!(found.other.hash, found.base.hash);
    assert_eq!(found.turn, launched.turn);
    // Again, and in another order, it comes to the same.
    let again = otherwise.compare(drop).unwrap();
    assert_eq!(again.other.hash, found.other.hash);
    let shocks = |change| outside(&game, &otherwise.ended(change).unwrap());
    assert_eq!(shocks(drop), shocks(Change::Nothing));
    assert!(shocks(drop).len() > 10, "the calendar is kept");
}

/// What came from outside: events with a day of their own, and those that are drawn with odds which nobody can move.
fn outside(game: &Game, state: &State) -> Vec<(Turn, String)> {
    let scenario = game.scenario();
    let view = View::new(scenario, state, game.protagonist());
    let own = view.happenings().iter().filter(|it| {
        let when = scenario.event(it.event).when.open();
        match when {
            When::Dated(..) => true,
            When::Drawn(hazard) => hazard.terms.is_empty() && hazard.damped_by.is_empty(),
            When::If(_) | When::Scheduled => false,
        }
    });
    own.map(|it| (it.turn, scenario.catalogue().event(it.event).to_owned()))
        .collect()
}

#[test]
fn redraws_are_the_same_for_both_sides_and_in_any_number_of_steps() {
    let game = by_a_person();
    let otherwise = Otherwise::of(&game).unwrap();
    let change = otherwise.changes(&otherwise.decisions()[0])[0];
    let mut at_once = otherwise.compare(change).unwrap();
    otherwise.redraw(&mut at_once, 0, 6);
    let mut in_steps = otherwise.compare(change).unwrap();
    otherwise.redraw(&mut in_steps, 0, 2);
    otherwise.redraw(&mut in_steps, 2, 6);
    assert_eq!(at_once.base.redrawn, in_steps.base.redrawn);
    assert_eq!(at_once.other.redrawn, in_steps.other.redrawn);
    let mut nothing = otherwise.compare(Change::Nothing).unwrap();
    otherwise.redraw(&mut nothing, 0, 4);
    assert_eq!(nothing.base.redrawn, nothing.other.redrawn);
}

#[test]
fn a_turn_that_was_never_played_is_no_place_for_a_change() {
    let game = by_a_person();
    let otherwise = Otherwise::of(&game).unwrap();
    assert!(otherwise.compare(Change::Drop(100_000)).is_none());
    let late = otherwise.compare(Change::Idle(Turn(99))).unwrap();
    assert_eq!(late.other.hash, game.state().hash());
}

#[test]
fn a_game_under_way_can_be_played_neither_otherwise_nor_on() {
    let scenario = two_shores().load();
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "script");
    let game = Game::begin(scenario, 3, &seating, Rows::Off).unwrap();
    assert!(Otherwise::of(&game).is_none());
    assert!(Afterwards::of(&game).is_none());
}

#[test]
fn durability_in_play_is_that_of_batch_play() {
    let home = Home::new();
    let arguments = [
        "simulate",
        "--scenario",
        "asian-paradox",
        "--strategy",
        "parallel",
        "--games",
        "1",
        "--seed",
        "3",
        "--durability",
        "24",
        "--format",
        "jsonl",
    ];
    let said = home.run(&arguments).expect(0);
    let row: serde_json::Value = serde_json::from_str(said.out.lines().next().unwrap()).unwrap();
    let game = played("asian-paradox", "parallel", 3);
    let found = Afterwards::of(&game).unwrap().batch(0, 24);
    let held = row["durability"].as_f64().unwrap();
    assert!(
        (held - f64::from(found.held().0) / 10.0).abs() < 0.06,
        "{row} and {:?}",
        found.held()
    );
    let mut batches = Afterwards::of(&game).unwrap().batch(0, 5);
    batches.join(Afterwards::of(&game).unwrap().batch(5, 24));
    assert_eq!(batches, found);
}

/// Loads the finished game in plain mode and says what these lines are answered with.
fn in_plain_mode(lines: &str) -> String {
    let home = Home::new();
    let save = root().join("saves/examples/finished.ron");
    let arguments = ["play", "--plain", "--load", save.to_str().unwrap()];
    home.feed(&arguments, &format!("{lines}\nquit\n"))
        .expect(0)
        .out
}

#[test]
fn plain_mode_tells_what_becomes_of_an_order() {
    let said = in_plain_mode("durability 12\ndurability x\ndurability 0");
    for says in ["The order held in", "of 12 futures", "Future ", "±"] {
        assert!(said.contains(says), "no ‘{says}’ in:\n{said}");
    }
    assert_eq!(
        said.matches("! durability takes a number").count(),
        2,
        "{said}"
    );
}

#[test]
fn plain_mode_plays_a_finished_game_otherwise() {
    let said = in_plain_mode(
        "otherwise\notherwise 1\notherwise 1 1\notherwise turn 2\notherwise 999\notherwise 1 99",
    );
    for says in [
        "   1  turn 1",
        "Instead:",
        "It came to",
        "Mechanisms in use",
        "Statements about the model",
        "! there is no decision ‘999’",
        "! decision 1 has",
    ] {
        assert!(said.contains(says), "no ‘{says}’ in:\n{said}");
    }
}
