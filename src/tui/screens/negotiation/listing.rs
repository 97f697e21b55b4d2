//! The list of tables: how each stands, what it takes to convene it, and what a table is.

use ratatui::layout::Rect;

use crate::command::Action;
use crate::model::{Order, TableId, TableOrder, TableStatus};
use crate::rules::{Refusal, TableRefusal};
use crate::scenario::Item;
use crate::text::tables::page::Page;
use crate::text::{Line, Tone, about_tables, whole, with_keys};
use crate::tui::context::Desk;
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, column, column_right, line_width, wrap, wrap_all};
use crate::tui::screens::ending::Ending;
use crate::tui::screens::negotiation::agenda::Agenda;
use crate::tui::screens::negotiation::board::forecast;
use crate::tui::screens::negotiation::instruments::Instruments;
use crate::tui::screens::{Hint, Screen, Wish, act, own};

/// The list.
#[derive(Default)]
pub(super) struct Listing {
    /// The table that is selected; `None`: the first one.
    selected: Option<TableId>,
    scroll: usize,
}

/// What Enter does with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Sit,
    Convene,
    TakeBack,
    Accede,
    Nothing,
}

impl Step {
    fn of(desk: &Desk<'_>, table: TableId) -> Self {
        let view = desk.view();
        let now = view.table(table);
        let begun = now.is_some_and(|now| now.opened < view.turn());
        let legal = |order| view.check(&Order::Table(table, order)).is_ok();
        match view.table_status(table) {
            _ if view.over().is_some() => Self::Nothing,
            TableStatus::Open if begun => Self::Sit,
            _ if legal(TableOrder::Recall) => Self::TakeBack,
            TableStatus::InForce if legal(TableOrder::Accede) => Self::Accede,
            TableStatus::Untried | TableStatus::Failed => Self::Convene,
            TableStatus::Open | TableStatus::Signed | TableStatus::InForce => Self::Nothing,
        }
    }
}

/// Cells for what convening costs, and for how a table stands.
const CAPITAL: usize = 5;
const STATE: usize = 25;

impl Listing {
    fn tables(desk: &Desk<'_>) -> Vec<TableId> {
        let mut tables: Vec<TableId> = desk.view().own_tables().collect();
        tables.sort_by_key(|table| rank(desk, *table));
        tables
    }

    /// Selects a table.
    pub fn select(&mut self, table: TableId) {
        (self.selected, self.scroll) = (Some(table), 0);
    }

    fn place(&self, tables: &[TableId]) -> usize {
        let known = self.selected;
        let place = known.and_then(|known| tables.iter().position(|it| *it == known));
        place.unwrap_or(0)
    }

    /// The table that is selected.
    pub fn current(&self, desk: &Desk<'_>) -> Option<TableId> {
        let tables = Self::tables(desk);
        tables.get(self.place(&tables)).copied()
    }

