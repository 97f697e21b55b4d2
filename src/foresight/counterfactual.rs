//! Counterfactuals: one decision of a finished game is changed, and the rest is played again.
//!
//! Here is what can be changed, what is kept of the orders that followed, and what a game came to. Because chance is keyed,
//! a changed game meets the same outside shocks; the other capitals go on deciding by what they see.

use std::collections::BTreeMap;

use crate::foresight::durability::used;
use crate::foresight::forecast::{Fan, interval};
use crate::model::{
    CrisisId, CrisisOutcome, EndingId, Order, PerMille, Points, SeatId, TableId, TableOrder, Turn,
};
use crate::rules::{Over, State, View};
use crate::scenario::Scenario;

/// From this rung on a crisis is serious.
const SERIOUS: u8 = 4;

/// An order that decided something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its place among the orders of its seat.
    pub place: usize,
    /// In which turn it was given.
    pub turn: Turn,
    /// The order.
    pub order: Order,
}

/// What is done otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing: the game is played again as it was.
    Nothing,
    /// The order at this place is left out.
    Drop(usize),
    /// Another order is given in its place.
    Replace(usize, Order),
    /// The order is given in another turn, at the end of its plan.
    Move(usize, Turn),
    /// Nothing at all is ordered in this turn: the defaults are taken.
    Idle(Turn),
}

impl Change {
    /// The first turn that it touches; `None` if it touches none.
    #[must_use]
    pub fn begins(self, orders: &[(Turn, Order)]) -> Option<Turn> {
        let of = |place: usize| orders.get(place).map(|(turn, _)| *turn);
        match self {
            Self::Nothing => None,
            Self::Drop(place) | Self::Replace(place, _) => of(place),
            Self::Move(place, turn) => of(place).map(|given| given.min(turn)),
            Self::Idle(turn) => Some(turn),
        }
    }

    /// The place of the order that it is about; `None` if it is about none, or about a whole turn.
    #[must_use]
    pub const fn subject(self) -> Option<usize> {
        match self {
            Self::Nothing | Self::Idle(_) => None,
            Self::Drop(place) | Self::Replace(place, _) | Self::Move(place, _) => Some(place),
        }
    }
}

/// Whether an order decides anything: ends of plans and moves that pass don't.
#[must_use]
pub const fn is_decision(order: &Order) -> bool {
    !matches!(
        order,
        Order::End | Order::Table(_, TableOrder::Hold | TableOrder::Rest)
    )
}

/// The orders of a seat that are still to be given, in the order in which they were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    due: Vec<(Turn, Order)>,
    left_out: u32,
}

impl Script {
    /// The orders from a turn on, with a change.
    #[must_use]
    pub fn of(orders: &[(Turn, Order)], change: Change, from: Turn) -> Self {
        let mut due: Vec<(Turn, Order)> = orders.to_vec();
        match change {
            Change::Nothing => {}
            Change::Drop(place) => {
                if place < due.len() {
                    due.remove(place);
                }
            }
            Change::Replace(place, order) => {
                if let Some((_, known)) = due.get_mut(place) {
                    *known = order;
                }
            }
            Change::Move(place, turn) => {
                if place < due.len() {
                    let (_, order) = due.remove(place);
                    due.insert(end_of(&due, turn), (turn, order));
                }
            }
            Change::Idle(turn) => {
                due.retain(|(given, order)| *given != turn || !is_decision(order));
            }
        }
        due.retain(|(turn, _)| *turn >= from);
        Self { due, left_out: 0 }
    }

    /// The next order of a plan; `None` where the plan ends.
    pub fn next_of_plan(&mut self, turn: Turn) -> Option<Order> {
        let planned = |order: &Order| !matches!(order, Order::Step(..));
        let mut due = self.due.iter();
        let next = due.find(|(given, order)| *given == turn && planned(order));
        next.filter(|(_, order)| *order != Order::End)?;
        self.take(turn, planned)
    }

    /// The plan of a turn has ended: what else was ordered in it are moves at tables.
    pub fn end_plan(&mut self, turn: Turn) {
        let _ = self.take(turn, |order| *order == Order::End);
    }

    /// The next step in a crisis of this kind.
    pub fn next_step(&mut self, turn: Turn, kind: CrisisId) -> Option<Order> {
        self.take(
            turn,
            |order| matches!(order, Order::Step(known, _) if *known == kind),
        )
    }

