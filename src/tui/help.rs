//! Which keys work: the same list feeds the bottom line and the page of help.

use crate::text::{Line, Tone};
use crate::tui::context::Context;
use crate::tui::paint::width;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Typing, hint};

/// The keys that work now: those of the component, then those that work everywhere; help and quit are the last two.
pub(in crate::tui) fn hints(part: &dyn Component, context: &Context<'_>) -> Vec<Hint> {
    let mut hints = part.hints(context);
    match part.typing() {
        Typing::Text => hints.push(hint("Ctrl-C", "quit")),
        Typing::Commands => {
            hints.extend(everywhere(context));
            hints.retain_first();
            hints.push(hint("?", "help"));
            hints.push(hint("q", "quit"));
        }
    }
    hints
}

trait RetainFirst {
    fn retain_first(&mut self);
}

impl RetainFirst for Vec<Hint> {
    /// A key is named once: what it does here comes before what it does everywhere.
    fn retain_first(&mut self) {
        let mut seen: Vec<&'static str> = Vec::new();
        self.retain(|hint| {
            let new = !seen.contains(&hint.key);
            seen.push(hint.key);
            new
        });
    }
}

/// Keys that work everywhere in a game.
fn everywhere(context: &Context<'_>) -> Vec<Hint> {
    let Some(desk) = context.desk() else {
        return Vec::new();
    };
    let mut hints = Vec::new();
    if desk.view().over().is_some() {
        hints.push(hint("e", "ending"));
    } else {
        hints.push(hint("e", "end turn"));
        if context.session.is_some_and(can_undo) {
            hints.push(hint("u", "undo"));
        }
    }
    hints.push(hint("1-5", "pages"));
    hints.push(hint("g", "glossary"));
    hints.push(hint("Ctrl-S", "save"));
    hints
}

/// Whether the person has ordered something this turn.
fn can_undo(session: &crate::session::Session) -> bool {
    let game = session.game();
    let seat = session.seat();
    let since = game.entries_before_turn();
    let entries = game.entries().get(since..).unwrap_or(&[]);
    entries
        .iter()
        .any(|entry| entry.seat == seat && entry.controller == "person")
}

/// The page of help for a screen.
pub(in crate::tui) fn page(part: &dyn Component, context: &Context<'_>) -> Sheet {
    let mut lines = vec![Line::new("Keys that work here now", Tone::Strong)];
    let hints = hints(part, context);
    let wide = hints.iter().map(|hint| width(hint.key)).max().unwrap_or(0);
    for hint in &hints {
        let gap = " ".repeat(wide.saturating_sub(width(hint.key)) + 2);
        lines.push(
            Line::new(&format!("  {}", hint.key), Tone::Strong)
                .then(gap)
                .then(hint.label.as_str()),
        );
    }
    lines.extend(ABOUT.iter().map(|(text, tone)| Line::new(text, *tone)));
    Sheet::new("Help", lines)
}

const ABOUT: [(&str, Tone); 23] = [
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
    (
        "  ◆ ● ×    on the map: your capital, other capitals, contested places",
        Tone::Plain,
    ),
    (
        "           lines between capitals: a mechanism that both have agreed",
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
