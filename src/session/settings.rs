//! What a person has set: one file of the configuration folder, and themes of their own beside it.
//!
//! Nothing is written unless a setting is changed. A file with mistakes is told, left alone and not used.

mod theme;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub use theme::{Hue, Look, OwnTheme, Paint, SHIPPED};

use crate::notation::nearest;
use crate::scenario::{Problem, Source, read_value};
use crate::session::library::read_source;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 256 * 1024;
/// The most themes that are read.
const MOST_THEMES: usize = 50;

/// What a person can set.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The name of a shipped theme, or of a file of one's own.
    pub theme: String,
    /// Whether every sign is one of ASCII.
    pub ascii: bool,
    /// Whether nothing on the screen moves by itself.
    pub reduced_motion: bool,
    /// Whether the bottom line names the keys that work.
    pub hints: bool,
    /// Whether hints are told as things come up for the first time.
    pub first_hints: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// The keys of commands, by id, where they are others than usual.
    pub keys: BTreeMap<String, Vec<String>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: SHIPPED[0].to_owned(),
            ascii: false,
            reduced_motion: false,
            hints: true,
            first_hints: true,
            mouse: true,
            keys: BTreeMap::new(),
        }
    }
}

/// The settings with where they are kept.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// What is set.
    pub settings: Settings,
    /// The themes of one's own that can be read, by name.
    pub themes: Vec<OwnTheme>,
    /// What is wrong with the files, in words with a place.
    pub troubles: Vec<String>,
    path: Option<PathBuf>,
    /// The text of the file, to say where in it something stands.
    text: String,
    /// Whether the file has mistakes: then it is left alone.
    broken: bool,
}

impl Kept {
    /// The settings of a file, and the themes beside it. A file that isn't there sets nothing.
    #[must_use]
    pub fn read(path: Option<PathBuf>) -> Self {
        let mut kept = Self {
            path,
            ..Self::default()
        };
        let Some(path) = kept.path.clone() else {
            return kept;
        };
        kept.read_themes(&path);
        match text_of(&path) {
            Ok(None) => {}
            Ok(Some(source)) => {
                kept.text.clone_from(&source.text);
                match read_value::<Settings>(&source) {
                    Ok(settings) => kept.settings = settings,
                    Err(problems) => kept.blame(problems.iter().map(Problem::to_string)),
                }
            }
            Err(why) => kept.blame([why]),
        }
        kept.check_theme();
        kept
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether the file has mistakes and is left alone.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// Notes what is wrong with the file; from then on the defaults are used, and it is left alone.
    pub fn blame(&mut self, troubles: impl IntoIterator<Item = String>) {
        self.troubles.extend(troubles);
        self.settings = Settings::default();
        self.broken = true;
    }

    /// The place in the file at which a key of the map of keys stands, in front of a message.
    #[must_use]
    pub fn at_key(&self, id: &str, message: &str) -> String {
        let label = self.label();
        let after = self.text.find("keys").unwrap_or(0);
        let quoted = format!("\"{id}\"");
        let found = self.text.get(after..).and_then(|text| text.find(&quoted));
        match found {
            Some(place) => {
                let start = after + place;
                let text = self.text.as_str().into();
                let span = start..start + quoted.len();
                let problem = Problem::new(&label, &text, span, message);
                problem.in_field("keys").to_string()
            }
            None => Problem::of_pack(&label, message).to_string(),
        }
    }

    fn label(&self) -> String {
        let path = self.path.as_deref();
        path.map_or_else(String::new, |path| path.display().to_string())
    }

    fn check_theme(&mut self) {
        let wanted = self.settings.theme.clone();
        let own = self.themes.iter().map(|theme| theme.name.as_str());
        let known: Vec<&str> = SHIPPED.into_iter().chain(own).collect();
        let told = self.troubles.iter().any(|trouble| {
            let file = format!("{wanted}.ron:");
            trouble.contains(&file)
        });
        if known.contains(&wanted.as_str()) {
            return;
        }
        if !told {
            let hint = match nearest(&wanted, known.into_iter()) {
                Some(near) => format!("did you mean ‘{near}’?"),
                None => format!(
                    "themes are {}, or a file themes/NAME.ron beside it",
                    SHIPPED.join(", ")
                ),
            };
            let message = format!("there is no theme ‘{}’ ({hint})", wanted.escape_debug());
            self.troubles
                .push(Problem::of_pack(&self.label(), &message).to_string());
        }
        SHIPPED[0].clone_into(&mut self.settings.theme);
    }

    fn read_themes(&mut self, path: &Path) {
        let folder = path.with_file_name("themes");
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ext| ext == "ron"));
        paths.sort();
        for path in paths.into_iter().take(MOST_THEMES) {
            let read = text_of(&path).and_then(|source| match source {
                Some(source) => OwnTheme::read(&source),
                None => Err(format!("{}: it is no file", path.display())),
            });
            match read {
                Ok(theme) => self.themes.push(theme),
                Err(why) => self.troubles.push(why),
            }
        }
    }

    /// Keeps settings: writes the file in one go, with its folder if need be, and with the ids of actions as a remark.
    ///
    /// # Errors
    /// In words, why they hold for this session only.
    pub fn keep(&mut self, settings: Settings, ids: &[&str]) -> Result<PathBuf, String> {
        self.settings = settings;
        let Some(path) = self.path.clone() else {
            return Err("there is no folder for settings here".to_owned());
        };
        if self.broken {
            return Err(format!("{} has mistakes and is left alone", path.display()));
        }
        let text = written(&self.settings, ids).map_err(|why| why.to_string())?;
        write(&path, &text).map_err(|why| format!("{}: {why}", path.display()))?;
        self.text = text;
        Ok(path)
    }
}

/// The text of a file; `None` if there is none.
fn text_of(path: &Path) -> Result<Option<Source>, String> {
    let known = fs::metadata(path);
    match known {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Ok(known) if known.len() > LARGEST => Err(format!(
            "{}: it has more than {LARGEST} bytes, too much for settings",
            path.display()
        )),
        Ok(_) | Err(_) => read_source(path).map(Some).map_err(|why| why.to_string()),
    }
}

const HEAD: &str = "// Settings of middle-power. The page of settings writes this file; it may be edited by hand as well.
// keys: { \"undo\": [\"u\", \"F9\"] } gives an action other keys. The ids of actions:
";

fn written(settings: &Settings, ids: &[&str]) -> Result<String, ron::Error> {
    let pretty = ron::ser::PrettyConfig::new();
    let body = ron::ser::to_string_pretty(settings, pretty)?;
    let rows: Vec<String> = ids
        .chunks(8)
        .map(|row| format!("//   {}\n", row.join(", ")))
        .collect();
    Ok(format!("{HEAD}{}{body}\n", rows.concat()))
}

/// Into a temporary file beside it, to the disk, then in its place.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new()
        .prefix(".writing-")
        .suffix(".tmp")
        .tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests;
