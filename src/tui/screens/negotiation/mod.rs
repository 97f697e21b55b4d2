//! The negotiation screen: a list of tables, and one of them opened: clauses and options, how the parties take a text, what
//! would help. Its dialogs are `agenda` and `instruments`.

pub(in crate::tui) mod agenda;
mod blocks;
mod board;
mod chart;
mod closing;
mod grid;
pub(in crate::tui) mod instruments;
mod listing;
pub(in crate::tui) mod news;
mod parties;
mod staff;

use ratatui::layout::Rect;

use crate::command::Screen as Place;
use crate::model::{TableId, TableStatus};
use crate::scenario::Item;
use crate::tui::context::{Context, Desk};
use crate::tui::keys::Key;
use crate::tui::paint::Pen;
use crate::tui::screens::negotiation::board::{Board, Said};
use crate::tui::screens::negotiation::listing::Listing;
use crate::tui::screens::{Component, Hint, Wish};

/// The screen.
#[derive(Default)]
pub(in crate::tui) struct Negotiation {
    listing: Listing,
    board: Option<Board>,
}

impl Negotiation {
    /// Opens a table, or shows it in the list if no rounds are held there.
    pub fn sit(&mut self, desk: &Desk<'_>, table: TableId) {
        self.listing.select(table);
        let open = desk.view().table_status(table) == TableStatus::Open;
        let begun = desk
            .view()
            .table(table)
            .is_some_and(|now| now.opened < desk.view().turn());
        self.board = (open && begun).then(|| Board::new(desk, table));
    }

    /// Whether a table is open on the screen.
    pub fn is_seated(&self) -> bool {
        self.board.is_some()
    }

    /// The table that is open on the screen, as long as it is one.
    fn board(&self, desk: &Desk<'_>) -> Option<&Board> {
        let open = |it: &&Board| desk.view().table_status(it.table()) == TableStatus::Open;
        self.board.as_ref().filter(open)
    }

    fn close_if_over(&mut self, desk: &Desk<'_>) {
        if let Some(table) = self.board.as_ref().map(Board::table)
            && desk.view().table_status(table) != TableStatus::Open
        {
            self.listing.select(table);
            self.board = None;
        }
    }
}

impl Component for Negotiation {
    fn place(&self) -> Place {
        Place::Negotiation
    }

    fn subject(&self, context: &Context<'_>) -> String {
        let Some(desk) = context.desk() else {
            return String::new();
        };
        let table = match self.board(&desk) {
            Some(board) => Some(board.table()),
            None => self.listing.current(&desk),
        };
        table.map_or_else(String::new, |table| desk.words().name(Item::Table(table)))
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Negotiation".to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        self.close_if_over(&desk);
        match &mut self.board {
            Some(board) => board.draw(pen, area, &desk),
            None => self.listing.draw(pen, area, &desk),
        }
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Pass;
        };
        self.close_if_over(&desk);
        let Some(board) = &mut self.board else {
            return self.listing.press(key, &desk);
        };
        match board.press(key, &desk) {
            Said::Wish(wish) => wish,
            Said::Close => {
                self.board = None;
                Wish::Nothing
            }
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let Some(desk) = context.desk() else {
            return Vec::new();
        };
        match self.board(&desk) {
            Some(board) => board.hints(&desk),
            None => self.listing.hints(&desk),
        }
    }
}
