//! The crisis screen: the ladder with both sides, what the other may mean, the risk in its parts, and the next step. Without a
//! crisis of one's own it lists those there were.

mod blocks;
mod choosing;

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::model::CrisisId;
use crate::scenario::Item;
use crate::session::foretold::Credit;
use crate::text::crises::page::{Page, list};
use crate::text::{Line, Tone, with_keys};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self as rows, Focus, Row};
use crate::tui::paint::{Pen, cells, wrap, wrap_all};
use crate::tui::screens::crisis::blocks::Start;
use crate::tui::screens::crisis::choosing::Choosing;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Screen, Wish, act, own};

/// What a step brought about.
pub(in crate::tui) enum Told {
    /// The crisis goes on: what both did.
    Line(Option<Line>),
    /// It is over: how it went.
    Page(Vec<Line>),
}

impl Told {
    /// What goes into the message line.
    pub fn line(self) -> Option<Line> {
        match self {
            Self::Line(line) => line,
            Self::Page(_) => None,
        }
    }
}

/// What became of a crisis after a step.
pub(in crate::tui) fn told(desk: &Desk<'_>, kind: CrisisId) -> Told {
    let Some(page) = Page::new(desk.view(), kind) else {
        return Told::Line(None);
    };
    if page.crisis().is_open() {
        return Told::Line(page.history().last().cloned());
    }
    let mut lines = vec![page.headline(), Line::default()];
    lines.extend(page.account());
    lines.extend(page.left(&desk.facts()));
    Told::Page(lines)
}

/// The screen.
#[derive(Default)]
pub(in crate::tui) struct Crisis {
    choosing: Choosing,
    /// The pane that comes first where there isn't room for all, and from which of its lines on.
    start: Start,
    /// The line with which it goes on, if it has no room for all of its own.
    more: Option<usize>,
    /// The crisis that is selected in the list, counted from the newest, and how far what is told of it is scrolled.
    selected: usize,
    scroll: usize,
}

impl Crisis {
    /// The crisis that is shown: the one in which a step is due, else one that is under way.
    fn shown(desk: &Desk<'_>) -> Option<CrisisId> {
        let view = desk.view();
        let due = view.steps_due().next();
        due.or_else(|| view.open_crises().next().map(|crisis| crisis.kind()))
    }

    fn past<'a>(&self, desk: &Desk<'a>) -> Option<Page<'a>> {
        let view = desk.view();
        let all: Vec<_> = view.crises().collect();
        let place = all.len().checked_sub(self.selected + 1)?;
        all.get(place).map(|crisis| Page::of(view, *crisis))
    }

    fn draw_open(&mut self, pen: &mut Pen<'_>, area: Rect, page: &Page<'_>, credits: &[Credit]) {
        let wide = usize::from(area.width);
        let head = if wide < 100 {
            vec![page.short_headline()]
        } else {
            wrap(&page.headline(), wide, 2)
        };
        pen.lines(area, &head);
        let below = cells(head.len()).min(area.height);
        let rest = Rect {
            y: area.y + below,
            height: area.height - below,
            ..area
        };
        let bottom = if page.crisis().is_due() {
            self.choosing.height(page, rest.width, rest.height)
        } else {
            0
        };
        let top = Rect {
            height: rest.height - bottom.min(rest.height),
            ..rest
        };
        self.more = blocks::draw(pen, top, (page, credits), self.start);
        if bottom > 0 {
            let steps = Rect {
                y: top.bottom(),
                height: bottom,
                ..rest
            };
            self.choosing.draw(pen, steps, page);
        }
    }

    fn draw_past(&mut self, pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>) {
        let all = list(&desk.view());
        let wide = usize::from(area.width);
        if all.is_empty() {
            pen.lines(area, &wrap_all(&nothing(), wide));
            return;
        }
        let items: Vec<Row> = all
            .iter()
            .rev()
            .map(|(_, line)| Row::Item(wrap(line, wide.saturating_sub(3), 2)))
            .collect();
        let tall: usize = items.iter().map(Row::height).sum();
        let tall = cells(tall).min(area.height / 3).max(2);
        let above = Rect {
            height: tall.min(area.height),
            ..area
        };
        rows::draw(pen, above, &items, self.selected, Focus::Here);
        let below = Rect {
            y: above.bottom(),
            height: area.height - above.height,
            ..area
        };
        pen.rule(Rect { height: 1, ..below });
        let text = Rect {
            y: below.y + 1,
            height: below.height.saturating_sub(1),
            ..below
        };
        if let Some(page) = self.past(desk) {
            let mut lines = wrap_all(&page.about(), wide);
            lines.push(Line::default());
            let told = [page.account(), page.left(&desk.facts())].concat();
            lines.extend(told.iter().flat_map(|line| wrap(line, wide, 4)));
            self.scroll = pen.scroll(text, &lines, self.scroll);
        }
    }
}

