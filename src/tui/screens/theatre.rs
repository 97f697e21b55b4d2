//! The theatre: a game again, turn by turn: what was known beside what was true, what was done, what it brought.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::Turn;
use crate::session::Game;
use crate::text::account::unfolded;
use crate::text::theatre::{self, Frame, Light};
use crate::text::{Line, Tone};
use crate::tui::context::Context;
use crate::tui::input::Message;
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, column, column_right, cut, ends, wrap};
use crate::tui::screens::panes::heading;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Screen, Wish, act, own};

/// How long each turn stays while it runs by itself, in milliseconds, from slow to fast.
const SPEEDS: [u64; 5] = [6_000, 4_000, 2_500, 1_500, 700];
/// The speed at the start, by its place.
const SPEED: usize = 2;
/// From this width on there are two columns, from the second on three.
const TWO_FROM: u16 = 100;
const THREE_FROM: u16 = 160;
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
    Ledger,
}

impl Pane {
    const ALL: [Self; 3] = [Self::Orders, Self::Others, Self::Ledger];

    const fn title(self) -> &'static str {
        match self {
            Self::Orders => theatre::ORDERS,
            Self::Others => theatre::OTHERS,
            Self::Ledger => theatre::LEDGER,
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
    /// The digits of a turn to jump to.
    jump: String,
    clock: Clock,
}

/// What lets the turns go by.
struct Clock {
    speed: usize,
    running: bool,
    since: Instant,
    millis: Arc<AtomicU64>,
    left: Arc<AtomicBool>,
    wake: Option<Sender<Message>>,
}

impl Clock {
    fn new(wake: Option<Sender<Message>>) -> Self {
        Self {
            speed: SPEED,
            running: false,
            since: Instant::now(),
            millis: Arc::new(AtomicU64::new(SPEEDS[SPEED])),
            left: Arc::new(AtomicBool::new(false)),
            wake,
        }
    }

    fn millis(&self) -> u64 {
        SPEEDS.get(self.speed).copied().unwrap_or(SPEEDS[SPEED])
    }

    fn start(&mut self) {
        (self.running, self.since) = (true, Instant::now());
        self.left = Arc::new(AtomicBool::new(false));
        let Some(wake) = self.wake.clone() else {
            return;
        };
        let (millis, left) = (Arc::clone(&self.millis), Arc::clone(&self.left));
        let tick = move || {
            while !left.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(millis.load(Ordering::Relaxed)));
                if left.load(Ordering::Relaxed) || wake.send(Message::Refined).is_err() {
                    return;
                }
            }
        };
        // Without a thread to spare it goes on with the next key.
        let _ = thread::Builder::new()
            .name("theatre".to_owned())
            .spawn(tick);
    }

    fn stop(&mut self) {
        self.running = false;
        self.left.store(true, Ordering::Relaxed);
    }

    fn faster(&mut self, more: bool) {
        self.speed = if more {
            (self.speed + 1).min(SPEEDS.len() - 1)
        } else {
            self.speed.saturating_sub(1)
        };
        self.millis.store(self.millis(), Ordering::Relaxed);
    }

    /// How many turns have gone by since it was asked last.
    fn passed(&mut self) -> usize {
        // A tick that comes a little early still counts.
        let due = Duration::from_millis(self.millis().saturating_sub(50));
        if !self.running || self.since.elapsed() < due {
            return 0;
        }
        self.since = Instant::now();
        1
    }
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
            jump: String::new(),
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
        let turn = self.jump.parse().map(Turn);
        self.jump.clear();
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
        } else if self.jump.is_empty() {
            Line::default()
        } else {
            Line::new(&format!("to turn {}_", self.jump), Tone::Strong)
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

    fn pane_lines(pane: Pane, frame: &Frame, wide: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut say = |all: &[Line]| {
            for line in all {
                lines.extend(wrap(line, wide, 2));
            }
        };
        match pane {
            Pane::Orders => say(&frame.orders),
            Pane::Others => {
                say(&frame.others);
                if !frame.estimates.is_empty() {
                    say(&[Line::default(), Line::new(theatre::ESTIMATES, Tone::Strong)]);
                    say(&frame.estimates);
                }
            }
            Pane::Ledger => say(&frame.ledger),
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
        let lines = Self::pane_lines(pane, frame, usize::from(inner.width.saturating_sub(1)));
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
                self.draw_pane(pen, side(1, 2), Pane::Ledger, frame);
            }
            (_, true) => {
                let all = side(0, 1);
                let half = all.height / 2;
                self.draw_pane(
                    pen,
                    Rect {
                        height: half,
                        ..all
                    },
                    Pane::Others,
                    frame,
                );
                let lower = Rect {
                    y: all.y + half,
                    height: all.height - half,
                    ..all
                };
                self.draw_pane(pen, lower, Pane::Ledger, frame);
            }
            (_, false) => self.draw_pane(pen, side(0, 1), Pane::Ledger, frame),
        }
    }
}

impl Component for Theatre {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Watch".to_owned()
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
        match (key, Move::of(key)) {
            (Key::Char(digit @ '0'..='9'), _) if self.jump.len() < 3 => {
                self.clock.stop();
                self.jump.push(digit);
            }
            (Key::Backspace, _) => {
                self.jump.pop();
            }
            (Key::Esc, _) if !self.jump.is_empty() => self.jump.clear(),
            (Key::Enter, _) if !self.jump.is_empty() => return self.jump(),
            (Key::Esc, _) => return Wish::Back,
            (_, Some(Move::Left)) => self.go(self.place.saturating_sub(1)),
            (_, Some(Move::Right)) | (Key::Enter, _) => self.go(self.place + 1),
            (Key::Home, _) => self.go(0),
            (Key::End, _) => self.go(usize::MAX),
            (Key::Char(' '), _) if self.clock.running => self.clock.stop(),
            (Key::Char(' '), _) => {
                if self.place + 1 >= self.course.len() {
                    self.go(0);
                }
                self.clock.start();
            }
            (Key::Char('+' | '='), _) => self.clock.faster(true),
            (Key::Char('-'), _) => self.clock.faster(false),
            (Key::Tab, _) => self.next_pane(false),
            (Key::BackTab, _) => self.next_pane(true),
            (Key::PageDown, _) => self.scroll += 5,
            (Key::PageUp, _) => self.scroll = self.scroll.saturating_sub(5),
            (Key::Char('w'), _) => return self.unfold(),
            (Key::Char('x'), _) => return self.export(),
            (_, Some(step)) => {
                let count = self.frame.as_ref().map_or(0, |frame| frame.numbers.len());
                self.selected = step.within(self.selected, count, 5);
            }
            (Key::Char('v'), _) => {}
            (_, None) => return Wish::Pass,
        }
        Wish::Nothing
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        if !self.jump.is_empty() {
            return vec![
                act(Action::Choose, "to that turn"),
                act(Action::Back, "stay"),
            ];
        }
        let run = if self.clock.running { "stop" } else { "run" };
        let mut hints = vec![own("←→", "turn"), own("Space", run)];
        if self.clock.running {
            hints.push(own("+-", "speed"));
        }
        hints.extend([
            act(Action::Why, "why"),
            act(Action::NextPane, "pane"),
            own("0-9", "jump"),
            own("x", "to a file"),
            act(Action::Back, "close"),
            own("PageDown", "scroll"),
        ]);
        hints
    }
}