    /// The list, and the table that is selected: beside it, or below it on a narrow screen.
    pub fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>) {
        let tables = Self::tables(desk);
        let Some(table) = tables.get(self.place(&tables)).copied() else {
            let lines = wrap_all(&about_tables(), usize::from(area.width.min(90)));
            pen.line(
                area,
                &"No capital has set a table for you in this scenario.".into(),
            );
            pen.lines(below(area, 2), &lines);
            return;
        };
        if area.width < 110 {
            let tall = cells(tables.len() + 1).min(area.height / 2 + 2);
            self.draw_list(
                pen,
                Rect {
                    height: tall,
                    ..area
                },
                desk,
                &tables,
            );
            let rest = below(area, tall);
            pen.rule(Rect {
                height: rest.height.min(1),
                ..rest
            });
            self.draw_detail(pen, below(rest, 1), desk, table);
            return;
        }
        let left = (area.width * 11 / 20).clamp(70, 84).min(area.width);
        let list = Rect {
            width: left,
            ..area
        };
        self.draw_list(pen, list, desk, &tables);
        let about = below(list, cells(tables.len()) + 2);
        let inner = Rect {
            x: about.x + 2,
            width: about.width.saturating_sub(4).min(76),
            ..about
        };
        // Once it is over nothing is convened any more.
        let told = match desk.view().over() {
            Some(_) => Vec::new(),
            None => about_tables(),
        };
        let lines = told.into_iter().map(|line| line.toned(Tone::Dim));
        pen.lines(
            inner,
            &wrap_all(&lines.collect::<Vec<_>>(), usize::from(inner.width)),
        );
        let rest = Rect {
            x: area.x + left,
            width: area.width.saturating_sub(left),
            ..area
        };
        pen.upright(rest);
        let detail = Rect {
            x: rest.x + 2.min(rest.width),
            width: rest.width.saturating_sub(2).min(96),
            ..rest
        };
        self.draw_detail(pen, detail, desk, table);
    }

    fn draw_list(&self, pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>, tables: &[TableId]) {
        let wide = usize::from(area.width.saturating_sub(2));
        let names = tables
            .iter()
            .map(|it| line_width(&desk.words().name(Item::Table(*it)).into()));
        let first = names
            .max()
            .unwrap_or(0)
            .min(wide.saturating_sub(CAPITAL + STATE))
            .max(8);
        let head = column(&Line::new("table", Tone::Dim), first)
            .then(" ")
            .then(column_right(&Line::new("cost", Tone::Dim), CAPITAL))
            .then(Line::new("  how it stands", Tone::Dim));
        let inner = Rect {
            x: area.x + 2.min(area.width),
            width: area.width.saturating_sub(2),
            ..area
        };
        pen.line(inner, &head);
        let row = |table: &TableId| {
            let cost = whole(desk.scenario().table(*table).cost);
            let name = desk.words().name(Item::Table(*table));
            let line = column(&name.into(), first)
                .then(" ")
                .then(column_right(&cost.into(), CAPITAL))
                .then("  ")
                .then(state(desk, *table));
            Row::item(line)
        };
        let rows: Vec<Row> = tables.iter().map(row).collect();
        list::draw(pen, below(area, 1), &rows, self.place(tables), Focus::Here);
    }

    fn draw_detail(&mut self, pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>, table: TableId) {
        let lines = detail(desk, table, usize::from(area.width));
        self.scroll = pen.scroll(area, &lines, self.scroll);
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key, desk: &Desk<'_>) -> Wish {
        match key {
            Key::Enter => return self.enter(desk),
            Key::Char('x') => return self.take_back(desk),
            Key::Char('f') => {
                let current = self.current(desk);
                return current.map_or(Wish::Nothing, |table| forecast(desk, table));
            }
            Key::PageDown | Key::Right | Key::Char('l') => self.scroll += 5,
            Key::PageUp | Key::Left | Key::Char('h') => self.scroll = self.scroll.saturating_sub(5),
            _ => {
                let Some(step) = Move::of(key) else {
                    return Wish::Pass;
                };
                let tables = Self::tables(desk);
                let to = step.within(self.place(&tables), tables.len(), 8);
                (self.selected, self.scroll) = (tables.get(to).copied(), 0);
            }
        }
        Wish::Nothing
    }

    fn enter(&self, desk: &Desk<'_>) -> Wish {
        let Some(table) = self.current(desk) else {
            return Wish::Nothing;
        };
        match Step::of(desk, table) {
            Step::Sit => Wish::Sit(table),
            Step::Convene => convene(desk, table),
            Step::TakeBack => Wish::Tell(invitations_go_out()),
            Step::Accede => Wish::Open(Box::new(Screen::Instruments(Instruments::outside(table)))),
            Step::Nothing if has_ended(desk, table) => {
                Wish::Open(Box::new(Screen::Ending(Ending::about(desk, table))))
            }
            Step::Nothing => Wish::Tell(Page::new(desk.view(), table).headline()),
        }
    }

    fn take_back(&self, desk: &Desk<'_>) -> Wish {
        let Some(table) = self.current(desk) else {
            return Wish::Nothing;
        };
        let order = Order::Table(table, TableOrder::Recall);
        match desk.why_not(&order) {
            Some(why) => Wish::Tell(why.capitalised()),
            None => Wish::Give(order),
        }
    }

    /// The keys that work now.
    pub fn hints(&self, desk: &Desk<'_>) -> Vec<Hint> {
        let Some(table) = self.current(desk) else {
            return vec![act(Action::Back, "situation")];
        };
        let mut hints = Vec::new();
        match Step::of(desk, table) {
            Step::Sit if has_left(desk, table) => hints.push(act(Action::Choose, "look in")),
            Step::Sit => hints.push(act(Action::Choose, "sit down")),
            Step::Convene if legal(desk, table) => hints.push(act(Action::Choose, "convene")),
            Step::Convene => hints.push(act(Action::Choose, "why not")),
            Step::TakeBack => hints.push(own("x", "take it back")),
            Step::Accede => hints.push(act(Action::Choose, "sign after all")),
            Step::Nothing if has_ended(desk, table) => {
                hints.push(act(Action::Choose, "look back"));
            }
            Step::Nothing => {}
        }
        hints.push(own("↑↓", "move"));
        if desk.view().over().is_none() {
            hints.push(own("f", "forecast"));
        }
        hints.push(own("←→", "scroll"));
        hints.push(act(Action::Back, "situation"));
        hints
    }
}

fn invitations_go_out() -> Line {
    with_keys("Invitations go out when the turn ends; {cancel} takes them back")
}

/// Whether the game is over and the table came to an end in it.
fn has_ended(desk: &Desk<'_>, table: TableId) -> bool {
    let view = desk.view();
    let held = !matches!(
        view.table_status(table),
        TableStatus::Untried | TableStatus::Open
    );
    view.over().is_some() && held
}

fn has_left(desk: &Desk<'_>, table: TableId) -> bool {
    let now = desk.view().table(table);
    now.is_some_and(|now| !now.present.contains(desk.seat().0))
}

fn legal(desk: &Desk<'_>, table: TableId) -> bool {
    let order = Order::Table(table, TableOrder::Convene { items: 0 });
    desk.why_not(&order).is_none()
}

