//! The RON shape of what plays a seat without a person, and of what studies measure.

use crate::scenario::raw::{CheckedMap, RawBearing, RawCondition, RawFormula};

raw! {
    /// One wish of a script or a strategy. Wishes are read in their order until capital or hands run out.
    struct RawWish {
        /// In this turn alone, from 1.
        #[serde(default)] turn: Option<u16>,
        /// Otherwise: from this turn on; 1 if left out.
        #[serde(default)] from: Option<u16>,
        /// Until this turn; the last if left out.
        #[serde(default)] until: Option<u16>,
        /// The initiative.
        #[serde(default)] launch: Option<String>,
        /// Or a negotiating table to convene.
        #[serde(default)] convene: Option<String>,
        /// With these agenda items.
        #[serde(default, rename = "with")] items: Vec<String>,
        /// At whom.
        #[serde(default)] target: Option<String>,
        /// What must hold besides, as far as the seat can see.
        #[serde(default)] when: Vec<RawCondition>,
        /// Whether later wishes wait while this one lacks nothing but capital.
        #[serde(default)] save: bool,
    }

    /// An answer of a script or a strategy that depends on the world. Replies are read in their order, before `answers`.
    struct RawReply {
        /// The event.
        event: String,
        /// The choice, if it is legal.
        choice: String,
        /// What must hold, as far as the seat can see; `$a` and `$b` are those whom the event is about.
        #[serde(default)] when: Vec<RawCondition>,
    }

    /// One item of `strategies.ron`: a plan for a seat, for studies and for seats without a person.
    struct RawStrategy {
        /// Lower-case words with hyphens; not the name of a built-in strategy.
        id: String,
        /// As lists show it.
        name: String,
        /// Which seat it plays.
        seat: String,
        /// Capital that it keeps back from its wishes.
        #[serde(default)] hold: i32,
        /// What it starts, in the order of preference.
        #[serde(default)] wishes: Vec<RawWish>,
        /// What it answers under conditions; the first that holds and is legal.
        #[serde(default)] replies: Vec<RawReply>,
        /// What it answers otherwise: event id to choice id. Without an entry: the default.
        #[serde(default)] answers: CheckedMap<String>,
        /// How it behaves at tables.
        #[serde(default)] tables: RawBargaining,
        /// How it steps in crises; `Weigh` if left out.
        #[serde(default)] crises: RawBearing,
        /// What it believes in.
        text: String,
    }

    /// How a script or a strategy behaves at tables.
    #[derive(Default)]
    struct RawBargaining {
        /// In what manner; `Trade` if left out.
        #[serde(default)] manner: RawManner,
        /// How many parties of a table it sounds out.
        #[serde(default)] soundings: i32,
        /// How many side payments of a table it promises at most.
        #[serde(default)] payments: i32,
        /// Capital that it keeps back from both.
        #[serde(default)] keeps: i32,
        /// Whether it signs with those who will when the last round ends without everybody.
        #[serde(default)] leaves_out: bool,
    }

    /// One item of `claims.ron`: what the model should show, and how to see whether it does.
    struct RawClaim {
        /// Lower-case words with hyphens.
        id: String,
        /// The claim in one sentence.
        text: String,
        /// Where it comes from.
        #[serde(default)] source: String,
        /// What must hold in every arm where it is looked at; other seeds are left out.
        #[serde(default)] given: Vec<RawCondition>,
        /// What is measured, over many seeds.
        measure: RawMeasurement,
        /// Which statistic of the seeds; the median if left out.
        #[serde(default)] statistic: RawStatistic,
        /// It is at least this, in tenths of a point or of a percentage.
        #[serde(default)] at_least: Option<i32>,
        /// It is at most this, in tenths.
        #[serde(default)] at_most: Option<i32>,
    }

    /// One side of a comparison.
    struct RawArm {
        /// The strategy of the scenario's usual seat: one of `strategies.ron`, `passive`, `random` or `script`.
        strategy: String,
        /// Events that are put on the calendar: event id to the turn at whose end it happens.
        #[serde(default)] events: CheckedMap<u16>,
    }
}

raw_enums! {
    /// Which statistic of the seeds a claim is about.
    #[derive(Default)]
    enum RawStatistic {
        /// The median, with the interval that order statistics give it.
        #[default]
        Median,
        /// The mean, with the interval that its standard error gives it: for shares, whose median is 0 or 100.
        Mean,
    }

    /// In what manner a delegation bargains.
    #[derive(Default)]
    enum RawManner {
        /// Gives where it costs little, asks where it gains much.
        #[default]
        Trade,
        /// Its own best text again and again, signed with whoever will.
        Ram,
        /// It says nothing.
        Absent,
    }

    /// What stood between two capitals when an incident happened.
    enum RawCover {
        /// No mechanism that could have helped.
        Nothing,
        /// One that had never been used.
        Untested,
        /// One that had been used before.
        Tested,
    }

    /// What a claim measures. Values are those at the start of a turn; the turn after the last stands for the end.
    enum RawMeasurement {
        /// How much of a gain over another arm is still there later, in per cent.
        Kept {
            /// The arm.
            arm: RawArm,
            /// What it is held against, seed by seed.
            against: RawArm,
            /// What is looked at.
            of: RawFormula,
            /// The turn of the gain.
            peak: u16,
            /// The turn in which what is left of it is read.
            after: u16,
        },
        /// How much it changes from one turn to another, in points.
        Change {
            /// The arm.
            arm: RawArm,
            /// What is looked at.
            of: RawFormula,
            /// From this turn.
            from: u16,
            /// To this one.
            to: u16,
        },
        /// How far an arm is above another, in points.
        Gap {
            /// The arm.
            arm: RawArm,
            /// What it is held against, seed by seed.
            against: RawArm,
            /// What is looked at.
            of: RawFormula,
            /// In this turn.
            at: u16,
        },
        /// The share of incidents that climb under one cover as a percentage of that under another, of one kind each and
        /// matched on how strained relations were before; all arms together.
        Climbs {
            /// The arms.
            arms: Vec<RawArm>,
            /// The cover that is studied.
            of: RawCover,
            /// What it is held against.
            against: RawCover,
            /// From which rung on it counts.
            rung: u8,
        },
        /// How many more texts are signed in an arm than in another in these turns, in texts.
        Texts {
            /// The arm.
            arm: RawArm,
            /// What it is held against, seed by seed.
            against: RawArm,
            /// From this turn.
            from: u16,
            /// To the end of this one.
            to: u16,
        },
    }
}
