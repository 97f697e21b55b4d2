//! What a capital wants and how it decides, with every path resolved to figures.

use crate::model::{
    ActorId, BlocId, Condition, FigureId, InitiativeId, OfficeId, PerMille, Points, Sealed,
};

/// What points of figures are worth to somebody: figure and worth of a point, in tenths of a point of worth.
pub type Weights = Vec<(FigureId, i32)>;

/// A capital's mind. What it wants is public, as analysts have it; how it weighs that, and what it may start, is not.
#[derive(Clone, Debug)]
pub struct Mind {
    /// Whose.
    pub actor: ActorId,
    /// What it wants.
    pub interests: Weights,
    /// What each of its groups adds, by weight and support.
    pub factions: Vec<(BlocId, Weights)>,
    /// Where a figure stops being a matter of degree.
    pub red_lines: Vec<RedLine>,
    /// Those who advise a person in this seat.
    pub advisers: Vec<Adviser>,
    /// What nobody else knows.
    pub inner: Sealed<Inner>,
}

/// Someone who advises.
#[derive(Clone, Debug)]
pub struct Adviser {
    /// Its string id.
    pub id: String,
    /// What a point of each figure is worth in these eyes.
    pub interests: Weights,
    /// How this one bears a crisis.
    pub nerve: Nerve,
}

/// A red line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedLine {
    /// The figure.
    pub figure: FigureId,
    /// The level from which on it is crossed.
    pub level: Points,
    /// Which side of it is the wrong one.
    pub side: Side,
    /// How many times as much a point weighs there.
    pub times: PerMille,
}

impl RedLine {
    /// How far a value lies beyond it; zero if it doesn't.
    #[must_use]
    pub fn beyond(&self, value: Points) -> Points {
        let beyond = match self.side {
            Side::Above => value.minus(self.level),
            Side::Below => self.level.minus(value),
        };
        beyond.max(Points::ZERO)
    }
}

/// The wrong side of a red line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above it.
    Above,
    /// Below it.
    Below,
}

/// What a capital keeps to itself.
#[derive(Clone, Debug)]
pub struct Inner {
    /// The weights that office-holders bring.
    pub leaders: Vec<(OfficeId, Weights)>,
    /// Figure and how far its weight may lie from the public one, drawn once a world.
    pub hidden: Weights,
    /// How it decides.
    pub doctrine: Doctrine,
    /// What it may start.
    pub repertoire: Vec<Habit>,
}

/// How a capital decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doctrine {
    /// What a point of capital is worth.
    pub price: Points,
    /// What an act must be worth beyond its price.
    pub threshold: Points,
    /// How many acts it starts in a turn at most.
    pub pace: u8,
    /// What is left of the worth of a thing one turn away.
    pub patience: PerMille,
    /// Part of what another gains that counts as its own, for each ten points of trust in it gained since the opening.
    pub reciprocity: PerMille,
    /// Part of a change of standing trust that it holds for or against another for good.
    pub memory: PerMille,
    /// Part of what another gains that counts as its own when that one has a quarrel with whom it fears.
    pub courting: PerMille,
    /// How much less it begins with a government on its way out.
    pub waiting: PerMille,
    /// What it costs it to begin something of which nobody can say what follows.
    pub risk: Points,
    /// What knowing a figure of another a point better is worth.
    pub curiosity: Points,
    /// How far chance can move the worth of an act, either way.
    pub chance: Points,
    /// How it bears a crisis.
    pub nerve: Nerve,
}

/// How a capital, or one who advises it, bears a crisis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nerve {
    /// How much of the dread of the rungs to come it feels.
    pub dread: PerMille,
    /// What giving way takes from it beyond what is at stake, as a share of that.
    pub face: PerMille,
    /// How surely it answers the other's last step in kind.
    pub in_kind: PerMille,
    /// What speaking before everybody is worth to it; below zero if it would rather not.
    pub aloud: Points,
}

impl Nerve {
    /// Of whoever the pack says nothing about: all of the dread, no face to lose, in kind half the time, no liking for
    /// either way of speaking.
    pub const PLAIN: Self = Self {
        dread: PerMille(1000),
        face: PerMille(0),
        in_kind: PerMille(500),
        aloud: Points::ZERO,
    };
}

/// Something that a capital may start.
#[derive(Clone, Debug)]
pub struct Habit {
    /// What.
    pub initiative: InitiativeId,
    /// At whom; `None`: at nobody, or at every legal target where the initiative takes one.
    pub target: Option<ActorId>,
    /// In which circumstances.
    pub when: Vec<Condition>,
}
