//! Durability: what becomes of an order when nobody tends it.
//!
//! The world of a finished game goes on for some turns: the seat that built it takes what comes and starts nothing, the
//! other capitals go on as they are, and every future draws its own shocks.

use crate::foresight::course::{Cast, play_turn};
use crate::foresight::forecast::interval;
use crate::model::condition::Obligation;
use crate::model::{ActorId, CrisisId, EndingId, Fact, MechanismId, PerMille, Points, SeatId};
use crate::rules::{self, Over, Scribe, Seen, State, View};
use crate::scenario::Scenario;

/// From this rung on a crisis breaks an order; one below is what orders are for.
const SERIOUS: u8 = 4;
/// A mechanism of this health is in use.
const IN_USE: Points = Points::whole(30);

/// What broke an order in one of its futures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    /// In what kind of confrontation; `None` if none of these ended the game.
    pub shock: Option<CrisisId>,
    /// Between whom.
    pub pair: Option<[ActorId; 2]>,
    /// The mechanism that should have held it and had lost most of its health since; `None` where none covered the two.
    pub mechanism: Option<MechanismId>,
    /// The ending that it came to, if it came to one.
    pub ending: Option<EndingId>,
}

/// One future of an order that nobody tends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Afterlife {
    /// Its number.
    pub k: u64,
    /// What broke the order first; `None` if it held.
    pub breach: Option<Breach>,
    /// What of the order was in use at the end, per mille of its mechanisms; nothing of an order without any.
    pub in_use: PerMille,
}

/// What many futures of an order have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Durability {
    lives: Vec<Afterlife>,
}

/// A finished game, ready to go on.
pub struct Vigil<'a> {
    longer: &'a Scenario,
    ended: &'a State,
    seat: SeatId,
    seed: u64,
    turns: u16,
}

impl<'a> Vigil<'a> {
    /// For how many turns an order is watched.
    pub const TURNS: u16 = 8;
    /// On how many futures the verdict on a game rests.
    pub const FUTURES: u64 = 400;

    /// A state that ended with its calendar, under the same scenario prolonged by so many turns. `None` if the game is under
    /// way, or ended before its time: then no order is left to watch.
    #[must_use]
    pub fn over(
        longer: &'a Scenario,
        (ended, seat): (&'a State, SeatId),
        (seed, turns): (u64, u16),
    ) -> Option<Self> {
        rules::go_on(longer, ended, seed)?;
        Some(Self {
            longer,
            ended,
            seat,
            seed,
            turns,
        })
    }

    /// The `k`-th future.
    #[must_use]
    pub fn life(&self, k: u64) -> Afterlife {
        self.watch(k, |_, _| ())
    }

    /// The `k`-th future, shown turn by turn: the state, and the facts since the last time.
    pub fn watch(&self, k: u64, mut each: impl FnMut(&State, &[Fact])) -> Afterlife {
        let seed = crate::rules::chance::combine(&[self.seed, k]);
        let broken = |in_use| Afterlife {
            k,
            breach: None,
            in_use,
        };
        let Some(mut state) = rules::go_on(self.longer, self.ended, seed) else {
            return broken(PerMille(0));
        };
        let mut scribe = Scribe::keeping();
        let cast = Cast::of(self.longer, seed, |seat| {
            if seat == self.seat {
                "passive"
            } else {
                "script"
            }
        });
        let order = self.order(&state);
        let healths: Vec<Points> = self.healths(&state);
        let begun = state.turn();
        let mut breach = None;
        for _ in 0..self.turns {
            if state.over().is_some() {
                break;
            }
            play_turn(self.longer, (&mut state, &mut scribe), &cast, None);
            each(&state, &scribe.take());
            if breach.is_none() {
                let view = View::new(self.longer, &state, self.seat);
                let serious = view
                    .crises()
                    .find(|it| it.opened() >= begun && it.top() >= SERIOUS);
                breach = serious.map(|it| self.breach(&it, &state, &healths));
            }
        }
        if let Some(Over::Forced(ending)) = state.over() {
            let known = breach.unwrap_or(Breach {
                shock: None,
                pair: None,
                mechanism: None,
                ending: None,
            });
            breach = Some(Breach {
                ending: Some(ending),
                ..known
            });
        }
        Afterlife {
            k,
            breach,
            in_use: self.in_use(&order, &state),
        }
    }

    /// Futures `from` to `to`, the last one left out, one after the other.
    #[must_use]
    pub fn durability(&self, from: u64, to: u64) -> Durability {
        Durability {
            lives: (from..to).map(|k| self.life(k)).collect(),
        }
    }

    /// The scenario with its longer calendar.
    #[must_use]
    pub fn scenario(&self) -> &'a Scenario {
        self.longer
    }

    /// The mechanisms that the order is made of.
    fn order(&self, state: &State) -> Vec<MechanismId> {
        let view = View::new(self.longer, state, self.seat);
        let all = self.longer.mechanisms().map(|(id, _)| id);
        all.filter(|id| view.mechanism(*id).level >= Obligation::Agreed)
            .collect()
    }

