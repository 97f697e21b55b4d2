//! Scarcity: how much of what a strategy wants it can pay for.

use rayon::prelude::*;

use crate::model::{Fact, Order, Points, SeatId, StrategyId, Turn, What};
use crate::rules::{Refusal, State, View};
use crate::scenario::Scenario;
use crate::study::game::{Table, play};

/// What one strategy wanted over many games, and what came of it. Only what nothing but means forbade is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Want {
    /// Different initiatives, target by target, that it wanted in a game; all games together.
    pub wanted: u64,
    /// Of those, how many it began by the end.
    pub begun: u64,
    /// What everything that it wanted would have cost, turn by turn, in thousandths of a point of capital.
    pub asked: u64,
    /// Of that, what exceeded the capital it had then.
    pub beyond: u64,
    /// The hands that everything it wanted would have taken, turn by turn, in thousandths.
    pub hands_asked: u64,
    /// Of that, what exceeded the hands that were free.
    pub hands_beyond: u64,
}

impl Want {
    fn plus(self, other: Self) -> Self {
        Self {
            wanted: self.wanted + other.wanted,
            begun: self.begun + other.begun,
            asked: self.asked + other.asked,
            beyond: self.beyond + other.beyond,
            hands_asked: self.hands_asked + other.hands_asked,
            hands_beyond: self.hands_beyond + other.hands_beyond,
        }
    }
}

/// Plays `games` games of a strategy of the scenario from `seed` on, the other seats as the scenario has them.
#[must_use]
pub fn scarcity(
    scenario: &Scenario,
    seat: SeatId,
    strategy: StrategyId,
    seed: u64,
    games: u64,
) -> Want {
    let seeds = (0..games).into_par_iter();
    let played = seeds.map(|game| {
        let table = Table {
            scenario,
            seat,
            strategy: scenario.catalogue().strategy(strategy),
            others: "script",
            bearing: None,
            events: &[],
        };
        let mut ledger = Wishlist::new(strategy);
        play(&table, seed + game, &mut |state, turn, facts| {
            ledger.note(&table, (state, turn), facts);
        });
        ledger.sum()
    });
    played.reduce(Want::default, Want::plus)
}

/// What was wanted in one game so far.
struct Wishlist {
    strategy: StrategyId,
    wanted: Vec<Order>,
    begun: Vec<Order>,
    count: Want,
}

impl Wishlist {
    fn new(strategy: StrategyId) -> Self {
        Self {
            strategy,
            wanted: Vec::new(),
            begun: Vec::new(),
            count: Want::default(),
        }
    }

    fn note(&mut self, table: &Table<'_>, (state, turn): (&State, Turn), facts: &[Fact]) {
        let begun = facts.iter().filter_map(|fact| match fact.what {
            What::Launched {
                seat,
                initiative,
                target,
            } if seat == table.seat => Some(Order::Launch { initiative, target }),
            _ => None,
        });
        self.begun.extend(begun);
        if turn < Turn::FIRST || state.over().is_some() {
            return;
        }
        let view = View::new(table.scenario, state, table.seat);
        let (mut price, mut hands) = (Points::ZERO, Points::ZERO);
        for wish in view.wishes(Some(self.strategy)) {
            let Order::Launch { initiative, .. } = wish.order else {
                continue;
            };
            let means = |refusal: &Refusal| {
                matches!(refusal, Refusal::Capital { .. } | Refusal::Hands { .. })
            };
            if view.check(&wish.order).is_err_and(|it| !means(&it)) {
                continue;
            }
            price = price.plus(view.price(&wish.order));
            hands = hands.plus(table.scenario.initiative(initiative).hands);
            if !self.wanted.contains(&wish.order) {
                self.wanted.push(wish.order);
            }
        }
        let beyond = |asked: Points, had: Points| counted(asked.minus(had).max(Points::ZERO));
        self.count.asked += counted(price);
        self.count.beyond += beyond(price, view.capital());
        self.count.hands_asked += counted(hands);
        self.count.hands_beyond += beyond(hands, view.hands());
    }

    fn sum(self) -> Want {
        let begun = self.wanted.iter().filter(|it| self.begun.contains(it));
        Want {
            begun: begun.count() as u64,
            wanted: self.wanted.len() as u64,
            ..self.count
        }
    }
}

fn counted(points: Points) -> u64 {
    u64::try_from(points.raw()).unwrap_or(0)
}