    /// The next move at this table.
    pub fn next_move(&mut self, turn: Turn, table: TableId) -> Option<Order> {
        self.take(
            turn,
            |order| matches!(order, Order::Table(known, _) if *known == table),
        )
    }

    fn take(&mut self, turn: Turn, wanted: impl Fn(&Order) -> bool) -> Option<Order> {
        let mut due = self.due.iter();
        let place = due.position(|(given, order)| *given == turn && wanted(order))?;
        Some(self.due.remove(place).1)
    }

    /// An order could not be given.
    pub fn leave_out(&mut self, order: &Order) {
        self.left_out += u32::from(is_decision(order));
    }

    /// What was to be ordered before this turn, and wasn't asked for, is left out.
    pub fn close_before(&mut self, turn: Turn) {
        let (past, due): (Vec<_>, Vec<_>) =
            self.due.drain(..).partition(|(given, _)| *given < turn);
        past.iter().for_each(|(_, order)| self.leave_out(order));
        self.due = due;
    }

    /// How many decisions were left out, because they were not legal any more or nothing asked for them.
    #[must_use]
    pub const fn left_out(&self) -> u32 {
        self.left_out
    }
}

/// Where a plan of this turn ends among orders in their order.
fn end_of(due: &[(Turn, Order)], turn: Turn) -> usize {
    let end =
        |(given, order): &(Turn, Order)| *given > turn || (*given == turn && *order == Order::End);
    due.iter().position(end).unwrap_or(due.len())
}

/// What a game came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upshot {
    /// Axes and indices as its seat saw them at the end, in the scenario's order.
    pub gauges: Vec<Points>,
    /// How it ended by the axes alone; `None` if it did not.
    pub ending: Option<EndingId>,
    /// Whether it ended before its time.
    pub forced: bool,
    /// In which turn it ended.
    pub turn: Turn,
    /// How many mechanisms were agreed and in use at the end.
    pub in_use: u32,
    /// How many crises came to war.
    pub wars: u32,
    /// How many crises came to the fourth rung or higher.
    pub serious: u32,
}

impl Upshot {
    /// What a game came to, for this seat.
    #[must_use]
    pub fn of(scenario: &Scenario, state: &State, seat: SeatId) -> Self {
        let view = View::new(scenario, state, seat);
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let wars = view
            .crises()
            .filter(|it| it.outcome().map(|(how, _)| how) == Some(CrisisOutcome::War));
        Self {
            gauges: scenario.gauges().map(|(id, _)| view.gauge(id)).collect(),
            ending: view.ending(None),
            forced: matches!(state.over(), Some(Over::Forced(_))),
            turn: state.turn(),
            in_use: count(used(scenario, state, seat).len()),
            wars: count(wars.count()),
            serious: count(view.crises().filter(|it| it.top() >= SERIOUS).count()),
        }
    }

    /// How far two games lie apart: the sum of the differences of these gauges, by their places.
    #[must_use]
    pub fn apart(&self, other: &Self, gauges: &[usize]) -> Points {
        let of = |it: &Self, place: usize| it.gauges.get(place).copied().unwrap_or(Points::ZERO);
        gauges.iter().fold(Points::ZERO, |sum, place| {
            sum.plus(of(self, *place).minus(of(other, *place)).magnitude())
        })
    }
}

/// What a game came to, drawn several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upshots {
    all: Vec<Upshot>,
}

