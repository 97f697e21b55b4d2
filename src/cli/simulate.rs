//! `simulate`: from arguments to a job, and from a job to a file that holds whole rows.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::cli::Failure;
use crate::cli::arguments::{Rows, Simulate};
use crate::cli::going::Going;
use crate::cli::play::find_seat;
use crate::cli::sheet::Output;
use crate::cli::strategy_files;
use crate::foresight::search::all_strategies_of;
use crate::model::SeatId;
use crate::notation::nearest;
use crate::scenario::{Scenario, Source};
use crate::session::{Library, Store};
use crate::study::simulate::Watch;
use crate::study::{Detail, Format, Job, Shard, columns};

/// Plays the games and writes the rows.
pub fn simulate(library: &Library, options: &Simulate) -> Result<(), Failure> {
    let job = job(library, options)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs.map_or(0, usize::from))
        .build();
    let pool =
        pool.map_err(|error| Failure::Unusable(format!("can't start that many jobs: {error}")))?;
    let mut output = match &options.output {
        None => Output::standard(),
        Some(path) => Output::file(path, options.force)?,
    };
    let going = Going::begin(job.size(), output.is_terminal())?;
    let done = pool.install(|| crate::study::simulate(&job, &mut output, &going));
    going.end();
    let done = done.map_err(|error| output.failure(&error))?;
    let Some(signal) = going.signal() else {
        return Ok(());
    };
    let all = job.size();
    eprintln!("middle-power: stopped after {done} of {all} games; their rows are whole");
    Err(Failure::Signal(signal))
}

fn job(library: &Library, options: &Simulate) -> Result<Job, Failure> {
    let own = strategy_files::read(&options.strategy_file)?;
    let worlds = worlds(library, options, &own)?;
    let first = worlds.first().ok_or_else(nothing)?;
    let seat = find_seat(first, options.seat.as_deref())?;
    let strategies = chosen(first, seat, options)?;
    let shard = options
        .shard
        .as_deref()
        .map_or(Ok(Shard { index: 1, of: 1 }), read_shard)?;
    if options.seed.checked_add(options.games - 1).is_none() {
        let why = "--seed: the last game's seed would be larger than 18446744073709551615";
        return Err(Failure::Unusable(why.to_owned()));
    }
    let detail = if options.trace {
        Detail::Turns
    } else {
        Detail::Games
    };
    apart(&columns(first, detail))?;
    let job = Job {
        seat,
        strategies,
        games: options.games,
        seed: options.seed,
        shard,
        detail,
        format: match options.format {
            Rows::Csv => Format::Csv,
            Rows::Jsonl => Format::JsonLines,
        },
        durability: options.durability,
        watch: if options.invariants {
            Watch::Invariants
        } else {
            Watch::Nothing
        },
        saves: options.saves.clone().map(Store::new),
        worlds,
    };
    room_for_saves(&job, options.force)?;
    Ok(job)
}

fn nothing() -> Failure {
    Failure::Unusable("--lens: no lens was named".to_owned())
}

/// The scenario under each lens that was asked for, by the lens's id.
fn worlds(
    library: &Library,
    options: &Simulate,
    own: &[Source],
) -> Result<Vec<Arc<Scenario>>, Failure> {
    let lenses: BTreeSet<Option<&str>> = options.lens.iter().map(|it| Some(it.as_str())).collect();
    let lenses = if lenses.is_empty() {
        BTreeSet::from([None])
    } else {
        lenses
    };
    let mut worlds = Vec::new();
    for lens in lenses {
        let world = library.load_with(&options.scenario, lens, own);
        worlds.push(world.map_err(|error| Failure::Unusable(error.to_string()))?);
    }
    worlds.sort_by(|a, b| a.lens().id.cmp(&b.lens().id));
    let twice = worlds.windows(2).find_map(|pair| match pair {
        [a, b] if a.lens().id == b.lens().id => Some(a.lens().id.escape_debug()),
        _ => None,
    });
    match twice {
        Some(id) => Err(Failure::Unusable(format!(
            "--lens: two lenses have the id ‘{id}’; their rows could not be told apart"
        ))),
        None => Ok(worlds),
    }
}

/// The strategies that were asked for; those of the files that play this seat if none was.
fn chosen(
    scenario: &Arc<Scenario>,
    seat: SeatId,
    options: &Simulate,
) -> Result<Vec<String>, Failure> {
    let mut chosen = options.strategy.clone();
    for strategy in &chosen {
        known_strategy(scenario, seat, strategy)?;
    }
    if chosen.is_empty() {
        chosen = strategy_files::ids(scenario, seat);
    }
    if chosen.is_empty() {
        return Err(Failure::Unusable(format!(
            "--strategy-file: no strategy there plays {}; --seat names another seat",
            scenario.catalogue().actor(seat.0)
        )));
    }
    strategy_files::try_out(scenario, seat)?;
    chosen.sort();
    chosen.dedup();
    Ok(chosen)
}

/// A gauge of a pack may have the name of another column.
fn apart(columns: &[String]) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    match columns.iter().find(|name| !seen.insert(name.as_str())) {
        Some(name) => Err(Failure::Unusable(format!(
            "the scenario has a gauge ‘{name}’, which is the name of another column; give it another id"
        ))),
        None => Ok(()),
    }
}

/// Refuses saves that could not be written, or would take the place of others.
fn room_for_saves(job: &Job, force: bool) -> Result<(), Failure> {
    let Some(store) = &job.saves else {
        return Ok(());
    };
    let refused = |why: String| Failure::Unusable(format!("--saves: {why}"));
    std::fs::create_dir_all(store.folder())
        .map_err(|error| refused(format!("{}: {error}", store.folder().display())))?;
    for slot in job.slots() {
        let path = store.path(&slot);
        let path = path.map_err(|trouble| refused(trouble.to_string()))?;
        if !force && path.exists() {
            let path = path.display();
            return Err(refused(format!(
                "{path} is there already; --force replaces it"
            )));
        }
    }
    Ok(())
}

/// Whether a seat of a scenario can be played by this strategy.
pub(in crate::cli) fn known_strategy(
    scenario: &Scenario,
    seat: SeatId,
    word: &str,
) -> Result<(), Failure> {
    let known = all_strategies_of(scenario, seat);
    if known.iter().any(|known| known == word) {
        return Ok(());
    }
    let hint = nearest(word, known.iter().map(String::as_str));
    let hint = hint.map_or_else(
        || "`middle-power strategies` lists what there is".to_owned(),
        |nearest| format!("did you mean ‘{nearest}’?"),
    );
    Err(Failure::Unusable(format!(
        "--strategy: there is no strategy ‘{}’ for {}; {hint}",
        word.escape_debug(),
        scenario.catalogue().actor(seat.0)
    )))
}

fn read_shard(text: &str) -> Result<Shard, Failure> {
    let parts = text
        .split_once('/')
        .and_then(|(index, of)| Some((index.parse().ok()?, of.parse().ok()?)));
    match parts {
        Some((index, of)) if (1..=of).contains(&index) => Ok(Shard { index, of }),
        _ => Err(Failure::Unusable(format!(
            "--shard: ‘{}’ is not I/N with I from 1 to N, for example 2/8",
            text.escape_debug()
        ))),
    }
}
