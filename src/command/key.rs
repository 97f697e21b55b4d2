//! Keys as the table of commands and the screens see them, independent of any terminal, and their names.

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
    /// Insert.
    Insert,
    /// Delete.
    Delete,
    /// A function key, from 1 to 12.
    Function(u8),
}

/// Names as the table of commands writes them.
const NAMED: [(&str, Key); 16] = [
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
    ("Insert", Key::Insert),
    ("Delete", Key::Delete),
    ("Space", Key::Char(' ')),
];

impl Key {
    /// The name of the key as the table of commands writes it: `Enter`, `Ctrl-S`, `w`.
    #[must_use]
    pub fn name(self) -> String {
        if let Some((name, _)) = NAMED.iter().find(|(_, known)| *known == self) {
            return (*name).to_owned();
        }
        match self {
            Self::Char(letter) => letter.to_string(),
            Self::Ctrl(letter) => format!("Ctrl-{}", letter.to_ascii_uppercase()),
            Self::Function(number) => format!("F{number}"),
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
            | Self::Backspace
            | Self::Insert
            | Self::Delete => String::new(),
        }
    }

    /// The key of a name such as `Enter`, `Ctrl-S` or `w`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if let Some((_, key)) = NAMED.iter().find(|(known, _)| *known == name) {
            return Some(*key);
        }
        let number = name
            .strip_prefix('F')
            .and_then(|digits| digits.parse().ok());
        if let Some(number @ 1..=12) = number {
            return Some(Self::Function(number));
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
            ("F", Key::Char('F')),
            ("F12", Key::Function(12)),
        ] {
            assert_eq!(Key::named(name), Some(key), "{name}");
            assert_eq!(key.name(), name);
        }
        for unknown in ["Nothing", "F13", "F0", "Ctrl-", ""] {
            assert_eq!(Key::named(unknown), None, "{unknown}");
        }
    }
}
