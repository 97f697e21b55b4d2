//! A screen as an SVG drawing: a cell at a time in columns that hold whatever font there is. Rules, blocks and the dots of
//! the map are drawn as shapes, everything else as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

/// A cell, in hundredths of a unit: whole numbers print the same everywhere.
pub const WIDE: usize = 840;
pub const TALL: usize = 1800;
/// The margin around a screen.
pub const MARGIN: usize = 1200;
/// Where letters stand in a cell, from its top.
const BASE: usize = 1340;

/// What an unset colour is.
const GROUND: &str = "#161a20";
const TEXT: &str = "#d6dae0";

/// The classes of the styles that were used, by what they say.
#[derive(Default)]
pub struct Styles(BTreeMap<String, usize>);

impl Styles {
    fn class(&mut self, css: String) -> usize {
        let next = self.0.len();
        *self.0.entry(css).or_insert(next)
    }

    /// The style sheet.
    pub fn sheet(&self) -> String {
        let mut out = String::from(
            "text{font:14px 'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono','Noto Sans Mono CJK KR',monospace;\
             white-space:pre}",
        );
        for (css, class) in &self.0 {
            let _ = write!(out, ".s{class}{{{css}}}");
        }
        out
    }
}

/// Hundredths as a decimal number, as short as it can be.
pub fn units(hundredths: usize) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        rest => format!("{whole}.{rest:02}"),
    }
}

fn colour(colour: Color, unset: &str) -> String {
    match colour {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Reset => unset.to_owned(),
        other => panic!("pictures are drawn in a theme of any colour, not with {other:?}"),
    }
}

/// How a cell looks: ink, ground, and what modifies the letters.
#[derive(Clone, PartialEq, Eq)]
struct Look {
    ink: String,
    ground: String,
    more: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let (mut ink, mut ground) = (colour(cell.fg, TEXT), colour(cell.bg, GROUND));
        if cell.modifier.contains(Modifier::REVERSED) {
            std::mem::swap(&mut ink, &mut ground);
        }
        let more = cell.modifier & (Modifier::BOLD | Modifier::DIM | Modifier::UNDERLINED);
        Self { ink, ground, more }
    }

    fn css(&self) -> String {
        let mut css = format!("fill:{}", self.ink);
        for (modifier, said) in [
            (Modifier::BOLD, ";font-weight:bold"),
            (Modifier::DIM, ";opacity:.65"),
            (Modifier::UNDERLINED, ";text-decoration:underline"),
        ] {
            if self.more.contains(modifier) {
                css.push_str(said);
            }
        }
        css
    }
}

/// How a run of cells is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Text,
    Shape,
}

fn kind(symbol: &str) -> Kind {
    let letter = symbol.chars().next().unwrap_or(' ');
    match letter {
        ' ' => Kind::Blank,
        '─'
        | '━'
        | '│'
        | '┌'
        | '┐'
        | '└'
        | '┘'
        | '├'
        | '┤'
        | '┬'
        | '┴'
        | '┼'
        | '╭'
        | '╮'
        | '╰'
        | '╯'
        | '\u{2580}'..='\u{2593}'
        | '\u{2800}'..='\u{28ff}' => Kind::Shape,
        _ => Kind::Text,
    }
}

/// A row of a screen from its top left corner.
pub fn row(cells: &[Cell], styles: &mut Styles) -> String {
    let mut out = grounds(cells);
    let mut place = 0;
    while place < cells.len() {
        let (end, text) = run(cells, place);
        let look = Look::of(&cells[place]);
        match kind(cells[place].symbol()) {
            Kind::Blank => {}
            Kind::Text => letters(&mut out, place, text.trim_end(), styles.class(look.css())),
            Kind::Shape => shapes(&mut out, place, &text, styles.class(look.css())),
        }
        place = end;
    }
    out
}

/// Where the run of cells ends that look alike from a place on, and what they say. A single blank belongs to a text.
fn run(cells: &[Cell], from: usize) -> (usize, String) {
    let (look, first) = (Look::of(&cells[from]), kind(cells[from].symbol()));
    let (mut end, mut text) = (from, String::new());
    while let Some(cell) = cells.get(end) {
        let broad = cell.symbol().width().max(1);
        let here = kind(cell.symbol());
        let next = cells.get(end + 1).map(|next| kind(next.symbol()));
        let gap = first == Kind::Text && here == Kind::Blank && next == Some(Kind::Text);
        // A wide letter is a run by itself: fonts differ most there.
        let apart = broad > 1 && end > from;
        if Look::of(cell) != look || (here != first && !gap) || apart {
            break;
        }
        text.push_str(cell.symbol());
        end += broad;
        if broad > 1 {
            break;
        }
    }
    (end.min(cells.len()), text)
}

/// What lies under the letters of a row, where it isn't the ground of the screen.
fn grounds(cells: &[Cell]) -> String {
    let mut out = String::new();
    let mut from = 0;
    while let Some(first) = cells.get(from) {
        let colour = Look::of(first).ground;
        let rest = cells.iter().skip(from);
        let count = rest
            .take_while(|cell| Look::of(cell).ground == colour)
            .count();
        if colour != GROUND {
            let wide = units(count * WIDE);
            let _ = write!(
                out,
                "<path fill=\"{colour}\" d=\"M{} 0h{wide}v{}h-{wide}z\"/>",
                units(from * WIDE),
                units(TALL),
            );
        }
        from += count;
    }
    out
}

