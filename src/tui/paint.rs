//! Lines of text onto cells: the one place where `text` meets ratatui. Wraps, cuts and aligns by cell width.

use std::cell::RefCell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::command::{self, Bindings};
use crate::text::{Line, Span, Tone};
use crate::tui::mouse::Hit;
use crate::tui::theme::Theme;

/// How many cells a text takes.
pub(in crate::tui) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// How many cells a line takes.
pub(in crate::tui) fn line_width(line: &Line) -> usize {
    line.spans().iter().map(|span| width(span.text())).sum()
}

/// A length in cells as the terminal counts.
pub(in crate::tui) fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

fn letters(line: &Line) -> Vec<(char, Tone)> {
    let spans = line.spans().iter();
    spans
        .flat_map(|span: &Span| span.text().chars().map(|letter| (letter, span.tone())))
        .collect()
}

fn assembled(letters: &[(char, Tone)]) -> Line {
    let mut line = Line::default();
    for run in letters.chunk_by(|one, other| one.1 == other.1) {
        let text: String = run.iter().map(|(letter, _)| *letter).collect();
        line = line.then(Line::new(&text, run[0].1));
    }
    line
}

fn letter_width(letter: char) -> usize {
    letter.width().unwrap_or(0)
}

/// The line broken at spaces so that every part fits; over-long words are split. Parts after the first begin with
/// `indent` spaces.
pub(in crate::tui) fn wrap(line: &Line, wide: usize, indent: usize) -> Vec<Line> {
    if line_width(line) <= wide {
        return vec![line.clone()];
    }
    let indent = if indent + 8 > wide { 0 } else { indent };
    let all = letters(line);
    let mut parts = Vec::new();
    let mut start = 0;
    while start < all.len() {
        let room = if parts.is_empty() {
            wide
        } else {
            wide - indent
        };
        let (end, next) = break_after(&all, start, room.max(1));
        let part = assembled(&all[start..end]);
        let part = if parts.is_empty() || indent == 0 {
            part
        } else {
            Line::from(" ".repeat(indent)).then(part)
        };
        parts.push(part);
        start = next;
    }
    parts
}

/// Where the part that begins at `start` ends, and where the next one begins. A number stays with its `%`.
fn break_after(all: &[(char, Tone)], start: usize, room: usize) -> (usize, usize) {
    let mut used = 0;
    let mut space = None;
    for (place, (letter, _)) in all.iter().enumerate().skip(start) {
        used += letter_width(*letter);
        let bound = all.get(place + 1).is_some_and(|(next, _)| *next == '%');
        if *letter == ' ' && place > start && !bound {
            space = Some(place);
        }
        if used > room {
            return match space {
                Some(space) => (space, space + 1),
                None => {
                    let end = place.max(start + 1);
                    (end, end)
                }
            };
        }
    }
    (all.len(), all.len())
}

/// Every line wrapped.
pub(in crate::tui) fn wrap_all(lines: &[Line], wide: usize) -> Vec<Line> {
    lines.iter().flat_map(|line| wrap(line, wide, 0)).collect()
}

/// The line, cut with an ellipsis if it doesn't fit.
pub(in crate::tui) fn cut(line: &Line, wide: usize) -> Line {
    if line_width(line) <= wide {
        return line.clone();
    }
    if wide == 0 {
        return Line::default();
    }
    let mut kept = Vec::new();
    let mut used = 0;
    for (letter, tone) in letters(line) {
        used += letter_width(letter);
        if used > wide - 1 {
            break;
        }
        kept.push((letter, tone));
    }
    while kept.last().is_some_and(|(letter, _)| *letter == ' ') {
        kept.pop();
    }
    let tone = kept.last().map_or(Tone::Plain, |(_, tone)| *tone);
    kept.push(('…', tone));
    let kept = assembled(&kept);
    CUTS.with_borrow_mut(|cuts| {
        if let Some(cuts) = cuts {
            cuts.push((kept.plain(), line.plain()));
        }
    });
    kept
}

