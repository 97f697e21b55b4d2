//! What the staff would do: worked out in the background, read when it is there.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::session::Staff;
use crate::text::{Line, Tone, proposal};
use crate::tui::background::{Background, Step, locked};
use crate::tui::context::Context;
use crate::tui::input::Message;
use crate::tui::keys::Key;
use crate::tui::paint::{Pen, cells};
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// What has come of the work.
enum Found {
    /// Nothing yet.
    Working,
    /// No course for this seat.
    Nothing,
    /// A plan.
    Plan(Box<crate::foresight::Proposal>),
}

/// The page.
pub(in crate::tui) struct StaffPage {
    work: Background<Found>,
    stop: Arc<AtomicBool>,
    sheet: Sheet,
    shown: bool,
}

impl StaffPage {
    /// Sets the staff to work.
    pub fn new(staff: Staff, wake: Option<Sender<Message>>) -> Self {
        let stop = staff.stop();
        let work = Background::begin("staff", Found::Working, wake, move |shared| {
            let found = match staff.proposal() {
                Some(plan) => Found::Plan(Box::new(plan)),
                None => Found::Nothing,
            };
            *locked(shared) = found;
            Step::Done
        });
        let working = "The staff is at work: every course it knows, in worlds that agree with what you know …";
        Self {
            work,
            stop,
            sheet: Sheet::new("", vec![Line::new(working, Tone::Dim)]),
            shown: false,
        }
    }

    fn refresh(&mut self, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        if self.shown {
            return;
        }
        let lines = match &*self.work.now() {
            Found::Working => return,
            Found::Nothing => vec!["Your staff knows no course for this seat.".into()],
            Found::Plan(plan) => proposal::lines(&desk.view(), plan),
        };
        self.shown = true;
        self.sheet.replace(lines);
    }
}

impl Drop for StaffPage {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Component for StaffPage {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "What your staff would do".to_owned()
    }

    fn shape(&self) -> Shape {
        Shape::Letter(100)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        // The page doesn't jump when the plan comes.
        self.sheet.height(context, wide).max(cells(30))
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
