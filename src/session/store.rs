//! The folder of saves: atomic writes, three generations of each slot, and a list that hides nothing.
//!
//! A slot's name is in its file name: `slot.ron`, and the older generations `slot.1.ron` and `slot.2.ron`.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fmt, fs, io};

use crate::session::save::{Damage, SIZE_LIMIT, Save};

/// Whether writing a slot starts a new generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// The file before this one is kept as the previous generation.
    Rotate,
    /// The newest generation is replaced.
    Replace,
    /// The slot is new and nothing was decided yet: as `Replace`, but nobody waits until its name is on the disk too.
    First,
}

/// A folder of saves.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

/// One file of the folder, for lists.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The slot.
    pub slot: String,
    /// 0 for the newest generation.
    pub generation: u8,
    /// The file.
    pub path: PathBuf,
    /// When it was written.
    pub modified: SystemTime,
    /// The save, or why it can't be read.
    pub content: Result<Save, Trouble>,
}

/// What went wrong with a file.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// There is no such file.
    Missing,
    /// The system says no.
    System(String),
    /// The file is damaged.
    Damaged(Damage),
    /// This can't be a slot's name.
    BadName(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such save"),
            Self::System(why) => f.write_str(why),
            Self::Damaged(damage) => write!(f, "{damage}"),
            Self::BadName(name) => write!(
                f,
                "‘{}’ can't name a save: use letters, digits, hyphens and underscores, at most {NAME_LIMIT}",
                name.escape_debug()
            ),
        }
    }
}

const NAME_LIMIT: usize = 60;
const GENERATIONS: u8 = 3;

impl Store {
    /// The saves in `folder`, which need not exist yet.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of a slot's newest generation.
    ///
    /// # Errors
    /// If this can't be a slot's name.
    pub fn path(&self, slot: &str) -> Result<PathBuf, Trouble> {
        self.generation(slot, 0)
    }

    fn generation(&self, slot: &str, generation: u8) -> Result<PathBuf, Trouble> {
        let plain = |ch: char| ch.is_alphanumeric() || ch == '-' || ch == '_';
        let sound = !slot.is_empty()
            && slot.chars().count() <= NAME_LIMIT
            && slot.chars().all(plain)
            && slot != "latest";
        if !sound {
            return Err(Trouble::BadName(slot.to_owned()));
        }
        let name = if generation == 0 {
            format!("{slot}.ron")
        } else {
            format!("{slot}.{generation}.ron")
        };
        Ok(self.folder.join(name))
    }

    /// A slot's name that isn't taken: `base`, else `base-2`, `base-3` …
    #[must_use]
    pub fn free_slot(&self, base: &str) -> String {
        let taken = |slot: &str| self.path(slot).is_ok_and(|path| path.exists());
        let numbered = (2_u32..).map(|number| format!("{base}-{number}"));
        std::iter::once(base.to_owned())
            .chain(numbered)
            .find(|slot| !taken(slot))
            .unwrap_or_else(|| base.to_owned())
    }

    /// Writes a save: into a temporary file beside it, to the disk, then in its place.
    ///
    /// # Errors
    /// If the name is no slot's or the system refuses; what was there before is untouched then.
    pub fn write(&self, slot: &str, text: &str, rotation: Rotation) -> Result<PathBuf, Trouble> {
        let path = self.path(slot)?;
        fs::create_dir_all(&self.folder).map_err(|error| self.trouble(&error))?;
        let mut file = tempfile::Builder::new()
            .prefix(".writing-")
            .suffix(".tmp")
            .tempfile_in(&self.folder)
            .map_err(|error| self.trouble(&error))?;
        file.write_all(text.as_bytes())
            .map_err(|error| self.trouble(&error))?;
        file.as_file()
            .sync_all()
            .map_err(|error| self.trouble(&error))?;
        if rotation == Rotation::Rotate {
            self.rotate(slot)?;
            // The older generation was copied just now; the newest one must not look older than it.
            let _ = file.as_file().set_modified(SystemTime::now());
        }
        file.persist(&path)
            .map_err(|error| self.trouble(&error.error))?;
        if rotation != Rotation::First {
            sync_folder(&self.folder);
        }
        Ok(path)
    }

    /// Keeps the older generations: the newest file is linked aside, so that it is never missing.
    fn rotate(&self, slot: &str) -> Result<(), Trouble> {
        for generation in (1..GENERATIONS).rev() {
            let (from, to) = (
                self.generation(slot, generation - 1)?,
                self.generation(slot, generation)?,
            );
            if !from.exists() {
                continue;
            }
            let moved = if generation == 1 {
                copy_aside(&from, &to)
            } else {
                fs::rename(&from, &to)
            };
            moved.map_err(|error| self.trouble(&error))?;
        }
        Ok(())
    }

    /// Reads a slot's newest generation. A damaged file is never passed over in silence.
    ///
    /// # Errors
    /// What is wrong with the name or the file.
    pub fn read(&self, slot: &str) -> Result<Save, Trouble> {
        read_file(&self.path(slot)?)
    }

    /// Every save file of the folder, newest first; a folder that doesn't exist is empty.
    ///
    /// # Errors
    /// If the folder can't be read.
    pub fn list(&self) -> Result<Vec<Listed>, Trouble> {
        Ok(self.files()?.into_iter().map(File::read).collect())
    }

    /// Whether the folder has any save file, damaged ones counted.
    #[must_use]
    pub fn has_any(&self) -> bool {
        self.files().is_ok_and(|files| !files.is_empty())
    }

