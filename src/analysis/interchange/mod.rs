//! Negotiation domains in the formats of other tools: GENIUS XML, GeniusWeb JSON, and the JSON of reference domains.
//!
//! Texts in, texts out; files are the caller's. What is read is untrusted: sizes, counts and nesting are bounded, numbers are
//! kept exactly, and what is wrong is said with its place. No floats.

pub mod decimal;
pub mod genius;
pub mod geniusweb;
mod json;
mod profile;
pub mod reference;
#[cfg(test)]
mod tests;
pub mod written;

pub use profile::{Measured, Names, Profile, Scale, Table, no_domain};

/// The largest text that is read, in bytes.
pub const MOST_BYTES: usize = 8 << 20;

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// File with line and column, or with the path of a value.
    pub place: String,
    /// What is wrong, and what to do about it.
    pub why: String,
}

impl Trouble {
    /// Something wrong at a place.
    #[must_use]
    pub fn new(place: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            why: why.into(),
        }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", self.place, self.why)
    }
}

/// Reads the files of one domain, each as its name and its text: a GENIUS domain with its profiles, GeniusWeb profiles with
/// or without their domain, or one reference domain.
///
/// # Errors
/// If they are not one domain; with file and place.
pub fn read(files: &[(String, String)], scale: Scale) -> Result<Table, Trouble> {
    let Some((first, text)) = files.first() else {
        return Err(Trouble::new("no file", "give the files of a domain"));
    };
    if let Some((name, _)) = files.iter().find(|(_, text)| text.len() > MOST_BYTES) {
        return Err(Trouble::new(name, "is larger than 8 MB"));
    }
    let marks = |text: &str| {
        text.trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with('<')
    };
    let table = if files.iter().all(|(_, text)| marks(text)) {
        genius::read(files)?
    } else if let Some((name, _)) = files.iter().find(|(_, text)| marks(text)) {
        return Err(Trouble::new(
            name,
            "is XML among JSON: give the files of one domain in one format",
        ));
    } else if files.len() == 1 && text.contains("anchor-domain/") {
        reference::read(first, text)?
    } else {
        geniusweb::read(files)?
    };
    table.checked(scale)
}
