//! Every chart, drawn as SVG: small, without scripts, legible without colour. Colours and line patterns come from the page's
//! style by class; letters and numbers stand beside what they name.

use maud::{Markup, html};

use crate::model::{Points, Turn};
use crate::report::model::{Chart, Course, Mark, Plot, Series, Sign, Texts};

/// What stands under the values after the last turn.
const END: &str = "end";

/// A chart as an `svg` element that says what it tells.
pub fn draw(chart: &Chart) -> Markup {
    match &chart.plot {
        Plot::Course(course) => self::course(course, &chart.told.plain()),
        Plot::Texts(texts) => self::texts(texts, &chart.told.plain()),
    }
}

/// The drawing area of a chart, in units of its view box.
struct Frame {
    wide: f64,
    high: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// What stands at the left and right edge.
    across: (f64, f64),
    /// What stands at the lower and upper edge.
    up: (f64, f64),
}

impl Frame {
    fn x(&self, value: f64) -> f64 {
        let (low, high) = self.across;
        let width = self.wide - self.left - self.right;
        rounded(self.left + (value - low) / (high - low).max(1e-9) * width)
    }

    fn y(&self, value: f64) -> f64 {
        let (low, high) = self.up;
        let height = self.high - self.top - self.bottom;
        rounded(self.high - self.bottom - (value - low) / (high - low).max(1e-9) * height)
    }

    fn view_box(&self) -> String {
        format!("0 0 {} {}", self.wide, self.high)
    }

    /// A horizontal line over the whole width at a value.
    fn level(&self, value: f64) -> String {
        let y = self.y(value);
        format!("M{} {y}H{}", self.left, self.wide - self.right)
    }

    /// A vertical line over the whole height at a value.
    fn upright(&self, value: f64) -> String {
        let x = self.x(value);
        format!("M{x} {}V{}", self.top, self.high - self.bottom)
    }
}

/// To a tenth of a unit: more can't be seen.
fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn float(points: Points) -> f64 {
    f64::from(points.raw()) / 1000.0
}

fn turn(turn: Turn) -> f64 {
    f64::from(turn.0)
}

/// Whole tens around all values, at least twenty apart.
fn scale(values: impl Iterator<Item = Points> + Clone) -> (f64, f64) {
    let low = values.clone().map(float).fold(f64::INFINITY, f64::min);
    let high = values.map(float).fold(f64::NEG_INFINITY, f64::max);
    if low > high {
        return (0.0, 100.0);
    }
    let mut low = ((low - 1.0) / 10.0).floor() * 10.0;
    let mut high = ((high + 1.0) / 10.0).ceil() * 10.0;
    if high - low < 20.0 {
        if low >= 10.0 {
            low -= 10.0
        } else {
            high += 10.0
        }
    }
    (low.max(0.0), high.min(100.0))
}

fn course(course: &Course, told: &str) -> Markup {
    let values = course.series.iter().flat_map(|one| &one.values);
    let turns = values.clone().map(|(when, _)| turn(*when));
    let (first, last) = (
        turns.clone().fold(f64::INFINITY, f64::min).min(1e6),
        turns.fold(0.0, f64::max),
    );
    let up = scale(values.map(|(_, value)| *value));
    let frame = Frame {
        wide: 260.0,
        high: 150.0,
        left: 26.0,
        right: 16.0,
        top: 8.0,
        bottom: 20.0,
        across: (first, last),
        up,
    };
    let middle = (up.0 + up.1) / 2.0;
    let several = course.series.len() > 1;
    html! {
        svg viewBox=(frame.view_box()) role="img" aria-label=(told) {
            title { (told) }
            @for level in [up.0, middle, up.1] {
                path class="grid" d=(frame.level(level)) {}
                text class="tick end" x=(frame.left - 4.0) y=(frame.y(level) + 3.5) { (level) }
            }
            @for when in ticks(first, last) {
                text class="tick middle" x=(frame.x(when)) y=(frame.high - 6.0) {
                    @if when > turn(course.turns) { (END) } @else { (when) }
                }
            }
            @for (place, one) in course.series.iter().enumerate() {
                path class={ "line s" (place) } d=(path(&frame, one)) {}
            }
            @if several {
                @for (place, (letter, x, y)) in ends(&frame, &course.series).into_iter().enumerate() {
                    text class={ "letter s" (place) } x=(x) y=(y) { (letter) }
                }
            } @else if let Some((x, y)) = course.series.first().and_then(|one| end(&frame, one)) {
                circle class="dot" cx=(x) cy=(y) r="2.6" {}
            }
            @for (number, mark) in (1..).zip(&course.marks) { (self::mark(&frame, number, *mark)) }
        }
    }
}

