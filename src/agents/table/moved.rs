//! What moved each party since this seat spoke last, and why: the clauses that changed, time, payments, a caucus, what was
//! learnt. From the seat's view and the facts that it knows; structured, without prose.

use crate::agents::table::assess::{Moment, insists, points};
use crate::agents::table::{believed_after, on_the_table};
use crate::model::{
    ActorId, Fact, Hidden, Package, Points, TableFact, TableId, Turn, Utility, What,
};
use crate::rules::View;
use crate::rules::state::tables::TableState;
use crate::scenario::Rate;

/// Why a party stands nearer or further than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Another option of a clause.
    Clause(usize),
    /// Options that count together.
    Together,
    /// Time: it insists on less as the last round comes near.
    Time,
    /// What the others gave it, which it answers.
    Answers,
    /// A side payment, by its place in the list.
    Payment(u8),
    /// A caucus.
    Caucus,
    /// What a sounding, a Track II or a caucus has told of it.
    Learnt,
    /// What its own texts and its consent tell of it.
    ItsTexts,
}

/// How one party has moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Who.
    pub actor: ActorId,
    /// By how many points its distance has changed; above 0 it is nearer.
    pub by: Points,
    /// Why, the largest part first; what was learnt is named even where it moved nothing.
    pub reasons: Vec<(Reason, Points)>,
}

/// What has moved at a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Since which round, from 0.
    pub round: u8,
    /// Whether a turn has begun since then: what the world did to their patience is not told apart.
    pub turn: Turn,
    /// The others at the table, in the order in which they speak.
    pub shifts: Vec<Shift>,
}

/// Where a table stood when this seat had spoken last.
#[derive(Clone, Copy)]
struct Mark {
    place: usize,
    round: u8,
    offers: usize,
    turn: Turn,
    text: Package,
}

/// What has moved at an open table since this seat spoke last; since the first text if it has not spoken yet. `facts`:
/// what the seat knows of this table, in order. `None` as long as there is nothing to compare.
#[must_use]
pub fn moved(view: &View<'_>, table: TableId, facts: &[Fact]) -> Option<Moved> {
    let now = view.table(table)?;
    let text = now.text?.package;
    let said: Vec<(Turn, TableFact)> = facts.iter().filter_map(|it| about(it, table)).collect();
    let opened = said
        .iter()
        .rposition(|(_, it)| matches!(it, TableFact::Opened { .. }));
    let said = said.get(opened.unwrap_or(0)..)?;
    let mark = last_mark(view.seat().0, said)?;
    let since = said.get(mark.place + 1..)?;
    let fresh = since
        .iter()
        .any(|(_, it)| !matches!(it, TableFact::Held { .. }));
    if !fresh && mark.round == now.round {
        return None;
    }
    let others = now.delegations.iter().map(|it| it.actor);
    let others = others.filter(|it| *it != view.seat().0 && now.present.contains(*it));
    let shifts = others.filter_map(|actor| shift(view, (table, now), actor, &mark, text, since));
    Some(Moved {
        round: mark.round,
        turn: mark.turn,
        shifts: shifts.collect(),
    })
}

fn about(fact: &Fact, table: TableId) -> Option<(Turn, TableFact)> {
    match fact.what {
        What::Table(known, what) if known == table => Some((fact.turn, what)),
        _ => None,
    }
}

/// Where the seat spoke last, else where the first text was put forward.
fn last_mark(me: ActorId, said: &[(Turn, TableFact)]) -> Option<Mark> {
    let (mut round, mut offers) = (0_u8, 0_usize);
    let mut text = None;
    let (mut mine, mut first) = (None, None);
    for (place, (turn, what)) in said.iter().enumerate() {
        let spoke = match *what {
            TableFact::Proposed { by, text: put } => {
                text = Some(Package::from(put));
                offers += 1;
                by == me
            }
            TableFact::Accepted { by } | TableFact::Held { by } => by == me,
            TableFact::RoundEnded => {
                round = round.saturating_add(1);
                false
            }
            _ => false,
        };
        let Some(text) = text else { continue };
        let mark = Mark {
            place,
            round,
            offers,
            turn: *turn,
            text,
        };
        first = first.or(Some(mark));
        if spoke {
            mine = Some(mark);
        }
    }
    mine.or(first)
}

