//! The RON shape of kinds of crisis.

use crate::scenario::raw::RawEffect;

raw! {
    /// One item of `crises.ron`: a ladder on which an incident between two capitals may climb.
    struct RawCrisis {
        /// Lower-case words with hyphens.
        id: String,
        /// As lists show it.
        name: String,
        /// Ids of `places.ron`: the map marks it at the first that is contested between its sides, else at the first.
        #[serde(default)] at: Vec<String>,
        /// The rungs from the lowest to the highest, 5 to 9.
        ladder: Vec<RawRung>,
        /// The rung, from 1, from which on governments must decide; 3 if left out.
        #[serde(default = "third")] serious: i32,
        /// The ending that the last rung brings; without one the last rung is not war.
        #[serde(default)] war: Option<String>,
        /// Steps until it freezes.
        steps: i32,
        /// What is at stake for the first side and for the second, in points: base + sum of k x (figure - 50) / 50.
        /// `$self` is the side, `$target` the other; `$a` and `$b` are first and second.
        stakes: (RawStakes, RawStakes),
        /// How likely it climbs by itself in a step, before anything else counts, per mille.
        climb: i32,
        /// Measure id and the share that a used mechanism at full health takes off, per mille. Untested ones do less.
        #[serde(default)] relief: Vec<(String, i32)>,
        /// Actors that carry messages, and the capital that it takes.
        #[serde(default)] mediators: Vec<(String, i32)>,
        /// What a mediation does; `$self` asked for it, `$target` mediates.
        #[serde(default)] mediated: Vec<RawEffect>,
        /// The name of the forum to which it can be taken.
        #[serde(default)] forum: Option<String>,
        /// What each public step does; `$self` took it.
        #[serde(default)] public: Vec<RawEffect>,
        /// What going down together does.
        #[serde(default)] settled: Vec<RawEffect>,
        /// What giving way does; `$self` gave way, `$target` did not.
        #[serde(default)] backed_down: Vec<RawEffect>,
        /// What freezing does.
        #[serde(default)] frozen: Vec<RawEffect>,
        /// What a serious crisis that did not end in war does besides.
        #[serde(default)] survived: Vec<RawEffect>,
        /// What a side may mean by it.
        intentions: RawIntentions,
        /// Where it comes from.
        #[serde(default)] source: String,
        /// What happens, as the first cable tells it.
        text: String,
    }

    /// A rung.
    struct RawRung {
        /// As the ladder shows it.
        name: String,
        /// What it means, in a sentence.
        text: String,
        /// What reaching it for the first time does.
        #[serde(default)] effects: Vec<RawEffect>,
    }

    /// What is at stake for a side.
    struct RawStakes {
        /// In points, when every figure stands at 50.
        base: i32,
        /// Figure path and k.
        #[serde(default)] terms: Vec<(String, i32)>,
    }

    /// The three things that a side may mean.
    struct RawIntentions {
        /// To see how far the other gives way.
        probe: RawIntention,
        /// Nothing: it happened.
        blunder: RawIntention,
        /// To stand, whatever it takes.
        resolve: RawIntention,
    }

    /// An intention.
    struct RawIntention {
        /// Its weight beside the two others when every figure stands at 50, 1 to 100.
        base: i32,
        /// Figure path and k; `$self` is the side that has it.
        #[serde(default)] terms: Vec<(String, i32)>,
        /// How often those who have it lower, hold and raise, per mille; 1000 together.
        signs: (i32, i32, i32),
        /// What it looks like from the other side.
        text: String,
    }
}

raw_enums! {
    /// How a crisis ended.
    enum RawCrisisEnd {
        /// Both went down.
        Settled,
        /// One side gave way.
        BackedDown,
        /// The last step passed.
        Frozen,
        /// War.
        War,
    }

    /// How a script or a strategy steps in a crisis.
    #[derive(Default)]
    enum RawBearing {
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
}

fn third() -> i32 {
    3
}
