//! What a seat believed of others, held against what was true: for when the game is over.

use crate::model::{Cause, Fact, Points, SeatId, What};
use crate::rules::{Reading, State, View, stored};
use crate::session::Game;
use crate::session::foretold::{Foretold, foretold};
use crate::text::{Line, Tone, Words, fill, signed, tenths, whole};

/// Rows of the estimates that were furthest off.
const ESTIMATES: usize = 12;
/// Rows of sources.
const SOURCES: usize = 10;
/// Surprises that are told.
const SURPRISES: usize = 6;
/// Bounds of how sure the staff was, in per cent, lowest first.
const SURE: [(i64, i64); 4] = [(0, 50), (50, 70), (70, 85), (85, 101)];

/// What was believed and what was true.
#[derive(Clone, Debug, Default)]
pub struct Beliefs {
    /// How good the estimates were at the end, in a few sentences.
    pub summary: Vec<Line>,
    /// The columns of the estimates.
    pub estimate_columns: Vec<&'static str>,
    /// The estimates of the last turn that were furthest off.
    pub estimates: Vec<Vec<Line>>,
    /// The columns of the sources.
    pub source_columns: Vec<&'static str>,
    /// How each source did over the game.
    pub sources: Vec<Vec<Line>>,
    /// The columns of the predictions.
    pub prediction_columns: Vec<&'static str>,
    /// How often predictions came true, by how sure the staff was.
    pub predictions: Vec<Vec<Line>>,
    /// What the staff was surest of and wrong about.
    pub surprises: Vec<Line>,
}

/// What a seat believed; nothing as long as the game goes on.
#[must_use]
pub fn beliefs(game: &Game, seat: SeatId) -> Beliefs {
    if game.view_of(seat).over().is_none() {
        return Beliefs::default();
    }
    let words = Words::new(game.scenario().lexicon());
    let (summary, estimates) = words.estimates(game, seat);
    let foretold = foretold(game);
    Beliefs {
        summary,
        estimate_columns: vec!["Figure", "Believed", "As of", "True", "Off by"],
        estimates,
        source_columns: vec![
            "Who told it",
            "Readings",
            "Within their band",
            "Off on average",
            "Too high on average",
        ],
        sources: words.told_by(game, seat),
        prediction_columns: vec!["How sure", "Predictions", "Came true", "Share"],
        predictions: predictions(&foretold),
        surprises: words.surprises(&foretold),
    }
}

/// An estimate beside the truth.
struct Held {
    off: Points,
    within: bool,
    row: Vec<Line>,
}

impl Words<'_> {
    fn estimates(&self, game: &Game, seat: SeatId) -> (Vec<Line>, Vec<Vec<Line>>) {
        let then = game.state_at_turn_start();
        let view = View::new(game.scenario(), then, seat);
        let (mut held, mut unknown): (Vec<Held>, usize) = (Vec::new(), 0);
        for (figure, _) in game.scenario().slots().iter() {
            let Reading::Estimate {
                middle,
                band,
                as_of,
                ..
            } = view.reading(figure)
            else {
                continue;
            };
            if band.points() >= Points::HUNDRED {
                unknown += 1;
                continue;
            }
            let off = middle.minus(stored(then, figure));
            held.push(Held {
                off,
                within: off.magnitude() <= band.points(),
                row: vec![
                    Line::from(self.figure(figure)).capitalised(),
                    self.reading_short(view.reading(figure)),
                    self.month_of(as_of).into(),
                    whole(stored(then, figure)).into(),
                    signed(off).into(),
                ],
            });
        }
        if held.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let within = held.iter().filter(|it| it.within).count();
        let slots = [
            ("count", Line::from(held.len().to_string())),
            ("within", within.to_string().into()),
            ("unknown", unknown.to_string().into()),
        ];
        let template = if unknown == 0 {
            "When the last turn began, {count} figures were known by estimate only; of {within} the truth lay within the band."
        } else {
            "When the last turn began, {count} figures were known by estimate only; of {within} the truth lay within the band. \
             {unknown} more were not known at all."
        };
        held.sort_by_key(|it| std::cmp::Reverse(it.off.magnitude()));
        let rows = held.into_iter().take(ESTIMATES).map(|it| it.row);
        (vec![fill(template, &slots)], rows.collect())
    }

    /// Every reading held against the truth of its moment, by who told it.
    fn told_by(&self, game: &Game, seat: SeatId) -> Vec<Vec<Line>> {
        let mut records: Vec<(Cause, Record)> = Vec::new();
        for (source, off, within) in readings(game.state(), game.ledger(), seat) {
            let known = records.iter().position(|(cause, _)| *cause == source);
            let place = known.unwrap_or_else(|| {
                records.push((source, Record::default()));
                records.len() - 1
            });
            records[place].1.add(off, within);
        }
        records.sort_by_key(|(cause, record)| (std::cmp::Reverse(record.count), *cause));
        let rows = records.into_iter().take(SOURCES).map(|(cause, record)| {
            vec![
                self.cause(cause).capitalised(),
                record.count.to_string().into(),
                share(record.within, record.count),
                tenths(record.mean(record.off)).into(),
                signed(record.mean(record.high)).into(),
            ]
        });
        rows.collect()
    }

    fn surprises(&self, foretold: &[Foretold]) -> Vec<Line> {
        let wrong = foretold.iter().filter(|it| it.was_right() == Some(false));
        let mut wrong: Vec<&Foretold> = wrong.collect();
        wrong.sort_by_key(|it| (std::cmp::Reverse(it.expected.sure), it.turn));
        let told = wrong.into_iter().take(SURPRISES).map(|it| {
            let slots = [
                (
                    "who",
                    Line::new(&self.actor(it.expected.actor), Tone::Strong),
                ),
                ("told", self.foretold(it)),
            ];
            fill("{who}. {told}", &slots)
        });
        told.collect()
    }
}

