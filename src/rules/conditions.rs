//! Whether a condition holds, as seen through some eyes.

use crate::model::condition::{ChoiceRef, InitiativeStatus};
use crate::model::{
    Condition, EventId, InitiativeId, MeasureId, Path, PledgeId, Points, SeatId, TableStatus, Turn,
};
use crate::rules::eyes::{Eyes, Scope};
use crate::rules::gauges;

/// Whether every condition of a list holds.
pub(in crate::rules) fn all_hold(eyes: Eyes<'_>, scope: Scope, conditions: &[Condition]) -> bool {
    first_unmet(eyes, scope, conditions).is_none()
}

/// The place of the first condition that doesn't hold.
pub(in crate::rules) fn first_unmet(
    eyes: Eyes<'_>,
    scope: Scope,
    conditions: &[Condition],
) -> Option<usize> {
    conditions
        .iter()
        .position(|condition| !holds(eyes, scope, condition))
}

/// Whether one condition holds.
pub(in crate::rules) fn holds(eyes: Eyes<'_>, scope: Scope, condition: &Condition) -> bool {
    match condition {
        Condition::All(inner) => inner.iter().all(|one| holds(eyes, scope, one)),
        Condition::Any(inner) => inner.iter().any(|one| holds(eyes, scope, one)),
        Condition::Not(inner) => !holds(eyes, scope, inner),
        Condition::AtLeast(path, least) => every(eyes, scope, *path, |value| value >= *least),
        Condition::AtMost(path, most) => every(eyes, scope, *path, |value| value <= *most),
        Condition::Exceeds(high, low, by) => every(eyes, scope, *high, |high| {
            every(eyes, scope, *low, |low| high.minus(low) >= *by)
        }),
        Condition::Mechanism {
            mechanism,
            level,
            health,
        } => {
            eyes.state.mechanism(*mechanism).level >= *level
                && gauges::health(eyes, *mechanism) >= *health
        }
        Condition::Covered(measure) => covered(eyes, scope, *measure),
        Condition::Initiative(initiative, status) => {
            initiative_is(eyes, scope, *initiative, *status)
        }
        Condition::Happened {
            event,
            choice,
            within,
        } => happened(eyes, *event, *choice, *within),
        Condition::Between(first, last) => {
            let calendar = eyes.scenario.calendar();
            let turn = eyes.state.turn();
            calendar.first_day(turn) <= *last && *first < calendar.first_day(turn.after(1))
        }
        Condition::Window(window) => eyes.state.turn() <= eyes.state.window(*window),
        Condition::InOffice(actor, office) => eyes.state.office(*actor) == Some(*office),
        Condition::Pledge(pledge, status) => pledge_is(eyes, scope, *pledge, *status),
        Condition::Table(table, status) => {
            let now = eyes.state.table(*table).map(|now| now.status);
            match (status, now.unwrap_or_default()) {
                (TableStatus::Signed, TableStatus::InForce) => true,
                (wanted, now) => *wanted == now,
            }
        }
        Condition::Crisis(kind, rung) => eyes
            .state
            .crisis(*kind)
            .is_some_and(|crisis| crisis.rung >= *rung),
        Condition::CrisisEnded { kind, how, within } => {
            let now = eyes.state.turn();
            let recent = |turn: Turn| within.is_none_or(|turns| turn.after(turns) >= now);
            eyes.state.crises().iter().any(|crisis| {
                let end = crisis.outcome.map(|outcome| outcome.end());
                let same = end.is_some() && how.is_none_or(|how| end == Some(how));
                crisis.kind == *kind && same && recent(crisis.ended)
            })
        }
        Condition::Gauge(gauge, least) => scope
            .me
            .is_some_and(|me| gauges::value(eyes, SeatId(me), *gauge) >= *least),
    }
}

/// Whether the test holds of every figure that the path stands for; false if it stands for none.
fn every(eyes: Eyes<'_>, scope: Scope, path: Path, test: impl Fn(Points) -> bool) -> bool {
    let (mut any, mut all) = (false, true);
    eyes.values(scope, path, |value| {
        any = true;
        all &= test(value);
    });
    any && all
}

fn covered(eyes: Eyes<'_>, scope: Scope, measure: MeasureId) -> bool {
    scope
        .pair()
        .is_some_and(|(a, b)| gauges::covering(eyes, measure, a, b).next().is_some())
}

fn initiative_is(
    eyes: Eyes<'_>,
    scope: Scope,
    initiative: InitiativeId,
    status: InitiativeStatus,
) -> bool {
    let mine = |seat: SeatId, which: InitiativeId| Some(seat.0) == scope.me && which == initiative;
    let running = eyes
        .state
        .projects()
        .iter()
        .any(|project| mine(project.seat, project.initiative));
    let done = eyes
        .state
        .completions()
        .iter()
        .any(|done| mine(done.seat, done.initiative));
    match status {
        InitiativeStatus::Running => running,
        InitiativeStatus::Done => done,
        InitiativeStatus::Untried => !running && !done,
    }
}

fn happened(
    eyes: Eyes<'_>,
    event: EventId,
    choice: Option<ChoiceRef>,
    within: Option<u16>,
) -> bool {
    let now = eyes.state.turn();
    let recent = |turn: Turn| within.is_none_or(|turns| turn.after(turns) >= now);
    let names = eyes.scenario.catalogue();
    match choice {
        None => eyes
            .state
            .happenings()
            .iter()
            .any(|known| known.event == event && recent(known.turn)),
        Some(choice) => {
            let id = names.choice(event, choice.question, choice.choice);
            eyes.state.answers().iter().any(|answer| {
                answer.event == event
                    && recent(answer.turn)
                    && names.answer(event, answer.choice) == id
            })
        }
    }
}

fn pledge_is(
    eyes: Eyes<'_>,
    scope: Scope,
    pledge: PledgeId,
    status: crate::model::condition::PledgeStatus,
) -> bool {
    eyes.state.pledges().iter().any(|known| {
        Some(known.seat.0) == scope.me && known.pledge == pledge && known.status == status
    })
}
