//! Every text as a row of points: how far right of no agreement it leaves each party. Concessions are read downwards.

use crate::agents::table::assess::floors;
use crate::model::{ActorId, Package, Points};
use crate::text::{Line, Tone, signed};
use crate::tui::paint::{column, column_right, width};
use crate::tui::screens::negotiation::board::Scene;

const LABEL: usize = 12;
const OWN: usize = 5;

/// One text with what it leaves each party.
struct Row {
    label: String,
    margins: Vec<(ActorId, Points)>,
}

/// The chart in so many cells and rows.
pub(super) fn lines(scene: &Scene<'_>, (wide, tall): (usize, usize)) -> Vec<Line> {
    let rows = rows(scene, tall.saturating_sub(2).clamp(1, 30));
    if rows.is_empty() {
        return vec![Line::new("No text has been put forward yet", Tone::Dim)];
    }
    let all = rows
        .iter()
        .flat_map(|row| row.margins.iter().map(|(_, by)| by.displayed()));
    let low = all.clone().min().unwrap_or(0).min(-10).div_euclid(10) * 10;
    let high = (all.max().unwrap_or(0).max(10) + 9).div_euclid(10) * 10;
    let scale = Scale {
        low,
        high,
        cells: wide.saturating_sub(LABEL + OWN + 1).clamp(11, 61),
    };
    let mut lines = vec![scale.head()];
    lines.extend(rows.iter().map(|row| plot(scene, row, &scale)));
    lines.extend(crate::tui::paint::wrap(&legend(scene), wide, 2));
    lines
}

/// The last texts, the oldest of them first, and the draft.
fn rows(scene: &Scene<'_>, most: usize) -> Vec<Row> {
    let words = scene.desk.words();
    let offers = &scene.now.offers;
    let draft = scene.is_draft().then_some(scene.shown);
    let most = most.saturating_sub(usize::from(draft.is_some())).max(1);
    let skip = offers.len().saturating_sub(most);
    let shown = offers.iter().skip(skip);
    let mut labels: Vec<String> = shown
        .clone()
        .map(|it| format!("{} {}", u16::from(it.round) + 1, words.actor(it.by)))
        .collect();
    let mut texts: Vec<Package> = shown.map(|it| it.package).collect();
    if let Some(draft) = draft {
        labels.push("draft".to_owned());
        texts.push(draft);
    }
    let margins = floors(&scene.desk.view(), scene.table, &texts);
    let rows = labels.into_iter().zip(margins);
    rows.map(|(label, margins)| Row { label, margins })
        .collect()
}

/// Points onto cells.
struct Scale {
    low: i32,
    high: i32,
    cells: usize,
}

impl Scale {
    fn cell(&self, points: i32) -> usize {
        let last = i32::try_from(self.cells.saturating_sub(1)).unwrap_or(0);
        let place = (points.clamp(self.low, self.high) - self.low) * last;
        usize::try_from(place / (self.high - self.low).max(1)).unwrap_or(0)
    }

    /// The axis with its ends and nothing.
    fn head(&self) -> Line {
        let mut cells = vec![' '; self.cells];
        for (at, text) in [
            (0, signed(Points::whole(self.low))),
            (self.cell(0), "0".to_owned()),
            (usize::MAX, signed(Points::whole(self.high))),
        ] {
            let at = at.min(self.cells.saturating_sub(width(&text)));
            for (cell, letter) in cells.iter_mut().skip(at).zip(text.chars()) {
                *cell = letter;
            }
        }
        let axis: String = cells.into_iter().collect();
        column(&"round".into(), LABEL)
            .then(axis)
            .then(column_right(&"you".into(), OWN))
            .toned(Tone::Dim)
    }
}

/// The first letter of a party; oneself is a dot.
fn sign(scene: &Scene<'_>, actor: ActorId) -> char {
    if actor == scene.desk.seat().0 {
        return '●';
    }
    scene
        .desk
        .words()
        .actor(actor)
        .chars()
        .next()
        .unwrap_or('?')
}

fn plot(scene: &Scene<'_>, row: &Row, scale: &Scale) -> Line {
    let mut cells = vec![' '; scale.cells];
    let zero = scale.cell(0);
    if let Some(cell) = cells.get_mut(zero) {
        *cell = '│';
    }
    let me = scene.desk.seat().0;
    let mut own = Points::ZERO;
    for (actor, by) in &row.margins {
        if *actor == me {
            own = *by;
        }
        let at = free(&cells, scale.cell(by.displayed()), zero);
        let sign = sign(scene, *actor);
        let narrow = width(&sign.to_string()) == 1;
        if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
            *cell = if narrow { sign } else { '*' };
        }
    }
    let tone = if own < Points::ZERO {
        Tone::Bad
    } else {
        Tone::Good
    };
    column(&row.label.as_str().into(), LABEL)
        .then(cells.into_iter().collect::<String>())
        .then(column_right(&Line::new(&signed(own), tone), OWN))
}

/// The nearest free cell on the same side of nothing.
fn free(cells: &[char], at: usize, zero: usize) -> Option<usize> {
    let side = at.cmp(&zero);
    let mut near: Vec<usize> = (0..cells.len())
        .filter(|it| it.cmp(&zero) == side || *it == at)
        .collect();
    near.sort_by_key(|it| (it.abs_diff(at), *it));
    near.into_iter()
        .find(|it| matches!(cells.get(*it), Some(' ' | '│')))
}

fn legend(scene: &Scene<'_>) -> Line {
    let others = scene.now.delegations.iter().map(|it| it.actor);
    let others = others.filter(|it| *it != scene.desk.seat().0);
    let names = others.map(|it| {
        Line::from(format!(
            "{} {}",
            sign(scene, it),
            scene.desk.words().actor(it)
        ))
    });
    let names = std::iter::once(Line::from("● you")).chain(names);
    Line::joined(names, ", ")
        .then("; right of 0: better than no agreement")
        .toned(Tone::Dim)
}
