//! The screens without a terminal: keys in, plain text out. For golden files and for tests of what may be shown.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::tui::app::{App, Flow};
use crate::tui::keys::Key;
use crate::tui::paint::width;
use crate::tui::{Start, frame};

/// What the screen shows after these keys, as plain text, one line a row, without the spaces at line ends. Keys are
/// separated by spaces and named as in the table of commands: `Enter Down Ctrl-S w`; unknown names are left out.
#[must_use]
pub fn rehearse(start: Start, size: (u16, u16), keys: &str) -> String {
    let mut app = App::new(start);
    let mut buffer = drawn(&mut app, size);
    for key in keys.split_whitespace().filter_map(Key::named) {
        if app.press(key, frame::fit(size)) == Flow::Quit {
            break;
        }
        buffer = drawn(&mut app, size);
    }
    plain(&buffer)
}

fn drawn(app: &mut App, size: (u16, u16)) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    frame::draw(&mut buffer, app);
    buffer
}

/// A buffer as plain text.
pub(in crate::tui) fn plain(buffer: &Buffer) -> String {
    let wide = usize::from(buffer.area.width.max(1));
    let rows = buffer.content().chunks(wide);
    rows.map(row).collect::<Vec<_>>().join("\n")
}

/// The cell after a wide letter belongs to it.
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
