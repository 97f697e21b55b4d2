//! Roadmaps over the turns: a bar for each initiative that runs, is planned or has ended lately, and the rulers above them.
//!
//! What a chart draws and plain mode says in words comes from here, so that both tell the same.

mod links;
mod words;

pub use links::{Link, awaited_by, brought_by};
pub use words::{Legend, legend};

use crate::model::{ActorId, Fact, InitiativeId, SeatId, Turn, What, WindowId};
use crate::rules::View;
use crate::rules::state::Notice;
use crate::session::Game;
use crate::text::roadmap::{Entry, Stage, Whose, entries};

/// The heading of what has ended lately.
pub const ENDED: &str = "ended lately";
/// The heading of the rulers.
pub const RULERS: &str = "windows, budget, election";

/// What has ended stays on the chart for so many turns.
const LATELY: u16 = 3;

/// How an initiative stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In this turn's plan.
    Planned,
    /// Under way, to be stopped with this turn.
    Stopping,
    /// Under way, with turns done and turns in all.
    Running(u16, u16),
    /// Planned for a later turn.
    Later(Notice),
    /// Completed in its last turn.
    Done,
    /// Stopped in its last turn.
    Stopped,
    /// Declined by a capital that was asked, in its last turn.
    Declined,
    /// Off the roadmap since its last turn: it could no longer be launched, or was withdrawn.
    Dropped,
}

impl Standing {
    /// Whether it has come to an end.
    #[must_use]
    pub const fn is_over(self) -> bool {
        match self {
            Self::Done | Self::Stopped | Self::Declined | Self::Dropped => true,
            Self::Planned | Self::Stopping | Self::Running(..) | Self::Later(_) => false,
        }
    }
}

/// One initiative over the turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Whose.
    pub seat: SeatId,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// At whom.
    pub target: Option<ActorId>,
    /// The turn in which it begins or began.
    pub from: Turn,
    /// The turn with which it ends or ended, at least `from`.
    pub to: Turn,
    /// How it stands.
    pub standing: Standing,
    /// The turn that was promised in public, if one was.
    pub promised: Option<Turn>,
    /// The turns in which it was to begin and could not, earliest first.
    pub slips: Vec<Turn>,
}

/// What fills the cell of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Nothing.
    Empty,
    /// Work that is done.
    Done,
    /// Work that is still to be done of what runs.
    Coming,
    /// Work of what is to begin.
    Planned,
}

/// What marks the cell of a turn besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Nothing.
    None,
    /// It was to begin here and could not.
    Slipped,
    /// It was completed here.
    Done,
    /// It was stopped, declined or dropped here.
    Stopped,
    /// A published date that still holds.
    Milestone,
    /// A published date that was not kept.
    Missed,
}

impl Bar {
    /// What the cell of a turn shows, seen from the turn under way.
    #[must_use]
    pub fn at(&self, turn: Turn, now: Turn) -> (Fill, Sign) {
        (self.fill(turn, now), self.sign(turn, now))
    }

    fn fill(&self, turn: Turn, now: Turn) -> Fill {
        if turn < self.from || turn > self.to {
            return Fill::Empty;
        }
        match self.standing {
            Standing::Done | Standing::Stopped | Standing::Declined => Fill::Done,
            Standing::Dropped => Fill::Empty,
            Standing::Running(..) | Standing::Stopping if turn < now => Fill::Done,
            Standing::Running(..) | Standing::Stopping => Fill::Coming,
            Standing::Planned | Standing::Later(_) => Fill::Planned,
        }
    }

