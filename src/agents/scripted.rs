//! The scripted controller: a list of wishes and answers from the scenario, for a seat without a person.

use crate::agents::{crisis, table};
use crate::model::{CrisisId, CrisisOrder, Order, Points, StrategyId, TableId, TableOrder};
use crate::rules::{Controller, Refusal, View};

/// Answers as its replies and answers say (else by default), then starts what it wishes for and can pay for, in order.
#[derive(Clone, Copy, Debug)]
pub struct Scripted {
    /// Which strategy of the scenario; `None`: the seat's own script.
    pub strategy: Option<StrategyId>,
    seed: u64,
    subject: u64,
}

impl Scripted {
    /// A controller whose draws depend on the game's seed and the seat's string id.
    #[must_use]
    pub const fn new(strategy: Option<StrategyId>, seed: u64, subject: u64) -> Self {
        Self {
            strategy,
            seed,
            subject,
        }
    }

    fn answers(self, view: &View<'_>) -> Vec<Order> {
        let answer = |event, subject| {
            let mut advised = view
                .advised_answers(self.strategy, event, subject)
                .into_iter();
            let legal = advised.find(|order| view.check(order).is_ok());
            legal.or_else(|| view.default_answer(event, subject))
        };
        let owed = view.owed();
        owed.filter_map(|asked| answer(asked.event, asked.subject))
            .collect()
    }
}

impl Controller for Scripted {
    fn negotiate(&self, view: &View<'_>, table: TableId) -> Vec<TableOrder> {
        table::negotiate(view, table, &view.bargaining(self.strategy))
    }

    fn step(&self, view: &View<'_>, kind: CrisisId) -> CrisisOrder {
        let bearing = view.bearing(self.strategy);
        crisis::weigh(view, kind, bearing, (self.seed, self.subject))
    }

    fn decide(&self, view: &View<'_>) -> Vec<Order> {
        let mut orders = self.answers(view);
        let paid = orders
            .iter()
            .fold(Points::ZERO, |sum, order| sum.plus(view.price(order)));
        let mut left = view
            .capital()
            .minus(paid)
            .minus(view.held_back(self.strategy));
        let mut hands = view.hands();
        for wish in view.wishes(self.strategy) {
            let (cost, taken) = match wish.order {
                Order::Launch { initiative, .. } => {
                    let wanted = view.scenario().initiative(initiative);
                    (wanted.cost, wanted.hands)
                }
                Order::Table(table, _) => {
                    let hands = view.scenario().table(table).hands;
                    (view.price(&wish.order), hands)
                }
                Order::Schedule { .. }
                | Order::Publish
                | Order::Cancel { .. }
                | Order::Respond { .. }
                | Order::Step(..)
                | Order::End => continue,
            };
            let refusal = view.check(&wish.order).err();
            let dear = cost > left;
            let wait = matches!(refusal, None | Some(Refusal::Capital { .. }));
            if wish.save && dear && wait {
                break;
            }
            if !dear && taken <= hands && refusal.is_none() {
                left = left.minus(cost);
                hands = hands.minus(taken);
                orders.push(wish.order);
            }
        }
        orders.extend(table::afterthoughts(view));
        orders
    }
}
