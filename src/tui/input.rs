//! What the loop waits for: keys, sizes and signals, all through one channel, so that idling costs nothing.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use ratatui::crossterm::event::{self, Event};

use crate::tui::keys::{self, Key};
use crate::tui::mouse::Mouse;

/// Something that the loop must react to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Message {
    /// A key was pressed.
    Key(Key),
    /// Something that is drawn in the background has more to show.
    Refined,
    /// The terminal has another size.
    Resized,
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The process is to stop until it is continued.
    Suspend,
    /// The process goes on after a stop.
    Continued,
    /// The process was asked to end.
    Signal(i32),
    /// The terminal is gone.
    Gone,
}

/// Starts the threads that wait for keys and for signals. What works in the background wakes the loop by the sender.
///
/// # Errors
/// If the system gives no threads or no signal handlers.
pub(in crate::tui) fn listen() -> io::Result<(Sender<Message>, Receiver<Message>)> {
    let (to_loop, from_world) = channel();
    watch_signals(to_loop.clone())?;
    watch_terminal(to_loop.clone())?;
    let to_thread = to_loop.clone();
    thread::Builder::new()
        .name("keys".to_owned())
        .spawn(move || read_keys(&to_thread))?;
    Ok((to_loop, from_world))
}

/// Waits for the terminal to go. A reader of keys doesn't notice when no signal tells: it finds nothing, and looks again.
#[cfg(unix)]
fn watch_terminal(to_loop: Sender<Message>) -> io::Result<()> {
    use std::io::IsTerminal as _;

    use rustix::event::{PollFd, PollFlags, poll};
    if !io::stdin().is_terminal() {
        return Ok(());
    }
    let wait = move || {
        let stdin = io::stdin();
        // Nothing is asked for: only that it is gone is told.
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        while poll(&mut watched, None) == Err(rustix::io::Errno::INTR) {}
        // The loop may have ended: then nobody needs to know.
        let _ = to_loop.send(Message::Gone);
    };
    let watching = thread::Builder::new().name("terminal".to_owned());
    watching.spawn(wait).map(|_| ())
}

#[cfg(not(unix))]
fn watch_terminal(_to_loop: Sender<Message>) -> io::Result<()> {
    Ok(())
}

/// Blocks on the terminal until the loop has ended or the terminal is gone.
fn read_keys(to_loop: &Sender<Message>) {
    loop {
        let message = match event::read() {
            Ok(Event::Key(pressed)) => keys::from_event(&pressed).map(Message::Key),
            Ok(Event::Resize(..)) => Some(Message::Resized),
            Ok(Event::Mouse(event)) => Mouse::of(&event).map(Message::Mouse),
            Ok(Event::Paste(text)) => Some(Message::Paste(text)),
            Ok(Event::FocusGained | Event::FocusLost) => None,
            Err(_) => Some(Message::Gone),
        };
        let Some(message) = message else { continue };
        let gone = message == Message::Gone;
        if to_loop.send(message).is_err() || gone {
            return;
        }
    }
}

#[cfg(unix)]
fn watch_signals(to_loop: Sender<Message>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    // The size is watched here too: the thread that reads keys begins to some time later, and a change before that
    // would leave a screen of the wrong size until the next key.
    let watched = [SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGCONT];
    let mut signals = signal_hook::iterator::Signals::new(watched)?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let message = match signal {
                    SIGWINCH => Message::Resized,
                    SIGTSTP => Message::Suspend,
                    SIGCONT => Message::Continued,
                    other => Message::Signal(other),
                };
                if to_loop.send(message).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_to_loop: Sender<Message>) -> io::Result<()> {
    Ok(())
}
