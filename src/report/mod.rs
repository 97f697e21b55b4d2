//! The after-action report: one model of what there is to tell of one game or of several of the same seed, and three renderers.
//!
//! `gather` plays saves again and measures them, `sections` and `beside` turn that into the model, `html`, `markdown` and
//! `json` write the model down; `svg` draws every chart. All sentences are made in `text::report`.

mod beside;
mod gather;
mod html;
mod json;
mod markdown;
mod model;
mod sections;
mod svg;

use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use model::{
    Block, Chart, Column, Course, Mark, Plot, Report, Section, Series, Sign, Table, Texts, Told,
};

use crate::scenario::Scenario;
use crate::session::save::Save;
use crate::session::{Session, Unplayable};
use crate::text::Line;
use crate::text::report as wording;

/// The most saves in one report: more lines can't be told apart in one chart.
pub const MOST_SAVES: usize = 6;

/// The most reports on one game that are kept beside each other.
const MOST_REPORTS: u32 = 99;

/// A save with the scenario it was played in.
pub struct Source {
    /// What the reader calls it: a slot or a path.
    pub name: String,
    /// The save.
    pub save: Save,
    /// Its scenario under its lens.
    pub scenario: Arc<Scenario>,
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No save was given.
    Nothing,
    /// More saves than fit side by side.
    TooMany(usize),
    /// Two saves, by their names, are of different scenarios.
    OtherScenario(String, String),
    /// Two saves, by their names, have different seeds: their worlds were never the same.
    OtherSeed(String, String),
    /// A save can't be played again, and so can't be put beside others.
    Unplayable(String, Unplayable),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |name: &String| name.escape_debug().to_string();
        match self {
            Self::Nothing => f.write_str("give at least one save"),
            Self::TooMany(count) => write!(
                f,
                "{count} saves are too many side by side: at most {MOST_SAVES}"
            ),
            Self::OtherScenario(one, other) => write!(
                f,
                "{} and {} are games of different scenarios: only games of one scenario and one seed can be put side by side",
                shown(one),
                shown(other)
            ),
            Self::OtherSeed(one, other) => write!(
                f,
                "{} and {} have different seeds, so their worlds were never the same: only games of one seed can be put side by side",
                shown(one),
                shown(other)
            ),
            Self::Unplayable(name, why) => write!(f, "{}: {why}", shown(name)),
        }
    }
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One page for a browser, that prints.
    Html,
    /// Markdown with tables.
    Markdown,
    /// The model, for programs.
    Json,
}

impl Format {
    /// The form that the ending of a file's name asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// The report on one save, or on several of the same scenario and seed.
///
/// # Errors
/// If they don't belong together, or one of several can't be played again.
pub fn report(sources: &[Source]) -> Result<Report, Trouble> {
    together(sources)?;
    if let [one] = sources {
        return Ok(gather::gather('A', one).map_or_else(
            |why| sections::bare(one, &why),
            |played| Report {
                title: sections::title(&played),
                beside: Vec::new(),
                games: vec![sections::told(&played)],
            },
        ));
    }
    let letters = 'A'..;
    let played = letters.zip(sources).map(|(letter, source)| {
        let played = gather::gather(letter, source);
        played.map_err(|why| Trouble::Unplayable(source.name.clone(), why))
    });
    let played: Vec<gather::Played<'_>> = played.collect::<Result<_, _>>()?;
    let title = played.first().map(sections::title).unwrap_or_default();
    Ok(Report {
        title,
        beside: beside::beside(&played),
        games: played.iter().map(sections::told).collect(),
    })
}

/// Whether saves can be put side by side.
fn together(sources: &[Source]) -> Result<(), Trouble> {
    let first = sources.first().ok_or(Trouble::Nothing)?;
    if sources.len() > MOST_SAVES {
        return Err(Trouble::TooMany(sources.len()));
    }
    for other in sources {
        let names = || (first.name.clone(), other.name.clone());
        if other.save.scenario != first.save.scenario {
            let (one, other) = names();
            return Err(Trouble::OtherScenario(one, other));
        }
        if other.save.seed != first.save.seed {
            let (one, other) = names();
            return Err(Trouble::OtherSeed(one, other));
        }
    }
    Ok(())
}

/// A report as text in a form.
#[must_use]
pub fn render(report: &Report, format: Format) -> String {
    match format {
        Format::Html => html::page(report),
        Format::Markdown => markdown::document(report),
        Format::Json => json::document(report),
    }
}

/// Whether a file that is there already is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Keep,
    /// It is replaced.
    Replace,
}

/// A report that is asked for: it owns what it needs, and can be written elsewhere while the game is shown.
pub struct Asked {
    source: Source,
    path: PathBuf,
    format: Format,
}

impl Asked {
    /// The report on a game as it stands, for a new file, in the form that its ending asks for.
    ///
    /// # Errors
    /// If the ending asks for no form.
    pub fn of(session: &Session, path: &Path) -> Result<Self, Line> {
        let format = Format::of(path).ok_or_else(wording::no_form)?;
        let source = Source {
            name: session.slot().to_owned(),
            save: session.moment(),
            scenario: Arc::clone(session.game().scenario()),
        };
        Ok(Self {
            source,
            path: path.to_owned(),
            format,
        })
    }

    /// The report on a game as a page beside its saves, under a name that isn't taken.
    ///
    /// # Errors
    /// If there is no folder of saves, or every name is taken.
    pub fn beside(session: &Session) -> Result<Self, Line> {
        let store = session.store().ok_or_else(wording::no_folder)?;
        std::fs::create_dir_all(store.folder())
            .map_err(|error| wording::not_written(&error.to_string()))?;
        let named = |number: u32| {
            let slot = session.slot();
            store.folder().join(match number {
                1 => format!("{slot}-report.html"),
                more => format!("{slot}-report-{more}.html"),
            })
        };
        let free = (1..=MOST_REPORTS).map(named).find(|path| !path.exists());
        Self::of(session, &free.ok_or_else(wording::already_there)?)
    }

    /// Makes the report and writes it; returns where it is.
    ///
    /// # Errors
    /// Why it was not written, for the person at the screen.
    pub fn write(self) -> Result<PathBuf, Line> {
        let Self {
            source,
            path,
            format,
        } = self;
        let told = report(&[source]).map_err(|why| wording::not_written(&why.to_string()))?;
        let written = write(&path, &render(&told, format), Existing::Keep);
        written.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => wording::already_there(),
            _ => wording::not_written(&error.to_string()),
        })?;
        Ok(path)
    }
}

/// Writes a report: into a temporary file beside it, to the disk, then in its place. What can't be written whole leaves what
/// was there as it was.
///
/// # Errors
/// If the file exists and is to be kept, or the system refuses.
pub fn write(path: &Path, text: &str, existing: Existing) -> io::Result<()> {
    if existing == Existing::Keep && path.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let beside = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = temporary(beside.unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    match existing {
        Existing::Keep => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    }
    .map(drop)
    .map_err(|error| error.error)
}

/// A temporary file in a folder, which others may read as they may read any file of this person.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".writing-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
