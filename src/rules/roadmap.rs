//! Roadmaps: initiatives planned for later turns, and what it brings and costs to have made that public.
//!
//! A published date is a commitment with an audience (Fearon 1994): to have named it earns a little reliance, to keep it
//! a little more, and every turn by which it slips costs abroad and at home.

use crate::model::fact::Obstacle;
use crate::model::{
    ActorId, Band, Cause, Figure, InitiativeId, Order, Owner, Points, SeatId, Turn, What,
};
use crate::rules::effects::is_last;
use crate::rules::state::scribe::Scribe;
use crate::rules::state::{Announced, Notice, Slated, State};
use crate::rules::{Refusal, View, initiatives};
use crate::scenario::{Rate, Scenario};

type Directed = (SeatId, InitiativeId, Option<ActorId>);

/// So many milestones must be new for a roadmap to say something about its seat.
const FEWEST: usize = 2;

/// Puts an initiative on the roadmap of its seat.
pub(in crate::rules) fn schedule(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, initiative, target): Directed,
    due: Turn,
) {
    let what = What::Slated {
        seat,
        initiative,
        target,
        due,
    };
    scribe.write(scenario, state, Cause::Order(seat), what);
}

/// Takes an initiative off the roadmap: at once what nobody knows of, when the plan ends what is public.
pub(in crate::rules) fn take_off(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, initiative, target): Directed,
) {
    let Some(slated) = state.slated(seat, initiative, target) else {
        return;
    };
    let what = match slated.notice {
        Notice::Private | Notice::Announcing => What::Unslated {
            seat,
            initiative,
            target,
        },
        Notice::Public(_) => What::Withdrawing {
            seat,
            initiative,
            target,
        },
        Notice::Withdrawing(_) => return,
    };
    scribe.write(scenario, state, Cause::Order(seat), what);
}

/// Plans by itself what the roadmaps have for the turn that begins, seat by seat, as far as it is legal; the rest slips.
pub(in crate::rules) fn come_due(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    if state.roadmap().is_empty() {
        return;
    }
    let now = state.turn();
    for seat in scenario.seats() {
        let due = state.roadmap().iter();
        let due: Vec<Slated> = due
            .filter(|slated| slated.seat == seat && slated.turn <= now)
            .copied()
            .collect();
        for slated in due {
            let (initiative, target) = (slated.initiative, slated.target);
            let order = Order::Launch { initiative, target };
            match View::new(scenario, state, seat).check(&order) {
                Ok(()) => {
                    let cause = Cause::Roadmap(seat);
                    initiatives::plan(scenario, state, scribe, slated.directed(), cause);
                }
                Err(refusal) => slip(scenario, state, scribe, &slated, obstacle(&refusal)),
            }
        }
    }
}

/// Moves what could not be planned to the next turn, if there is one in which it could be.
fn slip(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    slated: &Slated,
    obstacle: Obstacle,
) {
    let (seat, initiative, target) = slated.directed();
    let never = matches!(obstacle, Obstacle::Done | Obstacle::Never);
    let what = if never || is_last(scenario, state.turn()) {
        What::Lapsed {
            seat,
            initiative,
            target,
            obstacle,
        }
    } else {
        What::Slipped {
            seat,
            initiative,
            target,
            obstacle,
        }
    };
    scribe.write(scenario, state, Cause::Roadmap(seat), what);
    if let Some(due) = slated.notice.promised() {
        let cause = Cause::Missed(initiative, seat);
        let what = What::Missed {
            seat,
            initiative,
            target,
            due,
        };
        scribe.write(scenario, state, cause, what);
        cost(scenario, state, scribe, cause, seat);
    }
}

/// What stood in the way, without anything that only a view could word.
fn obstacle(refusal: &Refusal) -> Obstacle {
    let tenths = |points: Points| {
        let tenths = points.raw().max(0).div_euclid(100);
        Band(u16::try_from(tenths).unwrap_or(u16::MAX))
    };
    match *refusal {
        Refusal::Needs(place) => Obstacle::Needs(place),
        Refusal::Permission { permission, unmet } => Obstacle::Permission { permission, unmet },
        Refusal::Capital { held, .. } => Obstacle::Capital(tenths(held)),
        Refusal::Hands { free, .. } => Obstacle::Hands(tenths(free)),
        Refusal::TooSoon { from } => Obstacle::TooSoon(from),
        Refusal::AlreadyRunning | Refusal::AlreadyPlanned => Obstacle::Running,
        Refusal::AlreadyDone => Obstacle::Done,
        Refusal::GameOver
        | Refusal::NoSuchSeat
        | Refusal::PlanEnded
        | Refusal::NotYours
        | Refusal::TargetNeeded
        | Refusal::NoTargetTaken
        | Refusal::WrongTarget
        | Refusal::TurnPassed
        | Refusal::BeyondTheEnd { .. }
        | Refusal::AlreadySlated { .. }
        | Refusal::BeingWithdrawn
        | Refusal::NothingToPublish
        | Refusal::NotRunning
        | Refusal::NotAsked
        | Refusal::AlreadyAnswered
        | Refusal::NoSuchChoice
        | Refusal::ChoiceNeeds(_)
        | Refusal::Table(_)
        | Refusal::Crisis(_)
        | Refusal::StepDue(_)
        | Refusal::AnswersOwed(_) => Obstacle::Never,
    }
}

