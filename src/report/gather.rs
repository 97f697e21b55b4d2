//! Plays a save again and measures what can only be measured once a game is over.

use std::sync::Arc;

use rayon::prelude::*;

use crate::foresight::{Durability, Vigil};
use crate::model::SeatId;
use crate::report::Source;
use crate::scenario::Scenario;
use crate::session::replay::{Loaded, Verdict, load, verify};
use crate::session::save::Save;
use crate::session::{Game, Standing, Unplayable};
use crate::text::report::Checked;

/// How many futures an order is put to.
pub const FUTURES: u64 = 400;
/// How many turns each of them has.
pub const VIGIL: u16 = 8;

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
    /// What becomes of the order of a game that came to the end of its calendar.
    pub durability: Option<Durability>,
}

impl Played<'_> {
    /// The seat from which it is told.
    pub fn seat(&self) -> SeatId {
        self.game.protagonist()
    }

    /// The futures of its order.
    pub fn vigil(&self) -> Option<Vigil<'_>> {
        let ended = (self.game.state(), self.seat());
        Vigil::over(&self.longer, ended, (self.save.seed, VIGIL))
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
        game,
        standing,
        checked: checked(verdict, &source.save),
        longer: Arc::as_ref(scenario).prolonged(VIGIL),
        durability: None,
    };
    let durability = played.vigil().map(|vigil| {
        let lives = (0..FUTURES).into_par_iter().map(|k| vigil.life(k));
        Durability::of(lives.collect())
    });
    played.durability = durability;
    Ok(played)
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
