//! `simulate`: scenario × strategies × seeds, one row a game, in order, on as many cores as asked for.

use std::io::{self, Write};
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::foresight::Vigil;
use crate::model::condition::Obligation;
use crate::model::{PerMille, Points, SeatId};
use crate::rules::{Over, State};
use crate::scenario::Scenario;
use crate::session::{Game, Rows, Seating};

/// For how many turns an order is watched that nobody tends.
const VIGIL: u16 = 8;
/// How many games are played before their rows are written.
const BLOCK: usize = 512;

/// The form of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a header.
    Csv,
    /// One JSON object a line, without a header.
    JsonLines,
}

/// A contiguous block of the rows, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which block.
    pub index: usize,
    /// Of how many.
    pub of: usize,
}

/// What is to be played.
pub struct Job {
    /// The scenario under its lens.
    pub scenario: Arc<Scenario>,
    /// The seat that the strategies play; scripts play the others.
    pub seat: SeatId,
    /// The names of the strategies; known ones only.
    pub strategies: Vec<String>,
    /// How many games for each strategy.
    pub games: u64,
    /// The first seed.
    pub seed: u64,
    /// Which block of the rows.
    pub shard: Shard,
    /// Whether every turn's invariants are asserted.
    pub watch: Watch,
    /// How many futures of each game are played to see how long its order holds; 0: none.
    pub durability: u64,
}

/// Whether invariants are asserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// After every game.
    Invariants,
    /// Not at all.
    Nothing,
}

/// One game's row.
struct Row {
    fields: Vec<(String, Field)>,
}

enum Field {
    Text(String),
    Number(u64),
    Points(Points),
    Empty,
}

/// Plays a job and writes its rows in order: scenario, lens, strategy, seed.
///
/// # Errors
/// If writing fails. What was written before is complete rows.
pub fn simulate(job: &Job, format: Format, out: &mut impl Write) -> io::Result<()> {
    let mut strategies = job.strategies.clone();
    strategies.sort();
    strategies.dedup();
    let total = usize::try_from(job.games)
        .unwrap_or(usize::MAX)
        .saturating_mul(strategies.len());
    let (first, last) = bounds(job.shard, total);
    let longer = job.scenario.prolonged(VIGIL);
    if format == Format::Csv {
        writeln!(out, "{}", header(&job.scenario).join(","))?;
    }
    let mut at = first;
    while at < last {
        let end = at.saturating_add(BLOCK).min(last);
        let rows: Vec<String> = (at..end)
            .into_par_iter()
            .map(|place| row(job, (&longer, &strategies), place).written(format))
            .collect();
        for row in rows {
            writeln!(out, "{row}")?;
        }
        at = end;
    }
    out.flush()
}

fn bounds(shard: Shard, total: usize) -> (usize, usize) {
    let of = shard.of.max(1);
    let edge = |index: usize| {
        let edge = (total as u128 * index as u128) / of as u128;
        usize::try_from(edge).unwrap_or(total)
    };
    (edge(shard.index.saturating_sub(1)), edge(shard.index))
}

fn header(scenario: &Scenario) -> Vec<String> {
    let axes = scenario
        .axes()
        .map(|axis| scenario.catalogue().gauge(axis).to_owned());
    let fixed = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let first = fixed(&["scenario", "lens", "strategy", "seed"]);
    let last = fixed(&[
        "durability",
        "turns",
        "war",
        "signed",
        "opened",
        "ending",
        "hash",
    ]);
    first.into_iter().chain(axes).chain(last).collect()
}

