//! What a checked scenario consists of: every id resolved, every amount in thousandths, every text moved to the prose.

use crate::model::condition::{ChoiceRef, Obligation, Verification};
use crate::model::crisis::Cover;
use crate::model::{
    ActorId, ActorSet, BlocId, Condition, Date, Effect, Formula, MeasureId, MechanismId, OfficeId,
    Order, Path, PerMille, PermissionId, Points, Sealed, SeatId, Selector, Turn,
};

/// An actor.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Whether it has a controller.
    pub has_seat: bool,
    /// Weight in the region, 0 to 1000.
    pub power: i32,
    /// Where the map marks it, in hundredths of a degree east and north.
    pub place: Option<(i32, i32)>,
    /// Capital that comes in each turn.
    pub income: Points,
    /// Capital that comes in besides with the first turn of each calendar year after the opening.
    pub yearly: Points,
    /// Domestic groups with their weights in per mille.
    pub blocs: Vec<(BlocId, PerMille)>,
    /// Offices; the first is held at the opening. May be empty.
    pub offices: Vec<OfficeId>,
    /// The share of the groups' weights that a treaty needs; `None`: as the lens has it.
    pub treaty_needs: Option<PerMille>,
    /// Elections in the order of their dates. Who wins them, and those not yet called, are secrets of the pack.
    pub elections: Sealed<Vec<Election>>,
    /// Whether the pack has a script for this seat.
    pub scripted: bool,
    /// What the scenario's own script does in this seat.
    pub script: Sealed<Counsel>,
}

/// What a script or a strategy does in a seat.
#[derive(Clone, Debug, Default)]
pub struct Counsel {
    /// What it starts, in the order of preference.
    pub wishes: Vec<Wish>,
    /// What it answers under conditions, in the order of preference.
    pub replies: Vec<Reply>,
    /// What it answers otherwise; without an entry: the default.
    pub answers: Vec<(crate::model::EventId, ChoiceRef)>,
    /// Capital that it keeps back from its wishes.
    pub hold: Points,
    /// How it behaves at tables.
    pub bargaining: Bargaining,
    /// How it steps in crises.
    pub bearing: Bearing,
}

/// How a script or a strategy steps in a crisis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Bearing {
    /// It weighs what it believes.
    #[default]
    Weigh,
    /// It goes up, in public.
    Press,
    /// It goes down, by the safest way there is.
    Yield,
    /// It stays where it is, in private.
    Hold,
}

/// How a script or a strategy behaves at tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Bargaining {
    /// In what manner.
    pub manner: Manner,
    /// How many parties of a table it sounds out.
    pub soundings: u8,
    /// How many side payments of a table it promises at most.
    pub payments: u8,
    /// Capital that it keeps back from both.
    pub keeps: Points,
    /// What it does as convener when the last round ends without everybody.
    pub hold_outs: HoldOuts,
}

/// What a convener does about those who would not sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum HoldOuts {
    /// It lets the table break up, to meet again.
    #[default]
    WaitedFor,
    /// It signs with those who will.
    LeftOut,
}

/// In what manner a delegation bargains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Manner {
    /// It trades: gives where it costs little and asks where it gains much.
    #[default]
    Trade,
    /// It puts its own best text forward again and again, and signs it with whoever will.
    Ram,
    /// It says nothing.
    Absent,
}

/// An answer that depends on the world.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The event.
    pub event: crate::model::EventId,
    /// The choice.
    pub choice: ChoiceRef,
    /// What must hold, as far as the seat can see.
    pub when: Vec<Condition>,
}

/// Something that a script or a strategy would start.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The first turn in which it is wished.
    pub first: Turn,
    /// The last.
    pub last: Turn,
    /// The order.
    pub order: Order,
    /// What must hold, as far as the seat can see.
    pub when: Vec<Condition>,
    /// Whether later wishes wait while this one lacks nothing but capital.
    pub save: bool,
}

/// Where a strategy was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the pack.
    Pack,
    /// In a file beside it.
    File,
}

/// A plan for a seat.
#[derive(Clone, Debug)]
pub struct Strategy {
    /// Where it was written.
    pub origin: Origin,
    /// Which seat it plays.
    pub seat: SeatId,
    /// What it does.
    pub counsel: Sealed<Counsel>,
}

/// What the model should show.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What must hold in every arm where it is looked at; other seeds are left out.
    pub given: Vec<Condition>,
    /// What is measured.
    pub measurement: Measurement,
    /// Which statistic of the seeds it is about.
    pub statistic: Statistic,
    /// What that must come to.
    pub bound: Bound,
}

/// Which statistic of the seeds a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistic {
    /// The median.
    Median,
    /// The mean.
    Mean,
}

/// What the median of a measurement must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// At least so much.
    AtLeast(Points),
    /// At most so much.
    AtMost(Points),
}

