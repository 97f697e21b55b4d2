//! What parties leave on the table with an outcome: how far it is from the frontier, and which trades they missed. No floats.

use std::cmp::Reverse;

use crate::analysis::exact::domain::Outcome;
use crate::analysis::exact::solution::Analysis;
use crate::analysis::exact::worth::Worth;

/// How far an outcome is from the frontier; all zero on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance<W = i64> {
    /// The most that every party could still gain at once: the largest least gain over all outcomes (Chebyshev distance).
    /// It is 0 for an outcome that others dominate only weakly, by giving some party exactly as much.
    pub uniform: W,
    /// For each party the most that it could still gain while nobody loses.
    pub left: Vec<W>,
    /// The most that all parties together could still gain while nobody loses.
    pub joint: W,
}

impl<W: Worth> Distance<W> {
    /// Whether nobody can gain any more unless somebody loses.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.joint == W::default()
    }
}

/// A change of one or two clauses that helps somebody and hurts nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade<W = i64> {
    /// Clause, and the option that it would get.
    pub swaps: Vec<(usize, usize)>,
    /// What comes of it.
    pub outcome: Outcome,
    /// What it adds for each party; nowhere below zero, somewhere above.
    pub gains: Vec<W>,
    /// What it adds for all of them together.
    pub joint: W,
}

impl<W: Worth> Analysis<W> {
    /// How far an outcome is from the frontier.
    #[must_use]
    pub fn distance(&self, outcome: Outcome) -> Distance<W> {
        let now = self.utilities(outcome);
        let zero = W::default();
        let mut distance = Distance {
            uniform: zero,
            left: vec![zero; now.len()],
            joint: zero,
        };
        // An undominated outcome that improves on this one is at least as good as any other that does.
        for better in self
            .frontier()
            .iter()
            .filter(|it| self.grid().covers(**it, outcome))
        {
            let gains = self
                .grid()
                .row(*better)
                .zip(&now)
                .map(|(worth, now)| worth - *now);
            let mut least = None;
            let mut joint = zero;
            for (left, gain) in distance.left.iter_mut().zip(gains) {
                *left = gain.max(*left);
                least = Some(least.map_or(gain, |least: W| least.min(gain)));
                joint = joint + gain;
            }
            distance.uniform = distance.uniform.max(least.unwrap_or(zero));
            distance.joint = distance.joint.max(joint);
        }
        distance
    }

    /// The trades that an outcome misses: every change of one clause, and of two clauses neither of which would do alone,
    /// that helps somebody and hurts nobody. Those with the largest joint gain first, then the smaller changes; at most so
    /// many.
    ///
    /// None is left on the frontier; off it there may be none either, when only larger changes help.
    #[must_use]
    pub fn missed_trades(&self, outcome: Outcome, most: usize) -> Vec<Trade<W>> {
        let swaps = self.swaps(outcome);
        let harmless =
            |swap: &(usize, usize)| self.grid().covers(self.after(outcome, &[*swap]), outcome);
        let (alone, others): (Vec<_>, Vec<_>) = swaps.into_iter().partition(harmless);
        let mut trades: Vec<Trade<W>> = alone
            .into_iter()
            .filter_map(|swap| self.trade(outcome, vec![swap]))
            .collect();
        for first in &others {
            let next = others.partition_point(|other| other.0 <= first.0);
            let both = others[next..].iter().map(|second| vec![*first, *second]);
            trades.extend(both.filter_map(|swaps| self.trade(outcome, swaps)));
        }
        trades.sort_by_cached_key(|it| (Reverse(it.joint), it.swaps.clone()));
        trades.truncate(most);
        trades
    }

    /// Every change of one clause.
    fn swaps(&self, outcome: Outcome) -> Vec<(usize, usize)> {
        let clauses = self.domain().clauses().iter().enumerate();
        let options =
            clauses.flat_map(|(clause, size)| (0..*size).map(move |option| (clause, option)));
        let now = self.domain().options(outcome);
        options
            .filter(|(clause, option)| now[*clause] != *option)
            .collect()
    }

    fn after(&self, outcome: Outcome, swaps: &[(usize, usize)]) -> Outcome {
        let swap = |outcome, (clause, option): &(usize, usize)| {
            self.domain().swapped(outcome, *clause, *option)
        };
        swaps.iter().fold(outcome, swap)
    }

    fn trade(&self, from: Outcome, swaps: Vec<(usize, usize)>) -> Option<Trade<W>> {
        let outcome = self.after(from, &swaps);
        if !self.grid().covers(outcome, from) {
            return None;
        }
        let pairs = self.grid().row(outcome).zip(self.grid().row(from));
        let gains: Vec<W> = pairs.map(|(then, now)| then - now).collect();
        let joint: W = gains.iter().copied().sum();
        (joint > W::default()).then_some(Trade {
            swaps,
            outcome,
            gains,
            joint,
        })
    }
}
