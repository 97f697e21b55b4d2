//! The saves: every file of the folder, damaged ones with the reason; load one, or keep a copy under a name.

use crate::command::{Action, Screen as Place};
use std::time::SystemTime;

use ratatui::layout::Rect;

use crate::session::{Damage, Listed, Save, Trouble};
use crate::text::{Line, Tone, clean, theatre};
use crate::tui::context::Context;
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, column, column_right, cut, line_width, wrap};
use crate::tui::screens::{Component, Hint, Typing, Wish, act, own};

/// The saves. The folder is read when the list is first shown.
#[derive(Clone, Default)]
pub(in crate::tui) struct Saves {
    selected: usize,
    name: Option<String>,
    listed: Option<Result<Vec<Listed>, String>>,
}

impl Saves {
    fn read(&mut self, context: &Context<'_>) {
        if self.listed.is_none() {
            self.listed = Some(context.store.list().map_err(|trouble| trouble.to_string()));
        }
    }

    fn files(&self) -> &[Listed] {
        match &self.listed {
            Some(Ok(files)) => files,
            Some(Err(_)) | None => &[],
        }
    }
}

/// How long ago, in words of the largest unit.
fn age(modified: SystemTime) -> String {
    let Ok(since) = modified.elapsed() else {
        return "just now".to_owned();
    };
    let seconds = since.as_secs();
    match seconds {
        0..60 => "just now".to_owned(),
        60..3_600 => format!("{} min ago", seconds / 60),
        3_600..86_400 => format!("{} h ago", seconds / 3_600),
        _ => format!("{} d ago", seconds / 86_400),
    }
}

/// The name of the scenario of a save and of who sat there, as far as the library knows them.
fn played(context: &Context<'_>, save: &Save) -> (String, String) {
    let found = context.scenarios.iter().find(|it| it.id == save.scenario);
    let summary = found.and_then(|found| found.summary.as_ref().ok());
    let name = match summary {
        Some(summary) => summary.name.clone(),
        None => format!("{} (not found)", save.scenario),
    };
    let mut seat = clean(&save.seat);
    if let Some(first) = seat.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    (clean(&name), seat)
}

/// What is wrong with a file, in a word or two.
fn wrong_with(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Missing => "gone",
        Trouble::System(_) => "can't be read",
        Trouble::Damaged(Damage::TooNew(_)) => "of a newer version",
        Trouble::Damaged(_) => "damaged",
        Trouble::BadName(_) => "not a save's name",
    }
}

/// Cells of the turn, and of how long ago it was saved.
const TURN: usize = 15;
const AGE: usize = 12;

fn row(listed: &Listed, context: &Context<'_>, wide: usize) -> Row {
    let name = match listed.generation {
        0 => clean(&listed.slot),
        1 => format!("{}, a turn before", clean(&listed.slot)),
        older => format!("{}, {older} turns before", clean(&listed.slot)),
    };
    let first = wide.saturating_sub(TURN + AGE) * 9 / 20;
    let mut lines = Vec::new();
    match &listed.content {
        Ok(save) => {
            let state = if save.over {
                "ended".to_owned()
            } else {
                format!("turn {} of {}", save.turn, save.turns)
            };
            let (scenario, seat) = played(context, save);
            let room = wide.saturating_sub(TURN + AGE + first);
            let what = Line::from(format!("{scenario}, {seat}"));
            // Where there is no room for both, the seat gives way.
            let what = match line_width(&what) < room {
                true => what,
                false => scenario.into(),
            };
            let fitted =
                |line: &Line, wide: usize| column(&cut(line, wide.saturating_sub(1)), wide);
            let line = fitted(&name.as_str().into(), first)
                .then(fitted(&what, room))
                .then(column(&state.into(), TURN))
                .then(column_right(
                    &Line::new(&age(listed.modified), Tone::Dim),
                    AGE,
                ));
            lines.push(line);
        }
        Err(trouble) => {
            lines.push(
                column(&cut(&Line::new(&name, Tone::Dim), first - 1), first)
                    .then(Line::new(wrong_with(trouble), Tone::Bad)),
            );
            let why = Line::new(&format!("  {trouble}"), Tone::Dim);
            lines.extend(wrap(&why, wide, 2));
        }
    }
    Row::Item(lines)
}

