//! The theatre: a game again, turn by turn: what was known beside what was true, what was done, what it brought.

mod clock;

use std::sync::mpsc::Sender;

use ratatui::layout::Rect;

use crate::command::{Action, Own, Screen as Place, by_key};

use crate::model::Turn;
use crate::session::Game;
use crate::text::account::unfolded;
use crate::text::theatre::{self, Frame, Light};
use crate::text::{Line, Tone, clean};
use crate::tui::context::Context;
use crate::tui::input::Message;
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, column, column_right, cut, ends, wrap};
use crate::tui::screens::panes::heading;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::theatre::clock::Clock;
use crate::tui::screens::{Component, Hint, Screen, Typing, Wish, act, own};

/// From this width on there are two columns, from the second on three.
const TWO_FROM: u16 = 100;
const THREE_FROM: u16 = 160;
/// From this height on what happened and what moved are below each other.
const BOTH_FROM: u16 = 24;
/// The widest table of figures.
const NUMBERS_WIDE: u16 = 62;
/// Cells for a figure as it was known, and as it was.
const KNOWN: usize = 24;
const TRUE: usize = 6;

/// A part of the frame beside the figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pane {
    #[default]
    Orders,
    Others,
    News,
    Moved,
}

impl Pane {
    const ALL: [Self; 4] = [Self::Orders, Self::Others, Self::News, Self::Moved];

    const fn title(self) -> &'static str {
        match self {
            Self::Orders => theatre::ORDERS,
            Self::Others => theatre::OTHERS,
            Self::News => theatre::NEWS,
            Self::Moved => theatre::MOVED,
        }
    }
}

/// The theatre.
pub(in crate::tui) struct Theatre {
    name: String,
    course: Vec<Game>,
    place: usize,
    frame: Option<Frame>,
    selected: usize,
    pane: Pane,
    scroll: usize,
    /// The digits of a turn to jump to, while they are typed.
    jump: Option<String>,
    /// What every pane is narrowed to.
    filter: String,
    typing: bool,
    clock: Clock,
}

impl Drop for Theatre {
    fn drop(&mut self) {
        self.clock.stop();
    }
}

impl Theatre {
    /// A game to be watched from its first turn; its name is for files.
    pub fn new(name: &str, game: &Game, wake: Option<Sender<Message>>) -> Self {
        let mut theatre = Self {
            name: name.to_owned(),
            course: game.course(),
            place: 0,
            frame: None,
            selected: 0,
            pane: Pane::Orders,
            scroll: 0,
            jump: None,
            filter: String::new(),
            typing: false,
            clock: Clock::new(wake),
        };
        theatre.go(0);
        theatre
    }

    fn go(&mut self, place: usize) {
        self.place = place.min(self.course.len().saturating_sub(1));
        self.frame = theatre::frame(&self.course, self.place);
        self.scroll = 0;
    }

    fn light(&self) -> Light {
        theatre::light(&self.course)
    }

    fn jump(&mut self) -> Wish {
        let turn = self.jump.take().unwrap_or_default().parse().map(Turn);
        match turn
            .ok()
            .and_then(|turn| theatre::place_of(&self.course, turn))
        {
            Some(place) => {
                self.go(place);
                Wish::Nothing
            }
            None => Wish::Tell(theatre::no_such_turn(&self.course).capitalised()),
        }
    }

    fn unfold(&self) -> Wish {
        let number = self.frame.as_ref();
        let number = number.and_then(|frame| frame.numbers.get(self.selected));
        match (number, self.course.get(self.place)) {
            (Some(number), Some(then)) => {
                let told = unfolded(then, then.protagonist(), number.named);
                let lines = told.into_iter().map(|told| told.line).collect();
                Wish::Open(Box::new(Screen::Sheet(Sheet::new(
                    "Why, as it was known",
                    lines,
                ))))
            }
            (Some(_) | None, _) => Wish::Nothing,
        }
    }

    fn export(&self) -> Wish {
        let Some(frame) = &self.frame else {
            return Wish::Nothing;
        };
        let lines = theatre::lines(frame);
        let text: String = lines
            .iter()
            .map(|line| format!("{}\n", line.plain().trim_end()))
            .collect();
        let turn = self.course.get(self.place);
        let turn = turn.map_or(0, |game| game.state().turn().0);
        let base = match turn {
            _ if self.place + 1 == self.course.len() && self.light() == Light::Truth => {
                format!("{}-end", self.name)
            }
            turn => format!("{}-turn-{turn}", self.name),
        };
        Wish::Export(base, text)
    }

