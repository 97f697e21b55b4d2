//! Sentences of the settings, the palette, the keys and the list of this turn's orders.

use crate::model::Order;
use crate::rules::View;
use crate::session::game::Reach;
use crate::text::reasons::confirmed;
use crate::text::{Line, Tone, fill, with_keys};

/// The orders of this turn, the newest first, each with whether undo reaches it.
#[must_use]
pub fn orders_given(view: &View<'_>, orders: &[(Order, Reach)]) -> Vec<Line> {
    if orders.is_empty() {
        return vec![Line::new("You have given no order this turn", Tone::Dim)];
    }
    let line = |(order, reach): &(Order, Reach)| {
        let told = confirmed(view, order);
        match reach {
            Reach::Undo => told,
            Reach::Past => told.then(Line::new(
                " – stays: something has been learnt since",
                Tone::Dim,
            )),
        }
    };
    orders.iter().rev().map(line).collect()
}

/// How to use the list of orders.
#[must_use]
pub fn about_orders() -> Line {
    with_keys("{undo} takes back the newest; {choose} takes back what is chosen and all that came after it")
        .toned(Tone::Dim)
}

/// After several orders were taken back.
#[must_use]
pub fn taken_back(count: usize) -> Line {
    if count == 1 {
        return "One order of this turn is taken back".into();
    }
    format!("{count} orders of this turn are taken back").into()
}

/// Why an action that needs a game can't be had.
#[must_use]
pub fn needs_a_game() -> Line {
    "needs a game: begin or load one".into()
}

/// After a way that leads to the page that is shown.
#[must_use]
pub fn you_are_there() -> Line {
    "You are there: this is the page".into()
}

/// What stands in the palette where nothing matches.
#[must_use]
pub fn nothing_matches() -> Line {
    Line::new("  nothing has this name", Tone::Dim)
}

/// After a setting was changed and kept.
#[must_use]
pub fn kept_in(path: &str) -> Line {
    fill("Kept in {path}", &[("path", path.into())])
}

/// Where settings are kept, for the foot of their page.
#[must_use]
pub fn settings_file(path: Option<&str>, broken: bool) -> Vec<Line> {
    match (path, broken) {
        (Some(path), false) => vec![
            fill("Kept in {path}", &[("path", path.into())]).toned(Tone::Dim),
            Line::new(
                "A theme of your own is a file themes/NAME.ron beside it.",
                Tone::Dim,
            ),
        ],
        (Some(path), true) => vec![
            fill(
                "{path} has mistakes: it is left alone, and settings hold until you quit.",
                &[("path", path.into())],
            )
            .toned(Tone::Warn),
        ],
        (None, _) => vec![Line::new(
            "This system names no folder for settings: they hold until you quit.",
            Tone::Warn,
        )],
    }
}

/// The heading of a page that tells what is wrong with the files of settings.
#[must_use]
pub fn settings_troubles(troubles: &[String]) -> Vec<Line> {
    let mut lines = vec![
        Line::from(
            "These settings can't be used. Defaults take their place; the files are left alone.",
        ),
        Line::default(),
    ];
    let each = troubles.iter().flat_map(|trouble| trouble.lines());
    lines.extend(each.map(Line::from));
    lines
}

/// While a new key is awaited.
#[must_use]
pub fn press_a_key(name: &str) -> Line {
    fill(
        "Press the new key for ‘{name}’; Esc leaves it as it is",
        &[("name", name.into())],
    )
}
