//! Upkeep: what the passage of a turn does by itself. Every rule reads the values of the phase's start.

use crate::model::condition::PledgeStatus;
use crate::model::fact::Span;
use crate::model::{Cause, PerMille, Points, What};
use crate::rules::conditions::{all_hold, holds};
use crate::rules::drift::Start;
use crate::rules::effects::{AS_WRITTEN, Act};
use crate::rules::eyes::{Eyes, Scope};
use crate::rules::purse;
use crate::rules::reports;
use crate::rules::state::scribe::Scribe;
use crate::rules::state::{State, Sustained};
use crate::scenario::Scenario;

/// A lasting effect under a twentieth of a point has faded away.
const FADED: Points = Points::thousandths(50);

/// Everything that a turn's end does by itself.
pub(in crate::rules) fn run(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    spend_sustained(scenario, state, scribe);
    settle_pledges(scenario, state, scribe);
    let before = state.clone();
    let start = Start::of(scenario, &before);
    for (figure, slot) in scenario.slots().iter() {
        if let Some((rule, delta)) = start.drift(figure, slot) {
            scribe.shift(scenario, state, Cause::Upkeep(rule), figure, delta);
        }
    }
    purse::pay(scenario, state, scribe, &before);
    let coming = state.turn().after(1);
    purse::lend(scenario, state, scribe, coming);
    reports::deliver(scenario, state, scribe);
    reports::expose(scenario, state, scribe);
}

fn spend_sustained(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    let lasting: Vec<Sustained> = state.sustained().to_vec();
    for Sustained {
        figure,
        amount,
        span,
        cause,
    } in lasting
    {
        let alive = match span {
            Span::While(condition) => {
                let condition = scenario.lasting_condition(condition);
                holds(Eyes::truth(scenario, state), Scope::default(), condition)
            }
            Span::Turns(_) | Span::Fading(_) => true,
        };
        if alive {
            scribe.shift(scenario, state, cause, figure, amount);
        }
        let (amount, span) = match span {
            Span::Turns(turns) if turns > 1 => (amount, Span::Turns(turns - 1)),
            Span::Turns(_) => (Points::ZERO, span),
            Span::Fading(share) => {
                let left = amount.minus(amount.share(PerMille(i32::from(share))));
                (
                    if left.magnitude() < FADED {
                        Points::ZERO
                    } else {
                        left
                    },
                    span,
                )
            }
            Span::While(_) => (if alive { amount } else { Points::ZERO }, span),
        };
        scribe.write(
            scenario,
            state,
            cause,
            What::Spent {
                figure,
                amount,
                span,
            },
        );
    }
}

fn settle_pledges(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    let open: Vec<_> = state
        .pledges()
        .iter()
        .filter(|pledge| pledge.status == PledgeStatus::Open)
        .copied()
        .collect();
    for given in open {
        let scope = Scope::of(given.seat, None);
        let terms = scenario.pledge(given.pledge);
        let kept = all_hold(Eyes::truth(scenario, state), scope, &terms.kept_when);
        let (seat, pledge) = (given.seat, given.pledge);
        let (what, effects) = if kept {
            (What::Kept { seat, pledge }, &terms.kept)
        } else if given.due <= state.turn() {
            (What::Broke { seat, pledge }, &terms.broken)
        } else {
            continue;
        };
        let cause = Cause::Pledge(pledge, seat);
        scribe.write(scenario, state, cause, what);
        Act {
            scenario,
            state,
            scribe,
            cause,
            scope,
            strength: AS_WRITTEN,
        }
        .apply_all(effects);
    }
}