fn letters(out: &mut String, from: usize, text: &str, class: usize) {
    let wide = text.width();
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = write!(
        out,
        "<text class=\"s{class}\" x=\"{}\" y=\"{}\" textLength=\"{}\">{text}</text>",
        units(from * WIDE),
        units(BASE),
        units(wide * WIDE),
    );
}

/// Rules, blocks and dots as one path.
fn shapes(out: &mut String, from: usize, text: &str, class: usize) {
    let mut path = String::new();
    let mut faint = String::new();
    for (place, letter) in text.chars().enumerate() {
        let left = (from + place) * WIDE;
        match letter {
            '░' => rect(&mut faint, (left, 0), (WIDE, TALL)),
            '▒' | '▓' => rect(&mut faint, (left, 0), (WIDE, TALL)),
            '▀' => rect(&mut path, (left, 0), (WIDE, TALL / 2)),
            '▄' => rect(&mut path, (left, TALL / 2), (WIDE, TALL / 2)),
            '█' => rect(&mut path, (left, 0), (WIDE, TALL)),
            '\u{2581}'..='\u{2587}' => {
                let eighths = letter as usize - 0x2580;
                let tall = TALL * eighths / 8;
                rect(&mut path, (left, TALL - tall), (WIDE, tall));
            }
            '\u{2589}'..='\u{2590}' => {
                let eighths = 0x2590 - letter as usize;
                rect(&mut path, (left, 0), (WIDE * eighths.max(4) / 8, TALL));
            }
            '\u{2800}'..='\u{28ff}' => dots(&mut path, left, letter as u32 - 0x2800),
            rule => rules(&mut path, left, rule),
        }
    }
    if !path.is_empty() {
        let _ = write!(out, "<path class=\"s{class}\" d=\"{path}\"/>");
    }
    if !faint.is_empty() {
        let opacity = if text.contains('░') { ".25" } else { ".5" };
        let _ = write!(
            out,
            "<path class=\"s{class}\" opacity=\"{opacity}\" d=\"{faint}\"/>"
        );
    }
}

fn rect(path: &mut String, (left, top): (usize, usize), (wide, tall): (usize, usize)) {
    let _ = write!(
        path,
        "M{} {}h{}v{}h-{}z",
        units(left),
        units(top),
        units(wide),
        units(tall),
        units(wide)
    );
}

/// The eight dots of a cell of the map.
fn dots(path: &mut String, left: usize, bits: u32) {
    const PLACES: [(usize, usize); 8] = [
        (0, 0),
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 1),
        (1, 2),
        (0, 3),
        (1, 3),
    ];
    for (bit, (column, line)) in PLACES.into_iter().enumerate() {
        if bits & (1 << bit) != 0 {
            let at = (left + 130 + column * 420, 140 + line * 450);
            rect(path, at, (180, 180));
        }
    }
}

/// The lines of a rule or of a corner, from the middle of the cell.
fn rules(path: &mut String, left: usize, rule: char) {
    let (x, y) = (left + WIDE / 2, TALL / 2);
    let heavy = if rule == '━' { 160 } else { 80 };
    let to_left = "─━┐┘┤┬┴┼╮╯".contains(rule);
    let to_right = "─━┌└├┬┴┼╭╰".contains(rule);
    let up = "│└┘├┤┴┼╰╯".contains(rule);
    let down = "│┌┐├┤┬┼╭╮".contains(rule);
    if to_left || to_right {
        let from = if to_left { left } else { x - heavy / 2 };
        let to = if to_right { left + WIDE } else { x + heavy / 2 };
        rect(path, (from, y - heavy / 2), (to - from, heavy));
    }
    if up || down {
        let from = if up { 0 } else { y - heavy / 2 };
        let to = if down { TALL } else { y + heavy / 2 };
        rect(path, (x - heavy / 2, from), (heavy, to - from));
    }
}

/// The size of a drawing of so many cells, in hundredths.
pub fn size(columns: usize, rows: usize) -> (usize, usize) {
    (columns * WIDE + 2 * MARGIN, rows * TALL + 2 * MARGIN)
}

/// The beginning of a drawing: what it shows in words, its size, its ground.
pub fn head(what: &str, (wide, tall): (usize, usize), css: &str) -> String {
    let (wide, tall) = (units(wide), units(tall));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {tall}\" width=\"{wide}\" height=\"{tall}\" \
         role=\"img\" aria-label=\"{what}\">\n<style>{css}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{GROUND}\"/>\n"
    )
}

/// A whole screen.
pub fn drawing(what: &str, buffer: &Buffer) -> String {
    let columns = usize::from(buffer.area.width);
    let rows = usize::from(buffer.area.height);
    let mut styles = Styles::default();
    let mut body = String::new();
    for (place, cells) in buffer.content.chunks(columns).enumerate() {
        let drawn = row(cells, &mut styles);
        if !drawn.is_empty() {
            let top = units(MARGIN + place * TALL);
            let _ = writeln!(
                body,
                "<g transform=\"translate({} {top})\">{drawn}</g>",
                units(MARGIN)
            );
        }
    }
    format!(
        "{}{body}</svg>\n",
        head(what, size(columns, rows), &styles.sheet())
    )
}
