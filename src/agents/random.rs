//! The random strategy: even draws among what is legal, from a key domain of its own.

use crate::agents::own_key;
use crate::model::{Order, Points};
use crate::rules::{Controller, View};

/// Picks evenly among legal answers; then starts up to three initiatives that it can pay for.
#[derive(Clone, Copy, Debug)]
pub struct Random {
    seed: u64,
    subject: u64,
}

/// The most initiatives that it starts in a turn.
const STARTS: u32 = 3;

impl Random {
    /// A random controller whose draws depend on the game's seed and the seat's string id.
    #[must_use]
    pub const fn new(seed: u64, subject: u64) -> Self {
        Self { seed, subject }
    }

    fn pick<T: Copy>(&self, view: &View<'_>, step: u32, options: &[T]) -> Option<T> {
        let count = u32::try_from(options.len()).ok()?;
        let place = own_key(self.seed, self.subject, view, step).below(count);
        options.get(usize::try_from(place).ok()?).copied()
    }

    fn answers(&self, view: &View<'_>, spent: &mut Points) -> Vec<Order> {
        let mut orders = Vec::new();
        for (place, asked) in view.owed().enumerate() {
            let Some((question, put)) = view.question(asked.event, asked.subject) else {
                continue;
            };
            let offered = put
                .choices
                .iter()
                .enumerate()
                .filter_map(|(place, choice)| {
                    let choice_index =
                        view.answer_at(asked.event, question, u8::try_from(place).ok()?)?;
                    let order = Order::Respond {
                        event: asked.event,
                        subject: asked.subject,
                        choice: choice_index,
                    };
                    let affordable = choice.cost <= view.capital().minus(*spent);
                    (affordable && view.check(&order).is_ok()).then_some((order, choice.cost))
                });
            let offered: Vec<(Order, Points)> = offered.collect();
            if let Some((order, cost)) =
                self.pick(view, u32::try_from(place).unwrap_or(0), &offered)
            {
                *spent = spent.plus(cost);
                orders.push(order);
            }
        }
        orders
    }

    fn launches(&self, view: &View<'_>, spent: &mut Points) -> Vec<Order> {
        let mut options: Vec<(Order, Points, Points)> = Vec::new();
        for (initiative, definition) in view.scenario().initiatives() {
            for target in view.targets(initiative) {
                let order = Order::Launch { initiative, target };
                if view.check(&order).is_ok() {
                    options.push((order, definition.cost, definition.hands));
                }
            }
        }
        let mut hands = view.hands();
        let mut orders = Vec::new();
        for step in 0..own_key(self.seed, self.subject, view, 1_000).below(STARTS + 1) {
            options.retain(|(_, cost, taken)| {
                *cost <= view.capital().minus(*spent) && *taken <= hands
            });
            let Some((order, cost, taken)) = self.pick(view, 1_001 + step, &options) else {
                break;
            };
            (*spent, hands) = (spent.plus(cost), hands.minus(taken));
            options.retain(|(known, _, _)| *known != order);
            orders.push(order);
        }
        orders
    }
}

impl Controller for Random {
    fn decide(&self, view: &View<'_>) -> Vec<Order> {
        let mut spent = Points::ZERO;
        let mut orders = self.answers(view, &mut spent);
        orders.extend(self.launches(view, &mut spent));
        orders
    }
}
