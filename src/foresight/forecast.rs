//! What a seat may expect: worlds that agree with all it knows, played on by competent hands.
//!
//! A forecast never sees the true state: it begins with `rules::imagine` on a view. The k-th future of two plans meets the
//! same outside shocks, so that the difference between two forecasts is the difference of the plans.

use std::collections::BTreeMap;

use crate::foresight::course::{Cast, play_turn};
use crate::model::condition::Obligation;
use crate::model::{
    ActorId, CrisisId, EndingId, Fact, MechanismId, Order, PerMille, Points, SeatId, TableFact,
    TableId, What,
};
use crate::rules::{self, Over, Scribe, State, View};
use crate::scenario::Scenario;

/// A crisis counts from this rung on: below it is a cable.
const GRAVE: u8 = 3;

/// Something with a name that may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The game ends by this before its time.
    Ended(EndingId),
    /// A crisis of this kind comes to rung three or higher.
    Crisis(CrisisId),
    /// A table ends with a signed text.
    Signed(TableId),
    /// A mechanism that wasn't is agreed.
    Agreed(MechanismId),
    /// Another person takes the highest office of a capital.
    Office(ActorId),
}

/// What is asked: from whose view, with which orders besides those already given, and how far ahead.
pub struct Prospectus<'a> {
    /// What the seat sees.
    pub view: View<'a>,
    /// Orders under consideration, in their order; what is refused is left out.
    pub change: &'a [Order],
    /// How many turns ahead, the one under way included; at least 1.
    pub turns: u16,
}

/// One world that may come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Future {
    /// Axes and indices in the scenario's order, at the start of each turn that follows; of one that ended early the last
    /// values are repeated.
    pub gauges: Vec<Vec<Points>>,
    /// What happened in it, each once, in order.
    pub outcomes: Vec<Outcome>,
}

/// The spread of a gauge at the start of a turn: tenths, quarters and the middle of the futures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fan {
    /// A tenth of the futures is lower.
    pub lowest: Points,
    /// A quarter is lower.
    pub lower: Points,
    /// Half is lower.
    pub middle: Points,
    /// A quarter is higher.
    pub higher: Points,
    /// A tenth is higher.
    pub highest: Points,
}

/// What many futures have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    futures: Vec<Future>,
    counts: BTreeMap<Outcome, u32>,
}

impl Prospectus<'_> {
    /// The `k`-th future.
    #[must_use]
    pub fn future(&self, k: u64) -> Future {
        let (scenario, seat) = (self.view.scenario(), self.view.seat());
        let mut state = rules::imagine(&self.view, k);
        let mut scribe = Scribe::keeping();
        for order in self.change {
            let _ = rules::execute(scenario, &mut state, &mut scribe, seat, order);
        }
        let cast = Cast::of(scenario, k, |other| {
            if other == seat { "interests" } else { "script" }
        });
        let mut future = Watched::new(scenario, seat, &state);
        for ahead in 0..self.turns.max(1) {
            let planned = (ahead == 0).then_some(seat);
            if state.over().is_none() {
                play_turn(scenario, (&mut state, &mut scribe), &cast, planned);
            }
            future.note(&state, &scribe.take());
        }
        future.finish(&state)
    }

    /// Futures `from` to `to`, the last one left out, one after the other.
    #[must_use]
    pub fn forecast(&self, from: u64, to: u64) -> Forecast {
        let mut forecast = Forecast::default();
        (from..to).for_each(|k| forecast.add(self.future(k)));
        forecast
    }
}

impl Forecast {
    /// One more future.
    pub fn add(&mut self, future: Future) {
        for outcome in &future.outcomes {
            *self.counts.entry(*outcome).or_default() += 1;
        }
        self.futures.push(future);
    }

    /// The futures of another forecast of the same.
    pub fn join(&mut self, more: Self) {
        more.futures.into_iter().for_each(|future| self.add(future));
    }

    /// How many futures it rests on.
    #[must_use]
    pub fn len(&self) -> usize {
        self.futures.len()
    }

    /// How many turns it looks ahead.
    #[must_use]
    pub fn turns(&self) -> u16 {
        let first = self.futures.first();
        let turns = first.map_or(0, |first| first.gauges.len());
        u16::try_from(turns).unwrap_or(u16::MAX)
    }

