//! A seat that does what its advisers say. They disagree: of what they propose, the best is what is worth most in the eyes of all
//! of them together.

use crate::agents::advisers::PATIENCE;
use crate::agents::{advisers, crisis, table};
use crate::model::{CrisisId, CrisisOrder, Order, Points, TableId, TableOrder};
use crate::rules::view::Leanings;
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

    /// The step that one of them would take most of all.
    fn step(&self, view: &View<'_>, kind: CrisisId) -> CrisisOrder {
        let advice = advisers::steps(view, kind);
        let most = advice.iter().max_by_key(|it| it.proposal.worth);
        match most.map(|it| it.proposal.order) {
            Some(Order::Step(_, step)) => step,
            _ => crisis::weigh(view, kind, Bearing::default(), (self.seed, self.subject)),
        }
    }

    fn decide(&self, view: &View<'_>) -> Vec<Order> {
        let staff = Staff::of(view);
        let counsel = advisers::counsel(view);
        let mut left = view.capital();
        let mut orders = Vec::new();
        for asked in view.owed() {
            let said = counsel.iter().flat_map(|it| &it.answers);
            let mine = said
                .filter(|(event, about, _)| (*event, *about) == (asked.event, asked.subject))
                .map(|(_, _, it)| it.order)
                .filter(|order| view.price(order) <= left);
            let best = staff
                .ranked(mine.collect())
                .first()
                .map(|(_, order)| *order);
            let chosen = best.or_else(|| view.default_answer(asked.event, asked.subject));
            if let Some(order) = chosen {
                left = left.minus(view.price(&order));
                orders.push(order);
            }
        }
        let said = counsel.iter().flat_map(|it| &it.starts);
        let ranked = staff.ranked(said.map(|it| it.order).collect());
        orders.extend(affordable(ranked, view, left));
        orders.extend(table::afterthoughts(view));
        orders
    }
}

/// The advisers as a body.
struct Staff<'v> {
    view: &'v View<'v>,
    eyes: Vec<Leanings>,
}

impl<'v> Staff<'v> {
    fn of(view: &'v View<'v>) -> Self {
        let mind = view.mind(view.seat().0);
        let places = 0..mind.map_or(0, |mind| mind.advisers.len());
        Self {
            view,
            eyes: places.filter_map(|place| view.adviser(place)).collect(),
        }
    }

    /// Each order once, by what it is worth beyond its price on the average of all eyes, the best first.
    fn ranked(&self, orders: Vec<Order>) -> Vec<(Points, Order)> {
        let mut ranked: Vec<(Points, Order)> = Vec::new();
        for order in orders {
            if ranked.iter().all(|(_, known)| *known != order) {
                ranked.extend(self.worth(&order).map(|worth| (worth, order)));
            }
        }
        ranked.sort_by_key(|(worth, _)| std::cmp::Reverse(*worth));
        ranked
    }

    fn worth(&self, order: &Order) -> Option<Points> {
        let expected = self.view.foresee(order, PATIENCE)?;
        let worths = self.eyes.iter().map(|eyes| eyes.worth(&expected));
        let sum = worths.fold(Points::ZERO, Points::plus);
        let all = i64::try_from(self.eyes.len()).unwrap_or(1).max(1);
        let price = self.view.counted(self.view.price(order));
        Some(sum.scaled(1, all).minus(price))
    }
}

/// What is worth its price to all of them together, the best first, as far as capital and hands go.
fn affordable(ranked: Vec<(Points, Order)>, view: &View<'_>, mut left: Points) -> Vec<Order> {
    let (mut orders, mut hands) = (Vec::new(), view.hands());
    for (worth, order) in ranked {
        let Order::Launch { initiative, .. } = order else {
            continue;
        };
        let wanted = view.scenario().initiative(initiative);
        let fits = wanted.cost <= left && wanted.hands <= hands;
        if worth > Points::ZERO && fits {
            left = left.minus(wanted.cost);
            hands = hands.minus(wanted.hands);
            orders.push(order);
        }
    }
    orders
}
