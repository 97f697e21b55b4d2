//! How it ended: the epilogue, the axes, and what moved them most.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::model::{Cause, FigureId, PerMille, Points, TableId, TableStatus, What};
use crate::scenario::{Better, Item};
use crate::text::tables::debrief::Lookback;
use crate::text::{Line, Tone, signed, whole};
use crate::tui::background::{Background, Step, locked};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::paint::{Pen, bar, column, column_right, wrap};
use crate::tui::screens::aside;
use crate::tui::screens::{Component, Hint, Page, Wish, act, own};

/// The ending, and behind it a page for each negotiating table that came to an end.
#[derive(Default)]
pub(in crate::tui) struct Ending {
    scroll: usize,
    page: usize,
    shown: usize,
    /// Whose frontier is drawn: the place among the pairs of the table.
    pair: usize,
    tables: Option<Vec<Lookback>>,
    /// The share of futures in which the order holds, once it is asked for.
    held: Option<Background<Option<PerMille>>>,
}

/// How many causes are told.
const CAUSES: usize = 6;

/// On what the ending hangs besides the axes.
enum Verdict {
    /// On nothing, or it is known in what share of futures the order holds.
    Known(Option<PerMille>),
    /// That is still being found out.
    Open,
}

fn lines(desk: &Desk<'_>, verdict: &Verdict, wide: usize) -> Vec<Line> {
    let words = desk.words();
    let mut lines = Vec::new();
    let held = match verdict {
        Verdict::Known(held) => Some(*held),
        Verdict::Open => None,
    };
    if let Some(held) = held
        && let Some(ending) = desk.view().ending(held)
    {
        let item = Item::Ending(ending);
        lines.push(Line::new(&words.name(item), Tone::Strong));
        lines.push(Line::default());
        for line in words.text(item) {
            lines.extend(wrap(&line, wide, 0));
        }
        lines.push(Line::default());
    } else {
        let open =
            "How it ends hangs on what holds when nobody tends it: futures are being watched …";
        lines.extend(wrap(&Line::new(open, Tone::Dim), wide, 0));
        lines.push(Line::default());
    }
    let stand = Line::new("Where you stand", Tone::Strong);
    lines.push(stand.then(Line::new(
        ", and how far it came since the opening",
        Tone::Dim,
    )));
    for gauge in desk.scenario().axes() {
        lines.push(axis(desk, gauge, wide));
    }
    lines.push(Line::default());
    for line in desk.epilogue() {
        lines.extend(wrap(&line, wide, 4));
    }
    let most = Line::new("What moved these figures most", Tone::Strong);
    lines.push(most.then(Line::new(
        ", ups and downs of all of them added up",
        Tone::Dim,
    )));
    for (cause, facts) in largest_causes(desk) {
        let line = Line::from("  ").then(words.cause(cause).capitalised());
        let moved = Line::new(&format!(" ({facts} points)"), Tone::Dim);
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

impl Ending {
    /// The look back on a table, or the ending itself if there is none.
    pub fn about(desk: &Desk<'_>, table: TableId) -> Self {
        let mut ending = Self::default();
        let tables = ending.tables(desk);
        let place = tables.iter().position(|told| told.of == table);
        ending.shown = place.map_or(0, |place| place + 1);
        ending
    }

    /// The pages of tables; worked out once, when the first of them is asked for.
    fn tables(&mut self, desk: &Desk<'_>) -> &[Lookback] {
        self.tables.get_or_insert_with(|| desk.debriefs())
    }

    /// Another page: the ending, then the tables, round and round.
    fn turn(&mut self, desk: &Desk<'_>, by: Key) {
        let count = self.tables(desk).len() + 1;
        let step = if matches!(by, Key::Left | Key::BackTab) {
            count - 1
        } else {
            1
        };
        self.shown = (self.shown + step) % count;
        (self.scroll, self.pair) = (0, 0);
    }

    /// The table that is looked back on.
    fn told(&self) -> Option<&Lookback> {
        self.tables.as_ref()?.get(self.shown.checked_sub(1)?)
    }

    /// The frontier of the next pair.
    fn next_pair(&mut self) {
        let count = self.told().map_or(0, |told| told.pictures.len());
        self.pair = (self.pair + 1) % count.max(1);
    }

    /// On what the ending hangs; set on its way the first time it is asked for.
    fn verdict(&mut self, context: &Context<'_>, desk: &Desk<'_>) -> Verdict {
        if self.held.is_none() {
            let Some(afterwards) = desk.afterwards() else {
                return Verdict::Known(None);
            };
            let wake = context.wake.cloned();
            let work = Background::begin("verdict", None, wake, move |held| {
                let found = afterwards.held();
                *locked(held) = Some(found);
                Step::Done
            });
            self.held = Some(work);
        }
        let held = self.held.as_ref().and_then(|work| *work.now());
        held.map_or(Verdict::Open, |held| Verdict::Known(Some(held)))
    }

    fn lines(&mut self, context: &Context<'_>, desk: &Desk<'_>, wide: usize) -> Vec<Line> {
        let Some(place) = self.shown.checked_sub(1) else {
            return lines(desk, &self.verdict(context, desk), wide);
        };
        let pair = self.pair;
        let page = self.tables(desk).get(place).map(|told| told.page(pair));
        let broken = page.map(|page| page.iter().flat_map(|line| flowing(line, wide)).collect());
        broken.unwrap_or_default()
    }
}

/// A line that fits keeps its columns: pictures are made of them.
fn flowing(line: &Line, wide: usize) -> Vec<Line> {
    if UnicodeWidthStr::width(line.plain().as_str()) <= wide {
        return vec![line.clone()];
    }
    wrap(line, wide, 4)
}

/// Whether the seat sat at a table that came to an end.
fn bargained(desk: &Desk<'_>) -> bool {
    let view = desk.view();
    let ended = |table| {
        !matches!(
            view.table_status(table),
            TableStatus::Untried | TableStatus::Open
        )
    };
    view.own_tables().any(ended)
}

impl Component for Ending {
    fn place(&self) -> Place {
        Place::Debrief
    }

    fn title(&self, _context: &Context<'_>) -> String {
        match (self.shown, &self.tables) {
            (0, _) | (_, None) => "The end".to_owned(),
            (shown, Some(tables)) => format!("Table {shown} of {}, looked back on", tables.len()),
        }
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let (page, beside) = aside::beside(area, 84);
        if let Some(beside) = beside {
            aside::courses(pen, beside, &desk);
        }
        let wide = page.width;
        let middle = match beside {
            Some(_) => page.x,
            None => area.x + (area.width - wide) / 2,
        };
        let area = Rect { x: middle, ..page };
        let lines = self.lines(context, &desk, usize::from(wide));
        self.page = usize::from(area.height);
        self.scroll = pen.scroll(area, &lines, self.scroll);
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        match (key, Move::of(key)) {
            (Key::Enter | Key::Esc, _) => Wish::Go(Page::Situation),
            (Key::Tab | Key::BackTab | Key::Left | Key::Right, _) => {
                if let Some(desk) = context.desk().filter(bargained) {
                    self.turn(&desk, key);
                }
                Wish::Nothing
            }
            (Key::Char('v'), _) => Wish::Watch,
            (Key::Char('p'), _) if self.told().is_some() => {
                self.next_pair();
                Wish::Nothing
            }
            (_, Some(step)) => {
                self.scroll = step.within(self.scroll, 200, self.page);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let mut hints = vec![act(Action::Choose, "close"), own("↑↓", "scroll")];
        if context.desk().is_some_and(|desk| bargained(&desk)) {
            hints.push(own("←→", "tables"));
        }
        hints.extend([
            act(Action::Durability, "durability"),
            act(Action::Otherwise, "otherwise"),
            act(Action::Report, "report"),
            act(Action::Watch, "watch"),
        ]);
        if self.told().is_some_and(|told| told.pictures.len() > 1) {
            hints.push(own("p", "another pair"));
        }
        hints
    }
}
