//! Offices: elections on their dates, what a change of government costs, and what the attention of a government counts.

use crate::model::{
    ActorId, Cause, Figure, MechanismId, OfficeId, PerMille, Points, Rule, Turn, What,
};
use crate::rules::state::State;
use crate::rules::state::scribe::Scribe;
use crate::scenario::{Election, Rate, Scenario};

/// The attention of a settled government.
const WHOLE: PerMille = PerMille(1000);

/// Puts those in office whom an election of this turn chose.
pub(in crate::rules) fn hold_elections(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
) {
    for (actor, definition) in scenario.actors() {
        for election in definition.elections.open() {
            let held = election.turn == state.turn() && !is_overtaken(state, election);
            if let Some(winner) = election.winner.filter(|_| held) {
                let cause = Cause::Upkeep(Rule::Election);
                take_office(scenario, state, scribe, cause, (actor, winner));
            }
        }
    }
}

/// Somebody else takes office: working links fray, unless the game has yet to open.
pub(in crate::rules) fn take_office(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    cause: Cause,
    (actor, office): (ActorId, OfficeId),
) {
    if state.office(actor) == Some(office) {
        return;
    }
    scribe.write(scenario, state, cause, What::TookOffice { actor, office });
    if state.turn() == Turn(0) {
        return;
    }
    let share = scenario.lens().share(Rate::HandoverLinks);
    for (one, other) in scenario.relations() {
        let links = scenario.slots().of_pair(Figure::Network, *one, *other);
        if let Some(links) = links.filter(|_| *one == actor || *other == actor) {
            let lost = Points::ZERO.minus(state.figure(links).share(share));
            scribe.shift(scenario, state, Cause::Upkeep(Rule::Handover), links, lost);
        }
    }
}

/// What an actor's attention to a mechanism counts, per mille of a settled government's that agreed to it: less in a
/// lame duck, less in a new government until it has learnt, and less for what it has inherited.
pub(in crate::rules) fn attention(
    scenario: &Scenario,
    state: &State,
    actor: ActorId,
    mechanism: MechanismId,
) -> PerMille {
    let lens = scenario.lens();
    let since = state.tenure(actor).map_or(Turn(0), |held| held.since);
    let settled = if since == Turn(0) {
        WHOLE.0
    } else {
        let turns = i32::from(state.turn().0.saturating_sub(since.0));
        let learnt = lens.share(Rate::GovernmentLearns).0.saturating_mul(turns);
        let first = lens.share(Rate::NewGovernmentAttention).0;
        let inherited = since > state.mechanism(mechanism).adopted;
        let most = if inherited {
            lens.share(Rate::InheritedAttention).0
        } else {
            WHOLE.0
        };
        first.saturating_add(learnt).min(most)
    };
    if is_lame_duck(scenario, state, actor, state.turn()) {
        PerMille(settled.min(lens.share(Rate::LameDuckAttention).0))
    } else {
        PerMille(settled)
    }
}

/// Whether an actor's government is at the end of its term in this turn: in the last turns before an election that is
/// known and still to be held, its own turn among them.
pub(in crate::rules) fn is_lame_duck(
    scenario: &Scenario,
    state: &State,
    actor: ActorId,
    turn: Turn,
) -> bool {
    let mut elections = scenario.actor(actor).elections.open().iter();
    elections.any(|election| {
        election.announced <= turn
            && turn <= election.turn
            && turn.after(election.lame_duck) > election.turn
            && !is_overtaken(state, election)
    })
}

/// The next election of an actor that is known in this turn and still to be held.
pub(in crate::rules) fn next_election<'s>(
    scenario: &'s Scenario,
    state: &State,
    actor: ActorId,
) -> Option<&'s Election> {
    let now = state.turn();
    let mut elections = scenario.actor(actor).elections.open().iter();
    elections.find(|election| {
        election.turn >= now && election.announced <= now && !is_overtaken(state, election)
    })
}

fn is_overtaken(state: &State, election: &Election) -> bool {
    election.overtaken_by.is_some_and(|event| {
        let mut happenings = state.happenings().iter();
        happenings.any(|known| known.event == event)
    })
}
