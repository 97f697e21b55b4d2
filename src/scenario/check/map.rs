//! What lies on the map: coastlines, contested points, zones, regions.

use crate::model::ActorSet;
use crate::scenario::check::context::{Setting, Sides};
use crate::scenario::check::text::{Empty, LONGEST_TEXT};
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::file::Place;
use crate::scenario::map::{Exercise, Point, Region, Spot, Zone, ZoneKind};
use crate::scenario::problem::{did_you_mean, quoted};
use crate::scenario::prose::{Field, Item};
use crate::scenario::raw::{RawExercise, RawZone, RawZoneKind};
use crate::scenario::shipped;

/// The most corners of a zone.
const MOST_CORNERS: usize = 64;
/// The longest code of an actor, in letters.
const LONGEST_CODE: usize = 4;

impl Checker<'_> {
    /// The coastlines that the header names, if it names any.
    pub(super) fn coastlines(&mut self) -> Option<String> {
        let wanted = self.header.map.as_str();
        if wanted.is_empty() {
            return None;
        }
        if shipped::map(wanted).is_none() {
            let place = self.pack.header_file.root().field("map");
            let hint = did_you_mean(wanted, shipped::maps());
            self.report_with(place, &format!("unknown map {}", quoted(wanted)), hint);
        }
        Some(wanted.to_owned())
    }

    /// The letters that stand for an actor where there is no room for its name.
    pub(super) fn code(&mut self, item: Item, code: &str, place: Place<'_>) {
        self.words(
            item,
            Field::Code,
            code,
            (place, LONGEST_CODE, Empty::Allowed),
        );
    }

    /// Every place that the map labels.
    pub(super) fn places(&mut self) -> Vec<Spot> {
        let pack = self.pack;
        let mut places = Vec::new();
        for (index, place, raw) in pack.places.each() {
            let item = Item::Place(number(index));
            let rule = (place.field("name"), LONGEST_TEXT, Empty::Refused);
            self.words(item, Field::Name, &raw.name, rule);
            places.push(Spot {
                at: self.point(raw.place, place.field("place")),
                between: self.named_actors(&raw.between, place.field("between")),
            });
        }
        places
    }

    /// Where an exercise is held.
    pub(super) fn exercise(&mut self, raw: &RawExercise, place: Place<'_>) -> Exercise {
        match raw {
            RawExercise::At(point) => Exercise::At(self.point(*point, place.at(0))),
            RawExercise::Home => Exercise::Home,
            RawExercise::Contested => Exercise::Contested,
        }
    }

    /// Every zone.
    pub(super) fn zones(&mut self) -> Vec<Zone> {
        let pack = self.pack;
        let mut zones = Vec::new();
        for (index, place, raw) in pack.zones.each() {
            let item = Item::Zone(number(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            self.source(item, &raw.source, place);
            zones.push(self.zone(raw, place));
        }
        zones
    }

    fn zone(&mut self, raw: &RawZone, place: Place<'_>) -> Zone {
        let by: ActorSet = self.named_actors(&raw.by, place.field("by"));
        if raw.by.is_empty() {
            self.report(
                place.field("by"),
                "a zone is somebody's position: say whose",
            );
        }
        let here = place.field("outline");
        if raw.outline.len() < 2 {
            self.report(here, "a line has at least two corners");
        }
        self.bounded(here, raw.outline.len(), MOST_CORNERS);
        let mut outline: Vec<Point> = Vec::new();
        for (index, corner) in raw.outline.iter().take(MOST_CORNERS).enumerate() {
            outline.push(self.point(*corner, here.at(index)));
        }
        if raw.closed {
            outline.extend(outline.first().copied());
        }
        Zone {
            kind: match raw.kind {
                RawZoneKind::Air => ZoneKind::Air,
                RawZoneKind::Sea => ZoneKind::Sea,
            },
            by,
            outline,
            when: self.conditions(
                &raw.when,
                place.field("when"),
                Setting::Event(Sides::Nobody),
            ),
        }
    }

    /// Every region.
    pub(super) fn regions(&mut self) -> Vec<Region> {
        let pack = self.pack;
        let mut regions = Vec::new();
        for (index, place, raw) in pack.regions.each() {
            self.name(Item::Region(number(index)), &raw.name, place);
            let from = self.point(raw.from, place.field("from"));
            let to = self.point(raw.to, place.field("to"));
            if from.0 >= to.0 || from.1 >= to.1 {
                let hint = "give the south-western corner first, then the north-eastern one";
                self.report_with(
                    place.field("to"),
                    "this region has no area",
                    Some(hint.to_owned()),
                );
            }
            regions.push(Region { from, to });
        }
        regions
    }

    /// The places at which a crisis may be, by their numbers in `places.ron`.
    pub(super) fn places_of(&mut self, ids: &[String], place: Place<'_>) -> Vec<u16> {
        let pack = self.pack;
        self.bounded(place, ids.len(), MOST_ENTRIES);
        let mut found = Vec::new();
        for (at, id) in ids.iter().enumerate() {
            let known = pack.places.items.iter().position(|item| item.id == *id);
            match known {
                Some(known) => found.push(number(known)),
                None => {
                    let all = pack.places.items.iter().map(|item| item.id.as_str());
                    let hint = did_you_mean(id, all);
                    self.report_with(place.at(at), &format!("unknown place {}", quoted(id)), hint);
                }
            }
        }
        found
    }
}

fn number(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
