//! The grid of a roadmap: how wide its columns are, which turns are in sight, and what each cell shows.

use crate::model::Turn;
use crate::text::gantt::{Bar, Chart, Fill, Legend, Sign, legend};
use crate::text::{Line, Tone};
use crate::tui::paint::{column, column_right, line_width};

/// Cells for the names, at least and at most.
const NAME: usize = 28;
const LONGEST_NAME: usize = 46;
/// Cells for how a bar stands, where there is room.
const STANDING: usize = 23;
/// The widest and the narrowest column of a turn.
const WIDEST: usize = 6;
const NARROWEST: usize = 2;

/// The columns of a chart at a width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Grid {
    /// Cells of the names.
    pub name: usize,
    /// Cells of a turn.
    pub turn: usize,
    /// The first turn in sight.
    pub first: u16,
    /// How many turns are in sight.
    pub shown: u16,
    /// Cells of how a bar stands; 0: no room.
    pub standing: usize,
}

impl Grid {
    /// The columns for so many turns in so many cells, with the first turn as near to `first` as the last allows.
    pub fn of(turns: u16, wide: usize, first: u16) -> Self {
        let all = usize::from(turns);
        let fits = |turn: usize, rest: usize| NAME + rest + all * turn <= wide;
        let widths = || (NARROWEST..=WIDEST).rev();
        let with = widths().filter(|turn| *turn > NARROWEST);
        let with = with.into_iter().find(|turn| fits(*turn, STANDING));
        let without = || widths().find(|turn| fits(*turn, 0));
        let (turn, standing) = match (with, without()) {
            (Some(turn), _) => (turn, STANDING),
            (None, Some(turn)) => (turn, 0),
            (None, None) => (NARROWEST, 0),
        };
        let room = wide.saturating_sub(NAME) / turn;
        let shown = u16::try_from(room).unwrap_or(u16::MAX).min(turns).max(1);
        let name = wide.saturating_sub(usize::from(shown) * turn + standing);
        let name = name.min(LONGEST_NAME);
        let standing = match standing {
            0 => 0,
            _ => wide.saturating_sub(usize::from(shown) * turn + name),
        };
        Self {
            name,
            turn,
            first: first.clamp(1, turns.saturating_sub(shown).saturating_add(1).max(1)),
            shown,
            standing,
        }
    }

    /// The turns in sight.
    pub fn turns(self) -> impl Iterator<Item = Turn> {
        (self.first..self.first.saturating_add(self.shown)).map(Turn)
    }

    /// Whether a turn is in sight.
    pub fn has(self, turn: Turn) -> bool {
        turn.0 >= self.first && turn.0 < self.first.saturating_add(self.shown)
    }

    /// The turn under a cell, counted from the beginning of the names.
    pub fn turn_at(self, x: usize) -> Option<Turn> {
        let place = x.checked_sub(self.name)? / self.turn.max(1);
        let turn = Turn(self.first.saturating_add(u16::try_from(place).ok()?));
        self.has(turn).then_some(turn)
    }

    /// The numbers of the turns; where they would touch, every other one.
    pub fn axis(self, label: &Line, now: Turn) -> Line {
        let narrow = self.turn <= NARROWEST;
        let mut line = column(label, self.name);
        for turn in self.turns() {
            let near = turn.0.abs_diff(now.0);
            let named = turn == now || !narrow || (near != 1 && near % 2 == 0);
            let number = if named {
                turn.0.to_string()
            } else {
                String::new()
            };
            let tone = if turn == now { Tone::Warn } else { Tone::Dim };
            line = line.then(column_right(&Line::new(&number, tone), self.turn));
        }
        line
    }

    /// A ruler made of one line for each turn, each cut or filled to its column.
    pub fn ruler(self, label: &Line, cell: impl Fn(Turn) -> Line) -> Line {
        let mut line = column(label, self.name);
        for turn in self.turns() {
            line = line.then(column_right(&cell(turn), self.turn));
        }
        line
    }

