//! What was said before: of a page that is asked for again only what is new is said.

use std::collections::{BTreeMap, BTreeSet};

use crate::command::Action;

/// When nothing on a page is new.
const NOTHING_NEW: &str = "nothing new since you asked last; again says all of it";

/// What was said last, and the pages that were heard.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard {
    last: Vec<String>,
    pages: BTreeMap<String, BTreeSet<String>>,
}

impl Heard {
    /// The last answer in full.
    pub fn last(&self) -> &[String] {
        &self.last
    }

    /// An answer is about to be said in full.
    pub fn note(&mut self, lines: &[String]) {
        self.last = lines.to_vec();
    }

    /// What of a page is new since it was asked for last, with the headings that it stands under; all of it the first time.
    pub fn only_new(&mut self, page: &str, lines: Vec<String>) -> Vec<String> {
        let paths = paths(&lines);
        let now = paths.iter().map(|path| identity(path)).collect();
        let Some(before) = self.pages.insert(page.to_owned(), now) else {
            return lines;
        };
        let mut said: BTreeSet<String> = BTreeSet::new();
        let mut new = Vec::new();
        for path in &paths {
            if before.contains(&identity(path)) {
                continue;
            }
            for depth in 1..=path.len() {
                let above = path.get(..depth).unwrap_or(&[]);
                if said.insert(above.join("\n")) {
                    new.extend(above.last().map(|line| (*line).to_owned()));
                }
            }
        }
        if new.is_empty() {
            new.push(NOTHING_NEW.to_owned());
        }
        new
    }
}

/// What makes a line the same as one that was said: its words, and those of its headings without their figures.
fn identity(path: &[&str]) -> String {
    let Some((line, headings)) = path.split_last() else {
        return String::new();
    };
    let mut identity: String = headings.join("\n");
    identity.retain(|letter| !letter.is_ascii_digit());
    format!("{identity}\n{line}")
}

/// Each line with the lines above it that are indented less, the outermost first.
fn paths(lines: &[String]) -> Vec<Vec<&str>> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut above: Vec<&str> = Vec::new();
    let mut paths = Vec::new();
    for line in lines {
        above.retain(|known| indent(known) < indent(line));
        above.push(line);
        paths.push(above.clone());
    }
    paths
}

/// Whether a command shows how things stand, so that most of it is the same when it is asked again.
pub(super) const fn is_page(action: Action) -> bool {
    matches!(
        action,
        Action::Status
            | Action::Inbox
            | Action::Relations
            | Action::Figures
            | Action::Initiatives
            | Action::Events
            | Action::Tables
            | Action::Table
            | Action::Roadmap
            | Action::Crisis
            | Action::Intel
            | Action::Mechanisms
            | Action::Formats
            | Action::Pledges
            | Action::Windows
            | Action::Advise
            | Action::Orders
            | Action::Log
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn only_what_is_new_is_said_with_its_headings() {
        let mut heard = Heard::default();
        let first = lines("Seoul 7\n  capital 3\n  hands 2\nTokyo\n  capital 9");
        assert_eq!(heard.only_new("status", first.clone()), first);
        let now = lines("Seoul 8\n  capital 3\n  hands 1\nTokyo\n  capital 9");
        assert_eq!(
            heard.only_new("status", now.clone()),
            ["Seoul 8", "  hands 1"]
        );
        assert_eq!(heard.only_new("status", now.clone()), [NOTHING_NEW]);
        assert_eq!(heard.only_new("events", now.clone()), now);
    }
}
