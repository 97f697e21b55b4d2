//! What became of incidents and crises over many games: how far they climbed by themselves, under what cover, how they ended.

use rayon::prelude::*;

use crate::model::{ActorId, Cover, CrisisFact, CrisisId, CrisisOutcome, Fact, SeatId, What};
use crate::scenario::{Bearing, Scenario};
use crate::study::game::{Table, play};

/// What became of one kind under one strategy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Incidents that began below the serious rung, by cover: nothing, an untested mechanism, a tested one.
    pub incidents: [u64; 3],
    /// Of those, how many climbed to it.
    pub climbed: [u64; 3],
    /// How many came before governments.
    pub opened: u64,
    /// Of those, in how many the seat that was studied was a side.
    pub own: u64,
    /// How they ended: quietly, one side gave way, frozen, war.
    pub ended: [u64; 4],
    /// Of those in which one side gave way, how often it was the seat that was studied.
    pub gave_way: u64,
    /// Steps that were taken.
    pub steps: u64,
    /// Accidents.
    pub accidents: u64,
}

impl Count {
    fn plus(&mut self, other: &Self) {
        let add = |sum: &mut [u64], more: &[u64]| {
            sum.iter_mut()
                .zip(more)
                .for_each(|(sum, more)| *sum += more);
        };
        add(&mut self.incidents, &other.incidents);
        add(&mut self.climbed, &other.climbed);
        add(&mut self.ended, &other.ended);
        self.opened += other.opened;
        self.own += other.own;
        self.gave_way += other.gave_way;
        self.steps += other.steps;
        self.accidents += other.accidents;
    }

    /// All of these together.
    #[must_use]
    pub fn sum(all: &[Self]) -> Self {
        let mut sum = Self::default();
        all.iter().for_each(|it| sum.plus(it));
        sum
    }
}

/// Plays `games` games of a strategy from `seed` on, and counts what became of each kind, in the order of the pack.
#[must_use]
pub fn crises(
    scenario: &Scenario,
    (seat, strategy, bearing): (SeatId, &str, Option<Bearing>),
    seed: u64,
    games: u64,
) -> Vec<Count> {
    let blank = || vec![Count::default(); scenario.crises().count()];
    let one = |mut sum: Vec<Count>, game: u64| {
        let table = Table {
            scenario,
            seat,
            strategy,
            others: "script",
            bearing,
            events: &[],
        };
        play(&table, seed.wrapping_add(game), &mut |_, _, facts| {
            facts
                .iter()
                .for_each(|fact| add(&mut sum, (scenario, seat), fact));
        });
        sum
    };
    let merge = |mut sum: Vec<Count>, more: Vec<Count>| {
        sum.iter_mut()
            .zip(&more)
            .for_each(|(sum, more)| sum.plus(more));
        sum
    };
    (0..games)
        .into_par_iter()
        .fold(blank, one)
        .reduce(blank, merge)
}

fn add(sum: &mut [Count], (scenario, seat): (&Scenario, SeatId), fact: &Fact) {
    let What::Crisis(kind, what) = fact.what else {
        return;
    };
    let Some(count) = sum.get_mut(kind.index()) else {
        return;
    };
    let mine = |side: ActorId| side == seat.0;
    match what {
        CrisisFact::Incident {
            from, rung, cover, ..
        } => {
            let (place, serious) = (cover as usize, scenario.crisis(kind).serious);
            // What somebody took to the serious rung says nothing about cover.
            if from < serious {
                count.incidents[place] += 1;
                count.climbed[place] += u64::from(rung >= serious);
            }
        }
        CrisisFact::Opened { a, b, .. } => {
            count.opened += 1;
            count.own += u64::from(mine(a) || mine(b));
        }
        CrisisFact::Ended { outcome } => {
            count.ended[outcome.end() as usize] += 1;
            let yielded = matches!(outcome, CrisisOutcome::BackedDown(side) if mine(side));
            count.gave_way += u64::from(yielded);
        }
        CrisisFact::Passed { .. } => count.steps += 1,
        CrisisFact::Accident { .. } => count.accidents += 1,
        CrisisFact::Intended { .. }
        | CrisisFact::Believed { .. }
        | CrisisFact::Sealed { .. }
        | CrisisFact::Stepped { .. }
        | CrisisFact::Moved { .. } => {}
    }
}

/// An incident as a claim about cover reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Of which kind.
    pub kind: CrisisId,
    /// What covered the pair.
    pub cover: Cover,
    /// How strained relations were before.
    pub strain: u8,
    /// The rung on which it began.
    pub from: u8,
    /// The rung it reached.
    pub rung: u8,
}

impl Incident {
    /// The incident that a fact tells of.
    #[must_use]
    pub fn of(fact: &Fact) -> Option<Self> {
        let What::Crisis(kind, what) = fact.what else {
            return None;
        };
        let CrisisFact::Incident {
            from,
            rung,
            cover,
            strain,
            ..
        } = what
        else {
            return None;
        };
        Some(Self {
            kind,
            cover,
            strain,
            from,
            rung,
        })
    }
}
