//! Keys from the terminal, and the movements that lists, pages and grids understand.

pub use crate::command::Key;
use crate::command::{self, Action, Screen};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// The key of a terminal event; `None` for releases and for keys that nothing uses.
#[must_use]
pub(in crate::tui) fn from_event(event: &KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    match event.code {
        KeyCode::Char(letter) if control => Some(Key::Ctrl(letter.to_ascii_lowercase())),
        KeyCode::Char(letter) => Some(Key::Char(letter)),
        KeyCode::Enter => Some(Key::Enter),
        KeyCode::Esc => Some(Key::Esc),
        KeyCode::Tab => Some(Key::Tab),
        KeyCode::BackTab => Some(Key::BackTab),
        KeyCode::Up => Some(Key::Up),
        KeyCode::Down => Some(Key::Down),
        KeyCode::Left => Some(Key::Left),
        KeyCode::Right => Some(Key::Right),
        KeyCode::Home => Some(Key::Home),
        KeyCode::End => Some(Key::End),
        KeyCode::PageUp => Some(Key::PageUp),
        KeyCode::PageDown => Some(Key::PageDown),
        KeyCode::Backspace => Some(Key::Backspace),
        KeyCode::Insert => Some(Key::Insert),
        KeyCode::Delete => Some(Key::Delete),
        KeyCode::F(number @ 1..=12) => Some(Key::Function(number)),
        _ => None,
    }
}

/// A movement that lists, pages and grids understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Move {
    /// One up.
    Up,
    /// One down.
    Down,
    /// One to the left.
    Left,
    /// One to the right.
    Right,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
}

impl Move {
    /// The movement that a key asks for: arrows and letters by the table of commands, jumps and pages by their keys.
    #[must_use]
    pub fn of(key: Key) -> Option<Self> {
        match key {
            Key::Home => return Some(Self::First),
            Key::End => return Some(Self::Last),
            Key::PageUp => return Some(Self::PageUp),
            Key::PageDown => return Some(Self::PageDown),
            Key::Char(_) | Key::Up | Key::Down | Key::Left | Key::Right => {}
            Key::Ctrl(_)
            | Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::Backspace
            | Key::Insert
            | Key::Delete
            | Key::Function(_) => return None,
        }
        let action = command::by_key(Screen::Situation, &key.name())?.action;
        [
            (Action::Up, Self::Up),
            (Action::Down, Self::Down),
            (Action::Left, Self::Left),
            (Action::Right, Self::Right),
        ]
        .into_iter()
        .find(|(known, _)| *known == action)
        .map(|(_, step)| step)
    }

    /// Where this movement leads from `place` in a list of `count`; stays inside, never wraps.
    #[must_use]
    pub fn within(self, place: usize, count: usize, page: usize) -> usize {
        let last = count.saturating_sub(1);
        let to = match self {
            Self::Up => place.saturating_sub(1),
            Self::Down => place.saturating_add(1),
            Self::Left | Self::Right => place,
            Self::First => 0,
            Self::Last => last,
            Self::PageUp => place.saturating_sub(page.max(1)),
            Self::PageDown => place.saturating_add(page.max(1)),
        };
        to.min(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movements_stay_inside_a_list() {
        assert_eq!(Move::Up.within(0, 3, 10), 0);
        assert_eq!(Move::PageDown.within(1, 3, 10), 2);
        assert_eq!(Move::Down.within(0, 0, 10), 0);
    }
}
