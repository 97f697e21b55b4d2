//! Finding and loading scenarios and lenses: shipped ones, those in folders, and packs given by path.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, fs, io};

use crate::notation::nearest;
use crate::scenario::{self, Lens, Problem, Scenario, Source, Summary, shipped};

/// Where scenarios and lenses are found. A folder holds `scenarios/<id>/` and `lenses/<id>.ron`.
#[derive(Clone, Debug, Default)]
pub struct Library {
    folders: Vec<PathBuf>,
}

/// Why a scenario or lens can't be had.
#[derive(Clone, Debug)]
pub enum NotLoaded {
    /// Nothing has this id.
    Unknown {
        /// `scenario` or `lens`.
        kind: &'static str,
        /// What was asked for.
        given: String,
        /// The nearest known id.
        nearest: Option<String>,
    },
    /// The system says no.
    System(String),
    /// It has problems.
    Problems(Vec<Problem>),
}

impl fmt::Display for NotLoaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown {
                kind,
                given,
                nearest,
            } => {
                write!(f, "there is no {kind} ‘{}’", given.escape_debug())?;
                match nearest {
                    Some(nearest) => write!(f, "; did you mean ‘{nearest}’?"),
                    None => write!(f, "; `middle-power {}` lists what there is", all(kind)),
                }
            }
            Self::System(why) => f.write_str(why),
            Self::Problems(problems) => {
                let count = problems.len();
                write!(f, "{count} problem{}", if count == 1 { "" } else { "s" })?;
                problems
                    .iter()
                    .try_for_each(|problem| write!(f, "\n{problem}"))
            }
        }
    }
}

/// The command that lists every one of a kind.
fn all(kind: &str) -> &'static str {
    if kind == "lens" {
        "lenses"
    } else {
        "scenarios"
    }
}

/// A scenario of a list.
#[derive(Clone, Debug)]
pub struct Found {
    /// What `load` takes.
    pub id: String,
    /// What it is, or why it can't be read.
    pub summary: Result<Summary, Vec<Problem>>,
}

impl Library {
    /// The shipped packs, and those in these folders; the first folder that has an id wins over the shipped one.
    #[must_use]
    pub fn new(folders: Vec<PathBuf>) -> Self {
        Self { folders }
    }

