//! The panes of an open table besides its text: how it is taken, what would help, what moved, home, the chart, what was said.

use crate::agents::table::moved::moved;
use crate::text::tables::page::Page;
use crate::text::{Line, Tone};
use crate::tui::paint::wrap;
use crate::tui::screens::negotiation::board::Scene;
use crate::tui::screens::negotiation::{chart, parties};

/// A pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// How the parties take the text.
    Parties,
    /// What would bring it nearer.
    Help,
    /// The staff's texts.
    Staff,
    /// What moved since one spoke last.
    Moved,
    /// Consent at home.
    Home,
    /// The texts so far as points on a line.
    Chart,
    /// The texts so far in words, and what binds.
    Said,
    /// What no agreement is worth to each, and why.
    Reserved,
}

impl Block {
    /// Every pane, in the order in which a small screen shows them.
    pub const ALL: [Self; 8] = [
        Self::Parties,
        Self::Help,
        Self::Staff,
        Self::Moved,
        Self::Home,
        Self::Chart,
        Self::Said,
        Self::Reserved,
    ];

    /// Its name in a row of names.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Parties => "Parties",
            Self::Help => "What helps",
            Self::Staff => "Staff",
            Self::Moved => "What moved",
            Self::Home => "Home",
            Self::Chart => "Chart",
            Self::Said => "Texts",
            Self::Reserved => "Patience",
        }
    }

    /// Its heading.
    pub fn title(self, scene: &Scene<'_>) -> String {
        match self {
            Self::Parties if scene.is_draft() => {
                "What if: how they would take the draft".to_owned()
            }
            Self::Parties => "How they take the text".to_owned(),
            Self::Help => match scene.suggestions.1 {
                Some(_) => "What would bring a signature nearer".to_owned(),
                None => "What would be better for you".to_owned(),
            },
            Self::Staff => "The staff's text".to_owned(),
            Self::Moved => "What moved".to_owned(),
            Self::Home => "At home".to_owned(),
            Self::Chart => "Texts so far, by what each would gain".to_owned(),
            Self::Said => "Put forward so far, newest first".to_owned(),
            Self::Reserved => "What no agreement is worth, and why".to_owned(),
        }
    }

    /// What it says in so many cells and rows.
    pub fn lines(self, scene: &Scene<'_>, (wide, tall): (usize, usize)) -> Vec<Line> {
        let wrapped = |lines: Vec<Line>| {
            let parts = lines.iter().flat_map(|line| wrap(line, wide, 4));
            parts.collect::<Vec<Line>>()
        };
        match self {
            Self::Parties => parties::taken(scene, wide),
            Self::Help => parties::help(scene, wide),
            Self::Staff => wrapped(staff(scene)),
            Self::Moved => wrapped(what_moved(scene)),
            Self::Home => wrapped(scene.page.home(scene.shown)),
            Self::Chart => chart::lines(scene, (wide, tall)),
            Self::Said => wrapped(said(scene)),
            Self::Reserved => wrapped(scene.page.reservations()),
        }
    }
}

fn staff(scene: &Scene<'_>) -> Vec<Line> {
    match &scene.staff {
        Some((finding, pick)) => scene.page.staff_beside(finding, *pick),
        None => vec![Line::new(
            "s has your staff look through every text and takes its best one as the draft",
            Tone::Dim,
        )],
    }
}

fn what_moved(scene: &Scene<'_>) -> Vec<Line> {
    let view = scene.desk.view();
    let facts = scene.desk.table_facts(scene.table, 0);
    match moved(&view, scene.table, &facts) {
        None => vec![Line::new(
            "Nothing yet: nobody has spoken since you did",
            Tone::Dim,
        )],
        Some(moved) => {
            let mut lines = vec![scene.page.since(&moved).toned(Tone::Dim)];
            lines.extend(scene.page.moved(&moved));
            lines
        }
    }
}

fn said(scene: &Scene<'_>) -> Vec<Line> {
    let page: &Page<'_> = &scene.page;
    let mut lines = page.ties(scene.now);
    lines.extend(page.history(scene.now, 24).into_iter().skip(1));
    if lines.is_empty() {
        lines.push(Line::new("Nothing yet", Tone::Dim));
    }
    lines
}
