//! A finished game played otherwise: one decision changed, the same outside shocks, the other capitals deciding by their
//! minds. Owns what it needs: it can be worked out elsewhere while the game is shown, and left at any moment.

mod playing;

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::foresight::counterfactual::is_decision;
use crate::foresight::{Afterlife, Change, Decision, Durability, Script, Upshot, Upshots, Vigil};
use crate::model::{CrisisOrder, Order, Posture, SeatId, TableOrder, Turn};
use crate::rules::chance::combine;
use crate::rules::{self, Scribe, State, View};
use crate::scenario::Scenario;
use crate::session::game::{Game, PERSON, Seating};

/// Another turn for what was begun is offered so many turns away.
const SHIFTS: [i32; 5] = [-2, -1, 1, 2, 4];
/// At most so many changes are tried in the search for those that matter most.
const TRIES: usize = 48;
/// The best of these are held against the game in several redraws.
const SHORTLIST: usize = 6;
/// In so many.
const SIFTED: u64 = 6;
/// What sits in the seat whose orders are written down.
const WRITTEN: &str = "as-written";

/// A turn's start in the game as it was played.
struct Start {
    turn: Turn,
    /// How many entries, and how many of the seat's own orders, came before.
    entries: usize,
    own: usize,
    state: State,
}

/// A finished game, ready to be played otherwise.
pub struct Otherwise {
    scenario: Arc<Scenario>,
    longer: Scenario,
    seed: u64,
    seat: SeatId,
    seating: Seating,
    /// Whether a person sat there: agents are asked before a person, else the seats in their order.
    by_person: bool,
    entries: Vec<(SeatId, Order)>,
    orders: Vec<(Turn, Order)>,
    starts: Vec<Start>,
    ended: State,
    /// Whether the game, played again without a change, comes to where it came.
    faithful: bool,
    /// What became of its order, as far as that was watched already.
    known: Mutex<Durability>,
}

/// One way in which the rest went.
#[derive(Clone, Debug)]
pub struct Side {
    /// What it came to under the shocks of the game.
    pub told: Upshot,
    /// The hash of its last state.
    pub hash: String,
    /// How many own decisions were left out: not legal any more, or not asked for.
    pub left_out: u32,
    /// How many answers and steps fell to the default.
    pub by_default: u32,
    /// What it came to when chance was drawn anew after the changed turn.
    pub redrawn: Upshots,
    /// What became of its order; `None` if it ended before its time.
    pub durability: Option<Durability>,
    ended: State,
    fork: Fork,
}

/// The world after the changed turn, with what is still to be ordered.
#[derive(Clone, Debug)]
struct Fork {
    state: State,
    run: Run,
}

/// Orders that are being given.
#[derive(Clone, Debug)]
struct Run {
    script: Script,
    by_default: u32,
}

/// The game as it was and the game with a change, side by side.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What was done otherwise.
    pub change: Change,
    /// The first turn that the change touches; chance is drawn anew after it.
    pub turn: Turn,
    /// The rest as it was.
    pub base: Side,
    /// The rest with the change.
    pub other: Side,
    /// Whether the game, played again without a change, comes to where it came: else capitals decide otherwise today.
    pub faithful: bool,
}

impl Otherwise {
    /// A game that is over. `None` if it is under way, or another seat is played by a person or by what isn't known here.
    #[must_use]
    pub fn of(game: &Game) -> Option<Self> {
        let seat = game.protagonist();
        let scenario = game.scenario();
        let mut others = scenario.seats().filter(|other| *other != seat);
        if game.state().over().is_none() || others.any(|other| !game.is_agent(other)) {
            return None;
        }
        let word = |(known, word): (SeatId, String)| {
            let word = if known == seat {
                WRITTEN.to_owned()
            } else {
                word
            };
            (known, word)
        };
        let seated = game.seating().0;
        let by_person = seated
            .iter()
            .any(|(known, word)| *known == seat && word == PERSON);
        let mut otherwise = Self {
            scenario: Arc::clone(scenario),
            longer: scenario.prolonged(Vigil::TURNS),
            seed: game.seed(),
            seat,
            seating: Seating(seated.into_iter().map(word).collect()),
            by_person,
            entries: game
                .entries()
                .iter()
                .map(|entry| (entry.seat, entry.order))
                .collect(),
            orders: Vec::new(),
            starts: Vec::new(),
            ended: game.state().clone(),
            faithful: false,
            known: Mutex::default(),
        };
        otherwise.retrace(game.opening());
        let again = otherwise.played(Change::Nothing, otherwise.first()?)?;
        otherwise.faithful = again.hash == otherwise.ended.hash();
        Some(otherwise)
    }

