//! How a row of the table of commands is made.

use crate::command::{Action, Command, Front, Place, Screen};

/// The pages of a game, whose keys lead from one to the other. An event isn't among them: digits choose there.
pub(super) const PAGES: &[Screen] = &[
    Screen::Situation,
    Screen::Initiatives,
    Screen::Roadmap,
    Screen::Negotiation,
    Screen::Crisis,
    Screen::Mechanisms,
    Screen::Intelligence,
    Screen::Home,
    Screen::Cables,
    Screen::Debrief,
];

/// Where there is a list to search.
pub(super) const LISTS: &[Screen] = &[
    Screen::Situation,
    Screen::Initiatives,
    Screen::Roadmap,
    Screen::Mechanisms,
    Screen::Events,
    Screen::Intelligence,
    Screen::Cables,
    Screen::Theatre,
    Screen::Glossary,
    Screen::Saves,
    Screen::Help,
];

/// A command of plain mode alone.
pub(super) const fn plain(
    action: Action,
    (id, name): (&'static str, &'static str),
    usage: &'static str,
    help: &'static str,
) -> Command {
    Command {
        action,
        id,
        name,
        keys: &[],
        usage,
        help,
        place: Place::Everywhere,
        front: Front::Plain,
    }
}

/// A command of plain mode alone that is one word and takes nothing.
pub(super) const fn bare(action: Action, word: &'static str, help: &'static str) -> Command {
    plain(action, (word, word), word, help)
}

/// A command of both front ends.
pub(super) const fn both(command: Command, place: Place, keys: &'static [&'static str]) -> Command {
    Command {
        keys,
        place,
        front: Front::Both,
        ..command
    }
}

/// A command of both front ends: what is typed and what it does, where its keys work and which they are.
pub(super) const fn keyed(
    action: Action,
    name: (&'static str, &'static str),
    (usage, help): (&'static str, &'static str),
    (place, keys): (Place, &'static [&'static str]),
) -> Command {
    both(plain(action, name, usage, help), place, keys)
}

/// A command of the screens alone.
pub(super) const fn key(
    action: Action,
    (id, name): (&'static str, &'static str),
    place: Place,
    keys: &'static [&'static str],
    help: &'static str,
) -> Command {
    Command {
        action,
        id,
        name,
        keys,
        usage: "",
        help,
        place,
        front: Front::Screens,
    }
}
