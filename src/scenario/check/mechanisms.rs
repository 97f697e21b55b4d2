//! Measures, mechanisms and formats.

use crate::model::{FormatId, MeasureId, MechanismId};
use crate::scenario::check::Checker;
use crate::scenario::check::effects::verification;
use crate::scenario::check::names::Sort;
use crate::scenario::definition::{Format, MeasureKind, Mechanism};
use crate::scenario::file::Place;
use crate::scenario::problem::quoted;
use crate::scenario::prose::Item;
use crate::scenario::raw::{RawFormat, RawMeasureKind, RawMechanism};

impl Checker<'_> {
    /// Every measure.
    pub(super) fn measures(&mut self) -> Vec<MeasureKind> {
        let pack = self.pack;
        let mut measures = Vec::new();
        for (index, place, raw) in pack.measures.each() {
            let item = Item::Measure(MeasureId::at(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            measures.push(match raw.kind {
                RawMeasureKind::Hard => MeasureKind::Hard,
                RawMeasureKind::Soft => MeasureKind::Soft,
            });
        }
        measures
    }

    /// Every mechanism.
    pub(super) fn mechanisms(&mut self) -> Vec<Mechanism> {
        let pack = self.pack;
        let mut mechanisms = Vec::new();
        for (index, place, raw) in pack.mechanisms.each() {
            let item = Item::Mechanism(MechanismId::at(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            self.source(item, &raw.source, place);
            mechanisms.extend(self.mechanism(raw, place));
        }
        mechanisms
    }

    fn mechanism(&mut self, raw: &RawMechanism, place: Place<'_>) -> Option<Mechanism> {
        let measure = self.find(Sort::Measure, &raw.measure, place.field("measure"));
        let format = match &raw.format {
            Some(format) => Some(FormatId(self.find(
                Sort::Format,
                format,
                place.field("format"),
            )?)),
            None => None,
        };
        let members = self.named_actors(&raw.members, place.field("members"));
        self.check_shares(raw, place.field("shares"));
        Some(Mechanism {
            measure: MeasureId(measure?),
            format,
            members,
            level: self.level(raw.level, place.field("level")),
            verification: verification(raw.verification),
        })
    }

    fn check_shares(&mut self, raw: &RawMechanism, place: Place<'_>) {
        for (id, _) in &raw.shares.0 {
            let here = place.entry(id);
            if self.actor(id, here).is_some() && !raw.members.contains(id) {
                self.report_key(
                    here,
                    &format!("{} is no member and can have no share", quoted(id)),
                    None,
                );
            }
        }
        let sum: i32 = raw
            .shares
            .0
            .iter()
            .fold(0, |sum, (_, share)| sum.saturating_add(*share));
        if !raw.shares.0.is_empty() && sum != 100 {
            self.report(place, &format!("the shares add up to {sum}, not to 100"));
        }
    }

    /// Every format.
    pub(super) fn formats(&mut self) -> Vec<Format> {
        let pack = self.pack;
        let mut formats = Vec::new();
        for (index, place, raw) in pack.formats.each() {
            let item = Item::Format(FormatId::at(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            self.source(item, &raw.source, place);
            formats.push(self.checked_format(raw, place));
        }
        formats
    }

    fn checked_format(&mut self, raw: &RawFormat, place: Place<'_>) -> Format {
        let members = self.named_actors(&raw.members, place.field("members"));
        let observers = self.named_actors(&raw.observers, place.field("observers"));
        for (index, id) in raw.observers.iter().enumerate() {
            if raw.members.contains(id) {
                let message = format!("{} is a member and an observer", quoted(id));
                self.report(place.field("observers").at(index), &message);
            }
        }
        let (here, mut agenda) = (place.field("agenda"), Vec::new());
        for (index, measure) in raw.agenda.iter().enumerate() {
            let found = self
                .find(Sort::Measure, measure, here.at(index))
                .map(MeasureId);
            if found.is_some_and(|found| agenda.contains(&found)) {
                self.report(
                    here.at(index),
                    &format!("{} is given twice", quoted(measure)),
                );
            }
            agenda.extend(found);
        }
        Format {
            members,
            observers,
            agenda,
        }
    }
}
