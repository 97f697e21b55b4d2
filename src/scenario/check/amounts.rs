//! Amounts, hazards and how long effects last.

use crate::model::{Amount, Lasting, LastingId, MeasureId, PerMille, Points, Selector};
use crate::scenario::Value;
use crate::scenario::check::context::Setting;
use crate::scenario::check::names::Sort;
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::definition::Hazard;
use crate::scenario::file::Place;
use crate::scenario::problem::{did_you_mean, quoted};
use crate::scenario::raw::{RawAmount, RawHazard, RawLasting};

/// The most conditions that sustained effects of a pack may have.
const MOST_LASTING: usize = 1000;

impl Checker<'_> {
    /// How much an effect changes.
    pub(super) fn amount(
        &mut self,
        raw: &RawAmount,
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Amount> {
        match raw {
            RawAmount::Points(_) | RawAmount::Tenths(_) | RawAmount::Coefficient(_) => {
                self.plain_amount(raw, place).map(Amount::Points)
            }
            RawAmount::Scaled { amount, by, per } => {
                let points = self.plain_amount(amount, place.field("amount"));
                let by = self.path(by, place.field("by"), setting);
                let per = self.within(place.field("per"), *per, 1, 100);
                Some(Amount::Scaled {
                    points: points?,
                    by: by?,
                    per: Points::whole(per),
                })
            }
        }
    }

    fn plain_amount(&mut self, raw: &RawAmount, place: Place<'_>) -> Option<Points> {
        match raw {
            RawAmount::Points(points) => {
                Some(Points::whole(self.within(place.at(0), *points, -100, 100)))
            }
            RawAmount::Tenths(tenths) => {
                let tenths = self.within(place.at(0), *tenths, -1000, 1000);
                Some(Points::thousandths(tenths.saturating_mul(100)))
            }
            RawAmount::Coefficient(key) => self.coefficient(key, place.at(0)),
            RawAmount::Scaled { .. } => {
                self.report(place, "a scaled amount can't be scaled again");
                None
            }
        }
    }

    fn coefficient(&mut self, key: &str, place: Place<'_>) -> Option<Points> {
        let lens = self.lens?;
        let Some(found) = lens.coefficient(key) else {
            let keys = lens.coefficients.iter().map(|known| known.key.as_str());
            let message = format!(
                "the lens {} has no coefficient {}",
                quoted(&lens.id),
                quoted(key)
            );
            self.report_with(place, &message, did_you_mean(key, keys));
            return None;
        };
        match found.value {
            Value::Points(points) => Some(points),
            Value::PerMille(_) => {
                let message = format!(
                    "the coefficient {} is a share, no amount of points",
                    quoted(key)
                );
                self.report(place, &message);
                None
            }
        }
    }

    /// How long a sustained effect goes on.
    pub(super) fn lasting(&mut self, raw: &RawLasting, place: Place<'_>) -> Option<Lasting> {
        match raw {
            RawLasting::Now => Some(Lasting::Now),
            RawLasting::Turns(turns) => Some(Lasting::Turns(self.turns(place.at(0), *turns, 1))),
            RawLasting::Fading(share) => {
                let share = self.within(place.at(0), *share, 1, 1000);
                Some(Lasting::Fading(PerMille(share)))
            }
            RawLasting::While(condition) => {
                let condition = self.condition(condition, place.at(0), Setting::While)?;
                if self.lasting.len() == MOST_LASTING {
                    let message = format!("more than {MOST_LASTING} While conditions in the pack");
                    self.report(place, &message);
                }
                self.lasting.push(condition);
                Some(Lasting::While(LastingId::at(self.lasting.len() - 1)))
            }
        }
    }

    /// A probability per turn.
    pub(super) fn hazard(
        &mut self,
        raw: &RawHazard,
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Hazard> {
        let base = self.within(place.field("base"), raw.base, -1000, 1000);
        let (here, mut terms) = (place.field("terms"), Vec::new());
        self.bounded(here, raw.terms.len(), MOST_ENTRIES);
        for (index, (path, weight)) in raw.terms.iter().enumerate() {
            let path = self.path(path, here.at(index).at(0), setting);
            let weight = self.within(here.at(index).at(1), *weight, -1000, 1000);
            terms.extend(path.map(|path| (path, weight)));
        }
        let damped_by = self.dampers(raw, place.field("damped_by"), setting);
        Some(Hazard {
            base: PerMille(base),
            terms,
            damped_by,
        })
    }

    fn dampers(
        &mut self,
        raw: &RawHazard,
        place: Place<'_>,
        setting: Setting,
    ) -> Vec<(MeasureId, PerMille)> {
        self.bounded(place, raw.damped_by.len(), MOST_ENTRIES);
        if !raw.damped_by.is_empty() {
            self.needs_pair(place, setting);
        }
        let mut dampers = Vec::new();
        for (index, (measure, share)) in raw.damped_by.iter().enumerate() {
            let measure = self.find(Sort::Measure, measure, place.at(index).at(0));
            let share = self.within(place.at(index).at(1), *share, 0, 1000);
            dampers.extend(measure.map(|measure| (MeasureId(measure), PerMille(share))));
        }
        dampers
    }

    /// Notes that only a seat launches or promises anything, where there is no seat at hand.
    pub(super) fn needs_seat_at_hand(&mut self, place: Place<'_>, setting: Setting) {
        if !setting.allows(Selector::Myself) {
            let message = format!(
                "this is about the seat at hand, and there is none {}",
                setting.words()
            );
            self.report(place, &message);
        }
    }

    /// Notes that mechanisms cover pairs, where there is no pair at hand.
    pub(super) fn needs_pair(&mut self, place: Place<'_>, setting: Setting) {
        if !setting.has_pair() {
            let message = format!(
                "measures cover pairs, and there is no pair {}",
                setting.words()
            );
            self.report(place, &message);
        }
    }
}
