//! The strip above the message line that says what a lesson asks, or a hint tells. It takes its rows from the content, so
//! that it never hides what it speaks of.

use ratatui::layout::Rect;

use crate::command::{self, Bindings};
use crate::text::{Line, Tone};
use crate::tui::app::guide::Strip;
use crate::tui::keys::Key;
use crate::tui::mouse::{Hit, What};
use crate::tui::paint::{Pen, cells, cut, keyed, line_width, width, wrap};
use crate::tui::screens::Page;

/// The rows of text that a lesson keeps on a page, whatever it says, so that the page stays where it is.
const ROWS: usize = 3;
/// The most rows of text, and the widest.
const MOST_ROWS: usize = 4;
const WIDEST: usize = 110;

/// Whether there is room for all that a strip says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Room {
    /// There is, and what to do has a row of its own.
    Plenty,
    /// There is.
    Enough,
    /// What lies above needs every row.
    Little,
}

/// The strip as it is laid out.
pub(in crate::tui) struct Lesson {
    heading: Line,
    behind: Option<(Line, Line)>,
    keys: Line,
    text: Vec<Line>,
    look: Option<Page>,
}

impl Lesson {
    /// The strip on so many columns; empty if there is nothing to say. Where there is little room, a lesson that is long
    /// says only what to do, and a hint nothing.
    pub fn of(strip: Option<Strip>, (wide, room): (u16, Room), bindings: &Bindings) -> Self {
        let wide = usize::from(wide).min(WIDEST);
        let Some(strip) = strip else {
            return Self {
                heading: Line::default(),
                behind: None,
                keys: Line::default(),
                text: Vec::new(),
                look: None,
            };
        };
        // A hint can wait where a lesson can't.
        if room == Room::Little && !strip.folds {
            return Self::of(None, (cells(wide), room), bindings);
        }
        let rows = |line: &Line| wrap(&keyed(line, bindings), wide, 0);
        let (idea, doing) = (&strip.idea, &strip.doing);
        let whole = rows(&idea.clone().then(" ").then(doing.clone()));
        let mut text = match room {
            Room::Little | Room::Enough | Room::Plenty if doing.is_empty() => rows(idea),
            Room::Little if strip.folds && whole.len() > ROWS => rows(doing),
            Room::Little | Room::Enough => whole,
            Room::Plenty => [rows(idea), rows(doing)].concat(),
        };
        text.truncate(MOST_ROWS);
        if strip.folds && room != Room::Little {
            text.resize(text.len().max(ROWS), Line::default());
        }
        Self {
            heading: strip.heading,
            behind: strip.behind,
            keys: strip.keys,
            text,
            look: strip.look,
        }
    }

    /// How many rows it takes.
    pub fn height(&self) -> u16 {
        match self.text.len() {
            0 => 0,
            rows => cells(rows + 1),
        }
    }

    /// The page on which what it speaks of is found.
    pub fn look(&self) -> Option<Page> {
        self.look
    }

    /// The heading with the step that has just been left behind: by name where there is room, else by the sign alone.
    fn headed(&self, room: usize) -> Line {
        let Some((name, sign)) = &self.behind else {
            return self.heading.clone();
        };
        let named = self.heading.clone().then("  ").then(name.clone());
        if line_width(&named) <= room {
            return named;
        }
        sign.clone().then("→ ").then(self.heading.clone())
    }

    /// Each key at the right can be clicked, with the words behind it.
    fn hit(&self, pen: &mut Pen<'_>, area: Rect) {
        let mut x = area.x;
        let mut key = None;
        for span in self.keys.spans() {
            if span.tone() == Tone::Key {
                let command = command::find(span.text());
                key = command.and_then(|it| Key::named(it.keys.first()?));
            }
            let wide = cells(width(
                pen.shown(&Line::new(span.text(), span.tone()))
                    .plain()
                    .as_str(),
            ));
            if let Some(key) = key {
                let area = Rect {
                    x,
                    width: wide,
                    ..area
                };
                let what = What::Key(key);
                pen.hit(Hit { area, what });
            }
            x = x.saturating_add(wide);
        }
    }

    /// Draws it: a rule with its heading and keys, the text below.
    pub fn draw(&self, pen: &mut Pen<'_>, area: Rect) {
        if self.text.is_empty() {
            return;
        }
        pen.clear(area);
        pen.rule(area);
        let row = |from: u16, right: u16| Rect {
            x: area.x + from,
            width: area.width.saturating_sub(from + right),
            height: 1,
            ..area
        };
        let around = |line: Line| Line::from(" ").then(line).then(" ");
        let keys = around(pen.shown(&self.keys));
        let taken = line_width(&keys) + 2;
        let left = usize::from(area.width).saturating_sub(taken + 4);
        let heading = around(cut(
            &self.headed(left.saturating_sub(2)),
            left.saturating_sub(2),
        ));
        let wide = cells(line_width(&heading));
        pen.line(row(2, area.width.saturating_sub(2 + wide)), &heading);
        let right = row(area.width.saturating_sub(cells(taken)), 2);
        pen.line(right, &keys);
        self.hit(
            pen,
            Rect {
                x: right.x + 1,
                ..right
            },
        );
        let body = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(1),
        };
        pen.lines(body, &self.text);
    }
}
