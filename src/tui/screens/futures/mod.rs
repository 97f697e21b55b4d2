//! What may come: fans over the turns ahead and the odds of what has a name, drawn at once and refined in the background while
//! the page is read.

mod fan;

use std::sync::Mutex;
use std::sync::mpsc::Sender;

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::foresight::{Fan, Forecast};
use crate::model::GaugeId;
use crate::rules::View;
use crate::scenario::Item;
use crate::session::Futures;
use crate::text::futures::{
    difference, gauges, heading, legend, moved_by, odds_of, over_change, over_picture, sources,
};
use crate::text::{Line, Tone, Words};
use crate::tui::background::{Background, Step, locked};
use crate::tui::context::Context;
use crate::tui::input::Message;
use crate::tui::keys::{Key, Move};
use crate::tui::paint::{Pen, cells, wrap, wrap_all};
use crate::tui::screens::{Component, Hint, Wish, act, own};
use fan::{Picture, Range, along, bare, draw};

/// The first picture rests on so many futures.
const FIRST: u64 = 64;
/// It is refined up to so many.
const MOST: u64 = 2_000;
/// By so many at a time: so often the page is drawn anew.
const STEP: u64 = 96;
/// The least that a picture takes: columns, and rows with its heading.
const SMALLEST: (u16, u16) = (36, 8);
/// How wide the odds are, narrower where there is room for one picture only.
const ODDS: (u16, u16) = (34, 44);

/// The forecasts so far: of the plan, and of a change under consideration.
#[derive(Clone, Default)]
struct Drawn {
    base: Forecast,
    change: Option<Forecast>,
}

/// What is shown of them: worked out anew only when there are more.
#[derive(Default)]
struct Shown {
    /// How many futures it rests on.
    known: usize,
    head: Vec<Line>,
    odds: Vec<Line>,
    gauges: Vec<Drawing>,
}

/// A gauge with its fans, and with those of the change.
type Drawing = (GaugeId, Vec<Fan>, Option<Vec<Fan>>);

/// The place of the axis that moves most: what is said first is seen first.
fn moves_most(view: &View<'_>, all: &[Drawing]) -> usize {
    let moves = |(id, fans, _): &Drawing| {
        let now = view.gauge(*id);
        fans.last()
            .map_or(0, |fan| fan.middle.minus(now).displayed().abs())
    };
    let axes = view.scenario().axes().count();
    let most = all.iter().take(axes).map(moves).enumerate();
    let most = most.max_by_key(|(place, by)| (*by, std::cmp::Reverse(*place)));
    most.map_or(0, |(place, _)| place)
}

/// What is drawn from: the plan, and a change with its name.
pub(in crate::tui) struct Source {
    /// The plan as it stands.
    pub base: Futures,
    /// The plan with a change.
    pub change: Option<(Line, Futures)>,
}

/// The page of a forecast.
pub(in crate::tui) struct FuturesPage {
    work: Background<Drawn>,
    name: Option<Line>,
    /// Whether nothing moves until all are drawn.
    still: bool,
    shown: Shown,
    /// The place of the first gauge that is shown.
    first: usize,
    /// How many fit.
    fit: usize,
    /// The first line of the odds that is shown.
    from: usize,
    /// How many lines the odds take, and how many of them are seen.
    lines: (usize, usize),
}

impl FuturesPage {
    /// Draws the first futures here, and, where there is a loop to wake, the others elsewhere: step by step, or, if the
    /// page is to be `still`, shown at once when all are drawn.
    pub fn new(source: Source, wake: Option<Sender<Message>>, still: bool) -> Self {
        let drawn = Mutex::new(Drawn::default());
        refine(&source, &drawn, (0, FIRST));
        let drawn = drawn.into_inner().unwrap_or_default();
        let name = source.change.as_ref().map(|(name, _)| name.clone());
        let mut from = FIRST;
        let loops = wake.is_some();
        let work = Background::begin("futures", drawn, wake, move |shared| {
            if !loops {
                return Step::Done;
            }
            refine(&source, shared, (from, from + STEP));
            from += STEP;
            if from < MOST { Step::More } else { Step::Done }
        });
        Self {
            work,
            name,
            still,
            shown: Shown::default(),
            first: 0,
            fit: 1,
            from: 0,
            lines: (0, 0),
        }
    }

