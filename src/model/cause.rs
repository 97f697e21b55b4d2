//! Causes: why something happened.

use crate::model::{
    ChoiceIndex, CrisisId, EventId, InitiativeId, PledgeId, ReportId, SeatId, TableId,
};

/// Why something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The world as the scenario opens.
    Opening,
    /// A seat's order.
    Order(SeatId),
    /// A seat's initiative.
    Initiative(InitiativeId, SeatId),
    /// The risk that a seat's initiative ran.
    Risk(InitiativeId, SeatId),
    /// A seat's initiative was stopped.
    Cancelled(InitiativeId, SeatId),
    /// An event.
    Event(EventId),
    /// A seat's answer to an event.
    Choice(EventId, SeatId, ChoiceIndex),
    /// A seat's pledge.
    Pledge(PledgeId, SeatId),
    /// The turn of an initiative on a seat's roadmap came.
    Roadmap(SeatId),
    /// A seat made its roadmap public.
    Published(SeatId),
    /// A seat launched a milestone in time.
    Met(InitiativeId, SeatId),
    /// A seat did not launch a milestone in a turn in which it was due.
    Missed(InitiativeId, SeatId),
    /// A seat took a milestone off its public roadmap.
    Withdrawn(InitiativeId, SeatId),
    /// What a seat did at a table.
    Table(TableId, SeatId),
    /// What became of a text.
    Text(TableId),
    /// What a seat did in a crisis.
    Step(CrisisId, SeatId),
    /// What became of a crisis.
    Crisis(CrisisId),
    /// A standing report.
    Report(ReportId),
    /// The passage of time.
    Upkeep(Rule),
}

/// A rule of upkeep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Transient trust decays.
    WarmthFades,
    /// Standing trust drifts with working links and covered risks.
    TrustSettles,
    /// Threat follows arms and coverage.
    ThreatFollows,
    /// Working links fall back without work on them.
    LinksLoosen,
    /// Political will falls back to its base.
    WillSettles,
    /// A mechanism's health follows its owners' attention.
    HealthFollows,
    /// The income of a turn.
    Income,
    /// Arms follow threat.
    ArmsFollow,
    /// What economic pressure reaches falls, and recovers when it is lifted.
    PressureBites,
    /// Economic pressure is lifted with time.
    PressureLifts,
    /// Publics follow what governments do to each other.
    PublicsFollow,
    /// Unpredictability pulls towards the nearer pole.
    PolesPull,
    /// Urgency fades.
    UrgencyFades,
    /// Fears of an ally settle.
    FearsSettle,
    /// Support at home settles.
    HomeSettles,
    /// Economic ties follow quarrels.
    TradeFollows,
    /// Grievances settle.
    GrievancesSettle,
    /// A missile programme goes on.
    ProgrammeAdvances,
    /// A format that nobody works for loses standing.
    StandingFades,
    /// A turn begins.
    Calendar,
    /// What the first turn of a calendar year brings.
    YearlyBudget,
    /// Support at home pays, and the want of it costs.
    MandatePays,
    /// Closeness to both poles costs while they fear each other more.
    HedgeCosts,
    /// A mechanism that one actor owns alone is paid for by that actor.
    OwnerPays,
    /// Mechanisms that were built relieve the ministries of their members.
    MechanismsRelieve,
    /// Before an election people plan for the next government.
    LameDuck,
    /// An election decides who takes office.
    Election,
    /// Working links fray when a government changes.
    Handover,
    /// What was shown falsely comes out.
    FeintShows,
}
