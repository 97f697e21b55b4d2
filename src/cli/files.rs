//! Commands about files: `check`, `replay`, `state`.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use crate::cli::Failure;
use crate::cli::arguments::{Replay, StateOf, TextOrJson};
use crate::cli::lessons::strange_keys;
use crate::model::Turn;
use crate::scenario::problem::{Colour, escaped, render};
use crate::scenario::{self, Scenario};
use crate::session::library::{is_path, read_source};
use crate::session::replay::{Verdict, load, replay_to, verify};
use crate::session::save::Save;
use crate::session::store::{Trouble, read_file};
use crate::session::{Game, Library, NotLoaded, Store, places};

/// Finds a save: a path, a slot, or `latest`. Returns a name for messages, and the slot if it is one.
pub fn find_save(what: &str, store: &Store) -> Result<(String, Option<String>, Save), Failure> {
    if what == "latest" {
        let (slot, save) = store.latest().map_err(|trouble| {
            Failure::Unusable(format!(
                "latest: no intact save in {}: {trouble}",
                store.folder().display()
            ))
        })?;
        return Ok((slot.clone(), Some(slot), save));
    }
    if is_path(what) {
        let save =
            read_file(Path::new(what)).map_err(|trouble| unreadable(what, &trouble, None))?;
        return Ok((what.to_owned(), None, save));
    }
    let save = store
        .read(what)
        .map_err(|trouble| unreadable(what, &trouble, Some(store)))?;
    Ok((what.to_owned(), Some(what.to_owned()), save))
}

fn unreadable(what: &str, trouble: &Trouble, store: Option<&Store>) -> Failure {
    let what_shown = what.escape_debug();
    let offer = match (trouble, store) {
        (Trouble::Damaged(_), Some(store)) => store.older_generation(what).map(|(path, save)| {
            format!(
                "; an intact older generation, turn {}, is {}",
                save.turn,
                path.display()
            )
        }),
        (Trouble::Missing, Some(store)) => {
            Some(format!("; looked in {}", store.folder().display()))
        }
        _ => None,
    };
    Failure::Unusable(format!(
        "{what_shown}: {trouble}{}",
        offer.unwrap_or_default()
    ))
}

/// The scenario that a save was played in, under its lens.
pub fn scenario_of(library: &Library, name: &str, save: &Save) -> Result<Arc<Scenario>, Failure> {
    library
        .load(&save.scenario, Some(&save.lens))
        .map_err(|error| {
            Failure::Unusable(format!(
                "{}: its scenario can't be loaded: {}",
                name.escape_debug(),
                one_line(&error)
            ))
        })
}

fn one_line(error: &NotLoaded) -> String {
    error.to_string()
}

/// `check`: every problem of every path.
pub fn check(library: &Library, paths: &[PathBuf]) -> Result<(), Failure> {
    let mut failed = 0_usize;
    for path in paths {
        match check_one(library, path) {
            Ok(said) => writeln!(
                io::stdout(),
                "ok {}: {said}",
                escaped(&path.display().to_string())
            )?,
            Err(said) => {
                failed += 1;
                writeln!(io::stderr(), "{said}")?;
            }
        }
    }
    match failed {
        0 => Ok(()),
        1 => Err(Failure::Failed("the check failed".to_owned())),
        more => Err(Failure::Failed(format!(
            "{more} of {} checks failed",
            paths.len()
        ))),
    }
}

fn check_one(library: &Library, path: &Path) -> Result<String, String> {
    let shown = escaped(&path.display().to_string());
    if path.is_dir() {
        let text = path.to_string_lossy();
        let text = if is_path(&text) {
            text.into_owned()
        } else {
            format!("./{text}")
        };
        let loaded = library.load(&text, None).and_then(|scenario| {
            let problems = strange_keys(&library.sources(&text)?);
            if problems.is_empty() {
                Ok(scenario)
            } else {
                Err(NotLoaded::Problems(problems))
            }
        });
        return match loaded {
            Ok(scenario) => Ok(format!(
                "scenario {}, {} turns",
                scenario.id(),
                scenario.calendar().turns.0
            )),
            Err(NotLoaded::Problems(problems)) => {
                let count = problems.len();
                let colour = if io::IsTerminal::is_terminal(&io::stderr())
                    && std::env::var_os("NO_COLOR").is_none()
                {
                    Colour::Always
                } else {
                    Colour::Never
                };
                Err(format!(
                    "{}{shown}: {count} problem{}",
                    render(&problems, colour),
                    plural(count)
                ))
            }
            Err(error) => Err(escaped(&error.to_string())),
        };
    }
    let bytes = std::fs::read(path).map_err(|error| format!("{shown}: {error}"))?;
    if bytes.starts_with(b"// sha256 ")
        || path
            .parent()
            .is_some_and(|folder| folder.ends_with("saves"))
    {
        return check_save(library, path);
    }
    let source = read_source(path).map_err(|error| escaped(&error.to_string()))?;
    match scenario::load_lens(&source) {
        Ok(lens) => Ok(format!(
            "lens {}, {} coefficients",
            lens.id,
            lens.coefficients.len()
        )),
        Err(problems) => Err(format!(
            "{}{shown}: {} problem{} (a single file is checked as a lens; give the folder to check a pack)",
            render(&problems, Colour::Never),
            problems.len(),
            plural(problems.len())
        )),
    }
}

