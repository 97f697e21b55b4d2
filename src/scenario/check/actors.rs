//! Actors: power, income, blocs, offices, scripts and answers.

use crate::model::condition::ChoiceRef;
use crate::model::{
    ActorId, BlocId, EventId, InitiativeId, OfficeId, Order, PerMille, Points, Sealed, Turn,
};
use crate::scenario::check::Checker;
use crate::scenario::check::names::Sort;
use crate::scenario::check::text::{Empty, LONGEST_TEXT};
use crate::scenario::definition::{Actor, Initiative};
use crate::scenario::file::Place;
use crate::scenario::parse::MOST_ITEMS;
use crate::scenario::problem::quoted;
use crate::scenario::prose::{Field, Item};
use crate::scenario::raw::{RawActor, RawScriptLine};

impl Checker<'_> {
    /// Every actor. Scripts are held against the initiatives if those are complete.
    pub(super) fn actors(&mut self, initiatives: &[Initiative]) -> Vec<Actor> {
        let pack = self.pack;
        let complete = initiatives.len() == pack.initiatives.items.len();
        let known = if complete { initiatives } else { &[] };
        let mut actors = Vec::new();
        for (index, place, raw) in pack.actors.each() {
            actors.push(self.checked_actor(ActorId::at(index), raw, place, known));
        }
        if pack.actors.is_sound() && actors.len() < 2 {
            self.report(
                pack.actors.file.root(),
                "a scenario needs at least two actors",
            );
        }
        actors
    }

    fn checked_actor(
        &mut self,
        id: ActorId,
        raw: &RawActor,
        place: Place<'_>,
        initiatives: &[Initiative],
    ) -> Actor {
        self.name(Item::Actor(id), &raw.name, place);
        self.text(Item::Actor(id), &raw.text, place);
        let income = self.within(place.field("income"), raw.income, 0, 1000);
        let yearly = self.within(place.field("yearly"), raw.yearly, 0, 1000);
        Actor {
            has_seat: raw.seat,
            power: self.within(place.field("power"), raw.power, 0, 1000),
            place: raw
                .place
                .map(|point| self.point(point, place.field("place"))),
            income: Points::thousandths(income.saturating_mul(100)),
            yearly: Points::thousandths(yearly.saturating_mul(100)),
            blocs: self.blocs(id, raw, place.field("blocs")),
            offices: self.offices(raw, place.field("offices")),
            elections: Sealed::new(self.elections(id, raw, place.field("elections"))),
            script: Sealed::new(self.script(id, raw, place.field("script"), initiatives)),
            answers: Sealed::new(self.answers(raw, place.field("answers"))),
        }
    }

    /// A place on the map.
    pub(super) fn point(&mut self, (east, north): (i32, i32), place: Place<'_>) -> (i32, i32) {
        let east = self.within(place.at(0), east, -18_000, 18_000);
        let north = self.within(place.at(1), north, -9_000, 9_000);
        (east, north)
    }

    fn blocs(
        &mut self,
        actor: ActorId,
        raw: &RawActor,
        place: Place<'_>,
    ) -> Vec<(BlocId, PerMille)> {
        let mut blocs = Vec::new();
        for (index, bloc) in raw.blocs.iter().enumerate() {
            let here = place.at(index);
            let weight = self.within(here.field("weight"), bloc.weight, 0, 1000);
            let Some(id) = self.find(Sort::Bloc, &bloc.id, here.field("id")) else {
                continue;
            };
            self.name(Item::Bloc(actor, BlocId(id)), &bloc.name, here);
            blocs.push((BlocId(id), PerMille(weight)));
        }
        let sum: i32 = blocs.iter().map(|(_, weight)| weight.0).sum();
        if !blocs.is_empty() && sum != 1000 {
            self.report(
                place,
                &format!("the weights of the blocs add up to {sum}, not to 1000"),
            );
        }
        blocs
    }

    fn offices(&mut self, raw: &RawActor, place: Place<'_>) -> Vec<OfficeId> {
        let mut offices = Vec::new();
        for (index, office) in raw.offices.iter().enumerate() {
            let here = place.at(index);
            if let Some(id) = self.find(Sort::Office, &office.id, here.field("id")) {
                self.name(Item::Office(OfficeId(id)), &office.name, here);
                offices.push(OfficeId(id));
            }
        }
        offices
    }

    fn script(
        &mut self,
        actor: ActorId,
        raw: &RawActor,
        place: Place<'_>,
        initiatives: &[Initiative],
    ) -> Vec<(Turn, Order)> {
        self.bounded(place, raw.script.len(), MOST_ITEMS);
        self.needs_seat(raw, !raw.script.is_empty(), place);
        let mut orders = Vec::new();
        for (index, line) in raw.script.iter().enumerate() {
            orders.extend(self.script_line(actor, line, place.at(index), initiatives));
        }
        orders
    }

    fn needs_seat(&mut self, raw: &RawActor, given: bool, place: Place<'_>) {
        if given && !raw.seat {
            self.report(place, "an actor without a seat gives no orders");
        }
    }

    fn script_line(
        &mut self,
        actor: ActorId,
        line: &RawScriptLine,
        place: Place<'_>,
        initiatives: &[Initiative],
    ) -> Option<(Turn, Order)> {
        let last = i32::from(self.header.calendar.turns.max(1));
        self.within(place.field("turn"), i32::from(line.turn), 1, last);
        let initiative = self.find(Sort::Initiative, &line.launch, place.field("launch"));
        let target = match &line.target {
            Some(target) => Some(self.actor(target, place.field("target"))?),
            None => None,
        };
        let initiative = InitiativeId(initiative?);
        if let Some(known) = initiatives.get(initiative.index()) {
            self.check_launch(actor, known, target, place);
        }
        Some((Turn(line.turn), Order::Launch { initiative, target }))
    }

    fn check_launch(
        &mut self,
        actor: ActorId,
        initiative: &Initiative,
        target: Option<ActorId>,
        place: Place<'_>,
    ) {
        if !initiative.by.contains(actor) {
            self.report(
                place.field("launch"),
                "this seat can't launch this initiative",
            );
        }
        match target {
            Some(_) if initiative.targets.is_empty() => {
                self.report(place.field("target"), "this initiative takes no target");
            }
            Some(target) if target == actor || !initiative.targets.contains(target) => {
                self.report(
                    place.field("target"),
                    "this initiative can't be directed at this actor",
                );
            }
            None if !initiative.targets.is_empty() => {
                self.report(place.field("launch"), "this initiative needs a target");
            }
            Some(_) | None => {}
        }
    }

    fn answers(&mut self, raw: &RawActor, place: Place<'_>) -> Vec<(EventId, ChoiceRef)> {
        self.needs_seat(raw, !raw.answers.0.is_empty(), place);
        let mut answers = Vec::new();
        for (event, choice) in &raw.answers.0 {
            let here = place.entry(event);
            let Some(event) = self.find(Sort::Event, event, here).map(EventId) else {
                continue;
            };
            if choice.is_empty() {
                self.report(here, &format!("{} names no choice", quoted(choice)));
            } else if let Some(choice) = self.choice(event, choice, here) {
                answers.push((event, choice));
            }
        }
        answers
    }

    /// Every glossary entry.
    pub(super) fn terms(&mut self) {
        let pack = self.pack;
        for (index, place, raw) in pack.glossary.each() {
            let item = Item::Term(crate::model::TermId::at(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            self.source(item, &raw.source, place);
        }
    }

    /// Every place that the map labels.
    pub(super) fn places(&mut self) -> Vec<(i32, i32)> {
        let pack = self.pack;
        let mut places = Vec::new();
        for (index, place, raw) in pack.places.each() {
            let item = Item::Place(u16::try_from(index).unwrap_or(u16::MAX));
            let rule = (place.field("name"), LONGEST_TEXT, Empty::Refused);
            self.words(item, Field::Name, &raw.name, rule);
            places.push(self.point(raw.place, place.field("place")));
        }
        places
    }
}
