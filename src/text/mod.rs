//! All wording: facts, causes, refusals, conditions and effects become lines of styled spans here, and nowhere else.
//!
//! Takes a `Lexicon`, never the `Scenario`; knows no terminal and prints nothing. Sentences are whole templates with
//! named slots, so that a translation may put the slots in another order. A line has no full stop at its end.

pub mod account;
pub mod advice;
mod cards;
mod cast;
mod causes;
mod conditions;
pub mod crises;
mod desk;
pub mod dossier;
mod effects;
pub mod epilogue;
mod facts;
pub mod futures;
pub mod gantt;
pub mod glossary;
pub mod guide;
pub mod inbox;
mod kinds;
pub mod map;
mod names;
pub mod news;
mod offices;
pub mod opened;
pub mod otherwise;
pub mod proposal;
mod quantity;
pub mod reasons;
mod refusals;
pub mod report;
pub mod roadmap;
pub mod settings;
pub mod sources;
pub mod spoken;
mod style;
mod summary;
pub mod tables;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod theatre;
mod unfolded;
mod why;

pub use cast::Cast;
pub use desk::{
    Doubt, does_nothing, glossary_needs_a_game, how_to_play, new_chapter, no_controller, not_saved,
    revealed, saved_as, saying, undone, unsaved, why_needs_a_figure,
};
pub use names::{figure_help, figure_kind, figure_tone, obligation, pledge_status, verification};
pub use quantity::{Trend, date, hands, month, signed, signed_fine, size, tenths, turns, whole};
pub use refusals::{Grounds, Hindrance, misread};
pub use style::{Line, Span, Tone, ascii, clean, fill, with_keys};
pub use summary::{Change, Unfolds};
pub use tables::about_tables;

use crate::scenario::Lexicon;

/// The words of one scenario. Every method gives text that is safe to show.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    lexicon: Lexicon<'a>,
}

impl<'a> Words<'a> {
    /// The words of the scenario behind this lexicon.
    #[must_use]
    pub const fn new(lexicon: Lexicon<'a>) -> Self {
        Self { lexicon }
    }
}
