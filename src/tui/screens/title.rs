//! The title: new game, continue, saves, help, quit.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::scenario::shipped;
use crate::text::{Line, Tone, clean, saying};
use crate::tui::context::Context;
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::map::{Map, Scene};
use crate::tui::paint::{Pen, cells, wrap};
use crate::tui::screens::new_game::NewGame;
use crate::tui::screens::palette::Palette;
use crate::tui::screens::saves::Saves;
use crate::tui::screens::settings::SettingsPage;
use crate::tui::screens::{Component, Hint, Screen, Wish, act, own};

/// The title.
#[derive(Default)]
pub(in crate::tui) struct Title {
    selected: usize,
    map: Map,
    latest: Option<Option<(String, String)>>,
    /// The game that teaches, if there is one: its name, and how many turns it has.
    taught: Option<(String, u16)>,
}

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    Continue(String, String),
    FirstGame(String, u16),
    NewGame,
    Saves,
    Settings,
    Help,
    Quit,
}

impl Title {
    fn choices(&self) -> Vec<Choice> {
        let mut choices = Vec::new();
        if let Some(Some((slot, what))) = &self.latest {
            choices.push(Choice::Continue(slot.clone(), what.clone()));
        }
        let taught = self.taught.clone();
        let taught = taught.map(|(name, turns)| Choice::FirstGame(name, turns));
        let (before, after) = match &self.latest {
            Some(Some(_)) => (None, taught),
            Some(None) | None => (taught, None),
        };
        choices.extend(before);
        choices.push(Choice::NewGame);
        choices.extend(after);
        choices.extend([Choice::Saves, Choice::Settings, Choice::Help, Choice::Quit]);
        choices
    }

    /// The newest intact save, looked up once.
    fn look_up(&mut self, context: &Context<'_>) {
        if self.latest.is_none() {
            let summaries = context.scenarios.iter();
            let mut summaries = summaries.filter_map(|found| found.summary.as_ref().ok());
            let taught = summaries.find(|summary| summary.teaches);
            self.taught = taught.map(|summary| (summary.name.clone(), summary.turns));
            let newest = context.store.latest().ok();
            self.latest = Some(newest.map(|(slot, save)| {
                let turn = format!("turn {} of {}", save.turn, save.turns);
                let state = if save.over { "ended".to_owned() } else { turn };
                let found = context.scenarios.iter().find(|it| it.id == save.scenario);
                let summary = found.and_then(|found| found.summary.as_ref().ok());
                let name = summary.map_or(&save.scenario, |summary| &summary.name);
                let what = format!("{}, {state}", clean(name));
                (slot, what)
            }));
        }
    }
}

const NAME: &str = "m i d d l e - p o w e r";

impl Component for Title {
    fn place(&self) -> Place {
        Place::Title
    }

    fn title(&self, _context: &Context<'_>) -> String {
        String::new()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        self.look_up(context);
        let wide = area.width.min(58);
        let roomy = area.width >= 110;
        let left = if roomy {
            area.x + 6
        } else {
            area.x + (area.width - wide) / 2
        };
        if roomy {
            let half = left + wide + 2;
            let right = Rect {
                x: half,
                width: area.right().saturating_sub(half),
                ..area
            };
            let ground = Scene {
                coastlines: shipped::maps().next().map(str::to_owned),
                ..Scene::default()
            };
            self.map.draw(pen, right, &ground);
        }
        let top = area.y + area.height.saturating_sub(14) / 3;
        let mut row = Rect::new(left, top, wide, 1);
        pen.line(row, &Line::new(NAME, Tone::Strong));
        row.y += 2;
        for line in wrap(&saying(), usize::from(wide), 0) {
            pen.line(row, &line.toned(Tone::Dim));
            row.y += 1;
        }
        row.y += 1;
        let rows: Vec<Row> = self.choices().iter().map(entry).collect();
        let height = cells(rows.len()).min(area.bottom().saturating_sub(row.y));
        list::draw(
            pen,
            Rect { height, ..row },
            &rows,
            self.selected,
            Focus::Here,
        );
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        self.look_up(context);
        let choices = self.choices();
        if let Some(step) = Move::of(key) {
            self.selected = step.within(self.selected, choices.len(), 5);
            return Wish::Nothing;
        }
        match (key, choices.get(self.selected)) {
            (Key::Enter, Some(choice)) => self.choose(choice, context),
            (Key::Char('n'), _) => self.choose(&Choice::NewGame, context),
            (Key::Esc, _) => Wish::Nothing,
            (_, _) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        vec![
            own("↑↓", "move"),
            act(Action::Choose, "choose"),
            own("n", "new game"),
            act(Action::Saves, "saves"),
            act(Action::Settings, "settings"),
            act(Action::Palette, "palette"),
        ]
    }
}

impl Title {
    fn choose(&self, choice: &Choice, context: &Context<'_>) -> Wish {
        match choice {
            Choice::Continue(slot, _) => Wish::Load(slot.clone(), 0),
            Choice::FirstGame(..) => Wish::BeginFirst,
            Choice::NewGame => Wish::Open(Box::new(Screen::NewGame(NewGame::default()))),
            Choice::Saves => Wish::Open(Box::new(Screen::Saves(Saves::default()))),
            Choice::Settings => Wish::Open(Box::new(Screen::Settings(SettingsPage::default()))),
            Choice::Help => Wish::Open(Box::new(Screen::Palette(Palette::here(self, context)))),
            Choice::Quit => Wish::Quit,
        }
    }
}

fn entry(choice: &Choice) -> Row {
    match choice {
        Choice::Continue(_, what) => {
            Row::item(Line::from("Continue  ").then(Line::new(what, Tone::Dim)))
        }
        Choice::FirstGame(name, turns) => {
            let about = format!("learn by playing, {turns} turns");
            let about = Line::new(&about, Tone::Dim);
            Row::item(Line::from(format!("{}  ", clean(name))).then(about))
        }
        Choice::NewGame => Row::item("New game"),
        Choice::Saves => Row::item("Saves"),
        Choice::Settings => Row::item("Settings"),
        Choice::Help => Row::item("Help and about"),
        Choice::Quit => Row::item("Quit"),
    }
}
