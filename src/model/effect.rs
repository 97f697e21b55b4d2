//! Effects: what initiatives, events and choices do to the world.

use crate::model::condition::{Obligation, Verification};
use crate::model::{
    ActorId, Condition, CrisisId, EndingId, EventId, FormatId, LastingId, MeasureId, MechanismId,
    OfficeId, Path, PerMille, PledgeId, Points, Selector, TableId, WindowId,
};

/// How much an effect changes. Coefficients of the lens are already resolved to points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many points.
    Points(Points),
    /// `points` for each `per` points of another figure.
    Scaled {
        /// The amount for one `per`.
        points: Points,
        /// The figure that scales it.
        by: Path,
        /// How many points of that figure count once; never zero.
        per: Points,
    },
}

/// How long a sustained effect goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// Once, at this turn's upkeep.
    Now,
    /// Each turn for so many turns.
    Turns(u16),
    /// Each turn, smaller by this share each time, until under a twentieth of a point.
    Fading(PerMille),
    /// Each turn as long as the condition holds.
    While(LastingId),
}

/// One thing that happens to the world. A path or selector that stands for several applies to each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Changes a figure once.
    Change(Path, Amount),
    /// Changes a figure each turn for a while.
    Sustain(Path, Amount, Lasting),
    /// Moves a figure a share of the way towards a goal.
    Towards(Path, Points, PerMille),
    /// Does something to a mechanism.
    Mechanism(MechanismId, MechanismAct),
    /// Does something to a format.
    Format(FormatId, FormatAct),
    /// An event happens in so many turns, with this probability.
    Schedule {
        /// Which event.
        event: EventId,
        /// Turns from now; 0 means at the end of this turn.
        after: u16,
        /// How likely.
        per_mille: PerMille,
    },
    /// The seat at hand commits itself in public.
    Pledge {
        /// Which pledge.
        pledge: PledgeId,
        /// Turns until it is due.
        due: u16,
    },
    /// A seat learns about private figures.
    Reading {
        /// Of what.
        of: Path,
        /// Who learns it.
        to: Selector,
        /// How sure it is then.
        band: Points,
    },
    /// The owner of private figures lets them look other than they are to those who read them.
    Feint {
        /// Which figures, all of one actor each.
        of: Path,
        /// Who is shown them.
        to: Selector,
        /// By how much at most they look higher; negative: lower. How much it comes to is drawn, from nothing to all of it.
        by: Points,
        /// How sure the readers are of what they are shown.
        band: Points,
        /// For so many turns, this one included.
        turns: u16,
    },
    /// A window opens for so many turns.
    Window(WindowId, u16),
    /// A negotiating table is convened, if it has not been; by the seat at hand, else by the first that may.
    OpenTable(TableId),
    /// An incident between two actors; from its serious rung on it is a crisis that governments must decide.
    OpenCrisis {
        /// Of which kind.
        kind: CrisisId,
        /// One side.
        a: Selector,
        /// The other.
        b: Selector,
        /// The rung on which it begins, from 1; below the serious one chance says how far it climbs by itself.
        rung: u8,
    },
    /// Somebody else takes office.
    Office(ActorId, OfficeId),
    /// Only if the condition holds.
    If(Condition, Vec<Self>),
    /// The game ends here.
    End(EndingId),
}

/// What can be done to a mechanism.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MechanismAct {
    /// Puts it forward, if nothing exists yet.
    Propose,
    /// One step firmer.
    Raise,
    /// One step looser.
    Lower,
    /// Sets the obligation.
    Level(Obligation),
    /// Sets how members check each other.
    Verify(Verification),
    /// Members join.
    Join(Selector),
    /// Members leave.
    Leave(Selector),
    /// Sets a member's share in it.
    Share(Selector, Points),
    /// Changes its health.
    Health(Amount),
    /// It is put to use once.
    Use,
}

/// What can be done to a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatAct {
    /// Members join.
    Join(Selector),
    /// Members or observers leave.
    Leave(Selector),
    /// Observers join.
    Observe(Selector),
    /// Puts a measure on its agenda.
    Agenda(MeasureId),
    /// Takes a measure off its agenda.
    Drop(MeasureId),
    /// Changes how much it counts.
    Standing(Amount),
    /// Tables that are open under its roof lose so many of the rounds that they have left; the last one always stays.
    LoseRounds(u8),
}
