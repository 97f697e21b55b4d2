//! Legality, decided on the view alone: what a refusal says, the seat could have known.

use crate::model::{
    ActorId, ChoiceIndex, EventId, InitiativeId, Order, PermissionId, Points, Subject, Turn,
};
use crate::rules::conditions::first_unmet;
use crate::rules::eyes::Scope;
use crate::rules::state::{Notice, Step};
use crate::rules::{Refusal, View, crises, tables};
use crate::scenario::Repeat;

/// Whether the seat of this view may give this order now.
///
/// # Errors
/// The first reason why not.
pub fn check(view: &View<'_>, order: &Order) -> Result<(), Refusal> {
    if view.over().is_some() {
        return Err(Refusal::GameOver);
    }
    if view.turn() == Turn(0) || !view.scenario().is_seat(view.seat()) {
        return Err(Refusal::NoSuchSeat);
    }
    let outlives =
        tables::legal::outlives_the_plan(view, order) || crises::legal::outlives_the_plan(order);
    if view.plan_ended() && !outlives {
        return Err(Refusal::PlanEnded);
    }
    match *order {
        Order::Launch { initiative, target } => check_launch(view, initiative, target),
        Order::Schedule {
            initiative,
            target,
            turn,
        } => check_schedule(view, (initiative, target), turn),
        Order::Publish => check_publish(view),
        Order::Cancel { initiative, target } => check_cancel(view, initiative, target),
        Order::Respond {
            event,
            subject,
            choice,
        } => check_respond(view, event, subject, choice),
        Order::Table(table, order) => tables::legal::check(view, table, order),
        Order::Step(kind, step) => crises::legal::check(view, kind, step),
        Order::End => check_end(view),
    }
}

fn check_launch(
    view: &View<'_>,
    initiative: InitiativeId,
    target: Option<ActorId>,
) -> Result<(), Refusal> {
    let wanted = view.scenario().initiative(initiative);
    if !wanted.by.contains(view.seat().0) {
        return Err(Refusal::NotYours);
    }
    check_target(view, initiative, target)?;
    check_repetition(view, initiative, target)?;
    check_means(view, initiative, target)
}

/// What an initiative of this seat's takes beside not being under way already: needs, permissions, capital and hands.
fn check_means(
    view: &View<'_>,
    initiative: InitiativeId,
    target: Option<ActorId>,
) -> Result<(), Refusal> {
    let wanted = view.scenario().initiative(initiative);
    check_needs(view, initiative, target)?;
    check_capital(view, wanted.cost)?;
    let free = view.hands();
    if wanted.hands > free {
        return Err(Refusal::Hands {
            needed: wanted.hands,
            free,
        });
    }
    Ok(())
}

/// What the world and others must grant for it: needs and permissions.
fn check_needs(
    view: &View<'_>,
    initiative: InitiativeId,
    target: Option<ActorId>,
) -> Result<(), Refusal> {
    let wanted = view.scenario().initiative(initiative);
    let scope = Scope::of(view.seat(), target);
    match first_unmet(view.eyes(), scope, &wanted.needs) {
        Some(place) => Err(Refusal::Needs(small(place))),
        None => check_leave(view, &wanted.permissions),
    }
}

/// Which launches `check` would refuse as repetitions, found in one pass for all of a repertoire.
pub(in crate::rules) struct Taken {
    actors: usize,
    bits: Vec<u64>,
}

impl Taken {
    fn nothing(view: &View<'_>) -> Self {
        let actors = view.scenario().everyone().len() + 1;
        let places = actors * view.scenario().catalogue().initiatives.len();
        Self {
            actors,
            bits: vec![0; places / 64 + 1],
        }
    }

