//! A new game: scenario, seat, seed.

use crate::command::{Action, Screen as Place};
use std::sync::Arc;

use ratatui::layout::Rect;

use crate::scenario::{Item, Scenario};
use crate::session::library::Found;
use crate::text::{Line, Tone, Words, clean};
use crate::tui::context::Context;
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, wrap};
use crate::tui::screens::{Begin, Component, Hint, Typing, Wish, act, own};

/// Which part is being chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Scenario,
    Seat,
    Seed,
}

/// The choices for a new game.
#[derive(Default)]
pub(in crate::tui) struct NewGame {
    part: Part,
    place: usize,
    seat: usize,
    seed: Option<String>,
    scroll: usize,
    loaded: Option<(usize, Result<Arc<Scenario>, String>)>,
}

const SEED_DIGITS: usize = 18;

/// The scenario that is offered first: the one that was played last, or the longest after one that teaches.
fn suggested(context: &Context<'_>) -> usize {
    let last = context.store.latest().ok().map(|(_, save)| save.scenario);
    let place = |id: &String| context.scenarios.iter().position(|found| found.id == *id);
    let Some(place) = last.as_ref().and_then(place) else {
        return 0;
    };
    let summary = |found: &Found| found.summary.as_ref().ok().map(|it| (it.teaches, it.turns));
    let all = context.scenarios.iter().map(summary).enumerate();
    let taught = context
        .scenarios
        .get(place)
        .and_then(summary)
        .is_some_and(|it| it.0);
    if !taught {
        return place;
    }
    let longest =
        all.max_by_key(|(place, it)| (it.map_or(0, |it| it.1), std::cmp::Reverse(*place)));
    longest.map_or(place, |(place, _)| place)
}

impl NewGame {
    /// Loads the scenario that is selected, once.
    fn load(&mut self, context: &Context<'_>) {
        if self.seed.is_none() {
            self.seed = Some((context.draw_seed)().to_string());
            self.place = suggested(context);
        }
        if self
            .loaded
            .as_ref()
            .is_some_and(|(place, _)| *place == self.place)
        {
            return;
        }
        if let Some(found) = context.scenarios.get(self.place) {
            let loaded = context.library.load(&found.id, None);
            self.loaded = Some((self.place, loaded.map_err(|why| why.to_string())));
            self.seat = 0;
        }
    }

    fn scenario(&self) -> Option<&Arc<Scenario>> {
        self.loaded.as_ref()?.1.as_ref().ok()
    }

    fn begin(&self, context: &Context<'_>) -> Wish {
        let Some(found) = context.scenarios.get(self.place) else {
            return Wish::Tell("There is no scenario".into());
        };
        let scenario = match &self.loaded {
            Some((_, Ok(scenario))) => scenario,
            Some((_, Err(why))) => return Wish::Tell(Line::new(why, Tone::Warn)),
            None => return Wish::Nothing,
        };
        let typed = self.seed.as_deref().unwrap_or("");
        match (scenario.playable().get(self.seat), typed.parse()) {
            (Some(seat), Ok(seed)) => Wish::Begin(Begin {
                scenario: found.id.clone(),
                seat: *seat,
                seed,
            }),
            (None, _) => Wish::Tell("The scenario has no seat to play".into()),
            (_, Err(_)) => Wish::Tell("Type a seed of digits, or press r to draw one".into()),
        }
    }

    fn step(&mut self, forward: bool) {
        self.part = match (self.part, forward) {
            (Part::Scenario, true) | (Part::Seed, false) => Part::Seat,
            (Part::Seat, true) | (Part::Scenario, false) => Part::Seed,
            (Part::Seed, true) | (Part::Seat, false) => Part::Scenario,
        };
    }

    fn focus(&self, part: Part) -> Focus {
        if self.part == part {
            Focus::Here
        } else {
            Focus::Elsewhere
        }
    }

    fn type_seed(&mut self, key: Key, draw_seed: fn() -> u64) -> Wish {
        let seed = self.seed.get_or_insert_default();
        match key {
            Key::Char('r') => *seed = draw_seed().to_string(),
            Key::Char(digit) if digit.is_ascii_digit() && seed.len() < SEED_DIGITS => {
                seed.push(digit);
            }
            Key::Backspace => {
                seed.pop();
            }
            _ => return Wish::Pass,
        }
        Wish::Nothing
    }
}

impl Component for NewGame {
    fn place(&self) -> Place {
        Place::NewGame
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "New game".to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        self.load(context);
        let left = (area.width / 3).clamp(24, 44).min(area.width);
        let lists = Rect {
            width: left,
            ..area
        };
        let detail = Rect {
            x: area.x + left + 2,
            width: area.width.saturating_sub(left + 2),
            ..area
        };
        pen.line(lists, &Line::new("New game", Tone::Strong));
        let lists = Rect {
            y: lists.y + 2,
            height: lists.height.saturating_sub(2),
            ..lists
        };
        self.draw_lists(pen, lists, context);
        pen.upright(Rect {
            x: detail.x.saturating_sub(1),
            width: 1,
            ..detail
        });
        self.draw_detail(
            pen,
            Rect {
                x: detail.x + 1,
                width: detail.width.saturating_sub(1),
                ..detail
            },
            context,
        );
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        self.load(context);
        match key {
            Key::Tab => self.step(true),
            Key::BackTab => self.step(false),
            Key::Enter if self.part == Part::Scenario => self.step(true),
            Key::Enter => return self.begin(context),
            Key::Esc => return Wish::Back,
            _ => return self.choose(key, context),
        }
        Wish::Nothing
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        let enter = if self.part == Part::Scenario {
            "choose the seat"
        } else {
            "begin"
        };
        let mut hints = vec![
            act(Action::Choose, enter),
            act(Action::NextPane, "scenario, seat, seed"),
        ];
        match self.part {
            Part::Scenario | Part::Seat => hints.push(own("↑↓", "move")),
            Part::Seed => {
                hints.push(own("0-9", "type a seed"));
                hints.push(own("r", "draw a seed"));
            }
        }
        hints.push(own("PgDn", "read on"));
        hints.push(act(Action::Back, "back"));
        hints
    }