/// A milestone that was launched by its turn, and had not slipped before, was kept.
pub(in crate::rules) fn launched(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    slated: &Slated,
) {
    let (seat, initiative, target) = slated.directed();
    let promised = slated.notice.promised();
    let Some(due) = promised.filter(|due| slated.turn <= *due && state.turn() <= *due) else {
        return;
    };
    let cause = Cause::Met(initiative, seat);
    let what = What::Met {
        seat,
        initiative,
        target,
        due,
    };
    scribe.write(scenario, state, cause, what);
    let gain = scenario.lens().points(Rate::MilestoneKept);
    reliance(scenario, state, scribe, cause, seat, gain);
}

/// Puts into effect what the plans of a turn said about roadmaps: first what is taken off, then what becomes public.
pub(in crate::rules) fn resolve(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    if state.roadmap().is_empty() {
        return;
    }
    for seat in scenario.seats() {
        withdraw(scenario, state, scribe, seat);
        publish(scenario, state, scribe, seat);
    }
}

fn withdraw(scenario: &Scenario, state: &mut State, scribe: &mut Scribe, seat: SeatId) {
    let all = state.roadmap().iter();
    let leaving: Vec<Slated> = all
        .filter(|slated| slated.seat == seat && matches!(slated.notice, Notice::Withdrawing(_)))
        .copied()
        .collect();
    for slated in leaving {
        let (seat, initiative, target) = slated.directed();
        let cause = Cause::Withdrawn(initiative, seat);
        let what = What::Withdrawn {
            seat,
            initiative,
            target,
        };
        scribe.write(scenario, state, cause, what);
        cost(scenario, state, scribe, cause, seat);
    }
}

fn publish(scenario: &Scenario, state: &mut State, scribe: &mut Scribe, seat: SeatId) {
    let all = state.roadmap().iter();
    let coming: Vec<Slated> = all
        .filter(|slated| (slated.seat, slated.notice) == (seat, Notice::Announcing))
        .copied()
        .collect();
    let is_new = |slated: &&Slated| {
        let (seat, initiative, target) = slated.directed();
        !state.announced().contains(&Announced {
            seat,
            initiative,
            target,
        })
    };
    let new = coming.iter().filter(is_new).count();
    let cause = Cause::Published(seat);
    for slated in coming {
        let (seat, initiative, target) = slated.directed();
        let what = What::Published {
            seat,
            initiative,
            target,
            due: slated.turn,
        };
        scribe.write(scenario, state, cause, what);
    }
    if new >= FEWEST {
        let gain = scenario.lens().points(Rate::RoadmapCredibility);
        reliance(scenario, state, scribe, cause, seat, gain);
    }
}

/// The price of a date that was not kept: reliance abroad, and support of every group at home.
fn cost(scenario: &Scenario, state: &mut State, scribe: &mut Scribe, cause: Cause, seat: SeatId) {
    let lens = scenario.lens();
    let abroad = Points::ZERO.minus(lens.points(Rate::MilestoneSlipped));
    reliance(scenario, state, scribe, cause, seat, abroad);
    let home = Points::ZERO.minus(lens.points(Rate::MilestoneHome));
    for (bloc, _) in &scenario.actor(seat.0).blocs {
        let owner = Owner::Bloc(seat.0, *bloc);
        if let Some(figure) = scenario.slots().of_owner(Figure::Bloc, owner) {
            scribe.shift(scenario, state, cause, figure, home);
        }
    }
}

/// Moves the standing trust of every other seat that has a relation to this one.
fn reliance(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    cause: Cause,
    seat: SeatId,
    delta: Points,
) {
    for other in scenario.seats().filter(|other| *other != seat) {
        let slots = scenario.slots();
        if let Some(figure) = slots.of_pair(Figure::FirmTrust, other.0, seat.0) {
            scribe.shift(scenario, state, cause, figure, delta);
        }
    }
}