    /// Every launch of this seat that is planned, under way, or not to be repeated yet.
    pub fn by(view: &View<'_>) -> Self {
        let mut taken = Self::nothing(view);
        for planned in view.plan() {
            taken.put(planned.initiative, planned.target);
        }
        let running = view.state().projects().iter();
        for it in running.filter(|it| it.seat == view.seat()) {
            taken.put(it.initiative, it.target);
        }
        let done = view.completions().iter();
        for it in done.filter(|it| it.seat == view.seat()) {
            let again = match view.scenario().initiative(it.initiative).repeat {
                Repeat::Once => false,
                Repeat::Cooldown(turns) => view.turn() >= it.turn.after(turns),
            };
            if !again {
                taken.put(it.initiative, it.target);
            }
        }
        taken
    }

    /// Whether this launch is among them.
    pub fn has(&self, initiative: InitiativeId, target: Option<ActorId>) -> bool {
        let (word, bit) = self.place(initiative, target);
        self.bits.get(word).is_none_or(|known| known & bit != 0)
    }

    /// Notes a launch.
    pub fn put(&mut self, initiative: InitiativeId, target: Option<ActorId>) {
        let (word, bit) = self.place(initiative, target);
        if let Some(known) = self.bits.get_mut(word) {
            *known |= bit;
        }
    }

    /// The word and the bit that stand for a launch.
    fn place(&self, initiative: InitiativeId, target: Option<ActorId>) -> (usize, u64) {
        let place = initiative.index() * self.actors + target.map_or(0, |it| it.index() + 1);
        (place / 64, 1 << (place % 64))
    }
}

/// Whether a launch that is no repetition, and for which there is capital and there are hands, is legal in a seat that
/// may still plan.
pub(in crate::rules) fn may_launch(
    view: &View<'_>,
    initiative: InitiativeId,
    target: Option<ActorId>,
) -> bool {
    let wanted = view.scenario().initiative(initiative);
    wanted.by.contains(view.seat().0)
        && check_target(view, initiative, target).is_ok()
        && check_needs(view, initiative, target).is_ok()
}

/// Refuses only what could not become legal by then: needs, capital and hands may still come.
fn check_schedule(
    view: &View<'_>,
    (initiative, target): (InitiativeId, Option<ActorId>),
    turn: Turn,
) -> Result<(), Refusal> {
    let wanted = view.scenario().initiative(initiative);
    if !wanted.by.contains(view.seat().0) {
        return Err(Refusal::NotYours);
    }
    check_target(view, initiative, target)?;
    let last = view.scenario().calendar().turns;
    if turn <= view.turn() {
        return Err(Refusal::TurnPassed);
    }
    if turn > last {
        return Err(Refusal::BeyondTheEnd { last });
    }
    match view.state().slated(view.seat(), initiative, target) {
        Some(slated) if matches!(slated.notice, Notice::Withdrawing(_)) => {
            return Err(Refusal::BeingWithdrawn);
        }
        Some(slated) => return Err(Refusal::AlreadySlated { turn: slated.turn }),
        None => {}
    }
    match check_repetition(view, initiative, target) {
        Err(Refusal::TooSoon { from }) if turn >= from => Ok(()),
        Err(Refusal::AlreadyPlanned | Refusal::AlreadyRunning) if wanted.repeat != Repeat::Once => {
            Ok(())
        }
        verdict => verdict,
    }
}

fn check_publish(view: &View<'_>) -> Result<(), Refusal> {
    let mut own = view.roadmap().filter(|slated| slated.seat == view.seat());
    if own.any(|slated| slated.notice == Notice::Private && slated.turn > view.turn()) {
        Ok(())
    } else {
        Err(Refusal::NothingToPublish)
    }
}

fn check_target(
    view: &View<'_>,
    initiative: InitiativeId,
    target: Option<ActorId>,
) -> Result<(), Refusal> {
    let targets = view.scenario().initiative(initiative).targets;
    match target {
        None if targets.is_empty() => Ok(()),
        None => Err(Refusal::TargetNeeded),
        Some(_) if targets.is_empty() => Err(Refusal::NoTargetTaken),
        Some(actor) if actor == view.seat().0 || !targets.contains(actor) => {
            Err(Refusal::WrongTarget)
        }
        Some(_) => Ok(()),
    }
}

