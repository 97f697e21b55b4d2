//! A capital with a mind of its own: it weighs what it can do by what it wants, and does what is worth its price.
//!
//! The worth of an act is Σ weight × expected change over the figures that the capital cares for, plus what it does to
//! others by what they are taken to want: with the sign of what this one holds for or against them (reciprocity: Rabin
//! 1993; Levine 1998), and more where they quarrel with someone it fears. No look-ahead; a bounded dose of chance.

use crate::agents::{crisis, own_key, table};
use crate::model::hash::subject;
use crate::model::{
    ActorId, ActorSet, CrisisId, CrisisOrder, Order, PerMille, Points, TableId, TableOrder,
};
use crate::rules::chance::combine;
use crate::rules::view::Leanings;
use crate::rules::{Controller, View};
use crate::scenario::Initiative;
use crate::scenario::mind::Doctrine;

/// Fear or resentment from which on someone counts as a rival.
const RIVALRY: Points = Points::whole(45);
/// The most of another's gain or loss that counts as one's own, per mille.
const MOST_REGARD: i32 = 700;
/// An act done once in so many turns is worth a little less each time.
const FATIGUE_TURNS: u16 = 6;

/// Chance has its whole say where so much capital is at stake, in thousandths, and less where less is.
const WHOLE_STAKES: i64 = 4_200;

/// Decides by interests.
#[derive(Clone, Copy, Debug)]
pub struct Interests {
    seed: u64,
    subject: u64,
}

/// What one decision is made with.
struct Desk<'v> {
    view: &'v View<'v>,
    doctrine: &'v Doctrine,
    /// What it wants itself, and the part that counts here of what each other capital is taken to want.
    wants: Leanings,
}

/// An order and what it is worth beyond its price.
type Ranked = (Order, Points);

impl Interests {
    /// A controller whose draws depend on the game's seed and the seat's string id.
    #[must_use]
    pub const fn new(seed: u64, subject: u64) -> Self {
        Self { seed, subject }
    }

    /// What chance adds to the worth of an act; the same for the same act in the same turn, whatever else is weighed.
    fn whim(&self, view: &View<'_>, order: &Order, reach: Points) -> Points {
        let of = combine(&[self.subject, hash_of(view, order)]);
        let drawn = own_key(self.seed, of, view, 0).error(reach.raw());
        Points::thousandths(drawn)
    }

    fn answers(&self, view: &View<'_>, left: &mut Points) -> Vec<Order> {
        let owes = view.owed().next().is_some();
        let Some(desk) = owes.then(|| Desk::of(view)).flatten() else {
            return Vec::new();
        };
        let mut orders = Vec::new();
        for asked in view.owed() {
            let Some((place, question)) = view.question(asked.event, asked.subject) else {
                continue;
            };
            let mut best: Option<Ranked> = None;
            for at in 0..question.choices.len() {
                let at = u8::try_from(at).unwrap_or(u8::MAX);
                let Some(choice) = view.answer_at(asked.event, place, at) else {
                    continue;
                };
                let order = Order::Respond {
                    event: asked.event,
                    subject: asked.subject,
                    choice,
                };
                let price = view.price(&order);
                if price > *left || view.check(&order).is_err() {
                    continue;
                }
                let worth =
                    desk.worth(&order, price)
                        .plus(self.whim(view, &order, desk.doctrine.chance));
                if best.is_none_or(|(_, known)| worth > known) {
                    best = Some((order, worth));
                }
            }
            let chosen = best
                .map(|(order, _)| order)
                .or_else(|| view.default_answer(asked.event, asked.subject));
            if let Some(order) = chosen {
                *left = left.minus(view.price(&order));
                orders.push(order);
            }
        }
        orders
    }

    fn launches(&self, view: &View<'_>, left: &mut Points) -> Vec<Order> {
        let mut hands = view.hands();
        let openings = view.openings(*left, hands);
        let Some(desk) = (!openings.is_empty()).then(|| Desk::of(view)).flatten() else {
            return Vec::new();
        };
        let repeated = view.repeated(FATIGUE_TURNS);
        let mut weighed: Vec<(Ranked, &Initiative)> = openings
            .into_iter()
            .filter_map(|(initiative, target)| {
                let order = Order::Launch { initiative, target };
                let known = view.scenario().initiative(initiative);
                let tired = repeated.get(initiative.index()).copied().unwrap_or(0);
                let worth = desk.worth(&order, known.cost);
                let worth = worth.scaled(1, 1 + i64::from(tired));
                let stakes = i64::from(known.cost.raw());
                let reach = desk.doctrine.chance.scaled(stakes, WHOLE_STAKES);
                let threshold = desk.doctrine.threshold;
                if worth.plus(reach.magnitude()) < threshold {
                    // All that chance could add would not be enough.
                    return None;
                }
                let worth = worth.plus(self.whim(view, &order, reach));
                (worth >= threshold).then_some(((order, worth), known))
            })
            .collect();
        weighed.sort_by(|((_, a), _), ((_, b), _)| b.cmp(a));
        let mut orders = Vec::new();
        for ((order, _), known) in weighed {
            let room = orders.len() < usize::from(desk.doctrine.pace);
            if room && known.cost <= *left && known.hands <= hands {
                (*left, hands) = (left.minus(known.cost), hands.minus(known.hands));
                orders.push(order);
            }
        }
        orders
    }
}

