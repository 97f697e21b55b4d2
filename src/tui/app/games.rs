//! Games that begin, go on and are kept.

use crate::model::{Order, Turn};
use crate::session::game::Directed;
use crate::session::{Seating, Session, Standing, Trouble};
use crate::text::{self, Line};
use crate::tui::app::{App, pages};
use crate::tui::screens::saves::Saves;
use crate::tui::screens::theatre::Theatre;
use crate::tui::screens::{Begin, Screen};

impl App {
    /// From now on new games are offered this seed.
    pub(in crate::tui) fn draw_seeds_by(&mut self, draw_seed: fn() -> u64) {
        self.draw_seed = draw_seed;
    }

    /// The game under way.
    pub(in crate::tui) fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    pub(super) fn save(&mut self) {
        let Some(session) = self.session.as_mut() else {
            return;
        };
        self.message = Some(told(session.save()));
    }

    pub(super) fn save_as(&mut self, name: &str) {
        let Some(session) = self.session.as_ref() else {
            return;
        };
        let saved = session.save_as(name);
        let kept = saved.is_ok();
        self.message = Some(told(saved));
        if kept {
            self.refresh();
        }
    }

    /// Moves what is planned or scheduled to another turn, and says so.
    pub(super) fn shift(&mut self, it: Directed, to: Turn) {
        let Some(session) = self.session.as_mut() else {
            return;
        };
        let (initiative, target) = it;
        match session.shift(it, to) {
            Ok(_) => {
                self.message = self.desk().map(|desk| desk.words().shifted(it, to));
                self.note_trouble();
            }
            Err(refusal) => {
                let order = Order::Schedule {
                    initiative,
                    target,
                    turn: to,
                };
                self.refuse(refusal, order);
            }
        }
    }

    /// Lists are read anew.
    pub(super) fn refresh(&mut self) {
        let fresh = Saves::default();
        for screen in self.pages.iter_mut().chain(self.above.iter_mut()) {
            if let Screen::Saves(saves) = screen {
                saves.clone_from(&fresh);
            }
        }
    }

    pub(super) fn note_trouble(&mut self) {
        let trouble = self.session.as_ref().and_then(Session::trouble);
        if let Some(trouble) = trouble.map(ToString::to_string) {
            self.message = Some(text::unsaved(&trouble));
        }
    }

    /// A game that was begun before anything was shown is saved now.
    pub(in crate::tui) fn save_first(&mut self) {
        if let Some(session) = self.session.as_mut() {
            session.save_first();
            self.note_trouble();
        }
    }

    pub(super) fn begin(&mut self, begin: &Begin) {
        let scenario = match self.library.load(&begin.scenario, None) {
            Ok(scenario) => scenario,
            Err(why) => return self.warn(&why.to_string()),
        };
        let seating = Seating::one_person(&scenario, begin.seat, "script");
        let store = Some(self.store.clone());
        match Session::begin(scenario, begin.seed, &seating, store) {
            Some(session) => self.enter(session),
            None => self.message = Some(text::no_controller()),
        }
    }

    pub(super) fn load(&mut self, slot: &str, generation: u8) {
        let sources = (&self.library, self.session.as_ref());
        match crate::tui::loading::load(sources, &self.store, slot, generation) {
            Ok(session) => self.enter(session),
            Err(why) => self.warn(&why),
        }
    }

    /// Watches the game that is open again, from its first turn.
    pub(super) fn watch(&mut self) {
        let Some(session) = self.session.as_ref() else {
            return;
        };
        let theatre = Theatre::new(session.slot(), session.game(), self.wake.clone());
        self.open(Screen::Theatre(theatre));
    }

    /// Watches a save without sitting down in it.
    pub(super) fn watch_save(&mut self, slot: &str, generation: u8) {
        let sources = (&self.library, self.session.as_ref());
        match crate::tui::loading::load(sources, &self.store, slot, generation) {
            Ok(session) if session.standing() == Standing::NewChapter => {
                self.message = Some(text::theatre::unwatchable(
                    text::theatre::under_other_rules(),
                ));
            }
            Ok(session) => {
                let theatre = Theatre::new(slot, session.game(), self.wake.clone());
                self.open(Screen::Theatre(theatre));
            }
            Err(why) => self.message = Some(text::theatre::unwatchable(why.into())),
        }
    }

    /// Writes a text beside the saves.
    pub(super) fn export(&mut self, name: &str, content: &str) {
        self.message = Some(match self.store.export(name, content) {
            Ok(path) => text::theatre::written_to(&path.display().to_string()),
            Err(trouble) => text::not_saved(&trouble.to_string()),
        });
    }

    /// Sits down in a game.
    pub(super) fn enter(&mut self, session: Session) {
        let standing = session.standing();
        self.session = Some(session);
        self.pages = pages();
        self.above.clear();
        self.tell_turn();
        if standing == Standing::NewChapter {
            self.message = Some(text::new_chapter().capitalised());
        }
        self.note_trouble();
        self.behind = None;
        self.attend();
    }
}

/// What became of a save.
fn told(saved: Result<std::path::PathBuf, Trouble>) -> Line {
    match saved {
        Ok(path) => text::saved_as(&path.display().to_string()),
        Err(trouble) => text::not_saved(&trouble.to_string()),
    }
}
