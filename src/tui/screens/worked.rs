//! A letter that is worked out in the background and fills while it is read.

use std::sync::Mutex;
use std::sync::mpsc::Sender;

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::text::Line;
use crate::tui::background::{Background, Step};
use crate::tui::context::{Context, Desk};
use crate::tui::input::Message;
use crate::tui::keys::Key;
use crate::tui::paint::{Pen, cells};
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// The least rows of the page, so that it doesn't jump while it fills.
const ROWS: usize = 30;

/// How far work has come, in units of its own, and whether that is all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Come {
    /// How far.
    pub to: usize,
    /// Whether there will be no more.
    pub done: bool,
}

/// What is worked out, and how it is told.
pub(in crate::tui) trait Work: Send + 'static {
    /// The heading of the page.
    const TITLE: &'static str;
    /// The name of the thread.
    const THREAD: &'static str;

    /// How far it has come.
    fn come(&self) -> Come;

    /// What there is to read so far.
    fn lines(&self, desk: &Desk<'_>) -> Vec<Line>;

    /// Nobody waits for it any more.
    fn leave(&self) {}
}

/// The page.
pub(in crate::tui) struct Worked<T: Work> {
    work: Background<T>,
    sheet: Sheet,
    shown: Option<usize>,
}

impl<T: Work> Worked<T> {
    /// Sets the work going, step by step.
    pub fn new(
        work: T,
        wake: Option<Sender<Message>>,
        step: impl FnMut(&Mutex<T>) -> Step + Send + 'static,
    ) -> Self {
        Self {
            work: Background::begin(T::THREAD, work, wake, step),
            sheet: Sheet::new("", Vec::new()),
            shown: None,
        }
    }

    fn refresh(&mut self, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let work = self.work.now();
        let come = work.come();
        let still = context.preferences.settings().reduced_motion;
        let waits = still && self.shown.is_some() && !come.done;
        if self.shown == Some(come.to) || waits {
            return;
        }
        self.shown = Some(come.to);
        self.sheet.replace(work.lines(&desk));
    }
}

impl<T: Work> Drop for Worked<T> {
    fn drop(&mut self) {
        self.work.now().leave();
    }
}

impl<T: Work> Component for Worked<T> {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, _context: &Context<'_>) -> String {
        T::TITLE.to_owned()
    }

    fn shape(&self) -> Shape {
        Shape::Letter(100)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        self.sheet.height(context, wide).max(cells(ROWS))
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        self.refresh(context);
        self.sheet.draw(pen, area, context);
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        self.sheet.press(key, context)
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        vec![act(Action::Back, "close"), own("↑↓", "scroll")]
    }
}