fn check_repetition(
    view: &View<'_>,
    initiative: InitiativeId,
    target: Option<ActorId>,
) -> Result<(), Refusal> {
    let key = (view.seat(), initiative, target);
    if view
        .plan()
        .any(|order| (order.seat, order.initiative, order.target) == key)
    {
        return Err(Refusal::AlreadyPlanned);
    }
    if view
        .state()
        .project(view.seat(), initiative, target)
        .is_some()
    {
        return Err(Refusal::AlreadyRunning);
    }
    let done = view
        .completions()
        .iter()
        .find(|done| (done.seat, done.initiative, done.target) == key);
    match (done, view.scenario().initiative(initiative).repeat) {
        (None, _) => Ok(()),
        (Some(_), Repeat::Once) => Err(Refusal::AlreadyDone),
        (Some(done), Repeat::Cooldown(turns)) => {
            let from = done.turn.after(turns);
            if view.turn() < from {
                Err(Refusal::TooSoon { from })
            } else {
                Ok(())
            }
        }
    }
}

fn check_leave(view: &View<'_>, needed: &[PermissionId]) -> Result<(), Refusal> {
    let withheld = |id: &PermissionId| Some((*id, view.withheld(*id)?));
    match needed.iter().find_map(withheld) {
        Some((permission, unmet)) => Err(Refusal::Permission { permission, unmet }),
        None => Ok(()),
    }
}

fn check_capital(view: &View<'_>, needed: Points) -> Result<(), Refusal> {
    let held = view.capital();
    if needed > held {
        Err(Refusal::Capital { needed, held })
    } else {
        Ok(())
    }
}

fn check_cancel(
    view: &View<'_>,
    initiative: InitiativeId,
    target: Option<ActorId>,
) -> Result<(), Refusal> {
    let planned = view
        .plan()
        .find(|order| (order.initiative, order.target) == (initiative, target));
    match planned.map(|order| order.step) {
        Some(Step::Launch) => Ok(()),
        Some(Step::Cancel) => Err(Refusal::AlreadyPlanned),
        None if view
            .state()
            .project(view.seat(), initiative, target)
            .is_some() =>
        {
            Ok(())
        }
        None => match view.state().slated(view.seat(), initiative, target) {
            Some(slated) if matches!(slated.notice, Notice::Withdrawing(_)) => {
                Err(Refusal::BeingWithdrawn)
            }
            Some(_) => Ok(()),
            None => Err(Refusal::NotRunning),
        },
    }
}

fn check_respond(
    view: &View<'_>,
    event: EventId,
    subject: Subject,
    choice: ChoiceIndex,
) -> Result<(), Refusal> {
    let asked = view
        .questions()
        .find(|asked| (asked.event, asked.subject) == (event, subject));
    let asked = asked.ok_or(Refusal::NotAsked)?;
    if asked.answer.is_some() {
        return Err(Refusal::AlreadyAnswered);
    }
    let (place, question) = view.question(event, subject).ok_or(Refusal::NotAsked)?;
    let names = view.scenario().catalogue();
    // An answer that several questions offer has one number: the other places of its id are no spelling of it.
    let spelt = names.find_answer(event, names.answer(event, choice)) == Some(choice);
    let chosen = names
        .place_of_answer(event, place, choice)
        .filter(|_| spelt)
        .ok_or(Refusal::NoSuchChoice)?;
    let chosen = question
        .choices
        .get(usize::from(chosen))
        .ok_or(Refusal::NoSuchChoice)?;
    let scope = Scope::about(subject).by(view.seat());
    if let Some(place) = first_unmet(view.eyes(), scope, &chosen.needs) {
        return Err(Refusal::ChoiceNeeds(small(place)));
    }
    check_leave(view, &chosen.permissions)?;
    check_capital(view, chosen.cost)
}

fn check_end(view: &View<'_>) -> Result<(), Refusal> {
    if let Some(kind) = view.steps_due().next() {
        return Err(Refusal::StepDue(kind));
    }
    match view.owed().count() {
        0 => Ok(()),
        owed => Err(Refusal::AnswersOwed(small(owed))),
    }
}

fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}
