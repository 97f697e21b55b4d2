//! What may come: a page that is drawn at once and refined in the background while it is read.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::foresight::Forecast;
use crate::session::Futures;
use crate::text::futures::{Spread, lines};
use crate::text::{Line, Tone};
use crate::tui::context::Context;
use crate::tui::input::Message;
use crate::tui::keys::Key;
use crate::tui::paint::{Pen, cells};
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// The first picture rests on so many futures.
const FIRST: u64 = 64;
/// It is refined up to so many.
const MOST: u64 = 2_000;
/// By so many at a time: so often the page is drawn anew.
const STEP: u64 = 96;

/// The forecasts so far: of the plan, and of a change under consideration.
#[derive(Clone, Default)]
struct Drawn {
    base: Forecast,
    change: Option<Forecast>,
}

/// What is drawn from: the plan, and a change with its name.
pub(in crate::tui) struct Source {
    /// The plan as it stands.
    pub base: Futures,
    /// The plan with a change.
    pub change: Option<(Line, Futures)>,
}

/// The page of a forecast.
pub(in crate::tui) struct FuturesPage {
    drawn: Arc<Mutex<Drawn>>,
    name: Option<Line>,
    left: Arc<AtomicBool>,
    sheet: Sheet,
    known: usize,
    still: bool,
}

impl FuturesPage {
    /// Draws the first futures here, and, where there is a loop to wake, the others elsewhere: step by step, or, if the
    /// page is to be `still`, shown at once when all are drawn.
    pub fn new(source: Source, wake: Option<Sender<Message>>, still: bool) -> Self {
        let drawn = Arc::new(Mutex::new(Drawn::default()));
        let left = Arc::new(AtomicBool::new(false));
        refine(&source, &drawn, (0, FIRST));
        let name = source.change.as_ref().map(|(name, _)| name.clone());
        if let Some(wake) = wake {
            let (drawn, left) = (Arc::clone(&drawn), Arc::clone(&left));
            let go_on = move || {
                let mut from = FIRST;
                while from < MOST && !left.load(Ordering::Relaxed) {
                    refine(&source, &drawn, (from, from + STEP));
                    from += STEP;
                    let told = !still || from >= MOST;
                    if told && wake.send(Message::Refined).is_err() {
                        return;
                    }
                }
            };
            // Without a thread to spare the first picture stands.
            let _ = thread::Builder::new()
                .name("futures".to_owned())
                .spawn(go_on);
        }
        Self {
            drawn,
            name,
            left,
            sheet: Sheet::new("", Vec::new()),
            known: 0,
            still,
        }
    }

    /// The newest lines, if there are more futures than those that are shown.
    fn refresh(&mut self, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let all = drawn.base.len() >= usize::try_from(MOST).unwrap_or(usize::MAX);
        if drawn.base.len() == self.known || (self.still && self.known > 0 && !all) {
            return;
        }
        self.known = drawn.base.len();
        let change = self.name.as_ref().zip(drawn.change.as_ref());
        self.sheet
            .replace(lines(&desk.view(), (&drawn.base, change), Spread::Drawn));
    }
}

/// Draws a run of futures and adds them.
fn refine(source: &Source, drawn: &Mutex<Drawn>, (from, to): (u64, u64)) {
    let base = source.base.batch(from, to);
    let change = source.change.as_ref().map(|(_, it)| it.batch(from, to));
    let mut drawn = drawn.lock().unwrap_or_else(PoisonError::into_inner);
    drawn.base.join(base);
    if let Some(more) = change {
        drawn.change.get_or_insert_default().join(more);
    }
}

impl Drop for FuturesPage {
    fn drop(&mut self) {
        self.left.store(true, Ordering::Relaxed);
    }
}

impl Component for FuturesPage {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "What may come".to_owned()
    }

    fn shape(&self) -> Shape {
        Shape::Letter(100)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        // One more than there is: the page doesn't jump while odds come and go.
        self.sheet.height(context, wide).max(cells(18))
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

/// What is said when nothing can be foreseen any more.
pub(in crate::tui) fn past_it() -> Line {
    Line::new("The game is over: what came of it is known", Tone::Warn)
}
