//! Lenses: every rate that the rules need, with the right unit and a sane value.

use crate::model::{PerMille, Points};
use crate::scenario::check::names::is_well_formed;
use crate::scenario::file::Place;
use crate::scenario::lens::{Coefficient, Lens, Rate, Value};
use crate::scenario::parse::parse_struct;
use crate::scenario::problem::{Problem, did_you_mean, is_harmful, quoted};
use crate::scenario::raw::{RawCoefficient, RawLens, RawValue};
use crate::scenario::source::Source;

/// The most coefficients of a lens.
const MOST_COEFFICIENTS: usize = 1000;
/// The longest text, in characters.
const LONGEST: usize = 2000;

/// Reads and checks a lens.
///
/// # Errors
/// Every problem of the file.
pub fn load_lens(lens: &Source) -> Result<Lens, Vec<Problem>> {
    let mut problems = Vec::new();
    let (file, raw) = parse_struct::<RawLens>(lens, &mut problems);
    let checked = raw.map(|raw| {
        let mut check = LensCheck {
            problems: &mut problems,
        };
        check.lens(raw, file.root())
    });
    match checked {
        Some(lens) if problems.is_empty() => Ok(lens),
        Some(_) | None => Err(problems),
    }
}

struct LensCheck<'c> {
    problems: &'c mut Vec<Problem>,
}

impl LensCheck<'_> {
    fn lens(&mut self, raw: RawLens, place: Place<'_>) -> Lens {
        if !is_well_formed(&raw.id) {
            self.report(place.field("id"), &format!("{} is no id", quoted(&raw.id)));
        }
        self.text(&raw.name, place.field("name"));
        self.text(&raw.summary, place.field("summary"));
        for (index, work) in raw.literature.iter().enumerate() {
            self.text(work, place.field("literature").at(index));
        }
        let here = place.field("coefficients");
        if raw.coefficients.0.len() > MOST_COEFFICIENTS {
            self.report(here, &format!("more than {MOST_COEFFICIENTS} coefficients"));
        }
        let listed = raw.coefficients.0;
        let coefficients: Vec<Coefficient> = listed
            .into_iter()
            .map(|(key, raw)| {
                let place = here.entry(&key);
                self.coefficient(key, raw, place)
            })
            .collect();
        let rates = self.rates(&coefficients, here);
        Lens {
            id: raw.id,
            name: raw.name,
            summary: raw.summary,
            literature: raw.literature,
            coefficients,
            rates,
        }
    }

    fn report(&mut self, place: Place<'_>, message: &str) {
        self.problems.push(place.problem(message));
    }

    fn text(&mut self, text: &str, place: Place<'_>) {
        if text.trim().is_empty() {
            self.report(place, "this text is empty");
        }
        if text.chars().count() > LONGEST {
            self.report(place, &format!("at most {LONGEST} characters are allowed"));
        }
        if let Some(found) = text.chars().find(|it| *it != '\n' && is_harmful(*it)) {
            let name = found.escape_default();
            self.report(
                place,
                &format!("the control character {name} may not stand in a text"),
            );
        }
    }

    fn coefficient(&mut self, key: String, raw: RawCoefficient, place: Place<'_>) -> Coefficient {
        if !is_well_formed(&key) {
            let message = format!("{} is no key: lower-case words with hyphens", quoted(&key));
            self.problems.push(place.problem_with_key(&message));
        }
        self.text(&raw.text, place.field("text"));
        self.text(&raw.source, place.field("source"));
        let here = place.field("value").at(0);
        let value = match raw.value {
            RawValue::Points(points) => {
                Value::Points(Points::whole(self.within(points, 100, here)))
            }
            RawValue::Tenths(tenths) => {
                let tenths = self.within(tenths, 1000, here);
                Value::Points(Points::thousandths(tenths.saturating_mul(100)))
            }
            RawValue::PerMille(share) => {
                Value::PerMille(PerMille(self.within(share, 10_000, here)))
            }
        };
        Coefficient {
            key,
            value,
            source: raw.source,
            text: raw.text,
        }
    }

    fn within(&mut self, value: i32, most: i32, place: Place<'_>) -> i32 {
        if !(-most..=most).contains(&value) {
            self.report(
                place,
                &format!("{value} is out of range: -{most} to {most}"),
            );
        }
        value.clamp(-most, most)
    }

    /// The values of the rates that the rules need, in thousandths.
    fn rates(&mut self, coefficients: &[Coefficient], place: Place<'_>) -> Vec<i32> {
        let mut rates = Vec::new();
        for (rate, key) in Rate::ALL {
            let found = coefficients.iter().find(|known| known.key == *key);
            let Some(found) = found else {
                let extra = coefficients.iter().map(|known| known.key.as_str());
                let extra = extra.filter(|key| Rate::ALL.iter().all(|(_, known)| known != key));
                let hint = did_you_mean(key, extra)
                    .map(|hint| format!("the file has another key: {hint}"));
                let message = format!("the coefficient \"{key}\" is missing");
                self.problems.push(place.problem(&message).with_hint(hint));
                continue;
            };
            rates.push(self.rate(*rate, found.value, place.entry(key)));
        }
        rates
    }

    fn rate(&mut self, rate: Rate, value: Value, place: Place<'_>) -> i32 {
        let here = place.field("value");
        match (unit(rate), value) {
            (Unit::Points, Value::Points(points)) => {
                if points < Points::ZERO {
                    self.report(here, "this coefficient can't be negative");
                }
                points.raw()
            }
            (Unit::PerMille, Value::PerMille(PerMille(share))) => {
                if !(0..=1000).contains(&share) {
                    self.report(here, &format!("{share} is out of range: 0 to 1000"));
                }
                share
            }
            (Unit::Points, Value::PerMille(_)) => {
                self.report(
                    here,
                    "this coefficient is an amount: Points(..) or Tenths(..)",
                );
                0
            }
            (Unit::PerMille, Value::Points(_)) => {
                self.report(here, "this coefficient is a share: PerMille(..)");
                0
            }
        }
    }
}

