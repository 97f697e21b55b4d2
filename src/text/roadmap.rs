//! Roadmaps in words: what was planned for when, what is public of it, what slipped and why.

use crate::model::fact::Obstacle;
use crate::model::{ActorId, Cause, Fact, InitiativeId, Order, SeatId, Turn, What};
use crate::rules::state::{Notice, Queued, Step};
use crate::rules::{Refusal, View};
use crate::scenario::Item;
use crate::session::Game;
use crate::text::account::known_events;
use crate::text::facts::Slots;
use crate::text::gantt::{Bar, Standing};
use crate::text::{Cast, Line, Tone, Words, fill, reasons, turns, whole};

/// The heading of a seat's own initiatives.
pub const YOURS: &str = "Yours";
/// The heading of what others run and have made public.
pub const OTHERS: &str = "Others, as far as it is public";
/// The ruler of the years.
pub const YEARS: &str = "budget years";
/// The ruler of the government.
pub const TERM: &str = "government, E election";
/// The ruler of the windows.
pub const CLOSING: &str = "windows close ▼";

/// How far an entry of a roadmap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// In this turn's plan, with the turn that was promised in public, if one was.
    Starting(Option<Turn>),
    /// To be stopped with this turn.
    Stopping,
    /// Under way, with turns done and turns in all.
    Running(u16, u16),
    /// Planned for a later turn.
    Later(Notice),
}

/// One entry of a roadmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whose.
    pub seat: SeatId,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// At whom.
    pub target: Option<ActorId>,
    /// The turn in which it begins; for what is under way, the one with which it ends.
    pub turn: Turn,
    /// How far it is.
    pub stage: Stage,
}

/// Whose roadmap is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// That of the seat itself.
    Own,
    /// Those of the others, as far as they are public.
    Others,
}

/// What is planned, under way and scheduled, by turn.
#[must_use]
pub fn entries(view: &View<'_>, whose: Whose) -> Vec<Entry> {
    let (me, now) = (view.seat(), view.turn());
    let wanted = |seat: SeatId| match whose {
        Whose::Own => seat == me,
        Whose::Others => seat != me,
    };
    let plan = view.plan().filter(|order| wanted(order.seat));
    let planned = plan.map(|order| Entry {
        seat: order.seat,
        initiative: order.initiative,
        target: order.target,
        turn: now,
        stage: match order.step {
            Step::Launch => Stage::Starting(promised(view, order)),
            Step::Cancel => Stage::Stopping,
        },
    });
    let mut all: Vec<Entry> = planned.collect();
    let taken = |entry: &Entry| {
        let known = view.plan().filter(|order| wanted(order.seat));
        known.into_iter().any(|order| {
            (order.seat, order.initiative, order.target)
                == (entry.seat, entry.initiative, entry.target)
        })
    };
    let running = view
        .projects()
        .iter()
        .filter(|project| wanted(project.seat));
    let running = running.map(|project| {
        let count = view.scenario().initiative(project.initiative).turns();
        let left = count.saturating_sub(project.elapsed);
        Entry {
            seat: project.seat,
            initiative: project.initiative,
            target: project.target,
            turn: now.after(left.saturating_sub(1)),
            stage: Stage::Running(project.elapsed, count),
        }
    });
    all.extend(running.filter(|entry| !taken(entry)));
    let later = view.roadmap().filter(|slated| wanted(slated.seat));
    let later = later.map(|slated| Entry {
        seat: slated.seat,
        initiative: slated.initiative,
        target: slated.target,
        turn: slated.turn,
        stage: Stage::Later(slated.notice),
    });
    all.extend(later.filter(|entry| entry.turn > now || !taken(entry)));
    all.sort_by_key(|entry| entry.turn);
    all
}

/// The turn that was promised for an initiative in the plan.
fn promised(view: &View<'_>, order: &Queued) -> Option<Turn> {
    let mut known = view.roadmap();
    let key = (order.seat, order.initiative, order.target);
    let slated = known.find(|known| (known.seat, known.initiative, known.target) == key)?;
    slated.notice.promised()
}

