//! What the staff would do: worked out in the background, read when it is there.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crate::foresight::Proposal;
use crate::session::Staff;
use crate::text::proposal::{AT_WORK, NO_COURSE, lines};
use crate::text::{Line, Tone};
use crate::tui::background::{Step, locked};
use crate::tui::context::Desk;
use crate::tui::input::Message;
use crate::tui::screens::worked::{Come, Work, Worked};

/// The page.
pub(in crate::tui) type StaffPage = Worked<Asked>;

/// A staff that was asked for a plan.
pub(in crate::tui) struct Asked {
    /// Told to stop when the page is left.
    stop: Arc<AtomicBool>,
    /// What has come of it: nothing yet, no course for this seat, or a plan.
    found: Option<Option<Proposal>>,
}

/// Sets the staff to work.
pub(in crate::tui) fn asked(staff: Staff, wake: Option<Sender<Message>>) -> StaffPage {
    let asked = Asked {
        stop: staff.stop(),
        found: None,
    };
    Worked::new(asked, wake, move |shared| {
        let found = staff.proposal();
        locked(shared).found = Some(found);
        Step::Done
    })
}

impl Work for Asked {
    const TITLE: &'static str = "What your staff would do";
    const THREAD: &'static str = "staff";

    fn come(&self) -> Come {
        let done = self.found.is_some();
        Come {
            to: usize::from(done),
            done,
        }
    }

    fn lines(&self, desk: &Desk<'_>) -> Vec<Line> {
        match &self.found {
            None => vec![Line::new(AT_WORK, Tone::Dim)],
            Some(None) => vec![NO_COURSE.into()],
            Some(Some(plan)) => lines(&desk.view(), plan),
        }
    }

    fn leave(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