thread_local! {
    /// What was cut, while somebody wants to know: as it is shown, and as a whole.
    static CUTS: RefCell<Option<Vec<(String, String)>>> = const { RefCell::new(None) };
}

/// What is cut while something is drawn: as it is shown, and as a whole.
pub(in crate::tui) fn cuts_of(draw: impl FnOnce()) -> Vec<(String, String)> {
    CUTS.set(Some(Vec::new()));
    draw();
    CUTS.take().unwrap_or_default()
}

/// The whole of the text that stands cut in a cell.
pub(in crate::tui) fn whole_of(
    cuts: &[(String, String)],
    buffer: &Buffer,
    (x, y): (u16, u16),
) -> Option<Line> {
    let mut row = String::new();
    // Where in the row's text each column begins.
    let mut begins = Vec::new();
    let mut covered = 0;
    for column in buffer.area.left()..buffer.area.right() {
        begins.push(row.len());
        let symbol = buffer.cell((column, y))?.symbol();
        if covered == 0 {
            row.push_str(symbol);
            covered = width(symbol).max(1);
        }
        covered -= 1;
    }
    let at = *begins.get(usize::from(x.checked_sub(buffer.area.x)?))?;
    let here = |shown: &str| {
        let mut all = row.match_indices(shown);
        all.any(|(begin, _)| (begin..begin + shown.len()).contains(&at))
    };
    let found = cuts
        .iter()
        .filter(|(shown, _)| shown.len() > 3 && here(shown));
    found
        .max_by_key(|(shown, _)| shown.len())
        .map(|(_, whole)| Line::from(whole.trim()))
}

/// Values over time as columns of bars in so many rows, the newest at the right; each value takes as many cells as fit.
pub(in crate::tui) fn course(values: &[i32], wide: usize, rows: usize, least: i32) -> Vec<String> {
    let each = (wide / values.len().max(1)).clamp(1, 6);
    let shown = values
        .get(values.len().saturating_sub(wide)..)
        .unwrap_or(&[]);
    let (Some(low), Some(high)) = (shown.iter().min(), shown.iter().max()) else {
        return Vec::new();
    };
    let range = (high - low).max(least).max(1);
    let bottom = i32::midpoint(*low, *high) - range / 2;
    let steps = i32::try_from(rows * 8).unwrap_or(8);
    let row = |row: usize| {
        let below = i32::try_from((rows - 1 - row) * 8).unwrap_or(0);
        let bars = shown.iter().map(|value| {
            // The lowest is seen too.
            let filled = 1 + (value - bottom) * (steps - 1) / range;
            match (filled - below).clamp(0, 8) {
                0 => " ".repeat(each),
                eighths => {
                    let code = '▁' as u32 + u32::try_from(eighths - 1).unwrap_or(0);
                    let bar = char::from_u32(code).unwrap_or(' ');
                    bar.to_string().repeat(each)
                }
            }
        });
        bars.collect()
    };
    (0..rows).map(row).collect()
}

/// Values in a row as bars of an eighth to a whole cell, the newest last: at most `most`, on a scale of their own range
/// that is never finer than `least` from bottom to top.
pub(in crate::tui) fn spark(values: &[i32], most: usize, least: i32) -> String {
    let shown = values
        .get(values.len().saturating_sub(most)..)
        .unwrap_or(&[]);
    let (Some(low), Some(high)) = (shown.iter().min(), shown.iter().max()) else {
        return String::new();
    };
    let range = (high - low).max(least).max(1);
    let bottom = i32::midpoint(*low, *high) - range / 2;
    let bars = shown.iter().map(|value| {
        let eighth = ((value - bottom) * 7 / range).clamp(0, 7);
        char::from_u32('▁' as u32 + u32::try_from(eighth).unwrap_or(0)).unwrap_or('▁')
    });
    bars.collect()
}

