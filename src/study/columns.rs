//! The columns of `simulate`'s rows and how a row is written. `docs/DATA.md` explains every one of them.

use serde_json::{Map, Value};

use crate::model::Points;
use crate::scenario::{GaugeKind, Scenario};

/// The form of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a header.
    Csv,
    /// One JSON object a line, without a header.
    JsonLines,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A game.
    Games,
    /// The start of a turn, or the end of a game.
    Turns,
}

/// What every row begins with: together they name a game.
const KEY: [&str; 4] = ["scenario", "lens", "strategy", "seed"];
/// What a game's row ends with.
const OF_GAME: [&str; 7] = [
    "durability",
    "turns",
    "war",
    "signed",
    "opened",
    "ending",
    "hash",
];
/// What a turn's row has before the gauges.
const OF_TURN: [&str; 2] = ["turn", "date"];
/// What a turn's row ends with.
const END_OF_TURN: [&str; 11] = [
    "capital",
    "hands",
    "initiatives",
    "tables",
    "crises",
    "rung",
    "war",
    "signed",
    "opened",
    "ending",
    "hash",
];

/// What stands in one column.
pub(in crate::study) enum Field {
    /// An id, a date or a hash: nothing that CSV would have to quote.
    Text(String),
    /// A count.
    Number(u64),
    /// A figure of 0 to 100, or capital, in points.
    Points(Points),
    /// Not measured.
    Empty,
}

/// The names of the columns of a scenario's rows, in their order.
#[must_use]
pub fn columns(scenario: &Scenario, detail: Detail) -> Vec<String> {
    let gauges = |kind| {
        let mine = scenario.gauges().filter(move |(_, it)| it.kind == kind);
        mine.map(|(id, _)| scenario.catalogue().gauge(id))
    };
    let axes = gauges(GaugeKind::Axis);
    let key = KEY.into_iter();
    let names: Vec<&str> = match detail {
        Detail::Games => key.chain(axes).chain(OF_GAME).collect(),
        Detail::Turns => {
            let figures = axes.chain(gauges(GaugeKind::Index));
            key.chain(OF_TURN)
                .chain(figures)
                .chain(END_OF_TURN)
                .collect()
        }
    };
    names.into_iter().map(str::to_owned).collect()
}

/// The first line of a CSV.
pub(in crate::study) fn header(columns: &[String]) -> String {
    columns.join(",") + "\n"
}

/// One row with its line's end; the fields in the order of the columns.
pub(in crate::study) fn line(columns: &[String], fields: &[Field], format: Format) -> String {
    let row = match format {
        Format::Csv => {
            let fields: Vec<String> = fields.iter().map(Field::csv).collect();
            fields.join(",")
        }
        Format::JsonLines => {
            let named = columns.iter().zip(fields);
            let object: Map<String, Value> = named
                .map(|(name, field)| (name.clone(), field.json()))
                .collect();
            Value::Object(object).to_string()
        }
    };
    row + "\n"
}

impl Field {
    pub(in crate::study) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    fn csv(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Points(points) => decimal(*points),
            Self::Empty => String::new(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(text.as_str()),
            Self::Number(number) => Value::from(*number),
            Self::Points(points) => Value::from(f64::from(points.raw()) / 1000.0),
            Self::Empty => Value::Null,
        }
    }
}

fn decimal(points: Points) -> String {
    let raw = points.raw();
    let sign = if raw < 0 { "-" } else { "" };
    format!(
        "{sign}{}.{:03}",
        raw.unsigned_abs() / 1000,
        raw.unsigned_abs() % 1000
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_written_as_decimals() {
        for (raw, text) in [(52_400, "52.400"), (-1, "-0.001"), (0, "0.000")] {
            assert_eq!(decimal(Points::thousandths(raw)), text);
        }
    }
}
