//! Gathers from a view what a refusal needs to be explained: the unmet condition, how things stand, what is owed.

use crate::model::{ActorId, Condition, EventId, Order, Path, SeatId, Selector, Subject};
use crate::rules::{Reading, Refusal, TableRefusal, View};
use crate::text::account::known_events;
use crate::text::{Cast, Grounds, Line, Words, fill};

/// Who is who in an order of this view's seat.
#[must_use]
pub fn cast<'a>(view: &View<'_>, order: &Order, known: &'a [EventId]) -> Cast<'a> {
    let cast = match *order {
        Order::Launch { target, .. }
        | Order::Schedule { target, .. }
        | Order::Cancel { target, .. } => Cast::of(view.seat(), target),
        Order::Respond { subject, .. } => Cast::about(view.seat(), subject),
        Order::Publish | Order::Table(..) | Order::Step(..) | Order::End => {
            Cast::of(view.seat(), None)
        }
    };
    cast.knowing(known)
}

/// Why an order of this view's seat is refused, and what to do.
#[must_use]
pub fn explain(view: &View<'_>, order: &Order, refusal: &Refusal) -> Line {
    let known = known_events(view);
    let cast = cast(view, order, &known);
    let unmet = unmet(view, order, refusal);
    let targets = targets(view, order);
    let owed: Vec<(EventId, Subject)> = view
        .owed()
        .map(|asked| (asked.event, asked.subject))
        .collect();
    let grounds = Grounds {
        unmet,
        now: unmet.and_then(|condition| now(view, condition, &cast)),
        targets: &targets,
        owed: &owed,
        cast,
    };
    Words::new(view.scenario().lexicon()).refusal(refusal, order, &grounds)
}

/// What an order of this view's seat will mean, before it is given.
#[must_use]
pub fn confirmed(view: &View<'_>, order: &Order) -> Line {
    let words = Words::new(view.scenario().lexicon());
    if let Order::Cancel { initiative, target } = *order {
        let at = (initiative, target);
        let own = |seat: SeatId| seat == view.seat();
        let mut plan = view.plan();
        let mut running = view.projects().iter().filter(|known| own(known.seat));
        let mut roadmap = view.roadmap().filter(|known| own(known.seat));
        let slated = roadmap.find(|known| (known.initiative, known.target) == at);
        let starting = view.plan().find(|known| {
            (known.initiative, known.target) == at
                && known.step == crate::rules::state::Step::Launch
        });
        if starting.is_some() && slated.is_none() {
            return fill(
                "out of this turn's plan: {it}",
                &[("it", words.directed(initiative, target))],
            );
        }
        let due = slated.is_some_and(|known| known.turn <= view.turn());
        let busy = plan.any(|known| (known.initiative, known.target) == at)
            || running.any(|known| (known.initiative, known.target) == at);
        if let Some(slated) = slated.filter(|_| due || !busy) {
            let slots = [("it", words.directed(initiative, target))];
            return match slated.notice.promised() {
                None => fill("off your roadmap: {it}", &slots),
                Some(_) => fill(
                    "off your public roadmap when the turn ends, which will be minded: {it}",
                    &slots,
                ),
            };
        }
    }
    words.accepted(order)
}

fn targets(view: &View<'_>, order: &Order) -> Vec<ActorId> {
    match *order {
        Order::Launch { initiative, .. }
        | Order::Schedule { initiative, .. }
        | Order::Cancel { initiative, .. } => {
            view.targets(initiative).into_iter().flatten().collect()
        }
        Order::Respond { .. }
        | Order::Publish
        | Order::Table(..)
        | Order::Step(..)
        | Order::End => Vec::new(),
    }
}

/// The condition that a refusal is about.
fn unmet<'a>(view: &View<'a>, order: &Order, refusal: &Refusal) -> Option<&'a Condition> {
    if let Refusal::Permission { permission, unmet } = *refusal {
        let asked = view.scenario().permission(permission);
        return asked.granted_when.get(usize::from(unmet));
    }
    let conditions = match *order {
        Order::Launch { initiative, .. } => &view.scenario().initiative(initiative).needs,
        Order::Respond {
            event,
            subject,
            choice,
        } => {
            let (question, asked) = view.question(event, subject)?;
            let names = view.scenario().catalogue();
            let chosen = names.place_of_answer(event, question, choice)?;
            &asked.choices.get(usize::from(chosen))?.needs
        }
        Order::Table(table, _) => &view.scenario().table(table).needs,
        Order::Schedule { .. }
        | Order::Publish
        | Order::Cancel { .. }
        | Order::Step(..)
        | Order::End => {
            return None;
        }
    };
    let (Refusal::Needs(place)
    | Refusal::ChoiceNeeds(place)
    | Refusal::Table(TableRefusal::Needs(place))) = *refusal
    else {
        return None;
    };
    conditions.get(usize::from(place))
}

/// How the one figure of a condition reads; `None` if the condition is about several or about something else.
fn now(view: &View<'_>, condition: &Condition, cast: &Cast<'_>) -> Option<Reading> {
    let (Condition::AtLeast(path, _) | Condition::AtMost(path, _)) = condition else {
        return None;
    };
    view.at(named(*path, cast)?)
}

/// The path with the actors that its selectors stand for; `None` if one stands for several.
fn named(path: Path, cast: &Cast<'_>) -> Option<Path> {
    Some(match path {
        Path::Actor(figure, of) => Path::Actor(figure, one(of, cast)?),
        Path::Pair(figure, from, to) => Path::Pair(figure, one(from, cast)?, one(to, cast)?),
        Path::Bloc(of, bloc) => Path::Bloc(one(of, cast)?, bloc),
        Path::Share(mechanism, of) => Path::Share(mechanism, one(of, cast)?),
        Path::Mechanism(..) | Path::Format(_) => path,
    })
}

fn one(selector: Selector, cast: &Cast<'_>) -> Option<Selector> {
    let actor = match selector {
        Selector::Actor(actor) => Some(actor),
        Selector::Myself => cast.me,
        Selector::Target => cast.target,
        Selector::SideA => cast.a,
        Selector::SideB => cast.b,
        Selector::Members(_) | Selector::Attendees(_) | Selector::Group(_) | Selector::All => None,
    };
    actor.map(Selector::Actor)
}
