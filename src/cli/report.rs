//! `study`: findings about the model and coverage, as text, JSON or Markdown.

use std::io::{self, Write as _};
use std::sync::Arc;

use serde_json::{Value, json};

use crate::agents::{STRATEGIES, strategies_of};
use crate::cli::Failure;
use crate::cli::arguments::{Report, Study, Subject};
use crate::cli::play::find_seat;
use crate::cli::simulate::known_strategy;
use crate::cli::strategy_files;
use crate::model::{Points, SeatId};
use crate::scenario::{Bound, Field, Item, Scenario};
use crate::session::Library;
use crate::study::{Coverage, Finding, coverage, findings};

/// Measures what was asked for and prints it.
pub fn study(library: &Library, options: &Study) -> Result<(), Failure> {
    let scenario = chosen(library, options)?;
    let seat = find_seat(&scenario, options.seat.as_deref())?;
    strategy_files::try_out(&scenario, seat)?;
    match options.what {
        Subject::Claims => claims(&scenario, seat, options),
        Subject::Coverage => covered(&scenario, seat, options),
        Subject::Conduct => crate::cli::conduct::study(&scenario, seat, options),
        Subject::Crises => crate::cli::crises::study(&scenario, seat, options),
        Subject::Reliability => crate::cli::reliability::study(&scenario, seat, options),
        Subject::Scarcity => crate::cli::scarcity::study(&scenario, seat, options),
        Subject::Tables => crate::cli::tables::study(&scenario, seat, options),
    }
}

fn chosen(library: &Library, options: &Study) -> Result<Arc<Scenario>, Failure> {
    let own = strategy_files::read(&options.strategy_file)?;
    let load = |id: &str| {
        let loaded = library.load_with(id, options.lens.as_deref(), &own);
        loaded.map_err(|error| Failure::Unusable(error.to_string()))
    };
    if let Some(id) = &options.scenario {
        return load(id);
    }
    let listed = library.scenarios();
    let mut known: Vec<_> = listed
        .iter()
        .filter_map(|it| it.summary.as_ref().ok())
        .collect();
    known.sort_by_key(|summary| std::cmp::Reverse(summary.turns));
    for summary in known {
        let scenario = load(&summary.id)?;
        if scenario.claims().next().is_some() {
            return Ok(scenario);
        }
    }
    Err(Failure::Unusable("no scenario has claims".to_owned()))
}

fn claims(scenario: &Scenario, seat: SeatId, options: &Study) -> Result<(), Failure> {
    if scenario.claims().next().is_none() {
        let why = format!("‘{}’ has no claims.ron: nothing to measure", scenario.id());
        return Err(Failure::Unusable(why));
    }
    let found = findings(scenario, seat, options.seed, options.games);
    let text = match options.format {
        Report::Text => found.iter().map(|it| as_text(scenario, it)).collect(),
        Report::Json => {
            let rows = found.iter().map(|it| as_json(scenario, it)).collect();
            format!("{:#}\n", Value::Array(rows))
        }
        Report::Md => as_table(scenario, &found),
    };
    io::stdout().write_all(text.as_bytes())?;
    let failed = found.iter().filter(|it| !it.holds()).count();
    if failed > 0 {
        let of = found.len();
        return Err(Failure::Failed(format!(
            "{failed} of {of} claims don't hold"
        )));
    }
    Ok(())
}

fn claim_text<'s>(scenario: &'s Scenario, finding: &Finding) -> &'s str {
    scenario
        .prose()
        .get(Item::Claim(finding.claim), Field::Text)
}

fn threshold(bound: Bound) -> String {
    match bound {
        Bound::AtLeast(least) => format!("≥ {}", tenths(least)),
        Bound::AtMost(most) => format!("≤ {}", tenths(most)),
    }
}

/// Points with one decimal.
fn tenths(points: Points) -> String {
    let tenths = (i64::from(points.raw()) + 50).div_euclid(100);
    let sign = if tenths < 0 { "-" } else { "" };
    let size = tenths.unsigned_abs();
    format!("{sign}{}.{}", size / 10, size % 10)
}

fn verdict(finding: &Finding) -> &'static str {
    if finding.games == 0 {
        "can't be measured"
    } else if finding.holds() {
        "holds"
    } else {
        "does not hold"
    }
}

