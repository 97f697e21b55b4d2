//! `simulate`: a scenario under some lenses × strategies × seeds, one row a game or one a turn, in order, on as many cores
//! as asked for. What a row says depends on its game alone.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use crate::foresight::Vigil;
use crate::model::condition::Obligation;
use crate::model::{PerMille, Points, SeatId};
use crate::rules::{Over, State, View};
use crate::scenario::Scenario;
use crate::session::save::Save;
use crate::session::store::Rotation;
use crate::session::{Game, Rows, Seating, Store};
use crate::study::columns::{Detail, Field, Format, columns, header, line};
use crate::study::trace::turns;

/// How many games each job plays before their rows are written: enough that none waits long for another.
const GAMES_A_JOB: usize = 64;

/// A contiguous block of the games, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which block.
    pub index: usize,
    /// Of how many.
    pub of: usize,
}

/// What is to be played.
pub struct Job {
    /// The scenario under each lens, by the lens's id, each once.
    pub worlds: Vec<Arc<Scenario>>,
    /// The seat that the strategies play; scripts play the others.
    pub seat: SeatId,
    /// The names of the strategies, in their order, each once; known ones only.
    pub strategies: Vec<String>,
    /// How many games for each lens and strategy.
    pub games: u64,
    /// The first seed.
    pub seed: u64,
    /// Which block of the games.
    pub shard: Shard,
    /// What a row is about.
    pub detail: Detail,
    /// The form of the rows.
    pub format: Format,
    /// Whether every turn's invariants are asserted.
    pub watch: Watch,
    /// How many futures of each game are played to see how long its order holds; 0: none.
    pub durability: u64,
    /// Where each game is kept as a save, if anywhere.
    pub saves: Option<Store>,
}

/// Whether invariants are asserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// After every game.
    Invariants,
    /// Not at all.
    Nothing,
}

/// Where rows go.
pub trait Sheet {
    /// Takes whole lines.
    ///
    /// # Errors
    /// If the system refuses; no line stays there in part where that can be helped.
    fn add(&mut self, lines: &str) -> io::Result<()>;
}

/// What goes on while games are played.
pub trait Course: Sync {
    /// A game has been played.
    fn played(&self);
    /// Whether no more are wanted.
    fn stopped(&self) -> bool;
}

/// One game of a job: which it is, before it is played.
#[derive(Clone, Copy)]
struct Place<'a> {
    world: &'a Arc<Scenario>,
    longer: Option<&'a Scenario>,
    strategy: &'a str,
    seed: u64,
}

/// A job with what its games share.
struct Desk<'a> {
    job: &'a Job,
    columns: Vec<String>,
    /// Each world with more turns after its last; only where durability is asked for.
    longer: Vec<Scenario>,
}

/// Plays a job and writes its rows in order: scenario, lens, strategy, seed (and turn). Returns how many games were written:
/// fewer than the job has if it was stopped.
///
/// # Errors
/// If writing a row or a save fails. What was written before is complete rows.
pub fn simulate(job: &Job, sheet: &mut dyn Sheet, course: &dyn Course) -> io::Result<usize> {
    let desk = Desk::of(job);
    if job.format == Format::Csv {
        sheet.add(&header(&desk.columns))?;
    }
    let (first, last) = job.places();
    let block = GAMES_A_JOB.saturating_mul(rayon::current_num_threads());
    let mut at = first;
    while at < last {
        let end = at.saturating_add(block).min(last);
        let played: Vec<Option<io::Result<String>>> = (at..end)
            .into_par_iter()
            .map(|place| (!course.stopped()).then(|| desk.rows(place, course)))
            .collect();
        let whole = played.iter().take_while(|it| matches!(it, Some(Ok(_))));
        let whole = whole.count();
        let mut rows = String::new();
        let mut failed = None;
        for row in played.into_iter().take(whole + 1) {
            match row {
                Some(Ok(row)) => rows += &row,
                Some(Err(error)) => failed = Some(error),
                None => {}
            }
        }
        sheet.add(&rows)?;
        if let Some(error) = failed {
            return Err(error);
        }
        at += whole;
        if at < end {
            break;
        }
    }
    Ok(at - first)
}

impl Job {
    /// How many games there are in this shard.
    #[must_use]
    pub fn size(&self) -> usize {
        let (first, last) = self.places();
        last - first
    }

    /// The slots of the saves of this shard's games, in their order.
    pub fn slots(&self) -> impl Iterator<Item = String> {
        let (first, last) = self.places();
        (first..last).filter_map(|place| {
            let (world, strategy, seed) = self.game(place)?;
            Some(slot(self.worlds.get(world)?, strategy, seed))
        })
    }

    fn places(&self) -> (usize, usize) {
        let total = usize::try_from(self.games)
            .unwrap_or(usize::MAX)
            .saturating_mul(self.strategies.len())
            .saturating_mul(self.worlds.len());
        bounds(self.shard, total)
    }

    /// Which world, strategy and seed the game at a place of the whole job has.
    fn game(&self, place: usize) -> Option<(usize, &str, u64)> {
        let games = usize::try_from(self.games).unwrap_or(usize::MAX).max(1);
        let (arm, game) = (place / games, place % games);
        let strategies = self.strategies.len().max(1);
        let strategy = self.strategies.get(arm % strategies)?;
        let seed = self.seed.wrapping_add(game as u64);
        Some((arm / strategies, strategy, seed))
    }
}