    fn first(&self) -> Option<Turn> {
        self.starts.first().map(|start| start.turn)
    }

    /// Futures of the order of the game that were watched elsewhere: they need not be watched again.
    pub fn know(&mut self, found: &Durability) {
        self.known = Mutex::new(found.clone());
    }

    /// Finds the turns of the entries again.
    fn retrace(&mut self, opening: &State) {
        let mut state = opening.clone();
        let mut scribe = Scribe::forgetting();
        for (place, (seat, order)) in self.entries.iter().enumerate() {
            let turn = state.turn();
            if self.starts.last().is_none_or(|last| last.turn != turn) {
                self.starts.push(Start {
                    turn,
                    entries: place,
                    own: self.orders.len(),
                    state: state.clone(),
                });
            }
            if *seat == self.seat {
                self.orders.push((turn, *order));
            }
            // What a game has accepted is accepted again.
            let _ = rules::execute(&self.scenario, &mut state, &mut scribe, *seat, order);
        }
    }

    /// The scenario.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The seat whose decisions are changed.
    #[must_use]
    pub const fn seat(&self) -> SeatId {
        self.seat
    }

    /// The turns that were played.
    pub fn turns(&self) -> impl Iterator<Item = Turn> {
        self.starts.iter().map(|start| start.turn)
    }

    /// What the seat decided, in the order in which it did.
    #[must_use]
    pub fn decisions(&self) -> Vec<Decision> {
        let all = self.orders.iter().enumerate();
        let decided = all.filter(|(_, (_, order))| is_decision(order));
        decided
            .map(|(place, (turn, order))| Decision {
                place,
                turn: *turn,
                order: *order,
            })
            .collect()
    }

    /// The order at a place; `None` if there is none.
    #[must_use]
    pub fn order_at(&self, place: usize) -> Option<(Turn, Order)> {
        self.orders.get(place).copied()
    }

    /// What could have been done otherwise, as the rules and the purse of that moment allowed.
    #[must_use]
    pub fn changes(&self, decision: &Decision) -> Vec<Change> {
        let place = decision.place;
        match decision.order {
            Order::Launch { .. } => {
                let last = i32::from(self.scenario.calendar().turns.0);
                let away = SHIFTS.into_iter().filter_map(|by| {
                    let turn = i32::from(decision.turn.0) + by;
                    let turn = u16::try_from(turn)
                        .ok()
                        .filter(|_| (1..=last).contains(&turn));
                    turn.map(|turn| Change::Move(place, Turn(turn)))
                });
                std::iter::once(Change::Drop(place)).chain(away).collect()
            }
            Order::Respond { .. } | Order::Step(..) => {
                let others = self.alternatives(decision).into_iter();
                others.map(|order| Change::Replace(place, order)).collect()
            }
            Order::Schedule { .. } | Order::Publish | Order::Cancel { .. } | Order::Table(..) => {
                vec![Change::Drop(place)]
            }
            Order::End => Vec::new(),
        }
    }

    /// Other answers to the same question, other steps in the same crisis, that were legal then.
    fn alternatives(&self, decision: &Decision) -> Vec<Order> {
        let Some(state) = self.moment(decision) else {
            return Vec::new();
        };
        let view = View::new(&self.scenario, &state, self.seat);
        let all: Vec<Order> = match decision.order {
            Order::Respond { event, subject, .. } => {
                let Some((question, put)) = view.question(event, subject) else {
                    return Vec::new();
                };
                let places = (0..put.choices.len()).filter_map(|place| u8::try_from(place).ok());
                let choices = places.filter_map(|place| view.answer_at(event, question, place));
                choices
                    .map(|choice| Order::Respond {
                        event,
                        subject,
                        choice,
                    })
                    .collect()
            }
            Order::Step(kind, _) => {
                let channels = view.crisis(kind).map_or_else(Vec::new, |it| it.channels());
                let step = |posture| {
                    let by = channels.iter().map(move |channel| (posture, *channel));
                    by.map(|(posture, channel)| Order::Step(kind, CrisisOrder { posture, channel }))
                };
                Posture::ALL.into_iter().flat_map(step).collect()
            }
            Order::Launch { .. }
            | Order::Schedule { .. }
            | Order::Publish
            | Order::Cancel { .. }
            | Order::Table(..)
            | Order::End => Vec::new(),
        };
        let other = |order: &Order| *order != decision.order && view.check(order).is_ok();
        all.into_iter().filter(other).collect()
    }