/// What a crisis is, for whoever sees none.
fn nothing() -> Vec<Line> {
    vec![
        Line::new("No crisis has come before governments so far", Tone::Strong),
        Line::default(),
        "Most incidents stay a line in a cable. One that climbs by itself to its third rung, or that somebody takes there, \
         is put before both governments: each chooses a posture and a channel before it knows what the other does."
            .into(),
        with_keys(
            "What stands between the two and an accident is what was agreed, and used, before: {go-mechanisms} shows it.",
        ),
    ]
}

impl Component for Crisis {
    fn place(&self) -> Place {
        Place::Crisis
    }

    fn subject(&self, context: &Context<'_>) -> String {
        let Some(desk) = context.desk() else {
            return String::new();
        };
        let kind = Self::shown(&desk);
        kind.map_or_else(String::new, |kind| desk.words().name(Item::Crisis(kind)))
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Crisis".to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let page = Self::shown(&desk).and_then(|kind| Page::new(desk.view(), kind));
        match page {
            Some(page) => self.draw_open(pen, area, &page, &desk.credits()),
            None => self.draw_past(pen, area, &desk),
        }
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Pass;
        };
        let page = Self::shown(&desk).and_then(|kind| Page::new(desk.view(), kind));
        match (page, key) {
            (Some(_), Key::Tab) => {
                self.start = self.start.next(self.more);
                Wish::Nothing
            }
            (Some(_), Key::BackTab) => {
                self.start = self.start.previous();
                Wish::Nothing
            }
            (Some(page), Key::Char('w')) => Wish::Open(Box::new(Screen::Sheet(Sheet::new(
                "Why",
                self.choosing.why(&page),
            )))),
            (Some(page), key) => {
                let wish = self.choosing.press(key, &page);
                if matches!(wish, Wish::Give(_)) {
                    self.start = Start::default();
                }
                wish
            }
            (None, key) => match Move::of(key) {
                Some(Move::Right | Move::PageDown) => {
                    self.scroll += 5;
                    Wish::Nothing
                }
                Some(Move::Left | Move::PageUp) => {
                    self.scroll = self.scroll.saturating_sub(5);
                    Wish::Nothing
                }
                Some(step) => {
                    self.scroll = 0;
                    let count = desk.view().crises().count();
                    self.selected = step.within(self.selected, count, 5);
                    Wish::Nothing
                }
                None => Wish::Pass,
            },
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let due = context
            .desk()
            .is_some_and(|desk| desk.view().steps_due().next().is_some());
        let pane = match self.more {
            Some(_) => "read on",
            None => "next pane",
        };
        if due {
            return vec![
                own("Enter", "take this step"),
                own("↑↓", "posture"),
                own("←→", "channel"),
                act(Action::NextPane, pane),
                act(Action::Why, "why"),
            ];
        }
        let mut hints = vec![own("↑↓", "move")];
        if context
            .desk()
            .is_some_and(|desk| desk.view().crises().next().is_some())
        {
            hints.push(own("←→", "read on"));
        }
        hints.push(act(Action::Back, "back"));
        hints
    }
}
