//! The stories of the ledger that mattered most: entries with one subject, and what they moved.

use std::collections::BTreeMap;

use crate::model::{
    Cause, CrisisId, EventId, Fact, FigureId, InitiativeId, PledgeId, Points, SeatId, TableId, What,
};
use crate::rules::View;
use crate::scenario::Item;
use crate::session::Game;
use crate::text::{Line, Tone, Words, fill, whole};

/// Entries of a story that are told; of more the first and the last ones.
const ENTRIES: usize = 6;
/// Figures of a story that are told.
const MOVES: usize = 5;

/// One story.
#[derive(Clone, Debug)]
pub struct Story {
    /// What it is about.
    pub heading: Line,
    /// How far it moved the figures behind the axes.
    pub weight: Line,
    /// What happened, dated.
    pub entries: Vec<Line>,
    /// What it moved most.
    pub moves: Vec<Line>,
}

/// What the entries of a story have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Event(EventId),
    Initiative(InitiativeId, SeatId),
    Pledge(PledgeId, SeatId),
    Table(TableId),
    Crisis(CrisisId),
}

/// At most so many stories of what a seat knows, those first that moved the figures behind its axes furthest, both ways
/// together. Time alone makes no story.
#[must_use]
pub fn stories(game: &Game, seat: SeatId, most: usize) -> Vec<Story> {
    let view = game.view_of(seat);
    let words = Words::new(view.scenario().lexicon());
    let facts: Vec<Fact> = game.known_facts(seat, 0).copied().collect();
    let behind = behind_the_axes(&view);
    let mut weights = BTreeMap::<About, Points>::new();
    for fact in &facts {
        let (Some(about), What::Moved { figure, delta }) = (of_cause(fact.cause), fact.what) else {
            continue;
        };
        if behind.contains(&figure) {
            let weight = weights.entry(about).or_insert(Points::ZERO);
            *weight = weight.plus(delta.magnitude());
        }
    }
    let mut weights: Vec<(About, Points)> = weights.into_iter().collect();
    weights.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    let told = weights.into_iter().take(most);
    told.map(|(about, weight)| words.story((about, weight), &facts, seat))
        .collect()
}

/// The stored figures that the axes are made of.
fn behind_the_axes(view: &View<'_>) -> Vec<FigureId> {
    let scenario = view.scenario();
    let axes = scenario.axes();
    axes.flat_map(|axis| view.figures_in(&scenario.gauge(axis).formula))
        .collect()
}

impl Words<'_> {
    fn story(&self, (about, weight): (About, Points), facts: &[Fact], seat: SeatId) -> Story {
        let of_it: Vec<Fact> = facts
            .iter()
            .filter(|fact| of_fact(fact) == Some(about))
            .copied()
            .collect();
        let slots = [("weight", Line::from(whole(weight)))];
        let told = of_it.iter().filter(|fact| !is_bookkeeping(&fact.what));
        let entries = told.filter_map(|fact| self.dated_fact(fact));
        Story {
            heading: self.subject(about).capitalised().toned(Tone::Strong),
            weight: fill(
                "It moved the figures behind the axes by {weight} points in all, both ways together.",
                &slots,
            ),
            entries: shortened(entries.collect()),
            moves: self.moves(&of_it, seat, MOVES),
        }
    }

    fn subject(&self, about: About) -> Line {
        let whose = |seat: SeatId, item| {
            let slots = [
                ("whose", self.whose(seat.0).into()),
                ("it", self.quoted(item)),
            ];
            fill("{whose} {it}", &slots)
        };
        match about {
            About::Event(id) => self.quoted(Item::Event(id)),
            About::Initiative(id, seat) => whose(seat, Item::Initiative(id)),
            About::Pledge(id, seat) => whose(seat, Item::Pledge(id)),
            About::Table(id) => self.quoted(Item::Table(id)),
            About::Crisis(id) => self.quoted(Item::Crisis(id)),
        }
    }
}

/// The first and the last lines, with how many are left out in between.
fn shortened(mut lines: Vec<Line>) -> Vec<Line> {
    if lines.len() <= ENTRIES {
        return lines;
    }
    let last = lines.split_off(lines.len() - ENTRIES / 2);
    let between = lines.len() - ENTRIES / 2;
    lines.truncate(ENTRIES / 2);
    lines.push(Line::new(&format!("{between} more in between"), Tone::Dim));
    lines.extend(last);
    lines
}

/// What a cause belongs to; nothing for time, the opening and standing reports.
const fn of_cause(cause: Cause) -> Option<About> {
    match cause {
        Cause::Event(event) | Cause::Choice(event, ..) => Some(About::Event(event)),
        Cause::Initiative(id, seat)
        | Cause::Risk(id, seat)
        | Cause::Cancelled(id, seat)
        | Cause::Met(id, seat)
        | Cause::Missed(id, seat)
        | Cause::Withdrawn(id, seat) => Some(About::Initiative(id, seat)),
        Cause::Pledge(id, seat) => Some(About::Pledge(id, seat)),
        Cause::Table(id, _) | Cause::Text(id) => Some(About::Table(id)),
        Cause::Step(id, _) | Cause::Crisis(id) => Some(About::Crisis(id)),
        Cause::Opening
        | Cause::Order(_)
        | Cause::Roadmap(_)
        | Cause::Published(_)
        | Cause::Report(_)
        | Cause::Upkeep(_) => None,
    }
}

/// What an entry is about: what it says itself, else its cause.
fn of_fact(fact: &Fact) -> Option<About> {
    if fact.cause == Cause::Opening {
        return None;
    }
    match fact.what {
        What::Happened { event, .. } | What::Answered { event, .. } => Some(About::Event(event)),
        What::Launched {
            seat, initiative, ..
        }
        | What::Completed {
            seat, initiative, ..
        }
        | What::Declined {
            seat, initiative, ..
        }
        | What::Cancelled {
            seat, initiative, ..
        }
        | What::RiskStruck { seat, initiative } => Some(About::Initiative(initiative, seat)),
        What::Table(id, _) => Some(About::Table(id)),
        What::Crisis(id, _) => Some(About::Crisis(id)),
        _ => of_cause(fact.cause),
    }
}

/// What a story leaves out: figures are told by themselves, questions and sealed answers with what came of them.
const fn is_bookkeeping(what: &What) -> bool {
    matches!(
        what,
        What::Moved { .. }
            | What::Read { .. }
            | What::Asked { .. }
            | What::Sealed { .. }
            | What::Sustained { .. }
            | What::Spent { .. }
            | What::Advanced { .. }
            | What::Planned { .. }
            | What::Dequeued { .. }
    )
}