    /// The world in which a decision was taken.
    fn moment(&self, decision: &Decision) -> Option<State> {
        let start = self.start(decision.turn)?;
        let (mut state, mut own) = (start.state.clone(), start.own);
        let mut scribe = Scribe::forgetting();
        for (seat, order) in self.entries.get(start.entries..)? {
            if *seat == self.seat {
                if own == decision.place {
                    return Some(state);
                }
                own += 1;
            }
            let _ = rules::execute(&self.scenario, &mut state, &mut scribe, *seat, order);
        }
        None
    }

    /// Where a turn began; of one that was never reached, the last one that was.
    fn start(&self, turn: Turn) -> Option<&Start> {
        self.starts.iter().rev().find(|start| start.turn <= turn)
    }

    /// The rest of the game with a change and without it, under the same shocks; `None` if the change touches no turn of it.
    #[must_use]
    pub fn compare(&self, change: Change) -> Option<Comparison> {
        let turn = match change {
            Change::Nothing => self.first()?,
            Change::Drop(_) | Change::Replace(..) | Change::Move(..) | Change::Idle(_) => {
                change.begins(&self.orders)?
            }
        };
        Some(Comparison {
            change,
            turn,
            faithful: self.faithful,
            base: self.as_it_was(turn)?,
            other: self.played(change, turn)?,
        })
    }

    /// The rest as it was, from a turn on. What was played need not be played again if it comes to the same.
    fn as_it_was(&self, turn: Turn) -> Option<Side> {
        if !self.faithful {
            return self.played(Change::Nothing, turn);
        }
        let next = self.start(turn)?.turn.after(1);
        let after = self.starts.iter().find(|start| start.turn >= next);
        let fork = Fork {
            state: after.map_or(&self.ended, |start| &start.state).clone(),
            run: Run {
                script: Script::of(&self.orders, Change::Nothing, next),
                by_default: 0,
            },
        };
        Some(self.side(self.ended.clone(), (0, 0), fork))
    }

    /// The rest with a change, from a turn on.
    fn played(&self, change: Change, turn: Turn) -> Option<Side> {
        let start = self.start(turn)?;
        let mut run = Run {
            script: Script::of(&self.orders, change, start.turn),
            by_default: 0,
        };
        let mut game = self.game(start.state.clone(), self.seed);
        self.play(&mut game, &mut run, Some(start.turn.after(1)));
        let fork = Fork {
            state: game.state().clone(),
            run: run.clone(),
        };
        self.play(&mut game, &mut run, None);
        run.script.close_before(Turn(u16::MAX));
        let lost = (run.script.left_out(), run.by_default);
        Some(self.side(game.state().clone(), lost, fork))
    }

    fn side(&self, ended: State, (left_out, by_default): (u32, u32), fork: Fork) -> Side {
        Side {
            told: Upshot::of(&self.scenario, &ended, self.seat),
            hash: ended.hash(),
            left_out,
            by_default,
            redrawn: Upshots::default(),
            durability: self.vigil(&ended).map(|_| Durability::default()),
            ended,
            fork,
        }
    }

    fn game(&self, state: State, seed: u64) -> Game {
        Game::gone_on(Arc::clone(&self.scenario), state, seed, &self.seating)
    }

    fn vigil<'a>(&'a self, ended: &'a State) -> Option<Vigil<'a>> {
        Vigil::over(&self.longer, (ended, self.seat), (self.seed, Vigil::TURNS))
    }

    /// The last state of the game with a change. For tests.
    #[doc(hidden)]
    #[must_use]
    pub fn ended(&self, change: Change) -> Option<State> {
        self.played(change, Turn(1)).map(|side| side.ended)
    }

    /// Draws chance anew after the changed turn, `from` to `to`, the last one left out: the same redraws for both sides.
    pub fn redraw(&self, comparison: &mut Comparison, from: u64, to: u64) {
        for side in [&mut comparison.base, &mut comparison.other] {
            let drawn: Vec<Upshot> = (from..to)
                .into_par_iter()
                .map(|k| self.drawn(&side.fork, k))
                .collect();
            side.redrawn.extend(drawn);
        }
    }

