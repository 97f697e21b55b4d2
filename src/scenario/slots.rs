//! Which figures a scenario carries, and where each stands in the state's flat array.

use crate::model::{
    ActorId, ActorSet, Band, Figure, FigureId, MechanismId, Owner, Points, Visibility,
};

/// One stored figure: a slot of the state's flat array.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Which figure.
    pub figure: Figure,
    /// Whose.
    pub owner: Owner,
    /// Its value at the opening.
    pub opening: Points,
    /// The lowest value.
    pub low: Points,
    /// The highest value.
    pub high: Points,
    /// Whether changes shrink within 20 points of a bound.
    pub bounds: Bounds,
    /// Who sees it exactly.
    pub visibility: Visibility,
    /// What a turn adds to the half-width of an estimate of it.
    pub widens: Band,
    /// The half-width to which time widens an estimate of it, and no further.
    pub widest: Band,
    /// The stable hash of its path, for keys of chance.
    pub subject_hash: u64,
}

impl Slot {
    /// Whether this actor sees it exactly.
    #[must_use]
    pub fn is_seen_by(&self, actor: ActorId) -> bool {
        match self.visibility {
            Visibility::Public => true,
            Visibility::Private(others) => {
                self.owner.actor() == Some(actor) || others.contains(actor)
            }
        }
    }

    /// An amount meant for a figure of 0 to 100, in proportion to the range of this one.
    #[must_use]
    pub fn in_proportion(&self, amount: Points) -> Points {
        in_proportion(amount, (self.low, self.high))
    }

    /// The half-width of an estimate of it that was as wide as this so many turns ago.
    #[must_use]
    pub fn widened(&self, band: Band, turns: u16) -> Band {
        let more = self.widens.0.saturating_mul(turns);
        Band(band.0.saturating_add(more).min(self.widest.0.max(band.0)))
    }
}

/// An amount meant for a figure of 0 to 100, in proportion to the range of another.
#[must_use]
pub fn in_proportion(amount: Points, (low, high): (Points, Points)) -> Points {
    let range = i64::from(high.minus(low).raw());
    amount.scaled(range, i64::from(Points::HUNDRED.raw()))
}

/// How a figure behaves near its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// Changes shrink in proportion to the headroom within 20 points of the bound they move towards.
    Soft,
    /// Changes stop at the bound: stores such as capital, counts such as use.
    Hard,
}

const NONE: u16 = u16::MAX;

/// The slots of a scenario's figures, with a table for quick look-up.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    slots: Vec<Slot>,
    actors: usize,
    /// By figure, first actor, second actor (0 for figures of one actor).
    pairs: Vec<u16>,
    /// By figure, then by the owner's place (see `row_place`).
    rows: Vec<Vec<u16>>,
    /// The figures of felt threat, by who feels it and about whom.
    felt: Vec<((ActorId, ActorId), FigureId)>,
    /// By seat, then by figure: the place among all estimates of the one that stands for a figure which is hidden there.
    hidden: Vec<u16>,
}

/// The place of an owner that is no actor or pair in the row of a figure.
fn row_place(actors: usize, owner: Owner) -> usize {
    match owner {
        Owner::Actor(a) | Owner::Pair(a, _) => a.index(),
        Owner::Bloc(a, bloc) => bloc.index() * actors + a.index(),
        Owner::Mechanism(mechanism) => mechanism.index(),
        Owner::Share(mechanism, a) => mechanism.index() * actors + a.index(),
        Owner::Format(format) => format.index(),
    }
}

