//! The end of a turn, and what is shown when the next one begins.

use crate::model::Order;
use crate::rules::Refusal;
use crate::session::Session;
use crate::tui::app::App;
use crate::tui::screens::brief::Brief;
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::ending::Ending;
use crate::tui::screens::{Page, Screen};

impl App {
    /// Ends the turn; asks where something would be lost.
    pub(super) fn end_turn(&mut self) {
        let Some(desk) = self.desk() else { return };
        if desk.view().over().is_some() {
            self.open(Screen::Ending(Ending::default()));
            return;
        }
        if self.confront() {
            self.refuse_end();
            return;
        }
        let (Some(desk), Some(session)) = (self.desk(), self.session.as_ref()) else {
            return;
        };
        let unfinished = session.guide().unfinished(session.game());
        match Confirm::before_end(&desk, unfinished) {
            Some(confirm) => self.open(Screen::Confirm(confirm)),
            None => self.end(end_plan),
        }
    }

    /// Ends the turn in this way.
    pub(super) fn end(
        &mut self,
        how: fn(&mut Session) -> Result<crate::session::Outcome, Refusal>,
    ) {
        let Some(session) = self.session.as_mut() else {
            return;
        };
        match how(session) {
            Ok(_) => {
                self.above.clear();
                if let Screen::Situation(page) = &mut self.pages[Page::Situation as usize] {
                    page.renew();
                }
                if let Screen::Initiatives(page) = &mut self.pages[Page::Initiatives as usize] {
                    page.show_all();
                }
                self.note_trouble();
                self.tell_turn();
            }
            Err(refusal) => self.refuse(refusal, Order::End),
        }
    }

    /// Shows what changed, and the ending if there is one.
    pub(super) fn tell_turn(&mut self) {
        let due = self
            .desk()
            .is_some_and(|desk| desk.view().steps_due().next().is_some());
        self.page = if due { Page::Crisis } else { Page::Situation };
        let over = self.desk().is_some_and(|desk| desk.view().over().is_some());
        if over {
            self.open(Screen::Ending(Ending::default()));
        }
        self.open(Screen::Brief(Brief::default()));
    }

    /// Ends the turn as it is.
    pub(super) fn end_now(&mut self) {
        self.end(end_plan);
    }
}

fn end_plan(session: &mut Session) -> Result<crate::session::Outcome, Refusal> {
    session.order(Order::End)
}
