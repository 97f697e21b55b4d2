//! What becomes of the order of a finished game when nobody tends it: watched in the background while the page is read.

use std::sync::mpsc::Sender;

use crate::foresight::{Durability, Vigil};
use crate::session::Afterwards;
use crate::text::report::durability::{Chronicle, chronicle, page};
use crate::text::{Line, Tone};
use crate::tui::background::{Step, locked};
use crate::tui::context::Desk;
use crate::tui::input::Message;
use crate::tui::screens::worked::{Come, Work, Worked};

/// The first picture rests on so many futures.
const FIRST: u64 = 16;
/// So many are watched in all.
const MOST: u64 = Vigil::FUTURES;
/// By so many at a time.
const STEP: u64 = 32;

/// The page.
pub(in crate::tui) type AfterwardsPage = Worked<Watched>;

/// What there is so far.
#[derive(Default)]
pub(in crate::tui) struct Watched {
    found: Durability,
    told: Option<Chronicle>,
}

/// Begins to watch.
pub(in crate::tui) fn watching(
    afterwards: Afterwards,
    wake: Option<Sender<Message>>,
) -> AfterwardsPage {
    let mut from = 0;
    Worked::new(Watched::default(), wake, move |shared| {
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
    })
}

impl Work for Watched {
    const TITLE: &'static str = "What becomes of it";
    const THREAD: &'static str = "durability";

    fn come(&self) -> Come {
        let to = self.found.len();
        Come {
            to,
            done: to >= usize::try_from(MOST).unwrap_or(usize::MAX),
        }
    }

    fn lines(&self, desk: &Desk<'_>) -> Vec<Line> {
        let count = self.found.len();
        let mut lines = vec![progress(count)];
        if count > 0 {
            lines.push(Line::default());
            let told = self.told.as_ref();
            lines.extend(page(desk.scenario(), &self.found, Vigil::TURNS, told));
        }
        lines
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