    /// The years, each from its first turn on, as far as its own turns leave room.
    pub fn years(self, label: &Line, years: &[(Turn, u16)]) -> Line {
        let mut line = column(label, self.name);
        let mut starts: Vec<(u16, u16)> =
            years.iter().map(|(turn, year)| (turn.0, *year)).collect();
        if let Some(before) = starts.iter().rposition(|(turn, _)| *turn <= self.first) {
            starts.drain(..before);
            if let Some((turn, _)) = starts.first_mut() {
                *turn = self.first;
            }
        }
        let end = self.first.saturating_add(self.shown);
        for (place, (turn, year)) in starts
            .iter()
            .enumerate()
            .filter(|(_, (turn, _))| *turn < end)
        {
            let next = starts
                .get(place + 1)
                .map_or(end, |(next, _)| (*next).min(end));
            let room = usize::from(next - turn) * self.turn;
            let whole = format!("│{year}");
            let text = if room > whole.chars().count() {
                whole
            } else {
                format!("│{:02}", year % 100)
            };
            let text = Line::new(&text, Tone::Dim);
            let text = if line_width(&text) > room {
                Line::new("│", Tone::Dim)
            } else {
                text
            };
            line = line.then(column(&text, room));
        }
        line
    }

    /// A bar over the turns in sight.
    pub fn bar(self, bar: &Bar, now: Turn) -> Line {
        let mut line = Line::default();
        for turn in self.turns() {
            line = line.then(self.cell(bar.at(turn, now), turn, now));
        }
        line
    }

    fn cell(self, (fill, sign): (Fill, Sign), turn: Turn, now: Turn) -> Line {
        let (body, tone) = glyph(Legend::Fill(fill));
        let cells = body.repeat(self.turn.saturating_sub(1));
        let line = Line::new(&cells, tone);
        let (last, tone) = match (sign, fill) {
            (Sign::None, Fill::Empty) if turn == now => ("│", Tone::Dim),
            (Sign::None, Fill::Empty) => ("·", Tone::Dim),
            (Sign::None, _) => glyph(Legend::Fill(fill)),
            (sign, _) => glyph(Legend::Sign(sign)),
        };
        line.then(Line::new(last, tone))
    }
}

/// How a fill or a sign is drawn: never by colour alone.
pub(super) const fn glyph(what: Legend) -> (&'static str, Tone) {
    match what {
        Legend::Fill(Fill::Empty) | Legend::Sign(Sign::None) => (" ", Tone::Dim),
        Legend::Fill(Fill::Done) => ("▓", Tone::Plain),
        Legend::Fill(Fill::Coming) => ("▒", Tone::Plain),
        Legend::Fill(Fill::Planned) => ("░", Tone::Plain),
        Legend::Sign(Sign::Slipped) => ("»", Tone::Warn),
        Legend::Sign(Sign::Done) => ("✓", Tone::Good),
        Legend::Sign(Sign::Stopped) => ("×", Tone::Bad),
        Legend::Sign(Sign::Milestone) => ("◆", Tone::Strong),
        Legend::Sign(Sign::Missed) => ("◇", Tone::Bad),
    }
}

/// What the fills and signs mean that the chart shows.
pub(super) fn key(chart: &Chart) -> Line {
    let seen = |what: Legend| {
        chart.bars().any(|bar| {
            (1..=bar.to.0.max(chart.last.0)).any(|turn| {
                let (fill, sign) = bar.at(Turn(turn), chart.now);
                what == Legend::Fill(fill) || what == Legend::Sign(sign)
            })
        })
    };
    let each = legend().into_iter().filter(|(what, _)| seen(*what));
    let each = each.map(|(what, meaning)| {
        let (sign, tone) = glyph(what);
        Line::new(sign, tone).then(Line::new(&format!(" {meaning}"), Tone::Dim))
    });
    Line::joined(each, "  ")
}
