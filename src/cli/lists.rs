//! What there is: scenarios, lenses, strategies; and the generated manual page and completions.

use std::io::{self, Write as _};

use clap::CommandFactory as _;
use serde_json::json;

use crate::agents::{ADVISER, STRATEGIES};
use crate::cli::Failure;
use crate::cli::arguments::{Arguments, TextOrJson};
use crate::foresight::search::SEARCH;
use crate::scenario::Item;
use crate::scenario::problem::escaped;
use crate::session::Library;

/// Lists the scenarios.
pub fn scenarios(library: &Library, format: TextOrJson) -> Result<(), Failure> {
    let found = library.scenarios();
    let rows = found.iter().map(|found| match &found.summary {
        Ok(summary) => json!({
            "id": summary.id, "name": summary.name, "summary": summary.summary, "lens": summary.lens,
            "turns": summary.turns, "start": summary.start.to_string(), "seats": summary.playable,
        }),
        Err(problems) => json!({
            "id": found.id,
            "problems": problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        }),
    });
    let lines = found.iter().map(|found| match &found.summary {
        Ok(summary) => format!(
            "{:<22} {:>2} turns from {}  {}\n{:<22} {}",
            summary.id,
            summary.turns,
            summary.start,
            escaped(&summary.name),
            "",
            escaped(&summary.summary)
        ),
        Err(_) => format!(
            "{:<22} can't be read: `middle-power check` says why",
            found.id
        ),
    });
    print_list(format, rows.collect(), lines.collect())
}

/// Lists the lenses.
pub fn lenses(library: &Library, format: TextOrJson) -> Result<(), Failure> {
    let loaded: Vec<_> = library
        .lenses()
        .into_iter()
        .map(|id| (library.lens(&id), id))
        .collect();
    let rows = loaded.iter().map(|(lens, id)| match lens {
        Ok(lens) => json!({
            "id": id, "name": lens.name, "summary": lens.summary, "literature": lens.literature,
            "coefficients": lens.coefficients.iter().map(|known| known.key.as_str()).collect::<Vec<_>>(),
        }),
        Err(problem) => json!({ "id": id, "problems": problem.to_string() }),
    });
    let lines = loaded.iter().map(|(lens, id)| match lens {
        Ok(lens) => format!(
            "{id:<22} {}\n{:<22} {}",
            escaped(&lens.name),
            "",
            escaped(&lens.summary)
        ),
        Err(_) => format!("{id:<22} can't be read: `middle-power check` says why"),
    });
    print_list(format, rows.collect(), lines.collect())
}

/// Lists the strategies: those of every seat, then those that scenarios bring.
pub fn strategies(library: &Library, format: TextOrJson) -> Result<(), Failure> {
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    for (id, text) in STRATEGIES.into_iter().chain([ADVISER, SEARCH]) {
        rows.push(json!({ "id": id, "text": text }));
        lines.push(format!("{id:<22} {text}"));
    }
    for found in library.scenarios() {
        let Ok(scenario) = library.load(&found.id, None) else {
            continue;
        };
        let (names, prose) = (scenario.catalogue(), scenario.prose());
        for (strategy, its) in scenario.strategies() {
            let (id, seat) = (names.strategy(strategy), names.actor(its.seat.0));
            let text = prose.text(Item::Strategy(strategy));
            rows.push(json!({ "id": id, "text": text, "scenario": scenario.id(), "seat": seat }));
            let (text, of) = (escaped(text), scenario.id());
            lines.push(format!("{id:<22} {text}\n{:<22} {seat} in {of}", ""));
        }
    }
    print_list(format, rows, lines)
}

/// Prints a completion script.
pub fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        shell,
        &mut Arguments::command(),
        "middle-power",
        &mut script,
    );
    Ok(io::stdout().write_all(&script)?)
}

/// Prints the manual page.
pub fn manual() -> Result<(), Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    Ok(io::stdout().write_all(&page)?)
}

fn print_list(
    format: TextOrJson,
    rows: Vec<serde_json::Value>,
    lines: Vec<String>,
) -> Result<(), Failure> {
    let text = match format {
        TextOrJson::Text => lines.join("\n"),
        TextOrJson::Json => serde_json::Value::Array(rows).to_string(),
    };
    Ok(writeln!(io::stdout(), "{text}")?)
}