    fn drawn(&self, fork: &Fork, k: u64) -> Upshot {
        let seed = combine(&[self.seed, k]);
        let mut game = self.game(rules::redrawn(&fork.state, seed), seed);
        self.play(&mut game, &mut fork.run.clone(), None);
        Upshot::of(&self.scenario, game.state(), self.seat)
    }

    /// Watches the orders of both sides in further futures, `from` to `to`, the last one left out.
    pub fn watch(&self, comparison: &mut Comparison, from: u64, to: u64) {
        let base = &mut comparison.base;
        let known = self.known(|known| known.between(from, to));
        let whole = u64::try_from(known.len()).ok() == to.checked_sub(from);
        let lives = if comparison.faithful && whole {
            Some(known)
        } else {
            self.watched(&base.ended, from, to)
        };
        if let (Some(so_far), Some(more)) = (&mut base.durability, lives) {
            if comparison.faithful && !whole {
                self.known(|known| known.join(more.clone()));
            }
            so_far.join(more);
        }
        let other = &mut comparison.other;
        let lives = self.watched(&other.ended, from, to);
        if let (Some(so_far), Some(more)) = (&mut other.durability, lives) {
            so_far.join(more);
        }
    }

    fn known<T>(&self, with: impl FnOnce(&mut Durability) -> T) -> T {
        with(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn watched(&self, ended: &State, from: u64, to: u64) -> Option<Durability> {
        let vigil = self.vigil(ended)?;
        let lives = (from..to).into_par_iter().map(|k| vigil.life(k));
        let lives: Vec<Afterlife> = lives.collect();
        Some(Durability::of(lives))
    }

    /// The changes of different decisions that move the axes furthest, at most so many, found by trying a bounded number:
    /// of every decision evenly, then the best of them again with chance drawn anew. The furthest first.
    #[must_use]
    pub fn telling(&self, most: usize) -> Vec<Comparison> {
        let axes: Vec<usize> = self.axes();
        let tried: Vec<Comparison> = self
            .tried()
            .into_par_iter()
            .filter_map(|change| self.compare(change))
            .collect();
        let mut tried: Vec<Comparison> = tried;
        tried.sort_by_key(|it| std::cmp::Reverse(it.base.told.apart(&it.other.told, &axes)));
        let mut best: Vec<Comparison> = Vec::new();
        for one in tried {
            let known = |other: &Comparison| other.change.subject() == one.change.subject();
            if one.base.hash != one.other.hash && !best.iter().any(known) {
                best.push(one);
            }
        }
        best.truncate(SHORTLIST);
        best.iter_mut().for_each(|it| self.redraw(it, 0, SIFTED));
        best.sort_by_key(|it| std::cmp::Reverse(it.base.redrawn.apart(&it.other.redrawn, &axes)));
        best.truncate(most);
        best
    }

    /// The places of the axes among the gauges.
    #[must_use]
    pub fn axes(&self) -> Vec<usize> {
        let axes: Vec<_> = self.scenario.axes().collect();
        let all = self.scenario.gauges().enumerate();
        let axes = all.filter(|(_, (id, _))| axes.contains(id));
        axes.map(|(place, _)| place).collect()
    }

    /// A bounded number of changes, evenly from all there are.
    fn tried(&self) -> Vec<Change> {
        let decisions = self.decisions().into_iter();
        let each = decisions.flat_map(|it| match it.order {
            Order::Launch { .. } => vec![Change::Drop(it.place)],
            Order::Table(_, order) if !is_telling(&order) => Vec::new(),
            Order::Respond { .. }
            | Order::Step(..)
            | Order::Schedule { .. }
            | Order::Publish
            | Order::Cancel { .. }
            | Order::Table(..)
            | Order::End => self.changes(&it),
        });
        let all: Vec<Change> = each.collect();
        let count = all.len().min(TRIES);
        let at = |number: usize| all.get(number * all.len() / count.max(1)).copied();
        (0..count).filter_map(at).collect()
    }
}

/// What is done at a table that a search tries to leave out.
const fn is_telling(order: &TableOrder) -> bool {
    matches!(
        order,
        TableOrder::Convene { .. }
            | TableOrder::Accept
            | TableOrder::SignWithout
            | TableOrder::WalkOut
    )
}
