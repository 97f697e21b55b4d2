//! The brief: what changed and why, before anything is decided. Leads to the first cable that waits for an answer.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::Turn;
use crate::scenario::Item;
use crate::text::{Line, Tone};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::paint::{Pen, cells, wrap};
use crate::tui::screens::{Component, Hint, Shape, Wish, act};

/// The brief.
#[derive(Default)]
pub(in crate::tui) struct Brief {
    offset: usize,
    page: usize,
}

/// How many changes are told, and how few on a small screen.
const LINES: usize = 5;
const FEWEST: usize = 3;

/// As many changes as leave what comes next on the screen.
fn fitting(desk: &Desk<'_>, wide: u16, tall: u16) -> Vec<Line> {
    let few = (FEWEST..LINES).rev();
    let mut shown = lines(desk, wide, LINES);
    for count in few {
        if shown.len() <= usize::from(tall) {
            break;
        }
        shown = lines(desk, wide, count);
    }
    shown
}

fn lines(desk: &Desk<'_>, wide: u16, count: usize) -> Vec<Line> {
    let words = desk.words();
    let wide = usize::from(wide);
    let mut lines = Vec::new();
    if desk.is_turn(Turn::FIRST) {
        for paragraph in words.text(Item::Scenario) {
            lines.extend(wrap(&paragraph, wide, 0));
        }
        lines.push(Line::default());
    }
    lines.extend(act_begins(desk, wide));
    lines.push(Line::new("What changed", Tone::Strong));
    let changes = desk.summary(count);
    if changes.is_empty() {
        lines.push(Line::new("  nothing that you would notice", Tone::Dim));
    }
    for change in changes {
        lines.extend(wrap(&Line::from("  ").then(change), wide, 4));
    }
    lines.push(Line::default());
    lines.extend(wrap(&next(desk), wide, 2));
    lines
}

/// The act that begins with this turn, if one does.
fn act_begins(desk: &Desk<'_>, wide: usize) -> Vec<Line> {
    let (words, turn) = (desk.words(), desk.view().turn());
    let act = desk.scenario().act(turn);
    let Some((item, _)) = act.filter(|(_, act)| desk.is_turn(act.from)) else {
        return Vec::new();
    };
    let mut lines = vec![Line::new(&words.name(item), Tone::Strong)];
    for paragraph in words.text(item) {
        lines.extend(wrap(&Line::from("  ").then(paragraph), wide, 2));
    }
    lines.push(Line::default());
    lines
}

/// What comes next.
fn next(desk: &Desk<'_>) -> Line {
    let words = desk.words();
    match (desk.view().over(), desk.view().owed().next()) {
        (Some(_), _) => words.step_over(),
        (None, Some(asked)) => {
            let count = desk.view().owed().count();
            let first = words.step_answer(asked.event, asked.subject);
            if count > 1 {
                first.then(Line::new(&format!(" and {} more", count - 1), Tone::Dim))
            } else {
                first
            }
        }
        (None, None) => words.step_plan(desk.view().capital(), desk.view().hands()),
    }
}

impl Component for Brief {
    fn place(&self) -> Place {
        Place::Situation
    }

    fn subject(&self, context: &Context<'_>) -> String {
        let lines = context.desk().map(|desk| lines(&desk, 1_000, LINES));
        let lines = lines.unwrap_or_default();
        lines.iter().map(|line| line.plain() + " ").collect()
    }

    fn title(&self, context: &Context<'_>) -> String {
        context
            .desk()
            .map_or_else(String::new, |desk| match desk.view().over() {
                Some(_) => "Brief".to_owned(),
                None => format!("Brief · {}", desk.words().day_of(desk.view().turn())),
            })
    }

    fn shape(&self) -> Shape {
        Shape::Letter(90)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        context
            .desk()
            .map_or(1, |desk| cells(lines(&desk, wide, LINES).len()))
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let lines = fitting(&desk, area.width, area.height);
        self.page = usize::from(area.height);
        self.offset = pen.scroll(area, &lines, self.offset);
    }

    fn press(&mut self, key: Key, _context: &Context<'_>) -> Wish {
        match (key, Move::of(key)) {
            (Key::Enter, _) => Wish::AnswerNext,
            (Key::Esc, _) => Wish::Back,
            (_, Some(step)) => {
                self.offset = step.within(self.offset, 500, self.page);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let owed = context
            .desk()
            .is_some_and(|desk| desk.view().owed().next().is_some());
        vec![
            act(
                Action::Choose,
                if owed {
                    "answer the first cable"
                } else {
                    "go on"
                },
            ),
            act(Action::Back, "to the situation"),
        ]
    }
}
