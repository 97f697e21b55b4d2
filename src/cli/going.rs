//! While games are played: a bar on a terminal, and signals that end the work at whole rows.

use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::cli::Failure;
use crate::study::Course;

/// How the bar looks.
const LOOK: &str = "{wide_bar} {human_pos}/{human_len} games, {per_sec}, {eta} left";

/// Work that is going on.
pub struct Going {
    bar: ProgressBar,
    stopped: Arc<AtomicBool>,
    signal: Arc<AtomicUsize>,
}

impl Going {
    /// Watches for signals, and shows a bar where standard error is a terminal and rows don't appear on it too.
    ///
    /// # Errors
    /// If the system lets nobody watch for signals.
    pub fn begin(games: usize, rows_on_terminal: bool) -> Result<Self, Failure> {
        let (stopped, signal) = (Arc::default(), Arc::default());
        for number in signals() {
            watch(number, &stopped, &signal)
                .map_err(|error| Failure::Unusable(format!("can't watch for signals: {error}")))?;
        }
        let shown = io::stderr().is_terminal() && !rows_on_terminal;
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(games as u64), target);
        let style = ProgressStyle::with_template(LOOK);
        Ok(Self {
            bar: bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())),
            stopped,
            signal,
        })
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }

    /// The signal that has ended the work, if one has.
    pub fn signal(&self) -> Option<i32> {
        let number = self.signal.load(Ordering::SeqCst);
        i32::try_from(number).ok().filter(|number| *number != 0)
    }
}

/// What ends the work.
fn signals() -> Vec<i32> {
    let everywhere = [SIGINT, SIGTERM];
    #[cfg(unix)]
    let more = Some(signal_hook::consts::SIGHUP);
    #[cfg(not(unix))]
    let more = None;
    everywhere.into_iter().chain(more).collect()
}

/// The first signal asks for an end; the second one is an end.
fn watch(number: i32, stopped: &Arc<AtomicBool>, signal: &Arc<AtomicUsize>) -> io::Result<()> {
    flag::register_conditional_shutdown(number, 128 + number, Arc::clone(stopped))?;
    flag::register(number, Arc::clone(stopped))?;
    let value = usize::try_from(number).unwrap_or(1);
    flag::register_usize(number, Arc::clone(signal), value)?;
    Ok(())
}

impl Course for Going {
    fn played(&self) {
        self.bar.inc(1);
    }

    fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}
