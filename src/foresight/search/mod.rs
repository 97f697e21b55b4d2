//! A seat that looks ahead, and the staff that does so for a person.
//!
//! Rollout over a portfolio of strategies (Bertsekas, Tsitsiklis and Wu 1997; Chang, Givan and Chong 2004): in every turn each
//! strategy that could play the seat is tried in the same imagined worlds, and what the best one would do now is done. Everything
//! follows from the view: worlds that look the same to the seat are decided alike.

pub mod lookahead;
pub mod proposal;

use crate::agents::{self, Agent, strategies_of};
use crate::foresight::durability::Vigil;
use crate::model::hash::subject;
use crate::model::{CrisisId, CrisisOrder, Order, SeatId, TableId, TableOrder};
use crate::rules::chance::combine;
use crate::rules::{Controller, View};
use crate::scenario::{Bargaining, Bearing, Scenario};

pub use lookahead::{Line, Lookahead, Spread, Worth};
pub use proposal::{Later, Proposal, Reason};

/// The strategy of every seat that looks ahead: its name, and what it does.
pub const SEARCH: (&str, &str) = (
    "search",
    "tries the others in imagined worlds each turn, and does as the best; slow",
);

/// Chance is no course of action.
const CHANCE: &str = "random";

/// In how many worlds the courses are first compared, and the last of them.
const RACE: (usize, usize) = (2, 16);

/// Looks ahead.
#[derive(Clone, Copy, Debug)]
struct Search {
    seed: u64,
    subject: u64,
}

/// What every strategy that the seat can be played by, but for chance, would have it do now.
#[must_use]
pub fn portfolio(lookahead: &Lookahead<'_>) -> Vec<Line> {
    let names = strategies_of(lookahead.view.scenario(), lookahead.seat());
    let names = names.iter().filter(|name| *name != CHANCE);
    names.filter_map(|name| lookahead.line_of(name)).collect()
}

impl Controller for Search {
    /// Nobody looks ahead at a table: the delegation trades as one without a plan does.
    fn negotiate(&self, view: &View<'_>, table: TableId) -> Vec<TableOrder> {
        agents::table::negotiate(view, table, &Bargaining::default())
    }

    /// Nor in a crisis, which is over before a look ahead would end.
    fn step(&self, view: &View<'_>, kind: CrisisId) -> CrisisOrder {
        agents::weigh_step(view, kind, Bearing::default(), (self.seed, self.subject))
    }

    fn decide(&self, view: &View<'_>) -> Vec<Order> {
        let lookahead = Lookahead {
            view: *view,
            longer: &view.scenario().prolonged(Vigil::TURNS),
            seed: combine(&[self.seed, self.subject]),
            notes: false,
            spread: &|count, play| (0..count).map(play).collect(),
        };
        lookahead.choice(portfolio(&lookahead), RACE)
    }
}

/// A controller by the name of its strategy, this one included; `None` if there is no such strategy for this seat.
#[must_use]
pub fn by_name(name: &str, scenario: &Scenario, seat: SeatId, seed: u64) -> Option<Agent> {
    if name == SEARCH.0 {
        let subject = subject(scenario.catalogue().actor(seat.0));
        return Some(Box::new(Search { seed, subject }));
    }
    agents::by_name(name, scenario, seat, seed)
}

/// The names of every strategy that this seat of a scenario can be played by, this one included.
#[must_use]
pub fn all_strategies_of(scenario: &Scenario, seat: SeatId) -> Vec<String> {
    let mut names = strategies_of(scenario, seat);
    names.push(SEARCH.0.to_owned());
    names
}
