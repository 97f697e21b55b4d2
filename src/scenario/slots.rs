//! Which figures a scenario carries, and where each stands in the state's flat array.

use crate::model::{ActorId, ActorSet, Figure, FigureId, MechanismId, Owner};
use crate::scenario::definition::Slot;

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
        Self {
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
    #[must_use]
    pub fn hidden_from(&self, seat: ActorId, figure: FigureId) -> Option<usize> {
        let at = seat.index() * self.slots.len() + figure.index();
        let place = self.hidden.get(at).copied().unwrap_or(NONE);
        (place != NONE).then_some(usize::from(place))
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
    #[must_use]
    pub fn of_actor(&self, figure: Figure, actor: ActorId) -> Option<FigureId> {
        self.of_pair(figure, actor, ActorId(0))
    }

    /// The figure of `a` about `b` (or between them, for a figure without direction), if the scenario carries it.
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
