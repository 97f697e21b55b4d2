//! The terminal, borrowed and always given back: on quit, error, panic and signal.
//!
//! Everything that is switched on here is switched off in `restore`, and nowhere else in the program.

use std::io::{self, Write as _, stdout};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, style};

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Holds the terminal; dropping it gives the terminal back.
pub(in crate::tui) struct Guard {
    /// Whether the mouse is reported.
    mouse: bool,
}

impl Guard {
    /// Takes the terminal: raw mode, alternate screen, no cursor.
    ///
    /// # Errors
    /// If the system refuses; what was switched on is off again then.
    pub fn take() -> io::Result<Self> {
        restore_on_panic();
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Self { mouse: false };
        switch_on()?;
        Ok(guard)
    }

    /// Asks the terminal to report the mouse, or not to.
    pub fn use_mouse(&mut self, wanted: bool) {
        if self.mouse == wanted {
            return;
        }
        self.mouse = wanted;
        // A terminal that is gone is noticed by whoever draws next.
        let _ = match wanted {
            true => execute!(stdout(), EnableMouseCapture),
            false => execute!(stdout(), DisableMouseCapture),
        };
    }

    /// Gives the terminal back, stops the process until the shell continues it, and takes the terminal again.
    ///
    /// # Errors
    /// If the terminal can't be taken again.
    pub fn suspend(&mut self) -> io::Result<()> {
        restore();
        stop();
        self.retake()
    }

    /// Takes the terminal as it was taken before; whatever was done to it meanwhile is undone.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn retake(&mut self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        switch_on()?;
        if std::mem::take(&mut self.mouse) {
            self.use_mouse(true);
        }
        Ok(())
    }
}

/// Raw mode, alternate screen, pasted text as such, no cursor.
fn switch_on() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)
}

/// Stops the process as the shell's own key would.
fn stop() {
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, once. Failures are ignored: the terminal may be gone.
fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            stdout(),
            DisableMouseCapture,
            DisableBracketedPaste,
            style::ResetColor,
            LeaveAlternateScreen,
            Show
        );
        let _ = disable_raw_mode();
        let _ = stdout().flush();
    }
}

/// A panic in any thread first gives the terminal back, then is reported as usual on the main screen.
fn restore_on_panic() {
    HOOK.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            restore();
            report(info);
        }));
    });
}
