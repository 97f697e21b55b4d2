//! Orders: what a seat wants done.

use crate::model::{ActorId, EventId, InitiativeId};

/// Whom an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Everybody.
    World,
    /// One actor (`$a`).
    Actor(ActorId),
    /// Two actors (`$a` and `$b`).
    Pair(ActorId, ActorId),
}

/// The place of a choice among the choices of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChoiceIndex(pub u8);

/// One order of a seat. Planning orders reserve their cost and queue; they are resolved when every seat has ended its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// Start an initiative.
    Launch {
        /// Which one.
        initiative: InitiativeId,
        /// At whom it is directed, if it takes a target.
        target: Option<ActorId>,
    },
    /// Stop an initiative that is under way.
    Cancel {
        /// Which one.
        initiative: InitiativeId,
        /// At whom it was directed.
        target: Option<ActorId>,
    },
    /// Answer an event.
    Respond {
        /// Which event.
        event: EventId,
        /// About whom.
        subject: Subject,
        /// The answer.
        choice: ChoiceIndex,
    },
    /// The plan of this turn is complete.
    End,
}
