//! How it ended: the epilogue, the axes, and what moved them most.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::{Cause, FigureId, Points, What};
use crate::scenario::{Better, Item};
use crate::text::{Line, Tone, signed, whole};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::paint::{Pen, bar, column, column_right, wrap};
use crate::tui::screens::{Component, Hint, Page, Wish, act, own};

/// The ending.
#[derive(Default)]
pub(in crate::tui) struct Ending {
    scroll: usize,
    page: usize,
}

/// How many causes are told.
const CAUSES: usize = 6;

fn lines(desk: &Desk<'_>, wide: usize) -> Vec<Line> {
    let words = desk.words();
    let mut lines = Vec::new();
    if let Some(ending) = desk.view().ending() {
        let item = Item::Ending(ending);
        lines.push(Line::new(&words.name(item), Tone::Strong));
        lines.push(Line::default());
        for line in words.text(item) {
            lines.extend(wrap(&line, wide, 0));
        }
        lines.push(Line::default());
    }
    lines.push(Line::new("Where you stand", Tone::Strong));
    for gauge in desk.scenario().axes() {
        lines.push(axis(desk, gauge, wide));
    }
    lines.push(Line::default());
    for line in desk.epilogue() {
        lines.extend(wrap(&line, wide, 4));
    }
    lines.push(Line::new("What moved these figures most", Tone::Strong));
    for (cause, facts) in largest_causes(desk) {
        let line = Line::from("  ").then(words.cause(cause).capitalised());
        let moved = Line::new(&format!(" ({facts} points in all)"), Tone::Dim);
        lines.extend(wrap(&line.then(moved), wide, 4));
    }
    lines.push(Line::default());
    let seed = format!(
        "Seed {} · the game is kept and can be told again",
        desk.seed()
    );
    lines.push(Line::new(&seed, Tone::Dim));
    lines
}

/// One axis as a bar, with its value and how far it came.
fn axis(desk: &Desk<'_>, gauge: crate::model::GaugeId, wide: usize) -> Line {
    let now = desk.view().gauge(gauge);
    let before = desk.opening_gauge(gauge).unwrap_or(now);
    let name = Line::from("  ").then(desk.words().name(Item::Gauge(gauge)));
    let long = wide.saturating_sub(32).clamp(10, 40);
    let delta = now.minus(before);
    let good = match desk.scenario().gauge(gauge).better {
        Better::More => delta > Points::ZERO,
        Better::Less => delta < Points::ZERO,
    };
    let tone = match (delta.displayed(), good) {
        (0, _) => Tone::Dim,
        (_, true) => Tone::Good,
        (_, false) => Tone::Bad,
    };
    column(&name, 16)
        .then(column_right(&Line::new(&whole(now), Tone::Strong), 4))
        .then(column_right(&Line::new(&signed(delta), tone), 6))
        .then("  ")
        .then(bar(now.displayed(), long).as_str())
}

/// The causes that moved the figures behind the axes furthest, both ways together; time alone is left out.
fn largest_causes(desk: &Desk<'_>) -> Vec<(Cause, String)> {
    let axes = desk.scenario().axes();
    let behind: Vec<FigureId> = axes
        .flat_map(|axis| desk.view().figures_in(&desk.scenario().gauge(axis).formula))
        .collect();
    let mut sums: Vec<(Cause, Points)> = Vec::new();
    for fact in desk.facts() {
        let What::Moved { figure, delta } = fact.what else {
            continue;
        };
        if !behind.contains(&figure) {
            continue;
        }
        if matches!(fact.cause, Cause::Opening | Cause::Upkeep(_)) {
            continue;
        }
        match sums.iter_mut().find(|(cause, _)| *cause == fact.cause) {
            Some((_, sum)) => *sum = sum.plus(delta.magnitude()),
            None => sums.push((fact.cause, delta.magnitude())),
        }
    }
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    sums.into_iter()
        .take(CAUSES)
        .map(|(cause, sum)| (cause, whole(sum)))
        .collect()
}

impl Component for Ending {
    fn place(&self) -> Place {
        Place::Debrief
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "The end".to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let wide = area.width.min(84);
        let area = Rect {
            x: area.x + (area.width - wide) / 2,
            width: wide,
            ..area
        };
        let lines = lines(&desk, usize::from(wide));
        self.page = usize::from(area.height);
        self.scroll = self.scroll.min(lines.len().saturating_sub(self.page));
        pen.lines(area, lines.get(self.scroll..).unwrap_or(&[]));
        if lines.len() > self.scroll + self.page {
            let last = area.bottom().saturating_sub(1);
            pen.sign(area.right(), last, "↓", pen.theme().key());
        }
    }

    fn press(&mut self, key: Key, _context: &Context<'_>) -> Wish {
        match (key, Move::of(key)) {
            (Key::Enter | Key::Esc, _) => Wish::Go(Page::Situation),
            (_, Some(step)) => {
                self.scroll = step.within(self.scroll, 200, self.page);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        vec![act(Action::Choose, "to the situation"), own("↑↓", "scroll")]
    }
}
