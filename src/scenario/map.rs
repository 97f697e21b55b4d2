//! What a pack puts on the map. Places are hundredths of a degree, east and north; the rules never look at them.

use crate::model::{ActorSet, Condition};

/// A point of the map, in hundredths of a degree east and north.
pub type Point = (i32, i32);

/// A contested point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Where it is.
    pub at: Point,
    /// Between whom it is contested; may be empty.
    pub between: ActorSet,
}

/// In what a zone lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ZoneKind {
    /// In the air.
    Air,
    /// At sea.
    Sea,
}

/// A line or an area that somebody has declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// In the air or at sea.
    pub kind: ZoneKind,
    /// Whose position it is.
    pub by: ActorSet,
    /// Its corners in order; a closed one ends with its first.
    pub outline: Vec<Point>,
    /// What must hold for it to exist.
    pub when: Vec<Condition>,
}

/// Where an exercise is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exercise {
    /// At a point.
    At(Point),
    /// At the capital of whoever holds it.
    Home,
    /// At the place that is contested between whoever holds it and the target.
    Contested,
}

/// A part of the map to look at by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its south-western corner.
    pub from: Point,
    /// Its north-eastern corner.
    pub to: Point,
}