fn as_text(scenario: &Scenario, finding: &Finding) -> String {
    format!(
        "{:<24} {:>7} [{}, {}]  {}  {} ({} games)\n{:<24} {}\n",
        scenario.catalogue().claim(finding.claim),
        tenths(finding.measured),
        tenths(finding.low),
        tenths(finding.high),
        threshold(finding.bound),
        verdict(finding),
        finding.games,
        "",
        claim_text(scenario, finding),
    )
}

fn as_json(scenario: &Scenario, finding: &Finding) -> Value {
    let number = |points: Points| f64::from(points.raw()) / 1000.0;
    let least = match finding.bound {
        Bound::AtLeast(bound) | Bound::AtMost(bound) => number(bound),
    };
    let side = match finding.bound {
        Bound::AtLeast(_) => "at least",
        Bound::AtMost(_) => "at most",
    };
    json!({
        "id": scenario.catalogue().claim(finding.claim),
        "claim": claim_text(scenario, finding),
        "lens": scenario.lens().id,
        "measured": number(finding.measured),
        "low": number(finding.low),
        "high": number(finding.high),
        "threshold": least,
        "side": side,
        "games": finding.games,
        "holds": finding.holds(),
    })
}

fn as_table(scenario: &Scenario, found: &[Finding]) -> String {
    let mut table = String::from("| claim | measured | 95 % | asked | |\n|---|---|---|---|---|\n");
    for finding in found {
        table.push_str(&format!(
            "| {} | {} | {} to {} | {} | {} |\n",
            claim_text(scenario, finding).trim_end_matches('.'),
            tenths(finding.measured),
            tenths(finding.low),
            tenths(finding.high),
            threshold(finding.bound),
            verdict(finding),
        ));
    }
    table
}

fn covered(scenario: &Scenario, seat: SeatId, options: &Study) -> Result<(), Failure> {
    let strategies = strategies(scenario, seat, options)?;
    for others in &options.others {
        built_in(others)?;
    }
    let with = |strategy: &String| {
        let pair = |others: &String| (strategy.clone(), others.clone());
        options.others.iter().map(pair).collect::<Vec<_>>()
    };
    let pairs: Vec<(String, String)> = strategies.iter().flat_map(with).collect();
    let found = coverage(scenario, seat, &pairs, options.seed, options.games);
    let rows = rows(scenario, &found);
    let text = match options.format {
        Report::Text => lines(&rows, "", "  "),
        Report::Md => {
            let head = "| what | id | share of games |\n|---|---|---|\n";
            format!("{head}{}", lines(&rows, "| ", " | "))
        }
        Report::Json => format!("{:#}\n", Value::Array(rows.iter().map(Row::json).collect())),
    };
    Ok(io::stdout().write_all(text.as_bytes())?)
}

/// The strategies that were asked for; all that the seat has if none was.
pub(in crate::cli) fn strategies(
    scenario: &Scenario,
    seat: SeatId,
    options: &Study,
) -> Result<Vec<String>, Failure> {
    if options.strategy.is_empty() {
        return Ok(strategies_of(scenario, seat));
    }
    for strategy in &options.strategy {
        known_strategy(scenario, seat, strategy)?;
    }
    Ok(options.strategy.clone())
}

/// Other seats are played by what every seat has.
fn built_in(word: &str) -> Result<(), Failure> {
    if STRATEGIES.iter().any(|(known, _)| *known == word) {
        return Ok(());
    }
    let known: Vec<&str> = STRATEGIES.iter().map(|(known, _)| *known).collect();
    Err(Failure::Unusable(format!(
        "--others: there is no strategy ‘{}’ for every seat; there are {}",
        word.escape_debug(),
        known.join(", ")
    )))
}

/// One line of a coverage table.
struct Row {
    what: &'static str,
    id: String,
    count: u64,
    of: u64,
}

impl Row {
    fn json(&self) -> Value {
        json!({ "what": self.what, "id": self.id, "count": self.count, "of": self.of })
    }

    /// In per cent with one decimal.
    fn share(&self) -> String {
        let mille = (self.count * 1000).checked_div(self.of).unwrap_or(0);
        format!("{}.{} %", mille / 10, mille % 10)
    }
}

