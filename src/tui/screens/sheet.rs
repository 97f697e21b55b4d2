//! A page of text that scrolls: why, help, a note.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::text::Line;
use crate::tui::context::Context;
use crate::tui::keys::{Key, Move};
use crate::tui::paint::{Pen, cells, wrap};
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// A page of text.
pub(in crate::tui) struct Sheet {
    title: String,
    lines: Vec<Line>,
    offset: usize,
    page: usize,
}

impl Sheet {
    /// A page with a title.
    pub fn new(title: &str, lines: Vec<Line>) -> Self {
        Self {
            title: title.to_owned(),
            lines,
            offset: 0,
            page: 1,
        }
    }

    fn wrapped(&self, wide: u16) -> Vec<Line> {
        let wrapped = |line: &Line| {
            let plain = line.plain();
            let lead = plain.chars().take_while(|letter| *letter == ' ').count();
            wrap(line, usize::from(wide), lead + if lead > 0 { 2 } else { 0 })
        };
        self.lines.iter().flat_map(wrapped).collect()
    }
}

impl Component for Sheet {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, _context: &Context<'_>) -> String {
        self.title.clone()
    }

    fn shape(&self) -> Shape {
        Shape::Letter(100)
    }

    fn height(&self, _context: &Context<'_>, wide: u16) -> u16 {
        cells(self.wrapped(wide).len())
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, _context: &Context<'_>) {
        let lines = self.wrapped(area.width);
        self.page = usize::from(area.height);
        self.offset = self.offset.min(lines.len().saturating_sub(self.page));
        pen.lines(area, lines.get(self.offset..).unwrap_or(&[]));
        let edge = area.right();
        if self.offset > 0 {
            pen.sign(edge, area.y, "↑", pen.theme().key());
        }
        if lines.len() > self.offset + self.page {
            pen.sign(
                edge,
                area.bottom().saturating_sub(1),
                "↓",
                pen.theme().key(),
            );
        }
    }

    fn press(&mut self, key: Key, _context: &Context<'_>) -> Wish {
        match (key, Move::of(key)) {
            (Key::Enter | Key::Esc, _) => Wish::Back,
            (_, Some(step)) => {
                let count = self.lines.len() * 3;
                self.offset = step.within(self.offset, count, self.page);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        vec![act(Action::Back, "close"), own("↑↓", "scroll")]
    }
}
