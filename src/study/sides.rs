//! How the sides of crises stepped over many games, capital by capital, and what came of it for them.

use rayon::prelude::*;

use crate::model::{ActorId, CrisisEnd, CrisisOutcome, Intention, SeatId};
use crate::rules::state::crises::{Accident, counted};
use crate::rules::{Seen, State, View};
use crate::scenario::{Bearing, Scenario};
use crate::study::game::{Table, play};

/// How one capital stepped in crises of one kind, and how they ended for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Crises in which it was a side.
    pub crises: u64,
    /// Steps by what it meant (a probe, a blunder, resolve) and what they counted as (lower, hold, raise).
    pub postures: [[u64; 3]; 3],
    /// Steps before an audience.
    pub aloud: u64,
    /// How they ended: quietly, the other gave way, this one gave way, frozen, war.
    pub ended: [u64; 5],
    /// The highest rung of each, added up.
    pub tops: u64,
    /// Accidents.
    pub accidents: u64,
    /// Crises by how many steps they took: none, one … seven and more.
    pub lengths: [u64; 8],
}

impl Side {
    /// Steps that it took.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.postures.iter().flatten().sum()
    }

    /// Steps that counted as lowering, holding, raising.
    #[must_use]
    pub fn stepped(&self) -> [u64; 3] {
        [0, 1, 2].map(|posture| self.postures.iter().map(|it| it[posture]).sum())
    }

    /// All of these together.
    #[must_use]
    pub fn sum<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        all.for_each(|it| sum.plus(it));
        sum
    }

    fn plus(&mut self, other: &Self) {
        let more = other.postures.iter().flatten();
        let sums = self.postures.iter_mut().flatten();
        sums.zip(more).for_each(|(sum, more)| *sum += more);
        let sums = self.ended.iter_mut().zip(&other.ended);
        sums.for_each(|(sum, more)| *sum += more);
        let sums = self.lengths.iter_mut().zip(&other.lengths);
        sums.for_each(|(sum, more)| *sum += more);
        self.crises += other.crises;
        self.aloud += other.aloud;
        self.tops += other.tops;
        self.accidents += other.accidents;
    }

    fn add(&mut self, crisis: &Seen<'_>, side: usize) {
        let me = crisis.sides()[side];
        self.crises += 1;
        self.tops += u64::from(crisis.top());
        let meant = crisis.intention(side).unwrap_or(Intention::Blunder);
        let history = crisis.history();
        self.lengths[history.len().min(7)] += 1;
        for past in history {
            if let Some((step, heard)) = past.steps[side] {
                self.postures[meant as usize][counted(step, heard) as usize] += 1;
                self.aloud += u64::from(step.channel.has_audience());
            }
            self.accidents += u64::from(past.accident == Accident::Happened);
        }
        let place = crisis.outcome().map(|(outcome, _)| place(outcome, me));
        if let Some(count) = place.and_then(|place| self.ended.get_mut(place)) {
            *count += 1;
        }
    }
}

fn place(outcome: CrisisOutcome, me: ActorId) -> usize {
    match outcome.end() {
        CrisisEnd::Settled => 0,
        CrisisEnd::BackedDown if outcome != CrisisOutcome::BackedDown(me) => 1,
        CrisisEnd::BackedDown => 2,
        CrisisEnd::Frozen => 3,
        CrisisEnd::War => 4,
    }
}

/// Plays `games` games of a strategy from `seed` on. Of each kind, in the order of the pack: every capital that has a
/// seat, in the order of the seats.
#[must_use]
pub fn sides(
    scenario: &Scenario,
    (seat, strategy, bearing): (SeatId, &str, Option<Bearing>),
    seed: u64,
    games: u64,
) -> Vec<Vec<Side>> {
    let blank = || vec![vec![Side::default(); scenario.seats().count()]; scenario.crises().count()];
    let one = |mut sum: Vec<Vec<Side>>, game: u64| {
        let table = Table {
            scenario,
            seat,
            strategy,
            others: "script",
            bearing,
            events: &[],
        };
        play(&table, seed.wrapping_add(game), &mut |state, _, _| {
            if state.over().is_some() {
                look(scenario, state, &mut sum);
            }
        });
        sum
    };
    let merge = |mut sum: Vec<Vec<Side>>, more: Vec<Vec<Side>>| {
        let all = sum.iter_mut().flatten().zip(more.iter().flatten());
        all.for_each(|(sum, more)| sum.plus(more));
        sum
    };
    (0..games)
        .into_par_iter()
        .fold(blank, one)
        .reduce(blank, merge)
}

/// Once a game is over everybody knows everything of its crises.
fn look(scenario: &Scenario, state: &State, sum: &mut [Vec<Side>]) {
    let seats: Vec<SeatId> = scenario.seats().collect();
    let Some(first) = seats.first() else { return };
    for crisis in View::new(scenario, state, *first).crises() {
        for (side, actor) in crisis.sides().into_iter().enumerate() {
            let place = seats.iter().position(|seat| seat.0 == actor);
            let all = sum.get_mut(crisis.kind().index());
            if let Some(count) = all.zip(place).and_then(|(all, place)| all.get_mut(place)) {
                count.add(&crisis, side);
            }
        }
    }
}
