//! Keys as screens see them, independent of the terminal library, and their names.

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

const NAMED: [(&str, Key); 14] = [
    ("Enter", Key::Enter),
    ("Esc", Key::Esc),
    ("Tab", Key::Tab),
    ("BackTab", Key::BackTab),
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

    /// The key of a name such as `Enter`, `C-s` or `w`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if let Some((_, key)) = NAMED.iter().find(|(known, _)| *known == name) {
            return Some(*key);
        }
        let mut letters = name.chars();
        match (
            letters.next()?,
            letters.next(),
            letters.next(),
            letters.next(),
        ) {
            (letter, None, ..) => Some(Self::Char(letter)),
            ('C', Some('-'), Some(letter), None) => Some(Self::Ctrl(letter)),
            _ => None,
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
    /// The movement that a key asks for, by arrows or `hjkl`.
    #[must_use]
    pub fn of(key: Key) -> Option<Self> {
        match key {
            Key::Up | Key::Char('k') => Some(Self::Up),
            Key::Down | Key::Char('j') => Some(Self::Down),
            Key::Left | Key::Char('h') => Some(Self::Left),
            Key::Right | Key::Char('l') => Some(Self::Right),
            Key::Home => Some(Self::First),
            Key::End => Some(Self::Last),
            Key::PageUp => Some(Self::PageUp),
            Key::PageDown => Some(Self::PageDown),
            Key::Char(_)
            | Key::Ctrl(_)
            | Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::Backspace => None,
        }
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
            ("C-s", Key::Ctrl('s')),
            ("?", Key::Char('?')),
            ("서", Key::Char('서')),
        ] {
            assert_eq!(Key::named(name), Some(key), "{name}");
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
