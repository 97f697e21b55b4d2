//! A recorded session as one drawing that moves: frames below each other, shown one after the other by a style sheet. Rows
//! that come again are drawn once.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;

use super::svg::{self, MARGIN, Styles, TALL, units};

/// A film under way.
pub struct Film {
    driven: Driven,
    columns: usize,
    rows: usize,
    styles: Styles,
    /// Every row that was drawn, with its number.
    drawn: BTreeMap<String, usize>,
    frames: Vec<Frame>,
}

/// A frame: the rows of the screen, what was pressed to come there, how long it stays in milliseconds.
struct Frame {
    rows: Vec<usize>,
    key: String,
    stays: u64,
}

impl Film {
    /// A film of a front end of a size.
    pub fn of(driven: Driven, (columns, rows): (u16, u16)) -> Self {
        Self {
            driven,
            columns: usize::from(columns),
            rows: usize::from(rows),
            styles: Styles::default(),
            drawn: BTreeMap::new(),
            frames: Vec::new(),
        }
    }

    /// Shows the screen as it is for some time.
    pub fn stay(&mut self, key: &str, stays: u64) {
        let buffer = self.driven.draw();
        let rows = buffer.content.chunks(self.columns).map(|cells| {
            let drawn = svg::row(cells, &mut self.styles);
            let next = self.drawn.len();
            *self.drawn.entry(drawn).or_insert(next)
        });
        let rows = rows.collect();
        let key = key.to_owned();
        self.frames.push(Frame { rows, key, stays });
    }

    /// Presses a key and shows what comes of it for some time.
    pub fn press(&mut self, key: Key, stays: u64) {
        assert!(self.driven.press(key), "the session of the film ended");
        self.stay(&key.name(), stays);
    }

    /// How long it lasts, in milliseconds.
    pub fn lasts(&self) -> u64 {
        self.frames.iter().map(|frame| frame.stays).sum()
    }

    /// The drawing.
    pub fn drawing(&self, what: &str) -> String {
        // One row more, for the key that was pressed.
        let (wide, tall) = svg::size(self.columns, self.rows + 2);
        let mut css = self.styles.sheet();
        let (lasts, mut at, mut steps) = (self.lasts(), 0, String::new());
        for (place, frame) in self.frames.iter().enumerate() {
            let share = at * 100_000 / lasts;
            let top = place * tall;
            let _ = write!(
                steps,
                "{}.{:03}%{{transform:translateY(-{}px)}}",
                share / 1_000,
                share % 1_000,
                units(top)
            );
            at += frame.stays;
        }
        let _ = write!(
            css,
            "@keyframes f{{{steps}}}#f{{animation:f {lasts}ms steps(1,end) infinite}}\
             .k{{fill:#161a20;font-weight:bold}}\
             @media(prefers-reduced-motion:reduce){{#f{{animation:none}}}}"
        );
        let mut out = svg::head(what, (wide, tall), &css);
        out.push_str("<defs>\n");
        let mut rows: Vec<(&String, &usize)> = self.drawn.iter().collect();
        rows.sort_by_key(|(_, number)| **number);
        for (drawn, number) in rows {
            let _ = writeln!(out, "<g id=\"r{number}\">{drawn}</g>");
        }
        out.push_str("</defs>\n<g id=\"f\">\n");
        for (place, frame) in self.frames.iter().enumerate() {
            let _ = write!(
                out,
                "<g transform=\"translate({} {})\">",
                units(MARGIN),
                units(place * tall + MARGIN)
            );
            for (line, row) in frame.rows.iter().enumerate() {
                if self.is_blank(*row) {
                    continue;
                }
                let _ = write!(out, "<use href=\"#r{row}\" y=\"{}\"/>", units(line * TALL));
            }
            out.push_str(&key_cap(&frame.key, self.rows));
            out.push_str("</g>\n");
        }
        out.push_str("</g>\n</svg>\n");
        out
    }

    fn is_blank(&self, row: usize) -> bool {
        self.drawn.get("") == Some(&row)
    }
}

/// The key that was pressed, below the screen.
fn key_cap(key: &str, rows: usize) -> String {
    if key.is_empty() {
        return String::new();
    }
    let wide = key.chars().count() * svg::WIDE + 1_400;
    let top = rows * TALL + 900;
    let key = key.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<rect y=\"{}\" width=\"{}\" height=\"22\" rx=\"4\" fill=\"#d6dae0\"/><text class=\"k\" x=\"7\" y=\"{}\">{key}</text>",
        units(top),
        units(wide),
        units(top + 1_600)
    )
}
