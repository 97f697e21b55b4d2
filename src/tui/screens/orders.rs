//! The orders of this turn: which there are, and how far undo reaches.

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::session::game::Reach;
use crate::text::Line;
use crate::text::settings::{about_orders, orders_given};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, wrap};
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// The list, the newest order first.
#[derive(Clone)]
pub(in crate::tui) struct Orders {
    lines: Vec<Line>,
    reach: Vec<Reach>,
    selected: usize,
}

impl Orders {
    /// The orders as they are now.
    pub fn new(desk: &Desk<'_>) -> Self {
        let orders = desk.orders();
        let lines = orders_given(&desk.view(), &orders);
        let lines = lines.into_iter().map(Line::capitalised).collect();
        let reach = orders.iter().rev().map(|(_, reach)| *reach).collect();
        Self {
            lines,
            reach,
            selected: 0,
        }
    }

    fn rows(&self, wide: u16) -> Vec<Row> {
        let wide = usize::from(wide.saturating_sub(3));
        let rows = self.lines.iter();
        rows.map(|line| Row::Item(wrap(line, wide, 2))).collect()
    }

    /// The foot: how to use it, if there is anything to take back.
    fn foot(&self, wide: u16) -> Vec<Line> {
        if self.reach.is_empty() {
            return Vec::new();
        }
        wrap(&about_orders(), usize::from(wide), 0)
    }
}

impl Component for Orders {
    fn place(&self) -> Place {
        Place::Situation
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Orders of this turn".to_owned()
    }

    fn shape(&self) -> Shape {
        Shape::Dialog(80)
    }

    fn height(&self, _context: &Context<'_>, wide: u16) -> u16 {
        let tall: usize = self.rows(wide).iter().map(Row::height).sum();
        cells(tall + 1 + self.foot(wide).len())
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, _context: &Context<'_>) {
        let foot = self.foot(area.width);
        let tall = cells(foot.len()).min(area.height);
        let body = Rect {
            height: area.height.saturating_sub(tall + 1),
            ..area
        };
        let rows = self.rows(area.width);
        list::draw(pen, body, &rows, self.selected, Focus::Here);
        let below = Rect {
            y: area.bottom() - tall,
            height: tall,
            ..area
        };
        pen.lines(below, &foot);
    }

    fn press(&mut self, key: Key, _context: &Context<'_>) -> Wish {
        match (key, Move::of(key)) {
            (Key::Esc, _) => Wish::Back,
            (Key::Enter, _) => match self.reach.get(self.selected) {
                Some(Reach::Undo) => Wish::Undo(self.selected + 1),
                Some(Reach::Past) => Wish::Tell(crate::text::revealed()),
                None => Wish::Back,
            },
            (_, Some(step)) => {
                self.selected = step.within(self.selected, self.reach.len(), 5);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        let enter = match self.reach.get(self.selected) {
            Some(Reach::Undo) => "take back to here",
            Some(Reach::Past) => "why not",
            None => "close",
        };
        vec![
            act(Action::Choose, enter),
            own("↑↓", "move"),
            act(Action::Back, "close"),
        ]
    }
}
