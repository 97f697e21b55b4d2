//! `study conduct`: who does what how often, as text, JSON or Markdown.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::cli::Failure;
use crate::cli::arguments::{Report, Study};
use crate::cli::report::strategies;
use crate::model::{ChoiceIndex, EventId, InitiativeId, SeatId};
use crate::scenario::Scenario;
use crate::study::{Conduct, SeatConduct, conduct};

/// One line: who, what, how often.
struct Row {
    seat: String,
    what: &'static str,
    id: String,
    /// Per cent of the games (initiatives) or of the answers to that event (answers), in tenths.
    share: u64,
    times: u64,
}

/// Plays, counts and prints.
pub fn study(scenario: &Scenario, seat: SeatId, options: &Study) -> Result<(), Failure> {
    let chosen = strategies(scenario, seat, options)?;
    let found = conduct(scenario, seat, &chosen, options.seed, options.games);
    let rows = rows(scenario, &found);
    let text = match options.format {
        Report::Text => rows.iter().map(|row| line(row, "", "")).collect(),
        Report::Md => {
            let head =
                "| seat | what | which | share | times |\n|---|---|---|---|---|\n".to_owned();
            rows.iter()
                .fold(head, |text, row| text + &line(row, "| ", "| "))
        }
        Report::Json => format!("{:#}\n", Value::Array(rows.iter().map(as_json).collect())),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(())
}

fn line(row: &Row, before: &str, between: &str) -> String {
    let share = format!("{}.{} %", row.share / 10, row.share % 10);
    let end = if before.is_empty() { "" } else { " |" };
    format!(
        "{before}{:<12}{between}{:<9}{between}{:<44}{between}{share:>8} {between}{:>7}{end}\n",
        row.seat, row.what, row.id, row.times
    )
}

fn as_json(row: &Row) -> Value {
    json!({ "seat": row.seat, "what": row.what, "id": row.id, "share_per_mille": row.share, "times": row.times })
}

fn rows(scenario: &Scenario, found: &Conduct) -> Vec<Row> {
    let mut rows = Vec::new();
    for seat in &found.seats {
        launches(scenario, found.games, seat, &mut rows);
        answers(scenario, seat, &mut rows);
        let name = scenario.catalogue().actor(seat.seat.0).to_owned();
        rows.push(Row {
            seat: name,
            what: "refused",
            id: "orders".to_owned(),
            share: 0,
            times: seat.refused,
        });
    }
    rows
}

fn launches(scenario: &Scenario, games: u64, seat: &SeatConduct, rows: &mut Vec<Row>) {
    let names = scenario.catalogue();
    for (place, often) in seat.launches.iter().enumerate() {
        let id = InitiativeId::at(place);
        if scenario.initiative(id).by.contains(seat.seat.0) {
            rows.push(Row {
                seat: names.actor(seat.seat.0).to_owned(),
                what: "starts",
                id: names.initiative(id).to_owned(),
                share: (often.games * 1000).checked_div(games).unwrap_or(0),
                times: often.times,
            });
        }
    }
}

fn answers(scenario: &Scenario, seat: &SeatConduct, rows: &mut Vec<Row>) {
    let names = scenario.catalogue();
    for (place, counts) in seat.answers.iter().enumerate() {
        let event = EventId::at(place);
        let all: u64 = counts.iter().sum();
        for (choice, times) in offered(scenario, seat, event).filter(|_| all > 0) {
            let times = counts.get(times).copied().unwrap_or(0);
            rows.push(Row {
                seat: names.actor(seat.seat.0).to_owned(),
                what: "answers",
                id: format!("{} {}", names.event(event), names.answer(event, choice)),
                share: (times * 1000).checked_div(all).unwrap_or(0),
                times,
            });
        }
    }
}

/// The answers that an event offers to this seat, with their places in the count.
fn offered<'s>(
    scenario: &'s Scenario,
    seat: &'s SeatConduct,
    event: EventId,
) -> impl Iterator<Item = (ChoiceIndex, usize)> + 's {
    let names = scenario.catalogue();
    let asks = &scenario.event(event).asks;
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    let mut at = 0_usize;
    for question in asks {
        for _ in &question.choices {
            let choice = ChoiceIndex(u8::try_from(at).unwrap_or(u8::MAX));
            let name = names.answer(event, choice);
            let named = match question.seat {
                crate::model::Selector::Actor(actor) => actor == seat.seat.0,
                _ => true,
            };
            if named && !seen.contains(&name) {
                let canonical = names.find_answer(event, name).unwrap_or(choice);
                found.push((choice, usize::from(canonical.0)));
            }
            seen.push(name);
            at += 1;
        }
    }
    found.into_iter()
}