/// The first condition that an initiative scheduled by this seat still waits for, which something before it may bring.
#[must_use]
pub fn waits_for(view: &View<'_>, entry: &Entry) -> Option<Line> {
    if !matches!(entry.stage, Stage::Later(_)) || entry.seat != view.seat() {
        return None;
    }
    let words = Words::new(view.scenario().lexicon());
    let needs = &view.scenario().initiative(entry.initiative).needs;
    let unmet = needs.iter().find(|need| !view.holds(need, entry.target))?;
    let known = known_events(view);
    let cast = Cast::of(entry.seat, entry.target).knowing(&known);
    let slots = [("condition", words.condition(unmet, &cast))];
    Some(fill("waits for: {condition}", &slots).toned(Tone::Dim))
}

/// What a roadmap of this seat did when the turn under way began: what it planned by itself, what slipped and why.
#[must_use]
pub fn morning(game: &Game, seat: SeatId) -> Vec<Line> {
    let told = morning_told(game, seat).into_iter();
    told.map(|(_, line)| line).collect()
}

/// The same, with the cause of what came of each.
#[must_use]
pub fn morning_told(game: &Game, seat: SeatId) -> Vec<(Cause, Line)> {
    let view = game.view_of(seat);
    let facts = game.known_facts(seat, 0);
    let facts: Vec<&Fact> = facts
        .filter(|fact| fact.turn == view.turn() && fact.cause == Cause::Roadmap(seat))
        .collect();
    let missed = |initiative| {
        let mut known = game.known_facts(seat, 0);
        let cause = Cause::Missed(initiative, seat);
        known
            .any(|fact| fact.turn == view.turn() && fact.cause == cause)
            .then_some(cause)
    };
    let line = |fact: &Fact| {
        let cause = match fact.what {
            What::Slipped { initiative, .. } | What::Lapsed { initiative, .. } => {
                missed(initiative).unwrap_or(Cause::Initiative(initiative, seat))
            }
            What::Planned { initiative, .. } => Cause::Initiative(initiative, seat),
            _ => fact.cause,
        };
        Some((cause, told(&view, fact)?))
    };
    facts.into_iter().filter_map(line).collect()
}

/// Whether a fact was written when its turn began, before anybody had decided anything.
#[must_use]
pub const fn is_of_the_morning(fact: &Fact) -> bool {
    matches!(fact.cause, Cause::Roadmap(_) | Cause::Missed(..))
}

pub(super) fn told(view: &View<'_>, fact: &Fact) -> Option<Line> {
    let words = Words::new(view.scenario().lexicon());
    match fact.what {
        What::Slipped {
            initiative,
            target,
            obstacle,
            ..
        } => {
            let slots = [
                ("day", words.day_of(fact.turn.after(1)).into()),
                ("why", why(view, (initiative, target), obstacle)),
            ];
            let key = (view.seat(), initiative, target);
            let public = view.roadmap().any(|slated| {
                (slated.seat, slated.initiative, slated.target) == key
                    && slated.notice.promised().is_some()
            });
            let template = if public {
                "Your milestone slips to {day}, at a price abroad and at home: {why}"
            } else {
                "Moves to {day}: {why}"
            };
            Some(fill(template, &slots).toned(Tone::Warn))
        }
        What::Lapsed {
            initiative,
            target,
            obstacle,
            ..
        } => {
            let why = why(view, (initiative, target), obstacle);
            Some(fill("Off the roadmap: {why}", &[("why", why)]).toned(Tone::Warn))
        }
        _ => words.fact(fact),
    }
}

/// The obstacle as the refusal that it was, explained.
fn why(
    view: &View<'_>,
    (initiative, target): (InitiativeId, Option<ActorId>),
    obstacle: Obstacle,
) -> Line {
    let wanted = view.scenario().initiative(initiative);
    let refusal = match obstacle {
        Obstacle::Needs(place) => Refusal::Needs(place),
        Obstacle::Permission { permission, unmet } => Refusal::Permission { permission, unmet },
        Obstacle::Capital(held) => Refusal::Capital {
            needed: wanted.cost,
            held: held.points(),
        },
        Obstacle::Hands(free) => Refusal::Hands {
            needed: wanted.hands,
            free: free.points(),
        },
        Obstacle::TooSoon(from) => Refusal::TooSoon { from },
        Obstacle::Running => Refusal::AlreadyRunning,
        Obstacle::Done => Refusal::AlreadyDone,
        Obstacle::Never => Refusal::NotYours,
    };
    reasons::explain(view, &Order::Launch { initiative, target }, &refusal)
}

