//! Lenses: every rate that the rules need, with the right unit and a sane value.

use crate::model::{PerMille, Points};
use crate::scenario::check::names::is_well_formed;
use crate::scenario::file::Place;
use crate::scenario::lens::{Coefficient, Lens, Rate, Unit, Value};
use crate::scenario::parse::{Care, parse_value};
use crate::scenario::problem::{Problem, is_harmful, nearest, quoted};
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
    load_lens_with(lens, Care::Values).or_else(|_| load_lens_with(lens, Care::Places))
}

/// Reads and checks a lens. Without care for places its problems say nothing.
pub(super) fn load_lens_with(lens: &Source, care: Care) -> Result<Lens, Vec<Problem>> {
    let mut problems = Vec::new();
    let (file, raw) = parse_value::<RawLens>(lens, care, &mut problems);
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
        let value = self.value(&key, &raw.value, place.field("value"));
        Coefficient {
            key,
            value,
            source: raw.source,
            text: raw.text,
        }
    }

    /// A value in thousandths: within the range of its rate, or within what any coefficient can be.
    fn value(&mut self, key: &str, raw: &RawValue, place: Place<'_>) -> Value {
        let rate = Rate::of_key(key);
        let (unit, written, scale, most) = match *raw {
            RawValue::Points(points) => (Unit::Points, points, 1000, 100),
            RawValue::Tenths(tenths) => (Unit::Points, tenths, 100, 1000),
            RawValue::PerMille(share) => (Unit::PerMille, share, 1, 10_000),
        };
        let range = rate.map(Rate::range);
        let (low, high) = match range {
            Some((expected, ..)) if expected != unit => {
                self.report(place, wrong_unit(expected));
                (-most, most)
            }
            Some((Unit::Points, low, high)) => (low * 1000 / scale, high * 1000 / scale),
            Some((Unit::PerMille, low, high)) => (low, high),
            None => (-most, most),
        };
        if !(low..=high).contains(&written) {
            let message = format!("{written} is out of range: {low} to {high}");
            let hint = rate.map(|_| format!("{} takes {}", quoted(key), allowed(*raw, low, high)));
            let problem = place.at(0).problem(&message);
            self.problems.push(problem.with_hint(hint));
        }
        let raw = written.clamp(low, high).saturating_mul(scale);
        match unit {
            Unit::Points => Value::Points(Points::thousandths(raw)),
            Unit::PerMille => Value::PerMille(PerMille(raw)),
        }
    }

    /// The values of the rates that the rules need, in thousandths.
    fn rates(&mut self, coefficients: &[Coefficient], place: Place<'_>) -> Vec<i32> {
        let mut rates = Vec::new();
        for (_, key) in Rate::ALL {
            match coefficients.iter().find(|known| known.key == *key) {
                Some(found) => rates.push(match found.value {
                    Value::Points(points) => points.raw(),
                    Value::PerMille(PerMille(share)) => share,
                }),
                None => self.missing(key, coefficients, place),
            }
        }
        rates
    }

    /// Notes a rate that the lens doesn't give: at the key that was probably meant to be it, if there is one.
    fn missing(&mut self, key: &str, coefficients: &[Coefficient], place: Place<'_>) {
        let extra = coefficients.iter().map(|known| known.key.as_str());
        let extra = extra.filter(|key| Rate::of_key(key).is_none());
        if let Some(near) = nearest(key, extra) {
            let message = format!("unknown coefficient {}", quoted(near));
            let hint = format!("did you mean \"{key}\"? the rules need it");
            let problem = place.entry(near).problem_with_key(&message);
            self.problems.push(problem.with_hint(Some(hint)));
            return;
        }
        let message = format!("the coefficient \"{key}\" is missing");
        let unit = Rate::of_key(key).map(Rate::range);
        let hint = unit.map(|(unit, low, high)| {
            let value = match unit {
                Unit::Points => format!("Points({low}) to Points({high})"),
                Unit::PerMille => format!("PerMille({low}) to PerMille({high})"),
            };
            format!("add \"{key}\": (value: .., source: .., text: ..), from {value}")
        });
        self.problems.push(place.problem(&message).with_hint(hint));
    }
}

const fn wrong_unit(expected: Unit) -> &'static str {
    match expected {
        Unit::Points => "this coefficient is an amount: Points(..) or Tenths(..)",
        Unit::PerMille => "this coefficient is a share: PerMille(..)",
    }
}

/// The range of a rate as it would be written.
fn allowed(raw: RawValue, low: i32, high: i32) -> String {
    let word = match raw {
        RawValue::Points(_) => "Points",
        RawValue::Tenths(_) => "Tenths",
        RawValue::PerMille(_) => "PerMille",
    };
    format!("{word}({low}) to {word}({high})")
}
