//! The RON shape of what capitals want and how they decide.

use crate::scenario::raw::{CheckedMap, RawCondition};

raw! {
    /// One item of `minds.ron`: how the capital of this id decides when nobody plays it.
    struct RawMind {
        /// The actor.
        id: String,
        /// What it wants, in public: path to what a point of that figure is worth to it, in tenths.
        interests: CheckedMap<i32>,
        /// Groups at home that pull at these weights, each by its weight and support.
        #[serde(default)] factions: Vec<RawFaction>,
        /// Offices whose holders bring other weights.
        #[serde(default)] leaders: Vec<RawLeaning>,
        /// Where a figure stops being a matter of degree.
        #[serde(default)] red_lines: Vec<RawRedLine>,
        /// What is drawn once a world: path to how far its weight may lie from the public one, in tenths.
        #[serde(default, rename = "private")] hidden: CheckedMap<i32>,
        /// How it decides.
        doctrine: RawDoctrine,
        /// Those who advise a person in this seat.
        #[serde(default)] advisers: Vec<RawAdviser>,
        /// What it may start, and in which circumstances.
        repertoire: Vec<RawHabit>,
        /// Where it comes from.
        #[serde(default)] source: String,
        /// What analysts say that it wants.
        text: String,
    }

    /// Someone who advises.
    struct RawAdviser {
        /// Lower-case words with hyphens, of the office and not of a person.
        id: String,
        /// As screens show it.
        name: String,
        /// What a point of each figure is worth in these eyes, in tenths.
        interests: CheckedMap<i32>,
        /// How this one bears a crisis.
        #[serde(default)] crisis: Option<RawNerve>,
        /// What this one sees more than others, and what less.
        text: String,
    }

    /// A group that pulls.
    struct RawFaction {
        /// One of the actor's groups.
        bloc: String,
        /// What it adds to the interests, in tenths, if all at home were of its mind.
        interests: CheckedMap<i32>,
    }

    /// The weights that an office-holder brings.
    struct RawLeaning {
        /// One of the actor's offices.
        office: String,
        /// What is added to the interests while it is held, in tenths.
        interests: CheckedMap<i32>,
    }

    /// A red line.
    struct RawRedLine {
        /// The figure.
        of: String,
        /// It is crossed above this…
        #[serde(default)] above: Option<i32>,
        /// …or below this.
        #[serde(default)] below: Option<i32>,
        /// How many times as much a point weighs beyond it, in per mille.
        times: i32,
    }

    /// How a capital decides.
    struct RawDoctrine {
        /// What a point of capital is worth to it, in tenths.
        price: i32,
        /// What an act must be worth beyond its price, in tenths.
        threshold: i32,
        /// How many it starts in a turn at most.
        pace: i32,
        /// What is left of the worth of a thing one turn away, in per mille.
        patience: i32,
        /// How much it answers good with good and ill with ill, in per mille of what the other gains for each ten points
        /// of trust gained or lost since the opening.
        reciprocity: i32,
        /// How much of that it holds against another for good, in per mille; the rest passes with the warmth.
        memory: i32,
        /// How much it courts those who quarrel with whom it fears, in per mille of what they gain.
        courting: i32,
        /// How much less it begins with a government on its way out, in per mille.
        waiting: i32,
        /// How much it shrinks from what nobody can say the end of, in tenths for each such thing.
        risk: i32,
        /// What knowing one figure of another capital a point better is worth to it, in tenths.
        curiosity: i32,
        /// How far chance can move the worth of an act, either way, in tenths.
        chance: i32,
        /// How it bears a crisis.
        #[serde(default)] crisis: Option<RawNerve>,
    }

    /// How somebody bears a crisis.
    struct RawNerve {
        /// How much of the dread of the rungs to come is felt, in per mille.
        dread: i32,
        /// What giving way takes beyond what is at stake, in per mille of that.
        face: i32,
        /// How surely the other's last step is answered in kind, in per mille.
        in_kind: i32,
        /// What speaking before everybody is worth, in tenths of a point; below zero for who would rather not.
        aloud: i32,
    }

    /// Something that a capital may start.
    struct RawHabit {
        /// The initiative.
        launch: String,
        /// At whom; every legal target if left out.
        #[serde(default)] target: Option<String>,
        /// In which circumstances, as far as it can see; in any if left out.
        #[serde(default)] when: Vec<RawCondition>,
    }
}
