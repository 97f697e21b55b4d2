//! The scribe: the only hand that changes a state. Every change is a fact, clamped, recorded and applied in one step.

use crate::model::{Cause, Fact, FigureId, Points, What};
use crate::rules::state::State;
use crate::scenario::{Bounds, Scenario, Slot};

/// Within this distance of a bound a change towards it shrinks in proportion to the headroom that is left.
const MARGIN: Points = Points::whole(20);

/// Writes facts one at a time. Keeps them for the ledger, or only applies them.
#[derive(Debug, Default)]
pub struct Scribe {
    facts: Vec<Fact>,
    keep: Keep,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Keep {
    #[default]
    All,
    Nothing,
}

impl Scribe {
    /// A scribe that keeps every fact.
    #[must_use]
    pub fn keeping() -> Self {
        Self::default()
    }

    /// A scribe that applies facts and forgets them: for rollouts.
    #[must_use]
    pub fn forgetting() -> Self {
        Self {
            facts: Vec::new(),
            keep: Keep::Nothing,
        }
    }

    /// The facts kept so far, which leave the scribe.
    pub fn take(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.facts)
    }

    /// The facts kept so far go to the end of a ledger; the scribe keeps the room that they had.
    pub fn pour(&mut self, ledger: &mut Vec<Fact>) {
        ledger.append(&mut self.facts);
    }

    /// Records `what` and applies it. A move of a figure is first held to the figure's bounds; one that comes to
    /// nothing is not recorded.
    pub(in crate::rules) fn write(
        &mut self,
        scenario: &Scenario,
        state: &mut State,
        cause: Cause,
        what: What,
    ) {
        match what {
            What::Moved { figure, delta } => self.shift(scenario, state, cause, figure, delta),
            other => self.write_unbounded(state, cause, other),
        }
    }

    /// Records and applies without bounds: for values that are set outright.
    #[inline]
    pub(in crate::rules) fn write_unbounded(
        &mut self,
        state: &mut State,
        cause: Cause,
        what: What,
    ) {
        let turn = state.turn;
        state.apply(cause, &what);
        if self.keep == Keep::All {
            self.facts.push(Fact { turn, cause, what });
        }
    }

    /// Moves a figure by `delta`, held to its bounds; what comes to nothing is not recorded.
    pub(in crate::rules) fn shift(
        &mut self,
        scenario: &Scenario,
        state: &mut State,
        cause: Cause,
        figure: FigureId,
        delta: Points,
    ) {
        let delta = bounded(scenario.slots().get(figure), state.figure(figure), delta);
        if delta != Points::ZERO {
            self.write_unbounded(state, cause, What::Moved { figure, delta });
        }
    }
}

/// The part of `delta` that takes effect on a figure that stands at `value`.
pub(in crate::rules) fn bounded(slot: &Slot, value: Points, delta: Points) -> Points {
    let (headroom, towards) = if delta.raw() >= 0 {
        (slot.high.minus(value), 1)
    } else {
        (value.minus(slot.low), -1)
    };
    let headroom = headroom.raw().max(0);
    let wanted = delta.magnitude().raw();
    let applied = match slot.bounds {
        Bounds::Hard => wanted.min(headroom),
        Bounds::Soft => shrunk(i64::from(headroom), i64::from(wanted)),
    };
    Points::thousandths(applied.saturating_mul(towards))
}

/// Free movement up to the margin; within it the headroom h becomes h·m/(m + d), which for small d takes d·h/m away
/// and never reaches the bound.
fn shrunk(headroom: i64, wanted: i64) -> i32 {
    let margin = i64::from(MARGIN.raw());
    let free = wanted.min((headroom - margin).max(0));
    let near = headroom - free;
    let rest = wanted - free;
    if rest == 0 {
        return i32::try_from(free).unwrap_or(i32::MAX);
    }
    let taken = near - (near * margin).div_euclid(margin + rest);
    i32::try_from((free + taken).min(headroom)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_shrinks_near_a_bound_and_never_passes_it() {
        for (headroom, wanted, applied) in [
            (50_000, 10_000, 10_000),
            (20_000, 1_000, 953),
            (10_000, 1_000, 477),
            (0, 5_000, 0),
            (30_000, 30_000, 20_000),
            (1_000, 1_000_000, 981),
        ] {
            assert_eq!(
                shrunk(headroom, wanted),
                applied,
                "{wanted} with {headroom} of headroom"
            );
        }
    }
}
