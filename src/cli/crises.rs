//! `study crises`: what becomes of incidents and crises, as text, JSON or Markdown.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::cli::Failure;
use crate::cli::arguments::{Report, Study};
use crate::cli::report::strategies;
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
    let text = match options.format {
        Report::Json => format!("{:#}\n", Value::Array(rows.iter().map(Row::json).collect())),
        Report::Text => as_text(&rows),
        Report::Md => as_table(&rows),
    };
    Ok(io::stdout().write_all(text.as_bytes())?)
}

fn as_text(rows: &[Row<'_>]) -> String {
    let line = |cells: [String; 13]| {
        let [strategy, kind, rest @ ..] = cells;
        let rest: String = rest.iter().map(|cell| format!(" {cell:>10}")).collect();
        format!("{strategy:<20} {kind:<18}{rest}\n")
    };
    let head = line(HEADS.map(str::to_owned));
    head + &rows.iter().map(|row| line(row.cells())).collect::<String>()
}

fn as_table(rows: &[Row<'_>]) -> String {
    let head = format!(
        "| {} |\n|{}\n",
        HEADS.join(" | "),
        "---|".repeat(HEADS.len())
    );
    let line = |row: &Row<'_>| format!("| {} |\n", row.cells().join(" | "));
    head + &rows.iter().map(line).collect::<String>()
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
