//! `play`: a new game or a save, in full screen or line by line.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use crate::cli::Failure;
use crate::cli::arguments::Play;
use crate::cli::files::{find_save, scenario_of};
use crate::model::SeatId;
use crate::notation::nearest;
use crate::plain::{self, Ended, Manner, Voice, Ways};
use crate::scenario::Scenario;
use crate::session::settings::Kept;
use crate::session::{Library, Seating, Session, Standing, Store, places};
use crate::text::new_chapter;
use crate::tui;

/// The scenario that is played if none is asked for.
const USUAL: &str = "first-hundred-days";
/// The seed of a first game: it is the same for everybody.
const FIRST_SEED: u64 = 1;

/// Opens the title screen.
pub fn title(library: &Library, config: Option<&Path>) -> Result<(), Failure> {
    let store = Store::new(places::saves(None));
    full_screen(library, (store, config), None)
}

/// Plays. Line by line the file of settings says whether hints are told, and nothing else.
pub fn play(library: &Library, options: Play, config: Option<&Path>) -> Result<(), Failure> {
    let store = Store::new(places::saves(options.saves.as_deref()));
    if options.plain {
        return plainly(library, &options, &store, config);
    }
    // Who asks for nothing in particular and has saves chooses on the title screen.
    if asks_for_nothing(&options) && store.has_any() {
        return full_screen(library, (store, config), None);
    }
    let session = session(library, &options, &store)?;
    full_screen(library, (store, config), Some(session))
}

/// Whether neither a game nor a save is asked for.
fn asks_for_nothing(options: &Play) -> bool {
    options.load.is_none()
        && options.scenario.is_none()
        && options.seat.is_none()
        && options.seed.is_none()
        && options.lens.is_none()
}

/// The full screen: from the title, or straight in a game.
fn full_screen(
    library: &Library,
    (saves, config): (Store, Option<&Path>),
    session: Option<Session>,
) -> Result<(), Failure> {
    let variable = |name| std::env::var(name).ok();
    let (no_color, term) = (variable("NO_COLOR"), variable("TERM"));
    let colour = tui::Colour::wanted(no_color.as_deref(), term.as_deref())
        .deepened(term.as_deref(), variable("COLORTERM").as_deref());
    let preferences = tui::Preferences::of(Kept::read(places::config(config)));
    let library = library.clone();
    let start = tui::Start {
        library,
        saves,
        session,
        colour,
    };
    match tui::run(start, preferences) {
        Ok(()) => Ok(()),
        Err(tui::Failure::Gone) => Err(Failure::Closed),
        Err(tui::Failure::Signal(number)) => Err(Failure::Signal(number)),
        Err(failure @ tui::Failure::Terminal(_)) => Err(Failure::Unusable(failure.to_string())),
    }
}

fn plainly(
    library: &Library,
    options: &Play,
    store: &Store,
    config: Option<&Path>,
) -> Result<(), Failure> {
    let mut kept = Kept::read(places::config(config));
    let transcript = options.transcript.as_deref();
    let transcript = transcript.map(|path| new_file(path, options.overwrite));
    let mut transcript = transcript.transpose()?;
    let mut session = session(library, options, store)?;
    if session.standing() == Standing::NewChapter {
        eprintln!("middle-power: {}", new_chapter().plain());
    }
    session.save_first();
    let manner = if options.strict {
        Manner::Strict
    } else {
        Manner::Patient
    };
    let (input, output) = (std::io::stdin(), std::io::stdout());
    let voice = if options.spoken {
        Voice::Spoken
    } else {
        Voice::Written
    };
    let ways = Ways {
        manner,
        voice,
        kept: Some(&mut kept),
        transcript: transcript.as_mut().map(|file| file as &mut dyn Write),
    };
    match plain::run(
        session,
        library,
        ways,
        &mut input.lock(),
        &mut output.lock(),
    )? {
        Ended::Well => Ok(()),
        Ended::Refused(line, why) => Err(Failure::Unusable(format!("line {line}: {why}"))),
    }
}

