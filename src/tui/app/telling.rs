//! What an order about a table or in a crisis brought about.

use crate::model::Order;
use crate::tui::app::App;
use crate::tui::screens::crisis::{self, Told};
use crate::tui::screens::ending::Ending;
use crate::tui::screens::negotiation::news::{self, News};
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Page, Screen};

impl App {
    /// What an order about a table brought about at once: what ends it as a page, the rest in a line.
    pub(super) fn tell_table(&mut self, order: Order, since: usize) {
        let (Order::Table(table, _), Some(desk)) = (order, self.desk()) else {
            return;
        };
        let told = news::at_table(&desk, table, since);
        match told {
            News::Nothing => {}
            News::Line(line) => self.message = Some(line),
            News::Page(title, lines) => {
                self.above.clear();
                self.open(Screen::Sheet(Sheet::new(&title, lines)));
            }
        }
    }

    /// Goes to the crisis in which a step is due, if there is one.
    pub(super) fn confront(&mut self) -> bool {
        let due = self
            .desk()
            .is_some_and(|desk| desk.view().steps_due().next().is_some());
        if due {
            self.go(Page::Crisis);
        }
        due
    }

    /// Says that a step comes before the end of the turn.
    pub(super) fn refuse_end(&mut self) {
        let Some(desk) = self.desk() else { return };
        let due = desk.view().steps_due().next();
        self.message = due.map(|kind| desk.words().step_first(kind));
    }

    /// What a step in a crisis brought about: its end as a page, the rest in a line.
    pub(super) fn tell_crisis(&mut self, order: Order) {
        let (Order::Step(kind, _), Some(desk)) = (order, self.desk()) else {
            return;
        };
        let over = desk.view().over().is_some();
        let told = crisis::told(&desk, kind);
        let Told::Page(lines) = told else {
            self.message = told.line();
            return;
        };
        self.above.clear();
        self.message = None;
        if over {
            self.page = Page::Situation;
            self.open(Screen::Ending(Ending::default()));
        }
        self.open(Screen::Sheet(Sheet::new("The crisis is over", lines)));
        let more = self
            .desk()
            .is_some_and(|desk| desk.view().steps_due().next().is_some());
        if !over && !more {
            self.page = Page::Situation;
        }
    }
}
