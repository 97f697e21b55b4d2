//! Crises as values: what a side does in a step, what is written down of it, how it ends.

use crate::model::{ActorId, MechanismId};

/// What a side does with the level of a crisis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Posture {
    /// It offers to go down.
    Lower,
    /// It stays where it is.
    Hold,
    /// It goes up.
    Raise,
}

impl Posture {
    /// Every posture, from the lowest to the highest.
    pub const ALL: [Self; 3] = [Self::Lower, Self::Hold, Self::Raise];
}

/// By which way a side does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// A message that can be denied, and may stay unanswered.
    Private,
    /// A statement before everybody: firm, with an audience.
    Public,
    /// A mechanism that covers the pair.
    Mechanism(MechanismId),
    /// A third party that carries messages: slow, and a favour.
    Mediator(ActorId),
    /// A forum of many: slow, and public for all.
    Forum,
}

impl Channel {
    /// Whether an answer takes a step longer.
    #[must_use]
    pub const fn is_slow(self) -> bool {
        match self {
            Self::Mediator(_) | Self::Forum => true,
            Self::Private | Self::Public | Self::Mechanism(_) => false,
        }
    }

    /// Whether publics hear of it.
    #[must_use]
    pub const fn has_audience(self) -> bool {
        match self {
            Self::Public | Self::Forum => true,
            Self::Private | Self::Mechanism(_) | Self::Mediator(_) => false,
        }
    }
}

/// A step: a posture by a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CrisisOrder {
    /// What is done.
    pub posture: Posture,
    /// By which way.
    pub channel: Channel,
}

impl CrisisOrder {
    /// What counts for a side that says nothing: it holds, in private.
    pub const DEFAULT: Self = Self {
        posture: Posture::Hold,
        channel: Channel::Private,
    };
}

/// What a side means by it; the other can only guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intention {
    /// To see how far the other gives way.
    Probe,
    /// Nothing: it happened.
    Blunder,
    /// To stand, whatever it takes.
    Resolve,
}

impl Intention {
    /// Every hypothesis.
    pub const ALL: [Self; 3] = [Self::Probe, Self::Blunder, Self::Resolve];
}

/// Odds of the three intentions, per mille; they add up to 1000.
pub type Odds = [u16; 3];

/// Whether a message was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heard {
    /// It was, or needed no answer.
    Answered,
    /// Nobody picked up: an offer to go down counts as if it had not been made.
    Unanswered,
}

/// How a crisis ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CrisisOutcome {
    /// Both went down.
    Settled,
    /// This side gave way.
    BackedDown(ActorId),
    /// The last step passed.
    Frozen,
    /// War.
    War,
}

/// How a crisis ended, whoever it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CrisisEnd {
    /// Both went down.
    Settled,
    /// One side gave way.
    BackedDown,
    /// The last step passed.
    Frozen,
    /// War.
    War,
}

impl CrisisOutcome {
    /// The manner, whoever it was.
    #[must_use]
    pub const fn end(self) -> CrisisEnd {
        match self {
            Self::Settled => CrisisEnd::Settled,
            Self::BackedDown(_) => CrisisEnd::BackedDown,
            Self::Frozen => CrisisEnd::Frozen,
            Self::War => CrisisEnd::War,
        }
    }
}

/// What stood between two capitals when an incident happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cover {
    /// No mechanism that could have helped.
    Nothing,
    /// One that had never been used.
    Untested,
    /// One that had been used before.
    Tested,
}

/// What happened in a crisis, or before it was one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrisisFact {
    /// An incident climbed so far by itself.
    Incident {
        /// One side.
        a: ActorId,
        /// The other.
        b: ActorId,
        /// The rung on which it began.
        from: u8,
        /// The rung it reached.
        rung: u8,
        /// What covered the pair.
        cover: Cover,
        /// How strained relations were: mean threat less mean trust, moved up by 100 and halved, 0 to 100.
        strain: u8,
    },
    /// It is a matter for governments now.
    Opened {
        /// One side.
        a: ActorId,
        /// The other.
        b: ActorId,
        /// The rung.
        rung: u8,
    },
    /// What a side means by it. Only that side knows.
    Intended {
        /// Who.
        by: ActorId,
        /// What.
        intention: Intention,
    },
    /// What a side thinks that the other means. Only that side knows.
    Believed {
        /// Who.
        by: ActorId,
        /// The odds.
        odds: Odds,
    },
    /// A step, sealed until both sides have stepped.
    Sealed {
        /// Who.
        by: ActorId,
        /// What.
        step: CrisisOrder,
    },
    /// A step, once both have stepped.
    Stepped {
        /// Who.
        by: ActorId,
        /// Against whom.
        with: ActorId,
        /// What.
        step: CrisisOrder,
        /// Whether it was answered.
        heard: Heard,
    },
    /// What the steps of both made of the rung.
    Moved {
        /// The rung now.
        rung: u8,
    },
    /// Something happened that nobody had ordered.
    Accident {
        /// The rung now.
        rung: u8,
    },
    /// A step is over.
    Passed {
        /// How much of the time it took.
        clock: u8,
        /// How likely an accident was, per mille.
        risk: u16,
    },
    /// It is over.
    Ended {
        /// How.
        outcome: CrisisOutcome,
    },
}
