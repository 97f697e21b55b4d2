//! The full-screen front end: screens draw a view and return wishes, the app grants them, the guard gives the terminal back.
//!
//! Sentences come from `text`; nothing here knows the rules or the true state.

mod app;
mod background;
mod context;
#[doc(hidden)]
pub mod driven;
mod frame;
mod guard;
mod help;
mod input;
pub mod keys;
mod labels;
mod list;
mod loading;
mod map;
mod paint;
mod screens;
#[cfg(test)]
mod tests;
mod theme;

use std::fmt;
use std::io::{self, BufWriter};
use std::sync::mpsc::Receiver;

use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};

use crate::session::{Library, Session, Store};
use crate::tui::app::{App, Flow};
use crate::tui::guard::Guard;
use crate::tui::input::Message;
pub use crate::tui::theme::Colour;

/// What the front end starts from.
pub struct Start {
    /// Where scenarios come from.
    pub library: Library,
    /// The folder of saves.
    pub saves: Store,
    /// A game to go straight into; `None`: the title.
    pub session: Option<Session>,
    /// Whether colours are used; see `Colour::wanted`.
    pub colour: Colour,
}

/// Why the front end ended otherwise than by the person's wish. The game is saved in every case.
#[derive(Debug)]
pub enum Failure {
    /// The process was asked to end by this signal.
    Signal(i32),
    /// The terminal is gone: there is nobody to tell.
    Gone,
    /// The terminal can't be used.
    Terminal(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signal(number) => write!(f, "ended by signal {number}"),
            Self::Gone => f.write_str("the terminal is gone"),
            Self::Terminal(error) => write!(
                f,
                "this terminal can't show the full screen ({error}); play --plain works line by line"
            ),
        }
    }
}

/// Plays in the full screen until the person leaves.
///
/// # Errors
/// If the terminal can't be used or is gone, or a signal ends the process; the terminal is given back before.
pub fn run(start: Start) -> Result<(), Failure> {
    let mut app = App::new(start);
    let guard = Guard::take().map_err(Failure::Terminal)?;
    let backend = CrosstermBackend::new(BufWriter::new(io::stdout()));
    let mut terminal = Terminal::new(backend).map_err(Failure::Terminal)?;
    let (wake, messages) = input::listen().map_err(Failure::Terminal)?;
    app.wake_by(wake);
    show(&mut terminal, &mut app).map_err(Failure::Terminal)?;
    // The first picture doesn't wait for the disk.
    app.save_first();
    show(&mut terminal, &mut app).map_err(Failure::Terminal)?;
    let ended = play(&mut terminal, &mut app, &messages);
    drop(guard);
    ended
}

/// Waits for messages and redraws after each run of them; costs nothing while nothing happens.
fn play<B: Backend>(
    terminal: &mut Terminal<B>,
    app: &mut App,
    messages: &Receiver<Message>,
) -> Result<(), Failure> {
    loop {
        let first = messages.recv().map_err(|_| Failure::Gone)?;
        for message in std::iter::once(first).chain(messages.try_iter()) {
            match message {
                Message::Signal(number) => return Err(Failure::Signal(number)),
                Message::Gone => return Err(Failure::Gone),
                Message::Resized => {}
                Message::Refined => app.hear(),
                Message::Key(key) => {
                    panic_for_a_test(key);
                    let size = terminal.size().map_err(|_| Failure::Gone)?;
                    if app.press(key, frame::fit((size.width, size.height))) == Flow::Quit {
                        return Ok(());
                    }
                }
            }
        }
        show(terminal, app).map_err(|_| Failure::Gone)?;
    }
}

/// Debug builds panic on Ctrl-X, so that a test can see the terminal given back.
fn panic_for_a_test(key: keys::Key) {
    let asked = cfg!(debug_assertions) && key == keys::Key::Ctrl('x');
    assert!(!asked, "a panic was asked for");
}

fn show<B: Backend>(terminal: &mut Terminal<B>, app: &mut App) -> Result<(), B::Error> {
    terminal.draw(|frame| frame::draw(frame.buffer_mut(), app))?;
    Ok(())
}
