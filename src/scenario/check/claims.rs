//! Claims about the model: which arms are played, what is measured, what it must come to.

use crate::model::crisis::Cover;
use crate::model::{ClaimId, EventId, Formula, Points, Turn};
use crate::scenario::check::context::Setting;
use crate::scenario::check::counsel::BUILT_IN;
use crate::scenario::check::names::Sort;
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::definition::{Arm, Bound, Claim, Measurement, Statistic};
use crate::scenario::file::Place;
use crate::scenario::problem::{did_you_mean, quoted};
use crate::scenario::prose::Item;
use crate::scenario::raw::{RawArm, RawClaim, RawCover, RawFormula, RawMeasurement, RawStatistic};

impl Checker<'_> {
    /// Every claim.
    pub(super) fn claims(&mut self) -> Vec<Claim> {
        let pack = self.pack;
        let mut claims = Vec::new();
        for (index, place, raw) in pack.claims.each() {
            let item = Item::Claim(ClaimId::at(index));
            self.text(item, &raw.text, place);
            self.source(item, &raw.source, place);
            let bound = self.bound(raw, place);
            let given = self.conditions(&raw.given, place.field("given"), Setting::Ending);
            let measurement = self.measurement(&raw.measure, place.field("measure"));
            if let (Some(bound), Some(measurement)) = (bound, measurement) {
                claims.push(Claim {
                    given,
                    measurement,
                    statistic: match raw.statistic {
                        RawStatistic::Median => Statistic::Median,
                        RawStatistic::Mean => Statistic::Mean,
                    },
                    bound,
                });
            }
        }
        claims
    }

    fn bound(&mut self, raw: &RawClaim, place: Place<'_>) -> Option<Bound> {
        let mut tenths = |field: &str, value: i32| {
            let value = self.within(place.field(field), value, -10_000, 10_000);
            Points::thousandths(value.saturating_mul(100))
        };
        match (raw.at_least, raw.at_most) {
            (Some(least), None) => Some(Bound::AtLeast(tenths("at_least", least))),
            (None, Some(most)) => Some(Bound::AtMost(tenths("at_most", most))),
            (Some(_), Some(_)) | (None, None) => {
                self.report(place, "a claim has either at_least or at_most");
                None
            }
        }
    }

    fn measurement(&mut self, raw: &RawMeasurement, place: Place<'_>) -> Option<Measurement> {
        match raw {
            RawMeasurement::Kept {
                arm,
                against,
                of,
                peak,
                after,
            } => {
                let arms = self.arms(arm, against, place);
                let of = self.looked_at(of, place);
                let (peak, after) = self.moments(("peak", *peak), ("after", *after), place);
                Some(Measurement::Kept {
                    arms: arms?,
                    of: of?,
                    peak,
                    after,
                })
            }
            RawMeasurement::Change { arm, of, from, to } => {
                let arm = self.arm(arm, place.field("arm"));
                let of = self.looked_at(of, place);
                let (from, to) = self.moments(("from", *from), ("to", *to), place);
                Some(Measurement::Change {
                    arm: arm?,
                    of: of?,
                    from,
                    to,
                })
            }
            RawMeasurement::Gap {
                arm,
                against,
                of,
                at,
            } => {
                let arms = self.arms(arm, against, place);
                let of = self.looked_at(of, place);
                let at = self.moment(("at", *at), place);
                Some(Measurement::Gap {
                    arms: arms?,
                    of: of?,
                    at,
                })
            }
            RawMeasurement::Climbs { .. } | RawMeasurement::Texts { .. } => {
                self.counted(raw, place)
            }
        }
    }

    /// What is counted over whole games.
    fn counted(&mut self, raw: &RawMeasurement, place: Place<'_>) -> Option<Measurement> {
        match raw {
            RawMeasurement::Climbs {
                arms,
                of,
                against,
                rung,
            } => self.climbs(arms, (of, against), *rung, place),
            RawMeasurement::Texts {
                arm,
                against,
                from,
                to,
            } => {
                let arms = self.arms(arm, against, place);
                let (from, to) = self.moments(("from", *from), ("to", *to), place);
                Some(Measurement::Texts {
                    arms: arms?,
                    from,
                    to,
                })
            }
            RawMeasurement::Kept { .. }
            | RawMeasurement::Change { .. }
            | RawMeasurement::Gap { .. } => None,
        }
    }

    fn climbs(
        &mut self,
        arms: &[RawArm],
        (of, against): (&RawCover, &RawCover),
        rung: u8,
        place: Place<'_>,
    ) -> Option<Measurement> {
        let here = place.field("arms");
        if arms.is_empty() {
            self.report(here, "at least one arm is needed here");
        }
        self.bounded(here, arms.len(), MOST_ENTRIES);
        let mut found = Vec::new();
        for (index, arm) in arms.iter().enumerate() {
            found.push(self.arm(arm, here.at(index))?);
        }
        if self.pack.crises.items.is_empty() {
            self.report(place, "this pack has no crises.ron, so nothing climbs");
        }
        let rung = self.within(place.field("rung"), i32::from(rung), 1, 9);
        Some(Measurement::Climbs {
            arms: found,
            of: cover(of),
            against: cover(against),
            rung: u8::try_from(rung).unwrap_or(3),
        })
    }

    fn looked_at(&mut self, raw: &RawFormula, place: Place<'_>) -> Option<Formula> {
        self.formula(raw, place.field("of"))
    }

    /// A turn whose start is looked at; the one after the last stands for the end.
    fn moment(&mut self, (field, value): (&str, u16), place: Place<'_>) -> Turn {
        let end = i32::from(self.header.calendar.turns.max(1)) + 1;
        let value = self.within(place.field(field), i32::from(value), 1, end);
        Turn(u16::try_from(value).unwrap_or(1))
    }

    fn moments(
        &mut self,
        first: (&str, u16),
        second: (&str, u16),
        place: Place<'_>,
    ) -> (Turn, Turn) {
        let (one, other) = (self.moment(first, place), self.moment(second, place));
        if one >= other {
            self.report(place.field(second.0), "this must be a later turn");
        }
        (one, other)
    }

    fn arms(&mut self, arm: &RawArm, against: &RawArm, place: Place<'_>) -> Option<(Arm, Arm)> {
        let arm = self.arm(arm, place.field("arm"));
        let against = self.arm(against, place.field("against"));
        Some((arm?, against?))
    }

    fn arm(&mut self, raw: &RawArm, place: Place<'_>) -> Option<Arm> {
        self.known_strategy(&raw.strategy, place.field("strategy"));
        let last = i32::from(self.header.calendar.turns.max(1));
        let mut events = Vec::new();
        for (event, turn) in &raw.events.0 {
            let here = place.field("events").entry(event);
            let turn = self.within(here, i32::from(*turn), 1, last);
            let event = self.find(Sort::Event, event, here).map(EventId)?;
            events.push((event, Turn(u16::try_from(turn).unwrap_or(1))));
        }
        Some(Arm {
            strategy: raw.strategy.clone(),
            events,
        })
    }

    /// A strategy by its name: built in, or one of the pack that plays the usual seat.
    fn known_strategy(&mut self, name: &str, place: Place<'_>) {
        let known: Vec<&str> = self
            .pack
            .strategies
            .items
            .iter()
            .map(|item| item.id.as_str())
            .chain(BUILT_IN.into_iter().filter(|word| *word != "person"))
            .collect();
        if known.contains(&name) {
            return;
        }
        let message = format!("there is no strategy {}", quoted(name));
        let hint = did_you_mean(name, known);
        self.report_with(place, &message, hint);
    }
}

const fn cover(raw: &RawCover) -> Cover {
    match raw {
        RawCover::Nothing => Cover::Nothing,
        RawCover::Untested => Cover::Untested,
        RawCover::Tested => Cover::Tested,
    }
}
