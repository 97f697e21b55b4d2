//! What can be done at a table: every instrument with its price; of the one that is selected its effect, or why not.

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::model::{Order, Package, TableId, TableOrder};
use crate::scenario::Item;
use crate::text::tables::instruments::{Draft, Group, Instrument};
use crate::text::tables::page::Page;
use crate::text::{Line, Tone};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, column, cut, ends, wrap_all};
use crate::tui::screens::negotiation::listing::below;
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// The list.
pub(in crate::tui) struct Instruments {
    table: TableId,
    draft: Draft,
    selected: usize,
    /// The way of the selected instrument, by its place.
    way: usize,
    /// Whether the place of the first group of its kind is still to be found.
    start: Option<Start>,
}

/// Where the list begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Start {
    /// At a new text.
    Propose,
    /// At consent.
    Accept,
    /// At saying nothing.
    Hold,
    /// At signing with some.
    SignWithout,
    /// At what can be done besides.
    Beside,
}

/// Rows that tell the effect.
const ABOUT: u16 = 5;

impl Instruments {
    /// At a table, with the text that would be put forward.
    pub fn new(table: TableId, draft: Draft, start: Start) -> Self {
        Self {
            table,
            draft,
            selected: 0,
            way: 0,
            start: Some(start),
        }
    }

    /// About a table at which no rounds are held.
    pub fn outside(table: TableId) -> Self {
        let draft = Draft {
            text: Package::default(),
            clause: 0,
            obstacle: None,
        };
        Self {
            start: None,
            ..Self::new(table, draft, Start::Beside)
        }
    }

    fn page<'a>(&self, desk: &Desk<'a>) -> Page<'a> {
        Page::new(desk.view(), self.table).looking_at(self.draft.text)
    }

    fn all(&self, desk: &Desk<'_>) -> Vec<Instrument> {
        self.page(desk).instruments(&self.draft)
    }

    /// Where the list begins, once it is known what is in it.
    fn begin(&mut self, all: &[Instrument]) {
        let Some(start) = self.start.take() else {
            return;
        };
        let wanted = |it: &Instrument| {
            let first = it.ways.first();
            match start {
                Start::Propose => matches!(first, Some(TableOrder::Propose(_))),
                Start::Accept => matches!(first, Some(TableOrder::Accept)),
                Start::Hold => matches!(first, Some(TableOrder::Hold)),
                Start::SignWithout => matches!(first, Some(TableOrder::SignWithout)),
                Start::Beside => it.group == Group::Beside,
            }
        };
        self.selected = all.iter().position(wanted).unwrap_or(0);
    }

    fn current(&self, all: &[Instrument]) -> Option<TableOrder> {
        let it = all.get(self.selected.min(all.len().saturating_sub(1)))?;
        it.ways
            .get(self.way.min(it.ways.len().saturating_sub(1)))
            .copied()
    }

    fn rows(&self, desk: &Desk<'_>, all: &[Instrument], wide: usize) -> Vec<Row> {
        let page = self.page(desk);
        let mut rows = Vec::new();
        let mut group = None;
        for (at, it) in all.iter().enumerate() {
            if group != Some(it.group) {
                group = Some(it.group);
                rows.push(Row::Heading(Line::new(it.group.title(), Tone::Dim)));
            }
            let chosen = at == self.selected;
            let way = if chosen { self.way } else { 0 };
            let order = it.ways.get(way.min(it.ways.len().saturating_sub(1)));
            let Some(order) = order.copied() else {
                continue;
            };
            rows.push(Row::item(row(&page, it, order, chosen, wide)));
        }
        rows
    }

    fn about(&self, desk: &Desk<'_>, all: &[Instrument], wide: usize) -> Vec<Line> {
        let Some(order) = self.current(all) else {
            return Vec::new();
        };
        let page = self.page(desk);
        let mut lines = Vec::new();
        if let Some(why) = page.why_not(order) {
            lines.push(Line::new("✗ ", Tone::Bad).then(why.capitalised()));
        }
        lines.extend(page.effect(order));
        wrap_all(&lines, wide)
    }

    fn choose(&self, desk: &Desk<'_>, all: &[Instrument]) -> Wish {
        let Some(order) = self.current(all) else {
            return Wish::Back;
        };
        let order = Order::Table(self.table, order);
        match desk.why_not(&order) {
            Some(why) => Wish::Tell(why.capitalised()),
            None => Wish::GiveAndClose(order),
        }
    }

    fn turn(&mut self, step: Move, all: &[Instrument]) {
        let ways = all.get(self.selected).map_or(0, |it| it.ways.len());
        let last = ways.saturating_sub(1);
        self.way = match step {
            Move::Left => self.way.min(last).saturating_sub(1),
            Move::Right => (self.way + 1).min(last),
            Move::Up | Move::Down | Move::First | Move::Last | Move::PageUp | Move::PageDown => {
                self.way
            }
        };
    }
}

