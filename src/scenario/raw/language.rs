//! The RON shape of conditions, amounts, effects and formulas: what a pack says of the world.

use crate::scenario::raw::{RawCrisisEnd, RawFormatAct, RawMechanismAct, RawTableStatus};

raw_enums! {
    /// Conditions.
    enum RawCondition {
        /// Every one holds.
        All(Vec<RawCondition>),
        /// At least one holds.
        Any(Vec<RawCondition>),
        /// It does not hold.
        Not(Box<RawCondition>),
        /// The figure is at least so many points.
        AtLeast(String, i32),
        /// The figure is at most so many points.
        AtMost(String, i32),
        /// The first figure is above the second by at least so many points.
        Exceeds(String, String, i32),
        /// The mechanism has at least this obligation (0 to 5) and health.
        Mechanism {
            /// Which.
            id: String,
            /// The least obligation; 3 (agreed) if left out.
            #[serde(default = "agreed")] level: u8,
            /// The least health; 0 if left out.
            #[serde(default)] health: i32,
        },
        /// A mechanism for this measure, agreed or firmer, covers the pair at hand.
        Covered(String),
        /// The initiative of the seat at hand has this status.
        Initiative(String, RawInitiativeStatus),
        /// The event has happened.
        Happened {
            /// Which.
            event: String,
            /// With this answer.
            #[serde(default)] choice: Option<String>,
            /// Within so many turns.
            #[serde(default)] within: Option<u16>,
        },
        /// The turn has a day in this span.
        Between(String, String),
        /// The window is open.
        Window(String),
        /// This person holds office in this capital.
        InOffice(String, String),
        /// The pledge of the seat at hand has this status.
        Pledge(String, RawPledgeStatus),
        /// The negotiating table stands like this.
        Table(String, RawTableStatus),
        /// A crisis of this kind is under way at this rung or a higher one.
        Crisis {
            /// Which.
            kind: String,
            /// The least rung; 1 if left out.
            #[serde(default = "first")] rung: u8,
        },
        /// A crisis of this kind has ended.
        CrisisEnded {
            /// Which.
            kind: String,
            /// In this manner.
            #[serde(default)] how: Option<RawCrisisEnd>,
            /// Within so many turns.
            #[serde(default)] within: Option<u16>,
        },
        /// The axis or index stands at least so high; in endings only.
        Gauge(String, i32),
    }

    /// How far an initiative has come.
    enum RawInitiativeStatus {
        /// Under way.
        Running,
        /// Completed at least once.
        Done,
        /// Neither.
        Untried,
    }

    /// What became of a pledge.
    enum RawPledgeStatus {
        /// Not yet due.
        Open,
        /// Kept.
        Kept,
        /// Broken.
        Broken,
    }

    /// Amounts.
    enum RawAmount {
        /// Whole points.
        Points(i32),
        /// Tenths of a point.
        Tenths(i32),
        /// A coefficient of the lens.
        Coefficient(String),
        /// An amount for each `per` points of another figure.
        Scaled {
            /// The amount for one `per`.
            amount: Box<RawAmount>,
            /// The figure that scales it.
            by: String,
            /// How many points count once.
            per: i32,
        },
    }

    /// How long a sustained effect goes on.
    enum RawLasting {
        /// Once, at this turn's upkeep.
        Now,
        /// For so many turns.
        Turns(u16),
        /// Smaller by this share each turn, in per mille.
        Fading(i32),
        /// As long as this holds; it may not use `$self`, `$target`, `$a` or `$b`.
        While(RawCondition),
    }

    /// Effects.
    enum RawEffect {
        /// Changes a figure once.
        Change(String, RawAmount),
        /// Changes a figure each turn for a while.
        Sustain(String, RawAmount, RawLasting),
        /// Moves a figure a share (per mille) of the way towards a goal (points).
        Towards(String, i32, i32),
        /// Does something to a mechanism.
        Mechanism {
            /// Which.
            id: String,
            /// What.
            #[serde(rename = "do")] act: RawMechanismAct,
        },
        /// Does something to a format.
        Format {
            /// Which.
            id: String,
            /// What.
            #[serde(rename = "do")] act: RawFormatAct,
        },
        /// An event happens in so many turns with this probability.
        Schedule {
            /// Which.
            event: String,
            /// Turns from now; 0: at the end of this turn.
            #[serde(default)] after: u16,
            /// How likely; 1000 if left out.
            #[serde(default = "certain")] per_mille: i32,
        },
        /// The seat at hand commits itself in public.
        Pledge {
            /// To what.
            id: String,
            /// Turns until it is due.
            due: u16,
        },
        /// A seat learns about private figures.
        Reading {
            /// Of what.
            of: String,
            /// Who.
            to: String,
            /// How sure it is then, in points to either side.
            band: i32,
        },
        /// The owner of private figures lets them look other than they are.
        Feint {
            /// Which figures.
            of: String,
            /// Who is shown them.
            to: String,
            /// By how much at most they look higher, in points; negative: lower.
            by: i32,
            /// How sure the readers are of what they are shown, in points to either side.
            band: i32,
            /// For so many turns, this one included.
            turns: u16,
        },
        /// A window opens.
        Window {
            /// Which.
            id: String,
            /// For so many turns.
            turns: u16,
        },
        /// A negotiating table is convened: by the seat at hand, else by the first that may.
        OpenTable(String),
        /// An incident between two actors; from its serious rung on it is a crisis that governments must decide.
        OpenCrisis {
            /// Of which kind.
            kind: String,
            /// The two sides: `$a` and `$b`, or ids.
            sides: (String, String),
            /// The rung on which it begins; below the serious one chance says how far it climbs by itself.
            #[serde(default = "first")] rung: u8,
        },
        /// Somebody else takes office.
        Office(String, String),
        /// Only if the condition holds.
        If(RawCondition, Vec<RawEffect>),
        /// The game ends here.
        End(String),
    }

    /// Formulas. The result is held between 0 and 100.
    enum RawFormula {
        /// A constant.
        Points(i32),
        /// The mean of the figures that a path stands for.
        Mean(String),
        /// The lowest of them.
        Lowest(String),
        /// The highest of them.
        Highest(String),
        /// How far two figures are apart.
        Gap(String, String),
        /// 100 minus the inner formula.
        Invert(Box<RawFormula>),
        /// A weighted sum; weights in per mille.
        Sum(Vec<(i32, RawFormula)>),
        /// How much of the felt threat tested mechanisms cover.
        Predictability,
        /// How far the others stand from the middle between the poles.
        Polarisation,
        /// Support at home, weighted.
        Mandate(String),
        /// How widely mechanisms are owned.
        Ownership,
        /// The share of negotiating tables that ended with a signed text; 50 while none has ended.
        Closing,
    }
}

fn agreed() -> u8 {
    3
}

fn certain() -> i32 {
    1000
}

fn first() -> u8 {
    1
}