/// A stable hash of what an order is about, from string ids.
fn hash_of(view: &View<'_>, order: &Order) -> u64 {
    let names = view.scenario().catalogue();
    match *order {
        Order::Launch { initiative, target } => combine(&[
            names.initiatives.subject(initiative.index()),
            target.map_or(0, |target| names.actors.subject(target.index())),
        ]),
        Order::Respond { event, choice, .. } => combine(&[
            names.events.subject(event.index()),
            subject(names.answer(event, choice)),
        ]),
        Order::Table(..)
        | Order::Step(..)
        | Order::Schedule { .. }
        | Order::Publish
        | Order::Cancel { .. }
        | Order::End => 0,
    }
}

impl<'v> Desk<'v> {
    fn of(view: &'v View<'v>) -> Option<Self> {
        let (me, doctrine) = (view.seat().0, view.doctrine()?);
        let seats = view.scenario().seats().map(|seat| seat.0);
        let others = seats.filter(|other| *other != me);
        let rivals = rivals(view);
        let parts: Vec<(ActorId, PerMille)> = others
            .map(|other| (other, regard(view, doctrine, other, rivals)))
            .filter(|(_, part)| *part != PerMille(0))
            .collect();
        Some(Self {
            view,
            doctrine,
            wants: view.leanings_with(&parts)?,
        })
    }

    /// What an order of this price is worth to this capital beyond it.
    fn worth(&self, order: &Order, price: Points) -> Points {
        let patience = self.doctrine.patience;
        let Some(weighed) = self.view.weigh(order, patience, &self.wants) else {
            return Points::ZERO;
        };
        let point = i64::from(Points::whole(1).raw());
        let price = i64::from(price.raw());
        let price = self.doctrine.price.scaled(price, point);
        let learnt = i64::from(weighed.learnt.raw());
        let learnt = self.doctrine.curiosity.scaled(learnt, point);
        let sum = self.with_outgoing(order, weighed.worth.plus(learnt));
        let unsure = self.doctrine.risk.scaled(i64::from(weighed.sequels), 1);
        sum.minus(price).minus(unsure)
    }

    /// Less is begun with a government on its way out.
    fn with_outgoing(&self, order: &Order, worth: Points) -> Points {
        let Some((_, Some(target))) = order.launched() else {
            return worth;
        };
        if self.view.is_lame_duck(target) {
            worth.share(PerMille(1000 - self.doctrine.waiting.0))
        } else {
            worth
        }
    }
}

/// Those whom this seat fears or resents so much that they count as rivals.
fn rivals(view: &View<'_>) -> ActorSet {
    let me = view.seat().0;
    let seats = view.scenario().seats().map(|seat| seat.0);
    seats
        .filter(|it| *it != me && view.enmity(me, *it) >= RIVALRY)
        .collect()
}

/// The part of another's gain that counts as one's own: for good or ill done, and for a quarrel with a rival.
fn regard(view: &View<'_>, doctrine: &Doctrine, other: ActorId, rivals: ActorSet) -> PerMille {
    let held = i64::from(view.regard(other).raw());
    let kind = (held * i64::from(doctrine.reciprocity.0)).div_euclid(10_000);
    let mut others = rivals.without(other).iter();
    let courted = !rivals.contains(other) && others.any(|it| view.enmity(other, it) >= RIVALRY);
    let courted = if courted {
        i64::from(doctrine.courting.0)
    } else {
        0
    };
    let most = i64::from(MOST_REGARD);
    let part = (kind + courted).clamp(-most, most);
    PerMille(i32::try_from(part).unwrap_or(0))
}

impl Controller for Interests {
    fn negotiate(&self, view: &View<'_>, table: TableId) -> Vec<TableOrder> {
        table::negotiate(view, table, &view.bargaining(None))
    }

    fn step(&self, view: &View<'_>, kind: CrisisId) -> CrisisOrder {
        crisis::weigh(view, kind, view.bearing(None), (self.seed, self.subject))
    }

    fn decide(&self, view: &View<'_>) -> Vec<Order> {
        if view.doctrine().is_none() {
            return crate::agents::default_answers(view);
        }
        let mut left = view.capital();
        let mut orders = self.answers(view, &mut left);
        if !orders.is_empty() {
            // Answers may change the world: the plan is made when it is asked for again.
            return orders;
        }
        orders.extend(self.launches(view, &mut left));
        for order in table::afterthoughts(view) {
            let price = view.price(&order);
            if price <= left {
                left = left.minus(price);
                orders.push(order);
            }
        }
        orders
    }
}
