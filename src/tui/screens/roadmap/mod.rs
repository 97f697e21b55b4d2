//! The roadmap: a bar for each initiative over the turns, under the rulers of years, government and windows.

mod grid;
pub(in crate::tui) mod picker;

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::model::{Order, Turn};
use crate::rules::state::Notice;
use crate::scenario::Item;
use crate::session::game::Directed;
use crate::text::gantt::{Bar, Chart, Standing};
use crate::text::{Line, Tone, roadmap as said};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, column, cut, line_width, wrap};
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::initiatives::{UNBROKEN, detail_lines};
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Screen, Wish, act, own};

use grid::Grid;
use picker::Picker;

/// From this width on everything about the selected initiative stands beside the chart.
const SIDE_FROM: u16 = 150;
/// Rows of the rulers above the bars, with the rule below them.
const HEAD: u16 = 5;

/// The roadmap.
#[derive(Default)]
pub(in crate::tui) struct Roadmap {
    selected: usize,
    /// What was moved last: the selection stays with it wherever it goes.
    held: Option<Directed>,
    /// The first turn in sight, where there are more than fit.
    first: u16,
    scroll: usize,
    grid: Grid,
    /// Where the bars were drawn last, for clicks.
    body: Rect,
}

impl Roadmap {
    fn current<'c>(&self, chart: &'c Chart) -> Option<&'c Bar> {
        chart.bars().nth(self.place(chart))
    }

    /// The place of the selected bar: that of what was moved last, as long as nothing else was selected.
    fn place(&self, chart: &Chart) -> usize {
        let held = self.held.and_then(|(initiative, target)| {
            let mut own = chart.own.iter();
            own.position(|bar| bar.is(initiative, target) && !bar.standing.is_over())
        });
        let last = chart.bars().count().saturating_sub(1);
        held.unwrap_or(self.selected).min(last)
    }

    fn rows(&self, desk: &Desk<'_>, chart: &Chart) -> Vec<Row> {
        let mut rows = vec![Row::heading(said::YOURS)];
        let row = |bar: &Bar| {
            let words = desk.words();
            let (name, target) = words.bar_parts(bar, desk.seat());
            let room = self.grid.name.saturating_sub(line_width(&target) + 1);
            let name = cut(&name, room).then(target);
            let name = if bar.standing.is_over() {
                name.toned(Tone::Dim)
            } else {
                name
            };
            let line = column(
                &cut(&name, self.grid.name.saturating_sub(1)),
                self.grid.name,
            );
            let mut line = line.then(self.grid.bar(bar, chart.now));
            if self.grid.standing > 1 {
                let standing = words.bar_standing(bar).toned(Tone::Dim);
                line = line.then(" ").then(cut(&standing, self.grid.standing - 1));
            }
            Row::item(line)
        };
        rows.extend(chart.own.iter().map(row));
        if chart.own.is_empty() {
            rows.push(Row::Heading(Line::new("  nothing yet", Tone::Dim)));
        }
        if !chart.others.is_empty() {
            rows.push(Row::heading(said::OTHERS));
            rows.extend(chart.others.iter().map(row));
        }
        rows
    }

    /// The rulers: turns, years with their budgets, the government's term, the windows.
    fn head(&self, chart: &Chart) -> Vec<Line> {
        let label = |text: &str| Line::new(&format!("  {text}"), Tone::Dim);
        let rulers = &chart.rulers;
        // The columns of the bars begin after the sign of the selected row.
        let grid = Grid {
            name: self.grid.name + 2,
            ..self.grid
        };
        let now = format!("turn, now {}", chart.now.0);
        let term = |turn: Turn| match (rulers.since, rulers.election) {
            (Some(_), Some(held)) if turn == held => {
                Line::new("─".repeat(grid.turn - 1).as_str(), Tone::Dim)
                    .then(Line::new("E", Tone::Strong))
            }
            (Some(since), held) if turn > since && held.is_none_or(|held| turn < held) => {
                Line::new("─".repeat(grid.turn).as_str(), Tone::Dim)
            }
            (Some(_) | None, _) => Line::default(),
        };
        let closing = |turn: Turn| {
            let count = rulers.closing.iter().filter(|(_, until)| *until == turn);
            match count.count() {
                0 => Line::default(),
                1 => Line::new("▼", Tone::Warn),
                more => Line::new(&more.to_string(), Tone::Warn),
            }
        };
        vec![
            grid.axis(&label(&now), chart.now),
            grid.years(&label(said::YEARS), &rulers.years),
            grid.ruler(&label(said::TERM), term),
            grid.ruler(&label(said::CLOSING), closing),
        ]
    }

    /// What is said about the selected bar: when, how, what it waits for, why it slipped.
    fn about(desk: &Desk<'_>, chart: &Chart, bar: &Bar) -> Vec<Line> {
        let (words, view) = (desk.words(), desk.view());
        let price = words.price(desk.scenario().initiative(bar.initiative));
        let span = words.bar_span(bar).capitalised();
        let standing = words.bar_standing(bar);
        let mut lines = vec![
            words.bar_name(bar, desk.seat()).toned(Tone::Strong),
            span.then(": ").then(standing),
        ];
        lines.extend(desk.bar_slips(bar).into_iter().map(Line::capitalised));
        let links = words.bar_links(&view, chart, bar).into_iter();
        lines.extend(links.map(Line::capitalised));
        if bar.seat == desk.seat() && !bar.standing.is_over() {
            lines.push(price.toned(Tone::Dim));
        }
        lines
    }

    /// Where the chart stands, and what is beside or below it.
    fn split(area: Rect) -> (Rect, Rect) {
        if area.width >= SIDE_FROM && area.height >= 24 {
            let side = (area.width * 2 / 5).min(76);
            let main = area.width.saturating_sub(side + 3);
            let beside = Rect {
                x: area.x + main + 3,
                width: side,
                ..area
            };
            return (
                Rect {
                    width: main,
                    ..area
                },
                beside,
            );
        }
        let below = (area.height / 3).clamp(5, 10).min(area.height);
        let main = Rect {
            height: area.height - below,
            ..area
        };
        let below = Rect {
            y: main.bottom(),
            height: below,
            ..area
        };
        (main, below)
    }

    /// Keeps the turn under way and the beginning of the selected bar in sight, the bar first.
    fn follow(&mut self, chart: &Chart, wide: usize) {
        let wanted = Grid::of(chart.last.0, wide, self.first);
        let begins = self.current(chart).map_or(chart.now, |bar| bar.from);
        let first = if self.first == 0 {
            chart.now.0.saturating_sub(2)
        } else if begins.0 < wanted.first {
            begins.0
        } else if begins.0 >= wanted.first.saturating_add(wanted.shown) {
            begins.0.saturating_sub(wanted.shown) + 1
        } else {
            wanted.first
        };
        self.grid = Grid::of(chart.last.0, wide, first);
        self.first = self.grid.first;
    }

    /// Moves the selected initiative so many turns.
    fn nudge(&mut self, desk: &Desk<'_>, forward: bool) -> Wish {
        let chart = desk.chart();
        let Some(bar) = self.current(&chart) else {
            return Wish::Tell(said::nothing_to_move());
        };
        let to = if forward {
            bar.from.after(1)
        } else {
            Turn(bar.from.0.saturating_sub(1))
        };
        self.shift(desk, bar, to)
    }

    fn shift(&mut self, desk: &Desk<'_>, bar: &Bar, to: Turn) -> Wish {
        if bar.seat != desk.seat() || !bar.is_movable() {
            return Wish::Tell(desk.words().immovable(bar, desk.seat()));
        }
        if to < desk.view().turn() {
            return Wish::Tell(said::past());
        }
        self.held = Some((bar.initiative, bar.target));
        Wish::Shift((bar.initiative, bar.target), to)
    }

    fn stop(&self, desk: &Desk<'_>) -> Wish {
        let chart = desk.chart();
        let Some(bar) = self.current(&chart).filter(|bar| bar.seat == desk.seat()) else {
            return Wish::Tell(said::nothing_to_stop());
        };
        let (initiative, target) = (bar.initiative, bar.target);
        match bar.standing {
            Standing::Planned | Standing::Later(_) => {
                let order = Order::Cancel { initiative, target };
                let public = matches!(bar.standing, Standing::Later(Notice::Public(_)));
                match desk.why_not(&order) {
                    Some(why) => Wish::Tell(why.capitalised()),
                    None if public => {
                        let confirm = Confirm::withdraw(desk, initiative, target);
                        Wish::Open(Box::new(Screen::Confirm(confirm)))
                    }
                    None => Wish::Give(order),
                }
            }
            Standing::Running(..) => Wish::Open(Box::new(Screen::Confirm(Confirm::stop(
                desk, initiative, target,
            )))),
            Standing::Stopping
            | Standing::Done
            | Standing::Stopped
            | Standing::Declined
            | Standing::Dropped => Wish::Tell(said::nothing_to_stop()),
        }
    }

    /// Everything about the selected initiative.
    fn open(&self, desk: &Desk<'_>) -> Wish {
        let chart = desk.chart();
        let Some(bar) = self.current(&chart) else {
            return Wish::Open(Box::new(Screen::Picker(Picker::default())));
        };
        let mut lines = Self::about(desk, &chart, bar);
        lines.extend(Self::behind(desk, bar, UNBROKEN));
        let title = desk.words().name(Item::Initiative(bar.initiative));
        Wish::Open(Box::new(Screen::Sheet(Sheet::new(&title, lines))))
    }

    /// All about an initiative but for its name and price, which stand above; of another capital's only what it is, for what
    /// it would need of oneself is beside the point.
    fn behind(desk: &Desk<'_>, bar: &Bar, wide: usize) -> Vec<Line> {
        if bar.seat == desk.seat() {
            return detail_lines(desk, bar.initiative, wide).split_off(2);
        }
        let mut lines = vec![Line::default()];
        let text = desk.words().text(Item::Initiative(bar.initiative));
        lines.extend(text.iter().flat_map(|line| wrap(line, wide, 0)));
        lines
    }

    fn publish(desk: &Desk<'_>) -> Wish {
        match desk.why_not(&Order::Publish) {
            Some(why) => Wish::Tell(why.capitalised()),
            None => Wish::Open(Box::new(Screen::Confirm(Confirm::publish(desk)))),
        }
    }

    fn draw_beside(&mut self, pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>, chart: &Chart) {
        let wide = usize::from(area.width);
        let mut lines: Vec<Line> = Vec::new();
        if let Some(bar) = self.current(chart) {
            for line in Self::about(desk, chart, bar) {
                lines.extend(wrap(&line, wide, 2));
            }
            if area.height > 12 {
                lines.extend(Self::behind(desk, bar, wide));
            }
        } else {
            lines.extend(wrap(&said::empty(), wide, 0));
        }
        let rulers = desk.words().rulers(&desk.view(), chart);
        let rulers: Vec<Line> = rulers.iter().flat_map(|line| wrap(line, wide, 2)).collect();
        let room = usize::from(area.height);
        if lines.len() + rulers.len() < room {
            lines.push(Line::default());
        }
        lines.extend(rulers.into_iter().map(|line| line.toned(Tone::Dim)));
        self.scroll = self.scroll.min(lines.len().saturating_sub(room));
        pen.lines(area, lines.get(self.scroll..).unwrap_or(&[]));
        if lines.len() > self.scroll + room {
            let last = area.bottom().saturating_sub(1);
            pen.sign(area.right().saturating_sub(1), last, "↓", pen.theme().key());
        }
    }
}

