//! Advisers: each looks at everything that the seat can do and proposes what is worth most in its own eyes, with the
//! direction and the size of what it expects. They disagree because they weigh differently; none sees more than the seat.

use crate::agents::crisis;
use crate::model::{CrisisId, CrisisOrder, EventId, FigureId, Order, PerMille, Points, Subject};
use crate::rules::view::{Leanings, Prospect};
use crate::rules::{Seen, View};

/// Advisers count what comes a turn later for so much.
const PATIENCE: PerMille = PerMille(920);
/// How many initiatives an adviser names.
const NAMED: usize = 2;
/// How many expected changes are told for and against.
const TOLD: usize = 3;

/// What one adviser says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counsel {
    /// Its place among the seat's advisers.
    pub adviser: usize,
    /// What to answer to each question that is owed.
    pub answers: Vec<(EventId, Subject, Proposal)>,
    /// What to start, the best first; what can't be paid for now is left out.
    pub starts: Vec<Proposal>,
}

/// A concrete order with what is expected of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The order.
    pub order: Order,
    /// What it is worth in this adviser's eyes beyond its price, in points of worth.
    pub worth: Points,
    /// What speaks for it here: figures and how they are expected to change, the weightiest first.
    pub gains: Vec<(FigureId, Points)>,
    /// What speaks against it here.
    pub losses: Vec<(FigureId, Points)>,
}

/// The step that an adviser would take in a crisis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepCounsel {
    /// Its place among the seat's advisers.
    pub adviser: usize,
    /// The step, by how much it is worth more in these eyes than the best of another posture, and what is expected of it.
    pub proposal: Proposal,
}

/// An order and what everybody at the table expects of it.
struct Possible {
    order: Order,
    expected: Prospect,
}

/// What each adviser would answer to one question that is owed, with its place.
#[must_use]
pub fn opinions(view: &View<'_>, event: EventId, about: Subject) -> Vec<(usize, Proposal)> {
    let advisers = view
        .mind(view.seat().0)
        .map_or(0, |mind| mind.advisers.len());
    let options = answers(view, event, about);
    (0..advisers)
        .filter_map(|adviser| {
            let eyes = view.adviser(adviser)?;
            let best = ranked(view, &eyes, &options).into_iter().next()?;
            Some((adviser, best))
        })
        .collect()
}

/// What each adviser of this seat says now, in the order of the pack; empty if it has none.
#[must_use]
pub fn counsel(view: &View<'_>) -> Vec<Counsel> {
    let advisers = view
        .mind(view.seat().0)
        .map_or(0, |mind| mind.advisers.len());
    let questions: Vec<(EventId, Subject, Vec<Possible>)> = view
        .owed()
        .map(|asked| {
            let options = answers(view, asked.event, asked.subject);
            (asked.event, asked.subject, options)
        })
        .collect();
    let starts = if advisers == 0 {
        Vec::new()
    } else {
        starts(view)
    };
    (0..advisers)
        .filter_map(|adviser| {
            let eyes = view.adviser(adviser)?;
            let best = |options: &[Possible]| ranked(view, &eyes, options).into_iter().next();
            let answers = questions.iter().filter_map(|(event, about, options)| {
                best(options).map(|proposal| (*event, *about, proposal))
            });
            let mut worthwhile = ranked(view, &eyes, &starts);
            worthwhile.retain(|proposal| proposal.worth > Points::ZERO);
            worthwhile.truncate(NAMED);
            Some(Counsel {
                adviser,
                answers: answers.collect(),
                starts: worthwhile,
            })
        })
        .collect()
}

