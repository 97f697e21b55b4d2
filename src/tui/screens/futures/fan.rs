//! A fan over the turns ahead, drawn with shades that need no colour.

use ratatui::layout::Rect;

use crate::foresight::Fan;
use crate::model::{Points, Turn};
use crate::text::Tone;
use crate::tui::paint::{Pen, cells, width};

/// The smallest range of values that a picture shows, in points.
const LEAST: i32 = 20;
/// Room for the values at the left.
const GUTTER: u16 = 4;

/// Values from the lowest to the highest that a picture shows, in whole points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    low: i32,
    high: i32,
}

impl Range {
    /// Wide enough for these fans and what there is now, in tens.
    pub fn of<'f>(fans: impl Iterator<Item = &'f Fan>, now: Points) -> Self {
        let (low, high) = fans.fold((now, now), |(low, high), fan| {
            (low.min(fan.lowest), high.max(fan.highest))
        });
        let low = low.raw().div_euclid(10_000) * 10;
        let high = (high.raw() + 9_999).div_euclid(10_000) * 10;
        let missing = (LEAST - (high - low)).max(0);
        let low = (low - (missing + 19) / 20 * 10).max(0);
        let high = high.max(low + LEAST).min(100.max(low + LEAST));
        Self { low, high }
    }

    /// The row of a value among so many, the highest on top.
    fn row(self, value: Points, rows: u16) -> u16 {
        self.half(value, rows) / 2
    }

    /// The half of a row of a value among so many rows, the highest on top.
    fn half(self, value: Points, rows: u16) -> u16 {
        let rows = rows * 2;
        let span = (self.high - self.low).max(1) * 1000;
        let below = (value.raw() - self.low * 1000).clamp(0, span - 1);
        let up = below * i32::from(rows) / span;
        rows.saturating_sub(1 + u16::try_from(up).unwrap_or(0))
    }
}

/// What is drawn: the fans at the start of each turn ahead, from where it stands now.
pub(super) struct Picture<'a> {
    pub fans: &'a [Fan],
    pub now: Points,
    pub turn: Turn,
    /// The last turn of the game.
    pub last: Turn,
    pub range: Range,
}

/// Draws a fan; the row under it names the turns.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect, picture: &Picture<'_>) {
    bare(pen, area, picture);
    if area.height >= 3 {
        along(pen, last(area), picture.fans.len(), |ahead| match ahead {
            0 => "now".to_owned(),
            ahead if usize::from(picture.turn.0) + ahead > usize::from(picture.last.0) => {
                "end".to_owned()
            }
            ahead => (usize::from(picture.turn.0) + ahead).to_string(),
        });
    }
}

fn last(area: Rect) -> Rect {
    Rect {
        y: area.bottom().saturating_sub(1),
        height: 1,
        ..area
    }
}

/// Draws a fan without the names of the turns, for which a row stays empty.
pub(super) fn bare(pen: &mut Pen<'_>, area: Rect, picture: &Picture<'_>) {
    if area.height < 3 || area.width < GUTTER + 4 {
        return;
    }
    let chart = Rect {
        x: area.x + GUTTER,
        width: area.width - GUTTER,
        height: area.height - 1,
        ..area
    };
    labels(pen, area, picture.range);
    for x in 0..chart.width {
        column(pen, chart, x, picture);
    }
}

fn labels(pen: &mut Pen<'_>, area: Rect, range: Range) {
    let rows = area.height - 1;
    let middle = rows / 2;
    for (row, value) in [
        (0, range.high),
        (middle, (range.low + range.high) / 2),
        (rows - 1, range.low),
    ] {
        let at = Rect {
            y: area.y + row,
            width: GUTTER - 1,
            height: 1,
            ..area
        };
        let style = pen.theme().tone(Tone::Dim);
        pen.text(at, &format!("{value:>3}"), style);
    }
}

