//! `study tables`: what becomes of negotiating tables, as text, JSON or Markdown.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::cli::Failure;
use crate::cli::arguments::Study;
use crate::cli::report::{strategies, tabulated};
use crate::model::SeatId;
use crate::scenario::Scenario;
use crate::study::{Tally, tables};

/// One line: a strategy at one table, or at all of them.
struct Row<'a> {
    strategy: &'a str,
    table: &'a str,
    tally: Tally,
}

/// What the columns of a text are called.
const HEADS: [&str; 13] = [
    "strategy", "table", "opened", "closed %", "rounds", "short", "without", "in force", "later",
    "home no", "left", "deadline", "deserted",
];

/// Plays the games and prints a row for each strategy and table, the sum of all tables first.
pub fn study(scenario: &Scenario, seat: SeatId, options: &Study) -> Result<(), Failure> {
    if scenario.tables().next().is_none() {
        let why = format!("‘{}’ has no tables.ron: nothing to measure", scenario.id());
        return Err(Failure::Unusable(why));
    }
    let chosen = strategies(scenario, seat, options)?;
    let mut rows = Vec::new();
    for strategy in &chosen {
        let found = tables(scenario, seat, strategy, options.seed, options.games);
        let row = |table, tally| Row {
            strategy,
            table,
            tally,
        };
        rows.push(row("all", Tally::sum(&found)));
        let each = scenario.tables().zip(found);
        let opened = each.filter(|(_, tally)| tally.opened > 0);
        rows.extend(opened.map(|((id, _), tally)| row(scenario.catalogue().table(id), tally)));
    }
    let rows: Vec<_> = rows.iter().map(|row| (row.cells(), row.json())).collect();
    let text = tabulated(options.format, (HEADS, [20, 22, 8]), &rows);
    Ok(io::stdout().write_all(text.as_bytes())?)
}

/// A ratio with one decimal; a dash where there is nothing to divide by.
fn ratio(count: u64, of: u64, scale: u64) -> String {
    match (count * scale * 10).checked_div(of) {
        Some(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
        None => "–".to_owned(),
    }
}

impl Row<'_> {
    fn cells(&self) -> [String; 13] {
        let it = &self.tally;
        let [deadline, deserted, _, _] = it.broke_up;
        [
            self.strategy.to_owned(),
            self.table.to_owned(),
            it.opened.to_string(),
            ratio(it.signed, it.ended(), 100),
            ratio(it.rounds, it.signed, 1),
            ratio(u64::try_from(it.short / 1000).unwrap_or(0), it.signed, 1),
            it.without.to_string(),
            it.in_force.to_string(),
            it.acceded.to_string(),
            it.refused.to_string(),
            it.walked_out.to_string(),
            deadline.to_string(),
            deserted.to_string(),
        ]
    }

    fn json(&self) -> Value {
        let it = &self.tally;
        let [deadline, deserted, home, tied] = it.broke_up;
        json!({
            "strategy": self.strategy, "table": self.table, "opened": it.opened, "ended": it.ended(),
            "signed": it.signed, "rounds_until_signed": it.rounds,
            "points_short_of_the_frontier": it.short as f64 / 1000.0, "signed_without_somebody": it.without,
            "in_force": it.in_force, "acceded": it.acceded, "refused_at_home": it.refused,
            "walked_out": it.walked_out,
            "broke_up": {"deadline": deadline, "deserted": deserted, "home": home, "tied": tied},
        })
    }
}