/// Readings of one source.
#[derive(Clone, Copy, Default)]
struct Record {
    count: i32,
    within: i32,
    off: Points,
    high: Points,
}

impl Record {
    fn add(&mut self, off: Points, within: bool) {
        self.count += 1;
        self.within += i32::from(within);
        self.off = self.off.plus(off.magnitude());
        self.high = self.high.plus(off);
    }

    fn mean(self, sum: Points) -> Points {
        sum.scaled(1, i64::from(self.count.max(1)))
    }
}

/// Each reading of a seat: who told it, how much too high its middle was, whether the truth lay within its band. The truth of
/// a moment is the truth at the end without what the ledger has moved since.
fn readings(end: &State, ledger: &[Fact], seat: SeatId) -> Vec<(Cause, Points, bool)> {
    let mut since = std::collections::BTreeMap::new();
    let mut found = Vec::new();
    for fact in ledger.iter().rev() {
        match fact.what {
            What::Moved { figure, delta } => {
                let sum = since.entry(figure).or_insert(Points::ZERO);
                *sum = sum.plus(delta);
            }
            What::Read {
                seat: reader,
                figure,
                middle,
                band,
            } if reader == seat && fact.cause != Cause::Opening => {
                let moved = since.get(&figure).copied().unwrap_or(Points::ZERO);
                let off = middle.minus(stored(end, figure).minus(moved));
                found.push((fact.cause, off, off.magnitude() <= band.points()));
            }
            _ => {}
        }
    }
    found
}

/// How often predictions came true, by how sure the staff was.
fn predictions(foretold: &[Foretold]) -> Vec<Vec<Line>> {
    let rows = SURE.iter().filter_map(|(least, below)| {
        let known = foretold
            .iter()
            .filter(|it| (*least..*below).contains(&it.expected.sure) && it.was_right().is_some());
        let known: Vec<bool> = known.filter_map(Foretold::was_right).collect();
        let right = known.iter().filter(|right| **right).count();
        let slots = [
            ("least", Line::from(least.to_string())),
            ("below", (below - 1).to_string().into()),
        ];
        let (count, right) = (i32::try_from(known.len()).ok()?, i32::try_from(right).ok()?);
        (count > 0).then(|| {
            vec![
                fill("{least} to {below} %", &slots),
                count.to_string().into(),
                right.to_string().into(),
                share(right, count),
            ]
        })
    });
    rows.collect()
}

fn share(part: i32, of: i32) -> Line {
    format!("{} %", (part * 100 + of / 2).checked_div(of).unwrap_or(0)).into()
}
