//! What is worked out once a game is over: durability, what else it might have come to, the report.

use std::sync::Mutex;

use crate::command::Action;
use crate::report::Asked;
use crate::session::{Afterwards, Otherwise};
use crate::text::otherwise::not_here;
use crate::text::report::{being_written, no_order, written_to};
use crate::text::{Hindrance, Line, Tone};
use crate::tui::app::App;
use crate::tui::background::{Background, Step, locked};
use crate::tui::screens::Screen;
use crate::tui::screens::afterwards::watching;
use crate::tui::screens::otherwise::OtherwisePage;

/// A report on its way: what there is to say of it once it is written, or not.
pub(in crate::tui) type Pending = Background<Option<Line>>;

impl App {
    /// What is asked of a game that is over.
    pub(super) fn look_back_by(&mut self, action: Action) {
        if action == Action::Durability {
            self.watch_order();
        } else if action == Action::Otherwise {
            self.play_otherwise();
        } else {
            self.write_report();
        }
    }

    /// What becomes of the order of a game that is over.
    fn watch_order(&mut self) {
        let Some(session) = &self.session else { return };
        if session.game().view().over().is_none() {
            return self.hinder(Hindrance::NotOver);
        }
        match Afterwards::of(session.game()) {
            Some(found) => {
                let page = watching(found, self.wake.clone());
                self.open(Screen::Afterwards(page));
            }
            None => self.message = Some(no_order()),
        }
    }

    /// What else a game that is over might have come to.
    fn play_otherwise(&mut self) {
        let Some(session) = &self.session else { return };
        match Otherwise::of(session.game()) {
            Some(found) => {
                let page = OtherwisePage::new(found, self.wake.clone());
                self.open(Screen::Otherwise(page));
            }
            None => self.message = Some(not_here()),
        }
    }

    /// Writes the report on the game beside its saves, elsewhere; what came of it is said when it is there.
    fn write_report(&mut self) {
        let Some(session) = &self.session else { return };
        let asked = match Asked::beside(session) {
            Ok(asked) => asked,
            Err(why) => {
                self.message = Some(why.capitalised().toned(Tone::Warn));
                return;
            }
        };
        let mut asked = Some(asked);
        let step = move |said: &Mutex<Option<Line>>| {
            if let Some(asked) = asked.take() {
                let line = told(asked);
                *locked(said) = Some(line);
            }
            Step::Done
        };
        self.message = Some(being_written());
        self.pending = Some(Background::begin("report", None, self.wake.clone(), step));
        self.hear();
    }

    /// Says what has come of what was asked for, if that is known.
    pub(in crate::tui) fn hear(&mut self) {
        let said = self.pending.as_ref().and_then(|it| it.now().take());
        if said.is_some() {
            (self.message, self.pending) = (said, None);
        }
    }
}

fn told(asked: Asked) -> Line {
    match asked.write() {
        Ok(path) => written_to(&path.display().to_string()),
        Err(why) => why.capitalised().toned(Tone::Warn),
    }
}