    /// The turns as a row, the one that is shown between marks.
    fn course_row(&self, wide: usize) -> Line {
        let mut line = Line::default();
        for (place, game) in self.course.iter().enumerate() {
            let over = game.state().over().is_some();
            let name = if over {
                "end".to_owned()
            } else if place + 1 == self.course.len() {
                "now".to_owned()
            } else {
                game.state().turn().0.to_string()
            };
            line = line.then(if place == self.place {
                Line::new(&format!("‹{name}›"), Tone::Strong)
            } else {
                Line::new(&format!(" {name} "), Tone::Dim)
            });
        }
        let state = if self.clock.running {
            let millis = self.clock.millis();
            let seconds = format!("{}.{}", millis / 1_000, millis % 1_000 / 100);
            Line::new("▸ ", Tone::Strong).then(theatre::running(&seconds))
        } else if let Some(digits) = &self.jump {
            Line::new(&format!("to turn {digits}_"), Tone::Strong)
        } else {
            list::sought(&self.filter, self.typing)
        };
        ends(&line, &state, wide)
    }

    fn draw_numbers(&self, pen: &mut Pen<'_>, area: Rect, frame: &Frame) {
        let inner = heading(pen, area, frame.when, Focus::Elsewhere);
        let wide = usize::from(inner.width.saturating_sub(2));
        let with_truth = self.light() == Light::Truth;
        let right = if with_truth { KNOWN + TRUE } else { KNOWN };
        let first = wide.saturating_sub(right);
        let row = |name: &Line, known: &Line, truth: &Line| {
            let line = column(&cut(name, first.saturating_sub(1)), first);
            let line = line.then(column_right(known, KNOWN.min(wide)));
            if with_truth {
                line.then(column_right(truth, TRUE))
            } else {
                line
            }
        };
        let head = row(
            &Line::default(),
            &Line::new(theatre::KNOWN, Tone::Dim),
            &Line::new(theatre::TRUE, Tone::Dim),
        );
        let mut rows = vec![Row::Heading(Line::from("  ").then(head))];
        rows.extend(frame.numbers.iter().map(|number| {
            let name = Line::from(number.name.as_str()).capitalised();
            let truth = number.truth.clone().unwrap_or_default();
            Row::item(row(&name, &number.known, &truth))
        }));
        list::draw(pen, inner, &rows, self.selected, Focus::Here);
    }

    /// The lines of a pane, narrowed to what is sought.
    fn pane_lines(&self, pane: Pane, frame: &Frame, wide: usize) -> Vec<Line> {
        let wanted = self.filter.to_lowercase();
        let kept = |line: &&Line| line.plain().to_lowercase().contains(&wanted);
        let mut lines = Vec::new();
        let mut say = |all: &[Line]| {
            for line in all.iter().filter(kept) {
                lines.extend(wrap(line, wide, 2));
            }
        };
        match pane {
            Pane::Orders => say(&frame.orders),
            Pane::Others => {
                say(&frame.others);
                if frame.estimates.iter().any(|line| kept(&line)) {
                    lines.push(Line::default());
                    lines.push(Line::new(theatre::ESTIMATES, Tone::Strong));
                    let kept = frame.estimates.iter().filter(kept);
                    lines.extend(kept.flat_map(|line| wrap(line, wide, 2)));
                }
            }
            Pane::News => say(&frame.news),
            Pane::Moved => say(&frame.moved),
        }
        if lines.is_empty() {
            lines.push(Line::new("nothing", Tone::Dim));
        }
        lines
    }

    fn draw_pane(&self, pen: &mut Pen<'_>, area: Rect, pane: Pane, frame: &Frame) {
        let focus = if self.pane == pane {
            Focus::Here
        } else {
            Focus::Elsewhere
        };
        let inner = heading(pen, area, pane.title(), focus);
        let lines = self.pane_lines(pane, frame, usize::from(inner.width.saturating_sub(1)));
        let room = usize::from(inner.height);
        let most = lines.len().saturating_sub(room);
        let from = if self.pane == pane {
            self.scroll.min(most)
        } else {
            0
        };
        pen.lines(inner, lines.get(from..).unwrap_or(&[]));
        let edge = inner.right().saturating_sub(1);
        if from > 0 {
            pen.sign(edge, inner.y, "↑", pen.theme().key());
        }
        if lines.len() > from + room {
            let last = inner.bottom().saturating_sub(1);
            pen.sign(edge, last, "↓", pen.theme().key());
        }
    }

