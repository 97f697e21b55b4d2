//! What the staff of a seat expected of others, turn by turn, and how it turned out. Found by playing the entries again.

use crate::agents::analysts::{Expectation, expectations};
use crate::model::{ChoiceIndex, Fact, SeatId, Turn, What};
use crate::rules::{self, Scribe, View};
use crate::session::Game;

/// An expectation of an earlier turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foretold {
    /// When.
    pub turn: Turn,
    /// What was expected.
    pub expected: Expectation,
    /// What was answered; `None` while that isn't known.
    pub given: Option<ChoiceIndex>,
}

impl Foretold {
    /// Whether it came true; `None` while that isn't known.
    #[must_use]
    pub fn was_right(&self) -> Option<bool> {
        self.given.map(|given| given == self.expected.choice)
    }
}

/// Everything that this seat's staff expected so far, the oldest first. Where the past of a game isn't known (it goes on
/// from a record of other rules), nothing.
#[must_use]
pub fn foretold(game: &Game, seat: SeatId) -> Vec<Foretold> {
    let scenario = game.scenario();
    let mut scribe = Scribe::keeping();
    let mut state = rules::open(scenario, game.seed(), &mut scribe);
    drop(scribe.take());
    let mut found = Vec::new();
    let mut asked = Turn(0);
    for entry in game.entries() {
        if state.turn() != asked {
            asked = state.turn();
            let fresh = expectations(&View::new(scenario, &state, seat));
            found.extend(fresh.into_iter().map(|expected| Foretold {
                turn: asked,
                expected,
                given: None,
            }));
        }
        if rules::execute(scenario, &mut state, &mut scribe, entry.seat, &entry.order).is_err() {
            return Vec::new();
        }
        for fact in scribe.take() {
            note(&mut found, &fact);
        }
    }
    if state.hash() == game.state().hash() {
        found
    } else {
        Vec::new()
    }
}

fn note(found: &mut [Foretold], fact: &Fact) {
    let What::Answered {
        seat,
        event,
        subject,
        choice,
    } = fact.what
    else {
        return;
    };
    let about = |it: &&mut Foretold| {
        let expected = it.expected;
        expected.actor == seat.0 && expected.event == event && expected.about == subject
    };
    for open in found.iter_mut().rev().filter(about).take(1) {
        open.given = Some(choice);
    }
}
