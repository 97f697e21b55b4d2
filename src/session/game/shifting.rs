//! Moving what is planned or scheduled to another turn: the orders that a person would give for it, or none at all.

use crate::model::{ActorId, InitiativeId, Order, SeatId, Turn};
use crate::rules::Refusal;
use crate::rules::state::{Notice, Slated, State};
use crate::session::game::{Entry, Game, Outcome, PERSON};

/// An initiative and at whom it is directed.
pub type Directed = (InitiativeId, Option<ActorId>);

impl Game {
    /// Moves an initiative that is in the plan of this turn or on the roadmap to another turn; to the one under way: into
    /// the plan. What was ordered about it last in this turn is taken back first, so that moving it about leaves no trail.
    ///
    /// # Errors
    /// If it can't begin then, or its date is public; nothing has changed then.
    pub fn shift(&mut self, seat: SeatId, it: Directed, to: Turn) -> Result<Outcome, Refusal> {
        let since = self.ledger.len();
        if let Some(turn) = self.published(seat, it) {
            return Err(Refusal::AlreadySlated { turn });
        }
        let before = self.kept();
        while self.last_is_about(seat, it) && self.undo(seat).is_ok() {}
        match self.put(seat, it, to) {
            Ok(()) => Ok(Outcome {
                since: since.min(self.ledger.len()),
                resolved: false,
            }),
            Err(refusal) => {
                self.restore(before);
                Err(refusal)
            }
        }
    }

    /// The orders that take it to a turn from where it stands now.
    fn put(
        &mut self,
        seat: SeatId,
        (initiative, target): Directed,
        to: Turn,
    ) -> Result<(), Refusal> {
        let now = self.state.turn();
        let at = self.stands(seat, (initiative, target));
        if at == Some(to) {
            return Ok(());
        }
        if at.is_some() {
            self.accept(seat, &PERSON.into(), Order::Cancel { initiative, target })?;
        }
        let order = if to == now {
            Order::Launch { initiative, target }
        } else {
            Order::Schedule {
                initiative,
                target,
                turn: to,
            }
        };
        self.accept(seat, &PERSON.into(), order)
    }

    /// The turn for which it is planned.
    fn stands(&self, seat: SeatId, it: Directed) -> Option<Turn> {
        let view = self.view_of(seat);
        let planned = view
            .plan()
            .any(|order| (order.initiative, order.target) == it);
        if planned {
            return Some(view.turn());
        }
        self.slated(seat, it).map(|slated| slated.turn)
    }

    fn slated(&self, seat: SeatId, it: Directed) -> Option<Slated> {
        let view = self.view_of(seat);
        let mut own = view.roadmap().filter(|slated| slated.seat == seat);
        own.find(|slated| (slated.initiative, slated.target) == it)
    }

    /// The turn of its date, if that is public.
    fn published(&self, seat: SeatId, it: Directed) -> Option<Turn> {
        let slated = self.slated(seat, it)?;
        match slated.notice {
            Notice::Private | Notice::Announcing => None,
            Notice::Public(_) | Notice::Withdrawing(_) => Some(slated.turn),
        }
    }

    /// Whether the last order of a person in this turn was about it and can be taken back.
    fn last_is_about(&self, seat: SeatId, it: Directed) -> bool {
        let of_turn = self.entries.get(self.start.entries..).unwrap_or(&[]);
        let mut mine = of_turn.iter().rev();
        let last = mine.find(|entry| entry.seat == seat && *entry.controller == *PERSON);
        last.is_some_and(|entry| match entry.order {
            Order::Launch { initiative, target }
            | Order::Schedule {
                initiative, target, ..
            }
            | Order::Cancel { initiative, target } => (initiative, target) == it,
            Order::Publish
            | Order::Respond { .. }
            | Order::Table(..)
            | Order::Step(..)
            | Order::End => false,
        })
    }

    fn kept(&self) -> Kept {
        let of_turn = |from: usize| self.entries.get(from..).unwrap_or(&[]).to_vec();
        Kept {
            state: self.state.clone(),
            facts: self.ledger.get(self.start.facts..).unwrap_or(&[]).to_vec(),
            entries: of_turn(self.start.entries),
        }
    }

    fn restore(&mut self, kept: Kept) {
        self.state = kept.state;
        self.ledger.truncate(self.start.facts);
        self.ledger.extend(kept.facts);
        self.entries.truncate(self.start.entries);
        self.entries.extend(kept.entries);
    }
}

/// What a turn has brought so far.
struct Kept {
    state: State,
    facts: Vec<crate::model::Fact>,
    entries: Vec<Entry>,
}
