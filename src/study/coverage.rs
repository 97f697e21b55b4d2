//! Coverage: how often everything that a scenario offers occurs, and how long its figures stand at a bound.

use rayon::prelude::*;

use crate::foresight::Vigil;
use crate::model::{
    Cause, CrisisFact, CrisisId, EventId, Fact, Figure, InitiativeId, PerMille, Points, SeatId,
    What,
};
use crate::rules::{self, State};
use crate::scenario::{Bounds, Scenario};
use crate::study::game::{Table, play};

/// How near a bound a figure counts as standing at it.
const AT_BOUND: Points = Points::whole(3);
/// A figure that moves less than this from its lowest to its highest in a game was flat.
const ALIVE: Points = Points::whole(1);

/// On so many futures of each game its ending rests.
const FUTURES: u64 = 8;

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
    /// In how many games each kind of crisis came before governments.
    pub crises: Vec<u64>,
    /// How they ended: quietly, one side gave way, frozen, war; kind by kind, all games together.
    pub outcomes: Vec<[u64; 4]>,
    /// How each kind of figure moved.
    pub figures: Vec<Motion>,
}

/// How a kind of figure moved, all owners and games together.
#[derive(Clone, Copy, Debug)]
pub struct Motion {
    /// Which.
    pub figure: Figure,
    /// Turns looked at.
    pub turns: u64,
    /// Turns within 3 points of a bound, where it didn't open.
    pub at_bound: u64,
    /// Games looked at, for each owner.
    pub games: u64,
    /// Those in which it moved by a point or more.
    pub alive: u64,
}

/// Plays `games` games of each pair of strategies (of the seat, of the others) from `seed` on.
#[must_use]
pub fn coverage(
    scenario: &Scenario,
    seat: SeatId,
    pairs: &[(String, String)],
    seed: u64,
    games: u64,
) -> Coverage {
    let played = pairs
        .iter()
        .flat_map(|pair| (0..games).map(move |game| (pair, seed.wrapping_add(game))));
    let played: Vec<(&(String, String), u64)> = played.collect();
    let asked = scenario.endings().any(|(_, it)| it.holds > PerMille(0));
    let longer = asked.then(|| scenario.prolonged(Vigil::TURNS));
    played
        .into_par_iter()
        .fold(
            || Coverage::blank(scenario),
            |mut sum, ((strategy, others), seed)| {
                let table = Table {
                    scenario,
                    seat,
                    strategy,
                    others,
                    bearing: None,
                    events: &[],
                };
                sum.add_game((&table, longer.as_ref()), seed);
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
            crises: vec![0; names.crises.len()],
            outcomes: vec![[0; 4]; names.crises.len()],
            figures: Figure::ALL
                .iter()
                .map(|(figure, _)| Motion::of(*figure))
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
        add(&mut self.crises, &other.crises);
        for (sum, more) in self.outcomes.iter_mut().zip(&other.outcomes) {
            sum.iter_mut()
                .zip(more)
                .for_each(|(sum, more)| *sum += more);
        }
        for (sum, more) in self.answers.iter_mut().zip(&other.answers) {
            add(sum, more);
        }
        for (sum, more) in self.figures.iter_mut().zip(&other.figures) {
            sum.turns += more.turns;
            sum.at_bound += more.at_bound;
            sum.games += more.games;
            sum.alive += more.alive;
        }
        self
    }

    fn add_game(&mut self, (table, longer): (&Table<'_>, Option<&Scenario>), seed: u64) {
        let scenario = table.scenario;
        let mut game = Seen::default();
        let mut ranges: Vec<Option<(Points, Points)>> = vec![None; scenario.slots().len()];
        let _ = play(table, seed, &mut |state, _, facts| {
            facts.iter().for_each(|fact| self.add_fact(fact, &mut game));
            self.add_figures(scenario, state, &mut ranges);
            if state.over().is_some() {
                let ended = (state, table.seat);
                let vigil = longer.and_then(|it| Vigil::over(it, ended, (seed, Vigil::TURNS)));
                let held = vigil.map(|it| it.durability(0, FUTURES).held());
                let ending = rules::ending(scenario, state, (table.seat, held));
                if let Some(ending) = ending {
                    count(&mut self.endings, ending.index());
                }
            }
        });
        for ((_, slot), range) in scenario.slots().iter().zip(&ranges) {
            let row = self
                .figures
                .iter_mut()
                .find(|row| row.figure == slot.figure);
            if let (Some(row), Some((low, high))) = (row, range) {
                row.games += 1;
                row.alive += u64::from(high.minus(*low) >= ALIVE);
            }
        }
        self.games += 1;
        for event in game.events {
            count(&mut self.events, event.index());
        }
        for crisis in game.crises {
            count(&mut self.crises, crisis.index());
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
            (What::Crisis(kind, CrisisFact::Opened { .. }), _) => drop(game.crises.insert(kind)),
            (What::Crisis(kind, CrisisFact::Ended { outcome }), _) => {
                if let Some(outcomes) = self.outcomes.get_mut(kind.index()) {
                    count(outcomes, outcome.end() as usize);
                }
            }
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
    fn add_figures(
        &mut self,
        scenario: &Scenario,
        state: &State,
        ranges: &mut [Option<(Points, Points)>],
    ) {
        for ((id, slot), range) in scenario.slots().iter().zip(ranges) {
            if slot.bounds == Bounds::Hard {
                continue;
            }
            let value = crate::rules::stored(state, id);
            let (low, high) = range.unwrap_or((value, value));
            *range = Some((low.min(value), high.max(value)));
            let near = value.minus(slot.low) < AT_BOUND || slot.high.minus(value) < AT_BOUND;
            let row = self
                .figures
                .iter_mut()
                .find(|row| row.figure == slot.figure);
            if let Some(row) = row {
                row.turns += 1;
                row.at_bound += u64::from(near && value != slot.opening);
            }
        }
    }
}

impl Motion {
    const fn of(figure: Figure) -> Self {
        Self {
            figure,
            turns: 0,
            at_bound: 0,
            games: 0,
            alive: 0,
        }
    }
}

/// What happened at least once in a game.
#[derive(Default)]
struct Seen {
    events: std::collections::BTreeSet<EventId>,
    crises: std::collections::BTreeSet<CrisisId>,
    launched: std::collections::BTreeSet<InitiativeId>,
    completed: std::collections::BTreeSet<InitiativeId>,
}

fn count(counts: &mut [u64], place: usize) {
    if let Some(count) = counts.get_mut(place) {
        *count += 1;
    }
}
