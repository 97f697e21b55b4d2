//! What studies and the debrief may ask of the true state, and how they set a scene.

use crate::model::{
    ActorId, Cause, Condition, EventId, FigureId, Formula, MechanismId, Points, SeatId, Subject,
    TableId, Turn, What,
};
use crate::rules::conditions::all_hold;
use crate::rules::eyes::{Eyes, Scope};
use crate::rules::gauges;
use crate::rules::state::State;
use crate::rules::state::scribe::Scribe;
use crate::rules::tables::outlook::{Outlook, outlook};
use crate::scenario::{Scenario, Scope as EventScope};

/// A formula's value in the true state with `seat` as `$self`, from 0 to 100.
#[must_use]
pub fn measure(scenario: &Scenario, state: &State, seat: SeatId, formula: &Formula) -> Points {
    let scope = Scope::of(seat, None);
    let value = gauges::evaluate(Eyes::truth(scenario, state), scope, formula);
    value.clamp_to(Points::ZERO, Points::HUNDRED)
}

/// Whether all of these conditions truly hold with `seat` as `$self`.
#[must_use]
pub fn all_true(scenario: &Scenario, state: &State, seat: SeatId, all: &[Condition]) -> bool {
    all_hold(Eyes::truth(scenario, state), Scope::of(seat, None), all)
}

/// What a party truly thinks of the texts of a table; `None` if it has no delegation there.
#[must_use]
pub fn true_outlook(
    scenario: &Scenario,
    state: &State,
    table: TableId,
    actor: ActorId,
) -> Option<Outlook> {
    outlook(Eyes::truth(scenario, state), table, actor)
}

/// The health of a mechanism as it truly stands.
#[must_use]
pub fn true_health(scenario: &Scenario, state: &State, mechanism: MechanismId) -> Points {
    gauges::health(Eyes::truth(scenario, state), mechanism)
}

/// A stored figure as it truly stands.
#[must_use]
pub fn stored(state: &State, figure: FigureId) -> Points {
    state.figure(figure)
}

/// Puts an event on the calendar, whatever its own conditions say: for experiments. Of an event about single actors
/// or pairs the first one is meant.
pub fn put_on_calendar(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    event: EventId,
    due: Turn,
) {
    let subject = match scenario.event(event).scope {
        EventScope::World => Some(Subject::World),
        EventScope::Between(a, b) => Some(Subject::Pair(a, b)),
        EventScope::Actors(set) => set.iter().next().map(Subject::Actor),
        EventScope::Pairs(set) => {
            let pairs = scenario.relations().iter();
            let mut within = pairs.filter(|(a, b)| set.contains(*a) && set.contains(*b));
            within.next().map(|(a, b)| Subject::Pair(*a, *b))
        }
    };
    if let Some(subject) = subject {
        let what = What::Scheduled {
            event,
            subject,
            due,
        };
        scribe.write(scenario, state, Cause::Opening, what);
    }
}
