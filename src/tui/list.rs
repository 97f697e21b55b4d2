//! A list with headings and items of one or more lines: keeps the selected item in sight and marks it without colour.

use ratatui::layout::Rect;

use crate::text::{Line, Tone};
use crate::tui::keys::Key;
use crate::tui::mouse::{Hit, What};
use crate::tui::paint::{Pen, cells};

/// The sign before the selected item.
pub(in crate::tui) const MARK: &str = "›";

/// One entry.
#[derive(Clone, Debug)]
pub(in crate::tui) enum Row {
    /// A heading, which can't be selected.
    Heading(Line),
    /// An item, one line or more.
    Item(Vec<Line>),
}

impl Row {
    /// An item of one line.
    pub fn item(line: impl Into<Line>) -> Self {
        Self::Item(vec![line.into()])
    }

    /// A heading.
    pub fn heading(text: &str) -> Self {
        Self::Heading(Line::new(text, Tone::Strong))
    }

    /// The rows of the screen that it takes.
    pub fn height(&self) -> usize {
        match self {
            Self::Heading(_) => 1,
            Self::Item(lines) => lines.len(),
        }
    }
}

/// The item that stands in a cell of the screen, as `draw` has drawn the list.
pub(in crate::tui) fn hit(
    area: Rect,
    rows: &[Row],
    selected: usize,
    at: (u16, u16),
) -> Option<usize> {
    if !area.contains(at.into()) {
        return None;
    }
    let (top, bottom) = extent(rows, selected);
    let total: usize = rows.iter().map(Row::height).sum();
    let wanted = usize::from(at.1 - area.y) + offset(top, bottom, total, usize::from(area.height));
    let (mut y, mut item) = (0, 0);
    for row in rows {
        let inside = (y..y + row.height()).contains(&wanted);
        y += row.height();
        match row {
            Row::Heading(_) if inside => return None,
            Row::Heading(_) => {}
            Row::Item(_) if inside => return Some(item),
            Row::Item(_) => item += 1,
        }
    }
    None
}

/// The rows of the screen that a list takes.
pub(in crate::tui) fn height(rows: &[Row]) -> usize {
    rows.iter().map(Row::height).sum()
}

/// Whether the list has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Focus {
    /// It has.
    Here,
    /// Another pane has.
    Elsewhere,
}

/// Draws rows; `selected` counts items only. Shows how much is out of sight at the right edge.
pub(in crate::tui) fn draw(
    pen: &mut Pen<'_>,
    area: Rect,
    rows: &[Row],
    selected: usize,
    focus: Focus,
) {
    if area.is_empty() {
        return;
    }
    let (top, bottom) = extent(rows, selected);
    let total = height(rows);
    let tall = usize::from(area.height);
    let offset = offset(top, bottom, total, tall);
    let mut y = 0_usize;
    let mut item = 0_usize;
    for row in rows {
        let chosen = matches!(row, Row::Item(_)) && item == selected;
        match row {
            Row::Heading(line) => put(pen, area, y, offset, 0, line),
            Row::Item(lines) => {
                for (below, line) in lines.iter().enumerate() {
                    put(pen, area, y + below, offset, 2, line);
                    if let Some(area) = row_at(area, y + below, offset) {
                        let what = What::Item(item, selected, focus);
                        pen.hit(Hit { area, what });
                    }
                }
                item += 1;
            }
        }
        if let (true, Row::Item(lines), Focus::Here) = (chosen, row, focus) {
            *pen.selected() = lines.iter().map(|line| line.plain() + " ").collect();
        }
        if chosen {
            mark(pen, area, (y, row.height()), offset, focus);
        }
        y += row.height();
    }
    pen.more(area.right().saturating_sub(1), area, (offset, total));
}

fn put(pen: &mut Pen<'_>, area: Rect, y: usize, offset: usize, indent: u16, line: &Line) {
    if let Some(row) = row_at(area, y, offset) {
        let indent = indent.min(row.width);
        pen.line(
            Rect {
                x: row.x + indent,
                width: row.width - indent,
                ..row
            },
            line,
        );
    }
}

fn row_at(area: Rect, y: usize, offset: usize) -> Option<Rect> {
    let y = cells(y.checked_sub(offset)?);
    (y < area.height).then_some(Rect {
        y: area.y + y,
        height: 1,
        ..area
    })
}

/// Marks the selected item where the list has the keys: a sign for those who see no colour, and reverse video.
fn mark(pen: &mut Pen<'_>, area: Rect, (y, height): (usize, usize), offset: usize, focus: Focus) {
    match focus {
        Focus::Elsewhere => return,
        Focus::Here => {}
    }
    let style = pen.theme().selected();
    for line in y..y + height {
        if let Some(row) = row_at(area, line, offset) {
            pen.restyle(row, style);
        }
    }
    if let Some(row) = row_at(area, y, offset) {
        pen.sign(row.x, row.y, MARK, style);
    }
}

/// The first and last line of the selected item; of the first item also the headings above it.
fn extent(rows: &[Row], selected: usize) -> (usize, usize) {
    let mut y = 0;
    let mut item = 0;
    for row in rows {
        if let Row::Item(lines) = row {
            if item == selected {
                let top = if item == 0 { 0 } else { y };
                return (top, y + lines.len());
            }
            item += 1;
        }
        y += row.height();
    }
    (0, 0)
}

/// How far to scroll so that the item is in sight, in the middle where there is a choice.
fn offset(top: usize, bottom: usize, total: usize, tall: usize) -> usize {
    let middle = (top + bottom) / 2;
    let wanted = middle.saturating_sub(tall / 2);
    let wanted = wanted.min(total.saturating_sub(tall));
    wanted.max(bottom.saturating_sub(tall)).min(top)
}

/// The line above a list that can be searched: what it is, how many there are, and what is sought.
pub(in crate::tui) fn found(
    title: &str,
    of: &str,
    count: usize,
    (filter, typing): (&str, bool),
) -> Line {
    let mut line = Line::new(title, Tone::Strong);
    let of = if count == 1 {
        of.trim_end_matches('s')
    } else {
        of
    };
    line = line.then(Line::new(&format!("  {count} {of}"), Tone::Dim));
    line.then(sought(filter, typing))
}

/// A list is narrowed to no more letters than this.
const MOST_SOUGHT: usize = 40;

/// Takes a key while somebody types what a list is narrowed to; whether it means anything there.
pub(in crate::tui) fn seek((filter, typing): (&mut String, &mut bool), key: Key) -> bool {
    match key {
        Key::Enter => *typing = false,
        Key::Esc => {
            *typing = false;
            filter.clear();
        }
        Key::Backspace => drop(filter.pop()),
        Key::Char(letter) if filter.chars().count() < MOST_SOUGHT => filter.push(letter),
        _ => return false,
    }
    true
}

/// What a list is narrowed to, for its head; nothing if it isn't.
pub(in crate::tui) fn sought(filter: &str, typing: bool) -> Line {
    if !typing && filter.is_empty() {
        return Line::default();
    }
    let cursor = if typing { "_" } else { "" };
    Line::new(&format!("  /{filter}{cursor}"), Tone::Strong)
}
