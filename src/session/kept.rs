//! A game that is kept: every accepted order is saved at once, and a save problem never stops the game.

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::{Order, SeatId, Turn};
use crate::rules::state::record::Record;
use crate::rules::{Refusal, View};
use crate::scenario::Scenario;
use crate::session::game::{Directed, Game, NoUndo, Outcome, Reach, Rows, Seating};
use crate::session::guide::{Guide, Left, Shown, Sight};
use crate::session::library::{Library, NotLoaded};
use crate::session::replay::{Loaded, Standing, Unplayable, load};
use crate::session::save::{Chapter, Save};
use crate::session::store::{Rotation, Store, Trouble};

/// A game, and where it is kept.
pub struct Session {
    game: Game,
    past: Vec<Chapter>,
    opening: Option<Record>,
    standing: Standing,
    store: Option<Store>,
    slot: String,
    trouble: Option<Trouble>,
    first: First,
    guide: Guide,
}

/// Whether a game that was begun is in its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    Due,
    Saved,
}

/// Whether the folder has a finished game of this scenario: hints are for those who play it for the first time.
fn has_been_played(game: &Game, store: Option<&Store>) -> bool {
    let scenario = game.scenario();
    let store = store.filter(|_| !scenario.tips().is_empty());
    store.is_some_and(|store| store.has_finished(scenario.id()))
}

impl Session {
    /// Begins a game and saves it in a slot of its own. `None` if a strategy is unknown.
    #[must_use]
    pub fn begin(
        scenario: Arc<Scenario>,
        seed: u64,
        seating: &Seating,
        store: Option<Store>,
    ) -> Option<Self> {
        let mut session = Self::begin_unsaved(scenario, seed, seating, store)?;
        session.save_first();
        Some(session)
    }

    /// Begins a game that has a slot of its own and isn't in it yet: whoever shows it first saves it then.
    #[must_use]
    pub fn begin_unsaved(
        scenario: Arc<Scenario>,
        seed: u64,
        seating: &Seating,
        store: Option<Store>,
    ) -> Option<Self> {
        let base = format!("{}-{seed}", scenario.id());
        let slot = store
            .as_ref()
            .map_or_else(|| base.clone(), |store| store.free_slot(&base));
        let game = Game::begin(scenario, seed, seating, Rows::Each)?;
        let mut guide = Guide::begun(&game);
        if has_been_played(&game, store.as_ref()) {
            guide.hush();
        }
        Some(Self {
            guide,
            game,
            past: Vec::new(),
            opening: None,
            standing: Standing::Replayed,
            store,
            slot,
            trouble: None,
            first: First::Due,
        })
    }

    /// Saves a game that was begun unsaved, once. A problem is kept as the session's trouble.
    pub fn save_first(&mut self) {
        if self.first == First::Due {
            self.first = First::Saved;
            self.autosave(Rotation::First);
        }
    }

    /// Goes on with a save; what follows is kept in `slot`.
    ///
    /// # Errors
    /// If ids of the save are gone from the scenario.
    pub fn resume(
        scenario: &Arc<Scenario>,
        save: &Save,
        store: Option<Store>,
        slot: String,
    ) -> Result<Self, Unplayable> {
        let Loaded {
            game,
            past,
            opening,
            standing,
        } = load(scenario, save)?;
        Ok(Self {
            guide: Guide::restored(&game, save.guide.as_ref()),
            game,
            past,
            opening,
            standing,
            store,
            slot,
            trouble: None,
            first: First::Saved,
        })
    }

    /// A session around a game that is kept nowhere: for tests of front ends.
    #[doc(hidden)]
    #[must_use]
    pub fn unkept(game: Game) -> Self {
        let slot = format!("{}-{}", game.scenario().id(), game.seed());
        Self {
            guide: Guide::begun(&game),
            game,
            past: Vec::new(),
            opening: None,
            standing: Standing::Replayed,
            store: None,
            slot,
            trouble: None,
            first: First::Saved,
        }
    }

    /// The game.
    #[must_use]
    pub fn game(&self) -> &Game {
        &self.game
    }

