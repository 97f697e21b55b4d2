//! Reliability of forecasts: whether what is given so and so much happens so often (a reliability table: Murphy 1973).
//!
//! Games are stopped at a few turns, right before a seat ends its plan; its forecast is made from its view alone, and the
//! game goes on to see what happens.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::foresight::{Cast, Outcome, Prospectus, Watched, play_turn};
use crate::model::SeatId;
use crate::rules::{self, Scribe, State, View};
use crate::scenario::Scenario;

/// The width of a class of forecasts, per cent.
pub const CLASS: u32 = 20;
/// How many classes there are.
const CLASSES: usize = 5;
/// Every so many turns a forecast is made.
const EVERY: u16 = 4;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The first seed.
    pub seed: u64,
    /// How many games.
    pub games: u64,
    /// How many futures a forecast rests on.
    pub futures: u64,
    /// How many turns ahead it looks.
    pub turns: u16,
}

/// Forecasts of one class: given between so and so much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class {
    /// How many forecasts.
    pub forecasts: u64,
    /// The sum of what they gave, in hundredths of a per cent.
    pub given: u64,
    /// In how many cases it happened.
    pub happened: u64,
}

impl Class {
    fn plus(self, other: Self) -> Self {
        Self {
            forecasts: self.forecasts + other.forecasts,
            given: self.given + other.given,
            happened: self.happened + other.happened,
        }
    }
}

/// The kinds of outcomes that are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Endings before time.
    Ended,
    /// Grave crises.
    Crisis,
    /// Signed texts.
    Signed,
    /// Agreed mechanisms.
    Agreed,
    /// Changes of government.
    Office,
}

impl From<Outcome> for Kind {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Ended(_) => Self::Ended,
            Outcome::Crisis(_) => Self::Crisis,
            Outcome::Signed(_) => Self::Signed,
            Outcome::Agreed(_) => Self::Agreed,
            Outcome::Office(_) => Self::Office,
        }
    }
}

/// Classes of forecasts, from the least likely, by kind of outcome.
pub type Reliability = BTreeMap<Kind, [Class; CLASSES]>;

/// Plays the games and compares.
#[must_use]
pub fn reliability(scenario: &Scenario, seat: SeatId, trial: Trial) -> Reliability {
    let games = (0..trial.games).into_par_iter();
    let found = games.map(|game| one(scenario, seat, (trial, trial.seed + game)));
    found.reduce(Reliability::new, |mut sum, more| {
        for (kind, classes) in more {
            let known = sum.entry(kind).or_default();
            for (class, more) in known.iter_mut().zip(classes) {
                *class = class.plus(more);
            }
        }
        sum
    })
}

fn one(scenario: &Scenario, seat: SeatId, (trial, seed): (Trial, u64)) -> Reliability {
    let mut scribe = Scribe::keeping();
    let mut state = rules::open(scenario, seed, &mut scribe);
    let cast = Cast::of(scenario, seed, |other| {
        if other == seat { "interests" } else { "script" }
    });
    let last = scenario.calendar().turns;
    let mut found = Reliability::new();
    while state.over().is_none() {
        let now = state.turn();
        let asked = now.0 % EVERY == 2 && now.after(trial.turns) <= last.after(1);
        if asked {
            cast.plan(scenario, (&mut state, &mut scribe), seat);
            compare(scenario, (&state, seat), (trial, seed), &mut found);
        }
        let planned = asked.then_some(seat);
        play_turn(scenario, (&mut state, &mut scribe), &cast, planned);
        scribe.take();
    }
    found
}

/// Makes a forecast, plays a copy of the game on for as long, and notes both.
fn compare(
    scenario: &Scenario,
    (state, seat): (&State, SeatId),
    (trial, seed): (Trial, u64),
    found: &mut Reliability,
) {
    let prospectus = Prospectus {
        view: View::new(scenario, state, seat),
        change: &[],
        turns: trial.turns,
    };
    let forecast = prospectus.forecast(0, trial.futures);
    let happened = real(scenario, (state, seat), (trial, seed));
    let named: BTreeSet<Outcome> = forecast.counts().map(|(outcome, _)| outcome).collect();
    for outcome in named.union(&happened) {
        let count = u64::from(forecast.count(*outcome));
        let given = (count * 10_000).checked_div(trial.futures).unwrap_or(0);
        let class = usize::try_from(given / (u64::from(CLASS) * 100)).unwrap_or(0);
        let classes = found.entry(Kind::from(*outcome)).or_default();
        if let Some(known) = classes.get_mut(class.min(CLASSES - 1)) {
            *known = known.plus(Class {
                forecasts: 1,
                given,
                happened: u64::from(happened.contains(outcome)),
            });
        }
    }
}

fn real(
    scenario: &Scenario,
    (state, seat): (&State, SeatId),
    (trial, seed): (Trial, u64),
) -> BTreeSet<Outcome> {
    let mut state = state.clone();
    let mut scribe = Scribe::keeping();
    let cast = Cast::of(scenario, seed, |other| {
        if other == seat { "interests" } else { "script" }
    });
    let mut watched = Watched::new(scenario, seat, &state);
    for ahead in 0..trial.turns {
        if state.over().is_some() {
            break;
        }
        let planned = (ahead == 0).then_some(seat);
        play_turn(scenario, (&mut state, &mut scribe), &cast, planned);
        watched.note(&state, &scribe.take());
    }
    watched.finish(&state).outcomes.into_iter().collect()
}