/// What each adviser would do in this crisis now, in the order of the pack; empty if no step of this seat is due. Each
/// weighs as the capital would, but with nerves and interests of its own.
#[must_use]
pub fn steps(view: &View<'_>, kind: CrisisId) -> Vec<StepCounsel> {
    let mind = view.mind(view.seat().0);
    let (Some(mind), Some(crisis)) = (mind, view.crisis(kind).filter(Seen::is_due)) else {
        return Vec::new();
    };
    let options: Vec<(CrisisOrder, Possible)> = crisis::legal(view, &crisis)
        .into_iter()
        .map(|step| {
            let order = Order::Step(kind, step);
            let expected = crisis.foresee(step);
            (step, Possible { order, expected })
        })
        .collect();
    let advisers = mind.advisers.iter().enumerate();
    let said = advisers.filter_map(|(adviser, who)| {
        let eyes = view.adviser(adviser)?;
        let weighing = crisis::Weighing::of(view, &crisis, who.nerve)?;
        let mut ranked: Vec<(CrisisOrder, Proposal)> = options
            .iter()
            .map(|(step, option)| {
                let mut said = proposal(view, &eyes, option);
                said.worth = said.worth.plus(weighing.worth(*step));
                (*step, said)
            })
            .collect();
        ranked.sort_by_key(|(_, said)| std::cmp::Reverse(said.worth));
        let mut ranked = ranked.into_iter();
        let (best, mut proposal) = ranked.next()?;
        let next = ranked.find(|(step, _)| step.posture != best.posture);
        let ahead = next.map_or(Points::ZERO, |(_, next)| proposal.worth.minus(next.worth));
        proposal.worth = ahead;
        Some(StepCounsel { adviser, proposal })
    });
    said.collect()
}

fn answers(view: &View<'_>, event: EventId, about: Subject) -> Vec<Possible> {
    let Some((place, question)) = view.question(event, about) else {
        return Vec::new();
    };
    let places = 0..question.choices.len();
    let orders = places.filter_map(|at| {
        let choice = view.answer_at(event, place, u8::try_from(at).ok()?)?;
        Some(Order::Respond {
            event,
            subject: about,
            choice,
        })
    });
    possible(view, orders)
}

fn starts(view: &View<'_>) -> Vec<Possible> {
    let orders = view.scenario().initiatives().flat_map(|(initiative, _)| {
        let targets = view.targets(initiative).into_iter();
        targets.map(move |target| Order::Launch { initiative, target })
    });
    possible(view, orders)
}

/// Those that are legal now, with what is expected of each.
fn possible(view: &View<'_>, orders: impl Iterator<Item = Order>) -> Vec<Possible> {
    let legal = orders.filter(|order| view.check(order).is_ok());
    legal
        .filter_map(|order| {
            let expected = view.foresee(&order, PATIENCE)?;
            Some(Possible { order, expected })
        })
        .collect()
}

fn ranked(view: &View<'_>, eyes: &Leanings, options: &[Possible]) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = options
        .iter()
        .map(|option| proposal(view, eyes, option))
        .collect();
    proposals.sort_by_key(|proposal| std::cmp::Reverse(proposal.worth));
    proposals
}

fn proposal(view: &View<'_>, eyes: &Leanings, option: &Possible) -> Proposal {
    let price = view.counted(view.price(&option.order));
    let mut weighed: Vec<(FigureId, Points, i64)> = Vec::new();
    for (figure, moved) in &option.expected.moves {
        let weight = i64::from(eyes.of(*figure)) * i64::from(moved.raw());
        match weighed.iter_mut().find(|(known, ..)| known == figure) {
            Some((_, sum, all)) => (*sum, *all) = (sum.plus(*moved), *all + weight),
            None => weighed.push((*figure, *moved, weight)),
        }
    }
    weighed.sort_by_key(|(_, _, weight)| std::cmp::Reverse(weight.abs()));
    let told = |good: bool| {
        let kept = weighed
            .iter()
            .filter(|(_, _, weight)| if good { *weight > 0 } else { *weight < 0 });
        kept.take(TOLD)
            .map(|(figure, moved, _)| (*figure, *moved))
            .collect()
    };
    Proposal {
        order: option.order,
        worth: eyes.worth(&option.expected).minus(price),
        gains: told(true),
        losses: told(false),
    }
}
