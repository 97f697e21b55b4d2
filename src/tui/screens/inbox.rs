//! The inbox: everything that waits for this seat, with what happens by itself; Enter goes there.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::text::inbox::{Waiting, nothing_waits};
use crate::text::{Line, Tone};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, wrap};
use crate::tui::screens::event::EventDialog;
use crate::tui::screens::needs::Need;
use crate::tui::screens::{Component, Hint, Page, Screen, Shape, Wish, act, own};

/// The inbox.
#[derive(Default)]
pub(in crate::tui) struct Inbox {
    selected: usize,
}

/// Where Enter leads.
pub(in crate::tui) fn wish(desk: &Desk<'_>, waiting: Waiting) -> Wish {
    match waiting {
        Waiting::Step(_) => Wish::Go(Page::Crisis),
        Waiting::Answer(event, subject) => {
            Wish::Open(Box::new(Screen::Event(EventDialog::new(event, subject))))
        }
        Waiting::Move(table) | Waiting::Consent(table) => Wish::Sit(table),
        Waiting::Asks(..) | Waiting::Slipped(..) => Wish::Go(Page::Roadmap),
        Waiting::Window(window, until) => Need::Window(window, until).wish(desk),
        Waiting::Pledge(..) | Waiting::Unspent => Wish::Go(Page::Initiatives),
        Waiting::Reports(_) => Wish::Go(Page::Intelligence),
    }
}

/// What Enter does, for the bottom line.
pub(in crate::tui) const fn label(waiting: Waiting) -> &'static str {
    match waiting {
        Waiting::Step(_) => "to the crisis",
        Waiting::Answer(..) => "answer",
        Waiting::Move(_) | Waiting::Consent(_) => "to the table",
        Waiting::Asks(..) | Waiting::Slipped(..) => "to the roadmap",
        Waiting::Window(..) => "what it means",
        Waiting::Pledge(..) | Waiting::Unspent => "to the initiatives",
        Waiting::Reports(_) => "to the estimates",
    }
}

fn rows(desk: &Desk<'_>, wide: u16) -> Vec<Row> {
    let wide = usize::from(wide.saturating_sub(3));
    let row = |waiting: Waiting| {
        let (line, note) = desk.waits(waiting);
        let mut lines = wrap(&line, wide, 2);
        if let Some(note) = note {
            let note = Line::from("  ").then(note.capitalised());
            lines.extend(wrap(&note, wide, 2));
        }
        Row::Item(lines)
    };
    desk.waiting().into_iter().map(row).collect()
}

impl Inbox {
    fn current(&self, desk: &Desk<'_>) -> Option<Waiting> {
        let all = desk.waiting();
        all.get(self.selected.min(all.len().saturating_sub(1)))
            .copied()
    }
}

impl Component for Inbox {
    fn place(&self) -> Place {
        Place::Situation
    }

    fn subject(&self, context: &Context<'_>) -> String {
        let Some(desk) = context.desk() else {
            return String::new();
        };
        let waiting = self.current(&desk);
        waiting.map_or_else(String::new, |waiting| desk.waits(waiting).0.plain())
    }

    fn title(&self, context: &Context<'_>) -> String {
        let day = context
            .desk()
            .map(|desk| desk.words().turn(desk.view().turn()).plain());
        format!("What waits for you · {}", day.unwrap_or_default())
    }

    fn opened_by(&self) -> Option<Action> {
        Some(Action::Inbox)
    }

    fn shape(&self) -> Shape {
        Shape::Letter(96)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        let rows = context.desk().map(|desk| rows(&desk, wide));
        let tall = rows.map_or(0, |rows| rows.iter().map(Row::height).sum());
        cells(tall.max(1) + 2)
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let rows = rows(&desk, area.width);
        self.selected = self.selected.min(rows.len().saturating_sub(1));
        if rows.is_empty() {
            pen.line(area, &nothing_waits());
            return;
        }
        let tall = cells(rows.iter().map(Row::height).sum()).min(area.height);
        list::draw(
            pen,
            Rect {
                height: tall,
                ..area
            },
            &rows,
            self.selected,
            Focus::Here,
        );
        let last = Rect {
            y: area.y + area.height.saturating_sub(1),
            height: 1,
            ..area
        };
        if last.y > area.y + tall {
            pen.line(
                last,
                &desk.words().step_end(desk.view().turn()).toned(Tone::Dim),
            );
        }
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Back;
        };
        match (key, Move::of(key)) {
            (Key::Esc | Key::Char('o'), _) => Wish::Back,
            (Key::Enter, _) => {
                let waiting = self.current(&desk);
                waiting.map_or(Wish::Back, |waiting| wish(&desk, waiting))
            }
            (_, Some(step)) => {
                self.selected = step.within(self.selected, desk.waiting().len(), 5);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let waiting = context.desk().and_then(|desk| self.current(&desk));
        let mut hints = Vec::new();
        if let Some(waiting) = waiting {
            hints.push(act(Action::Choose, label(waiting)));
            hints.push(own("↑↓", "move"));
        }
        hints.push(act(Action::Back, "close"));
        hints
    }
}
