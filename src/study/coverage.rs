//! Coverage: how often everything that a scenario offers occurs, and how long its figures stand at a bound.

use rayon::prelude::*;

use crate::model::{Cause, EventId, Fact, Figure, InitiativeId, Points, SeatId, What};
use crate::rules::State;
use crate::scenario::{Bounds, Scenario};
use crate::study::game::{Table, play};

/// How near a bound a figure counts as standing at it.
const AT_BOUND: Points = Points::thousandths(500);

/// What some games came to.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// How many games were played.
    pub games: u64,
    /// In how many games each event happened, in the order of the pack.
    pub events: Vec<u64>,
    /// How often each answer took effect: event by event, over all its questions.
    pub answers: Vec<Vec<u64>>,
    /// In how many games each initiative was completed.
    pub completed: Vec<u64>,
    /// In how many it was launched.
    pub launched: Vec<u64>,
    /// In how many games each ending was reached, from the seat that was studied.
    pub endings: Vec<u64>,
    /// For each figure: turns looked at, and turns at a bound.
    pub bounds: Vec<(Figure, u64, u64)>,
}

/// Plays `games` games of each strategy from `seed` on.
#[must_use]
pub fn coverage(
    scenario: &Scenario,
    seat: SeatId,
    strategies: &[String],
    seed: u64,
    games: u64,
) -> Coverage {
    let played = strategies.iter().flat_map(|strategy| {
        (0..games).map(move |game| (strategy.as_str(), seed.wrapping_add(game)))
    });
    let played: Vec<(&str, u64)> = played.collect();
    played
        .into_par_iter()
        .fold(
            || Coverage::blank(scenario),
            |mut sum, (strategy, seed)| {
                sum.add_game(scenario, seat, strategy, seed);
                sum
            },
        )
        .reduce(|| Coverage::blank(scenario), Coverage::plus)
}

impl Coverage {
    fn blank(scenario: &Scenario) -> Self {
        let names = scenario.catalogue();
        let answers = names
            .choices
            .iter()
            .map(|questions| vec![0; questions.iter().map(Vec::len).sum()])
            .collect();
        Self {
            games: 0,
            events: vec![0; names.events.len()],
            answers,
            completed: vec![0; names.initiatives.len()],
            launched: vec![0; names.initiatives.len()],
            endings: vec![0; names.endings.len()],
            bounds: Figure::ALL
                .iter()
                .map(|(figure, _)| (*figure, 0, 0))
                .collect(),
        }
    }

    fn plus(mut self, other: Self) -> Self {
        let add = |sum: &mut Vec<u64>, more: &[u64]| {
            sum.iter_mut()
                .zip(more)
                .for_each(|(sum, more)| *sum += more);
        };
        self.games += other.games;
        add(&mut self.events, &other.events);
        add(&mut self.completed, &other.completed);
        add(&mut self.launched, &other.launched);
        add(&mut self.endings, &other.endings);
        for (sum, more) in self.answers.iter_mut().zip(&other.answers) {
            add(sum, more);
        }
        for (sum, more) in self.bounds.iter_mut().zip(&other.bounds) {
            sum.1 += more.1;
            sum.2 += more.2;
        }
        self
    }

    fn add_game(&mut self, scenario: &Scenario, seat: SeatId, strategy: &str, seed: u64) {
        let table = Table {
            scenario,
            seat,
            strategy,
            events: &[],
        };
        let mut game = Seen::default();
        play(&table, seed, &mut |state, _, facts| {
            facts.iter().for_each(|fact| self.add_fact(fact, &mut game));
            self.add_bounds(scenario, state);
            if let Some(ending) = crate::rules::ending(scenario, state, seat) {
                count(&mut self.endings, ending.index());
            }
        });
        self.games += 1;
        for event in game.events {
            count(&mut self.events, event.index());
        }
        for initiative in game.launched {
            count(&mut self.launched, initiative.index());
        }
        for initiative in game.completed {
            count(&mut self.completed, initiative.index());
        }
    }

    fn add_fact(&mut self, fact: &Fact, game: &mut Seen) {
        match (fact.what, fact.cause) {
            (What::Happened { event, .. }, _) => drop(game.events.insert(event)),
            (What::Launched { initiative, .. }, _) => drop(game.launched.insert(initiative)),
            (What::Completed { initiative, .. }, _) => drop(game.completed.insert(initiative)),
            (What::Answered { event, choice, .. }, Cause::Choice(..) | Cause::Order(_)) => {
                if let Some(answers) = self.answers.get_mut(event.index()) {
                    count(answers, usize::from(choice.0));
                }
            }
            _ => {}
        }
    }

    /// Only figures whose changes shrink near their bounds: stores run empty and counts start at nought by nature.
    fn add_bounds(&mut self, scenario: &Scenario, state: &State) {
        for (id, slot) in scenario.slots().iter() {
            if slot.bounds == Bounds::Hard {
                continue;
            }
            let value = crate::rules::stored(state, id);
            let at_bound = value.minus(slot.low) < AT_BOUND || slot.high.minus(value) < AT_BOUND;
            let row = self.bounds.iter_mut().find(|row| row.0 == slot.figure);
            if let Some((_, turns, bound)) = row {
                *turns += 1;
                *bound += u64::from(at_bound && value != slot.opening);
            }
        }
    }
}

/// What happened at least once in a game.
#[derive(Default)]
struct Seen {
    events: std::collections::BTreeSet<EventId>,
    launched: std::collections::BTreeSet<InitiativeId>,
    completed: std::collections::BTreeSet<InitiativeId>,
}

fn count(counts: &mut [u64], place: usize) {
    if let Some(count) = counts.get_mut(place) {
        *count += 1;
    }
}