impl Slots {
    /// Lays out the slots in the order given.
    #[must_use]
    pub fn new(actors: usize, slots: Vec<Slot>) -> Self {
        let mut pairs = vec![NONE; Figure::ALL.len() * actors * actors];
        let mut rows = vec![Vec::new(); Figure::ALL.len()];
        for (place, slot) in slots.iter().enumerate() {
            let place = FigureId::at(place).0;
            let base = slot.figure as usize * actors * actors;
            match slot.owner {
                Owner::Actor(a) => put(&mut pairs, base + a.index() * actors, place),
                Owner::Pair(a, b) => {
                    put(&mut pairs, base + a.index() * actors + b.index(), place);
                    if slot.figure.shape() == crate::model::Shape::Pair {
                        put(&mut pairs, base + b.index() * actors + a.index(), place);
                    }
                }
                Owner::Bloc(..) | Owner::Mechanism(_) | Owner::Share(..) | Owner::Format(_) => {
                    let at = row_place(actors, slot.owner);
                    if let Some(row) = rows.get_mut(slot.figure as usize) {
                        let row: &mut Vec<u16> = row;
                        row.resize(row.len().max(at + 1), NONE);
                        put(row, at, place);
                    }
                }
            }
        }
        let felt = slots.iter().enumerate();
        let felt = felt.filter_map(|(place, slot)| match (slot.figure, slot.owner) {
            (Figure::Threat, Owner::Pair(a, b)) => Some(((a, b), FigureId::at(place))),
            _ => None,
        });
        Self {
            felt: felt.collect(),
            slots,
            actors,
            pairs,
            rows,
            hidden: Vec::new(),
        }
    }

    /// Notes which figures are hidden from which of these seats, in the order of the estimates that stand for them.
    #[must_use]
    pub fn watched_by(mut self, seats: ActorSet) -> Self {
        let mut places = 0..NONE;
        self.hidden = vec![NONE; self.actors * self.slots.len()];
        for seat in seats.iter() {
            for (figure, slot) in self.slots.iter().enumerate() {
                if !slot.is_seen_by(seat) {
                    let at = seat.index() * self.slots.len() + figure;
                    put(&mut self.hidden, at, places.next().unwrap_or(NONE));
                }
            }
        }
        self
    }

    /// The place among all estimates of the one by which a seat knows a figure; `None` if it sees it exactly.
    #[inline]
    #[must_use]
    pub fn hidden_from(&self, seat: ActorId, figure: FigureId) -> Option<usize> {
        let at = seat.index() * self.slots.len() + figure.index();
        let place = self.hidden.get(at).copied().unwrap_or(NONE);
        (place != NONE).then_some(usize::from(place))
    }

    /// The figures of felt threat, by who feels it and about whom, in order.
    #[must_use]
    pub fn felt(&self) -> &[((ActorId, ActorId), FigureId)] {
        &self.felt
    }

    /// How many figures there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// A slot.
    ///
    /// # Panics
    /// If `figure` belongs to another scenario.
    #[inline]
    #[must_use]
    pub fn get(&self, figure: FigureId) -> &Slot {
        &self.slots[figure.index()]
    }

    /// Every slot with its id, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FigureId, &Slot)> {
        self.slots
            .iter()
            .enumerate()
            .map(|(place, slot)| (FigureId::at(place), slot))
    }

    /// The figure of one actor, if the scenario carries it.
    #[inline]
    #[must_use]
    pub fn of_actor(&self, figure: Figure, actor: ActorId) -> Option<FigureId> {
        self.of_pair(figure, actor, ActorId(0))
    }

    /// The figure of `a` about `b` (or between them, for a figure without direction), if the scenario carries it.
    #[inline]
    #[must_use]
    pub fn of_pair(&self, figure: Figure, a: ActorId, b: ActorId) -> Option<FigureId> {
        let place = (figure as usize * self.actors + a.index()) * self.actors + b.index();
        let slot = self.pairs.get(place).copied().unwrap_or(NONE);
        (slot != NONE).then_some(FigureId(slot))
    }

    /// The figure of another owner, if the scenario carries it.
    #[must_use]
    pub fn of_owner(&self, figure: Figure, owner: Owner) -> Option<FigureId> {
        match owner {
            Owner::Actor(a) => self.of_actor(figure, a),
            Owner::Pair(a, b) => self.of_pair(figure, a, b),
            Owner::Bloc(..) | Owner::Mechanism(_) | Owner::Share(..) | Owner::Format(_) => {
                let row = self.rows.get(figure as usize)?;
                let slot = row.get(row_place(self.actors, owner)).copied()?;
                (slot != NONE).then_some(FigureId(slot))
            }
        }
    }

    /// The share of `actor` in `mechanism`.
    #[must_use]
    pub fn share(&self, mechanism: MechanismId, actor: ActorId) -> Option<FigureId> {
        self.of_owner(Figure::Share, Owner::Share(mechanism, actor))
    }
}

fn put(table: &mut [u16], at: usize, place: u16) {
    if let Some(cell) = table.get_mut(at) {
        *cell = place;
    }
}
