//! `--strategy-file`: strategies that a user has written, read beside a pack and tried out before anything is played.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::Failure;
use crate::model::{SeatId, StrategyId};
use crate::scenario::{Origin, Scenario, Source};
use crate::session::library::read_source;
use crate::study::trial;

/// In how many games a strategy is tried out.
const GAMES: u64 = 6;

/// Reads the files.
///
/// # Errors
/// If the system refuses, or one is no text.
pub fn read(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let read = |path: &PathBuf| {
        read_source(path).map_err(|why| Failure::Unusable(format!("--strategy-file: {why}")))
    };
    paths.iter().map(read).collect()
}

/// The strategies of the files that play this seat.
pub fn ids(scenario: &Scenario, seat: SeatId) -> Vec<String> {
    let names = scenario.catalogue();
    of_files(scenario, seat)
        .map(|id| names.strategy(id).to_owned())
        .collect()
}

fn of_files(scenario: &Scenario, seat: SeatId) -> impl Iterator<Item = StrategyId> {
    let all = scenario.strategies();
    let mine = all.filter(move |(_, it)| it.origin == Origin::File && it.seat == seat);
    mine.map(|(id, _)| id)
}

/// Plays a few games with every strategy of the files that plays this seat.
///
/// # Errors
/// If it has something to do, and nothing of that was legal even once.
pub fn try_out(scenario: &Arc<Scenario>, seat: SeatId) -> Result<(), Failure> {
    for strategy in of_files(scenario, seat) {
        let found = trial(scenario, seat, strategy, GAMES);
        if found.means_something && found.orders == 0 {
            return Err(Failure::Unusable(format!(
                "--strategy-file: ‘{}’ could give none of its orders in {GAMES} games: each was illegal or too dear, or its conditions never held; \
                 `play` and `show ID` say what an initiative needs",
                scenario.catalogue().strategy(strategy)
            )));
        }
    }
    Ok(())
}
