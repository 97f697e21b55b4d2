//! `study crises`: what becomes of incidents and crises, as text, JSON or Markdown.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::cli::Failure;
use crate::cli::arguments::Study;
use crate::cli::report::{strategies, tabulated};
use crate::model::SeatId;
use crate::scenario::Scenario;
use crate::study::{Count, crises};

/// One line: a strategy with one kind, or with all of them.
struct Row<'a> {
    strategy: &'a str,
    kind: &'a str,
    games: u64,
    count: Count,
}

/// What the columns of a text are called.
const HEADS: [&str; 13] = [
    "strategy",
    "kind",
    "incidents",
    "bare %",
    "untested %",
    "tested %",
    "opened",
    "own",
    "settled",
    "gave way",
    "frozen",
    "war",
    "steps",
];

/// Plays the games and prints a row for each strategy and kind, the sum of all kinds first. Counts are per game.
pub fn study(scenario: &Scenario, seat: SeatId, options: &Study) -> Result<(), Failure> {
    if scenario.crises().next().is_none() {
        let why = format!("‘{}’ has no crises.ron: nothing to measure", scenario.id());
        return Err(Failure::Unusable(why));
    }
    let chosen = strategies(scenario, seat, options)?;
    let mut rows = Vec::new();
    for strategy in &chosen {
        let found = crises(scenario, seat, strategy, options.seed, options.games);
        let row = |kind, count| Row {
            strategy,
            kind,
            games: options.games,
            count,
        };
        rows.push(row("all", Count::sum(&found)));
        let each = scenario.crises().zip(found);
        rows.extend(each.map(|((id, _), count)| row(scenario.catalogue().crisis(id), count)));
    }
    let rows: Vec<_> = rows.iter().map(|row| (row.cells(), row.json())).collect();
    let text = tabulated(options.format, (HEADS, [20, 18, 10]), &rows);
    Ok(io::stdout().write_all(text.as_bytes())?)
}

/// A ratio with two decimals; a dash where there is nothing to divide by.
fn ratio(count: u64, of: u64, scale: u64) -> String {
    match (count * scale * 100).checked_div(of) {
        Some(parts) => format!("{}.{:02}", parts / 100, parts % 100),
        None => "–".to_owned(),
    }
}

impl Row<'_> {
    fn cells(&self) -> [String; 13] {
        let it = &self.count;
        let [settled, gave_way, frozen, war] = it.ended;
        let climbed = |place: usize| ratio(it.climbed[place], it.incidents[place], 100);
        let each = |count: u64| ratio(count, self.games, 1);
        [
            self.strategy.to_owned(),
            self.kind.to_owned(),
            each(it.incidents.iter().sum()),
            climbed(0),
            climbed(1),
            climbed(2),
            each(it.opened),
            each(it.own),
            each(settled),
            each(gave_way),
            each(frozen),
            ratio(war, self.games, 1),
            ratio(it.steps, it.opened, 1),
        ]
    }

    fn json(&self) -> Value {
        let it = &self.count;
        let [settled, gave_way, frozen, war] = it.ended;
        json!({
            "strategy": self.strategy, "kind": self.kind, "games": self.games,
            "incidents": {"bare": it.incidents[0], "untested": it.incidents[1], "tested": it.incidents[2]},
            "climbed": {"bare": it.climbed[0], "untested": it.climbed[1], "tested": it.climbed[2]},
            "opened": it.opened, "own": it.own, "settled": settled, "gave_way": gave_way,
            "seat_gave_way": it.gave_way, "frozen": frozen, "war": war, "steps": it.steps,
            "accidents": it.accidents,
        })
    }
}