    /// Whether a game of this scenario that is over is in the folder, by the heads of the files: no file is read whole, and
    /// one that was written otherwise than by this program counts for none.
    #[must_use]
    pub fn has_finished(&self, scenario: &str) -> bool {
        let (played, over) = (format!("scenario: {scenario:?},"), "over: true,");
        let files = self.files().unwrap_or_default().into_iter();
        let mut heads = files.filter_map(|file| head(&file.path).ok());
        heads.any(|head| {
            let has = |line: &str| head.lines().any(|known| known.trim() == line);
            has(&played) && has(over)
        })
    }

    /// The file of a generation of a slot; 0 is the newest.
    #[must_use]
    pub fn file(&self, slot: &str, generation: u8) -> Option<PathBuf> {
        let path = self.generation(slot, generation).ok()?;
        path.exists().then_some(path)
    }

    /// The newest intact save, with its slot. Reads no file but the newest, and those that turn out damaged.
    ///
    /// # Errors
    /// If the folder can't be read or has no intact save.
    pub fn latest(&self) -> Result<(String, Save), Trouble> {
        let mut files = self.files()?.into_iter();
        let newest = files.find_map(|file| Some((file.slot, read_file(&file.path).ok()?)));
        newest.ok_or(Trouble::Missing)
    }

    /// The save files of the folder, unread, newest first.
    fn files(&self) -> Result<Vec<File>, Trouble> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(self.trouble(&error)),
        };
        let mut found: Vec<File> = entries
            .filter_map(|entry| File::of(entry.ok()?.path()))
            .collect();
        found.sort_by(|one, other| one.order().cmp(&other.order()));
        Ok(found)
    }

    /// The newest intact generation of a slot whose newest file is damaged, to be offered.
    #[must_use]
    pub fn older_generation(&self, slot: &str) -> Option<(PathBuf, Save)> {
        (1..GENERATIONS).find_map(|generation| {
            let path = self.generation(slot, generation).ok()?;
            let save = read_file(&path).ok()?;
            Some((path, save))
        })
    }

    /// Writes a text beside the saves under a name that is free: `base.txt`, else `base-2.txt` …; never over a file.
    ///
    /// # Errors
    /// If the name is no slot's or the system refuses.
    pub fn export(&self, base: &str, text: &str) -> Result<PathBuf, Trouble> {
        self.path(base)?;
        fs::create_dir_all(&self.folder).map_err(|error| self.trouble(&error))?;
        let numbered = (2_u32..).map(|number| format!("{base}-{number}.txt"));
        for name in std::iter::once(format!("{base}.txt")).chain(numbered) {
            let path = self.folder.join(name);
            match fs::File::create_new(&path) {
                Ok(mut file) => {
                    file.write_all(text.as_bytes())
                        .map_err(|error| self.trouble(&error))?;
                    return Ok(path);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(self.trouble(&error)),
            }
        }
        Err(Trouble::Missing)
    }

    fn trouble(&self, error: &io::Error) -> Trouble {
        Trouble::System(format!(
            "{}: {error}; --saves names another folder",
            self.folder.display()
        ))
    }
}

/// Reads the save in a file.
///
/// # Errors
/// If there is no such file, it can't be read, or it is damaged.
pub fn read_file(path: &Path) -> Result<Save, Trouble> {
    let system = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Trouble::Missing,
        _ => Trouble::System(error.to_string()),
    };
    let metadata = fs::metadata(path).map_err(system)?;
    if metadata.len() > SIZE_LIMIT as u64 {
        return Err(Trouble::Damaged(Damage::TooLarge));
    }
    let bytes = fs::read(path).map_err(system)?;
    Save::from_bytes(&bytes).map_err(Trouble::Damaged)
}

/// The bytes at the beginning of a save in which what lists show of it stands.
const HEAD: u64 = 2_048;

/// The beginning of a file.
fn head(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(HEAD).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A save file that has not been read.
struct File {
    slot: String,
    generation: u8,
    path: PathBuf,
    modified: SystemTime,
}

impl File {
    /// The save file at a path, if its name is one of a slot.
    fn of(path: PathBuf) -> Option<Self> {
        let stem = path.file_name()?.to_str()?.strip_suffix(".ron")?;
        let (slot, generation) = match stem.split_once('.') {
            None => (stem, 0),
            Some((slot, number)) => {
                let number = number.parse().ok();
                let older = number.filter(|number| (1..GENERATIONS).contains(number));
                (slot, older?)
            }
        };
        let modified = fs::metadata(&path)
            .and_then(|metadata| metadata.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH);
        let slot = slot.to_owned();
        Some(Self {
            slot,
            generation,
            path,
            modified,
        })
    }

    /// Newest first; of the same moment by slot, the newest generation first.
    fn order(&self) -> (std::cmp::Reverse<SystemTime>, &str, u8) {
        (
            std::cmp::Reverse(self.modified),
            &self.slot,
            self.generation,
        )
    }

    /// The file with its content, for lists.
    fn read(self) -> Listed {
        let content = read_file(&self.path);
        Listed {
            slot: self.slot,
            generation: self.generation,
            path: self.path,
            modified: self.modified,
            content,
        }
    }
}

fn copy_aside(from: &Path, to: &Path) -> io::Result<()> {
    let aside = to.with_extension("ron.tmp");
    fs::copy(from, &aside)?;
    fs::rename(&aside, to)
}

/// Makes the new name durable where folders can be synced; elsewhere the rename alone must do.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}
