//! The words of a pack: present, of reasonable length, without control characters; then they go to the prose.

use crate::scenario::check::Checker;
use crate::scenario::file::Place;
use crate::scenario::problem::is_harmful;
use crate::scenario::prose::{Field, Item};

/// The longest name, in characters.
const LONGEST_NAME: usize = 80;
/// The longest description, in characters.
pub(super) const LONGEST_TEXT: usize = 2000;

/// Whether a text may be left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Empty {
    /// It may.
    Allowed,
    /// It may not.
    Refused,
}

impl Checker<'_> {
    /// Checks and keeps the `name` of an item.
    pub(super) fn name(&mut self, item: Item, name: &str, place: Place<'_>) {
        self.words(
            item,
            Field::Name,
            name,
            (place.field("name"), LONGEST_NAME, Empty::Refused),
        );
    }

    /// Checks and keeps the `text` of an item.
    pub(super) fn text(&mut self, item: Item, text: &str, place: Place<'_>) {
        self.words(
            item,
            Field::Text,
            text,
            (place.field("text"), LONGEST_TEXT, Empty::Refused),
        );
    }

    /// Checks and keeps the `source` of an item.
    pub(super) fn source(&mut self, item: Item, source: &str, place: Place<'_>) {
        let rule = (place.field("source"), LONGEST_TEXT, Empty::Allowed);
        self.words(item, Field::Source, source, rule);
    }

    /// Checks and keeps a text; the rule is its place, its greatest length and whether it may be empty.
    pub(super) fn words(
        &mut self,
        item: Item,
        field: Field,
        text: &str,
        rule: (Place<'_>, usize, Empty),
    ) {
        self.check_words(field, text, rule);
        self.prose.put(item, field, text);
    }

    fn check_words(&mut self, field: Field, text: &str, rule: (Place<'_>, usize, Empty)) {
        let (place, longest, empty) = rule;
        if text.trim().is_empty() && (empty == Empty::Refused || !text.is_empty()) {
            self.report(place, "this text is empty");
        }
        let length = text.chars().count();
        if length > longest {
            self.report(
                place,
                &format!("{length} characters; at most {longest} are allowed"),
            );
        }
        let harmful = |character: char| match field {
            Field::Text | Field::Summary if character == '\n' => false,
            Field::Text
            | Field::Summary
            | Field::Name
            | Field::Source
            | Field::Keys
            | Field::Code
            | Field::Words => is_harmful(character),
        };
        if let Some(found) = text.chars().find(|character| harmful(*character)) {
            let name = found.escape_default();
            self.report(
                place,
                &format!("the control character {name} may not stand in a text"),
            );
        }
    }
}
