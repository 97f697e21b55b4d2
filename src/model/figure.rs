//! Figures: what the world is measured by, who they belong to, and the paths that name them.

use crate::model::condition::Selector;
use crate::model::{ActorId, ActorSet, BlocId, FormatId, MechanismId};

/// A kind of figure. Every one runs from 0 to 100 points unless its doc comment says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// How far A relies on B's word: the standing and the transient part together. Never stored; a change lands on the standing part.
    Trust,
    /// The standing part of trust, slow to grow.
    FirmTrust,
    /// The transient part of trust, fed by summits and gestures; it decays.
    WarmTrust,
    /// How threatened A feels by B.
    Threat,
    /// Working links between two administrations, not between leaders.
    Network,
    /// Economic interdependence.
    Exchange,
    /// Salience of territory and history.
    Grievance,
    /// How A's public sees B.
    Opinion,
    /// Ties of an actor to one of the poles.
    Closeness,
    /// Military posture and procurement.
    Arms,
    /// How far a missile and nuclear programme has come.
    MissileClock,
    /// How far A fears that its ally B would not come.
    Abandonment,
    /// How far A fears being drawn into its ally B's quarrels.
    Entrapment,
    /// Political will for cooperative security.
    Will,
    /// Diplomatic capital: what initiatives and answers are paid from. 0 to its cap.
    Capital,
    /// Projects that the ministries can carry at once. Whole points.
    Hands,
    /// How far a domestic group backs its government.
    Bloc,
    /// How well a mechanism works.
    Health,
    /// How often a mechanism has been used, one point a time.
    Use,
    /// An actor's share in a mechanism, in points of 100.
    Share,
    /// How much a format counts.
    Standing,
    /// What A earns from B's tourists and shoppers: the sector that coercion reaches.
    Tourism,
    /// How hard A presses B economically.
    Coercion,
    /// How urgent an actor feels that something must be done; a survived shock raises it, and it fades.
    Urgency,
}

/// What a figure is attached to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One actor.
    Actor,
    /// A and B, in this order.
    OrderedPair,
    /// A and B, in either order.
    Pair,
    /// A domestic group of one actor.
    Bloc,
    /// A mechanism.
    Mechanism,
    /// A mechanism and one actor.
    Share,
    /// A format.
    Format,
}

impl Figure {
    /// Every figure with the word that names it in a path.
    pub const ALL: [(Self, &'static str); 24] = [
        (Self::Trust, "trust"),
        (Self::FirmTrust, "firm-trust"),
        (Self::WarmTrust, "warm-trust"),
        (Self::Threat, "threat"),
        (Self::Network, "network"),
        (Self::Exchange, "exchange"),
        (Self::Grievance, "grievance"),
        (Self::Opinion, "opinion"),
        (Self::Closeness, "closeness"),
        (Self::Arms, "arms"),
        (Self::MissileClock, "missile-clock"),
        (Self::Abandonment, "abandonment"),
        (Self::Entrapment, "entrapment"),
        (Self::Will, "will"),
        (Self::Capital, "capital"),
        (Self::Hands, "hands"),
        (Self::Bloc, "bloc"),
        (Self::Health, "health"),
        (Self::Use, "use"),
        (Self::Share, "share"),
        (Self::Standing, "standing"),
        (Self::Tourism, "tourism"),
        (Self::Coercion, "coercion"),
        (Self::Urgency, "urgency"),
    ];

    /// The word that names this figure in a path.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(figure, _)| *figure == self)
            .map_or("", |(_, word)| word)
    }

    /// The figure that `word` names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(figure, _)| *figure)
    }

    /// What this figure is attached to.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::Arms
            | Self::MissileClock
            | Self::Will
            | Self::Capital
            | Self::Hands
            | Self::Urgency => Shape::Actor,
            Self::Trust
            | Self::FirmTrust
            | Self::Threat
            | Self::Opinion
            | Self::Closeness
            | Self::Abandonment
            | Self::Entrapment
            | Self::Tourism
            | Self::Coercion => Shape::OrderedPair,
            Self::WarmTrust | Self::Network | Self::Exchange | Self::Grievance => Shape::Pair,
            Self::Bloc => Shape::Bloc,
            Self::Health | Self::Use => Shape::Mechanism,
            Self::Share => Shape::Share,
            Self::Standing => Shape::Format,
        }
    }
}

/// What one stored figure belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// One actor.
    Actor(ActorId),
    /// Two actors; for a figure without direction the lower id comes first.
    Pair(ActorId, ActorId),
    /// A domestic group.
    Bloc(ActorId, BlocId),
    /// A mechanism.
    Mechanism(MechanismId),
    /// A member's share in a mechanism.
    Share(MechanismId, ActorId),
    /// A format.
    Format(FormatId),
}

impl Owner {
    /// The capital that knows this figure of its own, if it belongs to one.
    #[must_use]
    pub const fn actor(self) -> Option<ActorId> {
        match self {
            Self::Actor(actor) | Self::Pair(actor, _) | Self::Bloc(actor, _) => Some(actor),
            Self::Mechanism(_) | Self::Share(..) | Self::Format(_) => None,
        }
    }
}

/// Who sees a figure exactly. Declared for every figure of a scenario in its RON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// The capital whose figure it is, and those named; everybody else holds an estimate.
    Private(ActorSet),
}

/// The name of one figure or, with a selector that stands for several, of several figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// `actor.figure`
    Actor(Figure, Selector),
    /// `actor.figure.other`
    Pair(Figure, Selector, Selector),
    /// `actor.bloc(name)`
    Bloc(Selector, BlocId),
    /// `@mechanism(id).health`
    Mechanism(Figure, MechanismId),
    /// `@mechanism(id).share.actor`
    Share(MechanismId, Selector),
    /// `@format(id).standing`
    Format(FormatId),
}