    fn healths(&self, state: &State) -> Vec<Points> {
        let all = self.longer.mechanisms();
        all.map(|(id, _)| rules::true_health(self.longer, state, id))
            .collect()
    }

    fn in_use(&self, order: &[MechanismId], state: &State) -> PerMille {
        let used = used(self.longer, state, self.seat);
        let held = order.iter().filter(|id| used.contains(id));
        let held = i64::try_from(held.count()).unwrap_or(0);
        let all = i64::try_from(order.len()).unwrap_or(0);
        let share = (held * 1000).checked_div(all).unwrap_or(0);
        PerMille(i32::try_from(share).unwrap_or(0))
    }

    /// What broke it: among the mechanisms that help in such a confrontation between the two, the one that had lost most.
    fn breach(&self, crisis: &Seen<'_>, state: &State, healths: &[Points]) -> Breach {
        let helping = crisis.covering().into_iter().map(|(id, _)| id);
        let lost = |id: &MechanismId| {
            let now = rules::true_health(self.longer, state, *id);
            let before = healths.get(id.index()).copied().unwrap_or(Points::ZERO);
            before.minus(now)
        };
        Breach {
            shock: Some(crisis.kind()),
            pair: Some(crisis.sides()),
            mechanism: helping.max_by_key(lost),
            ending: None,
        }
    }
}

impl Durability {
    /// What these futures come to, by their numbers.
    #[must_use]
    pub fn of(mut lives: Vec<Afterlife>) -> Self {
        lives.sort_by_key(|life| life.k);
        Self { lives }
    }

    /// Further futures of the same order; one that is there already is not counted twice.
    pub fn join(&mut self, more: Self) {
        self.lives.extend(more.lives);
        self.lives.sort_by_key(|life| life.k);
        self.lives.dedup_by_key(|life| life.k);
    }

    /// Those of the futures `from` to `to`, the last one left out, that are there.
    #[must_use]
    pub fn between(&self, from: u64, to: u64) -> Self {
        let lives = self
            .lives
            .iter()
            .filter(|life| (from..to).contains(&life.k));
        Self {
            lives: lives.copied().collect(),
        }
    }

    /// How many futures it rests on.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lives.len()
    }

    /// Whether it rests on none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lives.is_empty()
    }

    /// The share of futures in which the order held, per mille; nothing without futures.
    #[must_use]
    pub fn held(&self) -> PerMille {
        let held = self.lives.iter().filter(|life| life.breach.is_none());
        share(held.count(), self.lives.len())
    }

    /// How far off that share may be for want of futures: the half-width of a 95 % interval, per mille.
    #[must_use]
    pub fn within(&self) -> PerMille {
        let held = self.lives.iter().filter(|life| life.breach.is_none());
        let held = u32::try_from(held.count()).unwrap_or(u32::MAX);
        interval(held, self.lives.len()).1
    }

    /// What of the order was in use at the end, in the mean of all futures, per mille.
    #[must_use]
    pub fn in_use(&self) -> PerMille {
        let sum: i64 = self.lives.iter().map(|life| i64::from(life.in_use.0)).sum();
        let count = i64::try_from(self.lives.len()).unwrap_or(0);
        PerMille(i32::try_from(sum.checked_div(count).unwrap_or(0)).unwrap_or(0))
    }

    /// What broke it, with the number of futures, the most frequent first.
    #[must_use]
    pub fn breaches(&self) -> Vec<(Breach, u32)> {
        let mut counts = std::collections::BTreeMap::<Breach, u32>::new();
        for breach in self.lives.iter().filter_map(|life| life.breach) {
            *counts.entry(breach).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|(_, a), (_, b)| b.cmp(a));
        counts
    }

    /// The future from which most can be learnt: the first of those that broke in the most frequent way, else the first in
    /// which least was left in use.
    #[must_use]
    pub fn telling(&self) -> Option<Afterlife> {
        let usual = self.breaches().first().map(|(breach, _)| *breach);
        let mut lives = self.lives.iter();
        match usual {
            Some(usual) => lives.find(|life| life.breach == Some(usual)).copied(),
            None => lives.min_by_key(|life| life.in_use).copied(),
        }
    }
}

/// The mechanisms that are agreed and healthy enough to be of use, of a world whose truth may be told.
pub(super) fn used(scenario: &Scenario, state: &State, seat: SeatId) -> Vec<MechanismId> {
    let view = View::new(scenario, state, seat);
    let all = scenario.mechanisms().map(|(id, _)| id);
    all.filter(|id| {
        let bound = view.mechanism(*id).level >= Obligation::Agreed;
        bound && rules::true_health(scenario, state, *id) >= IN_USE
    })
    .collect()
}

fn share(part: usize, whole: usize) -> PerMille {
    let share = (part * 1000).checked_div(whole).unwrap_or(0);
    PerMille(i32::try_from(share).unwrap_or(0))
}
