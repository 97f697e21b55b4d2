//! The mouse: what a click means where it falls. A click does what a key does; nothing needs the mouse.

use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::tui::keys::Key;
use crate::tui::list::Focus;
use crate::tui::screens::Page;

/// What the mouse did in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Mouse {
    /// The column and row, from 0.
    pub at: (u16, u16),
    /// What it did.
    pub deed: Deed,
}

/// A click, a turn of the wheel, or a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Deed {
    /// The left button went down.
    Click,
    /// The wheel went up.
    WheelUp,
    /// The wheel went down.
    WheelDown,
    /// It moved, with no button down.
    Move,
}

impl Mouse {
    /// What an event of the terminal means; `None`: nothing.
    pub fn of(event: &MouseEvent) -> Option<Self> {
        let deed = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => Deed::Click,
            MouseEventKind::ScrollUp => Deed::WheelUp,
            MouseEventKind::ScrollDown => Deed::WheelDown,
            MouseEventKind::Moved => Deed::Move,
            _ => return None,
        };
        Some(Self {
            at: (event.column, event.row),
            deed,
        })
    }
}

/// What stands in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum What {
    /// The item of a list: its place, which item is chosen there, whether the list has the keys.
    Item(usize, usize, Focus),
    /// A key of the bottom line.
    Key(Key),
    /// The tab of a page.
    Page(Page),
    /// Something that so many presses of a key select; a second click does nothing more.
    Steps(Key, usize),
}

impl What {
    /// What selects one item of a column, or of a row, where another is selected.
    pub fn steps(item: usize, chosen: usize, (back, forward): (Key, Key)) -> Self {
        let key = if item < chosen { back } else { forward };
        Self::Steps(key, item.abs_diff(chosen))
    }
}

/// An area with what stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Hit {
    /// The area.
    pub area: Rect,
    /// What stands there.
    pub what: What,
}

/// What stands in a cell: what was drawn there last.
pub(in crate::tui) fn at(hits: &[Hit], (x, y): (u16, u16)) -> Option<What> {
    let mut hits = hits.iter().rev();
    hits.find(|hit| hit.area.contains(Position::new(x, y)))
        .map(|hit| hit.what)
}
