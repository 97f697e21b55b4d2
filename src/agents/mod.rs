//! Controllers without a person: scripts and strategies. They see a view and never a state; they write no text.

pub mod adviser;
pub mod advisers;
pub mod analysts;
pub mod bargain;
mod crisis;
pub mod interests;
pub mod passive;
pub mod random;
pub mod scripted;
pub mod table;

pub use crisis::weigh as weigh_step;

use crate::model::{CrisisId, CrisisOrder, Order, SeatId, TableId, TableOrder};
use crate::rules::chance::{Key, Purpose};
use crate::rules::{Controller, View};
use crate::scenario::{Bearing, Scenario};

/// A controller without a person.
pub type Agent = Box<dyn Controller + Send + Sync>;

/// The strategies that every seat of every scenario can be played by; scenarios bring more.
pub const STRATEGIES: [(&str, &str); 4] = [
    (
        "script",
        "does what the scenario has this seat do: by its script, else by its interests",
    ),
    (
        "interests",
        "weighs what it can do by what this capital wants",
    ),
    (
        "passive",
        "takes the default answer to everything and starts nothing",
    ),
    ("random", "picks evenly among legal answers and initiatives"),
];

/// The strategy of every seat that has advisers.
pub const ADVISER: (&str, &str) = (
    "adviser",
    "follows the best advice of its advisers; for seats that have any",
);

/// A controller by the name of its strategy; `None` if there is no such strategy for this seat.
#[must_use]
pub fn by_name(name: &str, scenario: &Scenario, seat: SeatId, seed: u64) -> Option<Agent> {
    let subject = crate::model::hash::subject(scenario.catalogue().actor(seat.0));
    match name {
        "script" if scenario.actor(seat.0).scripted || scenario.mind(seat.0).is_none() => {
            Some(Box::new(scripted::Scripted::new(None, seed, subject)))
        }
        "script" | "interests" => Some(Box::new(interests::Interests::new(seed, subject))),
        "adviser" => {
            let has_any = has_advisers(scenario, seat);
            has_any.then(|| Box::new(adviser::Advised::new(seed, subject)) as Agent)
        }
        "passive" => Some(Box::new(passive::Passive)),
        "random" => Some(Box::new(random::Random::new(seed, subject))),
        _ => {
            let strategy = scenario.catalogue().find_strategy(name)?;
            let its_own = scenario.strategy(strategy).seat == seat;
            its_own.then(|| {
                let controller = scripted::Scripted::new(Some(strategy), seed, subject);
                Box::new(controller) as Agent
            })
        }
    }
}

fn has_advisers(scenario: &Scenario, seat: SeatId) -> bool {
    let mind = scenario.mind(seat.0);
    mind.is_some_and(|mind| !mind.advisers.is_empty())
}

/// A controller that steps in crises in this bearing, and does everything else as it did.
#[must_use]
pub fn bent(
    inner: Agent,
    bearing: Bearing,
    scenario: &Scenario,
    (seat, seed): (SeatId, u64),
) -> Agent {
    let subject = crate::model::hash::subject(scenario.catalogue().actor(seat.0));
    let own = (seed, subject);
    Box::new(Bent {
        inner,
        bearing,
        own,
    })
}

struct Bent {
    inner: Agent,
    bearing: Bearing,
    own: crisis::Own,
}

impl Controller for Bent {
    fn negotiate(&self, view: &View<'_>, table: TableId) -> Vec<TableOrder> {
        self.inner.negotiate(view, table)
    }

    fn step(&self, view: &View<'_>, kind: CrisisId) -> CrisisOrder {
        crisis::weigh(view, kind, self.bearing, self.own)
    }

    fn decide(&self, view: &View<'_>) -> Vec<Order> {
        self.inner.decide(view)
    }
}

/// The names of every strategy that this seat of a scenario can be played by.
#[must_use]
pub fn strategies_of(scenario: &Scenario, seat: SeatId) -> Vec<String> {
    let advised = has_advisers(scenario, seat).then_some(ADVISER);
    let built_in = STRATEGIES.into_iter().chain(advised);
    let built_in = built_in.map(|(name, _)| name.to_owned());
    let its_own = scenario.strategies().filter(|(_, it)| it.seat == seat);
    let names = scenario.catalogue();
    built_in
        .chain(its_own.map(|(id, _)| names.strategy(id).to_owned()))
        .collect()
}

/// What of a controller's orders are answers, and what is its plan. Answers may change the world before the plan is made, so
/// whoever gave some is asked again for the rest.
#[must_use]
pub fn answers_and_plan(orders: Vec<Order>) -> (Vec<Order>, Vec<Order>) {
    let answer = |order: &Order| matches!(order, Order::Respond { .. });
    orders.into_iter().partition(answer)
}

/// The default answers to everything that is still owed.
pub fn default_answers(view: &View<'_>) -> Vec<Order> {
    view.owed()
        .filter_map(|asked| view.default_answer(asked.event, asked.subject))
        .collect()
}

/// The key of a controller's own draws: another domain than the world's.
fn own_key(seed: u64, subject: u64, view: &View<'_>, step: u32) -> Key {
    Key {
        seed,
        turn: view.turn(),
        purpose: Purpose::Controller,
        subject,
        step,
    }
}
