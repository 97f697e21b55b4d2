//! `analyse-table` and `export-table`: a negotiation domain from files or from a scenario, put to the exact analysis or written
//! for other tools.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::analysis::exact::domain::{Domain, Outcome};
use crate::analysis::exact::solution::Analysis;
use crate::analysis::exact::worth::{Fine, Worth};
use crate::analysis::interchange::written::{Linkages, Source};
use crate::analysis::interchange::{
    self, MOST_BYTES, Measured, Names, Scale, genius, geniusweb, no_domain,
};
use crate::analysis::seen::Seen;
use crate::cli::Failure;
use crate::cli::arguments::{AnalyseTable, Exchange, ExportTable, FromGame, TextOrJson, Values};
use crate::cli::files::{find_save, scenario_of};
use crate::cli::play::find_seat;
use crate::model::{TableId, Utility};
use crate::notation::nearest;
use crate::rules::View;
use crate::scenario::Scenario;
use crate::scenario::problem::escaped;
use crate::session::replay::load;
use crate::session::{Library, Seating, Session, Store, places};

/// The seed of the game that stands in for none: nothing that a seat sees at the start depends on it.
const SEED: u64 = 1;
/// The most files of one domain: parties and a few more, which the analysis refuses by its own limit.
const MOST_FILES: usize = 64;

/// `analyse-table`
pub fn analyse(library: &Library, options: &AnalyseTable) -> Result<(), Failure> {
    let (names, measured) = if options.files.is_empty() {
        from_game(library, &options.from, |view, table| {
            let seen = Seen::new(view, table);
            let source = seen.source(view, table);
            let parties = source.parties.iter().map(|it| it.0.clone()).collect();
            let names = Names {
                clauses: source.clauses,
                parties,
            };
            let domain = seen.domain().map_err(|why| {
                Failure::Unusable(format!("--table: {}", no_domain(why, &names.clauses)))
            })?;
            Ok((names, Measured::Narrow(domain, Utility::MILLION)))
        })?
    } else {
        from_files(options)?
    };
    let output = match measured {
        Measured::Narrow(domain, unit) => say(&names, domain, options.format, |worth| {
            worth as f64 / unit as f64
        }),
        Measured::Fine(domain, unit) => {
            let unit = float(unit);
            say(&names, domain, options.format, |worth| float(worth) / unit)
        }
    };
    Ok(io::stdout().write_all(output.as_bytes())?)
}

fn from_files(options: &AnalyseTable) -> Result<(Names, Measured), Failure> {
    if options.files.len() > MOST_FILES {
        return Err(Failure::Unusable(format!(
            "more than {MOST_FILES} files were given for one domain"
        )));
    }
    let files: Vec<(String, String)> = options
        .files
        .iter()
        .map(|it| read_file(it))
        .collect::<Result<_, _>>()?;
    let scale = match options.values {
        Values::Strict => Scale::AsWritten,
        Values::PartsOfBest => Scale::PartsOfTheBest,
        Values::Any => Scale::Any,
    };
    let unusable = |trouble: interchange::Trouble| Failure::Unusable(escaped(&trouble.to_string()));
    let table = interchange::read(&files, scale).map_err(unusable)?;
    let measured = table.measured().map_err(unusable)?;
    Ok((table.names(), measured))
}

fn read_file(path: &Path) -> Result<(String, String), Failure> {
    let shown = escaped(&path.display().to_string());
    let unusable = |why: String| Failure::Unusable(format!("{shown}: {why}"));
    let file = fs::File::open(path).map_err(|error| unusable(error.to_string()))?;
    let mut bytes = Vec::new();
    let mut limited = file.take(MOST_BYTES as u64 + 1);
    limited
        .read_to_end(&mut bytes)
        .map_err(|error| unusable(error.to_string()))?;
    if bytes.len() > MOST_BYTES {
        return Err(unusable("is larger than 8 MB".to_owned()));
    }
    let text = String::from_utf8(bytes).map_err(|_| unusable("is not UTF-8 text".to_owned()))?;
    Ok((shown.clone(), text))
}

