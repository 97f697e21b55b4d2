//! A page of text that scrolls: why, help, a note.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::notation::figure::Named;
use crate::text::Line;
use crate::text::account::Told;
use crate::tui::context::Context;
use crate::tui::keys::{Key, Move};
use crate::tui::list::{Focus, MARK};
use crate::tui::mouse::{Hit, What};
use crate::tui::paint::{Pen, cells, wrap};
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// A page of text.
pub(in crate::tui) struct Sheet {
    title: String,
    lines: Vec<Line>,
    /// The lines that lead to a figure, in order.
    leads: Vec<(usize, Named)>,
    /// Which of them is chosen.
    selected: usize,
    offset: usize,
    page: usize,
    wide: u16,
}

impl Sheet {
    /// A page with a title.
    pub fn new(title: &str, lines: Vec<Line>) -> Self {
        Self {
            title: title.to_owned(),
            lines,
            leads: Vec::new(),
            selected: 0,
            offset: 0,
            page: 1,
            wide: 0,
        }
    }

    /// Other lines in their place; what was scrolled to stays.
    pub fn replace(&mut self, lines: Vec<Line>) {
        self.lines = lines;
    }

    /// A page of which some lines lead to figures: they can be chosen.
    pub fn unfolding(title: &str, told: Vec<Told>) -> Self {
        // The sign of the chosen one stands before it.
        let flush = |told: &Told| told.leads.is_some() && !told.line.plain().starts_with("  ");
        let indent = if told.iter().any(flush) { "  " } else { "" };
        let numbered = told.iter().enumerate();
        let leads = numbered.filter_map(|(place, told)| Some((place, told.leads?)));
        let leads = leads.collect();
        let lines = told.into_iter().map(|told| match told.line.is_empty() {
            true => told.line,
            false => Line::from(indent).then(told.line),
        });
        let lines = lines.collect();
        Self {
            leads,
            ..Self::new(title, lines)
        }
    }

    /// The chosen figure and the first row of its line.
    fn chosen(&self, wide: u16) -> Option<(usize, Named)> {
        let (line, named) = *self.leads.get(self.selected)?;
        let above = self.lines.iter().take(line);
        let row = above.map(|line| rows(line, wide).len()).sum();
        Some((row, named))
    }

    /// Lets each line that leads to a figure be clicked.
    fn hits(&self, pen: &mut Pen<'_>, area: Rect) {
        let mut row = 0;
        let mut leads = self.leads.iter().enumerate().peekable();
        for (place, line) in self.lines.iter().enumerate() {
            let tall = rows(line, area.width).len();
            if let Some((lead, _)) = leads.next_if(|(_, (known, _))| *known == place) {
                for below in row.max(self.offset)..(row + tall).min(self.offset + self.page) {
                    let area = Rect {
                        y: area.y + cells(below - self.offset),
                        height: 1,
                        ..area
                    };
                    let what = What::Item(lead, self.selected, Focus::Here);
                    pen.hit(Hit { area, what });
                }
            }
            row += tall;
        }
    }

    /// How far in the line of the chosen figure begins.
    fn indent(&self) -> u16 {
        let chosen = self.leads.get(self.selected);
        let line = chosen.and_then(|(line, _)| self.lines.get(*line));
        let spaces = line.map_or(0, |line| {
            let plain = line.plain();
            plain.chars().take_while(|letter| *letter == ' ').count()
        });
        cells(spaces)
    }

    fn choose(&mut self, step: Move) {
        self.selected = step.within(self.selected, self.leads.len(), self.page);
        let Some((row, _)) = self.chosen(self.wide) else {
            return;
        };
        // What stands above the first figure is seen with it.
        let top = if self.selected == 0 { 0 } else { row };
        self.offset = self
            .offset
            .min(top)
            .max((row + 2).saturating_sub(self.page));
    }

    fn wrapped(&self, wide: u16) -> Vec<Line> {
        self.lines
            .iter()
            .flat_map(|line| rows(line, wide))
            .collect()
    }
}

/// A line broken to rows; what follows a break stands further in than its beginning.
fn rows(line: &Line, wide: u16) -> Vec<Line> {
    let plain = line.plain();
    let lead = plain.chars().take_while(|letter| *letter == ' ').count();
    wrap(line, usize::from(wide), lead + if lead > 0 { 2 } else { 0 })
}

impl Component for Sheet {
    fn place(&self) -> Place {
        Place::Help
    }

    fn subject(&self, _context: &Context<'_>) -> String {
        let lines = self.lines.iter();
        lines.map(|line| line.plain() + " ").collect()
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
        (self.page, self.wide) = (usize::from(area.height), area.width);
        self.offset = pen.scroll(area, &lines, self.offset);
        self.hits(pen, area);
        let chosen = self.chosen(area.width);
        let row = chosen.and_then(|(row, _)| row.checked_sub(self.offset));
        if let Some(row) = row.filter(|row| *row < self.page) {
            let lead = area.x.saturating_add(self.indent().saturating_sub(2));
            pen.sign(
                lead,
                area.y.saturating_add(cells(row)),
                MARK,
                pen.theme().key(),
            );
        }
    }

    fn press(&mut self, key: Key, _context: &Context<'_>) -> Wish {
        match (key, Move::of(key)) {
            (Key::Enter | Key::Char('w'), _) if !self.leads.is_empty() => {
                let chosen = self.leads.get(self.selected);
                chosen.map_or(Wish::Nothing, |(_, named)| Wish::Why(*named))
            }
            (Key::Enter | Key::Esc, _) => Wish::Back,
            (_, Some(step)) if !self.leads.is_empty() => {
                self.choose(step);
                Wish::Nothing
            }
            (_, Some(step)) => {
                let count = self.lines.len() * 3;
                self.offset = step.within(self.offset, count, self.page);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        if self.leads.is_empty() {
            return vec![act(Action::Back, "close"), own("↑↓", "scroll")];
        }
        vec![
            act(Action::Choose, "why"),
            act(Action::Back, "close"),
            own("↑↓", "move"),
        ]
    }
}
