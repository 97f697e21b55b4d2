//! The screens without a terminal: keys in, drawn text out. For tests, benches and pictures; no part of the game.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::session::Session;
use crate::tui::app::{App, Flow};
use crate::tui::guard::Guard;
use crate::tui::keys::Key;
use crate::tui::mouse::{Deed, Mouse};
use crate::tui::paint::width;
use crate::tui::{Preferences, Start, frame};

/// The seed that new games are offered, so that every run is the same.
const SEED: u64 = 2013;

/// The front end at a size, with nobody before it.
pub struct Driven {
    app: App,
    buffer: Buffer,
}

impl Driven {
    /// The front end at its start.
    #[must_use]
    pub fn new(start: Start, size: (u16, u16)) -> Self {
        Self::preferring(start, Preferences::default(), size)
    }

    /// The front end at its start, as a person wants it.
    #[must_use]
    pub fn preferring(start: Start, preferences: Preferences, (width, height): (u16, u16)) -> Self {
        let mut app = App::preferring(start, preferences);
        app.draw_seeds_by(|| SEED);
        let buffer = Buffer::empty(Rect::new(0, 0, width, height));
        Self { app, buffer }
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, (width, height): (u16, u16)) {
        self.buffer.resize(Rect::new(0, 0, width, height));
    }

    /// The game under way.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.app.session()
    }

    /// The heading of the screen that takes the keys.
    #[must_use]
    pub fn title(&self) -> String {
        self.app.top().part().title(&self.app.context())
    }

    /// Clicks into a cell of the screen as it was drawn last, counted from 0. `false` once the person has left.
    pub fn click(&mut self, at: (u16, u16)) -> bool {
        self.point(at, Deed::Click)
    }

    /// Turns the wheel over a cell by one notch, towards the person if `down`.
    pub fn wheel(&mut self, at: (u16, u16), down: bool) -> bool {
        let deed = if down { Deed::WheelDown } else { Deed::WheelUp };
        self.point(at, deed)
    }

    /// Points at a cell without a click.
    pub fn hover(&mut self, at: (u16, u16)) -> bool {
        self.point(at, Deed::Move)
    }

    fn point(&mut self, at: (u16, u16), deed: Deed) -> bool {
        let size = (self.buffer.area.width, self.buffer.area.height);
        self.draw();
        self.app.point(Mouse { at, deed }, size) == Flow::On
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        let fits = frame::fit((self.buffer.area.width, self.buffer.area.height));
        self.app.paste(text, fits);
    }

    /// Presses a key. `false` once the person has left.
    pub fn press(&mut self, key: Key) -> bool {
        let fits = frame::fit((self.buffer.area.width, self.buffer.area.height));
        self.app.press(key, fits) == Flow::On
    }

    /// Draws the screen anew.
    pub fn draw(&mut self) -> &Buffer {
        self.buffer.reset();
        frame::draw(&mut self.buffer, &mut self.app);
        &self.buffer
    }

    /// The screen as text: no colour, no blanks at the ends of lines.
    #[must_use]
    pub fn screen(&mut self) -> String {
        let wide = usize::from(self.buffer.area.width).max(1);
        let rows = self.draw().content.chunks(wide);
        rows.map(|cells| format!("{}\n", row(cells))).collect()
    }
}

/// A row as text. The cell after a wide letter belongs to that letter.
fn row(cells: &[Cell]) -> String {
    let mut line = String::new();
    let mut covered = 0;
    for cell in cells {
        if covered == 0 {
            line.push_str(cell.symbol());
            covered = width(cell.symbol()).saturating_sub(1);
        } else {
            covered -= 1;
        }
    }
    line.trim_end().to_owned()
}

/// Does something while the full screen is taken.
///
/// # Errors
/// If this is no terminal.
pub fn in_full_screen(what: impl FnOnce()) -> std::io::Result<()> {
    let guard = Guard::take()?;
    what();
    drop(guard);
    Ok(())
}