    /// Whether it rests on none yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.futures.is_empty()
    }

    /// In how many of the futures each thing happens that happens in any, in a fixed order.
    pub fn counts(&self) -> impl Iterator<Item = (Outcome, u32)> {
        self.counts
            .iter()
            .map(|(outcome, count)| (*outcome, *count))
    }

    /// In how many of the futures this happens.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> u32 {
        self.counts.get(&outcome).copied().unwrap_or(0)
    }

    /// The share of futures in which this happens, and how far off that share may be for want of futures (the half-width of
    /// a 95 % interval: Agresti and Coull 1998), both per mille.
    #[must_use]
    pub fn share(&self, outcome: Outcome) -> (PerMille, PerMille) {
        interval(self.count(outcome), self.futures.len())
    }

    /// The spread of the gauge at this place of the scenario's list, at the start of each turn ahead; empty without
    /// futures.
    #[must_use]
    pub fn fan(&self, gauge: usize) -> Vec<Fan> {
        let turns = self.futures.first().map_or(0, |first| first.gauges.len());
        (0..turns)
            .filter_map(|turn| {
                let each = self.futures.iter();
                let values = each.filter_map(|it| it.gauges.get(turn)?.get(gauge).copied());
                Fan::of(values.collect())
            })
            .collect()
    }

    /// The mean of a gauge at the start of the last turn ahead; `None` without futures.
    #[must_use]
    pub fn mean(&self, gauge: usize) -> Option<Points> {
        let last = self
            .futures
            .iter()
            .filter_map(|it| it.gauges.last()?.get(gauge));
        let (sum, count) = last.fold((0_i64, 0_i64), |(sum, count), value| {
            (sum + i64::from(value.raw()), count + 1)
        });
        let mean = sum.checked_div_euclid(count)?;
        i32::try_from(mean).ok().map(Points::thousandths)
    }
}

impl Fan {
    /// The spread of these values; `None` of none.
    #[must_use]
    pub fn of(mut values: Vec<Points>) -> Option<Self> {
        values.sort_unstable();
        let last = values.len().checked_sub(1)?;
        // The nearest rank, rounded to the middle: of one value all five are that value.
        let at = |percent: usize| values.get((last * percent + 50) / 100).copied();
        Some(Self {
            lowest: at(10)?,
            lower: at(25)?,
            middle: at(50)?,
            higher: at(75)?,
            highest: at(90)?,
        })
    }
}

/// The share of so many among all, and how far off that share may be for want of more (the half-width of a 95 % interval:
/// Agresti and Coull 1998), both per mille; nothing is known of none.
pub(super) fn interval(happened: u32, all: usize) -> (PerMille, PerMille) {
    let happened = u64::from(happened);
    let all = u64::try_from(all).unwrap_or(0);
    // Two successes and two failures are added.
    let (sum, count) = (happened + 2, all + 4);
    let centre = sum * 1_000_000 / count;
    let variance = centre * (1_000_000 - centre) / count;
    let half = 2 * variance.isqrt() / 1000;
    let small = |value: u64| PerMille(i32::try_from(value).unwrap_or(1000));
    let share = (happened * 1000).checked_div(all).unwrap_or(0);
    (small(share), small(half))
}

/// A future as it is watched.
pub struct Watched<'a> {
    scenario: &'a Scenario,
    seat: SeatId,
    gauges: Vec<Vec<Points>>,
    outcomes: Vec<Outcome>,
    agreed: Vec<bool>,
    /// Of each crisis that there was at the beginning whether it was grave by then.
    grave: Vec<bool>,
}

impl<'a> Watched<'a> {
    /// What there is before anything happens.
    #[must_use]
    pub fn new(scenario: &'a Scenario, seat: SeatId, state: &State) -> Self {
        let view = View::new(scenario, state, seat);
        Self {
            scenario,
            seat,
            gauges: Vec::new(),
            outcomes: Vec::new(),
            agreed: agreed(&view),
            grave: view.crises().map(|it| it.top() >= GRAVE).collect(),
        }
    }

    /// A turn has passed, with these facts.
    pub fn note(&mut self, state: &State, facts: &[Fact]) {
        let view = View::new(self.scenario, state, self.seat);
        let gauges = self.scenario.gauges().map(|(id, _)| view.gauge(id));
        self.gauges.push(gauges.collect());
        self.outcomes
            .extend(facts.iter().filter_map(|fact| match fact.what {
                What::TookOffice { actor, .. } => Some(Outcome::Office(actor)),
                What::Table(table, TableFact::Signed { .. }) => Some(Outcome::Signed(table)),
                _ => None,
            }));
    }

    /// What came of it since the beginning.
    #[must_use]
    pub fn finish(mut self, state: &State) -> Future {
        let view = View::new(self.scenario, state, self.seat);
        let now = agreed(&view);
        let mechanisms = self.scenario.mechanisms().map(|(id, _)| id);
        let new = mechanisms.zip(now.into_iter().zip(&self.agreed));
        let new = new.filter(|(_, (now, before))| *now && !**before);
        self.outcomes.extend(new.map(|(id, _)| Outcome::Agreed(id)));
        let known = self.grave.iter().copied().map(Some);
        let known = known.chain(std::iter::repeat(None));
        let grave = view
            .crises()
            .zip(known)
            .filter(|(it, before)| it.top() >= GRAVE && *before != Some(true))
            .map(|(it, _)| Outcome::Crisis(it.kind()));
        self.outcomes.extend(grave);
        if let Some(Over::Forced(ending)) = state.over() {
            self.outcomes.push(Outcome::Ended(ending));
        }
        self.outcomes.sort();
        self.outcomes.dedup();
        Future {
            gauges: self.gauges,
            outcomes: self.outcomes,
        }
    }
}

fn agreed(view: &View<'_>) -> Vec<bool> {
    let all = view.scenario().mechanisms();
    all.map(|(id, _)| view.mechanism(id).level >= Obligation::Agreed)
        .collect()
}
