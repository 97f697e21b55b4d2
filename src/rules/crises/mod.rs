//! Crises: how an incident becomes one, steps that are sealed until both sides have stepped, how it ends.
//!
//! Both steps take effect at once. Nothing is drawn but whether an offer is answered and whether an accident happens; what a
//! side means is drawn once, when the crisis opens.

mod beliefs;
pub(in crate::rules) mod legal;
mod opening;
mod outcome;
mod resolve;
mod risk;
mod steps;

pub use resolve::{Resolve, ResolvePart};
pub use risk::{Risk, RiskPart, Silence};

pub(in crate::rules) use beliefs::{redraw, seen_as};
pub(in crate::rules) use opening::open_by_effect;
pub(in crate::rules) use outcome::{after, audience_cost};
pub(in crate::rules) use resolve::{resolve, stakes};
pub(in crate::rules) use risk::{Ground, covering, risk, silence};
pub(in crate::rules) use steps::{ahead, execute};

use crate::model::{ActorId, Cause, CrisisFact, CrisisId, What};
use crate::rules::eyes::Scope;
use crate::rules::state::State;
use crate::rules::state::scribe::Scribe;
use crate::scenario::{CrisisKind, Scenario};

/// Everything that acts on one crisis.
pub(in crate::rules) struct Confrontation<'a> {
    pub scenario: &'a Scenario,
    pub state: &'a mut State,
    pub scribe: &'a mut Scribe,
    pub kind: CrisisId,
}

impl<'a> Confrontation<'a> {
    fn definition(&self) -> &'a CrisisKind {
        self.scenario.crisis(self.kind)
    }

    fn write(&mut self, cause: Cause, what: CrisisFact) {
        let what = What::Crisis(self.kind, what);
        self.scribe.write(self.scenario, self.state, cause, what);
    }

    /// Writes what became of the crisis.
    fn note(&mut self, what: CrisisFact) {
        self.write(Cause::Crisis(self.kind), what);
    }
}

/// Who is who for the effects of a crisis.
pub(in crate::rules) fn between(sides: [ActorId; 2]) -> Scope {
    Scope {
        me: None,
        target: None,
        a: Some(sides[0]),
        b: Some(sides[1]),
    }
}

/// Who is who for what one of its sides does.
pub(in crate::rules) fn seen_from(sides: [ActorId; 2], side: usize) -> Scope {
    Scope {
        me: Some(sides[side % 2]),
        target: Some(sides[(side + 1) % 2]),
        ..between(sides)
    }
}
