//! Determinism: one seed and the same orders are one game, in debug and release, on any number of cores, across save
//! and load. The hashes of the catalogue (`golden`) hold it across builds.

use std::thread;

use middle_power::agents::STRATEGIES;
use middle_power::session::replay::load;
use middle_power::session::{Game, Rows, Save, Seating};

use crate::cli::rows;
use crate::plain::play;
use crate::support::packs::every_scenario;
use crate::support::program::Home;

#[test]
fn the_same_seed_is_the_same_game_on_every_thread() {
    for scenario in every_scenario() {
        for (strategy, _) in STRATEGIES {
            let seating =
                Seating::one_strategy(&scenario, scenario.playable()[0], strategy, "random");
            let hash = |seed| {
                Game::begin(scenario.clone(), seed, &seating, Rows::Off)
                    .unwrap()
                    .state()
                    .hash()
            };
            let alone: Vec<String> = (1..=10).map(hash).collect();
            let beside: Vec<String> = thread::scope(|scope| {
                let threads: Vec<_> = (1..=10)
                    .map(|seed| scope.spawn(move || hash(seed)))
                    .collect();
                threads
                    .into_iter()
                    .map(|thread| thread.join().unwrap())
                    .collect()
            });
            assert_eq!(alone, beside);
            let mut distinct = alone.clone();
            distinct.sort();
            distinct.dedup();
            assert_eq!(distinct.len(), alone.len(), "two seeds gave one game");
        }
    }
}

#[test]
fn loading_what_was_saved_gives_the_same_game() {
    for scenario in every_scenario() {
        for seed in 1..=10 {
            let seating =
                Seating::one_strategy(&scenario, scenario.playable()[0], "random", "script");
            let game = Game::begin(scenario.clone(), seed, &seating, Rows::Each).unwrap();
            let text = Save::of(&game, &[], None).to_text().unwrap();
            let again = load(&scenario, &Save::from_bytes(text.as_bytes()).unwrap())
                .unwrap()
                .game;
            assert_eq!(again.state().hash(), game.state().hash());
            assert_eq!(again.ledger(), game.ledger());
            assert_eq!(Save::of(&again, &[], None).to_text().unwrap(), text);
        }
    }
}

#[test]
fn the_same_script_gives_the_same_hash_every_time() {
    let script = "respond late-again blame\nlaunch ask-around target=birch\nend\nend anyway\nhash\nend anyway\nhash\n";
    let first = play(&Home::new(), &["--seed", "12"], script).expect(0);
    let second = play(&Home::new(), &["--seed", "12"], script).expect(0);
    assert_eq!(first.out, second.out);
    let other = play(&Home::new(), &["--seed", "13"], script).expect(0);
    assert_ne!(first.hash(), other.hash());
}

#[test]
fn rows_depend_on_neither_jobs_nor_shards() {
    let whole = rows(&["--jobs", "1"]);
    for jobs in ["2", "3", "8"] {
        assert_eq!(rows(&["--jobs", jobs]), whole, "{jobs} jobs");
    }
    let (header, body) = whole.split_once('\n').unwrap();
    for of in [1, 3, 7] {
        let shards: String = (1..=of)
            .map(|index| {
                rows(&["--shard", &format!("{index}/{of}")])
                    .split_once('\n')
                    .unwrap()
                    .1
                    .to_owned()
            })
            .collect();
        assert_eq!(shards, body, "{of} shards");
    }
    assert!(
        header.starts_with("scenario,lens,strategy,seed,peace,"),
        "{header}"
    );
    assert_eq!(body.lines().count(), 60);
    let mut sorted: Vec<&str> = body.lines().collect();
    let key = |line: &&str| {
        let fields: Vec<&str> = line.split(',').collect();
        (fields[2].to_owned(), fields[3].parse::<u64>().unwrap())
    };
    sorted.sort_by_key(key);
    assert_eq!(sorted, body.lines().collect::<Vec<_>>());
}
