//! What the staff would do, and why: the best course that it finds, what each order of it is for, and what would follow.

use std::collections::BTreeMap;

use crate::foresight::search::lookahead::{Line, Lookahead};
use crate::foresight::search::portfolio;
use crate::model::{Order, PerMille, Points, Turn};

/// In how many worlds the courses are first compared, and the last of them.
const RACE: (usize, usize) = (2, 16);
/// In how many worlds the best is looked at closely.
const WORLDS: usize = 96;
/// How many turns of what follows are told, the one under way included.
const AHEAD: u16 = 6;
/// What follows in fewer worlds than this is left out.
const USUAL: PerMille = PerMille(300);

/// What the staff would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// How many strategies were tried.
    pub tried: usize,
    /// What it proposes: the strategy, the orders of now, and what they come to.
    pub plan: Line,
    /// What comes of ordering nothing more now and going on by interests.
    pub stand: Line,
    /// What each order of now is for.
    pub reasons: Vec<Reason>,
    /// What would be begun in the next turns, in the order of turns.
    pub later: Vec<Later>,
}

/// What an order is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The order.
    pub order: Order,
    /// What the order adds to each axis by the end, in the scenario's order, in the mean of the worlds.
    pub axes: Vec<Points>,
    /// What it adds to the share of worlds in which the order of things holds, per mille.
    pub held: PerMille,
}

/// Something that would be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Later {
    /// In which turn most often.
    pub turn: Turn,
    /// What.
    pub order: Order,
    /// In how many of the worlds within the turns looked at, per mille.
    pub share: PerMille,
}

impl Lookahead<'_> {
    /// What the staff would do in this turn and in those after it; `None` if no strategy can play the seat.
    #[must_use]
    pub fn proposal(&self) -> Option<Proposal> {
        let lines = portfolio(self);
        let tried = lines.len();
        let best = self.race(lines, RACE).into_iter().next()?;
        let usual = if self.view.doctrine().is_some() {
            "interests"
        } else {
            "script"
        };
        let mut stand = vec![Line::new(usual, Vec::new())];
        self.extend(&mut stand, WORLDS);
        let (plan, without) = self.pruned(best);
        let orders = plan.orders.iter().zip(&without);
        Some(Proposal {
            tried,
            reasons: orders
                .map(|(order, it)| reason(*order, &plan, it))
                .collect(),
            later: later(&plan, self.view.turn()),
            stand: stand.pop()?,
            plan,
        })
    }

    /// A plan without the orders that do more harm than good by its own measure, and the same without each order that is
    /// left, in their order.
    fn pruned(&self, plan: Line) -> (Line, Vec<Line>) {
        let mut plan = vec![plan];
        self.extend(&mut plan, WORLDS);
        let mut plan = plan.remove(0);
        loop {
            let orders = plan.orders.iter();
            let mut without: Vec<Line> = orders.map(|it| self.without(&plan, it)).collect();
            self.extend(&mut without, WORLDS);
            let better = (0..without.len()).max_by_key(|at| without[*at].score());
            match better {
                Some(at) if without[at].score() > plan.score() => plan = without.swap_remove(at),
                Some(_) | None => return (plan, without),
            }
        }
    }

    /// A plan with one order less; of an answer, with the default in its place.
    fn without(&self, plan: &Line, order: &Order) -> Line {
        let instead = match *order {
            Order::Respond { event, subject, .. } => self.view.default_answer(event, subject),
            Order::Launch { .. }
            | Order::Table(..)
            | Order::Step(..)
            | Order::Schedule { .. }
            | Order::Publish
            | Order::Cancel { .. }
            | Order::End => None,
        };
        let orders = plan.orders.iter();
        let others = orders.filter_map(|it| if it == order { instead } else { Some(*it) });
        Line::new(&plan.strategy, others.collect())
    }
}

fn reason(order: Order, plan: &Line, without: &Line) -> Reason {
    let count = plan.worths.first().map_or(0, |it| it.axes.len());
    Reason {
        order,
        axes: (0..count)
            .map(|axis| plan.axis(axis).minus(without.axis(axis)))
            .collect(),
        held: PerMille(plan.held().0 - without.held().0),
    }
}

/// What is begun in many of the worlds, but for the orders of now.
fn later(plan: &Line, now: Turn) -> Vec<Later> {
    let last = now.after(AHEAD);
    let mut first: BTreeMap<Order, Vec<Turn>> = BTreeMap::new();
    for worth in &plan.worths {
        let mut seen = Vec::new();
        for (turn, order) in worth.begun.iter().filter(|(turn, _)| *turn < last) {
            if !seen.contains(order) && !plan.orders.contains(order) {
                seen.push(*order);
                first.entry(*order).or_default().push(*turn);
            }
        }
    }
    let mut later: Vec<Later> = Vec::new();
    for (order, mut turns) in first {
        let share = (turns.len() * 1000).checked_div(plan.worths.len());
        let share = PerMille(i32::try_from(share.unwrap_or(0)).unwrap_or(0));
        turns.sort_unstable();
        if let Some(turn) = turns.get(turns.len() / 2).filter(|_| share >= USUAL) {
            later.push(Later {
                turn: *turn,
                order,
                share,
            });
        }
    }
    later.sort_by_key(|it| (it.turn, std::cmp::Reverse(it.share)));
    later
}