impl Component for Roadmap {
    fn place(&self) -> Place {
        Place::Roadmap
    }

    fn subject(&self, context: &Context<'_>) -> String {
        let Some(desk) = context.desk() else {
            return String::new();
        };
        let chart = desk.chart();
        let bar = self.current(&chart);
        bar.map_or_else(String::new, |bar| {
            let lines = Self::about(&desk, &chart, bar);
            lines.iter().map(Line::plain).collect()
        })
    }

    fn title(&self, _context: &Context<'_>) -> String {
        Place::Roadmap.title().to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let chart = desk.chart();
        self.selected = self.place(&chart);
        let (main, beside) = Self::split(area);
        self.follow(&chart, usize::from(main.width.saturating_sub(2)));
        pen.lines(main, &self.head(&chart));
        pen.rule(Rect {
            y: main.y + HEAD.min(main.height) - 1,
            height: 1,
            ..main
        });
        let foot = u16::from(main.height > HEAD + 4);
        self.body = Rect {
            y: main.y + HEAD,
            height: main.height.saturating_sub(HEAD + foot),
            ..main
        }
        .intersection(main);
        list::draw(
            pen,
            self.body,
            &self.rows(&desk, &chart),
            self.selected,
            Focus::Here,
        );
        if foot > 0 {
            let last = Rect {
                y: main.bottom() - 1,
                height: 1,
                ..main
            };
            pen.line(last, &grid::key(&chart));
        }
        if beside.y > main.y {
            pen.rule(Rect {
                height: 1,
                ..beside
            });
            let below = Rect {
                y: beside.y + 1,
                height: beside.height - 1,
                ..beside
            };
            self.draw_beside(pen, below, &desk, &chart);
        } else {
            pen.upright(Rect {
                x: beside.x.saturating_sub(2),
                ..beside
            });
            self.draw_beside(pen, beside, &desk, &chart);
        }
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Pass;
        };
        match (key, Move::of(key)) {
            (_, Some(Move::Left)) => return self.nudge(&desk, false),
            (_, Some(Move::Right)) => return self.nudge(&desk, true),
            (Key::PageUp, _) => self.scroll = self.scroll.saturating_sub(5),
            (Key::PageDown, _) => self.scroll += 5,
            (_, Some(step)) => {
                let chart = desk.chart();
                (self.selected, self.held) = (self.place(&chart), None);
                let count = chart.bars().count();
                self.selected = step.within(self.selected, count, 8);
                self.scroll = 0;
            }
            (Key::Enter, _) => return self.open(&desk),
            (Key::Char('x'), _) => return self.stop(&desk),
            (Key::Char('s'), _) => {
                return Wish::Open(Box::new(Screen::Picker(Picker::default())));
            }
            (Key::Char('p'), _) => return Self::publish(&desk),
            (_, None) => return Wish::Pass,
        }
        Wish::Nothing
    }

    fn click(&mut self, (x, y): (u16, u16), context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Pass;
        };
        let chart = desk.chart();
        let rows = self.rows(&desk, &chart);
        let Some(item) = list::hit(self.body, &rows, self.selected, (x, y)) else {
            return Wish::Pass;
        };
        let again = item == self.selected;
        (self.selected, self.held) = (item, None);
        let from_names = usize::from(x.saturating_sub(self.body.x)).checked_sub(2);
        let turn = from_names.and_then(|x| self.grid.turn_at(x));
        match (self.current(&chart), turn) {
            (Some(bar), Some(turn)) if again && turn != bar.from => self.shift(&desk, bar, turn),
            (Some(_) | None, _) => Wish::Nothing,
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let Some(desk) = context.desk() else {
            return Vec::new();
        };
        let chart = desk.chart();
        let bar = self.current(&chart);
        let mut hints = Vec::new();
        if bar.is_some() {
            hints.push(act(Action::Choose, "all about it"));
        }
        let over = desk.view().over().is_some();
        if !over && bar.is_none() {
            hints.push(act(Action::Schedule, "schedule"));
        }
        if let Some(bar) = bar.filter(|bar| bar.seat == desk.seat()) {
            if bar.is_movable() {
                hints.push(own("←→", "move"));
            }
            match bar.standing {
                Standing::Planned | Standing::Later(_) => {
                    hints.push(act(Action::Cancel, "take out"));
                }
                Standing::Running(..) => hints.push(act(Action::Cancel, "stop")),
                Standing::Stopping
                | Standing::Done
                | Standing::Stopped
                | Standing::Declined
                | Standing::Dropped => {}
            }
        }
        if desk.why_not(&Order::Publish).is_none() {
            hints.push(act(Action::Publish, "publish"));
        }
        if !over && bar.is_some() {
            hints.push(act(Action::Schedule, "schedule another"));
        }
        hints.push(own("↑↓", "select"));
        hints.push(act(Action::Back, "situation"));
        hints
    }
}

/// The rows that a dialog wants for a list.
pub(super) fn tall(rows: &[Row]) -> u16 {
    cells(rows.iter().map(Row::height).sum())
}
