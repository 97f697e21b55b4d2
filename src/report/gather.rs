//! Plays a save again and measures what can only be measured once a game is over.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::foresight::{Durability, Vigil};
use crate::model::{GaugeId, PerMille, Points, SeatId, Turn};
use crate::report::Source;
use crate::scenario::Scenario;
use crate::session::replay::{Loaded, Verdict, load, verify};
use crate::session::save::Save;
use crate::session::{Comparison, Game, Otherwise, Standing, Unplayable};
use crate::text::report::Checked;

/// So many decisions are told whose change moves the outcome most.
const OTHERWISE: usize = 3;
/// How often chance is drawn anew after each of them.
const REDRAWS: u64 = 12;
/// How many futures the order of each has.
const LIVES: u64 = 40;

/// A save, played again.
pub struct Played<'a> {
    /// Its letter in this report.
    pub letter: char,
    /// What the reader calls it.
    pub name: &'a str,
    /// The save.
    pub save: &'a Save,
    /// The game.
    pub game: Game,
    /// How it relates to its past.
    pub standing: Standing,
    /// Whether it comes out as the save says.
    pub checked: Checked,
    /// The scenario with its calendar prolonged.
    pub longer: Scenario,
    /// Every axis and index at the start of each turn: of turns that can't be played again, as the save has them.
    pub rows: BTreeMap<Turn, Vec<(GaugeId, Points)>>,
    /// What becomes of the order of a game that came to the end of its calendar.
    pub durability: Option<Durability>,
    /// The game played otherwise: the changes that move the outcome most.
    pub otherwise: Option<(Otherwise, Vec<Comparison>)>,
}

impl Played<'_> {
    /// The seat from which it is told.
    pub fn seat(&self) -> SeatId {
        self.game.protagonist()
    }

    /// The share of futures in which its order holds; `None` of a game without an order to watch.
    pub fn held(&self) -> Option<PerMille> {
        self.durability.as_ref().map(Durability::held)
    }

    /// The futures of its order.
    pub fn vigil(&self) -> Option<Vigil<'_>> {
        let ended = (self.game.state(), self.seat());
        Vigil::over(&self.longer, ended, (self.save.seed, Vigil::TURNS))
    }
}

/// Plays a save again.
///
/// # Errors
/// If it names what the scenario doesn't have any more.
pub fn gather(letter: char, source: &Source) -> Result<Played<'_>, Unplayable> {
    let scenario = &source.scenario;
    let (loaded, verdict) = rayon::join(
        || load(scenario, &source.save),
        || verify(scenario, &source.save),
    );
    let Loaded { game, standing, .. } = loaded?;
    let mut played = Played {
        letter,
        name: &source.name,
        save: &source.save,
        rows: rows(&game, &source.save),
        game,
        standing,
        checked: checked(verdict, &source.save),
        longer: Arc::as_ref(scenario).prolonged(Vigil::TURNS),
        durability: None,
        otherwise: None,
    };
    let durability = played.vigil().map(|vigil| {
        let lives = (0..Vigil::FUTURES).into_par_iter().map(|k| vigil.life(k));
        Durability::of(lives.collect())
    });
    played.durability = durability;
    played.otherwise = otherwise(&played);
    Ok(played)
}

/// The changes of single decisions that move the outcome of a game that is over furthest, each with both outcomes.
fn otherwise(played: &Played<'_>) -> Option<(Otherwise, Vec<Comparison>)> {
    let mut otherwise = Otherwise::of(&played.game)?;
    if let Some(found) = &played.durability {
        otherwise.know(found);
    }
    let mut found = otherwise.telling(OTHERWISE);
    for comparison in &mut found {
        let drawn = u64::try_from(comparison.base.redrawn.len()).unwrap_or(0);
        otherwise.redraw(comparison, drawn, REDRAWS);
        otherwise.watch(comparison, 0, LIVES);
    }
    Some((otherwise, found))
}

/// What the save has of each turn, and over it what the game has when it is played again.
fn rows(game: &Game, save: &Save) -> BTreeMap<Turn, Vec<(GaugeId, Points)>> {
    let names = game.scenario().catalogue();
    let kept = save.chapters.iter().flat_map(|chapter| &chapter.turns);
    let kept = kept.map(|row| {
        let values = row.axes.iter().chain(&row.indices);
        let values = values.filter_map(|(name, value)| {
            Some((names.find_gauge(name)?, Points::thousandths(*value)))
        });
        (Turn(row.turn), values.collect())
    });
    let own = game.rows().iter().map(|row| (row.turn, row.gauges.clone()));
    kept.chain(own).collect()
}

fn checked(verdict: Result<Verdict, Unplayable>, save: &Save) -> Checked {
    match verdict {
        Err(Unplayable::Gone(name)) => Checked::Gone(name),
        Err(Unplayable::Empty) => Checked::OtherRules,
        Ok(verdict) => match (&verdict.difference, &verdict.refused) {
            (Some(found), _) => Checked::Differs(found.turn),
            (None, Some(_)) => Checked::Differs(save.turn),
            (None, None) if verdict.unverifiable > 0 => Checked::OtherRules,
            (None, None) => Checked::Agrees(verdict.agreed),
        },
    }
}