/// How a reservation differed before what happened since, in millionths.
fn eased(
    view: &View<'_>,
    (table, actor): (TableId, ActorId),
    since: &[(Turn, TableFact)],
) -> Vec<(Reason, i64)> {
    let lens = view.scenario().lens();
    let definition = view.scenario().table(table);
    let millionths = |points: Points| i64::from(points.raw()) * 10;
    let each = since.iter().filter_map(|(_, what)| match *what {
        TableFact::Paid { to, payment, .. } if to == actor => {
            let known = definition.payments.get(usize::from(payment))?;
            Some((Reason::Payment(payment), millionths(known.worth)))
        }
        TableFact::Caucused { by, with } if by == actor || with == actor => {
            Some((Reason::Caucus, millionths(lens.points(Rate::CaucusWorth))))
        }
        TableFact::Learnt {
            by,
            of,
            what,
            amount,
        } if by == view.seat().0 && of == actor => Some((
            Reason::Learnt,
            match what {
                Hidden::Reserve => -millionths(Points::thousandths(i32::from(amount) * 100)),
                Hidden::Weight(_) => 0,
            },
        )),
        _ => None,
    });
    each.collect()
}

fn shift(
    view: &View<'_>,
    (table, now): (TableId, &TableState),
    actor: ActorId,
    mark: &Mark,
    text: Package,
    since: &[(Turn, TableFact)],
) -> Option<Shift> {
    let definition = view.scenario().table(table);
    let temper = definition.parties.get(definition.place(actor)?)?.temper;
    let sizes = on_the_table(definition, now);
    let here = (table, now);
    let signs = now.text.filter(|_| now.accepted().contains(actor));
    let signs = signs.map(|text| text.package);
    let before = believed_after(view, here, actor, now.offers.get(..mark.offers)?, None);
    let after = believed_after(view, here, actor, &now.offers, signs);
    let moment = |offers| Moment {
        now,
        actor,
        temper,
        offers,
    };
    let mut stands = Stands {
        at: moment(now.offers.get(..mark.offers)?),
        sizes: &sizes,
    };
    let eased = eased(view, (table, actor), since);
    let mut reserved = after.reservation + eased.iter().map(|(_, by)| by).sum::<i64>();
    let start = stands.reading(&before, reserved, mark.text, mark.round);
    let mut here = stands.reading(&after, reserved, mark.text, mark.round);
    let mut reasons = vec![(Reason::ItsTexts, here - start)];
    for (reason, by) in eased {
        reserved -= by;
        let next = stands.reading(&after, reserved, mark.text, mark.round);
        reasons.push((reason, next - here));
        here = next;
    }
    let last = stands.reading(&after, reserved, text, mark.round);
    reasons.extend(clauses(&after, mark.text, text, last - here));
    let end = stands.reading(&after, reserved, text, now.round);
    reasons.push((Reason::Time, end - last));
    stands.at = moment(&now.offers);
    let answered = stands.reading(&after, reserved, text, now.round);
    reasons.push((Reason::Answers, answered - end));
    Some(summed(actor, answered - start, reasons))
}

/// How a party stands at this table.
struct Stands<'a> {
    at: Moment<'a>,
    sizes: &'a [usize],
}

impl Stands<'_> {
    /// The distance of a text from what the party insists on in a round, in millionths.
    fn reading(&self, belief: &Utility, reserved: i64, text: Package, round: u8) -> i64 {
        belief.of_package(text) - insists(&self.at, belief, reserved, self.sizes, round)
    }
}

/// What each changed clause gave; the rest counts together.
fn clauses(belief: &Utility, from: Package, to: Package, all: i64) -> Vec<(Reason, i64)> {
    let parts = belief.parts.iter().enumerate();
    let mut given: Vec<(Reason, i64)> = parts
        .map(|(at, parts)| {
            let worth = |text: Package| parts.get(text.option(at)).copied().unwrap_or(0);
            (Reason::Clause(at), worth(to) - worth(from))
        })
        .collect();
    let together = all - given.iter().map(|(_, by)| by).sum::<i64>();
    given.push((Reason::Together, together));
    given
}

/// The reasons that can be seen, each once, the largest first.
fn summed(actor: ActorId, by: i64, reasons: Vec<(Reason, i64)>) -> Shift {
    let mut sums: Vec<(Reason, i64)> = Vec::new();
    for (reason, by) in reasons {
        match sums.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, sum)) => *sum += by,
            None => sums.push((reason, by)),
        }
    }
    let seen = |it: &&(Reason, i64)| points(it.1).magnitude() >= Points::thousandths(500);
    let mut shown: Vec<(Reason, Points)> = sums
        .iter()
        .filter(|it| seen(it) || it.0 == Reason::Learnt)
        .map(|(reason, by)| (*reason, points(*by)))
        .collect();
    shown.sort_by_key(|(reason, by)| (std::cmp::Reverse(by.magnitude()), *reason));
    Shift {
        actor,
        by: points(by),
        reasons: shown,
    }
}
