//! Which keys work: the same list feeds the bottom line and the page of help.

use crate::command::{self, Action, availability};
use crate::text::{Line, Tone, about_tables, how_to_play};
use crate::tui::context::Context;
use crate::tui::paint::width;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Typing, act, own};

/// Commands that the bottom line offers on every screen of a game, the most useful first.
const OFFERED: [Action; 8] = [
    Action::End,
    Action::Respond,
    Action::Inbox,
    Action::Brief,
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
        if part.opened_by() == Some(*action) {
            return false;
        }
        command::of(*action).is_some_and(|command| {
            let owed = *action == Action::End && desk.view().over().is_none();
            command.works_on(place)
                && !leads_to(*action, place)
                && (owed || availability(&desk.view(), command).is_ok())
        })
    };
    let name = |action: Action| command::of(action).map_or("", |command| command.name);
    let mut hints: Vec<Hint> = OFFERED
        .into_iter()
        .filter(works)
        .map(|action| act(action, name(action)))
        .collect();
    let debrief = Action::Jump(command::Screen::Debrief);
    if desk.view().over().is_some() && place.in_game() && !leads_to(debrief, place) {
        hints.insert(0, act(debrief, "ending"));
    }
    if place.in_game() {
        let after = hints.len().min(2);
        hints.insert(after, own("1-9", "pages"));
    }
    hints
}

/// Whether a command would only lead to where one is.
pub(in crate::tui) fn leads_to(action: Action, place: command::Screen) -> bool {
    if let Action::Jump(goal) = action {
        return goal == place;
    }
    let goals = [
        (Action::Respond, command::Screen::Events),
        (Action::Glossary, command::Screen::Glossary),
        (Action::Saves, command::Screen::Saves),
    ];
    goals.contains(&(action, place))
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
    if place == command::Screen::Negotiation {
        lines.push(Line::default());
        lines.push(Line::new("Tables", Tone::Strong));
        let about = about_tables().into_iter();
        lines.extend(about.map(|line| Line::from("  ").then(line)));
    }
    lines.extend(how_to_play());
    Sheet::new("Help", lines)
}
