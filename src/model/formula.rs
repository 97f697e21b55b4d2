//! Formulas of axes and indices: what is derived from figures and never stored.

use crate::model::{Path, PerMille, Points, Selector};

/// A figure that the rules derive from the whole world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derived {
    /// How much of the felt threat lies between pairs that tested mechanisms cover, 0 to 100.
    Predictability,
    /// Mean distance of the actors that are no poles from the middle between the poles, 0 to 100.
    Polarisation,
    /// Support at home, weighted by the blocs' weights, 0 to 100.
    Mandate(Selector),
    /// 100 × (1 − Herfindahl index of the shares), averaged over the mechanisms that exist (Herfindahl 1950).
    Ownership,
    /// Of the tables that were convened and have come to an end, each convening counted, the share with a signed text, 0 to 100; 50 if there are
    /// none.
    Closing,
}

/// How an axis or index is computed. The result is held between 0 and 100 points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// A constant.
    Points(Points),
    /// The mean of the figures that the path stands for; 50 if there are none.
    Mean(Path),
    /// The lowest of them; 50 if there are none.
    Lowest(Path),
    /// The highest of them; 50 if there are none.
    Highest(Path),
    /// How far two figures are apart.
    Gap(Path, Path),
    /// 100 minus the inner formula.
    Invert(Box<Self>),
    /// The weighted sum; weights in per mille need not add up to a thousand.
    Sum(Vec<(PerMille, Self)>),
    /// A figure that the rules derive.
    Derived(Derived),
}