    fn sign(&self, turn: Turn, now: Turn) -> Sign {
        if turn == self.to {
            match self.standing {
                Standing::Done => return Sign::Done,
                Standing::Stopped | Standing::Declined | Standing::Dropped => return Sign::Stopped,
                Standing::Stopping => return Sign::Stopped,
                Standing::Planned | Standing::Running(..) | Standing::Later(_) => {}
            }
        }
        if self.promised == Some(turn) {
            let missed = self.from > turn || turn < now;
            return if missed {
                Sign::Missed
            } else {
                Sign::Milestone
            };
        }
        if self.slips.contains(&turn) {
            return Sign::Slipped;
        }
        Sign::None
    }

    /// Whether its date can be moved: it waits, and nobody was promised anything.
    #[must_use]
    pub const fn is_movable(&self) -> bool {
        match self.standing {
            Standing::Planned => self.promised.is_none(),
            Standing::Later(Notice::Private | Notice::Announcing) => true,
            Standing::Later(Notice::Public(_) | Notice::Withdrawing(_))
            | Standing::Stopping
            | Standing::Running(..)
            | Standing::Done
            | Standing::Stopped
            | Standing::Declined
            | Standing::Dropped => false,
        }
    }

    /// Whether it is the same initiative at the same target.
    #[must_use]
    pub fn is(&self, initiative: InitiativeId, target: Option<ActorId>) -> bool {
        (self.initiative, self.target) == (initiative, target)
    }
}

/// The thin rulers over the bars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rulers {
    /// The first turn that begins in each calendar year: its budget comes in then, except at the opening.
    pub years: Vec<(Turn, u16)>,
    /// The windows that are open, with the last turn in which each is, the first to close first.
    pub closing: Vec<(WindowId, Turn)>,
    /// Since the end of which turn the government holds office; `None`: the seat has no office.
    pub since: Option<Turn>,
    /// The turn of the next election of this seat, if one is known.
    pub election: Option<Turn>,
}

/// A roadmap over the turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The turn under way.
    pub now: Turn,
    /// The last turn of the scenario.
    pub last: Turn,
    /// What the seat runs, has planned, or has ended lately.
    pub own: Vec<Bar>,
    /// What others run, and what they have made public of their plans.
    pub others: Vec<Bar>,
    /// The rulers.
    pub rulers: Rulers,
}

impl Chart {
    /// The roadmap as a seat knows it.
    #[must_use]
    pub fn of(game: &Game, seat: SeatId) -> Self {
        let view = game.view_of(seat);
        let facts: Vec<Fact> = game.known_facts(seat, 0).copied().collect();
        let mut own = ended(&view, &facts);
        own.extend(bars(&view, &facts, Whose::Own));
        Self {
            now: view.turn(),
            last: view.scenario().calendar().turns,
            own,
            others: bars(&view, &facts, Whose::Others),
            rulers: rulers(&view),
        }
    }

    /// Every bar: the seat's own, then those of others.
    pub fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.own.iter().chain(&self.others)
    }
}

fn bars(view: &View<'_>, facts: &[Fact], whose: Whose) -> Vec<Bar> {
    let listed = entries(view, whose);
    listed.iter().map(|entry| bar(view, facts, entry)).collect()
}

fn bar(view: &View<'_>, facts: &[Fact], entry: &Entry) -> Bar {
    let key = (entry.seat, entry.initiative, entry.target);
    let long = view.scenario().initiative(entry.initiative).turns().max(1);
    let project = view.projects().iter();
    let project = project
        .clone()
        .find(|known| (known.seat, known.initiative, known.target) == key);
    let since = project.map_or(entry.turn, |known| known.since);
    let (from, to, standing) = match entry.stage {
        Stage::Starting(_) => (entry.turn, entry.turn.after(long - 1), Standing::Planned),
        Stage::Stopping => (since, view.turn(), Standing::Stopping),
        Stage::Running(done, all) => (since, entry.turn, Standing::Running(done, all)),
        Stage::Later(notice) => (
            entry.turn,
            entry.turn.after(long - 1),
            Standing::Later(notice),
        ),
    };
    let promised = match entry.stage {
        Stage::Starting(promised) => promised,
        Stage::Later(notice) => notice.promised(),
        Stage::Stopping | Stage::Running(..) => None,
    };
    Bar {
        seat: entry.seat,
        initiative: entry.initiative,
        target: entry.target,
        from,
        to,
        standing,
        promised,
        slips: slips(facts, key),
    }
}

