//! Events with their questions and choices.

use crate::model::{ActorSet, Condition, EventId, Points, Sealed, Selector, Turn, hash};
use crate::scenario::check::context::{Setting, Sides};
use crate::scenario::check::text::{Empty, LONGEST_TEXT};
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::definition::{Choice, Event, Question, Scope, When};
use crate::scenario::file::Place;
use crate::scenario::problem::{did_you_mean, quoted};
use crate::scenario::prose::{Field, Item};
use crate::scenario::raw::{RawChoice, RawEvent, RawQuestion, RawScope, RawWhen};

/// The longest headline, in characters.
const LONGEST_HEADLINE: usize = 60;
/// The longest cable, in characters.
const LONGEST_CABLE: usize = 400;
/// The longest label of a choice, in characters.
const LONGEST_LABEL: usize = 90;
/// The most choices of a question, and the most questions of an event.
const MOST_CHOICES: usize = 8;

impl Checker<'_> {
    /// Every event.
    pub(super) fn events(&mut self) -> Vec<Event> {
        let pack = self.pack;
        let mut events = Vec::new();
        for (index, place, raw) in pack.events.each() {
            let id = EventId::at(index);
            let item = Item::Event(id);
            let headline = (place.field("name"), LONGEST_HEADLINE, Empty::Refused);
            self.words(item, Field::Name, &raw.name, headline);
            let cable = (place.field("text"), LONGEST_CABLE, Empty::Refused);
            self.words(item, Field::Text, &raw.text, cable);
            self.source(item, &raw.source, place);
            events.extend(self.event(id, raw, place));
        }
        events
    }

    fn event(&mut self, id: EventId, raw: &RawEvent, place: Place<'_>) -> Option<Event> {
        let scope = self.scope(&raw.scope, place.field("scope"));
        let sides = sides(&raw.scope);
        let setting = Setting::Event(sides);
        let when = self.when(raw, place.field("when"), setting);
        let effects = self.effects(&raw.effects, place.field("effects"), setting);
        let here = place.field("asks");
        self.bounded(here, raw.asks.len(), MOST_CHOICES);
        let mut asks = Vec::new();
        for (index, ask) in raw.asks.iter().enumerate() {
            let number = u8::try_from(index).unwrap_or(u8::MAX);
            asks.extend(self.question((id, number), ask, here.at(index), sides));
        }
        Some(Event {
            when: Sealed::new(when?),
            scope: scope?,
            repeat: self.repeat(&raw.repeat, place.field("repeat")),
            effects,
            asks,
            subject_hash: hash::subject(&raw.id),
        })
    }

    fn scope(&mut self, raw: &RawScope, place: Place<'_>) -> Option<Scope> {
        match raw {
            RawScope::World => Some(Scope::World),
            RawScope::Actor(who) => Some(Scope::Actors(self.actor_set(who, place.at(0)))),
            RawScope::Pair(who) => {
                let who = self.actor_set(who, place.at(0));
                self.check_pairs(who, place);
                Some(Scope::Pairs(who))
            }
            RawScope::Between(a, b) => {
                let a = self.actor(a, place.at(0));
                let b = self.actor(b, place.at(1));
                let (a, b) = (a?, b?);
                if a == b {
                    self.report(place, "an event between an actor and itself");
                }
                Some(Scope::Between(a, b))
            }
        }
    }

    fn check_pairs(&mut self, who: ActorSet, place: Place<'_>) {
        let mut relations = self.relations.iter();
        let some = relations.any(|(a, b)| who.contains(*a) && who.contains(*b));
        if !some && !who.is_empty() && self.pack.relations.is_sound() {
            self.report(
                place,
                "none of these actors have a relation with each other",
            );
        }
    }

    fn when(&mut self, raw: &RawEvent, place: Place<'_>, setting: Setting) -> Option<When> {
        match &raw.when {
            RawWhen::Dated(date) => self.dated(raw, date, place.at(0)),
            RawWhen::If(condition) => self
                .condition(condition, place.at(0), setting)
                .map(When::If),
            RawWhen::Drawn(hazard) => self.hazard(hazard, place.at(0), setting).map(When::Drawn),
            RawWhen::Scheduled => Some(When::Scheduled),
        }
    }

    fn dated(&mut self, raw: &RawEvent, date: &str, place: Place<'_>) -> Option<When> {
        let date = self.date(date, place)?;
        let calendar = self.calendar.as_ref()?;
        let (turn, last) = (calendar.turn_of(date), calendar.turns);
        let end = calendar.first_day(last.after(1));
        if turn > last {
            let message = "this day is after the end of the game";
            self.report_with(place, message, Some(format!("the game ends before {end}")));
        } else if turn == last && turn > Turn(0) && !raw.asks.is_empty() {
            let message = "its question would never be put: this day is in the last turn";
            let hint = "questions are answered in the turn after the event";
            self.report_with(place, message, Some(hint.to_owned()));
        }
        Some(When::Dated(turn, date))
    }

    fn question(
        &mut self,
        (event, number): (EventId, u8),
        raw: &RawQuestion,
        place: Place<'_>,
        sides: Sides,
    ) -> Option<Question> {
        let seat = self.asked(&raw.seat, place.field("seat"), Setting::Event(sides));
        let here = place.field("choices");
        self.bounded(here, raw.choices.len(), MOST_CHOICES);
        if raw.choices.len() < 2 {
            self.report(here, "a question needs at least two choices");
        }
        let mut choices = Vec::new();
        for (index, choice) in raw.choices.iter().enumerate() {
            let item = Item::Choice(event, number, u8::try_from(index).unwrap_or(u8::MAX));
            choices.push(self.answer(item, choice, here.at(index), Setting::Answer(sides)));
        }
        let default = self.default_choice(raw, place.field("default"));
        Some(Question {
            seat: seat?,
            default: default?,
            choices,
        })
    }

    fn asked(&mut self, seat: &str, place: Place<'_>, setting: Setting) -> Option<Selector> {
        let selector = self.selector(seat, place, setting)?;
        let fixed = self.fixed(selector);
        if fixed.is_some_and(|who| who.0 & self.seats.0 == 0) && self.pack.actors.is_sound() {
            self.report(
                place,
                &format!("{} has no seat that could answer", quoted(seat)),
            );
        }
        Some(selector)
    }

    fn default_choice(&mut self, raw: &RawQuestion, place: Place<'_>) -> Option<u8> {
        let found = raw
            .choices
            .iter()
            .position(|choice| choice.id == raw.default);
        let Some(choice) = found.and_then(|found| raw.choices.get(found)) else {
            let known = raw.choices.iter().map(|choice| choice.id.as_str());
            let hint = did_you_mean(&raw.default, known);
            let message = format!(
                "the default {} is none of the choices",
                quoted(&raw.default)
            );
            self.report_with(place, &message, hint);
            return None;
        };
        let hint = Some("a seat that doesn't answer must always be able to take it".to_owned());
        if choice.cost != 0 {
            self.report_with(place, "the default choice has a cost", hint);
        } else if !choice.needs.is_empty() {
            self.report_with(place, "the default choice has needs", hint);
        } else if !choice.permissions.is_empty() {
            self.report_with(place, "the default choice needs another's leave", hint);
        }
        found.and_then(|found| u8::try_from(found).ok())
    }

    fn answer(
        &mut self,
        item: Item,
        raw: &RawChoice,
        place: Place<'_>,
        setting: Setting,
    ) -> Choice {
        let label = (place.field("label"), LONGEST_LABEL, Empty::Refused);
        self.words(item, Field::Name, &raw.label, label);
        let text = (place.field("text"), LONGEST_TEXT, Empty::Allowed);
        self.words(item, Field::Text, &raw.text, text);
        let needs: Vec<Condition> = self.conditions(&raw.needs, place.field("needs"), setting);
        Choice {
            cost: Points::whole(self.within(place.field("cost"), raw.cost, 0, 100)),
            needs,
            permissions: self.leave(&raw.permissions, place.field("permissions")),
            effects: self.effects(&raw.effects, place.field("effects"), setting),
            liked_by: self.selectors(&raw.liked_by, place.field("liked_by"), setting),
            disliked_by: self.selectors(&raw.disliked_by, place.field("disliked_by"), setting),
        }
    }

    fn selectors(&mut self, raw: &[String], place: Place<'_>, setting: Setting) -> Vec<Selector> {
        self.bounded(place, raw.len(), MOST_ENTRIES);
        let mut selectors = Vec::new();
        for (index, text) in raw.iter().enumerate() {
            selectors.extend(self.selector(text, place.at(index), setting));
        }
        selectors
    }
}

/// How many actors an event with this scope is about.
pub(super) fn sides(scope: &RawScope) -> Sides {
    match scope {
        RawScope::World => Sides::Nobody,
        RawScope::Actor(_) => Sides::One,
        RawScope::Pair(_) | RawScope::Between(..) => Sides::Two,
    }
}
