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

/// The strategy of every seat: its name, and what it does.
pub const SEARCH: (&str, &str) = (
    "search",
    "tries the other strategies in imagined worlds, turn by turn",
);

/// Looks ahead.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    seed: u64,
    subject: u64,
}

fn env(name: &str, or: usize) -> usize {
    std::env::var(name)
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(or)
}

/// The lines of every strategy that the seat can be played by, but for chance.
#[must_use]
pub fn portfolio(lookahead: &Lookahead<'_>) -> Vec<Line> {
    let names = strategies_of(lookahead.view.scenario(), lookahead.seat());
    let only = std::env::var("S_ONLY").ok();
    let names = names.iter().filter(|it| *it != "random" && *it != "search");
    let names = names.filter(|it| only.as_ref().is_none_or(|o| o.split(',').any(|x| x == *it)));
    names.filter_map(|it| lookahead.line_of(it)).collect()
}

fn variants(lookahead: &Lookahead<'_>, top: &[Line]) -> Vec<Line> {
    let view = &lookahead.view;
    let mut lines = Vec::new();
    let which = env("S_VAR", 0);
    let Some(base) = top.first() else {
        return lines;
    };
    let asked = view.owed().next().is_some();
    if asked {
        if which & 1 == 0 {
            return lines;
        }
        for asked in view.owed() {
            let Some((place, question)) = view.question(asked.event, asked.subject) else {
                continue;
            };
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
                if base.orders.contains(&order) || view.check(&order).is_err() {
                    continue;
                }
                let mut first = base.orders.clone();
                first.retain(|it| !matches!(it, Order::Respond { event, subject, .. } if *event == asked.event && *subject == asked.subject));
                first.insert(0, order);
                lines.push(Line::new(&base.strategy, first));
            }
        }
        return lines;
    }
    if which & 2 != 0 {
        for a in top {
            for b in top {
                if a.strategy == b.strategy {
                    continue;
                }
                let mut orders = a.orders.clone();
                for o in &b.orders {
                    if !orders.contains(o) {
                        orders.push(*o);
                    }
                }
                if orders != a.orders {
                    lines.push(Line::new(&a.strategy, orders));
                }
            }
        }
    }
    if which & 4 != 0 {
        for a in top {
            for b in top {
                if a.strategy != b.strategy {
                    lines.push(Line::new(&a.strategy, b.orders.clone()));
                }
            }
        }
    }
    if which & 8 != 0 {
        for (place, order) in base.orders.iter().enumerate() {
            if matches!(order, Order::Launch { .. } | Order::Table(..)) {
                let mut first = base.orders.clone();
                first.remove(place);
                lines.push(Line::new(&base.strategy, first));
            }
        }
        for (initiative, target) in view.openings(view.capital(), view.hands()) {
            let order = Order::Launch { initiative, target };
            if base.orders.contains(&order) {
                continue;
            }
            let mut first = base.orders.clone();
            first.insert(0, order);
            lines.push(Line::new(&base.strategy, first));
        }
    }
    lines
}

impl Controller for Search {
    /// Nobody looks ahead at a table: the delegation trades as one without a plan does.
    fn negotiate(&self, view: &View<'_>, table: TableId) -> Vec<TableOrder> {
        agents::table::negotiate(view, table, &Bargaining::default())
    }

    fn step(&self, view: &View<'_>, kind: CrisisId) -> CrisisOrder {
        agents::crisis_step(view, kind, Bearing::default(), (self.seed, self.subject))
    }

    fn decide(&self, view: &View<'_>) -> Vec<Order> {
        let lookahead = Lookahead {
            view: *view,
            longer: &view.scenario().prolonged(Vigil::TURNS),
            seed: combine(&[self.seed, self.subject]),
            notes: false,
            spread: &|count, play| (0..count).map(play).collect(),
        };
        let lines = portfolio(&lookahead);
        let mut lines = lookahead.race(lines, (env("S_RACE", 4), env("S_MOST", 8)));
        lines.truncate(env("S_TOP", 3));
        let more = variants(&lookahead, &lines);
        if !more.is_empty() {
            lines.extend(more);
            lines = lookahead.race(lines, (env("S_VFIRST", 8), env("S_VMOST", 32)));
        }
        if std::env::var("S_TALK").is_ok() {
            if let Some(l) = lines.first() {
                eprintln!(
                    "turn {} {} {} {:?}",
                    view.turn().0,
                    l.strategy,
                    l.score().displayed(),
                    l.orders
                );
            }
        }
        lines
            .into_iter()
            .next()
            .map_or_else(Vec::new, |it| it.orders)
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
