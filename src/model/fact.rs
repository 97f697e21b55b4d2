//! Facts: the entries of the ledger. Each says what happened, when and why.

use crate::model::condition::{Obligation, Verification};
use crate::model::{
    ActorId, Band, Cause, ChoiceIndex, CrisisFact, CrisisId, EndingId, EventId, FigureId, FormatId,
    InitiativeId, LastingId, MeasureId, MechanismId, OfficeId, PerMille, PermissionId, PledgeId,
    Points, SeatId, Subject, TableFact, TableId, Turn, WindowId,
};

/// One entry of the ledger. `Copy` and at most 24 bytes, so that a campaign's ledger fits in a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// When.
    pub turn: Turn,
    /// Why.
    pub cause: Cause,
    /// What.
    pub what: What,
}

/// What happened. Variants that move a figure carry the delta that was actually applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A figure moved by so much, after bounds.
    Moved {
        /// Which figure.
        figure: FigureId,
        /// The change as applied.
        delta: Points,
    },
    /// A seat put an initiative into its plan.
    Planned {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
    },
    /// A seat put the end of an initiative into its plan.
    PlannedCancel {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
    },
    /// A seat took an order of this turn out of its plan again.
    Unplanned {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
    },
    /// A seat put an initiative on its roadmap.
    Slated {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
        /// In which turn it is to be planned.
        due: Turn,
    },
    /// A seat took an initiative off its roadmap before anybody knew of it.
    Unslated {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
    },
    /// A seat wants its roadmap to be public from the end of its plan on.
    Publishing {
        /// Who.
        seat: SeatId,
    },
    /// An initiative on a seat's roadmap became public, and so a milestone.
    Published {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
        /// The last turn in which it can be launched in time.
        due: Turn,
    },
    /// A seat wants to take a milestone off its public roadmap.
    Withdrawing {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
    },
    /// A seat took a milestone off its public roadmap.
    Withdrawn {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
    },
    /// An initiative whose turn had come could not be planned and moves to the next turn.
    Slipped {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
        /// What stood in its way; only the seat knows.
        obstacle: Obstacle,
    },
    /// An initiative can no longer be launched and leaves the roadmap.
    Lapsed {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
        /// What stood in its way; only the seat knows.
        obstacle: Obstacle,
    },
    /// A milestone was not launched in a turn in which it was due.
    Missed {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
        /// The turn that was promised.
        due: Turn,
    },
    /// A milestone was launched in time.
    Met {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
        /// The turn that was promised.
        due: Turn,
    },
    /// A planned order was put into effect and leaves the queue.
    Dequeued {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
    },
    /// An initiative began.
    Launched {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
    },
    /// An initiative came one turn further.
    Advanced {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
    },
    /// An initiative was completed.
    Completed {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
    },
    /// An initiative was stopped.
    Cancelled {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom.
        target: Option<ActorId>,
    },
    /// An initiative ended without effect because a capital that was asked declined.
    Declined {
        /// Whose initiative.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
        /// At whom it was directed.
        target: Option<ActorId>,
    },
    /// A capital answered an exchange of letters.
    Replied {
        /// Who was asked.
        actor: ActorId,
        /// For which initiative of the cause's seat.
        initiative: InitiativeId,
        /// The answer, with what weighed most.
        reply: Reply,
    },
    /// What an initiative risked came to pass.
    RiskStruck {
        /// Who.
        seat: SeatId,
        /// Which.
        initiative: InitiativeId,
    },
    /// An event happened.
    Happened {
        /// Which.
        event: EventId,
        /// About whom.
        subject: Subject,
    },
    /// An event asks a seat for an answer.
    Asked {
        /// Whom.
        seat: SeatId,
        /// Which event.
        event: EventId,
        /// About whom.
        subject: Subject,
    },
    /// A seat gave its answer; sealed until every seat that was asked has answered.
    Sealed {
        /// Who.
        seat: SeatId,
        /// Which event.
        event: EventId,
        /// About whom.
        subject: Subject,
        /// The answer.
        choice: ChoiceIndex,
    },
    /// A seat's answer became known and took effect.
    Answered {
        /// Who.
        seat: SeatId,
        /// Which event.
        event: EventId,
        /// About whom.
        subject: Subject,
        /// The answer.
        choice: ChoiceIndex,
    },
    /// An event was put on the calendar; nobody sees this.
    Scheduled {
        /// Which event.
        event: EventId,
        /// About whom.
        subject: Subject,
        /// When.
        due: Turn,
    },
    /// An event was taken off the calendar because its turn has come; nobody sees this.
    Unscheduled {
        /// Which event.
        event: EventId,
        /// About whom.
        subject: Subject,
        /// When it was due.
        due: Turn,
    },
    /// An effect began that lasts.
    Sustained {
        /// Which figure.
        figure: FigureId,
        /// How much the first turn.
        amount: Points,
        /// How long.
        span: Span,
    },
    /// The oldest lasting effect on this figure, from this cause, was spent a turn.
    Spent {
        /// Which figure.
        figure: FigureId,
        /// What each coming turn adds; zero ends it.
        amount: Points,
        /// What remains of it.
        span: Span,
    },
    /// A mechanism became firmer or looser.
    Level {
        /// Which.
        mechanism: MechanismId,
        /// The obligation now.
        level: Obligation,
    },
    /// A mechanism's members check each other in another way.
    Verified {
        /// Which.
        mechanism: MechanismId,
        /// How.
        verification: Verification,
    },
    /// An actor joined a mechanism.
    Joined {
        /// Which.
        mechanism: MechanismId,
        /// Who.
        actor: ActorId,
    },
    /// An actor left a mechanism.
    Left {
        /// Which.
        mechanism: MechanismId,
        /// Who.
        actor: ActorId,
    },
    /// A mechanism was put to use.
    Used {
        /// Which.
        mechanism: MechanismId,
    },
    /// An actor joined a format.
    Attended {
        /// Which.
        format: FormatId,
        /// Who.
        actor: ActorId,
    },
    /// An actor became a format's observer.
    Observed {
        /// Which.
        format: FormatId,
        /// Who.
        actor: ActorId,
    },
    /// An actor left a format.
    Withdrew {
        /// Which.
        format: FormatId,
        /// Who.
        actor: ActorId,
    },
    /// A measure came onto a format's agenda.
    AgendaAdded {
        /// Which.
        format: FormatId,
        /// What.
        measure: MeasureId,
    },
    /// A measure was taken off a format's agenda.
    AgendaDropped {
        /// Which.
        format: FormatId,
        /// What.
        measure: MeasureId,
    },
    /// A window opened.
    WindowOpened {
        /// Which.
        window: WindowId,
        /// The last turn in which it is open.
        until: Turn,
    },
    /// A seat committed itself in public.
    Pledged {
        /// Who.
        seat: SeatId,
        /// To what.
        pledge: PledgeId,
        /// By when.
        due: Turn,
    },
    /// A seat kept a pledge.
    Kept {
        /// Who.
        seat: SeatId,
        /// Which.
        pledge: PledgeId,
    },
    /// A seat let the date of a pledge pass.
    Broke {
        /// Who.
        seat: SeatId,
        /// Which.
        pledge: PledgeId,
    },
    /// A seat learnt about a private figure of another.
    Read {
        /// Who learnt it.
        seat: SeatId,
        /// Which figure.
        figure: FigureId,
        /// The estimate.
        middle: Points,
        /// Its half-width.
        band: Band,
    },
    /// A private figure is made to look other than it is: the secret of those who see it exactly, while it holds.
    Feigned {
        /// Which figure.
        figure: FigureId,
        /// By how much it looks higher; negative: lower.
        by: Points,
        /// The last turn in which it looks so.
        until: Turn,
    },
    /// It came out, before everybody, that a figure was made to look other than it is.
    Exposed {
        /// Which figure.
        figure: FigureId,
        /// By how much it had looked higher; negative: lower.
        by: Points,
    },
    /// Somebody else took office.
    TookOffice {
        /// Where.
        actor: ActorId,
        /// Who.
        office: OfficeId,
    },
    /// A seat ended its plan.
    PlanEnded {
        /// Who.
        seat: SeatId,
    },
    /// Something happened at a negotiating table.
    Table(TableId, TableFact),
    /// Something happened in a crisis.
    Crisis(CrisisId, CrisisFact),
    /// How far a mechanism reaches was set by the text that made it.
    Reach {
        /// Which mechanism.
        mechanism: MechanismId,
        /// 0 to 100; 50 is what it reaches without a text.
        reach: u8,
    },
    /// A new turn began.
    TurnBegan {
        /// Which.
        turn: Turn,
    },
    /// The game ended.
    Ended {
        /// The ending that an effect forced; `None`: the calendar ran out, and each seat has its own ending.
        ending: Option<EndingId>,
    },
}

