//! Which keys do what: those of the table, with what a person changed.
//!
//! Screens speak in the keys of the table. A front end turns what is pressed into those (`meant`), and what it shows
//! into the keys that a person gave them (`shown`), so that no screen knows about the change.

use std::fmt;

use crate::command::{Action, COMMANDS, Command, Key, Screen, find};
use crate::notation::nearest;

/// Keys that have one meaning everywhere: text entry and long lists need them.
const FIXED: [(&str, &str); 8] = [
    ("Backspace", "text entry"),
    ("Delete", "text entry"),
    ("Home", "lists"),
    ("End", "lists"),
    ("PageUp", "lists"),
    ("PageDown", "lists"),
    ("Space", "lists"),
    ("Ctrl-Z", "the shell"),
];

/// Keys that only one command may have, and that it can't lose.
const KEPT: [(&str, Action); 3] = [
    ("Enter", Action::Choose),
    ("Esc", Action::Back),
    ("Ctrl-C", Action::Quit),
];

/// The keys of every command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bindings {
    changed: Vec<(Action, Vec<String>)>,
}

/// Why keys can't be what a person wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// No command of the screens has this id.
    NoCommand {
        /// What was given.
        given: String,
        /// The nearest id.
        nearest: Option<String>,
    },
    /// There is no such key.
    NoKey {
        /// The command.
        id: String,
        /// What was given.
        given: String,
    },
    /// A command would be left without a key.
    Keyless {
        /// The command.
        id: String,
    },
    /// Two commands of one screen would have one key.
    Shared {
        /// The command that was changed.
        id: String,
        /// The other one.
        other: &'static str,
        /// The key.
        key: String,
        /// A screen on which both work.
        screen: Screen,
    },
    /// The key has one meaning everywhere.
    Taken {
        /// The command.
        id: String,
        /// The key.
        key: String,
        /// What needs it.
        by: &'static str,
    },
}

impl Clash {
    /// The id under which it stands in a file.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::NoCommand { given, .. } => given,
            Self::NoKey { id, .. }
            | Self::Keyless { id }
            | Self::Shared { id, .. }
            | Self::Taken { id, .. } => id,
        }
    }
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCommand { given, nearest } => {
                write!(f, "no action ‘{}’ has keys", given.escape_debug())?;
                match nearest {
                    Some(nearest) => write!(f, "; did you mean ‘{nearest}’?"),
                    None => f.write_str("; the page of keys in the settings lists them"),
                }
            }
            Self::NoKey { id, given } => write!(
                f,
                "{id}: there is no key ‘{}’; write a letter or sign, Ctrl-A to Ctrl-Z, F1 to F12, Up, Down, Left, \
                 Right, Tab, Shift-Tab, Insert",
                given.escape_debug()
            ),
            Self::Keyless { id } => write!(f, "{id} would have no key; give it one"),
            Self::Shared {
                id,
                other,
                key,
                screen,
            } => write!(
                f,
                "{key} would be both {id} and {other} on the screen ‘{}’",
                screen.title()
            ),
            Self::Taken { id, key, by } => write!(f, "{id} can't be {key}: {by} needs that key"),
        }
    }
}

