//! Questions: who is asked by an event, sealed answers, and what they do once everybody has answered.

use crate::model::{Cause, ChoiceIndex, EventId, Figure, Points, SeatId, Subject, What};
use crate::rules::effects::{AS_WRITTEN, Act, react};
use crate::rules::eyes::{Eyes, Scope};
use crate::rules::state::State;
use crate::rules::state::scribe::Scribe;
use crate::scenario::{Choice, Question, Scenario};

/// The question that an event about `subject` puts to `seat`, with its place: the first that names it.
pub(in crate::rules) fn put_to<'a>(
    scenario: &'a Scenario,
    state: &State,
    event: EventId,
    subject: Subject,
    seat: SeatId,
) -> Option<(u8, &'a Question)> {
    let eyes = Eyes::truth(scenario, state);
    let scope = Scope::about(subject);
    let place = scenario
        .event(event)
        .asks
        .iter()
        .position(|question| eyes.select(scope, question.seat).contains(seat.0))?;
    let question = scenario.event(event).asks.get(place)?;
    u8::try_from(place).ok().map(|place| (place, question))
}

/// Asks every seat that the event names.
pub(in crate::rules) fn ask(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    event: EventId,
    subject: Subject,
) {
    let asked: Vec<SeatId> = scenario
        .seats()
        .filter(|seat| put_to(scenario, state, event, subject, *seat).is_some())
        .collect();
    for seat in asked {
        scribe.write(
            scenario,
            state,
            Cause::Event(event),
            What::Asked {
                seat,
                event,
                subject,
            },
        );
    }
}

/// The choice that an answer stands for in the question put to `seat`.
pub(in crate::rules) fn choice_of<'a>(
    scenario: &'a Scenario,
    state: &State,
    seat: SeatId,
    (event, subject, choice): (EventId, Subject, ChoiceIndex),
) -> Option<&'a Choice> {
    let (place, question) = put_to(scenario, state, event, subject, seat)?;
    let chosen = scenario.catalogue().place_of_answer(event, place, choice)?;
    question.choices.get(usize::from(chosen))
}

/// Seals an answer, takes its price, and reveals every answer of the event once the last one is in.
pub(in crate::rules) fn answer(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    seat: SeatId,
    (event, subject, choice): (EventId, Subject, ChoiceIndex),
) {
    let cost = choice_of(scenario, state, seat, (event, subject, choice))
        .map_or(Points::ZERO, |chosen| chosen.cost);
    let cause = Cause::Choice(event, seat, choice);
    scribe.write(
        scenario,
        state,
        cause,
        What::Sealed {
            seat,
            event,
            subject,
            choice,
        },
    );
    if let Some(capital) = scenario.slots().of_actor(Figure::Capital, seat.0) {
        scribe.shift(scenario, state, cause, capital, Points::ZERO.minus(cost));
    }
    let mut open = state
        .asked()
        .iter()
        .filter(|asked| (asked.event, asked.subject) == (event, subject));
    if open.all(|asked| asked.answer.is_some()) {
        reveal(scenario, state, scribe, event, subject);
    }
}

fn reveal(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    event: EventId,
    subject: Subject,
) {
    let given: Vec<(SeatId, ChoiceIndex)> = state
        .asked()
        .iter()
        .filter(|asked| (asked.event, asked.subject) == (event, subject))
        .filter_map(|asked| asked.answer.map(|choice| (asked.seat, choice)))
        .collect();
    // Who was asked may depend on memberships that the first answer changes: look every choice up beforehand.
    let chosen: Vec<_> = given
        .into_iter()
        .map(|(seat, choice)| {
            (
                seat,
                choice,
                choice_of(scenario, state, seat, (event, subject, choice)),
            )
        })
        .collect();
    for (seat, choice, _) in &chosen {
        let what = What::Answered {
            seat: *seat,
            event,
            subject,
            choice: *choice,
        };
        scribe.write(scenario, state, Cause::Choice(event, *seat, *choice), what);
    }
    for (seat, choice, chosen) in chosen {
        let Some(chosen) = chosen else { continue };
        let cause = Cause::Choice(event, seat, choice);
        let scope = Scope::about(subject).by(seat);
        let mut act = Act {
            scenario,
            state,
            scribe,
            cause,
            scope,
            strength: AS_WRITTEN,
        };
        act.apply_all(&chosen.effects);
        react(&mut act, &chosen.liked_by, &chosen.disliked_by);
    }
}