impl Upshots {
    /// Further draws.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Upshot>) {
        self.all.extend(more);
    }

    /// How many draws there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The spread of the gauge at this place; `None` without draws.
    #[must_use]
    pub fn fan(&self, gauge: usize) -> Option<Fan> {
        let values = self.all.iter();
        Fan::of(
            values
                .filter_map(|it| it.gauges.get(gauge).copied())
                .collect(),
        )
    }

    /// In how many draws the game ended so, the most frequent first.
    #[must_use]
    pub fn endings(&self) -> Vec<(EndingId, u32)> {
        let mut counts = BTreeMap::<EndingId, u32>::new();
        for ending in self.all.iter().filter_map(|it| it.ending) {
            *counts.entry(ending).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }

    /// The share of draws with this in them, and how far off it may be for want of draws (95 %), both per mille.
    #[must_use]
    pub fn share(&self, what: impl Fn(&Upshot) -> bool) -> (PerMille, PerMille) {
        let with = self.all.iter().filter(|it| what(it)).count();
        interval(u32::try_from(with).unwrap_or(u32::MAX), self.all.len())
    }

    /// The mechanisms in use at the end, in the mean, in thousandths.
    #[must_use]
    pub fn in_use(&self) -> Points {
        let sum: i64 = self.all.iter().map(|it| i64::from(it.in_use)).sum();
        let count = i64::try_from(self.all.len()).unwrap_or(0);
        let mean = (sum * 1000).checked_div(count).unwrap_or(0);
        Points::thousandths(i32::try_from(mean).unwrap_or(0))
    }

    /// How far two sets of draws lie apart: the sum of the differences of the means of these gauges, by their places.
    #[must_use]
    pub fn apart(&self, other: &Self, gauges: &[usize]) -> Points {
        gauges.iter().fold(Points::ZERO, |sum, place| {
            sum.plus(self.mean(*place).minus(other.mean(*place)).magnitude())
        })
    }

    fn mean(&self, gauge: usize) -> Points {
        let values = self.all.iter().filter_map(|it| it.gauges.get(gauge));
        let (sum, count) = values.fold((0_i64, 0_i64), |(sum, count), value| {
            (sum + i64::from(value.raw()), count + 1)
        });
        let mean = sum.checked_div_euclid(count).unwrap_or(0);
        Points::thousandths(i32::try_from(mean).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CrisisId, CrisisOrder, InitiativeId};

    fn launch(id: u16) -> Order {
        Order::Launch {
            initiative: InitiativeId(id),
            target: None,
        }
    }

    /// Two turns: a start and a step, then another start.
    fn orders() -> Vec<(Turn, Order)> {
        let step = Order::Step(CrisisId(0), CrisisOrder::DEFAULT);
        vec![
            (Turn(1), launch(1)),
            (Turn(1), step),
            (Turn(1), Order::End),
            (Turn(2), launch(2)),
            (Turn(2), Order::End),
        ]
    }

    fn planned(change: Change, turn: Turn) -> Vec<Order> {
        let mut script = Script::of(&orders(), change, Turn(1));
        std::iter::from_fn(|| script.next_of_plan(turn)).collect()
    }

    #[test]
    fn a_script_gives_every_plan_in_its_order_and_steps_when_they_are_due() {
        assert_eq!(planned(Change::Nothing, Turn(1)), [launch(1)]);
        assert_eq!(planned(Change::Nothing, Turn(2)), [launch(2)]);
        let mut script = Script::of(&orders(), Change::Nothing, Turn(1));
        assert!(script.next_step(Turn(1), CrisisId(0)).is_some());
        assert!(script.next_step(Turn(1), CrisisId(0)).is_none());
        assert!(script.next_step(Turn(2), CrisisId(0)).is_none());
    }

    #[test]
    fn a_change_touches_what_it_names_and_nothing_else() {
        assert_eq!(planned(Change::Drop(0), Turn(1)), []);
        assert_eq!(planned(Change::Drop(0), Turn(2)), [launch(2)]);
        assert_eq!(planned(Change::Replace(3, launch(9)), Turn(2)), [launch(9)]);
        assert_eq!(planned(Change::Move(0, Turn(2)), Turn(1)), []);
        assert_eq!(
            planned(Change::Move(0, Turn(2)), Turn(2)),
            [launch(2), launch(1)]
        );
        assert_eq!(planned(Change::Idle(Turn(2)), Turn(2)), []);
        assert_eq!(planned(Change::Idle(Turn(2)), Turn(1)), [launch(1)]);
        assert_eq!(Change::Move(3, Turn(1)).begins(&orders()), Some(Turn(1)));
        assert_eq!(Change::Drop(99).begins(&orders()), None);
    }

    #[test]
    fn what_was_not_asked_for_is_counted_and_ends_of_plans_are_not() {
        let mut script = Script::of(&orders(), Change::Nothing, Turn(1));
        assert_eq!(script.next_of_plan(Turn(1)), Some(launch(1)));
        script.close_before(Turn(2));
        assert_eq!(script.left_out(), 1, "the step that nothing asked for");
        script.close_before(Turn(3));
        assert_eq!(script.left_out(), 2, "and the start");
    }
}