impl Bindings {
    /// The keys of the table, but for these commands, by id.
    ///
    /// # Errors
    /// Everything that speaks against it.
    pub fn new<'k>(
        changes: impl IntoIterator<Item = (&'k str, &'k [String])>,
    ) -> Result<Self, Vec<Clash>> {
        let mut clashes = Vec::new();
        let mut changed = Vec::new();
        for (id, keys) in changes {
            match find(id).filter(|command| command.screens() && !command.keys.is_empty()) {
                Some(command) => {
                    clashes.extend(unfit(command, keys));
                    if keys != command.keys {
                        changed.push((command.action, keys.to_vec()));
                    }
                }
                None => clashes.push(unknown(id)),
            }
        }
        let bindings = Self { changed };
        clashes.extend(bindings.shared());
        if clashes.is_empty() {
            Ok(bindings)
        } else {
            Err(clashes)
        }
    }

    fn change(&self, action: Action) -> Option<&Vec<String>> {
        let mut changed = self.changed.iter();
        changed
            .find(|(known, _)| *known == action)
            .map(|(_, keys)| keys)
    }

    /// Whether the keys of a command are others than those of the table.
    #[must_use]
    pub fn is_changed(&self, action: Action) -> bool {
        self.change(action).is_some()
    }

    /// How many commands have other keys than those of the table.
    #[must_use]
    pub fn count(&self) -> usize {
        self.changed.len()
    }

    /// The keys of a command, the first one shown.
    #[must_use]
    pub fn keys<'b>(&'b self, command: &Command) -> Vec<&'b str> {
        match self.change(command.action) {
            Some(keys) => keys.iter().map(String::as_str).collect(),
            None => command.keys.to_vec(),
        }
    }

    /// The key of an action that is shown; empty if it has none.
    #[must_use]
    pub fn key(&self, action: Action) -> &str {
        let keys = crate::command::of(action).map(|command| self.keys(command));
        keys.and_then(|keys| keys.first().copied()).unwrap_or("")
    }

    /// What is meant by a key that was pressed on a screen, as a key of the table; `None` if it means nothing any more.
    #[must_use]
    pub fn meant<'k>(&self, screen: Screen, key: &'k str) -> Option<&'k str> {
        if self.changed.is_empty() {
            return Some(key);
        }
        let mut here = COMMANDS.iter().filter(|command| command.works_on(screen));
        let found = here
            .clone()
            .find(|command| self.keys(command).contains(&key));
        match found {
            Some(command) if self.is_changed(command.action) => command.keys.first().copied(),
            Some(_) => Some(key),
            None if here.any(|command| command.keys.contains(&key)) => None,
            None => Some(key),
        }
    }

    /// The key to be pressed on a screen for what a key of the table does there.
    #[must_use]
    pub fn shown<'b>(&'b self, screen: Screen, key: &'b str) -> &'b str {
        let has = |command: &&Command| command.keys.contains(&key);
        let here = COMMANDS.iter().filter(|command| command.works_on(screen));
        let anywhere = COMMANDS.iter().filter(|command| command.screens());
        let command = here
            .clone()
            .find(has)
            .or_else(|| anywhere.clone().find(has));
        let changed = command.and_then(|command| self.change(command.action));
        changed
            .and_then(|keys| keys.first())
            .map_or(key, String::as_str)
    }

    /// Every key that two commands of one screen share, each pair once.
    fn shared(&self) -> Vec<Clash> {
        let mut found: Vec<Clash> = Vec::new();
        for screen in Screen::ALL {
            let here = || COMMANDS.iter().filter(|command| command.works_on(screen));
            for command in here().filter(|command| self.is_changed(command.action)) {
                for key in self.keys(command) {
                    let other = here().find(|other| {
                        other.action != command.action && self.keys(other).contains(&key)
                    });
                    let clash = other.map(|other| Clash::Shared {
                        id: command.id.to_owned(),
                        other: other.id,
                        key: key.to_owned(),
                        screen,
                    });
                    found.extend(clash.filter(|clash| !is_known(&found, clash)));
                }
            }
        }
        found
    }
}

/// Whether two commands are known to share a key, on whatever screen and in whatever order.
fn is_known(found: &[Clash], clash: &Clash) -> bool {
    let pair = |clash: &Clash| match clash {
        Clash::Shared { id, other, key, .. } => {
            let (one, two) = (id.clone(), (*other).to_owned());
            Some((one.clone().min(two.clone()), one.max(two), key.clone()))
        }
        Clash::NoCommand { .. }
        | Clash::NoKey { .. }
        | Clash::Keyless { .. }
        | Clash::Taken { .. } => None,
    };
    found.iter().any(|known| pair(known) == pair(clash))
}

fn unknown(id: &str) -> Clash {
    let bound = COMMANDS
        .iter()
        .filter(|command| command.screens() && !command.keys.is_empty());
    Clash::NoCommand {
        given: id.to_owned(),
        nearest: nearest(id, bound.map(|command| command.id)),
    }
}