/// Calls `then` with the table that was named, as the protagonist of the save, or of a new game, sees it.
fn from_game<T>(
    library: &Library,
    options: &FromGame,
    then: impl FnOnce(&View<'_>, TableId) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let unusable = |why: String| Failure::Unusable(why);
    if let Some(what) = &options.load {
        let store = Store::new(places::saves(options.saves.as_deref()));
        let (name, _, save) = find_save(what, &store)?;
        if options
            .scenario
            .as_ref()
            .is_some_and(|asked| *asked != save.scenario)
        {
            let why = format!(
                "--load: {} is a game of ‘{}’",
                name.escape_debug(),
                save.scenario
            );
            return Err(unusable(why));
        }
        let scenario = scenario_of(library, &name, &save)?;
        let loaded = load(&scenario, &save).map_err(|why| {
            unusable(format!(
                "{}: can't be played on: {why}",
                name.escape_debug()
            ))
        })?;
        return then(&loaded.game.view(), find_table(&scenario, options)?);
    }
    let Some(id) = &options.scenario else {
        return Err(unusable(
            "give the files of a domain, or --scenario and --table".to_owned(),
        ));
    };
    let scenario = library
        .load(id, None)
        .map_err(|error| unusable(error.to_string()))?;
    let table = find_table(&scenario, options)?;
    let seating = Seating::one_person(&scenario, find_seat(&scenario, None)?, "script");
    let session = Session::begin(scenario, SEED, &seating, None)
        .ok_or_else(|| unusable("the other seats have no controller".to_owned()))?;
    then(&session.view(), table)
}

fn find_table(scenario: &Scenario, options: &FromGame) -> Result<TableId, Failure> {
    let names = scenario.catalogue();
    let known: Vec<&str> = names.all_tables().map(|it| names.table(it)).collect();
    let list = if known.is_empty() {
        "none".to_owned()
    } else {
        known.join(", ")
    };
    let Some(id) = &options.table else {
        return Err(Failure::Unusable(format!(
            "--table is missing; there are: {list}"
        )));
    };
    names.find_table(id).ok_or_else(|| {
        let hint = nearest(id, known.iter().copied());
        let hint = hint.map_or_else(String::new, |near| format!("; did you mean ‘{near}’?"));
        Failure::Unusable(format!(
            "--table: there is no ‘{}’{hint} (there are: {list})",
            id.escape_debug()
        ))
    })
}

/// The float nearest to an exact number.
fn float(worth: Fine) -> f64 {
    let size = worth
        .limbs()
        .iter()
        .rev()
        .fold(0.0, |sum, limb| sum * 2_f64.powi(64) + *limb as f64);
    if worth.is_negative() { -size } else { size }
}

/// The sets of an analysis with their names in the output.
fn sets<W: Worth>(analysis: &Analysis<W>) -> [(&'static str, &'static str, Vec<Outcome>); 6] {
    [
        (
            "pareto",
            "Pareto: undominated",
            analysis.frontier().to_vec(),
        ),
        (
            "nash",
            "Nash: largest product of gains",
            analysis.nash().to_vec(),
        ),
        (
            "kalai",
            "Kalai: largest least gain",
            analysis.kalai().to_vec(),
        ),
        (
            "kalai_smorodinsky",
            "Kalai–Smorodinsky: largest least relative gain",
            analysis.kalai_smorodinsky().to_vec(),
        ),
        (
            "least_spread",
            "Least spread of relative gains (NegMAS: Kalai–Smorodinsky)",
            analysis.least_spread(),
        ),
        (
            "welfare",
            "Welfare: largest sum",
            analysis.welfare().to_vec(),
        ),
    ]
}

fn say<W: Worth>(
    names: &Names,
    domain: Domain<W>,
    format: TextOrJson,
    number: impl Fn(W) -> f64,
) -> String {
    let analysis = Analysis::new(domain);
    match format {
        TextOrJson::Text => as_text(names, &analysis, number),
        TextOrJson::Json => as_json(names, &analysis, number),
    }
}

fn as_json<W: Worth>(names: &Names, analysis: &Analysis<W>, number: impl Fn(W) -> f64) -> String {
    let point = |outcome: &Outcome| {
        let package = names.package(analysis.domain(), *outcome);
        let package: Map<String, Value> = package
            .into_iter()
            .map(|(clause, option)| (clause.to_owned(), json!(option)))
            .collect();
        let worths = names.parties.iter().zip(analysis.utilities(*outcome));
        let utilities: Map<String, Value> = worths
            .map(|(party, worth)| (party.clone(), json!(number(worth))))
            .collect();
        json!({ "package": package, "utilities": utilities })
    };
    let mut object = Map::new();
    object.insert("parties".to_owned(), json!(names.parties));
    object.insert("outcomes".to_owned(), json!(analysis.domain().size()));
    object.insert("zone".to_owned(), json!(analysis.zone().len()));
    for (key, _, outcomes) in sets(analysis) {
        object.insert(key.to_owned(), outcomes.iter().map(point).collect());
    }
    format!("{:#}\n", Value::Object(object))
}

/// The most points of a set that text lists.
const MOST_LISTED: usize = 20;

fn as_text<W: Worth>(names: &Names, analysis: &Analysis<W>, number: impl Fn(W) -> f64) -> String {
    let mut text = format!(
        "{} parties: {}\n{} outcomes, {} worth at least no agreement to everybody\n",
        names.parties.len(),
        escaped(&names.parties.join(", ")),
        analysis.domain().size(),
        analysis.zone().len(),
    );
    for (_, title, outcomes) in sets(analysis) {
        text.push_str(&format!("\n{title} ({})\n", outcomes.len()));
        for outcome in outcomes.iter().take(MOST_LISTED) {
            let package = names.package(analysis.domain(), *outcome);
            let package: Vec<String> = package
                .iter()
                .map(|(clause, option)| format!("{clause}={option}"))
                .collect();
            let worths: Vec<String> = analysis
                .utilities(*outcome)
                .iter()
                .map(|it| format!("{:.4}", number(*it)))
                .collect();
            let mark = if analysis.on_frontier(*outcome) {
                ""
            } else {
                "  dominated by another tie"
            };
            text.push_str(&format!(
                "  {}  {}{mark}\n",
                worths.join(" "),
                escaped(&package.join(" "))
            ));
        }
        if outcomes.len() > MOST_LISTED {
            let more = outcomes.len() - MOST_LISTED;
            text.push_str(&format!("  and {more} more; --format json lists all\n"));
        }
    }
    text
}

/// `export-table`
pub fn export(library: &Library, options: &ExportTable) -> Result<(), Failure> {
    let source = from_game(library, &options.from, |view, table| {
        Ok(Seen::new(view, table).source(view, table))
    })?;
    let files = written(&source, options)?;
    fs::create_dir_all(&options.output).map_err(|error| at(&options.output, &error))?;
    for (name, text) in &files {
        let path = options.output.join(name);
        fs::write(&path, text).map_err(|error| at(&path, &error))?;
        writeln!(io::stdout(), "{}", escaped(&path.display().to_string()))?;
    }
    if source.has_linkages() {
        let what = if options.without_linkages {
            "linkages are left out: utilities differ from the game's where several clauses count together"
        } else {
            "clauses that count together are joined into one issue of weight 1, so that linkages are kept; what insists on weights that \
             add up to 1, as GENIUS and GeniusWeb themselves do, needs --without-linkages"
        };
        eprintln!("middle-power: {what}");
    }
    Ok(())
}

fn written(source: &Source, options: &ExportTable) -> Result<Vec<(String, String)>, Failure> {
    let linkages = if options.without_linkages {
        Linkages::LeftOut
    } else {
        Linkages::Joined
    };
    let written = source.written(linkages).map_err(Failure::Unusable)?;
    if written.profiles.iter().any(|it| it.name == written.name) {
        let why = format!(
            "the table and a party are both called ‘{}’: their files would be one",
            written.name
        );
        return Err(Failure::Unusable(why));
    }
    Ok(match options.format {
        Exchange::Genius => genius::write(&written),
        Exchange::Geniusweb => geniusweb::write(&written),
    })
}

fn at(path: &Path, error: &io::Error) -> Failure {
    Failure::Unusable(format!(
        "{}: {error}",
        escaped(&PathBuf::from(path).display().to_string())
    ))
}