/// What a claim measures, seed by seed; values are those at the start of a turn.
#[derive(Clone, Debug)]
pub enum Measurement {
    /// How much of a gain over another arm is left later, in per cent.
    Kept {
        /// The two arms.
        arms: (Arm, Arm),
        /// What is looked at.
        of: Formula,
        /// The turn of the gain.
        peak: Turn,
        /// When what is left is read.
        after: Turn,
    },
    /// How much it changes, in points.
    Change {
        /// The arm.
        arm: Arm,
        /// What is looked at.
        of: Formula,
        /// From this turn.
        from: Turn,
        /// To this one.
        to: Turn,
    },
    /// How far the first arm is above the second, in points.
    Gap {
        /// The two arms.
        arms: (Arm, Arm),
        /// What is looked at.
        of: Formula,
        /// In this turn.
        at: Turn,
    },
    /// The share of incidents that climb to a rung under one cover, in per cent of that under another.
    Climbs {
        /// The arms, all together.
        arms: Vec<Arm>,
        /// The cover that is studied.
        of: Cover,
        /// What it is held against.
        against: Cover,
        /// From which rung on it counts.
        rung: u8,
    },
    /// How many more texts are signed.
    Texts {
        /// The two arms.
        arms: (Arm, Arm),
        /// From this turn.
        from: Turn,
        /// To the end of this one.
        to: Turn,
    },
}

/// One side of a comparison: who plays the usual seat, and what is put on the calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arm {
    /// The name of the strategy.
    pub strategy: String,
    /// Events and the turn at whose end each happens.
    pub events: Vec<(crate::model::EventId, Turn)>,
}

/// A stretch of the game with a name. Its name and text are prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its first turn.
    pub from: Turn,
}

/// A day on which the highest office of an actor is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Election {
    /// The day.
    pub date: Date,
    /// The turn that has the day, from 1 to the last.
    pub turn: Turn,
    /// The turn from which on it is known; `Turn(0)`: from the opening.
    pub announced: Turn,
    /// How many turns before it, with its own turn, the office is a lame duck; 0: none.
    pub lame_duck: u16,
    /// Who takes office then; `None`: the office stays, or events decide.
    pub winner: Option<OfficeId>,
    /// The event after which it is not held.
    pub overtaken_by: Option<crate::model::EventId>,
    /// Its place in the actor's list, for its name.
    pub place: u8,
}

/// A leave that some acts need and that another capital gives or withholds.
#[derive(Clone, Debug)]
pub struct Permission {
    /// Who gives it, all of them together. A capital that gives it alone needs nobody's leave.
    pub holders: ActorSet,
    /// What must hold for it to be given; `$self` asks.
    pub granted_when: Vec<Condition>,
}

/// A kind of measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureKind {
    /// Military transparency and restraint.
    Hard,
    /// Functional cooperation.
    Soft,
}

/// A mechanism.
#[derive(Clone, Debug)]
pub struct Mechanism {
    /// The measure that it carries out.
    pub measure: MeasureId,
    /// The format under whose roof it works.
    pub format: Option<crate::model::FormatId>,
    /// Members at the opening.
    pub members: ActorSet,
    /// Obligation at the opening.
    pub level: Obligation,
    /// How members check each other at the opening.
    pub verification: Verification,
}

/// A format.
#[derive(Clone, Debug)]
pub struct Format {
    /// Members at the opening.
    pub members: ActorSet,
    /// Observers at the opening.
    pub observers: ActorSet,
    /// Agenda at the opening.
    pub agenda: Vec<MeasureId>,
}

/// How often something can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Once a game for each subject or target.
    Once,
    /// Again after so many turns.
    Cooldown(u16),
}

/// An initiative.
#[derive(Clone, Debug)]
pub struct Initiative {
    /// The family under which the catalogue lists it; its place in `Scenario::families`.
    pub family: u16,
    /// Where the map marks it as an exercise while it is under way.
    pub exercise: Option<crate::scenario::map::Exercise>,
    /// The seats that can launch it.
    pub by: ActorSet,
    /// Those at whom it can be directed (the launching seat excepted); empty: it takes no target.
    pub targets: ActorSet,
    /// Diplomatic capital.
    pub cost: Points,
    /// Hands that it takes while it runs.
    pub hands: Points,
    /// What must hold for it to be launched.
    pub needs: Vec<Condition>,
    /// Whose leave it needs.
    pub permissions: Vec<PermissionId>,
    /// What makes its completion stronger.
    pub better_with: Vec<(Condition, PerMille)>,
    /// How it goes on; empty: it is done in the turn of its launch.
    pub stages: Vec<Stage>,
    /// What completion does.
    pub done: Vec<Effect>,
    /// What stopping it does.
    pub on_cancel: Vec<Effect>,
    /// What may go wrong on completion.
    pub risk: Option<Risk>,
    /// Whose consent completion needs.
    pub consent: Option<Consent>,
    /// Whether it can be launched again.
    pub repeat: Repeat,
}

