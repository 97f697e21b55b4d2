//! The full-screen front end: screens draw a view and return wishes, the app grants them, the guard gives the terminal back.
//!
//! Sentences come from `text`; nothing here knows the rules or the true state.

mod app;
mod ascii;
mod background;
mod context;
#[doc(hidden)]
pub mod driven;
mod frame;
mod guard;
mod help;
mod input;
pub mod keys;
mod lesson;
mod list;
mod loading;
mod map;
mod mouse;
mod paint;
mod preferences;
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
use crate::tui::keys::Key;
use crate::tui::mouse::{Deed, Mouse};
pub use crate::tui::preferences::Preferences;
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

/// Plays in the full screen, as a person wants it, until they leave.
///
/// # Errors
/// If the terminal can't be used or is gone, or a signal ends the process; the terminal is given back before.
pub fn run(start: Start, preferences: Preferences) -> Result<(), Failure> {
    let mut app = App::preferring(start, preferences);
    let mut guard = Guard::take().map_err(Failure::Terminal)?;
    guard.use_mouse(app.preferences().settings().mouse);
    let backend = CrosstermBackend::new(BufWriter::new(io::stdout()));
    let mut terminal = Terminal::new(backend).map_err(Failure::Terminal)?;
    let (wake, messages) = input::listen().map_err(Failure::Terminal)?;
    app.wake_by(wake);
    show(&mut terminal, &mut app).map_err(Failure::Terminal)?;
    // The first picture doesn't wait for the disk.
    app.save_first();
    show(&mut terminal, &mut app).map_err(Failure::Terminal)?;
    let ended = play(&mut terminal, &mut app, &messages, &mut guard);
    drop(guard);
    ended
}

/// Waits for messages and redraws after each run of them; costs nothing while nothing happens.
fn play<B: Backend>(
    terminal: &mut Terminal<B>,
    app: &mut App,
    messages: &Receiver<Message>,
    guard: &mut Guard,
) -> Result<(), Failure> {
    loop {
        let first = messages.recv().map_err(|_| Failure::Gone)?;
        let mut moved = None;
        for message in std::iter::once(first).chain(messages.try_iter()) {
            let size = terminal.size().map_err(|_| Failure::Gone)?;
            let size = (size.width, size.height);
            let flow = match message {
                Message::Signal(number) => return Err(Failure::Signal(number)),
                Message::Gone => return Err(Failure::Gone),
                Message::Resized => Flow::On,
                Message::Refined => {
                    app.hear();
                    Flow::On
                }
                Message::Suspend | Message::Key(Key::Ctrl('z')) => {
                    guard.suspend().map_err(|_| Failure::Gone)?;
                    forget(terminal).map_err(|_| Failure::Gone)?;
                    Flow::On
                }
                Message::Continued => {
                    guard.retake().map_err(|_| Failure::Gone)?;
                    forget(terminal).map_err(|_| Failure::Gone)?;
                    Flow::On
                }
                Message::Mouse(mouse) if mouse.deed == Deed::Move => {
                    moved = Some(mouse);
                    continue;
                }
                Message::Mouse(mouse) => point(terminal, app, mouse).map_err(|_| Failure::Gone)?,
                Message::Paste(text) => {
                    app.paste(&text, frame::fit(size));
                    Flow::On
                }
                Message::Key(key) => {
                    panic_for_a_test(key);
                    app.press(key, frame::fit(size))
                }
            };
            if flow == Flow::Quit {
                return Ok(());
            }
            guard.use_mouse(app.preferences().settings().mouse);
        }
        // Of many movements only where the pointer has come to counts.
        if let Some(mouse) = moved {
            point(terminal, app, mouse).map_err(|_| Failure::Gone)?;
        }
        show(terminal, app).map_err(|_| Failure::Gone)?;
    }
}

/// Whatever the terminal shows is cleared, and the next picture drawn as a whole. The terminal's own way to do so asks
/// where its cursor is, and waits for an answer.
fn forget<B: Backend>(terminal: &mut Terminal<B>) -> Result<(), B::Error> {
    terminal.backend_mut().clear()?;
    terminal.swap_buffers();
    Ok(())
}

/// Takes a click or a turn of the wheel. What came before it may have moved what is pointed at: it is drawn first.
fn point<B: Backend>(
    terminal: &mut Terminal<B>,
    app: &mut App,
    mouse: Mouse,
) -> Result<Flow, B::Error> {
    show(terminal, app)?;
    let size = terminal.size()?;
    Ok(app.point(mouse, (size.width, size.height)))
}

/// Debug builds panic on Ctrl-X, so that a test can see the terminal given back.
fn panic_for_a_test(key: Key) {
    let asked = cfg!(debug_assertions) && key == Key::Ctrl('x');
    assert!(!asked, "a panic was asked for");
}

fn show<B: Backend>(terminal: &mut Terminal<B>, app: &mut App) -> Result<(), B::Error> {
    terminal.draw(|frame| frame::draw(frame.buffer_mut(), app))?;
    Ok(())
}