fn check_save(library: &Library, path: &Path) -> Result<String, String> {
    let shown = escaped(&path.display().to_string());
    let save = read_file(path).map_err(|trouble| format!("{shown}: {trouble}"))?;
    let scenario = library
        .load(&save.scenario, Some(&save.lens))
        .map_err(|error| format!("{shown}: {error}"))?;
    let verdict = verify(&scenario, &save).map_err(|gone| format!("{shown}: {gone}"))?;
    if verdict.holds() {
        Ok(format!(
            "save of {}, turn {} of {}",
            save.scenario, save.turn, save.turns
        ))
    } else {
        Err(format!("{shown}: {}", words(&verdict)))
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// `replay`
pub fn replay(library: &Library, options: &Replay) -> Result<(), Failure> {
    let store = Store::new(places::saves(options.saves.as_deref()));
    let (name, _, save) = find_save(&options.save, &store)?;
    let scenario = scenario_of(library, &name, &save)?;
    let gone = |why| Failure::Failed(format!("{}: can't be replayed: {why}", name.escape_debug()));
    if options.verify {
        let verdict = verify(&scenario, &save).map_err(gone)?;
        return print_verdict(&name, &verdict, options.format);
    }
    let last = Turn(scenario.calendar().turns.0.saturating_add(1));
    let to = options.to.map_or(last, Turn);
    if to == Turn(0) || to > last {
        return Err(Failure::Unusable(format!(
            "--to: turn {} is not from 1 to {}",
            to.0, last.0
        )));
    }
    let game = replay_to(&scenario, &save, to).map_err(gone)?;
    print_game(&game, options.format)
}

fn print_verdict(name: &str, verdict: &Verdict, format: TextOrJson) -> Result<(), Failure> {
    let text = match format {
        TextOrJson::Text => words(verdict),
        TextOrJson::Json => json!({
            "holds": verdict.holds(),
            "turns": verdict.agreed,
            "difference": verdict.difference.as_ref().map(|found| json!({
                "turn": found.turn, "saved": found.saved, "replayed": found.replayed,
            })),
            "refused": verdict.refused,
            "not_verifiable_chapters": verdict.unverifiable,
            "agents_would_choose_otherwise": verdict.otherwise.len(),
        })
        .to_string(),
    };
    writeln!(io::stdout(), "{text}")?;
    if verdict.holds() {
        Ok(())
    } else {
        Err(Failure::Failed(format!(
            "{}: the verification failed",
            name.escape_debug()
        )))
    }
}

fn words(verdict: &Verdict) -> String {
    let mut lines = vec![match (&verdict.difference, &verdict.refused) {
        (Some(found), _) => format!(
            "turn {} differs: saved {} replayed {}",
            found.turn, found.saved, found.replayed
        ),
        (None, Some(line)) => format!("an order is refused: {}", escaped(line)),
        (None, None) => format!("verified {} turn hashes", verdict.agreed),
    }];
    if verdict.unverifiable > 0 {
        lines.push(format!(
            "{} chapter(s) were played under other rules or another pack: not verifiable by this build",
            verdict.unverifiable
        ));
    }
    if !verdict.otherwise.is_empty() {
        lines.push(format!(
            "today's agents would choose otherwise {} time(s)",
            verdict.otherwise.len()
        ));
    }
    lines.join("\n")
}

fn print_game(game: &Game, format: TextOrJson) -> Result<(), Failure> {
    let names = game.scenario().catalogue();
    let rows = game.rows();
    let gauges = |row: &crate::session::Row| {
        let each = row
            .gauges
            .iter()
            .map(|(id, value)| format!("{} {}", names.gauge(*id), value.displayed()));
        each.collect::<Vec<_>>().join("  ")
    };
    let text = match format {
        TextOrJson::Text => rows
            .iter()
            .map(|row| format!("turn {} {}\n  {}", row.turn.0, row.hash, gauges(row)))
            .collect::<Vec<_>>()
            .join("\n"),
        TextOrJson::Json => {
            let rows = rows.iter().map(|row| {
                let gauges: serde_json::Map<String, serde_json::Value> = row
                    .gauges
                    .iter()
                    .map(|(id, value)| {
                        (
                            names.gauge(*id).to_owned(),
                            json!(f64::from(value.raw()) / 1000.0),
                        )
                    })
                    .collect();
                json!({ "turn": row.turn.0, "hash": row.hash, "gauges": gauges })
            });
            serde_json::Value::Array(rows.collect()).to_string()
        }
    };
    Ok(writeln!(io::stdout(), "{text}")?)
}

/// `state`
pub fn state(library: &Library, options: &StateOf) -> Result<(), Failure> {
    let store = Store::new(places::saves(options.saves.as_deref()));
    let (name, _, save) = find_save(&options.save, &store)?;
    let scenario = scenario_of(library, &name, &save)?;
    let loaded = load(&scenario, &save).map_err(|why| {
        Failure::Failed(format!(
            "{}: can't be played on: {why}",
            name.escape_debug()
        ))
    })?;
    let state = loaded.game.state();
    let record = serde_json::to_value(state.record(&scenario))
        .map_err(|error| Failure::Failed(format!("the state can't be written as JSON: {error}")))?;
    let object = json!({
        "scenario": scenario.id(), "lens": scenario.lens().id, "turns": scenario.calendar().turns.0,
        "hash": state.hash(), "state": record,
    });
    Ok(writeln!(io::stdout(), "{object:#}")?)
}
