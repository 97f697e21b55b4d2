//! The random strategy: even draws among what is legal, from a key domain of its own.

use crate::agents::{crisis, own_key, table};
use crate::model::{CrisisId, CrisisOrder, InitiativeId, Order, Points, TableId, TableOrder, Turn};
use crate::rules::{Controller, View};
use crate::scenario::Standing;

/// Picks evenly among legal answers; then starts up to three initiatives that it can pay for; now and then plans one for
/// a later turn, and now and then says so in public.
#[derive(Clone, Copy, Debug)]
pub struct Random {
    seed: u64,
    subject: u64,
}

/// The most initiatives that it starts in a turn.
const STARTS: u32 = 3;
/// One in so many chances to schedule is taken, two a turn.
const SCHEDULES: usize = 2;
/// How many turns ahead it schedules at most.
const AHEAD: usize = 4;
/// Once in so many turns it publishes its roadmap, if it can.
const PUBLISHES: usize = 3;
/// Once in so many turns it takes something off its roadmap, if it can.
const WITHDRAWS: usize = 8;
/// Once in so many turns it convenes a table, if it can.
const CONVENES: usize = 3;

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

    fn below(&self, view: &View<'_>, step: u32, bound: usize) -> usize {
        let bound = u32::try_from(bound).unwrap_or(u32::MAX);
        let drawn = own_key(self.seed, self.subject, view, step).below(bound);
        usize::try_from(drawn).unwrap_or(0)
    }

    /// Up to two initiatives for later turns, sometimes one taken off again, sometimes all of it made public.
    fn schedules(&self, view: &View<'_>) -> Vec<Order> {
        let mut orders = Vec::new();
        let own: Vec<Order> = view
            .roadmap()
            .filter(|slated| slated.seat == view.seat())
            .map(|slated| Order::Cancel {
                initiative: slated.initiative,
                target: slated.target,
            })
            .collect();
        if self.below(view, 2_000, WITHDRAWS) == 0 {
            orders.extend(self.pick(view, 2_001, &own));
        }
        let all = view.scenario().initiatives().count();
        for step in 0..2 {
            if all == 0 || self.below(view, 2_010 + step, SCHEDULES) > 0 {
                continue;
            }
            let initiative = InitiativeId::at(self.below(view, 2_020 + step, all));
            let targets = view.targets(initiative);
            let Some(target) = self.pick(view, 2_030 + step, &targets) else {
                continue;
            };
            let ahead = 1 + self.below(view, 2_040 + step, AHEAD);
            let turn: Turn = view.turn().after(u16::try_from(ahead).unwrap_or(1));
            orders.push(Order::Schedule {
                initiative,
                target,
                turn,
            });
        }
        orders.retain(|order| view.check(order).is_ok());
        let scheduled = |order: &Order| matches!(order, Order::Schedule { .. });
        let something = orders.iter().any(scheduled) || view.check(&Order::Publish).is_ok();
        if something && self.below(view, 2_050, PUBLISHES) == 0 {
            orders.push(Order::Publish);
        }
        orders
    }
}

impl Random {
    /// Now and then invitations to a table, with whatever items.
    fn convenes(&self, view: &View<'_>) -> Option<Order> {
        if self.below(view, 2_100, CONVENES) > 0 {
            return None;
        }
        let tables: Vec<TableId> = view.own_tables().collect();
        let table = self.pick(view, 2_101, &tables)?;
        let clauses = &view.scenario().table(table).clauses;
        let items = (0_u32..).zip(clauses).filter(|(at, clause)| {
            let item = clause.standing == Standing::Item;
            item && self.below(view, 2_110 + at, 2) == 0
        });
        let items = items.fold(0, |items, (at, _)| items | 1 << at);
        let order = Order::Table(table, TableOrder::Convene { items });
        Some(order).filter(|order| view.check(order).is_ok())
    }
}

impl Controller for Random {
    fn negotiate(&self, view: &View<'_>, table: TableId) -> Vec<TableOrder> {
        table::random_move(view, table, (self.seed, self.subject))
    }

    fn step(&self, view: &View<'_>, kind: CrisisId) -> CrisisOrder {
        crisis::any(view, kind, (self.seed, self.subject))
    }

    fn decide(&self, view: &View<'_>) -> Vec<Order> {
        let mut spent = Points::ZERO;
        let mut orders = self.answers(view, &mut spent);
        orders.extend(self.launches(view, &mut spent));
        orders.extend(self.schedules(view));
        orders.extend(self.convenes(view));
        orders.extend(table::afterthoughts(view));
        orders
    }
}
