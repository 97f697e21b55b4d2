//! The summary of a turn: what a seat should know, the most important first, the rest counted.

use crate::model::condition::Obligation;
use crate::model::{
    ActorId, Cause, CrisisFact, CrisisId, Fact, Figure, FigureId, MechanismId, Owner, Points,
    SeatId, Subject, TableFact, What,
};
use crate::notation::figure::Named;
use crate::scenario::Item;
use crate::text::names::{Noun, Place};
use crate::text::{Line, Tone, Words, fill};

/// Moves of figures that have nothing to do with the reader are told from this size on.
const FAR: Points = Points::whole(3);
/// Moves of figures about the reader are told from this size on.
const NEAR: Points = Points::whole(1);

/// One line of the summary, and what it unfolds to.
#[derive(Clone, Debug)]
pub struct Change {
    /// What it says.
    pub line: Line,
    /// What stands behind it.
    pub unfolds: Unfolds,
}

/// What stands behind a line of the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfolds {
    /// A figure with its causes.
    Figure(Named),
    /// A cause with everything that it moved.
    Cause(Cause),
    /// What the summary leaves out.
    Rest,
}

/// One entry of the summary before it is cut to length.
struct Entry {
    weight: u32,
    line: Line,
    unfolds: Unfolds,
}

/// What a figure did over the turn.
struct Net {
    figure: FigureId,
    delta: Points,
    largest: Points,
    cause: Cause,
}

