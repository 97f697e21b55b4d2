//! Futures of a game as its seat sees it, drawn batch by batch. Owns what it needs: it can be drawn elsewhere while the
//! game is shown, and left at any moment.

use std::sync::Arc;

use rayon::prelude::*;

use crate::foresight::{Forecast, Prospectus};
use crate::model::{Order, SeatId};
use crate::rules::{State, View};
use crate::scenario::Scenario;
use crate::session::Game;

/// How many turns a forecast in play looks ahead.
const AHEAD: u16 = 8;

/// What is drawn from: a moment of a game, the orders given so far, and others under consideration.
#[derive(Clone)]
pub struct Futures {
    scenario: Arc<Scenario>,
    state: State,
    seat: SeatId,
    change: Vec<Order>,
    turns: u16,
}

impl Futures {
    /// The futures of a game for the seat from which it is told; `None` when it is over.
    #[must_use]
    pub fn of(game: &Game, change: Vec<Order>) -> Option<Self> {
        let view = game.view();
        if view.over().is_some() {
            return None;
        }
        let left = game.scenario().calendar().turns.0 + 1 - view.turn().0;
        Some(Self {
            scenario: Arc::clone(game.scenario()),
            state: game.state().clone(),
            seat: view.seat(),
            change,
            turns: AHEAD.min(left),
        })
    }

    /// Futures `from` to `to`, the last one left out, on all cores; the same whatever their number.
    #[must_use]
    pub fn batch(&self, from: u64, to: u64) -> Forecast {
        let prospectus = Prospectus {
            view: View::new(&self.scenario, &self.state, self.seat),
            change: &self.change,
            turns: self.turns,
        };
        let futures: Vec<_> = (from..to)
            .into_par_iter()
            .map(|k| prospectus.future(k))
            .collect();
        let mut forecast = Forecast::default();
        futures.into_iter().for_each(|future| forecast.add(future));
        forecast
    }
}