    /// The newest picture, if there are more futures than those that are shown.
    fn refresh(&mut self, view: &View<'_>) {
        let drawn = self.work.now();
        let all = drawn.base.len() >= usize::try_from(MOST).unwrap_or(usize::MAX);
        let waits = self.still && self.shown.known > 0 && !all;
        if drawn.base.len() == self.shown.known || waits {
            return;
        }
        let (base, change) = (&drawn.base, drawn.change.as_ref());
        let each = gauges(view.scenario()).into_iter();
        let fans = each.map(|(place, id)| (id, base.fan(place), change.map(|it| it.fan(place))));
        let fans: Vec<Drawing> = fans.collect();
        if self.shown.known == 0 {
            self.first = moves_most(view, &fans);
        }
        self.shown = Shown {
            known: base.len(),
            head: heading(view, base, self.name.as_ref().zip(change)),
            odds: odds_of(view, base, change),
            gauges: fans,
        };
    }

    /// How many places there are to begin with.
    fn starts(&self) -> usize {
        let count = self.shown.gauges.len();
        (count + 1).saturating_sub(self.fit).max(1)
    }
}

/// Draws a run of futures and adds them.
fn refine(source: &Source, drawn: &Mutex<Drawn>, (from, to): (u64, u64)) {
    let base = source.base.batch(from, to);
    let change = source.change.as_ref().map(|(_, it)| it.batch(from, to));
    let mut drawn = locked(drawn);
    drawn.base.join(base);
    if let Some(more) = change {
        drawn.change.get_or_insert_default().join(more);
    }
}

/// How pictures are laid out: columns and rows of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Grid {
    across: u16,
    down: u16,
}

impl Grid {
    /// As many pictures of at least the smallest size as fit, no more than there are.
    fn of(area: Rect, tall: u16, count: usize) -> Self {
        let count = cells(count).max(1);
        let across = (area.width / SMALLEST.0).clamp(1, count);
        let most = (area.height / tall).max(1);
        let down = most.min(count.div_ceil(across));
        // No column stays empty where fewer would do.
        let across = across.min(count.div_ceil(down));
        Self { across, down }
    }

    fn fit(self) -> usize {
        usize::from(self.across) * usize::from(self.down)
    }

    fn cell(self, area: Rect, place: usize) -> Rect {
        let place = cells(place);
        let (wide, tall) = (area.width / self.across, area.height / self.down);
        Rect {
            x: area.x + place % self.across * wide,
            y: area.y + place / self.across * tall,
            width: wide.saturating_sub(1),
            height: tall,
        }
    }
}

/// One gauge with its fans.
fn gauge(pen: &mut Pen<'_>, cell: Rect, view: &View<'_>, (id, fans, other): &Drawing) {
    let words = Words::new(view.scenario().lexicon());
    let Some(last) = fans.last() else { return };
    let now = view.gauge(*id);
    let both = fans.iter().chain(other.iter().flatten());
    let range = Range::of(both, now);
    let name = words.name(Item::Gauge(*id));
    pen.line(row(cell, 0), &over_picture(&name, now, last));
    let picture = |fans| Picture {
        fans,
        now,
        turn: view.turn(),
        last: view.scenario().calendar().turns,
        range,
    };
    let Some(other) = other else {
        let below = Rect {
            y: cell.y + 1,
            height: cell.height.saturating_sub(2).max(3),
            ..cell
        };
        draw(pen, below.intersection(cell), &picture(fans));
        return;
    };
    let moved = difference(fans, other);
    // Two headings, the names of the turns and the difference; what is left is shared.
    let tall = cell.height.saturating_sub(4) / 2;
    let part = |y| {
        Rect {
            y: cell.y + y,
            height: tall + 1,
            ..cell
        }
        .intersection(cell)
    };
    bare(pen, part(1), &picture(fans));
    if let (Some(end), Some(by)) = (other.last(), moved.last()) {
        pen.line(row(cell, 1 + tall), &over_change(end, *by));
    }
    draw(pen, part(2 + tall), &picture(other));
    let by = row(cell, 3 + 2 * tall);
    pen.line(by, &Line::new("by", Tone::Dim));
    along(pen, by, moved.len(), |ahead| {
        let moved = ahead.checked_sub(1).and_then(|place| moved.get(place));
        moved.map_or_else(String::new, |moved| moved_by(*moved))
    });
}