/// A file to write to. One that is there already is kept, unless it is to be replaced.
fn new_file(path: &Path, overwrite: bool) -> Result<File, Failure> {
    let mut how = OpenOptions::new();
    how.write(true);
    if overwrite {
        how.create(true).truncate(true);
    } else {
        how.create_new(true);
    }
    how.open(path).map_err(|why| {
        let name = path.display().to_string();
        let remedy = if why.kind() == std::io::ErrorKind::AlreadyExists {
            "it exists: name another file, or --overwrite replaces it".to_owned()
        } else {
            why.to_string()
        };
        Failure::Unusable(format!("--transcript: {}: {remedy}", name.escape_debug()))
    })
}

/// The session that the options ask for.
fn session(library: &Library, options: &Play, store: &Store) -> Result<Session, Failure> {
    match &options.load {
        Some(what) => resumed(library, options, what, store),
        None => begun(library, options, store),
    }
}

fn begun(library: &Library, options: &Play, store: &Store) -> Result<Session, Failure> {
    let first = newcomer(library, options, store);
    let what = options.scenario.as_deref().or(first.as_deref());
    let what = what.unwrap_or(USUAL);
    let scenario = library
        .load(what, options.lens.as_deref())
        .map_err(|error| Failure::Unusable(error.to_string()))?;
    let seat = find_seat(&scenario, options.seat.as_deref())?;
    let usual = || first.map_or_else(places::draw_seed, |_| FIRST_SEED);
    let seed = options.seed.unwrap_or_else(usual);
    let seating = Seating::one_person(&scenario, seat, "script");
    Session::begin_unsaved(scenario, seed, &seating, Some(store.clone()))
        .ok_or_else(|| Failure::Failed("the other seats have no controller".to_owned()))
}

/// The game that teaches, for whoever asks for nothing in particular and has no saves.
fn newcomer(library: &Library, options: &Play, store: &Store) -> Option<String> {
    if !asks_for_nothing(options) || store.has_any() {
        return None;
    }
    let found = library.scenarios().into_iter();
    let mut taught = found.filter(|it| it.summary.as_ref().is_ok_and(|it| it.teaches));
    taught.next().map(|found| found.id)
}

fn resumed(
    library: &Library,
    options: &Play,
    what: &str,
    store: &Store,
) -> Result<Session, Failure> {
    let (name, slot, save) = find_save(what, store)?;
    let scenario = match &options.scenario {
        Some(pack) => library
            .load(pack, Some(&save.lens))
            .map_err(|error| Failure::Unusable(error.to_string()))?,
        None => scenario_of(library, &name, &save)?,
    };
    let slot = slot.unwrap_or_else(|| store.free_slot(&format!("{}-{}", save.scenario, save.seed)));
    let session = Session::resume(&scenario, &save, Some(store.clone()), slot)
        .map_err(|why| Failure::Unusable(format!("{}: {why}", name.escape_debug())))?;
    Ok(session)
}

/// The seat that was asked for, else the scenario's usual one.
pub fn find_seat(scenario: &Arc<Scenario>, asked: Option<&str>) -> Result<SeatId, Failure> {
    let names = scenario.catalogue();
    let playable = scenario.playable();
    let known = || playable.iter().map(|seat| names.actor(seat.0));
    match asked {
        None => playable
            .first()
            .copied()
            .ok_or_else(|| Failure::Unusable("the scenario has no playable seat".to_owned())),
        Some(id) => {
            let found = playable
                .iter()
                .find(|seat| names.actor(seat.0) == id)
                .copied();
            found.ok_or_else(|| {
                let list = known().collect::<Vec<_>>().join(", ");
                let hint = nearest(id, known())
                    .map_or_else(String::new, |near| format!("; did you mean ‘{near}’?"));
                Failure::Unusable(format!(
                    "--seat: ‘{}’ can't be played here{hint} (playable: {list})",
                    id.escape_debug()
                ))
            })
        }
    }
}