enum Unit {
    Points,
    PerMille,
}

fn unit(rate: Rate) -> Unit {
    match rate {
        Rate::EstimateAging
        | Rate::EstimateWidest
        | Rate::Liked
        | Rate::Disliked
        | Rate::ConsentReserve
        | Rate::RoadmapCredibility
        | Rate::MilestoneKept
        | Rate::MilestoneSlipped
        | Rate::MilestoneHome => Unit::Points,
        Rate::WarmthDecay
        | Rate::TrustPull
        | Rate::TrustFromNetwork
        | Rate::TrustFromCoverage
        | Rate::TrustFromGrievance
        | Rate::ThreatPull
        | Rate::ThreatFromArms
        | Rate::ThreatFromCoverage
        | Rate::ThreatFromTrust
        | Rate::NetworkDecay
        | Rate::WillPull
        | Rate::HealthPull
        | Rate::WillFromUrgency
        | Rate::UrgencyDecay
        | Rate::ArmsPull
        | Rate::ArmsFromThreat
        | Rate::GrievancePull
        | Rate::OpinionPull
        | Rate::OpinionFromTrust
        | Rate::OpinionFromCoercion
        | Rate::OpinionFromGrievance
        | Rate::AlignmentPull
        | Rate::FearPull
        | Rate::FearFromTrust
        | Rate::FearFromQuarrels
        | Rate::TradePull
        | Rate::TradeFromGrievance
        | Rate::TradeFromCoercion
        | Rate::TrustFromTrade
        | Rate::CoercionDecay
        | Rate::TourismFromCoercion
        | Rate::TourismFall
        | Rate::TourismRecovery
        | Rate::HomePull
        | Rate::UntestedCoverage => Unit::PerMille,
    }
}