impl Words<'_> {
    /// At most `limit` lines about the facts of one turn that `seat` knows, then how many changes were left out.
    #[must_use]
    pub fn summary(&self, facts: &[Fact], seat: SeatId, limit: usize) -> Vec<Line> {
        let changes = self.changes(facts, seat, limit).into_iter();
        changes.map(|change| change.line).collect()
    }

    /// The same, with what each line unfolds to.
    #[must_use]
    pub fn changes(&self, facts: &[Fact], seat: SeatId, limit: usize) -> Vec<Change> {
        let mut entries: Vec<Entry> = facts
            .iter()
            .filter(|fact| !is_told_with_another(fact, facts))
            .filter_map(|fact| {
                let weight = weight(fact, seat)?;
                let line = self.in_full(fact, facts)?;
                let unfolds = Unfolds::Cause(behind(fact));
                Some(Entry {
                    weight,
                    line,
                    unfolds,
                })
            })
            .collect();
        let nets = nets(facts);
        let mut small = 0;
        let mut told: Vec<(u32, &Net)> = Vec::new();
        for net in &nets {
            match self.net_weight(net, seat) {
                Some(weight) => told.push((weight, net)),
                None => small += 1,
            }
        }
        entries.extend(self.alike(told));
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.weight));
        let left = small + entries.len().saturating_sub(limit);
        let told = entries.into_iter().take(limit).map(|entry| Change {
            line: entry.line,
            unfolds: entry.unfolds,
        });
        let rest = rest(left).map(|line| Change {
            line,
            unfolds: Unfolds::Rest,
        });
        told.chain(rest).collect()
    }

    /// What the facts moved, the most important first, without the causes, at most `limit` lines; for facts of one cause.
    #[must_use]
    pub fn moves(&self, facts: &[Fact], seat: SeatId, limit: usize) -> Vec<Line> {
        let nets = nets(facts);
        let told = nets
            .iter()
            .filter_map(|net| Some((self.net_weight(net, seat)?, net)));
        let mut groups = self.groups(told.collect());
        groups.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let lines = groups.iter().take(limit).map(|(_, group)| {
            let slots = [
                ("figure", self.figure_of(group)),
                ("delta", self.delta(group[0].figure, group[0].delta)),
            ];
            fill("{figure} {delta}", &slots).capitalised()
        });
        lines.collect()
    }

    /// A fact with what a reader needs beside it: what an event is about, and who is in a new mechanism.
    fn in_full(&self, fact: &Fact, facts: &[Fact]) -> Option<Line> {
        let line = self.fact(fact)?;
        if let What::Happened { event, .. } = fact.what {
            let text = Line::joined(self.text(Item::Event(event)), " ").plain();
            let more = opening_of(&text);
            if !more.is_empty() {
                let slots = [("fact", line), ("more", more.into())];
                return Some(fill("{fact}: {more}", &slots));
            }
        } else if let What::Level { mechanism, level } = fact.what
            && level > Obligation::Proposed
            && joined(facts, mechanism).next().is_some()
        {
            let who = self.actors(joined(facts, mechanism));
            let slots = [("fact", line), ("who", who.into())];
            return Some(fill("{fact} ({who})", &slots));
        }
        Some(line)
    }

    /// Net moves; those of several actors that had the same cause and are equally large become one entry.
    fn alike(&self, told: Vec<(u32, &Net)>) -> Vec<Entry> {
        let entry = |(weight, group): (u32, Vec<&Net>)| Entry {
            weight,
            line: self.nets_as_one(&group).capitalised(),
            unfolds: Unfolds::Figure(Named::Stored(group[0].figure)),
        };
        self.groups(told).into_iter().map(entry).collect()
    }

    fn groups<'a>(&self, told: Vec<(u32, &'a Net)>) -> Vec<(u32, Vec<&'a Net>)> {
        let mut groups: Vec<(u32, Vec<&Net>)> = Vec::new();
        for (weight, net) in told {
            let same = groups
                .iter_mut()
                .find(|(_, group)| self.are_alike(group[0], net));
            match same {
                Some((most, group)) => {
                    *most = (*most).max(weight);
                    group.push(net);
                }
                None => groups.push((weight, vec![net])),
            }
        }
        groups
    }

    /// Whether two moves differ only in whose figure it was.
    fn are_alike(&self, one: &Net, other: &Net) -> bool {
        let slot = |net: &Net| self.lexicon.slots.get(net.figure);
        let owned = |net: &Net| matches!(slot(net).owner, Owner::Actor(_));
        owned(one)
            && owned(other)
            && slot(one).figure == slot(other).figure
            && one.cause == other.cause
            && one.delta.displayed() == other.delta.displayed()
            && [one, other].iter().all(|net| net.is_whole())
    }

    /// "Seoul and Tokyo's urgency +12: …".
    fn nets_as_one(&self, group: &[&Net]) -> Line {
        let first = group[0];
        if group.len() < 2 {
            return self.net(first);
        }
        let slots = [
            ("figure", self.figure_of(group)),
            ("delta", self.delta(first.figure, first.delta)),
            ("cause", self.cause(first.cause)),
        ];
        fill("{figure} {delta}: {cause}", &slots)
    }

    /// The figure that moved, of all its owners together.
    fn figure_of(&self, group: &[&Net]) -> Line {
        let first = group[0];
        let owners = group.iter().filter_map(|net| {
            let owner = self.lexicon.slots.get(net.figure).owner;
            if let Owner::Actor(actor) = owner {
                Some(actor)
            } else {
                None
            }
        });
        let owners: Vec<ActorId> = owners.collect();
        if owners.len() < 2 {
            return self.figure(first.figure).into();
        }
        let figure = self.lexicon.slots.get(first.figure).figure;
        let whose = Place::Actor(Noun::proper(&self.actors(owners)));
        self.phrase(figure, &whose).into()
    }

    /// A net move with its cause; where others had a part in it, what the largest one did by itself.
    fn net(&self, net: &Net) -> Line {
        if net.is_whole() {
            return self.moved(net.figure, net.delta, net.cause);
        }
        let slots = [
            ("figure", self.figure(net.figure).into()),
            ("delta", self.delta(net.figure, net.delta)),
            ("part", self.delta(net.figure, net.largest)),
            ("cause", self.cause(net.cause)),
        ];
        fill("{figure} {delta}; largest part {part}: {cause}", &slots)
    }

    /// How much a net move matters to a seat; `None`: it is only counted.
    fn net_weight(&self, net: &Net, seat: SeatId) -> Option<u32> {
        let slot = self.lexicon.slots.get(net.figure);
        if matches!(slot.figure, Figure::Capital | Figure::Hands | Figure::Use) {
            return None;
        }
        let size = net.delta.magnitude();
        let about_me = concerns(slot.owner, seat.0);
        let told = size >= FAR || (about_me && size >= NEAR);
        let base = if about_me { 300 } else { 200 };
        let points = u32::try_from(size.displayed()).unwrap_or(0);
        told.then_some(base + points.min(30) * 10)
    }
}

impl Net {
    /// Whether the cause that is named did all of it.
    fn is_whole(&self) -> bool {
        self.largest.displayed() == self.delta.displayed()
    }
}

/// The cause under which the ledger has what a fact brought about.
const fn behind(fact: &Fact) -> Cause {
    match fact.what {
        What::Happened { event, .. } => Cause::Event(event),
        What::Answered {
            seat,
            event,
            choice,
            ..
        } => Cause::Choice(event, seat, choice),
        What::Completed {
            seat, initiative, ..
        } => Cause::Initiative(initiative, seat),
        What::Cancelled {
            seat, initiative, ..
        } => Cause::Cancelled(initiative, seat),
        _ => fact.cause,
    }
}

/// Who joined a mechanism.
fn joined(facts: &[Fact], it: MechanismId) -> impl Iterator<Item = ActorId> {
    facts.iter().filter_map(move |fact| {
        if let What::Joined { mechanism, actor } = fact.what {
            return (mechanism == it).then_some(actor);
        }
        None
    })
}