type Key = (SeatId, InitiativeId, Option<ActorId>);

/// The turns in which it slipped since it was last begun or put on the roadmap.
fn slips(facts: &[Fact], key: Key) -> Vec<Turn> {
    let mut found = Vec::new();
    for fact in facts {
        match fact.what {
            What::Slipped {
                seat,
                initiative,
                target,
                ..
            } if (seat, initiative, target) == key => found.push(fact.turn),
            What::Launched {
                seat,
                initiative,
                target,
            }
            | What::Slated {
                seat,
                initiative,
                target,
                ..
            } if (seat, initiative, target) == key => found.clear(),
            _ => {}
        }
    }
    found
}

/// How a fact ended an initiative of a seat, if it did.
const fn ending(fact: &Fact) -> Option<(Key, Standing)> {
    match fact.what {
        What::Completed {
            seat,
            initiative,
            target,
        } => Some(((seat, initiative, target), Standing::Done)),
        What::Cancelled {
            seat,
            initiative,
            target,
        } => Some(((seat, initiative, target), Standing::Stopped)),
        What::Declined {
            seat,
            initiative,
            target,
        } => Some(((seat, initiative, target), Standing::Declined)),
        What::Lapsed {
            seat,
            initiative,
            target,
            ..
        }
        | What::Withdrawn {
            seat,
            initiative,
            target,
        } => Some(((seat, initiative, target), Standing::Dropped)),
        _ => None,
    }
}

/// What has ended lately, the earliest first.
fn ended(view: &View<'_>, facts: &[Fact]) -> Vec<Bar> {
    let me = view.seat();
    let recent = |turn: Turn| turn.after(LATELY) >= view.turn();
    let numbered = facts.iter().enumerate();
    let over = numbered.filter(|(_, fact)| recent(fact.turn));
    let over = over.filter_map(|(place, fact)| {
        let (key, standing) = ending(fact).filter(|(key, _)| key.0 == me)?;
        let before = &facts[..place];
        let launched = before.iter().rev().find(|known| {
            matches!(known.what, What::Launched { seat, initiative, target }
                if (seat, initiative, target) == key)
        });
        let from = match standing {
            Standing::Dropped => fact.turn,
            Standing::Done
            | Standing::Stopped
            | Standing::Declined
            | Standing::Planned
            | Standing::Stopping
            | Standing::Running(..)
            | Standing::Later(_) => launched.map_or(fact.turn, |launched| launched.turn),
        };
        Some(Bar {
            seat: key.0,
            initiative: key.1,
            target: key.2,
            from,
            to: fact.turn,
            standing,
            promised: None,
            slips: slips(before, key),
        })
    });
    over.collect()
}

fn rulers(view: &View<'_>) -> Rulers {
    let calendar = view.scenario().calendar();
    let mut years: Vec<(Turn, u16)> = Vec::new();
    for turn in (1..=calendar.turns.0).map(Turn) {
        let year = calendar.first_day(turn).year;
        if years.last().is_none_or(|(_, known)| *known != year) {
            years.push((turn, year));
        }
    }
    let windows = view.scenario().windows();
    let open = windows.map(|(window, _)| (window, view.window(window)));
    let mut closing: Vec<(WindowId, Turn)> =
        open.filter(|(_, until)| *until >= view.turn()).collect();
    closing.sort_by_key(|(_, until)| *until);
    let me = view.seat().0;
    let next = view.next_election(me);
    Rulers {
        years,
        closing,
        since: view.office(me).and_then(|_| view.in_office_since(me)),
        election: next.map(|coming| calendar.turn_of(coming.date)),
    }
}
