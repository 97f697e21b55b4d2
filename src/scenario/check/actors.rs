//! Actors: power, income, blocs and offices; the glossary.

use crate::model::{ActorId, BlocId, OfficeId, PerMille, Points, Sealed};
use crate::scenario::check::Checker;
use crate::scenario::check::names::Sort;
use crate::scenario::definition::{Actor, Initiative};
use crate::scenario::file::Place;
use crate::scenario::prose::Item;
use crate::scenario::raw::RawActor;

impl Checker<'_> {
    /// Every actor. Scripts are held against the initiatives if those are complete.
    pub(super) fn actors(&mut self, initiatives: &[Initiative]) -> Vec<Actor> {
        let pack = self.pack;
        let known = self.complete(initiatives);
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
        self.code(Item::Actor(id), &raw.code, place.field("code"));
        let income = self.within(place.field("income"), raw.income, 0, 1000);
        let yearly = self.within(place.field("yearly"), raw.yearly, 0, 1000);
        let mut treaty_needs = None;
        if let Some(share) = raw.treaty_needs {
            let share = self.within(place.field("treaty_needs"), share, 0, 1000);
            treaty_needs = Some(PerMille(share));
        }
        Actor {
            has_seat: raw.seat,
            treaty_needs,
            power: self.within(place.field("power"), raw.power, 0, 1000),
            place: raw
                .place
                .map(|point| self.point(point, place.field("place"))),
            income: Points::thousandths(income.saturating_mul(100)),
            yearly: Points::thousandths(yearly.saturating_mul(100)),
            blocs: self.blocs(id, raw, place.field("blocs")),
            offices: self.offices(raw, place.field("offices")),
            elections: Sealed::new(self.elections(id, raw, place.field("elections"))),
            scripted: !raw.script.is_empty() || !raw.answers.0.is_empty(),
            script: Sealed::new(self.script(id, raw, place, initiatives)),
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
}