/// The spread at a column, between two turns in proportion.
fn between(picture: &Picture<'_>, x: u16, wide: u16) -> Option<Fan> {
    let now = Fan {
        lowest: picture.now,
        lower: picture.now,
        middle: picture.now,
        higher: picture.now,
        highest: picture.now,
    };
    let steps = usize::from(wide.saturating_sub(1)).max(1);
    let along = usize::from(x) * picture.fans.len();
    let (before, rest) = (along / steps, along % steps);
    let at = |place: usize| match place.checked_sub(1) {
        None => Some(now),
        Some(place) => picture.fans.get(place).copied(),
    };
    let from = at(before)?;
    let to = at(before + 1).unwrap_or(from);
    let mix = |a: Points, b: Points| {
        let (rest, steps) = (i64::try_from(rest).ok()?, i64::try_from(steps).ok()?);
        let moved = i64::from(b.minus(a).raw()) * rest / steps;
        Some(a.plus(Points::thousandths(i32::try_from(moved).ok()?)))
    };
    Some(Fan {
        lowest: mix(from.lowest, to.lowest)?,
        lower: mix(from.lower, to.lower)?,
        middle: mix(from.middle, to.middle)?,
        higher: mix(from.higher, to.higher)?,
        highest: mix(from.highest, to.highest)?,
    })
}

fn column(pen: &mut Pen<'_>, chart: Rect, x: u16, picture: &Picture<'_>) {
    let Some(fan) = between(picture, x, chart.width) else {
        return;
    };
    let row = |value| picture.range.row(value, chart.height);
    let middle = picture.range.half(fan.middle, chart.height);
    let now = row(picture.now);
    let half = row(fan.higher)..=row(fan.lower);
    let most = row(fan.highest)..=row(fan.lowest);
    for y in 0..chart.height {
        let (sign, tone) = if y == middle / 2 {
            (
                if middle.is_multiple_of(2) {
                    "▀"
                } else {
                    "▄"
                },
                Tone::Plain,
            )
        } else if half.contains(&y) {
            ("▒", Tone::Plain)
        } else if most.contains(&y) {
            ("░", Tone::Plain)
        } else if y == now {
            ("·", Tone::Dim)
        } else {
            continue;
        };
        let style = pen.theme().tone(tone);
        pen.sign(chart.x + x, chart.y + y, sign, style);
    }
}

/// What there is to say of each turn, in a row under the columns of a picture, as much as fits.
pub(super) fn along(pen: &mut Pen<'_>, row: Rect, count: usize, say: impl Fn(usize) -> String) {
    let chart = Rect {
        x: row.x + GUTTER.min(row.width),
        width: row.width.saturating_sub(GUTTER),
        ..row
    };
    let count = count.max(1);
    let steps = usize::from(chart.width.saturating_sub(1));
    let first = width(&say(0));
    // As many as have room, evenly: what is said of now is the widest.
    let fits = |every: &usize| {
        let at = every * steps / count;
        at >= 3 * every.div_ceil(2) && at >= first + width(&say(*every))
    };
    let every = (1..count).find(fits).unwrap_or(count);
    let mut free = 0;
    for ahead in (0..=count).step_by(every) {
        let name = say(ahead);
        let wide = cells(width(&name));
        let at = cells(ahead * steps / count);
        // What is said ends where its column is, but for the first.
        let left = at.saturating_sub(wide.saturating_sub(1));
        if left < free || wide == 0 {
            continue;
        }
        free = left + wide + 1;
        let style = pen.theme().tone(Tone::Dim);
        let place = Rect {
            x: chart.x + left,
            width: chart.width.saturating_sub(left),
            ..chart
        };
        pen.text(place, &name, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fan(values: [i32; 5]) -> Fan {
        let [lowest, lower, middle, higher, highest] = values.map(Points::whole);
        Fan {
            lowest,
            lower,
            middle,
            higher,
            highest,
        }
    }

    #[test]
    fn a_range_is_in_tens_and_never_narrow() {
        let narrow = Range::of([fan([50, 50, 51, 52, 52])].iter(), Points::whole(50));
        assert!(narrow.high - narrow.low >= LEAST, "{narrow:?}");
        let wide = Range::of([fan([3, 20, 51, 70, 99])].iter(), Points::whole(50));
        assert_eq!((wide.low, wide.high), (0, 100));
        let low = Range::of([fan([0, 0, 0, 1, 2])].iter(), Points::ZERO);
        assert!(low.low == 0 && low.high >= LEAST, "{low:?}");
        let high = Range::of([fan([99, 99, 100, 100, 100])].iter(), Points::HUNDRED);
        assert!(high.high == 100 && high.low <= 80, "{high:?}");
    }

    #[test]
    fn rows_go_from_the_highest_to_the_lowest() {
        let range = Range { low: 0, high: 100 };
        for (value, row) in [(100, 0), (95, 0), (50, 4), (5, 9), (0, 9)] {
            assert_eq!(range.row(Points::whole(value), 10), row, "{value}");
        }
    }
}