impl What {
    /// Whether it is what an order tells by itself: that something is planned, or sealed.
    #[must_use]
    pub const fn is_preparation(&self) -> bool {
        matches!(
            self,
            Self::Planned { .. }
                | Self::PlannedCancel { .. }
                | Self::Unplanned { .. }
                | Self::Slated { .. }
                | Self::Unslated { .. }
                | Self::Publishing { .. }
                | Self::Withdrawing { .. }
                | Self::Sealed { .. }
                | Self::Crisis(_, CrisisFact::Sealed { .. })
        )
    }
}

/// What weighed with a capital that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// A figure.
    Figure(FigureId),
    /// How much else is on the agenda of the format in which both sit.
    Agenda,
}

/// Why an initiative could not be planned in its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A condition didn't hold, by its place in the list.
    Needs(u8),
    /// Another capital's leave was not given.
    Permission {
        /// Which leave.
        permission: PermissionId,
        /// The condition that didn't hold, by its place in the list.
        unmet: u8,
    },
    /// The capital that was held, rounded down to a tenth, did not pay for it.
    Capital(Band),
    /// The hands that were free, rounded down to a tenth, were too few.
    Hands(Band),
    /// It had been done too recently; the first turn in which it can be launched again.
    TooSoon(Turn),
    /// It was under way.
    Running,
    /// It had been done, and can be done only once.
    Done,
    /// The seat or the target is wrong: only a save from another form of the scenario brings this about.
    Never,
}

/// How a capital answers an exchange of letters, and what weighed most with it, if anything did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It agrees.
    Agrees(Option<Weight>),
    /// It declines.
    Declines(Option<Weight>),
}

/// How much longer a sustained effect goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// So many more turns.
    Turns(u16),
    /// Fading by so many per mille a turn.
    Fading(u16),
    /// As long as the condition holds.
    While(LastingId),
}

impl Span {
    /// The fading share, if it fades.
    #[must_use]
    pub fn fading(share: PerMille) -> Self {
        Self::Fading(u16::try_from(share.0.clamp(0, 1000)).unwrap_or(1000))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_fact_is_at_most_24_bytes() {
        assert!(
            size_of::<super::Fact>() <= 24,
            "{}",
            size_of::<super::Fact>()
        );
    }
}
