//! The next text to put forward: at least so good for oneself and, as far as one believes, as good as possible for the
//! others. Found by swapping options, never by enumerating texts.
//!
//! A trade-off along one's own indifference curve (Faratin, Sierra and Jennings 2002), with beliefs about the others in the
//! place of similarity to their last offer.

use crate::agents::bargain::sheet::{Sheet, Trial};
use crate::agents::bargain::swaps::{self, Scratch};
use crate::model::{Package, Utility};

/// What a search for a text is about.
#[derive(Clone, Copy, Debug)]
pub struct Bounds<'a> {
    /// How many options each clause has.
    pub clauses: &'a [usize],
    /// The text on the table, which a new one changes.
    pub base: Package,
    /// Clauses that may only change together, seen from the text on the table: pairs; what is tied to the same is tied.
    pub tied: &'a [(usize, usize)],
}

/// A text that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it says.
    pub package: Package,
    /// What it is worth to oneself.
    pub own: i64,
    /// The least that it is believed to be above another party's reservation value; 0 without other parties.
    pub least_margin: i64,
}

/// Searches for texts and keeps its working memory between searches.
#[derive(Clone, Debug, Default)]
pub struct Search {
    sheet: Sheet,
    best: Trial,
    trial: Trial,
    scratch: Scratch,
}

impl Search {
    /// Takes in the domain, what texts are worth to oneself and what they are believed to be worth to the others. What is
    /// searched for afterwards is searched for here.
    pub fn prepare<'u>(
        &mut self,
        bounds: Bounds<'_>,
        own: &'u Utility,
        others: impl IntoIterator<Item = &'u Utility>,
    ) {
        self.sheet.fill(bounds, own, others);
        self.best.start(&self.sheet);
        swaps::raise_own(&self.sheet, &mut self.best, &mut self.scratch);
    }

    /// The best text for oneself, whatever the others think of it.
    #[must_use]
    pub fn own_best(&self) -> Found {
        self.found(&self.best)
    }

    /// The text that is worth at least `level` to oneself and serves the others best: the one of them who would get least
    /// beyond its reservation value gets as much as possible, then all of them together. `None` where even the best text
    /// for oneself is worth less.
    pub fn offer(&mut self, level: i64) -> Option<Found> {
        if self.sheet.margin(&self.best, 0) < level {
            return None;
        }
        self.trial.copy_from(&self.best);
        swaps::serve_others(&self.sheet, &mut self.trial, &mut self.scratch, level);
        Some(self.found(&self.trial))
    }

    fn found(&self, trial: &Trial) -> Found {
        Found {
            package: trial.package(),
            own: self.sheet.margin(trial, 0),
            least_margin: swaps::least_margin(&self.sheet, trial),
        }
    }
}
