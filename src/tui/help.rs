//! Which keys work: the same list feeds the bottom line and the page of help.

use crate::command::{self, Action, Bindings, availability};
use crate::tui::context::Context;
use crate::tui::screens::{Component, Hint, Typing, act, own};

/// Commands that the bottom line offers on every screen of a game, the most useful first.
const OFFERED: [Action; 10] = [
    Action::End,
    Action::Respond,
    Action::Inbox,
    Action::Brief,
    Action::Undo,
    Action::Glossary,
    Action::Save,
    Action::Saves,
    Action::Orders,
    Action::Palette,
];

/// The keys that work now: those of the component, then those of the game; help and quit are the last two.
pub(in crate::tui) fn hints(part: &dyn Component, context: &Context<'_>) -> Vec<Hint> {
    let mut hints = part.hints(context);
    match part.typing() {
        Typing::Text => hints.push(own("Ctrl-C", "quit")),
        Typing::Commands => {
            hints.extend(offered(part, context));
            hints.extend(part.further(context));
            hints.push(act(Action::Help, "help"));
            hints.push(act(Action::Quit, "quit"));
        }
    }
    let mut hints = once(hints);
    if part.typing() == Typing::Commands {
        let bindings = context.preferences.bindings();
        for hint in &mut hints {
            hint.shown = shown(&hint.key, part.place(), bindings);
        }
    }
    hints
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
        (Action::Settings, command::Screen::Settings),
    ];
    goals.contains(&(action, place))
}

/// The part of the page of help that a heading begins.
pub(in crate::tui) fn part_of(heading: &str) -> &'static str {
    const PARTS: [&str; 5] = ["How a turn goes", "Moving", "Signs", "Map", "About"];
    let known = PARTS.into_iter().find(|part| *part == heading);
    debug_assert!(known.is_some(), "no part {heading}");
    known.unwrap_or("")
}

/// The arrows by which hints name movements.
const ARROWS: [(char, &str); 4] = [('↑', "Up"), ('↓', "Down"), ('←', "Left"), ('→', "Right")];

/// The key or keys of a hint as a person has bound them.
fn shown(key: &str, place: command::Screen, bindings: &Bindings) -> String {
    let arrow = |sign: char| ARROWS.iter().find(|(known, _)| *known == sign);
    let parts: Vec<(char, &str)> = key
        .chars()
        .filter_map(|sign| Some((sign, bindings.shown(place, arrow(sign)?.1))))
        .collect();
    if key == "1-9" && place != command::Screen::Events {
        return digits(bindings);
    }
    if parts.is_empty() || parts.len() < key.chars().count() {
        return bindings.shown(place, key).to_owned();
    }
    let named = parts.iter().map(|(sign, key)| {
        let usual = arrow(*sign).is_some_and(|(_, usual)| usual == key);
        let other = ARROWS.iter().find(|(_, known)| known == key);
        match other {
            _ if usual => sign.to_string(),
            Some((sign, _)) => sign.to_string(),
            None => (*key).to_owned(),
        }
    });
    let named: Vec<String> = named.collect();
    let short = named.iter().all(|name| name.chars().count() == 1);
    named.join(if short { "" } else { "/" })
}

/// The keys of the pages: a range where they are digits in a row, else the first and the last.
fn digits(bindings: &Bindings) -> String {
    let jumps = crate::tui::screens::Page::ALL.map(crate::tui::screens::Page::jump);
    if jumps.iter().any(|jump| bindings.is_changed(*jump)) {
        let key = |jump: Option<&Action>| jump.map_or("", |jump| bindings.key(*jump)).to_owned();
        return format!("{}…{}", key(jumps.first()), key(jumps.get(7)));
    }
    "1-8 m".to_owned()
}