/// Whether another fact of the turn says it too: a mechanism that came about names its members, and a crisis that is over
/// has begun, and went its way.
fn is_told_with_another(fact: &Fact, facts: &[Fact]) -> bool {
    let rose = |it: MechanismId| {
        facts.iter().any(|fact| {
            matches!(fact.what, What::Level { mechanism, level }
                if mechanism == it && level > Obligation::Proposed)
        })
    };
    let over = |it: CrisisId| {
        facts.iter().any(
            |fact| matches!(fact.what, What::Crisis(kind, CrisisFact::Ended { .. }) if kind == it),
        )
    };
    if let What::Joined { mechanism, .. } = fact.what {
        return rose(mechanism);
    }
    matches!(
        fact.what,
        What::Crisis(
            kind,
            CrisisFact::Opened { .. }
                | CrisisFact::Accident { .. }
                | CrisisFact::Moved { .. }
                | CrisisFact::Stepped { .. }
        ) if over(kind)
    )
}

/// Letters that are enough to say what a text is about.
const ENOUGH: usize = 40;

/// The first sentences of a text, as many as say what it is about.
fn opening_of(text: &str) -> String {
    let mut end = 0;
    while let Some(stop) = text[end..].find(". ") {
        end += stop + 1;
        if text[..end].chars().count() >= ENOUGH {
            return text[..end].trim_end_matches('.').to_owned();
        }
    }
    text.trim_end_matches('.').to_owned()
}

/// An event that is about others is told after what happened to everybody or to the reader.
fn happened(subject: Subject, me: ActorId) -> u32 {
    match subject {
        Subject::World => 900,
        Subject::Actor(a) if a == me => 900,
        Subject::Pair(a, b) if a == me || b == me => 900,
        Subject::Actor(_) | Subject::Pair(..) => 555,
    }
}

fn rest(left: usize) -> Option<Line> {
    let template = match left {
        0 => return None,
        1 => "and 1 smaller change, in the ledger",
        2.. => "and {count} smaller changes, in the ledger",
    };
    let slots = [("count", Line::from(left.to_string()))];
    Some(fill(template, &slots).toned(Tone::Dim))
}

fn concerns(owner: Owner, me: ActorId) -> bool {
    match owner {
        Owner::Actor(actor) | Owner::Bloc(actor, _) | Owner::Share(_, actor) => actor == me,
        Owner::Pair(a, b) => a == me || b == me,
        Owner::Mechanism(_) | Owner::Format(_) => true,
    }
}

/// What each figure did over the turn, with the cause of its largest move. The opening doesn't count.
fn nets(facts: &[Fact]) -> Vec<Net> {
    let mut nets: Vec<Net> = Vec::new();
    for fact in facts {
        let What::Moved { figure, delta } = fact.what else {
            continue;
        };
        if fact.cause == Cause::Opening {
            continue;
        }
        match nets.iter_mut().find(|net| net.figure == figure) {
            Some(net) => {
                net.delta = net.delta.plus(delta);
                if delta.magnitude() > net.largest.magnitude() {
                    (net.largest, net.cause) = (delta, fact.cause);
                }
            }
            None => nets.push(Net {
                figure,
                delta,
                largest: delta,
                cause: fact.cause,
            }),
        }
    }
    nets.retain(|net| net.delta != Points::ZERO);
    nets
}

/// Whether it is what comes without asking, turn by turn, and is for the intelligence page.
const fn is_routine(cause: Cause) -> bool {
    matches!(cause, Cause::Report(_))
}

