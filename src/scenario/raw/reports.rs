//! The RON shape of standing reports.

use crate::scenario::raw::RawCondition;

raw! {
    /// One item of `reports.ron`: what a seat is told of others' private figures without asking, by whom and how well.
    struct RawReport {
        /// Lower-case words with hyphens.
        id: String,
        /// Who reports, as lists show it.
        name: String,
        /// The seats that receive it: actors, groups or `@all`.
        to: Vec<String>,
        /// On whom it reports: actors, groups or `@all`.
        on: Vec<String>,
        /// Words of private figures of an actor.
        figures: Vec<String>,
        /// What must hold; `$self` receives it, `$target` is reported on.
        #[serde(default)] when: Vec<RawCondition>,
        /// It comes every so many turns; 1 if left out.
        #[serde(default = "first")] every: u16,
        /// The half-width of what it says, in points: base + sum of k x (figure - 50) / 50.
        band: RawMeasured,
        /// By how much it says more than there is, in points: base + sum of k x (figure - 50) / 50.
        #[serde(default)] leans: RawMeasured,
        /// How much of a feint those who receive it see through, per mille.
        #[serde(default)] sees_through: i32,
        /// Where it comes from.
        #[serde(default)] source: String,
        /// Who writes it, and what to make of it.
        text: String,
    }

    /// Something that figures make larger or smaller.
    #[derive(Default)]
    struct RawMeasured {
        /// In points, when every figure stands at 50.
        base: i32,
        /// Figure path and k.
        #[serde(default)] terms: Vec<(String, i32)>,
    }
}

fn first() -> u16 {
    1
}
