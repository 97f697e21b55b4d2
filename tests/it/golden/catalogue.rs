//! The catalogue of seeds: what each seed comes to under each strategy, for every pack.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use middle_power::agents::STRATEGIES;
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Rows, Seating};

use super::check;
use crate::support::packs::every_scenario;

/// The seeds of the catalogue.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=25;

/// One line for each seed and strategy: axes, ending, the beginning of the hash.
fn catalogue(scenario: &Arc<Scenario>) -> String {
    let names = scenario.catalogue();
    let mut text = String::new();
    for (strategy, _) in STRATEGIES {
        for seed in SEEDS {
            let seat = scenario.playable()[0];
            let seating = Seating::one_strategy(scenario, seat, strategy, "script");
            let game = Game::begin(Arc::clone(scenario), seed, &seating, Rows::Off).unwrap();
            let view = game.view_of(seat);
            write!(text, "seed {seed} {strategy}:").unwrap();
            for axis in scenario.axes() {
                let value = view.gauge(axis).raw();
                write!(
                    text,
                    " {} {}.{}",
                    names.gauge(axis),
                    value / 1000,
                    value % 1000 / 100
                )
                .unwrap();
            }
            let ending = view
                .ending(None)
                .map_or("none", |ending| names.ending(ending));
            writeln!(text, " ending {ending} hash {}", &game.state().hash()[..12]).unwrap();
        }
    }
    text
}

/// The games of a catalogue: `seed 7 passive` and what it came to, word by word.
fn games(text: &str) -> BTreeMap<&str, BTreeMap<&str, &str>> {
    let parsed = text.lines().filter_map(|line| {
        let (game, values) = line.split_once(": ")?;
        let words: Vec<&str> = values.split(' ').collect();
        Some((
            game,
            words
                .chunks_exact(2)
                .map(|pair| (pair[0], pair[1]))
                .collect(),
        ))
    });
    parsed.collect()
}

/// What changed, game by game: `seed 7 passive: peace 42.3 → 41.9, ending a → b`.
fn changes(before: &str, now: &str) -> Vec<String> {
    let (old, new) = (games(before), games(now));
    let mut lines = Vec::new();
    for (game, values) in &new {
        let Some(known) = old.get(game) else {
            lines.push(format!("{game}: new"));
            continue;
        };
        let moved = values
            .iter()
            .filter(|(word, _)| **word != "hash")
            .filter_map(|(word, value)| {
                let was = known.get(word).copied().unwrap_or("nothing");
                (was != *value).then(|| format!("{word} {was} → {value}"))
            });
        let moved: Vec<String> = moved.collect();
        if !moved.is_empty() {
            lines.push(format!("{game}: {}", moved.join(", ")));
        } else if known.get("hash") != values.get("hash") {
            lines.push(format!("{game}: the same outcome, another state"));
        }
    }
    let gone = old.keys().filter(|game| !new.contains_key(*game));
    lines.extend(gone.map(|game| format!("{game}: gone")));
    lines
}

#[test]
fn every_seed_comes_to_what_the_catalogue_says() {
    for scenario in every_scenario() {
        check(
            &format!("catalogue-{}.txt", scenario.id()),
            &catalogue(&scenario),
            changes,
        );
    }
}

#[test]
fn a_change_of_the_catalogue_is_told_in_its_meaning() {
    let before = "seed 1 a: peace 42.3 home 1.0 ending x hash 1\nseed 2 a: peace 1.0 ending x hash 2\nseed 3 a: peace 1.0 hash 3\n";
    let now = "seed 1 a: peace 41.9 home 1.0 ending y hash 4\nseed 2 a: peace 1.0 ending x hash 5\nseed 4 a: peace 1.0 hash 6\n";
    let expected = [
        "seed 1 a: ending x → y, peace 42.3 → 41.9",
        "seed 2 a: the same outcome, another state",
        "seed 4 a: new",
        "seed 3 a: gone",
    ];
    assert_eq!(changes(before, now), expected);
    assert!(changes(before, before).is_empty());
}