impl Initiative {
    /// How many turns it takes from launch to completion; 0: at once.
    #[must_use]
    pub fn turns(&self) -> u16 {
        self.stages
            .iter()
            .fold(0, |sum, stage| sum.saturating_add(stage.turns))
    }
}

/// A stage of an initiative.
#[derive(Clone, Debug)]
pub struct Stage {
    /// How many turns it takes, at least 1.
    pub turns: u16,
    /// What it does when it is over.
    pub effects: Vec<Effect>,
}

/// An exchange of letters: who is asked, and what weighs with them.
#[derive(Clone, Debug)]
pub struct Consent {
    /// Who is asked.
    pub of: Selector,
    /// What weighs with each of them.
    pub interests: Sealed<Interests>,
    /// What happens instead of `done` if one of them declines.
    pub refused: Vec<Effect>,
}

/// What weighs with a capital that is asked: `$a` asks, `$b` is asked.
#[derive(Clone, Debug)]
pub struct Interests {
    /// The margin when every figure stands at 50.
    pub base: Points,
    /// Figure and its weight in points.
    pub terms: Vec<(Path, i32)>,
}

/// What an initiative risks.
#[derive(Clone, Debug)]
pub struct Risk {
    /// How likely.
    pub hazard: Sealed<Hazard>,
    /// What then happens.
    pub effects: Vec<Effect>,
}

/// A probability per turn that the world drives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hazard {
    /// Per mille when every figure stands at 50.
    pub base: PerMille,
    /// Figure and its weight.
    pub terms: Vec<(Path, i32)>,
    /// Measures that damp it where they cover the pair, with the share at full health.
    pub damped_by: Vec<(MeasureId, PerMille)>,
}

/// An event.
#[derive(Clone, Debug)]
pub struct Event {
    /// When it happens.
    pub when: Sealed<When>,
    /// About whom.
    pub scope: Scope,
    /// How often.
    pub repeat: Repeat,
    /// What it does by itself.
    pub effects: Vec<Effect>,
    /// Who must answer.
    pub asks: Vec<Question>,
    /// The stable hash of its string id, for chance.
    pub subject_hash: u64,
}

/// When an event happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// At the end of the turn that has this day; turn 0: at the opening.
    Dated(Turn, Date),
    /// As soon as it holds.
    If(Condition),
    /// By chance.
    Drawn(Hazard),
    /// Only when another effect schedules it.
    Scheduled,
}

/// About whom an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everybody.
    World,
    /// Each of these by itself.
    Actors(ActorSet),
    /// Each pair of these that has a relation.
    Pairs(ActorSet),
    /// Exactly these two.
    Between(ActorId, ActorId),
}

/// A question that an event puts to seats.
#[derive(Clone, Debug)]
pub struct Question {
    /// Who is asked.
    pub seat: Selector,
    /// The choice of a seat that doesn't answer: free and without conditions.
    pub default: u8,
    /// The answers.
    pub choices: Vec<Choice>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Diplomatic capital.
    pub cost: Points,
    /// What must hold.
    pub needs: Vec<Condition>,
    /// Whose leave it needs.
    pub permissions: Vec<PermissionId>,
    /// What it does.
    pub effects: Vec<Effect>,
    /// Who will like it.
    pub liked_by: Vec<Selector>,
    /// Who will mind it.
    pub disliked_by: Vec<Selector>,
}

/// A window.
#[derive(Clone, Debug)]
pub struct Window {
    /// The last turn in which it is open from the opening on; `Turn(0)`: closed.
    pub open_until: Turn,
}

/// A pledge.
#[derive(Clone, Debug)]
pub struct Pledge {
    /// What must hold by the due date.
    pub kept_when: Vec<Condition>,
    /// What keeping it does.
    pub kept: Vec<Effect>,
    /// What breaking it does.
    pub broken: Vec<Effect>,
}

/// An axis or an index.
#[derive(Clone, Debug)]
pub struct Gauge {
    /// Whether it belongs to the score.
    pub kind: GaugeKind,
    /// Whether more or less of it is better.
    pub better: Better,
    /// How it is computed.
    pub formula: Formula,
}

/// Whether a gauge belongs to the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GaugeKind {
    /// One of the axes of the score.
    Axis,
    /// Reported beside it.
    Index,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The higher the better.
    More,
    /// The lower the better.
    Less,
}

/// An ending.
#[derive(Clone, Debug)]
pub struct Ending {
    /// What must hold for the seat that is played.
    pub when: Vec<Condition>,
    /// In what share of its futures the order must hold when nobody tends it; 0 asks nothing.
    pub holds: PerMille,
}

/// What the situation screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dial {
    /// A stored figure, or trust; `$self` is the seat that looks.
    Figure(Path),
    /// An axis or index.
    Gauge(crate::model::GaugeId),
}

/// Which mechanism of the pack, for tables that go by measure.
pub type MechanismOf = (MeasureId, MechanismId);
