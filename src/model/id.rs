//! Identifiers: small numbers that stand for a string id of the scenario, in the order of its files.
//!
//! The strings themselves live in `scenario::Catalogue`; a number is meaningless without its scenario.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u16);

        impl $name {
            /// The place of this item in its table.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of the item at `index`; tables are bounded far below `u16::MAX` by the scenario check.
            #[must_use]
            pub fn at(index: usize) -> Self {
                Self(u16::try_from(index).unwrap_or(u16::MAX))
            }
        }
    )*};
}

ids! {
    /// A capital or another party of the scenario.
    ActorId
    /// A named set of actors (`@poles`, `@coastal`).
    GroupId
    /// A domestic group; the same name may exist in several capitals.
    BlocId
    /// A person in office, by office, never by name.
    OfficeId
    /// A format: a conference, a dialogue, a secretariat.
    FormatId
    /// A mechanism: a working arrangement with members and obligations.
    MechanismId
    /// A kind of measure that mechanisms carry out and agendas list.
    MeasureId
    /// An initiative that a seat can launch.
    InitiativeId
    /// Something that happens in the scenario.
    EventId
    /// A window of opportunity.
    WindowId
    /// A public commitment with an audience.
    PledgeId
    /// A leave that another capital gives or withholds.
    PermissionId
    /// A negotiating table.
    TableId
    /// A kind of crisis.
    CrisisId
    /// A standing report on other capitals.
    ReportId
    /// An ending.
    EndingId
    /// A strategy: a seat's plan in the scenario's own words, for studies.
    StrategyId
    /// A claim about the model that studies measure.
    ClaimId
    /// An entry of the glossary.
    TermId
    /// A derived figure with a formula: an axis or an index.
    GaugeId
    /// A stored figure of the world: one slot of the state's flat array.
    FigureId
    /// A condition that keeps a sustained effect alive.
    LastingId
}

/// A seat: an actor whose controller (a person, an agent, a script) gives orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeatId(pub ActorId);

/// A set of at most 32 actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorSet(pub u32);

impl ActorSet {
    /// The most actors that a scenario may have.
    pub const CAPACITY: usize = 32;

    /// Every actor that there can be.
    pub const ALL: Self = Self(u32::MAX);

    /// The empty set.
    #[must_use]
    pub const fn empty() -> Self {
        Self(0)
    }

    /// The set of one actor.
    #[must_use]
    pub fn only(actor: ActorId) -> Self {
        Self(1_u32.checked_shl(u32::from(actor.0)).unwrap_or(0))
    }

    /// Whether `actor` is in the set.
    #[must_use]
    pub fn contains(self, actor: ActorId) -> bool {
        self.0 & Self::only(actor).0 != 0
    }

    /// The set with `actor` in it.
    #[must_use]
    pub fn with(self, actor: ActorId) -> Self {
        Self(self.0 | Self::only(actor).0)
    }

    /// The set without `actor`.
    #[must_use]
    pub fn without(self, actor: ActorId) -> Self {
        Self(self.0 & !Self::only(actor).0)
    }

    /// Everything that is in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those of this set who are not in the other.
    #[must_use]
    pub const fn except(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// How many actors are in the set.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether nobody is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The actors in the scenario's order.
    pub fn iter(self) -> impl Iterator<Item = ActorId> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let place = u16::try_from(left.trailing_zeros()).unwrap_or(32);
            left &= left.wrapping_sub(1);
            (place < 32).then_some(ActorId(place))
        })
    }
}

impl FromIterator<ActorId> for ActorSet {
    fn from_iter<T: IntoIterator<Item = ActorId>>(actors: T) -> Self {
        actors.into_iter().fold(Self::empty(), Self::with)
    }
}
