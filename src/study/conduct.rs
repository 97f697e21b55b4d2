//! Conduct: how often each seat starts each initiative and gives each answer, over many games.

use rayon::prelude::*;

use crate::model::{ChoiceIndex, EventId, Fact, InitiativeId, SeatId, What};
use crate::scenario::Scenario;
use crate::study::game::{Table, play};

/// What some games came to, seat by seat.
#[derive(Clone, Debug)]
pub struct Conduct {
    /// How many games were played.
    pub games: u64,
    /// Every seat, in the order of the pack.
    pub seats: Vec<SeatConduct>,
}

/// What one seat did.
#[derive(Clone, Debug)]
pub struct SeatConduct {
    /// Whose.
    pub seat: SeatId,
    /// How often each initiative was launched, and in how many games, in the order of the pack.
    pub launches: Vec<Often>,
    /// How often each answer was given: event by event, over all its questions.
    pub answers: Vec<Vec<u64>>,
    /// How many orders it gave that were refused.
    pub refused: u64,
}

/// How often something was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Often {
    /// Times, all games together.
    pub times: u64,
    /// Games in which it was done at all.
    pub games: u64,
}

impl Conduct {
    fn blank(scenario: &Scenario) -> Self {
        let names = scenario.catalogue();
        let counts = |questions: &Vec<Vec<String>>| vec![0; questions.iter().map(Vec::len).sum()];
        let seat = |seat| SeatConduct {
            seat,
            launches: vec![Often::default(); names.initiatives.len()],
            answers: names.choices.iter().map(counts).collect(),
            refused: 0,
        };
        Self {
            games: 0,
            seats: scenario.seats().map(seat).collect(),
        }
    }

    fn plus(mut self, other: Self) -> Self {
        self.games += other.games;
        for (sum, more) in self.seats.iter_mut().zip(&other.seats) {
            for (sum, more) in sum.launches.iter_mut().zip(&more.launches) {
                sum.times += more.times;
                sum.games += more.games;
            }
            let answers = sum.answers.iter_mut().flatten();
            for (sum, more) in answers.zip(more.answers.iter().flatten()) {
                *sum += more;
            }
            sum.refused += more.refused;
        }
        self
    }

    fn add_game(&mut self, table: &Table<'_>, seed: u64) {
        let mut one = Self::blank(table.scenario);
        let refused = play(table, seed, &mut |_, _, facts| {
            facts.iter().for_each(|fact| one.add(fact));
        });
        for (seat, count) in refused {
            if let Some(sum) = one.seats.iter_mut().find(|it| it.seat == seat) {
                sum.refused += count;
            }
        }
        for often in one.seats.iter_mut().flat_map(|it| &mut it.launches) {
            often.games = often.times.min(1);
        }
        one.games = 1;
        let sum = std::mem::replace(self, Self::blank(table.scenario));
        *self = sum.plus(one);
    }

    fn add(&mut self, fact: &Fact) {
        match fact.what {
            What::Launched {
                seat, initiative, ..
            } => self.launched(seat, initiative),
            What::Answered {
                seat,
                event,
                choice,
                ..
            } => self.answered(seat, event, choice),
            _ => {}
        }
    }

    fn launched(&mut self, seat: SeatId, initiative: InitiativeId) {
        let found = self.seats.iter_mut().find(|it| it.seat == seat);
        if let Some(often) = found.and_then(|it| it.launches.get_mut(initiative.index())) {
            often.times += 1;
        }
    }

    fn answered(&mut self, seat: SeatId, event: EventId, choice: ChoiceIndex) {
        let found = self.seats.iter_mut().find(|it| it.seat == seat);
        let answers = found.and_then(|it| it.answers.get_mut(event.index()));
        if let Some(count) = answers.and_then(|it| it.get_mut(usize::from(choice.0))) {
            *count += 1;
        }
    }
}

/// Plays `games` games of each strategy of `seat` from `seed` on, the others as the scenario has them.
#[must_use]
pub fn conduct(
    scenario: &Scenario,
    seat: SeatId,
    strategies: &[String],
    seed: u64,
    games: u64,
) -> Conduct {
    let played = strategies
        .iter()
        .flat_map(|strategy| (0..games).map(move |game| (strategy, seed.wrapping_add(game))));
    let played: Vec<(&String, u64)> = played.collect();
    played
        .into_par_iter()
        .fold(
            || Conduct::blank(scenario),
            |mut sum, (strategy, seed)| {
                let table = Table {
                    scenario,
                    seat,
                    strategy,
                    others: "script",
                    bearing: None,
                    events: &[],
                };
                sum.add_game(&table, seed);
                sum
            },
        )
        .reduce(|| Conduct::blank(scenario), Conduct::plus)
}
