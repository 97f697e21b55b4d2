//! Chance is keyed: what one decision changes, no other draw notices.

use middle_power::model::{Fact, Subject, What};
use middle_power::rules::Scribe;
use middle_power::rules::{self, State};
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Rows, Seating};

use crate::support::packs::{Pack, Place, every_scenario, first_hundred_days};

/// What happened by chance alone or by the calendar: event, subject, turn.
type Shock = (String, Subject, u16);

fn shocks(scenario: &Scenario, ledger: &[Fact], wanted: impl Fn(&str) -> bool) -> Vec<Shock> {
    let shock = |fact: &Fact| match fact.what {
        What::Happened { event, subject } => Some((
            scenario.catalogue().event(event).to_owned(),
            subject,
            fact.turn.0,
        )),
        _ => None,
    };
    ledger
        .iter()
        .filter_map(shock)
        .filter(|(id, ..)| wanted(id))
        .collect()
}

/// A hazard that no figure and no measure moves, so that only its key decides.
const OUTSIDE: &str = r#"
(
    id: "test-typhoon", name: "A typhoon",
    when: Drawn((base: 400)), scope: Actor("@all"), repeat: Cooldown(1),
    source: "invented", text: "Wind.",
)"#;

fn with_typhoons() -> Pack {
    first_hundred_days().with_items("events.ron", OUTSIDE, Place::Last)
}

fn ledger_of(pack: &Pack, seed: u64, strategy: &str) -> (std::sync::Arc<Scenario>, Vec<Fact>) {
    let scenario = pack.load();
    let seating = Seating::one_strategy(&scenario, scenario.playable()[0], strategy, "script");
    let game = Game::begin(scenario.clone(), seed, &seating, Rows::Off).unwrap();
    (scenario, game.ledger().to_vec())
}

#[test]
fn games_that_differ_in_a_decision_meet_the_same_outside_shocks() {
    let pack = with_typhoons();
    let mut happened = 0;
    for seed in 1..=40 {
        let [passive, script, random] = ["passive", "script", "random"].map(|strategy| {
            let (scenario, ledger) = ledger_of(&pack, seed, strategy);
            shocks(&scenario, &ledger, |id| id == "test-typhoon")
        });
        assert_eq!(passive, script, "seed {seed}");
        assert_eq!(passive, random, "seed {seed}");
        happened += passive.len();
    }
    assert!(
        (100..600).contains(&happened),
        "the shock is a coin that never falls: {happened}"
    );
}

#[test]
fn an_event_more_in_the_pack_reshuffles_nothing_else() {
    let (plain, more) = (first_hundred_days(), with_typhoons());
    for seed in 1..=40 {
        for strategy in ["script", "passive"] {
            let (scenario, ledger) = ledger_of(&plain, seed, strategy);
            let before = shocks(&scenario, &ledger, |_| true);
            let (scenario, ledger) = ledger_of(&more, seed, strategy);
            let after = shocks(&scenario, &ledger, |id| id != "test-typhoon");
            assert_eq!(before, after, "seed {seed} {strategy}");
        }
    }
}

#[test]
fn the_order_of_events_in_the_pack_decides_no_draw() {
    let first = first_hundred_days().with_items("events.ron", OUTSIDE, Place::Last);
    let second = first_hundred_days().with_items("events.ron", OUTSIDE, Place::BeforeLast);
    for seed in 1..=40 {
        let [one, other] = [&first, &second].map(|pack| {
            let (scenario, ledger) = ledger_of(pack, seed, "passive");
            shocks(&scenario, &ledger, |id| id == "test-typhoon")
        });
        assert_eq!(one, other, "seed {seed}");
    }
}

fn opened(scenario: &Scenario, seed: u64) -> State {
    rules::open(scenario, seed, &mut Scribe::forgetting())
}

#[test]
fn another_seed_is_another_game_and_the_same_seed_the_same() {
    for scenario in every_scenario() {
        for seed in 1..=20 {
            assert_eq!(
                opened(&scenario, seed).hash(),
                opened(&scenario, seed).hash()
            );
            assert_ne!(
                opened(&scenario, seed).hash(),
                opened(&scenario, seed + 1).hash()
            );
        }
    }
}