fn row(area: Rect, y: u16) -> Rect {
    Rect {
        y: area.y + y,
        height: 1,
        ..area
    }
    .intersection(area)
}

impl Component for FuturesPage {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "What may come".to_owned()
    }

    fn subject(&self, _context: &Context<'_>) -> String {
        // What the glossary opens at.
        "worlds".to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let view = desk.view();
        self.refresh(&view);
        let head = wrap_all(&self.shown.head, usize::from(area.width));
        pen.lines(area, &head);
        let foot = foot(area);
        let top = cells(head.len());
        let body = Rect {
            y: area.y + top,
            height: area.height.saturating_sub(top + cells(foot.len())),
            ..area
        };
        let under = Rect {
            y: body.bottom(),
            height: area.bottom().saturating_sub(body.bottom()),
            ..area
        };
        pen.lines(under, &foot);
        let odds = if area.width < 100 { ODDS.0 } else { ODDS.1 };
        let pictures = Rect {
            width: body.width.saturating_sub(odds + 1),
            ..body
        };
        let tall = match (area.width < 100, self.name.is_some()) {
            // Where there is room for one beside the odds, it is worth all of it.
            (true, _) => pictures.height.max(1),
            (false, true) => 2 * SMALLEST.1 - 1,
            (false, false) => SMALLEST.1,
        };
        let grid = Grid::of(pictures, tall, self.shown.gauges.len());
        self.fit = grid.fit();
        self.first = self.first.min(self.starts() - 1);
        let shown = self.shown.gauges.iter().skip(self.first).take(self.fit);
        for (place, it) in shown.enumerate() {
            gauge(pen, grid.cell(pictures, place), &view, it);
        }
        let right = Rect {
            x: pictures.right() + 1,
            width: odds,
            ..body
        };
        self.odds(pen, right);
    }

    fn press(&mut self, key: Key, _context: &Context<'_>) -> Wish {
        match (key, Move::of(key)) {
            (Key::Enter | Key::Esc, _) => Wish::Back,
            (Key::Tab | Key::Right, _) => {
                self.choose(1);
                Wish::Nothing
            }
            (Key::BackTab | Key::Left, _) => {
                self.choose(-1);
                Wish::Nothing
            }
            (_, Some(step)) => {
                let (all, seen) = self.lines;
                self.from = step.within(self.from, (all + 1).saturating_sub(seen), seen);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        let mut hints = vec![act(Action::Back, "close")];
        if self.starts() > 1 {
            hints.push(own("←→", "other figures"));
        }
        if self.lines.0 > self.lines.1 {
            hints.push(own("↑↓", "more odds"));
        }
        hints
    }
}

impl FuturesPage {
    /// The odds under their heading, which stays where the rest is scrolled.
    fn odds(&mut self, pen: &mut Pen<'_>, area: Rect) {
        let Some((over, each)) = self.shown.odds.split_first() else {
            return;
        };
        pen.line(row(area, 0), over);
        let below = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        let wrapped = each
            .iter()
            .map(|line| wrap(line, usize::from(area.width), 11));
        let lines: Vec<Line> = wrapped.flatten().collect();
        self.lines = (lines.len(), usize::from(below.height));
        self.from = pen.scroll(below, &lines, self.from);
    }

    /// The next figures, or those before, round and round.
    fn choose(&mut self, by: isize) {
        let starts = self.starts();
        let next = self.first.checked_add_signed(by);
        self.first = next.map_or(starts - 1, |next| next % starts);
    }
}

/// What stands under the pictures: how to read them, and what they rest on where there is room.
fn foot(area: Rect) -> Vec<Line> {
    let mut lines = vec![legend()];
    if area.height >= 28 {
        lines.extend(wrap_all(&sources(), usize::from(area.width)));
    }
    lines
}

/// What is said when nothing can be foreseen any more.
pub(in crate::tui) fn past_it() -> Line {
    Line::new("The game is over: what came of it is known", Tone::Warn)
}
