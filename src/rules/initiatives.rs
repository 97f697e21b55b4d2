//! Initiatives: planned, launched, advanced stage by stage, completed or stopped.

use crate::model::{ActorId, Cause, Figure, InitiativeId, PerMille, Points, SeatId, What};
use crate::rules::chance::{Key, Purpose, combine};
use crate::rules::conditions::holds;
use crate::rules::effects::{AS_WRITTEN, Act, subject_hash};
use crate::rules::events::probability;
use crate::rules::eyes::{Eyes, Scope};
use crate::rules::letters;
use crate::rules::roadmap;
use crate::rules::state::scribe::Scribe;
use crate::rules::state::{Queued, State, Step};
use crate::scenario::{Consent, Scenario};

type Directed = (SeatId, InitiativeId, Option<ActorId>);

/// Puts an initiative into the plan, because of an order or of the roadmap, and reserves what it costs.
pub(in crate::rules) fn plan(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, initiative, target): Directed,
    cause: Cause,
) {
    let wanted = scenario.initiative(initiative);
    scribe.write(
        scenario,
        state,
        cause,
        What::Planned {
            seat,
            initiative,
            target,
        },
    );
    let cause = Cause::Initiative(initiative, seat);
    shift(
        scenario,
        state,
        scribe,
        (cause, seat),
        Figure::Capital,
        Points::ZERO.minus(wanted.cost),
    );
    shift(
        scenario,
        state,
        scribe,
        (cause, seat),
        Figure::Hands,
        Points::ZERO.minus(wanted.hands),
    );
}

/// Takes this turn's order back with everything it reserved, plans the end of an initiative under way, or takes it off
/// the roadmap. What the roadmap put into the plan leaves both.
pub(in crate::rules) fn plan_cancel(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, initiative, target): Directed,
) {
    let planned = state.queue().iter().any(|order| {
        (order.seat, order.initiative, order.target, order.step)
            == (seat, initiative, target, Step::Launch)
    });
    let cause = Cause::Order(seat);
    if planned {
        unplan(scenario, state, scribe, (seat, initiative, target));
        let slated = state.slated(seat, initiative, target);
        if slated.is_some_and(|slated| slated.turn <= state.turn()) {
            roadmap::take_off(scenario, state, scribe, (seat, initiative, target));
        }
    } else if state.project(seat, initiative, target).is_some() {
        let what = What::PlannedCancel {
            seat,
            initiative,
            target,
        };
        scribe.write(scenario, state, cause, what);
    } else {
        roadmap::take_off(scenario, state, scribe, (seat, initiative, target));
    }
}

/// Takes an order out of the plan and gives back what it had reserved.
fn unplan(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, initiative, target): Directed,
) {
    let cause = Cause::Order(seat);
    let wanted = scenario.initiative(initiative);
    scribe.write(
        scenario,
        state,
        cause,
        What::Unplanned {
            seat,
            initiative,
            target,
        },
    );
    let cause = Cause::Initiative(initiative, seat);
    shift(
        scenario,
        state,
        scribe,
        (cause, seat),
        Figure::Capital,
        wanted.cost,
    );
    shift(
        scenario,
        state,
        scribe,
        (cause, seat),
        Figure::Hands,
        wanted.hands,
    );
}

/// Resolves every plan: first what stops, then what starts, seat by seat; then all work goes on by one turn.
pub(in crate::rules) fn resolve(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    for step in [Step::Cancel, Step::Launch] {
        for seat in scenario.seats() {
            let mine: Vec<Queued> = state
                .queue()
                .iter()
                .filter(|order| order.seat == seat && order.step == step)
                .copied()
                .collect();
            for order in mine {
                resolve_order(scenario, state, scribe, &order);
            }
        }
    }
    roadmap::resolve(scenario, state, scribe);
    let running: Vec<Directed> = state
        .projects()
        .iter()
        .map(|project| (project.seat, project.initiative, project.target))
        .collect();
    for directed in running {
        advance(scenario, state, scribe, directed);
    }
}

fn resolve_order(scenario: &Scenario, state: &mut State, scribe: &mut Scribe, order: &Queued) {
    let Queued {
        seat,
        initiative,
        target,
        step,
    } = *order;
    scribe.write(
        scenario,
        state,
        Cause::Order(seat),
        What::Dequeued {
            seat,
            initiative,
            target,
        },
    );
    match step {
        Step::Cancel => cancel(scenario, state, scribe, (seat, initiative, target)),
        Step::Launch => {
            let slated = state.slated(seat, initiative, target).copied();
            let what = What::Launched {
                seat,
                initiative,
                target,
            };
            scribe.write(scenario, state, Cause::Order(seat), what);
            if let Some(slated) = slated {
                roadmap::launched(scenario, state, scribe, &slated);
            }
        }
    }
}

