//! The hash of a pack's content, by which a save knows that its scenario has changed.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::scenario::source::Source;

/// What is said about a game and is no part of its world.
const BESIDE: [&str; 2] = ["hints.ron", "lessons.ron"];

/// SHA-256 over every file (by name) and the lens, each with its lengths, in lower-case hexadecimal. Lessons and hints are
/// left out.
pub(super) fn content(sources: &[Source], lens: &Source) -> String {
    let mut files: Vec<(&str, &str)> = sources
        .iter()
        .map(|source| (source.file_name(), source.text.as_str()))
        .filter(|(name, _)| !BESIDE.contains(name))
        .collect();
    files.sort_unstable();
    files.push(("", &lens.text));
    let mut hasher = Sha256::new();
    for part in files.iter().flat_map(|(name, text)| [name, text]) {
        hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher
        .finalize()
        .iter()
        .fold(String::new(), |mut text, byte| {
            // Writing to a string can't fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_depends_on_every_text_and_not_on_the_order_or_folder_of_the_files() {
        let (a, b) = (Source::new("x/a.ron", "1"), Source::new("x/b.ron", "2"));
        let lens = Source::new("l.ron", "3");
        let hash = content(&[a.clone(), b.clone()], &lens);
        assert_eq!(hash.len(), 64);
        assert_eq!(
            hash,
            content(&[b.clone(), Source::new("y/a.ron", "1")], &lens)
        );
        assert_ne!(
            hash,
            content(&[a.clone(), Source::new("x/b.ron", "")], &lens)
        );
        assert_ne!(hash, content(&[a, b], &Source::new("l.ron", "4")));
    }
}
