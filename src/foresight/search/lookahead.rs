//! Looking ahead: what courses of action come to in worlds that agree with what a seat knows, and which comes out best.

use crate::agents;
use crate::foresight::course::{Cast, play_turn};
use crate::foresight::durability::Vigil;
use crate::model::{Fact, Order, PerMille, Points, SeatId, Turn, What};
use crate::rules::chance::combine;
use crate::rules::{self, Scribe, State, View};
use crate::scenario::Scenario;

/// What one world came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// The axes at the end, in the scenario's order.
    pub axes: Vec<Points>,
    /// Whether the order held in the turns after the last, when nobody tended it.
    pub held: bool,
    /// What the seat itself began, turn by turn.
    pub begun: Vec<(Turn, Order)>,
}

/// A course of action: what is ordered now, and by which strategy it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The strategy of every turn after this one, and of what is left open in this one.
    pub strategy: String,
    /// Answers to what is owed now; else the plan of this turn.
    pub orders: Vec<Order>,
    /// What it came to, world by world: the k-th of every line is the same world.
    pub worths: Vec<Worth>,
}

/// Plays so many worlds, in whatever order and on however many cores; what the n-th came to is in the n-th place.
pub type Spread<'s> = &'s (dyn Fn(usize, &(dyn Fn(usize) -> Worth + Sync)) -> Vec<Worth> + Sync);

/// A seat's outlook.
pub struct Lookahead<'a> {
    /// What it sees.
    pub view: View<'a>,
    /// The scenario with its calendar prolonged by `Vigil::TURNS`.
    pub longer: &'a Scenario,
    /// What worlds are drawn by.
    pub seed: u64,
    /// Whether it is noted what the seat begins in them.
    pub notes: bool,
    /// How they are played.
    pub spread: Spread<'a>,
}

impl Worth {
    /// The mean of the axes and of durability (0 or 100), which counts as one of them.
    #[must_use]
    pub fn score(&self) -> Points {
        let held = if self.held {
            Points::HUNDRED
        } else {
            Points::ZERO
        };
        let sum = self.axes.iter().fold(held, |sum, axis| sum.plus(*axis));
        let count = i64::try_from(self.axes.len()).unwrap_or(0) + 1;
        sum.scaled(1, count)
    }
}

impl Line {
    /// A line of which nothing is known yet.
    #[must_use]
    pub fn new(strategy: &str, orders: Vec<Order>) -> Self {
        Self {
            strategy: strategy.to_owned(),
            orders,
            worths: Vec::new(),
        }
    }

    /// The mean of the scores; nothing without worlds.
    #[must_use]
    pub fn score(&self) -> Points {
        mean(self.worths.iter().map(Worth::score))
    }

    /// The share of worlds in which the order held, per mille; nothing without worlds.
    #[must_use]
    pub fn held(&self) -> PerMille {
        let held = self.worths.iter().filter(|it| it.held).count();
        let share = (held * 1000).checked_div(self.worths.len()).unwrap_or(0);
        PerMille(i32::try_from(share).unwrap_or(0))
    }

    /// The mean of an axis by its place; nothing without worlds.
    #[must_use]
    pub fn axis(&self, place: usize) -> Points {
        mean(
            self.worths
                .iter()
                .filter_map(|it| it.axes.get(place))
                .copied(),
        )
    }
}

/// What a fact says of something that this seat began.
fn launched(fact: &Fact, seat: SeatId, turn: Turn) -> Option<(Turn, Order)> {
    let What::Launched {
        seat: by,
        initiative,
        target,
        ..
    } = fact.what
    else {
        return None;
    };
    (by == seat).then_some((turn, Order::Launch { initiative, target }))
}

fn mean(values: impl Iterator<Item = Points>) -> Points {
    let (sum, count) = values.fold((0_i64, 0_i64), |(sum, count), it| {
        (sum + i64::from(it.raw()), count + 1)
    });
    let mean = sum.checked_div_euclid(count).unwrap_or(0);
    Points::thousandths(i32::try_from(mean).unwrap_or(0))
}

