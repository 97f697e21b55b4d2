//! `study reliability`: whether what forecasts give so and so much happens so often, as text, JSON or Markdown.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::cli::Failure;
use crate::cli::arguments::Study;
use crate::cli::report::tabulated;
use crate::model::SeatId;
use crate::scenario::Scenario;
use crate::study::reliability;
use crate::study::reliability::{CLASS, Class, Kind, Trial};

const HEADS: [&str; 6] = [
    "of what",
    "given %",
    "forecasts",
    "mean given %",
    "happened %",
    "off by",
];

/// For how many turns a forecast looks ahead here.
const AHEAD: u16 = 8;

/// Plays the games and prints a row for each kind of outcome and class of forecasts, and for all kinds together.
pub fn study(scenario: &Scenario, seat: SeatId, options: &Study) -> Result<(), Failure> {
    let trial = Trial {
        seed: options.seed,
        games: options.games,
        futures: options.futures,
        turns: AHEAD,
    };
    let found = reliability(scenario, seat, trial);
    let mut all = [Class::default(); 5];
    for classes in found.values() {
        for (sum, class) in all.iter_mut().zip(classes) {
            sum.forecasts += class.forecasts;
            sum.given += class.given;
            sum.happened += class.happened;
        }
    }
    let each = found.iter().map(|(kind, classes)| (word(*kind), classes));
    let rows: Vec<_> = each
        .chain([("all", &all)])
        .flat_map(|(word, classes)| {
            let known = classes.iter().enumerate();
            let known = known.filter(|(_, class)| class.forecasts > 0);
            known.map(move |(at, class)| (cells(word, at, class), as_json(word, at, class)))
        })
        .collect();
    let text = tabulated(options.format, (HEADS, [20, 10, 14]), &rows);
    Ok(io::stdout().write_all(text.as_bytes())?)
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Ended => "ends before time",
        Kind::Crisis => "grave crises",
        Kind::Signed => "signed texts",
        Kind::Agreed => "agreed mechanisms",
        Kind::Office => "new governments",
    }
}

fn bounds(at: usize) -> (u32, u32) {
    let low = u32::try_from(at).unwrap_or(0) * CLASS;
    (low, low + CLASS)
}

/// The mean given and how often it happened, in tenths of a per cent.
fn means(class: &Class) -> (u64, u64) {
    let given = class.given.checked_div(class.forecasts * 10).unwrap_or(0);
    let happened = (class.happened * 1000).checked_div(class.forecasts);
    (given, happened.unwrap_or(0))
}

fn cells(word: &str, at: usize, class: &Class) -> [String; 6] {
    let (low, high) = bounds(at);
    let (given, happened) = means(class);
    let tenths = |value: u64| format!("{}.{}", value / 10, value % 10);
    [
        word.to_owned(),
        format!("{low}–{high}"),
        class.forecasts.to_string(),
        tenths(given),
        tenths(happened),
        tenths(given.abs_diff(happened)),
    ]
}

fn as_json(word: &str, at: usize, class: &Class) -> Value {
    let (low, high) = bounds(at);
    json!({
        "of": word, "low": low, "high": high, "forecasts": class.forecasts,
        "given_hundredths": class.given, "happened": class.happened,
    })
}
