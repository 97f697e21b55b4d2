//! The ledger: what it adds up to is the state.

use std::collections::BTreeMap;

use middle_power::model::{Fact, FigureId, Points, What};
use middle_power::notation;
use middle_power::rules::State;
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Rows, Seating};

use crate::support::packs::every_scenario;

/// The figures that the deltas of a ledger add up to, by path.
fn sums(scenario: &Scenario, ledger: &[Fact]) -> BTreeMap<String, i32> {
    let path = |figure: FigureId| {
        let slot = scenario.slots().get(figure);
        notation::figure::write(scenario.catalogue(), slot.figure, slot.owner)
    };
    let mut sums: BTreeMap<String, i32> = scenario
        .slots()
        .iter()
        .map(|(figure, _)| (path(figure), 0))
        .collect();
    for fact in ledger {
        if let What::Moved { figure, delta } = fact.what {
            assert_ne!(
                delta,
                Points::ZERO,
                "a change that came to nothing was recorded: {fact:?}"
            );
            *sums.get_mut(&path(figure)).unwrap() += delta.raw();
        }
    }
    sums
}

/// Asserts that a ledger from the opening on adds up to a state, without ever applying a fact.
#[track_caller]
pub fn check(scenario: &Scenario, state: &State, ledger: &[Fact]) {
    let (sums, figures) = (sums(scenario, ledger), state.record(scenario).figures);
    for (path, value) in &figures {
        assert_eq!(
            sums.get(path),
            Some(value),
            "{path}: the ledger and the state differ"
        );
    }
    assert_eq!(sums.len(), figures.len());
}

#[test]
fn the_ledger_adds_up_to_the_state_whoever_plays() {
    for scenario in every_scenario() {
        for (strategy, others) in [
            ("script", "script"),
            ("passive", "random"),
            ("random", "random"),
            ("random", "script"),
        ] {
            for seed in 1..=40 {
                let seating =
                    Seating::one_strategy(&scenario, scenario.playable()[0], strategy, others);
                let game = Game::begin(scenario.clone(), seed, &seating, Rows::Off).unwrap();
                check(&scenario, game.state(), game.ledger());
            }
        }
    }
}

#[test]
fn the_facts_of_a_ledger_stand_in_the_order_of_their_turns() {
    for scenario in every_scenario() {
        let seating = Seating::one_strategy(&scenario, scenario.playable()[0], "random", "random");
        let game = Game::begin(scenario.clone(), 5, &seating, Rows::Off).unwrap();
        assert!(
            game.ledger().is_sorted_by_key(|fact| fact.turn),
            "{}",
            scenario.id()
        );
        let began = game
            .ledger()
            .iter()
            .filter(|fact| matches!(fact.what, What::TurnBegan { .. }));
        assert_eq!(began.count(), usize::from(scenario.calendar().turns.0));
    }
}
