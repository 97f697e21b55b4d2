//! What a turn has made possible: what could not be begun, convened or used when the one before it began, and can be now.

use crate::model::{ActorId, InitiativeId, Order, TableId, TableOrder, Turn, WindowId};
use crate::rules::{Refusal, View};
use crate::scenario::Item;
use crate::session::Game;
use crate::text::{Line, Tone, Words, fill, whole};

/// One thing that has become possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// An initiative, at these targets (none: it takes none).
    Initiative(InitiativeId, Vec<ActorId>),
    /// A negotiating table can be convened.
    Table(TableId),
    /// A window has opened, until this turn.
    Window(WindowId, Turn),
}

impl Opened {
    /// What it is, to be looked up.
    #[must_use]
    pub const fn item(&self) -> Item {
        match self {
            Self::Initiative(initiative, _) => Item::Initiative(*initiative),
            Self::Table(table) => Item::Table(*table),
            Self::Window(window, _) => Item::Window(*window),
        }
    }
}

/// Everything that has become possible since the turn before began: windows, tables, then initiatives. Nothing in the
/// first turn and where the past is not known.
#[must_use]
pub fn opened(game: &Game) -> Vec<Opened> {
    let view = game.view();
    let Some(before) = game.view_before(view.seat()) else {
        return Vec::new();
    };
    if view.over().is_some() {
        return Vec::new();
    }
    let windows = view.scenario().windows().map(|(window, _)| window);
    let open = |view: &View<'_>, window| view.window(window) >= view.turn();
    let new = windows.filter(|window| open(&view, *window) && !open(&before, *window));
    let mut found: Vec<Opened> = new
        .map(|window| Opened::Window(window, view.window(window)))
        .collect();
    let tables = view.scenario().tables().map(|(table, _)| table);
    let convene = |table| Order::Table(table, TableOrder::Convene { items: 0 });
    let new = tables
        .filter(|table| is_open(&view, &convene(*table)) && !is_open(&before, &convene(*table)));
    found.extend(new.map(Opened::Table));
    found.extend(initiatives(&view, &before));
    found
}

fn initiatives(view: &View<'_>, before: &View<'_>) -> Vec<Opened> {
    let mut found = Vec::new();
    for (initiative, known) in view.scenario().initiatives() {
        if !known.by.contains(view.seat().0) {
            continue;
        }
        let launch = |target| Order::Launch { initiative, target };
        let targets = view.targets(initiative).into_iter();
        let new: Vec<Option<ActorId>> = targets
            .filter(|target| is_open(view, &launch(*target)) && was_shut(before, &launch(*target)))
            .collect();
        if !new.is_empty() {
            found.push(Opened::Initiative(
                initiative,
                new.into_iter().flatten().collect(),
            ));
        }
    }
    found
}

/// Whether nothing but means can stand in the way of an order.
fn is_open(view: &View<'_>, order: &Order) -> bool {
    matches!(
        view.check(order),
        Ok(()) | Err(Refusal::Capital { .. } | Refusal::Hands { .. })
    )
}

/// Whether a condition, a leave or the time since the last one stood in the way.
fn was_shut(view: &View<'_>, order: &Order) -> bool {
    matches!(
        view.check(order),
        Err(Refusal::Needs(_) | Refusal::Permission { .. } | Refusal::TooSoon { .. })
    )
}

/// The heading of what has become possible.
pub const NOW_POSSIBLE: &str = "What it makes possible";

impl Words<'_> {
    /// What has become possible, in a line.
    #[must_use]
    pub fn opened(&self, view: &View<'_>, opened: &Opened) -> Line {
        match opened {
            Opened::Window(window, until) => self.step_window(*window, *until, view.turn()),
            Opened::Table(table) => {
                fill("Can be convened: {table}", &[("table", self.table(*table))])
            }
            Opened::Initiative(initiative, targets) => {
                let known = view.scenario().initiative(*initiative);
                let short = known.cost > view.capital() || known.hands > view.hands();
                let slots = [
                    ("it", self.quoted(Item::Initiative(*initiative))),
                    ("targets", self.actors(targets.iter().copied()).into()),
                    ("cost", whole(known.cost).into()),
                    ("hands", crate::text::hands(known.hands).into()),
                ];
                let template = match (targets.is_empty(), short) {
                    (true, false) => "Can be begun: {it}, for {cost} capital and {hands}",
                    (false, false) => {
                        "Can be begun: {it} ({targets}), for {cost} capital and {hands}"
                    }
                    (true, true) => {
                        "Nothing but means is missing: {it}, for {cost} capital and {hands}"
                    }
                    (false, true) => {
                        "Nothing but means is missing: {it} ({targets}), for {cost} capital and {hands}"
                    }
                };
                fill(template, &slots)
            }
        }
    }

    /// The first of what has become possible, in so many lines, and how much more there is.
    #[must_use]
    pub fn opened_in_short(&self, game: &Game, limit: usize) -> Vec<(Line, Option<Opened>)> {
        let view = game.view();
        let all = opened(game);
        let more = all.len().saturating_sub(limit);
        let told = all.into_iter().take(limit);
        let mut lines: Vec<(Line, Option<Opened>)> = told
            .map(|opened| (self.opened(&view, &opened), Some(opened)))
            .collect();
        if more > 0 {
            let more = [("more", more.to_string().into())];
            let line = fill(
                "and {more} more; {!initiatives} and {!tables} list them",
                &more,
            );
            lines.push((line.toned(Tone::Dim), None));
        }
        lines
    }
}
