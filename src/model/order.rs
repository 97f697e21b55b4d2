//! Orders: what a seat wants done.

use crate::model::{
    ActorId, CrisisId, CrisisOrder, EventId, InitiativeId, TableId, TableOrder, Turn,
};

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
    /// Put an initiative on the roadmap: it is planned by itself when its turn begins. Costs and reserves nothing now.
    Schedule {
        /// Which one.
        initiative: InitiativeId,
        /// At whom it is directed, if it takes a target.
        target: Option<ActorId>,
        /// In which turn; a later one.
        turn: Turn,
    },
    /// Make the seat's roadmap public when the plan ends: what is on it now becomes milestones with their turn as deadline.
    Publish,
    /// Stop an initiative that is under way, take it out of the plan, or take it off the roadmap.
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
    /// Do something about a negotiating table.
    Table(TableId, TableOrder),
    /// Take a step in a crisis.
    Step(CrisisId, CrisisOrder),
    /// The plan of this turn is complete.
    End,
}

impl Order {
    /// What it starts and at whom, if it starts an initiative now.
    #[must_use]
    pub const fn launched(&self) -> Option<(InitiativeId, Option<ActorId>)> {
        match *self {
            Self::Launch { initiative, target } => Some((initiative, target)),
            Self::Schedule { .. }
            | Self::Publish
            | Self::Cancel { .. }
            | Self::Respond { .. }
            | Self::Table(..)
            | Self::Step(..)
            | Self::End => None,
        }
    }
}
