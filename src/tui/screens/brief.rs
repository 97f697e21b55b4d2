//! The brief: what the last turn changed and why, what it makes possible, what waits. Every line of it unfolds.

use std::cell::RefCell;

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::Turn;
use crate::scenario::Item;
use crate::text::opened::{NOW_POSSIBLE, Opened};
use crate::text::{Line, Tone, Unfolds};
use crate::tui::context::{Context, Desk, Kept, Stamp};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, wrap};
use crate::tui::screens::ending::Ending;
use crate::tui::screens::initiatives::{UNBROKEN, detail_lines};
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Screen, Shape, Wish, act, own};

/// The brief.
#[derive(Default)]
pub(in crate::tui) struct Brief {
    selected: usize,
    /// How wide it was drawn last, and how many changes there was room for.
    wide: u16,
    limit: usize,
    /// The entries in so many cells and rows, and how many changes there was room for.
    kept: Kept<(Stamp, u16, u16), (usize, Vec<Entry>)>,
    /// How many rows everything takes in so many cells.
    tall: RefCell<Kept<(Stamp, u16), usize>>,
}

/// How many changes are told, and how few on a small screen; and how many things that have become possible.
const LINES: usize = 6;
const FEWEST: usize = 3;
const OPENED: usize = 4;
const FEWEST_OPENED: usize = 2;

/// What stands behind a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Behind {
    Change(Unfolds),
    Opened(Opened),
}

/// A line of the brief: one that unfolds, or another.
enum Entry {
    Said(Line),
    Unfolding(Vec<Line>, Behind),
}

/// The entries with at most so many changes.
fn entries(desk: &Desk<'_>, wide: u16, count: usize) -> Vec<Entry> {
    let words = desk.words();
    let wide = usize::from(wide);
    let mut entries: Vec<Entry> = Vec::new();
    let say = |entries: &mut Vec<Entry>, line: &Line, indent| {
        entries.extend(wrap(line, wide, indent).into_iter().map(Entry::Said));
    };
    if desk.is_turn(Turn::FIRST) {
        for paragraph in words.text(Item::Scenario) {
            say(&mut entries, &paragraph, 0);
        }
        entries.push(Entry::Said(Line::default()));
    }
    for line in act_begins(desk) {
        say(&mut entries, &line, 2);
    }
    entries.push(Entry::Said(Line::new(
        "What changed, and why",
        Tone::Strong,
    )));
    let changes = desk.changes(count);
    if changes.is_empty() {
        let nothing = Line::new("  nothing that you would notice", Tone::Dim);
        entries.push(Entry::Said(nothing));
    }
    for change in changes {
        let lines = wrap(&change.line, wide.saturating_sub(3), 2);
        entries.push(Entry::Unfolding(lines, Behind::Change(change.unfolds)));
    }
    let limit = if count < LINES { FEWEST_OPENED } else { OPENED };
    let opened = desk.opened(limit);
    if !opened.is_empty() {
        entries.push(Entry::Said(Line::default()));
        entries.push(Entry::Said(Line::new(NOW_POSSIBLE, Tone::Strong)));
    }
    for (line, what) in opened {
        match what {
            Some(what) => {
                let lines = wrap(&line, wide.saturating_sub(3), 2);
                entries.push(Entry::Unfolding(lines, Behind::Opened(what)));
            }
            None => say(&mut entries, &Line::from("  ").then(line), 2),
        }
    }
    entries.push(Entry::Said(Line::default()));
    say(&mut entries, &next(desk), 2);
    entries
}

fn rows(entries: &[Entry]) -> Vec<Row> {
    let row = |entry: &Entry| match entry {
        Entry::Said(line) => Row::Heading(line.clone()),
        Entry::Unfolding(lines, _) => Row::Item(lines.clone()),
    };
    entries.iter().map(row).collect()
}

fn tall(entries: &[Entry]) -> usize {
    rows(entries).iter().map(Row::height).sum()
}

/// The most changes that leave what comes next on the screen.
fn fitting(desk: &Desk<'_>, wide: u16, tall_at_most: u16) -> usize {
    let mut counts = (FEWEST..=LINES).rev();
    let fits = |count: &usize| tall(&entries(desk, wide, *count)) <= usize::from(tall_at_most);
    counts.find(fits).unwrap_or(FEWEST)
}