fn convene(desk: &Desk<'_>, table: TableId) -> Wish {
    let order = Order::Table(table, TableOrder::Convene { items: 0 });
    match desk.why_not(&order) {
        Some(why) => Wish::Tell(why.capitalised()),
        None => Wish::Open(Box::new(Screen::Agenda(Agenda::new(table)))),
    }
}

/// Once all is over what was held comes first. Until then: where one's move is due, then what is open, then what can be convened, then the rest.
fn rank(desk: &Desk<'_>, table: TableId) -> u8 {
    let view = desk.view();
    if view.over().is_some() {
        return u8::from(view.table_status(table) == TableStatus::Untried);
    }
    match view.table_status(table) {
        TableStatus::Open if view.move_due(table) == Some(desk.seat()) => 0,
        TableStatus::Open => 1,
        TableStatus::Signed => 2,
        TableStatus::Untried | TableStatus::Failed if view.invitation(table).is_some() => 3,
        TableStatus::Untried | TableStatus::Failed if legal(desk, table) => 4,
        TableStatus::Untried | TableStatus::Failed => 5,
        TableStatus::InForce => 6,
    }
}

/// How a table stands, in a few words.
fn state(desk: &Desk<'_>, table: TableId) -> Line {
    let view = desk.view();
    let convener = desk
        .scenario()
        .table(table)
        .conveners
        .contains(desk.seat().0);
    if view.invitation(table).is_some() {
        return Line::new("invited", Tone::Strong);
    }
    match view.table_status(table) {
        TableStatus::Open => open_state(desk, table),
        TableStatus::Signed => Line::new("signed, not yet in force", Tone::Strong),
        TableStatus::InForce => Line::new("in force", Tone::Strong),
        TableStatus::Untried | TableStatus::Failed if legal(desk, table) => {
            Line::new("✓ can be convened", Tone::Good)
        }
        TableStatus::Failed if convener => Line::new("✗ broke up", Tone::Dim),
        TableStatus::Untried if convener => Line::new(hindered(desk, table), Tone::Dim),
        TableStatus::Untried | TableStatus::Failed => Line::new("✗ not yours", Tone::Dim),
    }
}

/// What stands in the way of a table that was never convened, in a few words.
fn hindered(desk: &Desk<'_>, table: TableId) -> &'static str {
    let convene = Order::Table(table, TableOrder::Convene { items: 0 });
    match desk.view().check(&convene) {
        Err(Refusal::GameOver) => "· never convened",
        Err(Refusal::Capital { .. }) => "✗ capital is short",
        Err(Refusal::Hands { .. }) => "✗ hands are short",
        Err(Refusal::Table(TableRefusal::Needs(_))) => "✗ a need is unmet",
        Err(Refusal::Permission { .. }) => "✗ leave is missing",
        Ok(()) | Err(_) => "✗ not yet",
    }
}

fn open_state(desk: &Desk<'_>, table: TableId) -> Line {
    let view = desk.view();
    let Some(now) = view.table(table) else {
        return Line::default();
    };
    if now.opened >= view.turn() {
        return Line::new("opens next turn", Tone::Strong);
    }
    let round = (u16::from(now.round) + 1).min(u16::from(now.deadline));
    let round = format!("round {round}/{}", now.deadline);
    if !now.present.contains(desk.seat().0) {
        return Line::new(&format!("{round}, you walked out"), Tone::Dim);
    }
    if view.move_due(table) == Some(desk.seat()) {
        return Line::new(&format!("{round}, your move"), Tone::Warn);
    }
    Line::new(&round, Tone::Strong)
}

/// Everything about one table before one sits down: what it needs first, with ticks, then its page.
fn detail(desk: &Desk<'_>, table: TableId, wide: usize) -> Vec<Line> {
    let (words, view) = (desk.words(), desk.view());
    let page = Page::new(view, table);
    let mut lines = Vec::new();
    let known = desk.known_events();
    let cast = desk.cast(None, &known);
    let fresh = matches!(
        view.table_status(table),
        TableStatus::Untried | TableStatus::Failed
    );
    let needs = desk.scenario().table(table).needs.iter().filter(|_| fresh);
    for need in needs {
        let sign = if view.holds(need, None) {
            Line::new("✓ ", Tone::Good)
        } else {
            Line::new("✗ ", Tone::Bad)
        };
        lines.extend(wrap(&sign.then(words.condition(need, &cast)), wide, 2));
    }
    if !lines.is_empty() {
        lines.insert(0, Line::new("Needs", Tone::Dim));
        lines.push(Line::default());
    }
    let mut all = flow(&page.about(), wide);
    all.push(Line::default());
    all.append(&mut lines);
    all.extend(flow(&page.body(), wide));
    all
}

/// Lines wrapped, what is indented indented further where it goes on.
fn flow(lines: &[Line], wide: usize) -> Vec<Line> {
    let wrapped = |line: &Line| {
        let plain = line.plain();
        let lead = plain.chars().take_while(|letter| *letter == ' ').count();
        wrap(line, wide, lead + if lead > 0 { 2 } else { 0 })
    };
    lines.iter().flat_map(wrapped).collect()
}

/// What is below the first rows of an area.
pub(super) fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}