/// A number in a ring at a turning point, above or below the line, wherever there is room.
fn mark(frame: &Frame, number: usize, mark: Mark) -> Markup {
    let (x, y) = (frame.x(turn(mark.turn)), frame.y(float(mark.value)));
    let above = y - 12.0 > frame.top;
    let label = if above { y - 12.0 } else { y + 12.0 };
    html! {
        circle class="dot" cx=(x) cy=(y) r="2.2" {}
        circle class="ring" cx=(x) cy=(rounded(label)) r="6.5" {}
        text class="number" x=(x) y=(rounded(label + 3.0)) { (number) }
    }
}

/// Turns that are labelled: the first, the last, and every fifth that is not too near to them.
fn ticks(first: f64, last: f64) -> Vec<f64> {
    let mut ticks = vec![first];
    let step = if last - first > 8.0 { 5.0 } else { 1.0 };
    let mut next = ((first / step).floor() + 1.0) * step;
    while next < last - step / 3.0 {
        if next - first > step / 3.0 {
            ticks.push(next);
        }
        next += step;
    }
    if last > first {
        ticks.push(last);
    }
    ticks
}

fn path(frame: &Frame, series: &Series) -> String {
    let mut path = String::new();
    for (when, value) in &series.values {
        let sign = if path.is_empty() { 'M' } else { 'L' };
        let (x, y) = (frame.x(turn(*when)), frame.y(float(*value)));
        path.push_str(&format!("{sign}{x} {y}"));
    }
    path
}

fn end(frame: &Frame, series: &Series) -> Option<(f64, f64)> {
    let (when, value) = series.values.last()?;
    Some((frame.x(turn(*when)), frame.y(float(*value))))
}

/// The letters at the ends of the lines, pushed apart where they would cover each other.
fn ends(frame: &Frame, series: &[Series]) -> Vec<(char, f64, f64)> {
    let mut found: Vec<(usize, char, f64, f64)> = Vec::new();
    for (place, one) in series.iter().enumerate() {
        let (x, y) = end(frame, one).unwrap_or((frame.left, frame.top));
        found.push((place, one.letter, x + 3.0, y + 3.5));
    }
    found.sort_by(|a, b| a.3.total_cmp(&b.3));
    for at in 1..found.len() {
        let least = found[at - 1].3 + 10.0;
        found[at].3 = rounded(found[at].3.max(least));
    }
    found.sort_by_key(|it| it.0);
    found
        .into_iter()
        .map(|(_, letter, x, y)| (letter, x, y))
        .collect()
}

fn texts(texts: &Texts, told: &str) -> Markup {
    let frame = Frame {
        wide: 340.0,
        high: 250.0,
        left: 30.0,
        right: 14.0,
        top: 20.0,
        bottom: 30.0,
        across: (0.0, 100.0),
        up: (0.0, 100.0),
    };
    let [across, up] = texts.floors.map(float);
    let place = |at: [Points; 2]| (frame.x(float(at[0])), frame.y(float(at[1])));
    html! {
        svg viewBox=(frame.view_box()) role="img" aria-label=(told) {
            title { (told) }
            @for level in [0.0, 25.0, 50.0, 75.0, 100.0] {
                path class="grid" d=(frame.level(level)) {}
                path class="grid" d=(frame.upright(level)) {}
                text class="tick end" x=(frame.left - 4.0) y=(frame.y(level) + 3.5) { (level) }
                text class="tick middle" x=(frame.x(level)) y=(frame.high - 17.0) { (level) }
            }
            path class="floor" d={ (frame.upright(across)) (frame.level(up)) } {}
            text class="tick end" x=(frame.wide - frame.right) y=(frame.high - 4.0) { (texts.across.plain()) " →" }
            text class="tick" x=(frame.left - 20.0) y=(frame.top - 9.0) { "↑ " (texts.upwards.plain()) }
            @for at in &texts.frontier {
                @let (x, y) = place(*at);
                circle class="open" cx=(x) cy=(y) r="3" {}
            }
            @for (sign, name, at) in &texts.marked {
                @let (x, y) = place(*at);
                @match sign {
                    Sign::Text => {
                        path class="cross" d=(format!("M{} {}l10 10m0 -10l-10 10", x - 5.0, y - 5.0)) {}
                        text class="name" x=(x + 8.0) y=(y + 13.0) { (name.plain()) }
                    }
                    Sign::Nash => {
                        path class="diamond" d=(format!("M{x} {}l5.5 5.5l-5.5 5.5l-5.5 -5.5z", y - 5.5)) {}
                        text class="name" x=(x + 8.0) y=(y - 6.0) { (name.plain()) }
                    }
                }
            }
        }
    }
}
