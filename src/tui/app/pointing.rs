//! The mouse and pasted text: both become keys, so that they can do nothing that keys can't.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::command::{self, Command};
use crate::text::{Line, Tone, clean};
use crate::tui::app::{App, Flow};
use crate::tui::frame;
use crate::tui::keys::Key;
use crate::tui::list::Focus;
use crate::tui::mouse::{Deed, Mouse, What, at};
use crate::tui::paint::{cuts_of, whole_of};
use crate::tui::screens::Typing;

/// Panes that a click may have to go through.
const MOST_PANES: usize = 6;
/// The most letters that are taken from what is pasted.
const MOST_LETTERS: usize = 200;

impl App {
    /// Takes a click or a turn of the wheel on a screen of this size; says whether to go on.
    pub fn point(&mut self, mouse: Mouse, size: (u16, u16)) -> Flow {
        if frame::fit(size) == frame::Fit::TooSmall || !self.preferences.settings().mouse {
            return self.flow;
        }
        if mouse.deed == Deed::Move {
            self.hover = self.lies_at(mouse.at, size);
            return self.flow;
        }
        (self.message, self.hover) = (None, None);
        match (mouse.deed, at(&self.hits, mouse.at)) {
            (Deed::Click, Some(What::Key(key))) => {
                self.take(key);
            }
            (Deed::Click, Some(What::Page(page))) if self.above.is_empty() => self.go(page),
            (Deed::Click, Some(What::Item(..)) | None) if self.click(mouse.at) => {}
            (Deed::Click, Some(What::Item(..))) => self.choose_at(mouse.at, size),
            (Deed::Click, Some(What::Steps(key, count))) => {
                for _ in 0..count {
                    self.take(key);
                }
            }
            (Deed::Click, Some(What::Page(_)) | None) | (Deed::Move, _) => {}
            (Deed::WheelUp, _) => self.wheel(Key::Up, mouse.at, size),
            (Deed::WheelDown, _) => self.wheel(Key::Down, mouse.at, size),
        }
        self.behind = None;
        self.attend();
        self.flow
    }

    /// What lies in a cell, in a line: a tab, a key, what the screen knows of it, or the whole of a text that was cut.
    fn lies_at(&mut self, cell: (u16, u16), size: (u16, u16)) -> Option<Line> {
        let place = self.top().part().place();
        let help = |command: &Command| {
            let keys = self.preferences.bindings().keys(command);
            let key = Line::new(keys.first().copied().unwrap_or(""), Tone::Strong);
            key.then(" ").then(command.help)
        };
        match at(&self.hits, cell) {
            Some(What::Page(page)) if self.above.is_empty() => {
                return command::of(page.jump()).map(help);
            }
            Some(What::Key(key)) => {
                return command::by_key(place, &key.name()).map(help);
            }
            Some(What::Page(_) | What::Item(..) | What::Steps(..)) | None => {}
        }
        let told = self.top().part().hover(cell, &self.context());
        told.or_else(|| self.whole_at(cell, size))
    }

    /// The whole of the text that was cut in a cell.
    fn whole_at(&mut self, cell: (u16, u16), (width, height): (u16, u16)) -> Option<Line> {
        let mut nowhere = Buffer::empty(Rect::new(0, 0, width, height));
        let cuts = cuts_of(|| frame::draw(&mut nowhere, self));
        whole_of(&cuts, &nowhere, cell)
    }

    /// The item of a list in a cell, once that list has the keys.
    fn focused(&mut self, cell: (u16, u16), size: (u16, u16)) -> Option<(usize, usize)> {
        for _ in 0..MOST_PANES {
            match at(&self.hits, cell) {
                Some(What::Item(item, chosen, Focus::Here)) => return Some((item, chosen)),
                Some(What::Item(_, _, Focus::Elsewhere)) => {
                    self.take(Key::Tab);
                    self.redraw(size);
                }
                Some(What::Key(_) | What::Page(_) | What::Steps(..)) | None => return None,
            }
        }
        None
    }

    /// Selects what was clicked; what is selected already is opened.
    fn choose_at(&mut self, cell: (u16, u16), size: (u16, u16)) {
        let before = at(&self.hits, cell);
        let Some((item, chosen)) = self.focused(cell, size) else {
            return;
        };
        let elsewhere = matches!(before, Some(What::Item(_, _, Focus::Elsewhere)));
        if item == chosen && !elsewhere {
            self.take(Key::Enter);
            return;
        }
        let key = if item < chosen { Key::Up } else { Key::Down };
        for _ in 0..item.abs_diff(chosen) {
            self.take(key);
        }
    }

    fn wheel(&mut self, key: Key, cell: (u16, u16), size: (u16, u16)) {
        self.focused(cell, size);
        self.take(key);
    }

    /// Draws to nowhere, to learn where things stand now.
    fn redraw(&mut self, (width, height): (u16, u16)) {
        let mut nowhere = Buffer::empty(Rect::new(0, 0, width, height));
        frame::draw(&mut nowhere, self);
    }

    /// Takes pasted text, where letters are text.
    pub fn paste(&mut self, text: &str, fits: frame::Fit) {
        for letter in clean(text).trim().chars().take(MOST_LETTERS) {
            if self.top().part().typing() == Typing::Text && fits == frame::Fit::Enough {
                self.press(Key::Char(letter), fits);
            }
        }
    }
}