fn row(job: &Job, (longer, strategies): (&Scenario, &[String]), place: usize) -> Row {
    let games = usize::try_from(job.games).unwrap_or(usize::MAX).max(1);
    let strategy = strategies.get(place / games).map_or("", String::as_str);
    let seed = job.seed.wrapping_add((place % games) as u64);
    let seating = Seating::one_strategy(&job.scenario, job.seat, strategy, "script");
    let fields = Game::begin(Arc::clone(&job.scenario), seed, &seating, Rows::Off).map_or_else(
        Vec::new,
        |game| {
            if job.watch == Watch::Invariants {
                game.state().assert_invariants(&job.scenario);
            }
            let durability = durability(job, longer, game.state(), seed);
            fields(&game, job.seat, (strategy, seed, durability))
        },
    );
    Row { fields }
}

/// The share of futures in which the order of a game holds, in points of 100; none of a game that ended before its time.
fn durability(job: &Job, longer: &Scenario, state: &State, seed: u64) -> Field {
    if job.durability == 0 {
        return Field::Empty;
    }
    let vigil = Vigil::over(longer, (state, job.seat), (seed, VIGIL));
    let held = vigil.map(|it| it.durability(0, job.durability).held());
    Field::Points(Points::HUNDRED.share(held.unwrap_or(PerMille(0))))
}

fn fields(
    game: &Game,
    seat: SeatId,
    (strategy, seed, durability): (&str, u64, Field),
) -> Vec<(String, Field)> {
    let scenario = game.scenario();
    let view = game.view_of(seat);
    let names = scenario.catalogue();
    let text = |text: &str| Field::Text(text.to_owned());
    let level = |least| {
        let reached = scenario
            .mechanisms()
            .filter(|(id, _)| view.mechanism(*id).level >= least);
        Field::Number(reached.count() as u64)
    };
    let war = Field::Number(u64::from(matches!(view.over(), Some(Over::Forced(_)))));
    let ending = view.ending().map_or("", |ending| names.ending(ending));
    let axes = scenario.axes().map(|axis| Field::Points(view.gauge(axis)));
    let first = [
        text(scenario.id()),
        text(&scenario.lens().id),
        text(strategy),
        Field::Number(seed),
    ];
    let last = [
        durability,
        Field::Number(u64::from(view.turn().0)),
        war,
        level(Obligation::Agreed),
        level(Obligation::Proposed),
        text(ending),
        Field::Text(game.state().hash()),
    ];
    header(scenario)
        .into_iter()
        .zip(first.into_iter().chain(axes).chain(last))
        .collect()
}

impl Row {
    fn written(&self, format: Format) -> String {
        match format {
            Format::Csv => self
                .fields
                .iter()
                .map(|(_, field)| field.csv())
                .collect::<Vec<_>>()
                .join(","),
            Format::JsonLines => {
                let object: Map<String, Value> = self
                    .fields
                    .iter()
                    .map(|(name, field)| (name.clone(), field.json()))
                    .collect();
                Value::Object(object).to_string()
            }
        }
    }
}

impl Field {
    /// Ids, digits and points hold nothing that CSV would have to quote.
    fn csv(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Points(points) => decimal(*points),
            Self::Empty => String::new(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(text.as_str()),
            Self::Number(number) => Value::from(*number),
            Self::Points(points) => Value::from(f64::from(points.raw()) / 1000.0),
            Self::Empty => Value::Null,
        }
    }
}

fn decimal(points: Points) -> String {
    let raw = points.raw();
    let sign = if raw < 0 { "-" } else { "" };
    format!(
        "{sign}{}.{:03}",
        raw.unsigned_abs() / 1000,
        raw.unsigned_abs() % 1000
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_contiguous_and_cover_every_row_once() {
        for total in [0, 1, 7, 100] {
            for of in [1, 3, 8] {
                let mut next = 0;
                for index in 1..=of {
                    let (first, last) = bounds(Shard { index, of }, total);
                    assert_eq!(first, next);
                    next = last;
                }
                assert_eq!(next, total);
            }
        }
    }

    #[test]
    fn points_are_written_as_decimals() {
        for (raw, text) in [(52_400, "52.400"), (-1, "-0.001"), (0, "0.000")] {
            assert_eq!(decimal(Points::thousandths(raw)), text);
        }
    }
}
