//! Events: when they happen, what they do by themselves, and whom they ask.

use crate::model::{Cause, EventId, Subject, Turn, What};
use crate::rules::chance::{Key, Purpose, combine};
use crate::rules::conditions::holds;
use crate::rules::effects::{AS_WRITTEN, Act, hash_of, is_last, put_to_use};
use crate::rules::eyes::{Eyes, Scope};
use crate::rules::state::scribe::Scribe;
use crate::rules::state::{Due, State};
use crate::rules::{gauges, questions};
use crate::scenario::{Event, Hazard, Repeat, Scenario, Scope as EventScope, When};

/// One event may call another for the same turn; a chain is cut here.
const CHAIN_LIMIT: usize = 8;

/// A hazard as it stands, in per mille.
pub(in crate::rules) struct Probability {
    /// Before any mechanism damps it.
    pub bare: u32,
    /// What is left of it.
    pub damped: u32,
}

/// clamp(base + Σ k·(figure − 50)/50, 0, 1000) · Π(1 − damp/1000 · health/100), the product over the mechanisms that
/// cover the pair at hand. A path that stands for several figures counts with each.
pub(in crate::rules) fn probability(eyes: Eyes<'_>, scope: Scope, hazard: &Hazard) -> Probability {
    let mut sum = i64::from(hazard.base.0) * 50_000;
    for (path, weight) in &hazard.terms {
        eyes.values(scope, *path, |value| {
            sum += i64::from(*weight) * (i64::from(value.raw()) - 50_000)
        });
    }
    let bare = sum.div_euclid(50_000).clamp(0, 1000);
    let left = damping(eyes, scope, hazard).fold(bare * 1_000_000, |left, (_, damp)| {
        (left * (1_000_000 - damp)).div_euclid(1_000_000)
    });
    let whole = |value: i64| u32::try_from(value.clamp(0, 1000)).unwrap_or(0);
    Probability {
        bare: whole(bare),
        damped: whole(left.div_euclid(1_000_000)),
    }
}

/// The mechanisms that damp a hazard for the pair at hand, with their damp in millionths.
fn damping<'a>(
    eyes: Eyes<'a>,
    scope: Scope,
    hazard: &'a Hazard,
) -> impl Iterator<Item = (crate::model::MechanismId, i64)> + use<'a> {
    let pair = scope.pair();
    hazard.damped_by.iter().flat_map(move |(measure, damp)| {
        let covering = pair.map(|(a, b)| gauges::covering(eyes, *measure, a, b));
        covering.into_iter().flatten().map(move |mechanism| {
            let health = i64::from(gauges::health(eyes, mechanism).raw());
            (
                mechanism,
                (i64::from(damp.0) * health)
                    .div_euclid(100)
                    .clamp(0, 1_000_000),
            )
        })
    })
}

/// What is due at the end of the turn: the calendar first, then what holds, then what chance draws.
pub(in crate::rules) fn fire(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    for (event, definition) in scenario.events() {
        subjects(scenario, definition.scope, |subject| {
            if state.over().is_none() && is_due(scenario, state, scribe, event, subject) {
                happen(scenario, state, scribe, event, subject);
            }
        });
    }
    fire_scheduled(scenario, state, scribe);
}

fn fire_scheduled(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    for _ in 0..CHAIN_LIMIT {
        let now = state.turn();
        let due: Vec<Due> = state
            .schedule()
            .iter()
            .filter(|due| due.turn <= now)
            .copied()
            .collect();
        if due.is_empty() {
            return;
        }
        for Due {
            event,
            subject,
            turn,
        } in due
        {
            let what = What::Unscheduled {
                event,
                subject,
                due: turn,
            };
            scribe.write(scenario, state, Cause::Event(event), what);
            if state.over().is_none() && may_happen(scenario, state, event, subject) {
                happen(scenario, state, scribe, event, subject);
            }
        }
    }
}

/// Calls `each` with everyone and every pair that an event may be about.
fn subjects(scenario: &Scenario, scope: EventScope, mut each: impl FnMut(Subject)) {
    match scope {
        EventScope::World => each(Subject::World),
        EventScope::Actors(set) => set.iter().map(Subject::Actor).for_each(each),
        EventScope::Between(a, b) => each(Subject::Pair(a, b)),
        EventScope::Pairs(set) => {
            let relations = scenario.relations().iter();
            let inside = relations.filter(|(a, b)| set.contains(*a) && set.contains(*b));
            inside.map(|(a, b)| Subject::Pair(*a, *b)).for_each(each);
        }
    }
}

fn is_due(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    event: EventId,
    subject: Subject,
) -> bool {
    let definition = scenario.event(event);
    match definition.when.open() {
        When::Dated(turn, _) => {
            *turn == state.turn() && may_happen(scenario, state, event, subject)
        }
        // At the opening only the calendar speaks: nothing has been played yet that could hold or be drawn.
        When::If(_) | When::Drawn(_) | When::Scheduled if state.turn() == Turn(0) => false,
        When::If(condition) => {
            may_happen(scenario, state, event, subject)
                && holds(
                    Eyes::truth(scenario, state),
                    Scope::about(subject),
                    condition,
                )
        }
        When::Drawn(hazard) => {
            may_happen(scenario, state, event, subject)
                && draw(
                    scenario,
                    state,
                    scribe,
                    (event, definition),
                    subject,
                    hazard,
                )
        }
        When::Scheduled => false,
    }
}

/// Whether the event may still happen to this subject; nothing is asked after the last turn.
fn may_happen(scenario: &Scenario, state: &State, event: EventId, subject: Subject) -> bool {
    let definition = scenario.event(event);
    if !definition.asks.is_empty() && is_last(scenario, state.turn()) {
        return false;
    }
    let open = state
        .asked()
        .iter()
        .any(|asked| (asked.event, asked.subject) == (event, subject));
    let last = state
        .happenings()
        .iter()
        .find(|known| (known.event, known.subject) == (event, subject));
    let again = match (last, definition.repeat) {
        (None, _) => true,
        (Some(_), Repeat::Once) => false,
        (Some(last), Repeat::Cooldown(turns)) => last.turn.after(turns.max(1)) <= state.turn(),
    };
    again && !open
}

/// Draws once. Where only the damping stood between the draw and the event, the mechanisms that damp it were used.
fn draw(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (event, definition): (EventId, &Event),
    subject: Subject,
    hazard: &Hazard,
) -> bool {
    let scope = Scope::about(subject);
    let likely = probability(Eyes::truth(scenario, state), scope, hazard);
    let key = Key {
        seed: state.seed(),
        turn: state.turn(),
        purpose: Purpose::Event,
        subject: combine(&[definition.subject_hash, hash_of(scenario, subject)]),
        step: 0,
    };
    if key.happens(likely.damped) {
        return true;
    }
    if key.happens(likely.bare) {
        let used: Vec<_> = damping(Eyes::truth(scenario, state), scope, hazard)
            .map(|(id, _)| id)
            .collect();
        for mechanism in used {
            put_to_use(scenario, state, scribe, Cause::Event(event), mechanism);
        }
    }
    false
}

fn happen(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    event: EventId,
    subject: Subject,
) {
    let cause = Cause::Event(event);
    scribe.write(scenario, state, cause, What::Happened { event, subject });
    let scope = Scope::about(subject);
    let effects = &scenario.event(event).effects;
    Act {
        scenario,
        state,
        scribe,
        cause,
        scope,
        strength: AS_WRITTEN,
    }
    .apply_all(effects);
    if state.over().is_none() {
        questions::ask(scenario, state, scribe, event, subject);
    }
}