    /// Every scenario, each id once, the shortest first: a newcomer's comes before a campaign.
    #[must_use]
    pub fn scenarios(&self) -> Vec<Found> {
        let mut ids: Vec<String> = shipped::scenarios()
            .into_iter()
            .map(str::to_owned)
            .collect();
        for id in self
            .folders
            .iter()
            .flat_map(|folder| entries(&folder.join("scenarios")))
        {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let mut found: Vec<Found> = ids.into_iter().filter_map(|id| self.found(id)).collect();
        let order = |found: &Found| {
            let summary = found.summary.as_ref();
            summary.map_or((u16::MAX, false), |it| (it.turns, it.teaches))
        };
        found.sort_by_key(order);
        found
    }

    fn found(&self, id: String) -> Option<Found> {
        let sources = self.sources(&id).ok()?;
        let summary = scenario::header(&sources);
        Some(Found { id, summary })
    }

    /// The ids of every lens.
    #[must_use]
    pub fn lenses(&self) -> Vec<String> {
        let mut ids: Vec<String> = shipped::lenses().into_iter().map(str::to_owned).collect();
        for name in self
            .folders
            .iter()
            .flat_map(|folder| entries(&folder.join("lenses")))
        {
            let id = name.strip_suffix(".ron").map(str::to_owned);
            ids.extend(id.filter(|id| !ids.contains(id)));
        }
        ids
    }

    /// Loads a scenario by id or by the path of its folder, under its own lens or another.
    ///
    /// # Errors
    /// If it isn't there, can't be read, or has problems: all of them.
    pub fn load(&self, what: &str, lens: Option<&str>) -> Result<Arc<Scenario>, NotLoaded> {
        self.load_with(what, lens, &[])
    }

    /// Loads a scenario with strategies that stand in files beside it.
    ///
    /// # Errors
    /// If it isn't there, can't be read, or has problems, the strategies included: all of them.
    pub fn load_with(
        &self,
        what: &str,
        lens: Option<&str>,
        strategies: &[Source],
    ) -> Result<Arc<Scenario>, NotLoaded> {
        let sources = self.sources(what)?;
        let own = scenario::header(&sources).map(|summary| summary.lens);
        let lens = match (lens, own) {
            (Some(lens), _) => lens.to_owned(),
            (None, Ok(own)) => own,
            (None, Err(problems)) => {
                return Err(NotLoaded::Problems(self.all_problems(&sources, problems)));
            }
        };
        let lens = self.lens_source(&lens, Some(what))?;
        scenario::load_with(&sources, &lens, strategies)
            .map(Arc::new)
            .map_err(NotLoaded::Problems)
    }

    /// A broken header must not hide the problems of the other files.
    fn all_problems(&self, sources: &[Source], header: Vec<Problem>) -> Vec<Problem> {
        let any = shipped::lenses().into_iter().find_map(shipped::lens);
        match any.map(|lens| scenario::load(sources, &lens)) {
            Some(Err(problems)) => problems,
            Some(Ok(_)) | None => header,
        }
    }

    /// Loads a lens by id or path.
    ///
    /// # Errors
    /// If it isn't there, can't be read, or has problems.
    pub fn lens(&self, what: &str) -> Result<Lens, NotLoaded> {
        scenario::load_lens(&self.lens_source(what, None)?).map_err(NotLoaded::Problems)
    }

    fn lens_source(&self, what: &str, pack: Option<&str>) -> Result<Source, NotLoaded> {
        if is_path(what) {
            return read_source(Path::new(what));
        }
        let file = format!("{what}.ron");
        let beside = pack
            .filter(|pack| is_path(pack))
            .map(|pack| Path::new(pack).join("..").join("lenses"));
        let folders = self.folders.iter().map(|folder| folder.join("lenses"));
        let found = beside
            .into_iter()
            .chain(folders)
            .map(|folder| folder.join(&file))
            .find(|path| path.is_file());
        match found {
            Some(path) => read_source(&path),
            None => shipped::lens(what).ok_or_else(|| unknown("lens", what, &self.lenses())),
        }
    }

    /// The files of a scenario by id or by the path of its folder, with those of the one that it extends.
    ///
    /// # Errors
    /// If it isn't there or can't be read.
    pub fn sources(&self, what: &str) -> Result<Vec<Source>, NotLoaded> {
        self.extending(self.own_sources(what)?)
    }

    fn own_sources(&self, what: &str) -> Result<Vec<Source>, NotLoaded> {
        if is_path(what) {
            return read_pack(Path::new(what));
        }
        let folder = self
            .folders
            .iter()
            .map(|folder| folder.join("scenarios").join(what))
            .find(|path| path.is_dir());
        match folder {
            Some(folder) => read_pack(&folder),
            None => shipped::own_files(what).ok_or_else(|| {
                let known: Vec<String> =
                    self.scenarios().into_iter().map(|found| found.id).collect();
                unknown("scenario", what, &known)
            }),
        }
    }

    /// The files of a pack with those of the pack that it extends, if it extends one.
    fn extending(&self, own: Vec<Source>) -> Result<Vec<Source>, NotLoaded> {
        let summary = scenario::header(&own);
        let Some((id, base)) = summary.ok().and_then(|it| Some((it.id, it.extends?))) else {
            return Ok(own);
        };
        let refused = |why: &str, hint: Option<String>| {
            let file = own.iter().find(|source| source.file_name() == HEADER);
            let label = file.map_or("", |file| file.label.as_str());
            let message = format!("extends: {why}");
            let problem = Problem::of_pack(label, &message).with_hint(hint);
            NotLoaded::Problems(vec![problem])
        };
        if base == id || is_path(&base) {
            let hint = "name another scenario by its id".to_owned();
            return Err(refused("a pack can't extend that", Some(hint)));
        }
        let sources = match self.own_sources(&base) {
            Ok(sources) => sources,
            Err(NotLoaded::Unknown { nearest, .. }) => {
                let hint = nearest.map_or_else(
                    || "`middle-power scenarios` lists what there is".to_owned(),
                    |near| format!("did you mean \"{near}\"?"),
                );
                let why = format!("there is no scenario \"{}\"", base.escape_debug());
                return Err(refused(&why, Some(hint)));
            }
            Err(other) => return Err(other),
        };
        let chain = scenario::header(&sources).is_ok_and(|it| it.extends.is_some());
        if chain {
            let hint = "extend the scenario that it extends".to_owned();
            let why = format!("\"{base}\" extends another scenario itself");
            return Err(refused(&why, Some(hint)));
        }
        Ok(scenario::extended(own, sources))
    }
}

/// The file of a pack that says what it is.
const HEADER: &str = "scenario.ron";

/// Whether an argument names a path rather than an id or a slot: it contains a separator or ends in `.ron`.
#[must_use]
pub fn is_path(what: &str) -> bool {
    what.contains('/')
        || what.contains(std::path::MAIN_SEPARATOR)
        || what.ends_with(".ron")
        || what == "."
        || what == ".."
}

fn unknown(kind: &'static str, given: &str, known: &[String]) -> NotLoaded {
    let nearest = nearest(given, known.iter().map(String::as_str));
    NotLoaded::Unknown {
        kind,
        given: given.to_owned(),
        nearest,
    }
}

fn read_pack(folder: &Path) -> Result<Vec<Source>, NotLoaded> {
    let names = fs::read_dir(folder).map_err(|error| system(folder, &error))?;
    let mut paths: Vec<PathBuf> = names.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| {
        path.is_file() && path.extension().is_some_and(|extension| extension == "ron")
    });
    paths.sort();
    if paths.is_empty() {
        return Err(NotLoaded::System(format!(
            "{}: holds no .ron file, so it is no scenario pack",
            folder.display()
        )));
    }
    paths.iter().map(|path| read_source(path)).collect()
}

/// Reads one RON file.
///
/// # Errors
/// If the system refuses or it isn't UTF-8.
pub fn read_source(path: &Path) -> Result<Source, NotLoaded> {
    let bytes = fs::read(path).map_err(|error| system(path, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        NotLoaded::System(format!(
            "{}: not UTF-8 text (byte {at}); save it as UTF-8",
            path.display()
        ))
    })?;
    Ok(Source::new(path.display().to_string(), text))
}

fn system(path: &Path, error: &io::Error) -> NotLoaded {
    NotLoaded::System(format!("{}: {error}", path.display()))
}

fn entries(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = names
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}
