//! What an axis or index consists of, as a seat sees it.

use crate::model::{FigureId, Formula, GaugeId, PerMille, Points};
use crate::rules::gauges;
use crate::rules::view::View;

/// A part of the sum that an axis or index is.
#[derive(Clone, Copy, Debug)]
pub struct Term<'a> {
    /// How much of it counts.
    pub weight: PerMille,
    /// What is read.
    pub formula: &'a Formula,
    /// What it adds to the sum.
    pub adds: Points,
}

impl<'a> View<'a> {
    /// The parts of an axis or index that can move, each with what it adds for this seat, in the order of its formula.
    #[must_use]
    pub fn terms(&self, gauge: GaugeId) -> Vec<Term<'a>> {
        gauges::terms(self.eyes(), self.seat, gauge)
    }

    /// The stored figures that a formula reads for this seat, each once, in order.
    #[must_use]
    pub fn figures_in(&self, formula: &Formula) -> Vec<FigureId> {
        gauges::figures(self.eyes(), self.seat, formula)
    }
}
