//! What becomes of the order of a finished game when nobody tends it, drawn batch by batch. Owns what it needs: it can be
//! drawn elsewhere while the game is shown, and left at any moment.

use std::sync::Arc;

use rayon::prelude::*;

use crate::foresight::{Durability, Vigil};
use crate::model::{PerMille, SeatId};
use crate::rules::State;
use crate::scenario::Scenario;
use crate::session::Game;

/// The end of a game, under the same scenario with its calendar prolonged.
#[derive(Clone)]
pub struct Afterwards {
    longer: Arc<Scenario>,
    ended: State,
    seat: SeatId,
    seed: u64,
}

impl Afterwards {
    /// The futures of the order of a game; `None` if it is under way, or ended before its time.
    #[must_use]
    pub fn of(game: &Game) -> Option<Self> {
        let found = Self {
            longer: Arc::new(game.scenario().prolonged(Vigil::TURNS)),
            ended: game.state().clone(),
            seat: game.protagonist(),
            seed: game.seed(),
        };
        found.vigil().is_some().then_some(found)
    }

    /// The same, if an ending of the scenario hangs on it.
    #[must_use]
    pub fn asked(game: &Game) -> Option<Self> {
        let mut endings = game.scenario().endings();
        let asked = endings.any(|(_, ending)| ending.holds > PerMille(0));
        asked.then(|| Self::of(game)).flatten()
    }

    /// The share of futures on which the ending hangs.
    #[must_use]
    pub fn held(&self) -> PerMille {
        self.batch(0, Vigil::FUTURES).held()
    }

    /// What is watched.
    #[must_use]
    pub fn vigil(&self) -> Option<Vigil<'_>> {
        Vigil::over(
            &self.longer,
            (&self.ended, self.seat),
            (self.seed, Vigil::TURNS),
        )
    }

    /// The seat whose order it is.
    #[must_use]
    pub const fn seat(&self) -> SeatId {
        self.seat
    }

    /// Futures `from` to `to`, the last one left out, on all cores; the same whatever their number.
    #[must_use]
    pub fn batch(&self, from: u64, to: u64) -> Durability {
        let Some(vigil) = self.vigil() else {
            return Durability::default();
        };
        let lives = (from..to).into_par_iter().map(|k| vigil.life(k));
        Durability::of(lives.collect())
    }
}