/// The act that begins with this turn, if one does.
fn act_begins(desk: &Desk<'_>) -> Vec<Line> {
    let (words, turn) = (desk.words(), desk.view().turn());
    let act = desk.scenario().act(turn);
    let Some((item, _)) = act.filter(|(_, act)| desk.is_turn(act.from)) else {
        return Vec::new();
    };
    let mut lines = vec![Line::new(&words.name(item), Tone::Strong)];
    let text = words.text(item).into_iter();
    lines.extend(text.map(|paragraph| Line::from("  ").then(paragraph)));
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

impl Brief {
    fn unfold(&self, desk: &Desk<'_>) -> Wish {
        let all = entries(desk, self.wide.max(40), self.limit.max(FEWEST));
        let behind = all.into_iter().filter_map(|entry| match entry {
            Entry::Unfolding(_, behind) => Some(behind),
            Entry::Said(_) => None,
        });
        let all: Vec<Behind> = behind.collect();
        let place = self.selected.min(all.len().saturating_sub(1));
        match all.get(place) {
            None => Wish::Tell("Nothing here unfolds".into()),
            Some(Behind::Change(Unfolds::Figure(named))) => Wish::Why(*named),
            Some(Behind::Change(unfolds)) => {
                let told = desk.behind(*unfolds);
                Wish::Open(Box::new(Screen::Sheet(Sheet::unfolding("Why", told))))
            }
            Some(Behind::Opened(opened)) => {
                let title = desk.words().name(opened.item());
                let lines = match opened {
                    Opened::Initiative(initiative, _) => detail_lines(desk, *initiative, UNBROKEN),
                    Opened::Table(_) | Opened::Window(..) => desk.words().text(opened.item()),
                };
                Wish::Open(Box::new(Screen::Sheet(Sheet::new(&title, lines))))
            }
        }
    }
}

impl Component for Brief {
    fn place(&self) -> Place {
        Place::Situation
    }

    fn title(&self, context: &Context<'_>) -> String {
        context
            .desk()
            .map_or_else(String::new, |desk| match desk.view().over() {
                Some(_) => "Brief".to_owned(),
                None => format!("Brief · {}", desk.words().day_of(desk.view().turn())),
            })
    }

    fn opened_by(&self) -> Option<Action> {
        Some(Action::Brief)
    }

    fn shape(&self) -> Shape {
        Shape::Letter(90)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        let tall = context.desk().map(|desk| {
            let mut kept = self.tall.borrow_mut();
            *kept.of((desk.stamp(), wide), || tall(&entries(&desk, wide, LINES)))
        });
        cells(tall.unwrap_or(1))
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        self.wide = area.width;
        let key = (desk.stamp(), area.width, area.height);
        let (limit, entries) = self.kept.of(key, || {
            let limit = fitting(&desk, area.width, area.height);
            (limit, entries(&desk, area.width, limit))
        });
        self.limit = *limit;
        let rows = rows(entries);
        let items = rows.iter().filter(|row| matches!(row, Row::Item(_)));
        self.selected = self.selected.min(items.count().saturating_sub(1));
        list::draw(pen, area, &rows, self.selected, Focus::Here);
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        match (key, Move::of(key)) {
            (Key::Enter, _) => {
                let over = context
                    .desk()
                    .is_some_and(|desk| desk.view().over().is_some());
                if over {
                    Wish::Open(Box::new(Screen::Ending(Ending::default())))
                } else {
                    Wish::AnswerNext
                }
            }
            (Key::Esc | Key::Char('b'), _) => Wish::Back,
            (Key::Char('w'), _) => context
                .desk()
                .map_or(Wish::Nothing, |desk| self.unfold(&desk)),
            (_, Some(step)) => {
                self.selected = step.within(self.selected, LINES + OPENED + 4, 5);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let Some(desk) = context.desk() else {
            return Vec::new();
        };
        let owed = desk.view().owed().next().is_some();
        let (enter, back) = match (desk.view().over(), owed) {
            (Some(_), _) => ("how it ended", "close"),
            (None, true) => ("answer the first cable", "to the situation"),
            (None, false) => ("go on", "to the situation"),
        };
        vec![
            act(Action::Choose, enter),
            act(Action::Back, back),
            act(Action::Why, "why"),
            own("↑↓", "choose"),
        ]
    }
}
