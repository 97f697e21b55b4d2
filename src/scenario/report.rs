//! What a seat is told of others without asking.

use crate::model::{ActorId, ActorSet, Condition, FigureId, PerMille};
use crate::scenario::definition::Interests;

/// A standing report: who receives it, on whom, how well it sees and which way it leans.
#[derive(Clone, Debug)]
pub struct Report {
    /// The seats that receive it.
    pub to: ActorSet,
    /// Those on whom it reports, each with the figures.
    pub on: Vec<(ActorId, Vec<FigureId>)>,
    /// What must hold; `$self` receives it, `$target` is reported on.
    pub when: Vec<Condition>,
    /// It comes every so many turns; at least 1.
    pub every: u16,
    /// The half-width of what it says, in points.
    pub band: Interests,
    /// By how much it says more than there is, in points.
    pub leans: Interests,
    /// How much of a feint those who receive it see through, per mille.
    pub sees_through: PerMille,
}
