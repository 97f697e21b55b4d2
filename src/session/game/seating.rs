//! Who sits where.

use std::sync::Arc;

use crate::model::SeatId;
use crate::rules::Controller;
use crate::scenario::Scenario;

/// What a person is called among controllers.
pub(in crate::session) const PERSON: &str = "person";

/// Who decides for a seat.
pub enum Sitter {
    /// A person, through some front end.
    Person,
    /// A controller with the name of its strategy.
    Agent(Arc<str>, Box<dyn Controller + Send + Sync>),
    /// Somebody whose strategy isn't known here: in a replay, where its orders are written down.
    Gone(Arc<str>),
}

impl Sitter {
    /// The word that entries of a save use for this controller.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Person => PERSON,
            Self::Agent(name, _) | Self::Gone(name) => name,
        }
    }
}

/// Who sits where, by name of strategy; `person` is a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seating(pub Vec<(SeatId, String)>);

impl Seating {
    /// One person, the other seats by the same strategy.
    #[must_use]
    pub fn one_person(scenario: &Scenario, person: SeatId, others: &str) -> Self {
        Self::one_strategy(scenario, person, PERSON, others)
    }

    /// One seat by one strategy, the others by another.
    #[must_use]
    pub fn one_strategy(scenario: &Scenario, seat: SeatId, strategy: &str, others: &str) -> Self {
        let word = |other| if other == seat { strategy } else { others };
        Self(
            scenario
                .seats()
                .map(|seat| (seat, word(seat).to_owned()))
                .collect(),
        )
    }

    /// The first seat with a person in it, else the scenario's usual seat.
    #[must_use]
    pub fn protagonist(&self, scenario: &Scenario) -> SeatId {
        let person = self
            .0
            .iter()
            .find(|(_, word)| word == PERSON)
            .map(|(seat, _)| *seat);
        let usual = scenario.playable().first().copied();
        person.or(usual).unwrap_or(SeatId(crate::model::ActorId(0)))
    }
}

pub(super) fn sitter(scenario: &Scenario, seat: SeatId, word: &str, seed: u64) -> Sitter {
    if word == PERSON {
        return Sitter::Person;
    }
    match crate::foresight::search::by_name(word, scenario, seat, seed) {
        Some(controller) => Sitter::Agent(word.into(), controller),
        None => Sitter::Gone(word.into()),
    }
}