fn lines(rows: &[Row], before: &str, between: &str) -> String {
    let line = |row: &Row| {
        format!(
            "{before}{:<11}{between}{:<48}{between}{:>8}{}\n",
            row.what,
            row.id,
            row.share(),
            if before.is_empty() { "" } else { " |" }
        )
    };
    rows.iter().map(line).collect()
}

fn rows(scenario: &Scenario, found: &Coverage) -> Vec<Row> {
    let names = scenario.catalogue();
    let mut rows = Vec::new();
    let mut add = |what, id: String, count, of| {
        rows.push(Row {
            what,
            id,
            count,
            of,
        })
    };
    for (event, count) in names.all_events().zip(&found.events) {
        add("event", names.event(event).to_owned(), *count, found.games);
    }
    for (event, answers) in names.all_events().zip(&found.answers) {
        let all: u64 = answers.iter().sum();
        for (place, count) in answers.iter().enumerate() {
            let choice = crate::model::ChoiceIndex(u8::try_from(place).unwrap_or(u8::MAX));
            let answer = names.answer(event, choice);
            let first = names.find_answer(event, answer) == Some(choice);
            if first {
                add(
                    "answer",
                    format!("{} {answer}", names.event(event)),
                    *count,
                    all,
                );
            }
        }
    }
    for (initiative, count) in names.all_initiatives().zip(&found.launched) {
        add(
            "launched",
            names.initiative(initiative).to_owned(),
            *count,
            found.games,
        );
    }
    for (initiative, count) in names.all_initiatives().zip(&found.completed) {
        add(
            "completed",
            names.initiative(initiative).to_owned(),
            *count,
            found.games,
        );
    }
    for (ending, count) in names.all_endings().zip(&found.endings) {
        add(
            "ending",
            names.ending(ending).to_owned(),
            *count,
            found.games,
        );
    }
    for row in found.figures.iter().filter(|row| row.turns > 0) {
        let name = row.figure.word().to_owned();
        add("at a bound", name.clone(), row.at_bound, row.turns);
        add("alive", name, row.alive, row.games);
    }
    rows.extend(crises(scenario, found));
    rows
}

/// How often each kind of crisis came before governments, and how those ended.
fn crises(scenario: &Scenario, found: &Coverage) -> Vec<Row> {
    let names = scenario.catalogue();
    let row = |what, id, count, of| Row {
        what,
        id,
        count,
        of,
    };
    let mut rows = Vec::new();
    for (kind, count) in names.all_crises().zip(&found.crises) {
        let id = names.crisis(kind).to_owned();
        rows.push(row("crisis", id, *count, found.games));
    }
    for (kind, outcomes) in names.all_crises().zip(&found.outcomes) {
        let all: u64 = outcomes.iter().sum();
        let ends = ["settled", "gave-way", "frozen", "war"];
        for (how, count) in ends.into_iter().zip(outcomes) {
            let id = format!("{} {how}", names.crisis(kind));
            rows.push(row("outcome", id, *count, all));
        }
    }
    rows
}

/// Rows of a study in the form that was asked for: aligned columns, a table in Markdown, or a list in JSON. The first two
/// columns of a text stand on the left, as wide as they are given; the others on the right.
pub(in crate::cli) fn tabulated<const N: usize>(
    report: Report,
    (heads, wide): ([&str; N], [usize; 3]),
    rows: &[([String; N], Value)],
) -> String {
    let [first, second, rest] = wide;
    let line = |cells: &[String]| {
        let mut line = String::new();
        for (place, cell) in cells.iter().enumerate() {
            line += &match place {
                0 => format!("{cell:<first$} "),
                1 => format!("{cell:<second$}"),
                _ => format!(" {cell:>rest$}"),
            };
        }
        line + "\n"
    };
    match report {
        Report::Json => {
            let list = rows.iter().map(|(_, json)| json.clone()).collect();
            format!("{:#}\n", Value::Array(list))
        }
        Report::Text => rows
            .iter()
            .fold(line(&heads.map(str::to_owned)), |text, (cells, _)| {
                text + &line(cells)
            }),
        Report::Md => {
            let head = format!("| {} |\n|{}\n", heads.join(" | "), "---|".repeat(N));
            rows.iter().fold(head, |text, (cells, _)| {
                text + &format!("| {} |\n", cells.join(" | "))
            })
        }
    }
}
