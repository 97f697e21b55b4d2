//! Keys as screens see them, independent of the terminal library, and their names.

use crate::command::{self, Action, Screen};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A letter, digit or sign.
    Char(char),
    /// A letter with Control.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift with Tab.
    BackTab,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Backspace.
    Backspace,
}

/// Names as the table of commands writes them.
const NAMED: [(&str, Key); 14] = [
    ("Enter", Key::Enter),
    ("Esc", Key::Esc),
    ("Tab", Key::Tab),
    ("Shift-Tab", Key::BackTab),
    ("Up", Key::Up),
    ("Down", Key::Down),
    ("Left", Key::Left),
    ("Right", Key::Right),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PageUp", Key::PageUp),
    ("PageDown", Key::PageDown),
    ("Backspace", Key::Backspace),
    ("Space", Key::Char(' ')),
];

impl Key {
    /// The key of a terminal event; `None` for releases and for keys that nothing uses.
    #[must_use]
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        match event.code {
            KeyCode::Char(letter) if control => Some(Self::Ctrl(letter.to_ascii_lowercase())),
            KeyCode::Char(letter) => Some(Self::Char(letter)),
            KeyCode::Enter => Some(Self::Enter),
            KeyCode::Esc => Some(Self::Esc),
            KeyCode::Tab => Some(Self::Tab),
            KeyCode::BackTab => Some(Self::BackTab),
            KeyCode::Up => Some(Self::Up),
            KeyCode::Down => Some(Self::Down),
            KeyCode::Left => Some(Self::Left),
            KeyCode::Right => Some(Self::Right),
            KeyCode::Home => Some(Self::Home),
            KeyCode::End => Some(Self::End),
            KeyCode::PageUp => Some(Self::PageUp),
            KeyCode::PageDown => Some(Self::PageDown),
            KeyCode::Backspace => Some(Self::Backspace),
            _ => None,
        }
    }

    /// The name of the key as the table of commands writes it: `Enter`, `Ctrl-S`, `w`.
    #[must_use]
    pub fn name(self) -> String {
        if let Some((name, _)) = NAMED.iter().find(|(_, known)| *known == self) {
            return (*name).to_owned();
        }
        match self {
            Self::Char(letter) => letter.to_string(),
            Self::Ctrl(letter) => format!("Ctrl-{}", letter.to_ascii_uppercase()),
            Self::Enter
            | Self::Esc
            | Self::Tab
            | Self::BackTab
            | Self::Up
            | Self::Down
            | Self::Left
            | Self::Right
            | Self::Home
            | Self::End
            | Self::PageUp
            | Self::PageDown
            | Self::Backspace => String::new(),
        }
    }

    /// The key of a name such as `Enter`, `Ctrl-S` or `w`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if let Some((_, key)) = NAMED.iter().find(|(known, _)| *known == name) {
            return Some(*key);
        }
        let (control, letter) = match name.strip_prefix("Ctrl-") {
            Some(letter) => (true, letter),
            None => (false, name),
        };
        let mut letters = letter.chars();
        match (letters.next()?, letters.next(), control) {
            (letter, None, true) => Some(Self::Ctrl(letter.to_ascii_lowercase())),
            (letter, None, false) => Some(Self::Char(letter)),
            (_, Some(_), _) => None,
        }
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
            Key::Ctrl(_) | Key::Enter | Key::Esc | Key::Tab | Key::BackTab | Key::Backspace => {
                return None;
            }
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
    fn keys_have_names() {
        for (name, key) in [
            ("Enter", Key::Enter),
            ("Ctrl-S", Key::Ctrl('s')),
            ("?", Key::Char('?')),
            ("서", Key::Char('서')),
        ] {
            assert_eq!(Key::named(name), Some(key), "{name}");
            assert_eq!(key.name(), name);
        }
        assert_eq!(Key::named("Nothing"), None);
    }

    #[test]
    fn movements_stay_inside_a_list() {
        assert_eq!(Move::Up.within(0, 3, 10), 0);
        assert_eq!(Move::PageDown.within(1, 3, 10), 2);
        assert_eq!(Move::Down.within(0, 0, 10), 0);
    }
}
