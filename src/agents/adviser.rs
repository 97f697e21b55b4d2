//! A seat that does what its advisers say: of all their proposals, those that are worth most in the eyes of whoever makes them.

use crate::agents::{advisers, crisis, table};
use crate::model::{CrisisId, CrisisOrder, EventId, Order, Points, Subject, TableId, TableOrder};
use crate::rules::{Controller, View};
use crate::scenario::{Bargaining, Bearing};

/// Follows the best advice.
#[derive(Clone, Copy, Debug)]
pub struct Advised {
    seed: u64,
    subject: u64,
}

impl Advised {
    /// A controller whose draws depend on the game's seed and the seat's string id.
    #[must_use]
    pub const fn new(seed: u64, subject: u64) -> Self {
        Self { seed, subject }
    }
}

impl Controller for Advised {
    /// No adviser bargains: the delegation trades as one without a plan does.
    fn negotiate(&self, view: &View<'_>, table: TableId) -> Vec<TableOrder> {
        table::negotiate(view, table, &Bargaining::default())
    }

    fn step(&self, view: &View<'_>, kind: CrisisId) -> CrisisOrder {
        let advice = advisers::steps(view, kind);
        let best = advice.iter().map(|it| &it.proposal);
        let best = best.reduce(dearer);
        if let Some(Order::Step(_, step)) = best.map(|it| it.order) {
            return step;
        }
        crisis::weigh(view, kind, Bearing::default(), (self.seed, self.subject))
    }

    fn decide(&self, view: &View<'_>) -> Vec<Order> {
        let counsel = advisers::counsel(view);
        let mut left = view.capital();
        let mut orders = Vec::new();
        for asked in view.owed() {
            let about = (asked.event, asked.subject);
            let chosen = answer(&counsel, about, (view, left));
            let chosen = chosen.or_else(|| view.default_answer(asked.event, asked.subject));
            if let Some(order) = chosen {
                left = left.minus(view.price(&order));
                orders.push(order);
            }
        }
        orders.extend(starts(&counsel, view, left));
        orders.extend(table::afterthoughts(view));
        orders
    }
}

/// The proposal that is worth more; of equals the first.
fn dearer<'p>(
    best: &'p advisers::Proposal,
    next: &'p advisers::Proposal,
) -> &'p advisers::Proposal {
    if next.worth > best.worth { next } else { best }
}

/// The answer that is worth most to whoever proposes it, of those that can be paid for.
fn answer(
    counsel: &[advisers::Counsel],
    about: (EventId, Subject),
    (view, left): (&View<'_>, Points),
) -> Option<Order> {
    let said = counsel.iter().flat_map(|it| &it.answers);
    let mine = said.filter(|(event, subject, _)| (*event, *subject) == about);
    let paid = mine.filter(|(_, _, it)| view.price(&it.order) <= left);
    let best = paid.map(|(_, _, it)| it);
    best.reduce(dearer).map(|it| it.order)
}

/// What is proposed, the best first, as far as capital and hands go.
fn starts(counsel: &[advisers::Counsel], view: &View<'_>, mut left: Points) -> Vec<Order> {
    let mut said: Vec<&advisers::Proposal> = counsel.iter().flat_map(|it| &it.starts).collect();
    said.sort_by_key(|it| std::cmp::Reverse(it.worth));
    let (mut orders, mut hands) = (Vec::new(), view.hands());
    for proposal in said {
        let Order::Launch { initiative, .. } = proposal.order else {
            continue;
        };
        let wanted = view.scenario().initiative(initiative);
        let fits = wanted.cost <= left && wanted.hands <= hands;
        if fits && !orders.contains(&proposal.order) {
            left = left.minus(wanted.cost);
            hands = hands.minus(wanted.hands);
            orders.push(proposal.order);
        }
    }
    orders
}
