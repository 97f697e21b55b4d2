//! `simulate`: from arguments to a job.

use std::fs::File;
use std::io::{self, BufWriter};

use crate::agents::strategies_of;
use crate::cli::Failure;
use crate::cli::arguments::{Rows, Simulate};
use crate::cli::play::find_seat;
use crate::model::SeatId;
use crate::notation::nearest;
use crate::scenario::Scenario;
use crate::session::Library;
use crate::study::simulate::Watch;
use crate::study::{Format, Job, Shard};

/// Plays the games and writes the rows.
pub fn simulate(library: &Library, options: &Simulate) -> Result<(), Failure> {
    let job = job(library, options)?;
    let format = match options.format {
        Rows::Csv => Format::Csv,
        Rows::Jsonl => Format::JsonLines,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs.map_or(0, usize::from))
        .build();
    let pool =
        pool.map_err(|error| Failure::Unusable(format!("can't start that many jobs: {error}")))?;
    match &options.output {
        None => pool
            .install(|| crate::study::simulate(&job, format, &mut BufWriter::new(io::stdout())))?,
        Some(path) => {
            let file = File::create(path)
                .map_err(|error| Failure::Unusable(format!("{}: {error}", path.display())))?;
            pool.install(|| crate::study::simulate(&job, format, &mut BufWriter::new(file)))?;
        }
    }
    Ok(())
}

fn job(library: &Library, options: &Simulate) -> Result<Job, Failure> {
    let scenario = library
        .load(&options.scenario, options.lens.as_deref())
        .map_err(|error| Failure::Unusable(error.to_string()))?;
    let seat = find_seat(&scenario, options.seat.as_deref())?;
    for strategy in &options.strategy {
        known_strategy(&scenario, seat, strategy)?;
    }
    let shard = options
        .shard
        .as_deref()
        .map_or(Ok(Shard { index: 1, of: 1 }), read_shard)?;
    Ok(Job {
        scenario,
        seat,
        strategies: options.strategy.clone(),
        games: options.games,
        seed: options.seed,
        shard,
        durability: options.durability,
        watch: if options.invariants {
            Watch::Invariants
        } else {
            Watch::Nothing
        },
    })
}

/// Whether a seat of a scenario can be played by this strategy.
pub(in crate::cli) fn known_strategy(
    scenario: &Scenario,
    seat: SeatId,
    word: &str,
) -> Result<(), Failure> {
    let known = strategies_of(scenario, seat);
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