/// When there is nothing on the roadmap.
#[must_use]
pub fn empty() -> Line {
    "Nothing runs and nothing is planned. What is scheduled for a later turn begins by itself as soon as it can".into()
}

/// When nothing is left that could be scheduled.
#[must_use]
pub fn nothing_to_schedule() -> Line {
    "Nothing can be scheduled any more".into()
}

/// When nothing is selected that could be moved.
#[must_use]
pub fn nothing_to_move() -> Line {
    "Nothing is scheduled yet".into()
}

/// When what is selected can't be stopped.
#[must_use]
pub fn nothing_to_stop() -> Line {
    "It is neither planned nor under way".into()
}

/// When something is to be moved before the turn under way.
#[must_use]
pub fn past() -> Line {
    "That turn has passed".into()
}

impl Words<'_> {
    /// After something was moved.
    #[must_use]
    pub fn shifted(&self, (initiative, target): (InitiativeId, Option<ActorId>), to: Turn) -> Line {
        let slots = [
            ("it", self.directed(initiative, target)),
            ("turn", to.0.to_string().into()),
            ("day", self.day_of(to).into()),
        ];
        fill("{it} now begins in turn {turn}, {day}", &slots)
    }

    /// Why a bar of a chart can't be moved.
    #[must_use]
    pub fn immovable(&self, bar: &Bar, me: SeatId) -> Line {
        if bar.seat != me {
            return "It is not yours to move".into();
        }
        let template = match bar.standing {
            Standing::Planned | Standing::Later(_) => {
                "The date of {it} is public: it can be taken off, which will be minded, but not moved"
            }
            Standing::Running(..) | Standing::Stopping => {
                "{it} is under way: it can only be stopped"
            }
            Standing::Done | Standing::Stopped | Standing::Declined | Standing::Dropped => {
                "{it} is over"
            }
        };
        fill(
            template,
            &[("it", self.directed(bar.initiative, bar.target))],
        )
    }

    /// "turn 3, 25 April 2013: ‘Sound out’ (Tokyo), published".
    #[must_use]
    pub fn roadmap_entry(&self, entry: &Entry, now: Turn) -> Line {
        let slots = [
            ("turn", Line::new(&entry.turn.0.to_string(), Tone::Strong)),
            ("day", Line::new(&self.day_of(entry.turn), Tone::Dim)),
            ("it", self.directed(entry.initiative, entry.target)),
            ("stage", self.stage(entry, now)),
        ];
        let template = match entry.stage {
            Stage::Running(..) => "to turn {turn}, {day}: {it}, {stage}",
            Stage::Starting(_) | Stage::Stopping | Stage::Later(_) => {
                "turn {turn}, {day}: {it}, {stage}"
            }
        };
        fill(template, &slots)
    }

    /// The same with whose it is, for the roadmaps of others.
    #[must_use]
    pub fn roadmap_entry_of(&self, entry: &Entry, now: Turn) -> Line {
        let slots = [
            ("seat", self.seat(entry.seat).into()),
            ("entry", self.roadmap_entry(entry, now)),
        ];
        fill("{seat}, {entry}", &slots)
    }

    fn stage(&self, entry: &Entry, now: Turn) -> Line {
        match entry.stage {
            Stage::Starting(None) => "in this turn's plan".into(),
            Stage::Starting(Some(due)) => {
                self.promise("in this turn's plan, published", due, entry, now)
            }
            Stage::Stopping => "to be stopped".into(),
            Stage::Running(done, all) => {
                let slots = [
                    ("done", done.to_string().into()),
                    ("all", turns(all).into()),
                ];
                fill("under way, {done} of {all} done", &slots)
            }
            Stage::Later(Notice::Private) => "planned, not public".into(),
            Stage::Later(Notice::Announcing) => "planned, public when the turn ends".into(),
            Stage::Later(Notice::Public(due)) => self.promise("published", due, entry, now),
            Stage::Later(Notice::Withdrawing(due)) => {
                self.promise("to be taken off when the turn ends", due, entry, now)
            }
        }
    }

    /// A published date that has not been kept is called overdue, in words.
    fn promise(&self, state: &str, due: Turn, entry: &Entry, now: Turn) -> Line {
        let state = ("state", Line::from(state));
        let due_turn = ("due", Line::from(due.0.to_string()));
        if due < now || entry.turn > due {
            let line = fill(
                "OVERDUE, promised for turn {due}, {state}",
                &[due_turn, state],
            );
            line.toned(Tone::Warn)
        } else {
            fill("{state}", &[state])
        }
    }

    pub(super) fn roadmap_slots(&self, what: What, slots: &mut Slots) {
        if let What::Slated {
            seat,
            initiative,
            target,
            ..
        }
        | What::Unslated {
            seat,
            initiative,
            target,
        }
        | What::Published {
            seat,
            initiative,
            target,
            ..
        }
        | What::Withdrawing {
            seat,
            initiative,
            target,
        }
        | What::Withdrawn {
            seat,
            initiative,
            target,
        }
        | What::Slipped {
            seat,
            initiative,
            target,
            ..
        }
        | What::Lapsed {
            seat,
            initiative,
            target,
            ..
        }
        | What::Missed {
            seat,
            initiative,
            target,
            ..
        }
        | What::Met {
            seat,
            initiative,
            target,
            ..
        } = what
        {
            slots.push(("seat", self.seat(seat).into()));
            slots.push(("it", self.directed(initiative, target)));
        }
        if let What::Publishing { seat } = what {
            slots.push(("seat", self.seat(seat).into()));
        }
        if let What::Slated { due, .. }
        | What::Published { due, .. }
        | What::Missed { due, .. }
        | What::Met { due, .. } = what
        {
            slots.push(("due", self.day_of(due).into()));
        }
        if let What::Slipped { obstacle, .. } | What::Lapsed { obstacle, .. } = what {
            slots.push(("obstacle", self.obstacle(obstacle)));
        }
    }

    fn obstacle(&self, obstacle: Obstacle) -> Line {
        match obstacle {
            Obstacle::Needs(_) => "a condition did not hold".into(),
            Obstacle::Permission { permission, .. } => {
                let leave = [("leave", self.quoted(Item::Permission(permission)))];
                fill("{leave} was not given", &leave)
            }
            Obstacle::Capital(held) => {
                let held = whole(held.points()).into();
                fill("{held} capital did not pay for it", &[("held", held)])
            }
            Obstacle::Hands(free) => {
                let free = whole(free.points()).into();
                fill("{free} free hands were not enough", &[("free", free)])
            }
            Obstacle::TooSoon(from) => {
                let day = self.day_of(from).into();
                fill("it can't be done again before {day}", &[("day", day)])
            }
            Obstacle::Running => "it was under way".into(),
            Obstacle::Done => "it had been done".into(),
            Obstacle::Never => "it can't be launched".into(),
        }
    }
}

/// The sentence of each kind of fact about roadmaps; `None` for others.
pub(super) const fn template(what: What) -> Option<&'static str> {
    Some(match what {
        What::Planned { .. } => "{seat} plans {it}, as scheduled",
        What::Slated { .. } => "{seat} schedules {it} for {due}",
        What::Unslated { .. } => "{seat} takes {it} off its roadmap",
        What::Publishing { .. } => "{seat} is to publish its roadmap",
        What::Published { .. } => "{seat} publishes a milestone: {it}, to begin on {due}",
        What::Withdrawing { .. } => "{seat} is to take {it} off its public roadmap",
        What::Withdrawn { .. } => "{seat} takes {it} off its public roadmap",
        What::Slipped { .. } => "{it} by {seat} moves to the next turn: {obstacle}",
        What::Lapsed { .. } => "{it} by {seat} is off the roadmap: {obstacle}",
        What::Missed { .. } => "{it} by {seat}, promised for {due}, slips",
        What::Met { .. } => "{seat} keeps its milestone {it}, promised for {due}",
        _ => return None,
    })
}