impl Lookahead<'_> {
    /// The seat whose outlook it is.
    #[must_use]
    pub fn seat(&self) -> SeatId {
        self.view.seat()
    }

    /// What this seat would order now by a strategy: its answers if any are owed, else its plan. `None` if the seat can't be
    /// played by it.
    #[must_use]
    pub fn line_of(&self, strategy: &str) -> Option<Line> {
        let scenario = self.view.scenario();
        let agent = agents::by_name(strategy, scenario, self.seat(), self.seed)?;
        let (answers, plan) = agents::answers_and_plan(agent.decide(&self.view));
        let asked = self.view.owed().next().is_some();
        Some(Line::new(strategy, if asked { answers } else { plan }))
    }

    /// What the `k`-th world comes to by a line.
    #[must_use]
    pub fn worth(&self, line: &Line, k: usize) -> Worth {
        let (scenario, seat) = (self.view.scenario(), self.seat());
        let seed = combine(&[self.seed, u64::from(self.view.turn().0), k as u64]);
        let mut state = rules::imagine(&self.view, seed);
        let mut scribe = if self.notes {
            Scribe::keeping()
        } else {
            Scribe::forgetting()
        };
        for order in &line.orders {
            let _ = rules::execute(scenario, &mut state, &mut scribe, seat, order);
        }
        let cast = Cast::of(scenario, seed, |other| {
            if other == seat {
                &line.strategy
            } else {
                "script"
            }
        });
        // Answers leave the plan open.
        let plan = line
            .orders
            .iter()
            .any(|it| matches!(it, Order::Respond { .. }));
        let mut planned = (!plan).then_some(seat);
        let mut begun = Vec::new();
        while state.over().is_none() {
            let turn = state.turn();
            play_turn(scenario, (&mut state, &mut scribe), &cast, planned.take());
            begun.extend(
                scribe
                    .take()
                    .iter()
                    .filter_map(|it| launched(it, seat, turn)),
            );
        }
        self.come_to(&state, seed, begun)
    }

    fn come_to(&self, state: &State, seed: u64, begun: Vec<(Turn, Order)>) -> Worth {
        let scenario = self.view.scenario();
        let view = View::new(scenario, state, self.seat());
        let vigil = Vigil::over(self.longer, (state, self.seat()), (seed, Vigil::TURNS));
        Worth {
            axes: scenario.axes().map(|axis| view.gauge(axis)).collect(),
            held: vigil.is_some_and(|it| it.life(0).breach.is_none()),
            begun,
        }
    }

    /// Plays every line in so many worlds.
    pub fn extend(&self, lines: &mut [Line], worlds: usize) {
        let mut jobs = Vec::new();
        for (place, line) in lines.iter().enumerate() {
            jobs.extend((line.worths.len()..worlds).map(|k| (place, k)));
        }
        let known: &[Line] = lines;
        let played = (self.spread)(jobs.len(), &|job| {
            let (place, k) = jobs[job];
            self.worth(&known[place], k)
        });
        for ((place, _), worth) in jobs.iter().zip(played) {
            lines[*place].worths.push(worth);
        }
    }

    /// The best of some lines. All are played in a few worlds, the better half of them in twice as many, and so on
    /// (successive halving: Karnin, Koren and Somekh 2013), until one is left or as many worlds were played as is worth
    /// it. Of equals the first.
    #[must_use]
    pub fn race(&self, lines: Vec<Line>, bounds: (usize, usize)) -> Vec<Line> {
        self.race_until(lines, bounds, |_| false)
    }

    /// What the best of some lines would have the seat do now. No further worlds are played once all lines that are left
    /// would have it do the same.
    #[must_use]
    pub fn choice(&self, lines: Vec<Line>, bounds: (usize, usize)) -> Vec<Order> {
        let agreed = |lines: &[Line]| {
            lines
                .windows(2)
                .all(|pair| pair[0].orders == pair[1].orders)
        };
        let lines = self.race_until(lines, bounds, agreed);
        let best = lines.into_iter().next();
        best.map_or_else(Vec::new, |best| best.orders)
    }

    fn race_until(
        &self,
        mut lines: Vec<Line>,
        (worlds, most): (usize, usize),
        settled: impl Fn(&[Line]) -> bool,
    ) -> Vec<Line> {
        let mut worlds = worlds.max(1);
        while !settled(&lines) {
            self.extend(&mut lines, worlds);
            lines.sort_by_key(|it| std::cmp::Reverse(it.score()));
            if worlds >= most || lines.len() <= 1 {
                break;
            }
            lines.truncate(lines.len().div_ceil(2));
            worlds = worlds.saturating_mul(2);
        }
        lines
    }
}
