//! The purse: what a turn brings to a seat and takes from it besides its income, in capital and in hands.

use crate::model::condition::Obligation;
use crate::model::{ActorId, Cause, Figure, FigureId, MechanismId, Points, Rule, Turn};
use crate::rules::effects::is_last;
use crate::rules::eyes::Eyes;
use crate::rules::state::State;
use crate::rules::state::scribe::Scribe;
use crate::rules::{gauges, offices};
use crate::scenario::{Rate, Scenario};

/// A mandate at which support at home neither pays nor costs.
const EVEN: Points = Points::whole(50);
/// From this share of all shares on a mechanism counts as owned alone, in per cent.
const ALONE: i64 = 90;
/// So many mechanisms more than at the opening relieve the ministries of a member.
const ENOUGH: usize = 3;

/// What the end of a turn does to the capital of every actor, from the values of the phase's start.
pub(in crate::rules) fn pay(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    before: &State,
) {
    let held = held(scenario, before);
    let new_year = begins_a_year(scenario, before);
    for (actor, known) in scenario.actors() {
        let Some(capital) = scenario.slots().of_actor(Figure::Capital, actor) else {
            continue;
        };
        for (rule, amount) in [
            (
                Rule::YearlyBudget,
                if new_year { known.yearly } else { Points::ZERO },
            ),
            (Rule::MandatePays, mandate(scenario, before, actor)),
            (
                Rule::HedgeCosts,
                Points::ZERO.minus(hedge(scenario, before, actor)),
            ),
            (
                Rule::OwnerPays,
                Points::ZERO.minus(upkeep(scenario, before, actor, &held)),
            ),
        ] {
            scribe.shift(scenario, state, Cause::Upkeep(rule), capital, amount);
        }
    }
}

/// Lends hands for the turn that comes, or takes them back.
pub(in crate::rules) fn lend(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    coming: Turn,
) {
    let lens = scenario.lens();
    for (actor, _) in scenario.actors() {
        let Some(hands) = scenario.slots().of_actor(Figure::Hands, actor) else {
            continue;
        };
        let tired = offices::is_lame_duck(scenario, state, actor, coming);
        let taken = Points::ZERO.minus(lens.points(Rate::LameDuckHands));
        let relieved = built(scenario, state, actor) >= ENOUGH;
        let given = lens.points(Rate::HandsFromMechanisms);
        for (rule, wanted) in [
            (
                Rule::MechanismsRelieve,
                if relieved { given } else { Points::ZERO },
            ),
            (Rule::LameDuck, if tired { taken } else { Points::ZERO }),
        ] {
            settle(scenario, state, scribe, (hands, rule), wanted);
        }
    }
}

/// Moves a loan towards what is wanted, as far as the figure's bounds let it; the rest waits for a turn with room.
fn settle(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (hands, rule): (FigureId, Rule),
    wanted: Points,
) {
    let change = wanted.minus(state.loan(hands, rule));
    scribe.shift(scenario, state, Cause::Upkeep(rule), hands, change);
}

/// Whether the next turn is the first that begins in its calendar year: its budget is paid then.
fn begins_a_year(scenario: &Scenario, before: &State) -> bool {
    let (calendar, now) = (scenario.calendar(), before.turn());
    let year = |turn| calendar.first_day(turn).year;
    !is_last(scenario, now) && year(now.after(1)) != year(now)
}

/// Support at home above the even mandate pays, below it costs (Putnam 1988).
fn mandate(scenario: &Scenario, before: &State, actor: ActorId) -> Points {
    let mandate = gauges::mandate(Eyes::truth(scenario, before), actor);
    let rate = scenario.lens().share(Rate::IncomeFromMandate);
    mandate.minus(EVEN).share(rate)
}

/// What closeness to both poles costs: the lesser closeness above the floor, in tens of points, times the change of
/// what the poles fear of each other since the opening (Kuik 2008).
fn hedge(scenario: &Scenario, before: &State, actor: ActorId) -> Points {
    let (first, second) = scenario.poles();
    let slots = scenario.slots();
    let close = |pole| {
        let slot = slots.of_pair(Figure::Closeness, actor, pole);
        slot.map(|slot| before.figure(slot))
    };
    let (Some(one), Some(other)) = (close(first), close(second)) else {
        return Points::ZERO;
    };
    let feared = |a, b| {
        let slot = slots.of_pair(Figure::Threat, a, b);
        slot.map_or(Points::ZERO, |slot| {
            before.figure(slot).minus(slots.get(slot).opening)
        })
    };
    let lens = scenario.lens();
    let tension = feared(first, second).plus(feared(second, first));
    let tension = tension.scaled(1, 2).max(Points::ZERO);
    let close = one.min(other).minus(lens.points(Rate::HedgeFloor));
    let close = i64::from(close.max(Points::ZERO).raw());
    let tens = i64::from(Points::whole(10).raw());
    tension.scaled(close, tens).share(lens.share(Rate::Hedge))
}

/// What an actor pays for the mechanisms that it owns alone.
fn upkeep(scenario: &Scenario, before: &State, actor: ActorId, held: &[i64]) -> Points {
    let alone = scenario.mechanisms().zip(held).filter(|((id, _), all)| {
        **all > 0 && share(scenario, before, *id, actor) * 100 >= **all * ALONE
    });
    let each = scenario.lens().points(Rate::OwnerUpkeep);
    alone.fold(Points::ZERO, |sum, _| sum.plus(each))
}

fn share(scenario: &Scenario, before: &State, id: MechanismId, actor: ActorId) -> i64 {
    let slot = scenario.slots().share(id, actor);
    slot.map_or(0, |slot| i64::from(before.figure(slot).raw()))
}

/// All shares of each mechanism that is agreed, in the order of the scenario; nothing for the others.
fn held(scenario: &Scenario, before: &State) -> Vec<i64> {
    let everyone = scenario.everyone();
    let all = |id| -> i64 {
        if before.mechanism(id).level < Obligation::Agreed {
            return 0;
        }
        let each = everyone.iter();
        each.map(|actor| share(scenario, before, id, actor)).sum()
    };
    scenario.mechanisms().map(|(id, _)| all(id)).collect()
}

/// How many mechanisms bind an actor, agreed or firmer, that did not at the opening.
fn built(scenario: &Scenario, state: &State, actor: ActorId) -> usize {
    let new = scenario.mechanisms().filter(|(id, opening)| {
        let now = state.mechanism(*id);
        let bound = now.level >= Obligation::Agreed && now.members.contains(actor);
        let before = opening.level >= Obligation::Agreed && opening.members.contains(actor);
        bound && !before
    });
    new.count()
}
