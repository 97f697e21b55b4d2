//! One game of strategies, watched turn by turn, with nothing kept that a study doesn't ask for.

use crate::foresight::{Cast, play_turn};
use crate::model::{EventId, Fact, SeatId, Turn};
use crate::rules::{self, Scribe, State};
use crate::scenario::{Bearing, Scenario};

/// Who plays, and what happens on which turn besides.
pub struct Table<'a> {
    /// The scenario under its lens.
    pub scenario: &'a Scenario,
    /// The seat that the strategy plays; another strategy plays the others.
    pub seat: SeatId,
    /// The strategy.
    pub strategy: &'a str,
    /// The strategy of the other seats.
    pub others: &'a str,
    /// How the seat that is studied steps in crises, whatever its strategy has it do.
    pub bearing: Option<Bearing>,
    /// Events that are put on the calendar, whatever their own conditions say.
    pub events: &'a [(EventId, Turn)],
}

/// What is shown after the opening and after every turn: the state, the turn whose start it is (the one after the
/// last at the end), and the facts since the last time.
pub type Watcher<'w> = dyn FnMut(&State, Turn, &[Fact]) + 'w;

/// Plays a game to its end. Returns how many orders of each seat's plan were refused.
pub fn play(table: &Table<'_>, seed: u64, watcher: &mut Watcher<'_>) -> Vec<(SeatId, u64)> {
    let scenario = table.scenario;
    let mut scribe = Scribe::keeping();
    let mut state = rules::open(scenario, seed, &mut scribe);
    for (event, turn) in table.events {
        rules::put_on_calendar(scenario, &mut state, &mut scribe, *event, *turn);
    }
    let cast = cast(table, seed);
    let mut refused: Vec<(SeatId, u64)> = cast.seats().map(|seat| (seat, 0)).collect();
    watcher(&state, state.turn(), &scribe.take());
    while state.over().is_none() {
        let more = play_turn(scenario, (&mut state, &mut scribe), &cast, None);
        for ((_, count), (_, more)) in refused.iter_mut().zip(more) {
            *count += more;
        }
        let past_end = if state.over().is_some() { 1 } else { 0 };
        watcher(&state, state.turn().after(past_end), &scribe.take());
    }
    refused
}

fn cast(table: &Table<'_>, seed: u64) -> Cast {
    let word = |seat| {
        if seat == table.seat {
            table.strategy
        } else {
            table.others
        }
    };
    let cast = Cast::of(table.scenario, seed, word);
    match table.bearing {
        Some(bearing) => cast.with_bearing(table.scenario, (table.seat, seed), bearing),
        None => cast,
    }
}