fn cancel(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, initiative, target): Directed,
) {
    if state.project(seat, initiative, target).is_none() {
        return;
    }
    let stopped = scenario.initiative(initiative);
    let cause = Cause::Cancelled(initiative, seat);
    scribe.write(
        scenario,
        state,
        cause,
        What::Cancelled {
            seat,
            initiative,
            target,
        },
    );
    shift(
        scenario,
        state,
        scribe,
        (cause, seat),
        Figure::Hands,
        stopped.hands,
    );
    let scope = Scope::of(seat, target);
    Act {
        scenario,
        state,
        scribe,
        cause,
        scope,
        strength: AS_WRITTEN,
    }
    .apply_all(&stopped.on_cancel);
}

fn advance(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, initiative, target): Directed,
) {
    let worked = scenario.initiative(initiative);
    let cause = Cause::Initiative(initiative, seat);
    scribe.write(
        scenario,
        state,
        cause,
        What::Advanced {
            seat,
            initiative,
            target,
        },
    );
    let elapsed = state
        .project(seat, initiative, target)
        .map_or(0, |project| project.elapsed);
    let scope = Scope::of(seat, target);
    let mut end = 0_u16;
    for stage in &worked.stages {
        end = end.saturating_add(stage.turns);
        if end == elapsed {
            Act {
                scenario,
                state,
                scribe,
                cause,
                scope,
                strength: AS_WRITTEN,
            }
            .apply_all(&stage.effects);
        }
    }
    if elapsed >= worked.turns() {
        complete(scenario, state, scribe, (seat, initiative, target));
    }
}

fn complete(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, initiative, target): Directed,
) {
    let completed = scenario.initiative(initiative);
    let cause = Cause::Initiative(initiative, seat);
    let scope = Scope::of(seat, target);
    if let Some(consent) = &completed.consent {
        let agreed = letters::ask(scenario, state, scribe, (seat, initiative, target), consent);
        if agreed == letters::Outcome::Declined {
            decline(scenario, state, scribe, (seat, initiative, target), consent);
            return;
        }
    }
    let strength = strength(Eyes::truth(scenario, state), initiative, scope);
    scribe.write(
        scenario,
        state,
        cause,
        What::Completed {
            seat,
            initiative,
            target,
        },
    );
    shift(
        scenario,
        state,
        scribe,
        (cause, seat),
        Figure::Hands,
        completed.hands,
    );
    Act {
        scenario,
        state,
        scribe,
        cause,
        scope,
        strength,
    }
    .apply_all(&completed.done);
    run_risk(scenario, state, scribe, (seat, initiative, target));
}

/// The work was for nothing: hands are free again, nothing is completed, and it may be tried another time.
fn decline(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, initiative, target): Directed,
    consent: &Consent,
) {
    let cause = Cause::Initiative(initiative, seat);
    let what = What::Declined {
        seat,
        initiative,
        target,
    };
    scribe.write(scenario, state, cause, what);
    let hands = scenario.initiative(initiative).hands;
    shift(scenario, state, scribe, (cause, seat), Figure::Hands, hands);
    let scope = Scope::of(seat, target);
    let mut act = Act {
        scenario,
        state,
        scribe,
        cause,
        scope,
        strength: AS_WRITTEN,
    };
    act.apply_all(&consent.refused);
}

/// What `better_with` adds to the amounts of completion.
pub(in crate::rules) fn strength(
    eyes: Eyes<'_>,
    initiative: InitiativeId,
    scope: Scope,
) -> PerMille {
    let helped = eyes.scenario.initiative(initiative).better_with.iter();
    let helped = helped.filter(|(condition, _)| holds(eyes, scope, condition));
    PerMille(
        helped
            .fold(AS_WRITTEN.0, |sum, (_, share)| sum.saturating_add(share.0))
            .max(0),
    )
}

fn run_risk(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, initiative, target): Directed,
) {
    let Some(risk) = &scenario.initiative(initiative).risk else {
        return;
    };
    let scope = Scope::of(seat, target);
    let key = Key {
        seed: state.seed(),
        turn: state.turn(),
        purpose: Purpose::Risk,
        subject: combine(&[
            scenario.catalogue().initiatives.subject(initiative.index()),
            subject_hash(scenario, seat.0),
            target.map_or(0, |target| subject_hash(scenario, target)),
        ]),
        step: 0,
    };
    let likely = probability(Eyes::truth(scenario, state), scope, risk.hazard.open());
    if key.happens(likely.damped) {
        let cause = Cause::Risk(initiative, seat);
        scribe.write(
            scenario,
            state,
            cause,
            What::RiskStruck { seat, initiative },
        );
        Act {
            scenario,
            state,
            scribe,
            cause,
            scope,
            strength: AS_WRITTEN,
        }
        .apply_all(&risk.effects);
    }
}

fn shift(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (cause, seat): (Cause, SeatId),
    figure: Figure,
    delta: Points,
) {
    if let Some(figure) = scenario.slots().of_actor(figure, seat.0) {
        scribe.shift(scenario, state, cause, figure, delta);
    }
}
