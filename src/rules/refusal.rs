//! Why an order is refused: a value that tests compare and `text` words.

use crate::model::{ActorId, BlocId, CrisisId, MechanismId, PermissionId, Points, Turn};

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
    /// A step in a crisis is due before the plan can end.
    StepDue(CrisisId),
    /// A reason that has to do with a crisis.
    Crisis(CrisisRefusal),
    /// A reason that has to do with a negotiating table.
    Table(TableRefusal),
}

/// Why a step in a crisis can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrisisRefusal {
    /// No crisis of this kind is under way.
    NotUnderWay,
    /// It is between others.
    NoSide,
    /// This seat has stepped; the other has not.
    Stepped,
    /// This mechanism does not cover the two, or does not help here.
    NoSuchMechanism(MechanismId),
    /// This actor carries no messages here.
    NoMediator(ActorId),
    /// There is no forum for it.
    NoForum,
}

/// Why an order about a negotiating table can't be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableRefusal {
    /// This seat has no delegation at it.
    NoDelegation,
    /// Others convene it.
    NotConvener,
    /// It is open.
    AlreadyOpen,
    /// A text is signed.
    AlreadySigned,
    /// Invitations went out this turn.
    AlreadyInvited,
    /// No invitations went out this turn.
    NotInvited,
    /// There is no turn left in which it could meet.
    TooLate,
    /// A condition for convening it doesn't hold, by its place in the list.
    Needs(u8),
    /// It isn't open.
    NotOpen,
    /// It opens with the next turn.
    NotYet,
    /// This seat has walked out.
    WalkedOut,
    /// This seat is still at the table.
    StillThere,
    /// No round is being held.
    NoRound,
    /// The last round has been held; the convener may sign with those who stand by a text, or not.
    RoundsOver,
    /// Another party's move is due.
    NotYourMove(ActorId),
    /// There is no text to accept or sign.
    NothingOnTheTable,
    /// This seat accepts the text already.
    AcceptedAlready,
    /// The text is the one on the table.
    SameText,
    /// A clause has no such option, by its place.
    NoOption(u8),
    /// An item is not on the agenda, by its place among the clauses.
    NotOnTheAgenda(u8),
    /// A clause is no agenda item, by its place.
    NoItem(u8),
    /// Two clauses move only together.
    LinkedClauses(u8, u8),
    /// Too few would sign.
    TooFew {
        /// So many would.
        have: u8,
        /// So many must.
        needed: u8,
    },
    /// The text doesn't count without this party's signature.
    NothingWithout(ActorId),
    /// The text is tied to another table's.
    Tied,
    /// This seat lets its moves of this turn pass already.
    RestsAlready,
    /// That is no other party of this table.
    NoOtherParty,
    /// That party has walked out.
    NotPresent(ActorId),
    /// The two have met in a caucus.
    MetAlready,
    /// Everything that a sounding could tell is known.
    NothingToLearn,
    /// There is no such side payment.
    NoPayment,
    /// This side payment is not for that party.
    WrongReceiver,
    /// That party was promised it.
    PaidAlready,
    /// That actor can't mediate here.
    NoMediator,
    /// No Track II meets on this.
    NoTrackTwo,
    /// These are no two clauses.
    NoLink,
    /// They are linked.
    LinkedAlready,
    /// This seat has committed itself on that clause.
    CommittedAlready,
    /// The deadline can't be set there.
    NoSuchDeadline {
        /// The earliest.
        least: u8,
        /// The latest.
        most: u8,
    },
    /// It means to do so already.
    AlreadyMeant,
    /// No text is in force.
    NotInForce,
    /// This seat has signed.
    SignedAlready,
    /// The groups at home would not consent to the text; the one on which it depends, and in which capital.
    HomeRefuses(ActorId, BlocId),
}
