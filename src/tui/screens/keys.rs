//! The keys of every action, to be changed one by one.

use ratatui::layout::Rect;

use crate::command::{Action, Command, Screen as Place};
use crate::text::settings::press_a_key;
use crate::text::{Line, Tone};
use crate::tui::context::Context;
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, column, wrap};
use crate::tui::preferences::bound_commands;
use crate::tui::screens::{Component, Hint, Shape, Typing, Wish, act, own};

/// The page of keys.
#[derive(Default)]
pub(in crate::tui) struct KeysPage {
    selected: usize,
    /// Whether the next key becomes that of what is selected.
    waiting: bool,
    page: usize,
}

/// Every command that has a key.
fn bound() -> Vec<&'static Command> {
    bound_commands().collect()
}

impl KeysPage {
    fn command(&self) -> Option<&'static Command> {
        bound().get(self.selected).copied()
    }

    /// The settings with another key for what is selected; without one it gets its usual keys.
    fn bind(&self, key: Option<Key>, context: &Context<'_>) -> Wish {
        let Some(command) = self.command() else {
            return Wish::Nothing;
        };
        let mut settings = context.preferences.settings().clone();
        settings.keys.remove(command.id);
        if let Some(key) = key {
            let mut keys = vec![key.name()];
            // What text entry needs stays.
            let kept = match command.action {
                Action::Choose => Some("Enter"),
                Action::Back => Some("Esc"),
                _ => None,
            };
            keys.extend(kept.map(str::to_owned));
            keys.dedup();
            settings.keys.insert(command.id.to_owned(), keys);
        }
        Wish::Set(settings)
    }
}

impl Component for KeysPage {
    fn place(&self) -> Place {
        Place::Settings
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Keys".to_owned()
    }

    fn shape(&self) -> Shape {
        Shape::Dialog(84)
    }

    fn height(&self, _context: &Context<'_>, _wide: u16) -> u16 {
        cells(bound().len() + 2)
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let bindings = context.preferences.bindings();
        let head = match self.command().filter(|_| self.waiting) {
            Some(command) => press_a_key(command.name).toned(Tone::Warn),
            None => {
                column(&Line::new("    keys", Tone::Dim), 20).then(Line::new("action", Tone::Dim))
            }
        };
        pen.line(Rect { height: 1, ..area }, &head);
        let rows: Vec<Row> = bound()
            .into_iter()
            .enumerate()
            .map(|(place, command)| {
                let changed = bindings.is_changed(command.action);
                let keys = bindings.keys(command).join(" ");
                let sign = if changed { "* " } else { "  " };
                let line = Line::new(sign, Tone::Warn)
                    .then(column(&Line::new(&keys, Tone::Strong), 16))
                    .then(column(&command.id.into(), 17))
                    .then(Line::new(command.help, Tone::Dim));
                // What is cut is whole where it is chosen.
                match place == self.selected {
                    true => Row::Item(wrap(&line, usize::from(area.width.saturating_sub(3)), 35)),
                    false => Row::item(line),
                }
            })
            .collect();
        let body = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1),
            ..area
        };
        self.page = usize::from(body.height.max(1));
        list::draw(pen, body, &rows, self.selected, Focus::Here);
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        if self.waiting {
            self.waiting = false;
            return match key {
                Key::Esc => Wish::Nothing,
                key => self.bind(Some(key), context),
            };
        }
        match (key, Move::of(key)) {
            (Key::Esc, _) => Wish::Back,
            (Key::Enter, _) => {
                self.waiting = true;
                Wish::Nothing
            }
            (Key::Backspace | Key::Delete, _) => self.bind(None, context),
            (_, Some(step)) => {
                self.selected = step.within(self.selected, bound().len(), self.page);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        if self.waiting {
            return vec![act(Action::Back, "leave it")];
        }
        vec![
            act(Action::Choose, "press a new key"),
            own("Backspace", "usual keys"),
            own("↑↓", "move"),
            act(Action::Back, "back"),
        ]
    }

    fn typing(&self) -> Typing {
        if self.waiting {
            Typing::Text
        } else {
            Typing::Commands
        }
    }
}