/// `left` and `right` at the two ends of a line; the left one is cut first.
pub(in crate::tui) fn ends(left: &Line, right: &Line, wide: usize) -> Line {
    let right = cut(right, wide);
    let taken = line_width(&right);
    if taken == 0 {
        return cut(left, wide);
    }
    let left = cut(left, wide.saturating_sub(taken + 1));
    let gap = wide.saturating_sub(line_width(&left) + taken);
    left.then(" ".repeat(gap)).then(right)
}

/// The line cut or filled with spaces to exactly `wide` cells.
pub(in crate::tui) fn column(line: &Line, wide: usize) -> Line {
    let line = cut(line, wide);
    let gap = wide.saturating_sub(line_width(&line));
    if gap == 0 {
        line
    } else {
        line.then(" ".repeat(gap))
    }
}

/// The same, at the right end of the column.
pub(in crate::tui) fn column_right(line: &Line, wide: usize) -> Line {
    let line = cut(line, wide);
    Line::from(" ".repeat(wide.saturating_sub(line_width(&line)))).then(line)
}

/// A bar of `wide` cells for a value out of 100.
pub(in crate::tui) fn bar(value: i32, wide: usize) -> String {
    let eighths = usize::try_from(value.clamp(0, 100)).unwrap_or(0) * wide * 2 / 100;
    let mut bar = "━".repeat(eighths / 2);
    if eighths % 2 == 1 {
        bar.push('╸');
    }
    bar
}

/// Draws on cells; nothing that it does can leave the screen.
pub(in crate::tui) struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    bindings: Option<&'a Bindings>,
    hits: Vec<Hit>,
    selected: String,
}

/// A line with the key of a command wherever the command is named.
pub(in crate::tui) fn keyed(line: &Line, bindings: &Bindings) -> Line {
    let spans = line.spans().iter();
    let turned = spans.map(|span| match (span.tone(), command::find(span.text())) {
        (Tone::Key, Some(command)) => {
            // What has no key of its own may have a page, and that one.
            let page = || command::find(&format!("go-{}", command.id));
            let key =
                |it: &command::Command| bindings.keys(it).first().map(|key| (*key).to_owned());
            let key = key(command).or_else(|| key(page()?));
            Line::new(key.as_deref().unwrap_or(command.name), Tone::Key)
        }
        (tone, _) => Line::new(span.text(), tone),
    });
    Line::joined(turned, "")
}

