//! The soak: many random games with every invariant asserted. `SOAK_GAMES=N` plays N for each scenario, `SOAK_SEED=N`
//! begins elsewhere, `SOAK_SCENARIO=ID` takes one scenario.

use std::panic::{AssertUnwindSafe, catch_unwind};

use middle_power::rules::State;
use middle_power::scenario::Scenario;

use crate::ledger;
use crate::support::Die;
use crate::support::asked_for;
use crate::support::packs::every_scenario;
use crate::support::play::{Go, Table};

/// Turns played of each scenario unless the environment asks for a number of games.
const TURNS: u64 = 1200;

/// Plays one random game and asserts everything that must be true of it.
fn play_one(scenario: &Scenario, seed: u64) {
    let mut table = Table::open(scenario, seed);
    table.state.assert_invariants(scenario);
    let mut turn = table.state.turn();
    table.play(&mut Die::new(seed), |table| {
        table.state.assert_invariants(scenario);
        if table.state.turn() != turn {
            turn = table.state.turn();
            ledger::check(scenario, &table.state, &table.ledger);
            let record = table.state.record(scenario);
            let restored = State::restore(scenario, &record).unwrap();
            let (one, other) = (format!("{restored:#?}"), format!("{:#?}", table.state));
            let differs = one
                .lines()
                .zip(other.lines())
                .find(|(one, other)| one != other);
            assert_eq!(differs, None, "a state and what its record restores differ");
        }
        Go::On
    });
    assert!(table.state.over().is_some(), "the game never ended");
    ledger::check(scenario, &table.state, &table.ledger);
}

#[test]
fn random_games_keep_every_invariant_and_add_up() {
    let first = asked_for("SOAK_SEED").unwrap_or(1);
    let only = std::env::var("SOAK_SCENARIO").ok();
    for scenario in every_scenario() {
        if only.as_deref().is_some_and(|only| only != scenario.id()) {
            continue;
        }
        let turns = u64::from(scenario.calendar().turns.0).max(1);
        let games = asked_for("SOAK_GAMES").unwrap_or(TURNS / turns);
        for seed in first..first + games {
            let played = catch_unwind(AssertUnwindSafe(|| play_one(&scenario, seed)));
            assert!(
                played.is_ok(),
                "a random game failed; again: SOAK_GAMES=1 SOAK_SEED={seed} SOAK_SCENARIO={} cargo test --test it soak::",
                scenario.id()
            );
        }
    }
}