/// "✓ sound out ‹ Beijing ›                    1 capital".
fn row(page: &Page<'_>, it: &Instrument, order: TableOrder, chosen: bool, wide: usize) -> Line {
    let legal = page.why_not(order).is_none();
    let sign = if legal {
        Line::new("✓ ", Tone::Good)
    } else {
        Line::new("✗ ", Tone::Dim)
    };
    let tone = if legal { Tone::Plain } else { Tone::Dim };
    let way = page.way(order);
    let mut line = sign.then(column(&Line::new(it.name, tone), NAME.min(wide)));
    if !way.is_empty() {
        let way = cut(&way.toned(tone), wide.saturating_sub(NAME + 18));
        line = match (chosen, it.ways.len()) {
            (true, 2..) => line.then("‹ ").then(way).then(" ›"),
            (_, _) => line.then("  ").then(way),
        };
    }
    ends(&line, &page.price(order).toned(tone), wide)
}

const NAME: usize = 27;

fn tall(rows: &[Row]) -> u16 {
    cells(rows.len())
}

impl Component for Instruments {
    fn place(&self) -> Place {
        Place::Negotiation
    }

    fn title(&self, context: &Context<'_>) -> String {
        context.desk().map_or_else(String::new, |desk| {
            desk.words().name(Item::Table(self.table))
        })
    }

    fn shape(&self) -> Shape {
        Shape::Dialog(78)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        context.desk().map_or(1, |desk| {
            let all = self.all(&desk);
            tall(&self.rows(&desk, &all, usize::from(wide))) + 1 + ABOUT
        })
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let all = self.all(&desk);
        self.begin(&all);
        self.selected = self.selected.min(all.len().saturating_sub(1));
        let rows = self.rows(&desk, &all, usize::from(area.width.saturating_sub(4)));
        let room = area.height.saturating_sub(ABOUT + 1);
        let body = Rect {
            height: tall(&rows).min(room),
            ..area
        };
        list::draw(pen, body, &rows, self.selected, Focus::Here);
        let rest = below(area, body.height);
        pen.rule(Rect {
            height: rest.height.min(1),
            ..rest
        });
        let about = self.about(&desk, &all, usize::from(area.width));
        pen.lines(below(rest, 1), &about);
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Back;
        };
        let all = self.all(&desk);
        self.begin(&all);
        match (key, Move::of(key)) {
            (Key::Esc, _) => Wish::Back,
            (Key::Enter, _) => self.choose(&desk, &all),
            (_, Some(step @ (Move::Left | Move::Right))) => {
                self.turn(step, &all);
                Wish::Nothing
            }
            (_, Some(step)) => {
                let to = step.within(self.selected, all.len(), 5);
                if to != self.selected {
                    (self.selected, self.way) = (to, 0);
                }
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let Some(desk) = context.desk() else {
            return Vec::new();
        };
        let all = self.all(&desk);
        let order = self.current(&all);
        let refused = order.is_some_and(|it| self.page(&desk).why_not(it).is_some());
        let mut hints = vec![act(
            Action::Choose,
            if refused { "why not" } else { "do it" },
        )];
        hints.push(own("↑↓", "move"));
        if all.get(self.selected).is_some_and(|it| it.ways.len() > 1) {
            hints.push(own("←→", "whom or what"));
        }
        hints.push(act(Action::Back, "back"));
        hints
    }
}