    /// The panes that this light has something to show in.
    fn panes(&self) -> impl Iterator<Item = Pane> + use<> {
        let light = self.light();
        let all = Pane::ALL.into_iter();
        all.filter(move |pane| light == Light::Truth || *pane != Pane::Others)
    }

    fn next_pane(&mut self, back: bool) {
        let panes: Vec<Pane> = self.panes().collect();
        let here = panes
            .iter()
            .position(|pane| *pane == self.pane)
            .unwrap_or(0);
        let step = if back { panes.len() - 1 } else { 1 };
        self.pane = panes
            .get((here + step) % panes.len().max(1))
            .copied()
            .unwrap_or_default();
        self.scroll = 0;
    }

    fn draw_frame(&self, pen: &mut Pen<'_>, area: Rect, frame: &Frame) {
        let numbers = cells(frame.numbers.len() + 2);
        if area.width < TWO_FROM {
            let top = numbers.min(area.height);
            self.draw_numbers(
                pen,
                Rect {
                    height: top,
                    ..area
                },
                frame,
            );
            let below = Rect {
                y: area.y + top,
                height: area.height - top,
                ..area
            };
            self.draw_pane(pen, below, self.pane, frame);
            return;
        }
        let panes: Vec<Pane> = self.panes().collect();
        let left = NUMBERS_WIDE.min(area.width / 2);
        let columns = if area.width >= THREE_FROM { 3 } else { 2 };
        let rest = area.width - left - 2;
        let side = |place: u16, of: u16| Rect {
            x: area.x + left + 2 + place * (rest / of),
            width: (rest / of).saturating_sub(u16::from(place + 1 < of)),
            ..area
        };
        let top = Rect {
            width: left,
            height: numbers.min(area.height),
            ..area
        };
        self.draw_numbers(pen, top, frame);
        let under = Rect {
            y: top.bottom(),
            height: area.height - top.height,
            ..top
        };
        self.draw_pane(pen, under, Pane::Orders, frame);
        let others = panes.contains(&Pane::Others);
        match (columns, others) {
            (3, true) => {
                self.draw_pane(pen, side(0, 2), Pane::Others, frame);
                self.draw_ledger(pen, side(1, 2), frame);
            }
            (_, true) => {
                let (upper, lower) = halves(side(0, 1), side(0, 1).height / 2);
                self.draw_pane(pen, upper, Pane::Others, frame);
                self.draw_ledger(pen, lower, frame);
            }
            (_, false) => self.draw_ledger(pen, side(0, 1), frame),
        }
    }

    /// What happened, and the figures that moved: below each other where there is room, else the one that is looked at.
    fn draw_ledger(&self, pen: &mut Pen<'_>, area: Rect, frame: &Frame) {
        if area.height < BOTH_FROM {
            let pane = match self.pane {
                Pane::Moved => Pane::Moved,
                Pane::Orders | Pane::Others | Pane::News => Pane::News,
            };
            self.draw_pane(pen, area, pane, frame);
            return;
        }
        let wide = usize::from(area.width.saturating_sub(1));
        let news = cells(self.pane_lines(Pane::News, frame, wide).len() + 2);
        let (upper, lower) = halves(area, news.min(area.height / 2));
        self.draw_pane(pen, upper, Pane::News, frame);
        self.draw_pane(pen, lower, Pane::Moved, frame);
    }

    /// A key while somebody types a turn; whether it means anything there.
    fn type_turn(&mut self, key: Key) -> Wish {
        let Some(digits) = &mut self.jump else {
            return Wish::Pass;
        };
        match key {
            Key::Char(digit @ '0'..='9') if digits.len() < 3 => digits.push(digit),
            Key::Backspace => drop(digits.pop()),
            Key::Esc => self.jump = None,
            Key::Enter if digits.is_empty() => self.jump = None,
            Key::Enter => return self.jump(),
            _ => return Wish::Pass,
        }
        Wish::Nothing
    }

    fn run_or_stop(&mut self) {
        if self.clock.running {
            self.clock.stop();
            return;
        }
        if self.place + 1 >= self.course.len() {
            self.go(0);
        }
        self.clock.start();
    }