/// How much a fact that moves no figure matters to a seat; `None`: it is left out.
fn weight(fact: &Fact, me: SeatId) -> Option<u32> {
    let mine = |seat: SeatId, ours, theirs| Some(if seat == me { ours } else { theirs });
    match fact.what {
        What::Ended { .. } => Some(1000),
        What::Happened { subject, .. } => Some(happened(subject, me.0)),
        What::TookOffice { .. } => Some(860),
        What::Broke { seat, .. } => mine(seat, 850, 840),
        What::Kept { seat, .. } => mine(seat, 850, 830),
        What::Answered { seat, .. } => mine(seat, 100, 260),
        What::Pledged { seat, .. } => mine(seat, 740, 760),
        What::Level { .. } => Some(720),
        What::Joined { actor, .. }
        | What::Left { actor, .. }
        | What::Attended { actor, .. }
        | What::Withdrew { actor, .. } => mine(SeatId(actor), 640, 700),
        What::Replied { .. } => Some(715),
        What::Declined { seat, .. } => mine(seat, 705, 545),
        What::RiskStruck { seat, .. } => mine(seat, 710, 560),
        What::Completed { seat, target, .. } => {
            let about_me = seat == me || target == Some(me.0);
            Some(if about_me { 690 } else { 190 })
        }
        What::WindowOpened { .. } => Some(650),
        What::Observed { .. } => Some(350),
        What::Verified { .. } => Some(580),
        What::AgendaAdded { .. } | What::AgendaDropped { .. } => Some(550),
        What::Used { .. } => Some(530),
        What::Published { seat, .. } => mine(seat, 110, 735),
        What::Met { seat, .. } => mine(seat, 560, 520),
        What::Withdrawn { seat, .. } => mine(seat, 575, 745),
        What::Missed { seat, .. } => (seat != me).then_some(825),
        What::Cancelled { seat, .. } => mine(seat, 480, 180),
        What::Launched { seat, .. } => mine(seat, 50, 90),
        What::Read { seat, .. } => (seat == me && !is_routine(fact.cause)).then_some(500),
        What::Exposed { .. } => Some(840),
        What::Table(_, ref what) => table_weight(what, me),
        What::Crisis(_, ref what) => crisis_weight(what, me),
        What::Reach { .. } => Some(570),
        What::Moved { .. }
        | What::Sustained { .. }
        | What::Planned { .. }
        | What::Slated { .. }
        | What::Unslated { .. }
        | What::Publishing { .. }
        | What::Withdrawing { .. }
        | What::Slipped { .. }
        | What::Lapsed { .. }
        | What::PlannedCancel { .. }
        | What::Unplanned { .. }
        | What::Dequeued { .. }
        | What::Advanced { .. }
        | What::Asked { .. }
        | What::Sealed { .. }
        | What::Scheduled { .. }
        | What::Unscheduled { .. }
        | What::Spent { .. }
        | What::Feigned { .. }
        | What::PlanEnded { .. }
        | What::TurnBegan { .. } => None,
    }
}

/// How much a fact about a crisis matters to a seat.
fn crisis_weight(what: &CrisisFact, me: SeatId) -> Option<u32> {
    match *what {
        CrisisFact::Opened { .. } => Some(960),
        CrisisFact::Ended { .. } => Some(950),
        CrisisFact::Accident { .. } => Some(820),
        CrisisFact::Incident { a, b, rung, .. } => {
            let about_me = a == me.0 || b == me.0;
            (about_me && rung > 1).then_some(330)
        }
        CrisisFact::Stepped { .. } | CrisisFact::Moved { .. } => Some(245),
        CrisisFact::Intended { .. }
        | CrisisFact::Believed { .. }
        | CrisisFact::Sealed { .. }
        | CrisisFact::Passed { .. } => None,
    }
}

/// How much a fact about a negotiating table matters to a seat.
fn table_weight(what: &TableFact, me: SeatId) -> Option<u32> {
    let mine = |actor, ours, theirs| Some(if actor == me.0 { ours } else { theirs });
    match *what {
        TableFact::EnteredIntoForce => Some(890),
        TableFact::Signed { .. } | TableFact::BrokeUp { .. } => Some(880),
        TableFact::Refused { .. } => Some(870),
        TableFact::WalkedOut { by } => mine(by, 300, 810),
        TableFact::Acceded { by } => mine(by, 300, 800),
        TableFact::Opened { .. } => Some(780),
        TableFact::RoundsLost { .. } => Some(865),
        TableFact::Returned { by } => mine(by, 200, 640),
        TableFact::Committed { by, .. } => mine(by, 200, 630),
        TableFact::TablesLinked { by, .. } => mine(by, 200, 620),
        TableFact::Consented { .. } => Some(510),
        TableFact::Paid { by, to, .. } => {
            let about_me = by == me.0 || to == me.0;
            Some(match (by == me.0, about_me) {
                (true, _) => 110,
                (false, true) => 500,
                (false, false) => 240,
            })
        }
        TableFact::SoundedOut { by, .. } => mine(by, 100, 490),
        // Told at once when it is learnt: the brief need not lead with it.
        TableFact::Learnt { by, .. } => (by == me.0).then_some(250),
        TableFact::Adjourned { by } | TableFact::Mediated { by, .. } => mine(by, 100, 400),
        TableFact::Caucused { by, .. } | TableFact::ClausesLinked { by, .. } => mine(by, 90, 380),
        TableFact::DeadlineSet { by, .. } | TableFact::ItemMoved { by, .. } => mine(by, 80, 320),
        TableFact::TrackTwoMet { by } => mine(by, 90, 310),
        TableFact::Convening { .. }
        | TableFact::Intends { .. }
        | TableFact::Recalled { .. }
        | TableFact::Brought { .. }
        | TableFact::Proposed { .. }
        | TableFact::Accepted { .. }
        | TableFact::Held { .. }
        | TableFact::Rested { .. }
        | TableFact::RoundEnded => None,
    }
}

#[cfg(test)]
mod tests;
