//! Standing reports: who receives them, on what they report, how well they see.

use crate::model::{ActorSet, Figure, PerMille, Points, ReportId, Shape, Visibility};
use crate::scenario::check::context::{Directed, Setting};
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::definition::Interests;
use crate::scenario::file::Place;
use crate::scenario::problem::quoted;
use crate::scenario::prose::Item;
use crate::scenario::raw::{RawMeasured, RawReport};
use crate::scenario::report::Report;

/// `$self` receives a report and `$target` is reported on.
const HERE: Setting = Setting::Initiative(Directed::Yes);
/// The widest band and the strongest lean, in points.
const MOST_POINTS: i32 = 50;

impl Checker<'_> {
    /// Every standing report.
    pub(super) fn reports(&mut self) -> Vec<Report> {
        let pack = self.pack;
        let mut reports = Vec::new();
        for (index, place, raw) in pack.reports.each() {
            let item = Item::Report(ReportId::at(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            self.source(item, &raw.source, place);
            reports.push(self.standing_report(raw, place));
        }
        reports
    }

    fn standing_report(&mut self, raw: &RawReport, place: Place<'_>) -> Report {
        let to = self.everyone_in(&raw.to, place.field("to"));
        if to.0 & self.seats.0 == 0 && self.pack.actors.is_sound() {
            self.report(place.field("to"), "nobody with a seat receives this report");
        }
        let about = self.everyone_in(&raw.on, place.field("on"));
        let figures = self.reported(&raw.figures, place.field("figures"));
        let known = &self.slots;
        let on = about.iter().map(|actor| {
            let owned = figures.iter().filter_map(|it| known.of_actor(*it, actor));
            let hidden = |it: &crate::model::FigureId| match known.get(*it).visibility {
                Visibility::Public => false,
                Visibility::Private(_) => true,
            };
            (actor, owned.filter(hidden).collect())
        });
        let on: Vec<(_, Vec<_>)> = on.collect();
        let empty = on.iter().all(|(_, figures)| figures.is_empty());
        if empty && self.pack.actors.is_sound() && !figures.is_empty() {
            let message = "none of these actors has such a figure that others don't see";
            let hint = "report on figures that scenario.ron makes Private".to_owned();
            self.report_with(place.field("figures"), message, Some(hint));
        }
        Report {
            to: ActorSet(to.0 & self.seats.0),
            on,
            when: self.conditions(&raw.when, place.field("when"), HERE),
            every: self.turns(place.field("every"), raw.every, 1).max(1),
            band: self.measured(&raw.band, place.field("band"), 1),
            leans: self.measured(&raw.leans, place.field("leans"), -MOST_POINTS),
            sees_through: PerMille(self.within(
                place.field("sees_through"),
                raw.sees_through,
                0,
                1000,
            )),
        }
    }

    /// The actors for whom a list of actors and groups stands.
    fn everyone_in(&mut self, raw: &[String], place: Place<'_>) -> ActorSet {
        self.bounded(place, raw.len(), MOST_ENTRIES);
        if raw.is_empty() {
            self.report(place, "nobody is named here");
        }
        let mut all = ActorSet::empty();
        for (index, text) in raw.iter().enumerate() {
            all = all.union(self.actor_set(text, place.at(index)));
        }
        all
    }

    fn reported(&mut self, raw: &[String], place: Place<'_>) -> Vec<Figure> {
        self.bounded(place, raw.len(), MOST_ENTRIES);
        if raw.is_empty() {
            self.report(place, "a report on nothing tells nothing");
        }
        let mut figures = Vec::new();
        for (index, word) in raw.iter().enumerate() {
            let found = Figure::from_word(word).filter(|it| it.shape() == Shape::Actor);
            match found {
                Some(figure) => figures.push(figure),
                None => {
                    let message = format!("{} is no figure of one actor", quoted(word));
                    let hint = "for instance \"will\", \"arms\" or \"capital\"".to_owned();
                    self.report_with(place.at(index), &message, Some(hint));
                }
            }
        }
        figures
    }

    fn measured(&mut self, raw: &RawMeasured, place: Place<'_>, low: i32) -> Interests {
        let base = self.within(place.field("base"), raw.base, low, MOST_POINTS);
        let here = place.field("terms");
        self.bounded(here, raw.terms.len(), MOST_ENTRIES);
        let mut terms = Vec::new();
        for (index, (path, weight)) in raw.terms.iter().enumerate() {
            let path = self.path(path, here.at(index).at(0), HERE);
            let weight = self.within(here.at(index).at(1), *weight, -MOST_POINTS, MOST_POINTS);
            terms.extend(path.map(|path| (path, weight)));
        }
        Interests {
            base: Points::whole(base),
            terms,
        }
    }
}