/// What speaks against the keys of one command, whatever the others have.
fn unfit(command: &Command, keys: &[String]) -> Vec<Clash> {
    let id = || command.id.to_owned();
    let mut clashes = Vec::new();
    if keys.is_empty() {
        clashes.push(Clash::Keyless { id: id() });
    }
    for key in keys {
        let taken = |by: &'static str| Clash::Taken {
            id: id(),
            key: key.clone(),
            by,
        };
        // What a screen does with such a key of its own stands in the table.
        let own = command.keys.contains(&key.as_str());
        let fixed = FIXED.iter().find(|(known, _)| known == key && !own);
        let kept = KEPT
            .iter()
            .find(|(known, owner)| known == key && *owner != command.action);
        match (Key::named(key), fixed, kept) {
            (None, _, _) => clashes.push(Clash::NoKey {
                id: id(),
                given: key.clone(),
            }),
            (Some(_), Some((_, by)), _) => clashes.push(taken(by)),
            (Some(_), None, Some((_, owner))) => {
                let owner = crate::command::of(*owner).map_or("", |command| command.name);
                clashes.push(taken(owner));
            }
            (Some(_), None, None) => {}
        }
    }
    let needed = KEPT.iter().find(|(_, owner)| *owner == command.action);
    if let Some((key, _)) = needed.filter(|(key, _)| *key != "Ctrl-C")
        && !keys.is_empty()
        && !keys.iter().any(|known| known == key)
    {
        clashes.push(Clash::Taken {
            id: id(),
            key: format!("without {key}"),
            by: "text entry",
        });
    }
    clashes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(changes: &[(&str, &[&str])]) -> Result<Bindings, Vec<String>> {
        let owned: Vec<(&str, Vec<String>)> = changes
            .iter()
            .map(|(id, keys)| (*id, keys.iter().map(|key| (*key).to_owned()).collect()))
            .collect();
        let given = owned.iter().map(|(id, keys)| (*id, keys.as_slice()));
        Bindings::new(given).map_err(|clashes| clashes.iter().map(Clash::to_string).collect())
    }

    #[test]
    fn a_rebound_key_means_what_the_old_one_meant_and_the_old_one_nothing() {
        let bindings = bound(&[("why", &["y", "F2"]), ("up", &["Up"])]).unwrap();
        let meant = |key| bindings.meant(Screen::Situation, key);
        assert_eq!(meant("y"), Some("w"));
        assert_eq!(meant("F2"), Some("w"));
        assert_eq!(meant("w"), None);
        assert_eq!(meant("k"), None, "a second key that was taken away");
        assert_eq!(meant("j"), Some("j"));
        assert_eq!(meant("PageUp"), Some("PageUp"));
        assert_eq!(bindings.shown(Screen::Situation, "w"), "y");
        assert_eq!(bindings.shown(Screen::Situation, "e"), "e");
        assert_eq!(bindings.key(Action::Why), "y");
        assert_eq!(bindings.count(), 2);
    }

    #[test]
    fn two_commands_may_change_places() {
        let bindings = bound(&[("undo", &["e"]), ("end", &["u"])]).unwrap();
        assert_eq!(bindings.meant(Screen::Home, "e"), Some("u"));
        assert_eq!(bindings.meant(Screen::Home, "u"), Some("e"));
    }

    #[test]
    fn one_key_may_serve_two_screens_but_not_two_commands_of_one() {
        assert!(bound(&[("publish", &["Z"]), ("next-pair", &["Z"])]).is_ok());
        let clashes = bound(&[("why", &["s"])]).unwrap_err();
        assert_eq!(
            clashes[0],
            "s would be both why and schedule on the screen ‘Initiatives’"
        );
        assert!(bound(&[("undo", &["?"])]).unwrap_err()[0].contains("help"));
        assert!(bound(&[("undo", &["q"])]).unwrap_err()[0].contains("quit"));
    }

    #[test]
    fn whatever_speaks_against_keys_is_said_at_once() {
        let clashes = bound(&[
            ("undoo", &["z"]),
            ("undo", &[]),
            ("why", &["Strg-W"]),
            ("end", &["Enter"]),
            ("save", &["Backspace"]),
            ("back", &["b"]),
        ])
        .unwrap_err();
        let expected = [
            "no action ‘undoo’ has keys; did you mean ‘undo’?",
            "undo would have no key; give it one",
            "why: there is no key ‘Strg-W’",
            "end can't be Enter: choose needs that key",
            "save can't be Backspace: text entry needs that key",
            "back can't be without Esc: text entry needs that key",
        ];
        assert!(clashes.len() >= expected.len(), "{clashes:?}");
        for (clash, expected) in clashes.iter().zip(expected) {
            assert!(clash.starts_with(expected), "{clash}");
        }
    }
}
