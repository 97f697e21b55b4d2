//! What becomes of the order of a finished game when nobody tends it: watched in the background while the page is read.

use std::sync::mpsc::Sender;

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::foresight::{Durability, Vigil};
use crate::session::Afterwards;
use crate::text::report::durability::{Chronicle, chronicle, page};
use crate::text::{Line, Tone};
use crate::tui::background::{Background, Step, locked};
use crate::tui::context::Context;
use crate::tui::input::Message;
use crate::tui::keys::Key;
use crate::tui::paint::{Pen, cells};
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// The first picture rests on so many futures.
const FIRST: u64 = 16;
/// So many are watched in all.
const MOST: u64 = Vigil::FUTURES;
/// By so many at a time.
const STEP: u64 = 32;

/// What there is so far.
#[derive(Default)]
struct Watched {
    found: Durability,
    told: Option<Chronicle>,
}

/// The page.
pub(in crate::tui) struct AfterwardsPage {
    work: Background<Watched>,
    sheet: Sheet,
    known: usize,
}

impl AfterwardsPage {
    /// Begins to watch.
    pub fn new(afterwards: Afterwards, wake: Option<Sender<Message>>) -> Self {
        let mut from = 0;
        let work = Background::begin("durability", Watched::default(), wake, move |shared| {
            let to = MOST.min(if from == 0 { FIRST } else { from + STEP });
            let more = afterwards.batch(from, to);
            from = to;
            let mut found = locked(shared).found.clone();
            let before = found.telling();
            found.join(more);
            let told = (found.telling() != before)
                .then(|| afterwards.vigil())
                .flatten()
                .and_then(|vigil| chronicle(&vigil, &found, afterwards.seat()));
            let mut watched = locked(shared);
            watched.found = found;
            watched.told = told.or(watched.told.take());
            if from < MOST { Step::More } else { Step::Done }
        });
        Self {
            work,
            sheet: Sheet::new("", Vec::new()),
            known: usize::MAX,
        }
    }

    fn refresh(&mut self, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let watched = self.work.now();
        let count = watched.found.len();
        let still = context.preferences.settings().reduced_motion;
        let most = usize::try_from(MOST).unwrap_or(usize::MAX);
        let waits = still && self.known != usize::MAX && count < most;
        if count == self.known || waits {
            return;
        }
        self.known = count;
        let mut lines = vec![progress(count)];
        if count > 0 {
            lines.push(Line::default());
            let told = watched.told.as_ref();
            lines.extend(page(desk.scenario(), &watched.found, Vigil::TURNS, told));
        }
        self.sheet.replace(lines);
    }
}

/// How far it has come.
fn progress(count: usize) -> Line {
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    if count >= most {
        return Line::new(&format!("{count} futures, all there are"), Tone::Dim);
    }
    let done = count * 20 / most.max(1);
    let bar = format!("{}{}", "━".repeat(done), "·".repeat(20 - done));
    Line::new(
        &format!("{bar} {count} of {most} futures so far"),
        Tone::Dim,
    )
}

impl Component for AfterwardsPage {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "What becomes of it".to_owned()
    }

    fn shape(&self) -> Shape {
        Shape::Letter(100)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        // The page doesn't jump while it fills.
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