impl Component for Saves {
    fn place(&self) -> Place {
        Place::Saves
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Saves".to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        self.read(context);
        let folder = context.store.folder().display().to_string();
        let head = match &self.name {
            Some(name) => Line::new("Keep a copy as: ", Tone::Strong).then(format!("{name}_")),
            None => Line::new("Saves", Tone::Strong)
                .then(Line::new(&format!("  in {folder}"), Tone::Dim)),
        };
        pen.line(Rect { height: 1, ..area }, &head);
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            width: area.width.min(120),
            ..area
        };
        let wide = usize::from(body.width.saturating_sub(2));
        let rows: Vec<Row> = self
            .files()
            .iter()
            .map(|listed| row(listed, context, wide))
            .collect();
        self.selected = self.selected.min(rows.len().saturating_sub(1));
        match &self.listed {
            Some(Err(why)) => pen.line(body, &Line::new(why, Tone::Bad)),
            _ if rows.is_empty() => pen.line(
                body,
                &Line::new("No saves yet: a game saves itself as it goes", Tone::Dim),
            ),
            Some(Ok(_)) | None => list::draw(pen, body, &rows, self.selected, Focus::Here),
        }
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        self.read(context);
        if self.name.is_some() {
            return self.type_name(key);
        }
        match key {
            Key::Enter => return self.load(),
            Key::Char('v') => return self.watch(),
            Key::Char('s') if context.session.is_some() => self.name = Some(String::new()),
            Key::Char('r') => {
                self.listed = None;
                self.read(context);
                return Wish::Tell(format!("{} saves in the folder", self.files().len()).into());
            }
            _ => {
                let Some(step) = Move::of(key) else {
                    return Wish::Pass;
                };
                self.selected = step.within(self.selected, self.files().len(), 8);
            }
        }
        Wish::Nothing
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        if self.name.is_some() {
            return vec![
                act(Action::Choose, "keep the copy"),
                act(Action::Back, "back"),
            ];
        }
        let mut hints = Vec::new();
        if let Some(listed) = self.files().get(self.selected) {
            hints.push(act(
                Action::Choose,
                if listed.content.is_ok() {
                    "load"
                } else {
                    "why not"
                },
            ));
            hints.push(act(Action::Watch, "watch"));
            hints.push(own("↑↓", "move"));
        }
        if context.session.is_some() {
            hints.push(own("s", "save as"));
        }
        hints.push(own("r", "read again"));
        hints.push(act(Action::Back, "back"));
        hints
    }

    fn typing(&self) -> Typing {
        if self.name.is_some() {
            Typing::Text
        } else {
            Typing::Commands
        }
    }
}

impl Saves {
    fn watch(&self) -> Wish {
        match self.files().get(self.selected) {
            None => Wish::Nothing,
            Some(Listed {
                slot,
                generation,
                content: Ok(_),
                ..
            }) => Wish::WatchSave(slot.clone(), *generation),
            Some(Listed {
                content: Err(trouble),
                ..
            }) => Wish::Tell(theatre::unwatchable(trouble.to_string().into())),
        }
    }

    fn load(&self) -> Wish {
        match self.files().get(self.selected) {
            None => Wish::Nothing,
            Some(Listed {
                slot,
                generation,
                content: Ok(_),
                ..
            }) => Wish::Load(slot.clone(), *generation),
            Some(Listed {
                content: Err(trouble),
                ..
            }) => {
                Wish::Tell(Line::new("It can't be loaded: ", Tone::Warn).then(trouble.to_string()))
            }
        }
    }

    fn type_name(&mut self, key: Key) -> Wish {
        let name = self.name.get_or_insert_default();
        match key {
            Key::Esc => self.name = None,
            Key::Enter if name.is_empty() => return Wish::Tell("Type a name first".into()),
            Key::Enter => return Wish::SaveAs(name.clone()),
            Key::Backspace => {
                name.pop();
            }
            Key::Char(letter) if name.chars().count() < 40 => name.push(letter),
            _ => return Wish::Pass,
        }
        Wish::Nothing
    }
}