    fn typing(&self) -> Typing {
        match self.part {
            Part::Scenario | Part::Seat => Typing::Commands,
            Part::Seed => Typing::Text,
        }
    }
}

impl NewGame {
    fn choose(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let seats = self
            .scenario()
            .map_or(0, |scenario| scenario.playable().len());
        match key {
            Key::PageDown => self.scroll += 5,
            Key::PageUp => self.scroll = self.scroll.saturating_sub(5),
            _ => return self.choose_part(key, (seats, context)),
        }
        Wish::Nothing
    }

    fn choose_part(&mut self, key: Key, (seats, context): (usize, &Context<'_>)) -> Wish {
        match (self.part, Move::of(key)) {
            (Part::Seed, _) => self.type_seed(key, context.draw_seed),
            (Part::Scenario, Some(step)) => {
                self.place = step.within(self.place, context.scenarios.len(), 5);
                self.scroll = 0;
                Wish::Nothing
            }
            (Part::Seat, Some(step)) => {
                self.seat = step.within(self.seat, seats, 5);
                Wish::Nothing
            }
            (Part::Scenario | Part::Seat, None) => Wish::Pass,
        }
    }

    fn draw_lists(&self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let scenarios: Vec<Row> = context
            .scenarios
            .iter()
            .map(|found| match &found.summary {
                Ok(summary) => Row::item(clean(&summary.name)),
                Err(_) => Row::item(Line::new(&clean(&found.id), Tone::Dim).then(" (damaged)")),
            })
            .collect();
        let seats: Vec<Row> = self.scenario().map_or_else(Vec::new, |scenario| {
            let words = Words::new(scenario.lexicon());
            scenario
                .playable()
                .iter()
                .map(|seat| Row::item(words.seat(*seat)))
                .collect()
        });
        let room = usize::from(area.height)
            .saturating_sub(8 + seats.len())
            .max(1);
        let tall = cells(scenarios.len().min(room));
        let mut y = area.y;
        for (part, title, rows, tall, selected) in [
            (Part::Scenario, "Scenario", &scenarios, tall, self.place),
            (Part::Seat, "Seat", &seats, cells(seats.len()), self.seat),
        ] {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            pen.line(row, &Line::new(title, Tone::Dim));
            let body = Rect {
                y: y + 1,
                height: tall,
                ..area
            }
            .intersection(area);
            list::draw(pen, body, rows, selected, self.focus(part));
            y += tall + 2;
        }
        let row = Rect {
            y,
            height: 1,
            ..area
        }
        .intersection(area);
        pen.line(row, &Line::new("Seed", Tone::Dim));
        let row = Rect {
            y: y + 1,
            height: 1,
            ..area
        }
        .intersection(area);
        let seed = Row::item(format!("{}_", self.seed.as_deref().unwrap_or("")));
        list::draw(pen, row, &[seed], 0, self.focus(Part::Seed));
    }

    fn draw_detail(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let wide = usize::from(area.width.min(80));
        let mut lines = Vec::new();
        if let Some(found) = context.scenarios.get(self.place) {
            match &found.summary {
                Ok(summary) => {
                    lines.push(Line::new(&summary.name, Tone::Strong));
                    lines.extend(wrap(&Line::from(summary.summary.as_str()), wide, 0));
                }
                Err(problems) => lines.extend(
                    problems
                        .iter()
                        .flat_map(|problem| wrap(&problem.to_string().into(), wide, 2)),
                ),
            }
        }
        lines.push(Line::default());
        match &self.loaded {
            Some((_, Ok(scenario))) => lines.extend(self.about_seat(scenario, wide)),
            Some((_, Err(why))) => {
                lines.extend(
                    why.lines()
                        .flat_map(|line| wrap(&Line::new(line, Tone::Bad), wide, 2)),
                );
            }
            None => {}
        }
        let seed = "A seed is the course of chance: games of one seed meet the same outside events, whatever you do.";
        lines.push(Line::default());
        lines.extend(wrap(&Line::new(seed, Tone::Dim), wide, 0));
        self.scroll = pen.scroll(area, &lines, self.scroll);
    }

    fn about_seat(&self, scenario: &Scenario, wide: usize) -> Vec<Line> {
        let Some(seat) = scenario.playable().get(self.seat) else {
            return Vec::new();
        };
        let words = Words::new(scenario.lexicon());
        let item = Item::Actor(seat.0);
        let mut lines = vec![Line::new(&words.name(item), Tone::Strong)];
        lines.extend(words.text(item).iter().flat_map(|line| wrap(line, wide, 0)));
        lines.push(Line::default());
        lines.push(Line::new(
            &format!("Lens: {}", scenario.lens().name),
            Tone::Dim,
        ));
        let summary = Line::new(&scenario.lens().summary, Tone::Dim);
        lines.extend(wrap(&summary, wide, 0));
        lines
    }
}
