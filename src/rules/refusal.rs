//! Why an order is refused: a value that tests compare and `text` words.

use crate::model::{PermissionId, Points, Turn};

/// Why an order can't be given. The state is untouched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The game is over.
    GameOver,
    /// This seat doesn't exist in the scenario.
    NoSuchSeat,
    /// The seat has ended its plan of this turn.
    PlanEnded,
    /// Another capital's initiative.
    NotYours,
    /// It must be directed at somebody.
    TargetNeeded,
    /// It isn't directed at anybody.
    NoTargetTaken,
    /// It can't be directed at that actor.
    WrongTarget,
    /// It is planned already this turn.
    AlreadyPlanned,
    /// It is under way.
    AlreadyRunning,
    /// It can be done only once.
    AlreadyDone,
    /// It was done too recently.
    TooSoon {
        /// The first turn in which it can be launched again.
        from: Turn,
    },
    /// Not enough diplomatic capital.
    Capital {
        /// What it costs.
        needed: Points,
        /// What there is.
        held: Points,
    },
    /// Not enough hands free.
    Hands {
        /// What it takes.
        needed: Points,
        /// What is free.
        free: Points,
    },
    /// A condition of the initiative doesn't hold, by its place in the list.
    Needs(u8),
    /// Another capital's leave is not given.
    Permission {
        /// Which leave.
        permission: PermissionId,
        /// The condition that doesn't hold, by its place in the list.
        unmet: u8,
    },
    /// That turn has come or has passed.
    TurnPassed,
    /// That turn lies after the last one.
    BeyondTheEnd {
        /// The last turn.
        last: Turn,
    },
    /// It is on the roadmap.
    AlreadySlated {
        /// When it is planned by itself.
        turn: Turn,
    },
    /// It is being taken off the public roadmap.
    BeingWithdrawn,
    /// Nothing on the roadmap is unpublished.
    NothingToPublish,
    /// It isn't under way.
    NotRunning,
    /// This event asks nothing of this seat now.
    NotAsked,
    /// This seat has answered already.
    AlreadyAnswered,
    /// The question has no such choice.
    NoSuchChoice,
    /// A condition of the choice doesn't hold, by its place in the list.
    ChoiceNeeds(u8),
    /// Answers are owed before the plan can end.
    AnswersOwed(u8),
}
