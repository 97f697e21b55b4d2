//! Which keys work: the same list feeds the bottom line and the page of help.

use crate::command::{self, Action, availability};
use crate::text::{Line, Tone};
use crate::tui::context::Context;
use crate::tui::paint::width;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Typing, act, own};

/// Commands that the bottom line offers on every screen of a game, the most useful first.
const OFFERED: [Action; 6] = [
    Action::End,
    Action::Respond,
    Action::Undo,
    Action::Glossary,
    Action::Save,
    Action::Saves,
];

/// The keys that work now: those of the component, then those of the game; help and quit are the last two.
pub(in crate::tui) fn hints(part: &dyn Component, context: &Context<'_>) -> Vec<Hint> {
    let mut hints = part.hints(context);
    match part.typing() {
        Typing::Text => hints.push(own("Ctrl-C", "quit")),
        Typing::Commands => {
            hints.extend(offered(part, context));
            hints.push(act(Action::Help, "help"));
            hints.push(act(Action::Quit, "quit"));
        }
    }
    once(hints)
}

/// A key is named once: what it does here comes before what it does elsewhere.
fn once(hints: Vec<Hint>) -> Vec<Hint> {
    let mut kept: Vec<Hint> = Vec::new();
    for hint in hints {
        if !kept.iter().any(|known| known.key == hint.key) {
            kept.push(hint);
        }
    }
    kept
}

/// Commands of the game that can be used now.
fn offered(part: &dyn Component, context: &Context<'_>) -> Vec<Hint> {
    let Some(desk) = context.desk() else {
        return Vec::new();
    };
    let place = part.place();
    let works = |action: &Action| {
        command::of(*action).is_some_and(|command| {
            let owed = *action == Action::End && desk.view().over().is_none();
            let here = *action == Action::Respond && place == command::Screen::Events;
            command.works_on(place)
                && !here
                && (owed || availability(&desk.view(), command).is_ok())
        })
    };
    let name = |action: Action| command::of(action).map_or("", |command| command.name);
    let mut hints: Vec<Hint> = OFFERED
        .into_iter()
        .filter(works)
        .map(|action| act(action, name(action)))
        .collect();
    if desk.view().over().is_some() && place.in_game() {
        hints.insert(0, act(Action::Jump(command::Screen::Debrief), "ending"));
    }
    if place.in_game() {
        let after = hints.len().min(2);
        hints.insert(after, own("1-9", "pages"));
    }
    hints
}

/// The page of help for a screen.
pub(in crate::tui) fn page(part: &dyn Component, context: &Context<'_>) -> Sheet {
    let mut lines = vec![Line::new("Keys that work here now", Tone::Strong)];
    let hints = hints(part, context);
    let wide = hints
        .iter()
        .map(|hint| width(&hint.key))
        .max()
        .unwrap_or(0)
        .max(9);
    let row = |key: &str, label: &str| {
        let gap = " ".repeat(wide.saturating_sub(width(key)) + 2);
        Line::new(&format!("  {key}"), Tone::Strong)
            .then(gap)
            .then(label)
    };
    lines.extend(hints.iter().map(|hint| row(&hint.key, &hint.label)));
    let place = part.place();
    if place.in_game() {
        lines.push(Line::default());
        lines.push(Line::new("Pages", Tone::Strong));
        let jumps = command::COMMANDS
            .iter()
            .filter(|command| command.works_on(place));
        let jumps = jumps.filter(|command| matches!(command.action, Action::Jump(_)));
        lines.extend(jumps.map(|command| row(&command.keys.join(" "), command.help)));
    }
    lines.extend(ABOUT.iter().map(|(text, tone)| Line::new(text, *tone)));
    Sheet::new("Help", lines)
}

const ABOUT: [(&str, Tone); 27] = [
    ("", Tone::Plain),
    ("How a turn goes", Tone::Strong),
    (
        "  Answer the cables that wait for you; each answer names its price and who will mind.",
        Tone::Plain,
    ),
    (
        "  Plan initiatives with the capital and the hands that you have; you can't afford all.",
        Tone::Plain,
    ),
    (
        "  End the turn: orders resolve, others move, events happen, figures follow with their causes.",
        Tone::Plain,
    ),
    (
        "  Nothing is lost when you quit: the game is saved after every order.",
        Tone::Plain,
    ),
    ("", Tone::Plain),
    ("Moving", Tone::Strong),
    (
        "  Arrows or hjkl move, Home and End jump, Page up and Page down scroll.",
        Tone::Plain,
    ),
    (
        "  Enter chooses, Esc goes back, Tab and Shift-Tab change the pane, digits jump to pages.",
        Tone::Plain,
    ),
    (
        "  w on a figure tells why it stands where it stands; u takes back an order of this turn.",
        Tone::Plain,
    ),
    ("", Tone::Plain),
    ("Signs", Tone::Strong),
    (
        "  ↑ ↓ →    went up, went down or stayed since the turn before",
        Tone::Plain,
    ),
    (
        "  46 ±8    an estimate: another capital's own figure, until you ask",
        Tone::Plain,
    ),
    (
        "  ✓ ✗      a condition that holds, one that doesn't",
        Tone::Plain,
    ),
    ("", Tone::Plain),
    ("Map", Tone::Strong),
    (
        "  ◆ ● ×    your capital, other capitals, contested places",
        Tone::Plain,
    ),
    (
        "  44       beside a capital: how far it trusts you",
        Tone::Plain,
    ),
    (
        "  a line of dots between capitals: a mechanism that both have agreed; denser once it was used",
        Tone::Plain,
    ),
    (
        "  → at the edge: a capital that lies beyond the map",
        Tone::Plain,
    ),
    ("", Tone::Plain),
    ("About", Tone::Strong),
    (
        "  middle-power, a negotiation wargame for the terminal",
        Tone::Plain,
    ),
    ("  Map: Made with Natural Earth", Tone::Plain),
    (
        "  Figures come from a lens: a theory to be argued with, not the truth",
        Tone::Dim,
    ),
];
