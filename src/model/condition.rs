//! Conditions: questions that a scenario asks of the world.

use crate::model::{
    ActorId, CrisisEnd, CrisisId, Date, EventId, FormatId, GaugeId, GroupId, InitiativeId,
    MeasureId, MechanismId, OfficeId, Path, PledgeId, Points, TableId, TableStatus, WindowId,
};

/// Stands for one actor or several; expands in the scenario's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selector {
    /// A named actor.
    Actor(ActorId),
    /// `$self`: the seat that acts, answers or is scored.
    Myself,
    /// `$target`: the actor at whom an initiative is directed.
    Target,
    /// `$a`: the actor of an event, or the first of its pair.
    SideA,
    /// `$b`: the second of an event's pair.
    SideB,
    /// `@members(id)`: the members of a mechanism.
    Members(MechanismId),
    /// `@attendees(id)`: the members of a format.
    Attendees(FormatId),
    /// `@name`: a group that the scenario declares.
    Group(GroupId),
    /// `@all`: every actor.
    All,
}

/// How far an initiative of the seat at hand has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InitiativeStatus {
    /// Under way.
    Running,
    /// Completed at least once.
    Done,
    /// Neither under way nor ever completed.
    Untried,
}

/// What became of a public commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PledgeStatus {
    /// Given and not yet due.
    Open,
    /// Its condition was met in time.
    Kept,
    /// Its date passed.
    Broken,
}

/// A question about the world that is true or false. A path that stands for several figures asks it of all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Every one holds.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// The figure is at least so much.
    AtLeast(Path, Points),
    /// The figure is at most so much.
    AtMost(Path, Points),
    /// The first figure is above the second by at least so much.
    Exceeds(Path, Path, Points),
    /// The mechanism has at least this obligation and health.
    Mechanism {
        /// Which mechanism.
        mechanism: MechanismId,
        /// The least obligation.
        level: Obligation,
        /// The least health.
        health: Points,
    },
    /// A mechanism for this measure, agreed or firmer, covers the pair at hand (`$a` and `$b`, or `$self` and `$target`).
    Covered(MeasureId),
    /// The initiative of the seat at hand has this status.
    Initiative(InitiativeId, InitiativeStatus),
    /// The event has happened.
    Happened {
        /// Which event.
        event: EventId,
        /// With this answer, by its place among the choices of any of the event's questions.
        choice: Option<ChoiceRef>,
        /// Within so many turns; `None`: ever.
        within: Option<u16>,
    },
    /// The turn has a day in this span, both ends included.
    Between(Date, Date),
    /// The window is open.
    Window(WindowId),
    /// This person holds this office.
    InOffice(ActorId, OfficeId),
    /// The negotiating table stands like this: `Signed` counts also when the text is in force.
    Table(TableId, TableStatus),
    /// A crisis of this kind is under way at this rung or a higher one.
    Crisis(CrisisId, u8),
    /// A crisis of this kind has ended.
    CrisisEnded {
        /// Which kind.
        kind: CrisisId,
        /// In which manner; `None`: in any.
        how: Option<CrisisEnd>,
        /// Within so many turns; `None`: ever.
        within: Option<u16>,
    },
    /// The pledge of the seat at hand has this status.
    Pledge(PledgeId, PledgeStatus),
    /// The axis or index of the seat at hand stands at least so high. In endings only.
    Gauge(GaugeId, Points),
}

impl Condition {
    /// Whether it asks, by itself or within `All` and `Any`, for something of this kind; what must not be so is not asked for.
    #[must_use]
    pub fn asks(&self, wanted: &impl Fn(&Self) -> bool) -> bool {
        match self {
            Self::All(inner) | Self::Any(inner) => inner.iter().any(|inner| inner.asks(wanted)),
            Self::Not(_) => false,
            other => wanted(other),
        }
    }
}

/// Names one choice of an event: the question's place, then the choice's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChoiceRef {
    /// The place of the question among the event's questions.
    pub question: u8,
    /// The place of the choice among the question's choices.
    pub choice: u8,
}

/// How firmly the members of a mechanism have bound themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Obligation {
    /// Nothing exists.
    #[default]
    None,
    /// Somebody has put it forward.
    Proposed,
    /// The members have declared that they want it.
    Declared,
    /// Agreed, by exchange of letters or by practice.
    Agreed,
    /// Politically binding.
    Political,
    /// Legally binding.
    Legal,
}

impl Obligation {
    /// The obligations from the loosest to the firmest.
    pub const ALL: [Self; 6] = [
        Self::None,
        Self::Proposed,
        Self::Declared,
        Self::Agreed,
        Self::Political,
        Self::Legal,
    ];

    /// 0 for nothing, 5 for a legally binding text.
    #[must_use]
    pub const fn level(self) -> u8 {
        self as u8
    }

    /// The obligation of this level, 0 to 5.
    #[must_use]
    pub fn of_level(level: u8) -> Option<Self> {
        Self::ALL.get(usize::from(level)).copied()
    }

    /// One step firmer, if there is one.
    #[must_use]
    pub fn raised(self) -> Self {
        Self::of_level(self.level().saturating_add(1)).unwrap_or(self)
    }

    /// One step looser, if there is one.
    #[must_use]
    pub fn lowered(self) -> Self {
        Self::of_level(self.level().saturating_sub(1)).unwrap_or(self)
    }
}

/// How the members of a mechanism check each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verification {
    /// Not at all.
    #[default]
    None,
    /// By written reports.
    Reports,
    /// By observers.
    Observers,
    /// By inspection.
    Inspection,
}