    /// What the person at this screen sees.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        self.game.view()
    }

    /// The seat of the person at this screen.
    #[must_use]
    pub fn seat(&self) -> SeatId {
        self.game.protagonist()
    }

    /// The scenario in which a save is to be opened from here: the one that is played, if it is that one, wherever it
    /// was found; else what the library has.
    ///
    /// # Errors
    /// If the library doesn't have it.
    pub fn scenario_for(&self, library: &Library, save: &Save) -> Result<Arc<Scenario>, NotLoaded> {
        let here = self.game.scenario();
        if here.id() == save.scenario && here.lens().id == save.lens {
            return Ok(Arc::clone(here));
        }
        library.load(&save.scenario, Some(&save.lens))
    }

    /// The slot in which the game is kept.
    #[must_use]
    pub fn slot(&self) -> &str {
        &self.slot
    }

    /// Whether the past could be replayed when this was loaded.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// The store, if the game is kept anywhere.
    #[must_use]
    pub fn store(&self) -> Option<&Store> {
        self.store.as_ref()
    }

    /// Why the last autosave failed, if it did; to be shown until one succeeds.
    #[must_use]
    pub fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// Gives an order and saves.
    ///
    /// # Errors
    /// If the order is refused; nothing has changed then.
    pub fn order(&mut self, order: Order) -> Result<Outcome, Refusal> {
        let outcome = self.game.order(self.seat(), order)?;
        self.keep(outcome);
        Ok(outcome)
    }

    /// Moves what is planned or scheduled to another turn, and saves.
    ///
    /// # Errors
    /// If it can't be moved there; nothing has changed then.
    pub fn shift(&mut self, what: Directed, to: Turn) -> Result<Outcome, Refusal> {
        let outcome = self.game.shift(self.seat(), what, to)?;
        self.keep(outcome);
        Ok(outcome)
    }

    /// Ends the plan with the default answer to whatever is owed, and saves.
    ///
    /// # Errors
    /// If the game is over.
    pub fn end_anyway(&mut self) -> Result<Outcome, Refusal> {
        let outcome = self.game.end_anyway(self.seat())?;
        self.keep(outcome);
        Ok(outcome)
    }

    /// Takes back the last order of this turn, and saves.
    ///
    /// # Errors
    /// If there is none, or it has revealed something.
    pub fn undo(&mut self) -> Result<Order, NoUndo> {
        let order = self.game.undo(self.seat())?;
        self.autosave(Rotation::Replace);
        Ok(order)
    }

    /// The orders of this turn, in order, with whether undo reaches them.
    #[must_use]
    pub fn orders(&self) -> Vec<(Order, Reach)> {
        self.game.orders(self.seat())
    }

    /// The text of a save of this moment.
    ///
    /// # Errors
    /// If it can't be written as text, which would be a defect.
    pub fn text(&self) -> Result<String, Trouble> {
        self.moment().to_text().map_err(Trouble::Damaged)
    }

    /// A save of this moment, not written anywhere.
    #[must_use]
    pub fn moment(&self) -> Save {
        Save {
            guide: self.guide.kept(self.game.scenario()),
            ..Save::of(&self.game, &self.past, self.opening.as_ref())
        }
    }

    /// Saves under a name; the game goes on in its own slot.
    ///
    /// # Errors
    /// If the name is no slot's, or the system refuses.
    pub fn save_as(&self, slot: &str) -> Result<PathBuf, Trouble> {
        let store = self.store.as_ref().ok_or(Trouble::Missing)?;
        store.write(slot, &self.text()?, Rotation::Rotate)
    }

    /// Saves in the game's own slot now.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn save(&mut self) -> Result<PathBuf, Trouble> {
        let saved = self.write(Rotation::Replace);
        self.trouble = saved.as_ref().err().cloned();
        saved
    }

    /// Where lesson and hints stand.
    #[must_use]
    pub fn guide(&self) -> &Guide {
        &self.guide
    }

    /// The steps of the lesson that came to lie behind since this was asked last.
    pub fn take_left(&mut self) -> Vec<Left> {
        self.guide.take_left()
    }

    /// Tells lesson and hints what a key or a command has shown, once it is done. `hints`: whether the person wants any.
    pub fn attend(&mut self, sight: Sight, hints: bool) {
        let went_on = self.guide.advance(&self.game, sight);
        self.guide.settle();
        let hinted = hints && self.guide.hint(&self.game, sight);
        // A game that isn't in its slot yet is saved with this soon enough.
        if (went_on || hinted) && self.first == First::Saved {
            self.autosave(Rotation::Replace);
        }
    }

    /// Puts the lesson away, or brings it back.
    pub fn show_lesson(&mut self, shown: Shown) {
        self.guide.show(shown);
        self.autosave(Rotation::Replace);
    }

    /// Leaves out the step at hand; whether there was one.
    pub fn skip_step(&mut self) -> bool {
        let skipped = self.guide.skip(&self.game);
        if skipped {
            self.guide.advance(&self.game, Sight::Nothing);
            self.autosave(Rotation::Replace);
        }
        skipped
    }

    /// Puts the hint away that is shown; whether there was one.
    pub fn dismiss_hint(&mut self) -> bool {
        self.guide.dismiss()
    }

    fn keep(&mut self, outcome: Outcome) {
        self.guide.advance(&self.game, Sight::Nothing);
        if outcome.resolved {
            self.guide.dismiss();
        }
        self.autosave(if outcome.resolved {
            Rotation::Rotate
        } else {
            Rotation::Replace
        });
    }

    fn autosave(&mut self, rotation: Rotation) {
        if self.store.is_some() {
            self.trouble = self.write(rotation).err();
        }
    }

    fn write(&self, rotation: Rotation) -> Result<PathBuf, Trouble> {
        let store = self.store.as_ref().ok_or(Trouble::Missing)?;
        store.write(&self.slot, &self.text()?, rotation)
    }
}
