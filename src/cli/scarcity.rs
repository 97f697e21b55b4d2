//! `study scarcity`: how much of what a strategy wants it can pay for, as text, JSON or Markdown.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::cli::Failure;
use crate::cli::arguments::Study;
use crate::cli::report::tabulated;
use crate::model::SeatId;
use crate::scenario::Scenario;
use crate::study::{Want, scarcity};

/// What the columns of a text are called.
const HEADS: [&str; 6] = [
    "strategy",
    "games",
    "wanted",
    "never begun %",
    "capital short %",
    "hands short %",
];

/// Plays the games and prints a row for each strategy of the scenario for this seat. What is wanted is counted per game.
pub fn study(scenario: &Scenario, seat: SeatId, options: &Study) -> Result<(), Failure> {
    let named =
        |id: &str| options.strategy.is_empty() || options.strategy.iter().any(|it| it == id);
    let own = scenario.strategies().filter(|(_, it)| it.seat == seat);
    let names = scenario.catalogue();
    let chosen: Vec<_> = own.filter(|(id, _)| named(names.strategy(*id))).collect();
    if chosen.is_empty() {
        let why =
            "nothing to measure: only strategies of the scenario itself have a list of wishes";
        return Err(Failure::Unusable(why.to_owned()));
    }
    let rows: Vec<_> = chosen
        .into_iter()
        .map(|(id, _)| {
            let found = scarcity(scenario, seat, id, options.seed, options.games);
            let name = names.strategy(id);
            (cells(name, options.games, &found), as_json(name, &found))
        })
        .collect();
    let text = tabulated(options.format, (HEADS, [20, 8, 16]), &rows);
    Ok(io::stdout().write_all(text.as_bytes())?)
}

fn cells(name: &str, games: u64, found: &Want) -> [String; 6] {
    let never = found.wanted - found.begun;
    [
        name.to_owned(),
        games.to_string(),
        tenths(found.wanted, games, 10),
        tenths(never, found.wanted, 1000),
        tenths(found.beyond, found.asked, 1000),
        tenths(found.hands_beyond, found.hands_asked, 1000),
    ]
}

fn as_json(name: &str, found: &Want) -> Value {
    json!({
        "strategy": name, "wanted": found.wanted, "begun": found.begun,
        "capital": {"asked": found.asked, "beyond": found.beyond},
        "hands": {"asked": found.hands_asked, "beyond": found.hands_beyond},
    })
}

/// A ratio with one decimal; a dash where there is nothing to divide by.
fn tenths(count: u64, of: u64, scale: u64) -> String {
    (count * scale)
        .checked_div(of)
        .map_or_else(|| "–".to_owned(), |it| format!("{}.{}", it / 10, it % 10))
}
