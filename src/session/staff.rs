//! What the staff of a seat would do, from what the seat sees. Owns what it needs: the staff can work elsewhere while the game is
//! shown, and be told to stop at any moment.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::foresight::search::{Lookahead, Worth};
use crate::foresight::{Proposal, Vigil};
use crate::model::SeatId;
use crate::rules::{State, View};
use crate::scenario::Scenario;
use crate::session::Game;

/// A moment of a game, for which the staff is asked for a plan.
#[derive(Clone)]
pub struct Staff {
    scenario: Arc<Scenario>,
    longer: Arc<Scenario>,
    state: State,
    seat: SeatId,
    seed: u64,
    stopped: Arc<AtomicBool>,
}

impl Staff {
    /// The staff of the seat from which the game is told; `None` when it is over.
    #[must_use]
    pub fn of(game: &Game) -> Option<Self> {
        let view = game.view();
        if view.over().is_some() {
            return None;
        }
        Some(Self {
            scenario: Arc::clone(game.scenario()),
            longer: Arc::new(game.scenario().prolonged(Vigil::TURNS)),
            state: game.state().clone(),
            seat: view.seat(),
            // Not the game's: what the staff draws says nothing about what will be drawn.
            seed: u64::from(view.turn().0),
            stopped: Arc::default(),
        })
    }

    /// What tells this staff to stop, from elsewhere.
    #[must_use]
    pub fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stopped)
    }

    /// What the staff would do, on all cores; the same whatever their number. `None` if it was told to stop, or if nobody
    /// can play the seat.
    #[must_use]
    pub fn proposal(&self) -> Option<Proposal> {
        let stopped = || self.stopped.load(Ordering::Relaxed);
        let idle = Worth {
            axes: Vec::new(),
            held: false,
            begun: Vec::new(),
        };
        let play = |job: usize, play: &(dyn Fn(usize) -> Worth + Sync)| {
            if stopped() { idle.clone() } else { play(job) }
        };
        let lookahead = Lookahead {
            view: View::new(&self.scenario, &self.state, self.seat),
            longer: &self.longer,
            seed: self.seed,
            notes: true,
            spread: &|count, each| {
                (0..count)
                    .into_par_iter()
                    .map(|job| play(job, each))
                    .collect()
            },
        };
        lookahead.proposal().filter(|_| !stopped())
    }
}