impl<'a> Pen<'a> {
    /// A pen for a buffer.
    pub fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self {
            buffer,
            theme,
            bindings: None,
            hits: Vec::new(),
            selected: String::new(),
        }
    }

    /// The same, which names keys as these bindings have them.
    pub fn with(self, bindings: &'a Bindings) -> Self {
        Self {
            bindings: Some(bindings),
            ..self
        }
    }

    /// Notes what a click in an area means. Of several the last holds.
    pub fn hit(&mut self, hit: Hit) {
        self.hits.push(hit);
    }

    /// What clicks mean, in the order in which it was drawn.
    pub fn hits(&mut self) -> &mut Vec<Hit> {
        &mut self.hits
    }

    /// The text of what is selected, in which terms are looked up.
    pub fn selected(&mut self) -> &mut String {
        &mut self.selected
    }

    /// A line as it is shown: keys in place of commands.
    pub fn shown(&self, line: &Line) -> Line {
        let named = line.spans().iter().any(|span| span.tone() == Tone::Key);
        match self.bindings.filter(|_| named) {
            Some(bindings) => keyed(line, bindings),
            None => line.clone(),
        }
    }

    /// The theme.
    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// Plain text in a style, cut at the area's right end. Nothing of what was there, a rule say, shines through.
    pub fn text(&mut self, area: Rect, text: &str, style: Style) {
        let area = area.intersection(self.buffer.area);
        if !area.is_empty() {
            let wide = usize::from(area.width);
            let style = Style::reset().patch(style);
            self.buffer.set_stringn(area.x, area.y, text, wide, style);
        }
    }

    /// One line in the first row of the area, cut with an ellipsis.
    pub fn line(&mut self, area: Rect, line: &Line) {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return;
        }
        let mut x = area.x;
        for span in cut(&self.shown(line), usize::from(area.width)).spans() {
            let left = usize::from(area.right().saturating_sub(x));
            let style = Style::reset().patch(self.theme.tone(span.tone()));
            (x, _) = self.buffer.set_stringn(x, area.y, span.text(), left, style);
        }
    }

    /// Lines from the top, as many as fit.
    pub fn lines(&mut self, area: Rect, lines: &[Line]) {
        for (row, line) in area.rows().zip(lines) {
            self.line(row, line);
        }
    }

    /// Lines from `offset` on, with arrows right of the area where there is more above or below. Gives the offset, held so
    /// that the last line is no higher than the last row.
    pub fn scroll(&mut self, area: Rect, lines: &[Line], offset: usize) -> usize {
        let tall = usize::from(area.height);
        let offset = offset.min(lines.len().saturating_sub(tall));
        self.lines(area, lines.get(offset..).unwrap_or(&[]));
        self.more(area.right(), area, (offset, lines.len()));
        offset
    }

    /// Arrows in a column beside an area, where of so many rows some lie above or below it.
    pub fn more(&mut self, x: u16, area: Rect, (offset, total): (usize, usize)) {
        if area.is_empty() {
            return;
        }
        let style = self.theme.key();
        if offset > 0 {
            self.sign(x, area.y, "↑", style);
        }
        if total > offset + usize::from(area.height) {
            self.sign(x, area.bottom().saturating_sub(1), "↓", style);
        }
    }

    /// One sign in one cell.
    pub fn sign(&mut self, x: u16, y: u16, sign: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(sign).set_style(style);
        }
    }

    /// A style over everything in an area.
    pub fn restyle(&mut self, area: Rect, style: Style) {
        self.buffer
            .set_style(area.intersection(self.buffer.area), style);
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
        self.mend(area);
    }

    /// A wide letter that reaches from outside into an area that was emptied is taken out as a whole.
    fn mend(&mut self, area: Rect) {
        let Some(before) = area.x.checked_sub(1) else {
            return;
        };
        for y in area.top()..area.bottom() {
            if let Some(cell) = self.buffer.cell_mut((before, y))
                && width(cell.symbol()) > 1
            {
                cell.reset();
            }
        }
    }

    /// A rule across the first row of the area.
    pub fn rule(&mut self, area: Rect) {
        let style = self.theme.frame();
        self.text(area, &"─".repeat(usize::from(area.width)), style);
    }

    /// A vertical rule down the first column of the area.
    pub fn upright(&mut self, area: Rect) {
        let style = self.theme.frame();
        for y in area.top()..area.bottom() {
            self.sign(area.x, y, "│", style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_wrap_at_spaces_and_split_only_what_is_too_long() {
        for (text, wide, parts) in [
            ("one two three", 7, vec!["one two", "three"]),
            ("abcdefgh", 3, vec!["abc", "def", "gh"]),
            ("서울과 베이징", 7, vec!["서울과", "베이징"]),
            ("서울과", 3, vec!["서", "울", "과"]),
            ("", 3, vec![""]),
        ] {
            let wrapped: Vec<String> = wrap(&Line::from(text), wide, 0)
                .iter()
                .map(Line::plain)
                .collect();
            assert_eq!(wrapped, parts, "{text}");
        }
    }

    #[test]
    fn cutting_counts_cells_not_letters() {
        assert_eq!(cut(&Line::from("Beijing"), 5).plain(), "Beij…");
        assert_eq!(cut(&Line::from("서울과"), 4).plain(), "서…");
        assert_eq!(cut(&Line::from("서울"), 0).plain(), "");
    }

    #[test]
    fn two_ends_fill_the_line_exactly() {
        let line = ends(&Line::from("a very long name"), &Line::from("12"), 10);
        assert_eq!(line.plain(), "a very… 12");
        assert_eq!(
            line_width(&ends(&Line::from("서울"), &Line::from("1"), 10)),
            10
        );
    }
}