    /// Does what one of the theatre's own keys asks for; `None` if it is none of them.
    fn own(&mut self, key: Key) -> Option<Wish> {
        match by_key(Place::Theatre, &key.name())?.action {
            Action::Own(Own::RunTurns) => self.run_or_stop(),
            Action::Own(Own::Faster) => self.clock.faster(true),
            Action::Own(Own::Slower) => self.clock.faster(false),
            Action::Own(Own::ToTurn) => {
                self.clock.stop();
                let digit = match key {
                    Key::Char(digit @ '0'..='9') => digit.to_string(),
                    _ => String::new(),
                };
                self.jump = Some(digit);
            }
            Action::Own(Own::ToFile) => return Some(self.export()),
            Action::Why => return Some(self.unfold()),
            Action::Search => {
                self.clock.stop();
                self.filter.clear();
                self.typing = true;
            }
            Action::Watch => {}
            _ => return None,
        }
        Some(Wish::Nothing)
    }
}

/// An area cut into two below each other.
fn halves(area: Rect, upper: u16) -> (Rect, Rect) {
    let upper = upper.min(area.height);
    let above = Rect {
        height: upper,
        ..area
    };
    let below = Rect {
        y: area.y + upper,
        height: area.height - upper,
        ..area
    };
    (above, below)
}

impl Component for Theatre {
    fn place(&self) -> Place {
        Place::Theatre
    }

    fn opened_by(&self) -> Option<Action> {
        Some(Action::Watch)
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Watch".to_owned()
    }

    fn headed(&self) -> Option<Line> {
        let name = Line::new(&clean(&self.name), Tone::Strong);
        Some(Line::from("Watching ").then(name))
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, _context: &Context<'_>) {
        let passed = self.clock.passed();
        if passed > 0 {
            let next = self.place + passed;
            if next + 1 >= self.course.len() {
                self.clock.stop();
            }
            self.go(next);
        }
        let Some(frame) = &self.frame else { return };
        let head = [
            frame.heading.clone().toned(Tone::Strong),
            self.course_row(usize::from(area.width)),
        ];
        pen.lines(area, &head);
        let body = Rect {
            y: area.y + 3,
            height: area.height.saturating_sub(3),
            ..area
        }
        .intersection(area);
        self.draw_frame(pen, body, frame);
    }

    fn press(&mut self, key: Key, _context: &Context<'_>) -> Wish {
        if self.typing {
            let used = list::seek((&mut self.filter, &mut self.typing), key);
            self.scroll = 0;
            return if used { Wish::Nothing } else { Wish::Pass };
        }
        if self.jump.is_some() {
            return self.type_turn(key);
        }
        if let Some(wish) = self.own(key) {
            return wish;
        }
        match (key, Move::of(key)) {
            (Key::Esc, _) if !self.filter.is_empty() => self.filter.clear(),
            (Key::Esc, _) => return Wish::Back,
            (_, Some(Move::Left)) => self.go(self.place.saturating_sub(1)),
            (_, Some(Move::Right)) | (Key::Enter, _) => self.go(self.place + 1),
            (Key::Home, _) => self.go(0),
            (Key::End, _) => self.go(usize::MAX),
            (Key::Tab, _) => self.next_pane(false),
            (Key::BackTab, _) => self.next_pane(true),
            (Key::PageDown, _) => self.scroll += 5,
            (Key::PageUp, _) => self.scroll = self.scroll.saturating_sub(5),
            (_, Some(step)) => {
                let count = self.frame.as_ref().map_or(0, |frame| frame.numbers.len());
                self.selected = step.within(self.selected, count, 5);
            }
            (_, None) => return Wish::Pass,
        }
        Wish::Nothing
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        if self.typing {
            return vec![
                act(Action::Choose, "keep the filter"),
                act(Action::Back, "show all"),
            ];
        }
        if self.jump.is_some() {
            return vec![
                act(Action::Choose, "to that turn"),
                act(Action::Back, "stay"),
            ];
        }
        let run = if self.clock.running { "stop" } else { "run" };
        let mut hints = vec![own("←→", "turn"), act(Action::Own(Own::RunTurns), run)];
        if self.clock.running {
            hints.push(act(Action::Own(Own::Faster), "faster"));
            hints.push(act(Action::Own(Own::Slower), "slower"));
        }
        let back = if self.filter.is_empty() {
            "close"
        } else {
            "show all"
        };
        hints.extend([
            act(Action::Why, "why"),
            act(Action::NextPane, "pane"),
            act(Action::Search, "filter"),
            act(Action::Own(Own::ToTurn), "to a turn"),
            act(Action::Own(Own::ToFile), "to a file"),
            act(Action::Back, back),
            own("PageDown", "scroll"),
        ]);
        hints
    }

    fn typing(&self) -> Typing {
        if self.typing || self.jump.is_some() {
            Typing::Text
        } else {
            Typing::Commands
        }
    }
}