fn bounds(shard: Shard, total: usize) -> (usize, usize) {
    let of = shard.of.max(1);
    let edge = |index: usize| {
        let edge = (total as u128 * index as u128) / of as u128;
        usize::try_from(edge).unwrap_or(total)
    };
    (edge(shard.index.saturating_sub(1)), edge(shard.index))
}

/// What a game's save is called.
fn slot(world: &Scenario, strategy: &str, seed: u64) -> String {
    format!("{strategy}-{}-{seed}", world.lens().id)
}

impl<'a> Desk<'a> {
    fn of(job: &'a Job) -> Self {
        let first = job.worlds.first();
        let longer = job.worlds.iter().filter(|_| job.durability > 0);
        Self {
            job,
            columns: first.map_or_else(Vec::new, |world| columns(world, job.detail)),
            longer: longer.map(|world| world.prolonged(Vigil::TURNS)).collect(),
        }
    }

    fn place(&self, place: usize) -> Option<Place<'_>> {
        let (world, strategy, seed) = self.job.game(place)?;
        Some(Place {
            world: self.job.worlds.get(world)?,
            longer: self.longer.get(world),
            strategy,
            seed,
        })
    }

    /// Plays a game, keeps it if it is to be kept, and gives its rows.
    fn rows(&self, place: usize, course: &dyn Course) -> io::Result<String> {
        let job = self.job;
        let unplayable = || io::Error::other("a strategy that nobody knows");
        let place = self.place(place).ok_or_else(unplayable)?;
        let seating = Seating::one_strategy(place.world, job.seat, place.strategy, "script");
        let keep = match job.saves {
            Some(_) => Rows::Each,
            None => Rows::Off,
        };
        let game = Game::begin(Arc::clone(place.world), place.seed, &seating, keep);
        let game = game.ok_or_else(unplayable)?;
        if job.watch == Watch::Invariants {
            game.state().assert_invariants(place.world);
        }
        if let Some(store) = &job.saves {
            kept(store, &game, place)?;
        }
        let rows = match job.detail {
            Detail::Games => {
                let fields = self.fields(&game, place);
                line(&self.columns, &fields, job.format)
            }
            Detail::Turns => turns(&game, job.seat)
                .into_iter()
                .map(|fields| {
                    let fields: Vec<Field> = place.key().into_iter().chain(fields).collect();
                    line(&self.columns, &fields, job.format)
                })
                .collect(),
        };
        course.played();
        Ok(rows)
    }

    fn fields(&self, game: &Game, place: Place<'_>) -> Vec<Field> {
        let view = game.view_of(self.job.seat);
        let axes = place
            .world
            .axes()
            .map(|axis| Field::Points(view.gauge(axis)));
        let held = self.durability(place, game.state());
        let [war, signed, opened, ending, hash] = outcome((&view, held), game.state());
        let durability = held.map_or(Field::Empty, |it| Field::Points(Points::HUNDRED.share(it)));
        let turns = Field::Number(u64::from(view.turn().0));
        let last = [durability, turns, war, signed, opened, ending, hash];
        place.key().into_iter().chain(axes).chain(last).collect()
    }

    /// The share of futures in which the order of a game holds; nothing of a game that ended before its time. `None` where
    /// it isn't asked for.
    fn durability(&self, place: Place<'_>, state: &State) -> Option<PerMille> {
        let longer = place.longer?;
        let vigil = Vigil::over(longer, (state, self.job.seat), (place.seed, Vigil::TURNS));
        let held = vigil.map(|it| it.durability(0, self.job.durability).held());
        Some(held.unwrap_or(PerMille(0)))
    }
}

impl Place<'_> {
    fn key(&self) -> [Field; 4] {
        [
            Field::text(self.world.id()),
            Field::text(&self.world.lens().id),
            Field::text(self.strategy),
            Field::Number(self.seed),
        ]
    }
}

/// How a world stands: war, texts signed, texts opened, the ending by the axes and by durability where that is known, the
/// hash of the state.
pub(in crate::study) fn outcome(
    (view, held): (&View<'_>, Option<PerMille>),
    state: &State,
) -> [Field; 5] {
    let scenario = view.scenario();
    let level = |least| {
        let reached = scenario
            .mechanisms()
            .filter(|(id, _)| view.mechanism(*id).level >= least);
        Field::Number(reached.count() as u64)
    };
    let ending = view.ending(held);
    let ending = ending.map_or("", |ending| scenario.catalogue().ending(ending));
    [
        Field::Number(u64::from(matches!(view.over(), Some(Over::Forced(_))))),
        level(Obligation::Agreed),
        level(Obligation::Proposed),
        Field::text(ending),
        Field::Text(state.hash()),
    ]
}

fn kept(store: &Store, game: &Game, place: Place<'_>) -> io::Result<()> {
    let name = slot(place.world, place.strategy, place.seed);
    let refused = |why: String| io::Error::other(format!("the save {name}: {why}"));
    let text = Save::of(game, &[], None).to_text();
    let text = text.map_err(|damage| refused(damage.to_string()))?;
    let written = store.write(&name, &text, Rotation::First);
    written.map_err(|trouble| refused(trouble.to_string()))?;
    Ok(())
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
}
