//! Windows, pledges, gauges with their formulas, and endings.

use crate::model::{
    Derived, EndingId, Formula, GaugeId, PerMille, PledgeId, Points, Turn, WindowId,
};
use crate::scenario::check::context::Setting;
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::definition::{Better, Ending, Gauge, GaugeKind, Pledge, Window};
use crate::scenario::file::Place;
use crate::scenario::prose::Item;
use crate::scenario::raw::{RawEnding, RawFormula};

impl Checker<'_> {
    /// Every window.
    pub(super) fn windows(&mut self) -> Vec<Window> {
        let pack = self.pack;
        let mut windows = Vec::new();
        for (index, place, raw) in pack.windows.each() {
            let item = Item::Window(WindowId::at(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            let open_until = self.turns(place.field("open_until"), raw.open_until, 0);
            windows.push(Window {
                open_until: Turn(open_until),
            });
        }
        windows
    }

    /// Every pledge.
    pub(super) fn pledges(&mut self) -> Vec<Pledge> {
        let pack = self.pack;
        let mut pledges = Vec::new();
        for (index, place, raw) in pack.pledges.each() {
            let item = Item::Pledge(PledgeId::at(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            let here = place.field("kept_when");
            if raw.kept_when.is_empty() {
                self.report(here, "a pledge needs at least one condition to be kept");
            }
            pledges.push(Pledge {
                kept_when: self.conditions(&raw.kept_when, here, Setting::Pledge),
                kept: self.effects(&raw.kept, place.field("kept"), Setting::Pledge),
                broken: self.effects(&raw.broken, place.field("broken"), Setting::Pledge),
            });
        }
        pledges
    }

    /// Every gauge.
    pub(super) fn gauges(&mut self) -> Vec<Gauge> {
        let pack = self.pack;
        let mut gauges = Vec::new();
        for (index, place, raw) in pack.gauges.each() {
            let item = Item::Gauge(GaugeId::at(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            let formula = self.formula(&raw.formula, place.field("formula"));
            gauges.extend(formula.map(|formula| Gauge {
                kind: if raw.axis {
                    GaugeKind::Axis
                } else {
                    GaugeKind::Index
                },
                better: if raw.less_is_better {
                    Better::Less
                } else {
                    Better::More
                },
                formula,
            }));
        }
        let axes = pack.gauges.each().filter(|(_, _, raw)| raw.axis).count();
        if axes == 0 && pack.gauges.is_sound() {
            let hint = Some("write axis: true in at least one gauge".to_owned());
            self.report_with(
                pack.gauges.file.root(),
                "no gauge is an axis of the score",
                hint,
            );
        }
        gauges
    }

    /// A formula.
    pub(super) fn formula(&mut self, raw: &RawFormula, place: Place<'_>) -> Option<Formula> {
        let (first, setting) = (place.at(0), Setting::Gauge);
        match raw {
            RawFormula::Points(points) => Some(Formula::Points(Points::whole(
                self.within(first, *points, -100, 100),
            ))),
            RawFormula::Mean(path) => self.path(path, first, setting).map(Formula::Mean),
            RawFormula::Lowest(path) => self.path(path, first, setting).map(Formula::Lowest),
            RawFormula::Highest(path) => self.path(path, first, setting).map(Formula::Highest),
            RawFormula::Gap(path, other) => {
                let path = self.path(path, first, setting);
                let other = self.path(other, place.at(1), setting);
                Some(Formula::Gap(path?, other?))
            }
            RawFormula::Invert(inner) => {
                let inner = self.formula(inner, first)?;
                Some(Formula::Invert(Box::new(inner)))
            }
            RawFormula::Sum(parts) => self.sum(parts, first),
            RawFormula::Predictability => Some(Formula::Derived(Derived::Predictability)),
            RawFormula::Polarisation => Some(Formula::Derived(Derived::Polarisation)),
            RawFormula::Mandate(who) => {
                let who = self.selector(who, first, setting)?;
                Some(Formula::Derived(Derived::Mandate(who)))
            }
            RawFormula::Ownership => Some(Formula::Derived(Derived::Ownership)),
            RawFormula::Closing => Some(Formula::Derived(Derived::Closing)),
        }
    }

    fn sum(&mut self, raw: &[(i32, RawFormula)], place: Place<'_>) -> Option<Formula> {
        if raw.is_empty() {
            self.report(place, "a sum of nothing");
        }
        self.bounded(place, raw.len(), MOST_ENTRIES);
        let mut parts = Vec::new();
        for (index, (weight, formula)) in raw.iter().enumerate() {
            let here = place.at(index);
            let weight = self.within(here.at(0), *weight, -10_000, 10_000);
            parts.push((PerMille(weight), self.formula(formula, here.at(1))?));
        }
        Some(Formula::Sum(parts))
    }

    /// Every ending.
    pub(super) fn endings(&mut self) -> Vec<Ending> {
        let pack = self.pack;
        let listed: Vec<(Place<'_>, &RawEnding)> = pack
            .endings
            .each()
            .map(|(_, place, raw)| (place, raw))
            .collect();
        let mut endings = Vec::new();
        for (index, place, raw) in pack.endings.each() {
            let item = Item::Ending(EndingId::at(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            let holds = self.within(place.field("holds"), raw.holds, 0, 100);
            endings.push(Ending {
                when: self.conditions(&raw.when, place.field("when"), Setting::Ending),
                holds: PerMille(holds * 10),
            });
        }
        if pack.endings.is_sound() {
            self.check_last_ending(&listed);
        }
        endings
    }

    fn check_last_ending(&mut self, endings: &[(Place<'_>, &RawEnding)]) {
        let Some(((place, last), earlier)) = endings.split_last() else {
            self.report(
                self.pack.endings.file.root(),
                "a scenario needs at least one ending",
            );
            return;
        };
        if !last.when.is_empty() {
            let hint = "a game that meets no other ending needs one";
            let message = "the last ending must have no conditions";
            self.report_with(place.field("when"), message, Some(hint.to_owned()));
        }
        if last.holds > 0 {
            let message = "the last ending must ask for no durability";
            self.report(place.field("holds"), message);
        }
        for (place, ending) in earlier {
            if ending.when.is_empty() && ending.holds == 0 {
                let message = "an ending without conditions makes those after it unreachable";
                self.report(place.field("id"), message);
            }
        }
    }
}
