//! With what a table is convened: its agenda items, each put on or left off, and what that takes.

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::model::{Order, TableId, TableOrder};
use crate::scenario::Item;
use crate::text::tables::page::Page;
use crate::text::{Line, Tone};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, ends, wrap_all};
use crate::tui::screens::negotiation::listing::below;
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// The question.
pub(in crate::tui) struct Agenda {
    table: TableId,
    items: u16,
    selected: usize,
}

impl Agenda {
    /// For a table, with no items at first.
    pub fn new(table: TableId) -> Self {
        Self {
            table,
            items: 0,
            selected: 0,
        }
    }

    /// The agenda items of the table, by their clauses.
    fn known(&self, desk: &Desk<'_>) -> Vec<usize> {
        let page = Page::new(desk.view(), self.table);
        let clauses = 0..desk.scenario().table(self.table).clauses.len();
        clauses.filter(|at| page.is_item(*at)).collect()
    }

    fn order(&self) -> Order {
        Order::Table(self.table, TableOrder::Convene { items: self.items })
    }

    fn rows(&self, desk: &Desk<'_>, wide: usize) -> Vec<Row> {
        let page = Page::new(desk.view(), self.table);
        let each = page.price(TableOrder::Item(0));
        let send = Row::item(ends(
            &Line::new("Send the invitations", Tone::Strong),
            &page.price(TableOrder::Convene { items: self.items }),
            wide,
        ));
        let item = |at: usize| {
            let on = self.items >> at & 1 == 1;
            let name = desk.words().clause(self.table, at);
            let line = Line::from(if on { "[x] " } else { "[ ] " }).then(name);
            Row::item(ends(&line, &each.clone().toned(Tone::Dim), wide))
        };
        let items = self.known(desk).into_iter().map(item);
        std::iter::once(send).chain(items).collect()
    }

    fn about(&self, desk: &Desk<'_>, wide: usize) -> Vec<Line> {
        let page = Page::new(desk.view(), self.table);
        let mut lines = page.agenda(self.items);
        if let Some(why) = desk.why_not(&self.order()) {
            lines.insert(0, Line::new("✗ ", Tone::Bad).then(why.capitalised()));
        }
        wrap_all(&lines, wide)
    }

    fn choose(&mut self, desk: &Desk<'_>) -> Wish {
        let Some(at) = self.selected.checked_sub(1) else {
            return match desk.why_not(&self.order()) {
                Some(why) => Wish::Tell(why.capitalised()),
                None => Wish::GiveAndClose(self.order()),
            };
        };
        if let Some(clause) = self.known(desk).get(at) {
            self.items ^= 1 << (clause % 16);
        }
        Wish::Nothing
    }
}

impl Component for Agenda {
    fn place(&self) -> Place {
        Place::Negotiation
    }

    fn title(&self, context: &Context<'_>) -> String {
        context.desk().map_or_else(String::new, |desk| {
            format!("Convene: {}", desk.words().name(Item::Table(self.table)))
        })
    }

    fn shape(&self) -> Shape {
        Shape::Dialog(74)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        context.desk().map_or(1, |desk| {
            let about = self.about(&desk, usize::from(wide)).len();
            cells(self.known(&desk).len() + 2 + about)
        })
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let rows = self.rows(&desk, usize::from(area.width.saturating_sub(2)));
        let tall = cells(rows.len()).min(area.height);
        let body = Rect {
            height: tall,
            ..area
        };
        list::draw(pen, body, &rows, self.selected, Focus::Here);
        let about = self.about(&desk, usize::from(area.width));
        pen.lines(below(area, tall + 1), &about);
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Back;
        };
        match (key, Move::of(key)) {
            (Key::Esc, _) => Wish::Back,
            (Key::Enter | Key::Char(' '), _) => self.choose(&desk),
            (_, Some(step)) => {
                let count = self.known(&desk).len() + 1;
                self.selected = step.within(self.selected, count, 5);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let refused = context
            .desk()
            .is_some_and(|desk| desk.why_not(&self.order()).is_some());
        let enter = match (self.selected, refused) {
            (0, true) => "why not",
            (0, false) => "invite",
            (_, _) => "on or off",
        };
        vec![
            act(Action::Choose, enter),
            own("↑↓", "move"),
            act(Action::Back, "back"),
        ]
    }
}
