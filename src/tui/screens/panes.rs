//! The panes of the situation: where they stand at each size, and what each shows.

use ratatui::layout::Rect;

use crate::model::condition::Obligation;
use crate::model::{ActorId, Figure, MechanismId, Owner, Points};
use crate::notation::figure::Named;
use crate::scenario::Item;
use crate::text::account::DialLine;
use crate::text::news::happened;
use crate::text::{Line, Tone, obligation, whole};
use crate::tui::context::Desk;
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, column, column_right, ends, line_width, spark, width, wrap};
use crate::tui::screens::matrix;
use crate::tui::screens::situation::Situation;

/// Rows of the legend, without its head.
const LEGEND: u16 = 5;

/// Where the panes stand.
pub(in crate::tui) struct Layout {
    pub map: Rect,
    pub relations: Rect,
    pub figures: Rect,
    pub needs: Rect,
    /// Only on larger screens; empty otherwise.
    pub cables: Rect,
    pub trust: Rect,
    pub threat: Rect,
    pub mechanisms: Rect,
    /// Vertical rules between columns.
    pub rules: Vec<Rect>,
}

impl Layout {
    /// Two columns, three on a wide screen.
    pub fn of(area: Rect, desk: &Desk<'_>, legend: bool) -> Self {
        let dials = cells(desk.scenario().dashboard().len());
        let mut others = cells(Situation::others(desk).len());
        if legend {
            others = others.max(LEGEND);
        }
        if area.width >= 150 && area.height >= 36 {
            Self::wide(area, dials, others)
        } else {
            Self::narrow(area, dials, others)
        }
    }

    fn narrow(area: Rect, dials: u16, others: u16) -> Self {
        let left = (area.width / 2).saturating_sub(1);
        let (left, gap, right) = columns(area, left);
        let roomy = area.height >= 28;
        let [map, relations] = split(left, left.height.saturating_sub(others + 2));
        let figures = dials + if roomy { 4 } else { 1 };
        let [figures, rest] = split(right, figures);
        let [needs, cables] = if roomy {
            split(rest, rest.height.saturating_sub(rest.height / 3))
        } else {
            [rest, Rect::ZERO]
        };
        Self {
            map,
            relations,
            figures,
            needs,
            cables,
            trust: Rect::ZERO,
            threat: Rect::ZERO,
            mechanisms: Rect::ZERO,
            rules: vec![gap],
        }
    }

    fn wide(area: Rect, dials: u16, others: u16) -> Self {
        let (left, gap, rest) = columns(
            area,
            (area.width * 2 / 5).min(area.height.saturating_mul(2)),
        );
        let (middle, second, right) = columns(rest, rest.width / 2);
        let [map, relations] = split(left, left.height.saturating_sub(others + 2));
        let [figures, below] = split(middle, dials + 4);
        let [needs, cables] = split(below, below.height / 2);
        let [trust, below] = split(right, others + 4);
        let [threat, mechanisms] = split(below, others + 4);
        Self {
            map,
            relations,
            figures,
            needs,
            cables,
            trust,
            threat,
            mechanisms,
            rules: vec![gap, second],
        }
    }
}

/// Where a part of the map and what is told of it stand, when they fill the page.
pub(in crate::tui) fn map_alone(area: Rect) -> (Rect, Rect) {
    let beside = (area.width * 2 / 5).clamp(30, 64).min(area.width);
    let (map, _, beside) = columns(area, area.width - beside);
    (map, beside)
}

/// A left column of this width, the cell between, and the rest.
pub(in crate::tui) fn columns(area: Rect, left: u16) -> (Rect, Rect, Rect) {
    let left = left.min(area.width);
    let gap = Rect {
        x: area.x + left + 1,
        width: 1,
        ..area
    };
    let right = Rect {
        x: area.x + (left + 3).min(area.width),
        width: area.width.saturating_sub(left + 3),
        ..area
    };
    (
        Rect {
            width: left,
            ..area
        },
        gap.intersection(area),
        right,
    )
}

/// An area with so many rows on top, and the rest of it.
pub(in crate::tui) fn split(area: Rect, top: u16) -> [Rect; 2] {
    let top = top.min(area.height);
    [
        Rect {
            height: top,
            ..area
        },
        Rect {
            y: area.y + top,
            height: area.height - top,
            ..area
        },
    ]
}

/// The heading of a pane; gives what is below it. The pane that has the keys is marked.
pub(in crate::tui) fn heading(pen: &mut Pen<'_>, area: Rect, title: &str, focus: Focus) -> Rect {
    if area.is_empty() {
        return area;
    }
    pen.rule(Rect { height: 1, ..area });
    let (text, style) = match focus {
        Focus::Here => (format!("{} {title} ", list::MARK), pen.theme().accent()),
        Focus::Elsewhere => (format!("{title} "), pen.theme().key()),
    };
    pen.text(Rect { height: 1, ..area }, &text, style);
    let [_, below] = split(area, 1);
    below
}

/// The dials: name, value or estimate, trend. Trust shows its parts where there is room for all of them.
pub(in crate::tui) fn dials(dials: &[DialLine], desk: &Desk<'_>, wide: u16) -> Vec<Line> {
    let wide = usize::from(wide.saturating_sub(2));
    let name = |dial: &DialLine| Line::from(dial.name.as_str()).capitalised();
    let need = |dial: &DialLine| line_width(&name(dial)) + line_width(&dial.value) + 4;
    let roomy = dials.iter().all(|dial| need(dial) <= wide);
    let line = |dial: &DialLine| {
        let value = match dial.named {
            Named::Trust(a, b) if !roomy => desk.trust_total(a, b),
            Named::Trust(..) | Named::Stored(_) | Named::Gauge(_) => dial.value.clone(),
        };
        let right = value.then(" ").then(dial.trend.arrow());
        let bars = past(dial, desk, wide / 5);
        let spare = wide.saturating_sub(line_width(&name(dial)) + width(&bars) + SHORT + 2);
        let right = match dial.named {
            Named::Gauge(_) if spare > 0 => {
                let bars = Line::new(&bars, Tone::Dim);
                bars.then(column_right(&right, SHORT + 1))
            }
            Named::Gauge(_) | Named::Trust(..) | Named::Stored(_) => right,
        };
        ends(&name(dial), &right, wide)
    };
    dials.iter().map(line).collect()
}

/// Cells of an axis or index with its trend: "100 ↑".
const SHORT: usize = 5;
/// The least range of a row of bars, in thousandths: what moves less is nearly flat.
const FLAT: i32 = 10_000;

/// The past of an axis or index as bars.
fn past(dial: &DialLine, desk: &Desk<'_>, most: usize) -> String {
    match dial.named {
        Named::Gauge(gauge) => {
            let values = desk.past_of_gauge(gauge);
            // One value is no course.
            let course = values.get(..).filter(|values| values.len() > 1);
            course.map_or_else(String::new, |values| spark(values, most, FLAT))
        }
        Named::Trust(..) | Named::Stored(_) => String::new(),
    }
}

/// A figure of a pair in a table: value and trend.
fn pair_cell(desk: &Desk<'_>, figure: Figure, pair: (ActorId, ActorId)) -> Line {
    match desk.pair(figure, pair) {
        Some(dial) => dial.value.then(" ").then(dial.trend.arrow()),
        None => Line::new("–", Tone::Dim),
    }
}

const COLUMN: usize = 8;

/// One line for each other capital: its trust in us, our sense of threat, working links.
pub(in crate::tui) fn relations(
    pen: &mut Pen<'_>,
    area: Rect,
    desk: &Desk<'_>,
    (selected, focus): (usize, Focus),
) {
    let me = desk.seat().0;
    let wide = usize::from(area.width.saturating_sub(2));
    let first = wide.saturating_sub(3 * COLUMN);
    let mut head = column(&Line::default(), first);
    for name in ["trust", "threat", "links"] {
        head = head.then(column_right(&Line::new(name, Tone::Dim), COLUMN));
    }
    pen.line(
        Rect {
            x: area.x + 2.min(area.width),
            width: area.width.saturating_sub(2),
            ..area
        },
        &head,
    );
    let rows: Vec<Row> = Situation::others(desk)
        .into_iter()
        .map(|other| {
            let mut line = column(&desk.words().actor(other).into(), first);
            for (figure, pair) in [
                (Figure::Trust, (other, me)),
                (Figure::Threat, (me, other)),
                (Figure::Network, (me, other)),
            ] {
                line = line.then(column_right(&pair_cell(desk, figure, pair), COLUMN));
            }
            Row::item(line)
        })
        .collect();
    let [_, body] = split(area, 1);
    list::draw(pen, body, &rows, selected, focus);
}

/// What larger screens show besides: relations among all, mechanisms and formats, the last cables.
pub(in crate::tui) fn extras(pen: &mut Pen<'_>, layout: &Layout, desk: &Desk<'_>) {
    if !layout.trust.is_empty() {
        let inner = heading(
            pen,
            layout.trust,
            "Trust: of rows in columns",
            Focus::Elsewhere,
        );
        pen.lines(inner, &matrix::lines(desk, Figure::Trust, inner.width));
    }
    if !layout.threat.is_empty() {
        let inner = heading(
            pen,
            layout.threat,
            "Sense of threat: of rows from columns",
            Focus::Elsewhere,
        );
        pen.lines(inner, &matrix::lines(desk, Figure::Threat, inner.width));
    }
    if !layout.mechanisms.is_empty() {
        let inner = heading(
            pen,
            layout.mechanisms,
            "Mechanisms and formats",
            Focus::Elsewhere,
        );
        pen.lines(inner, &institutions(desk, inner.width));
    }
    if !layout.cables.is_empty() {
        let inner = heading(pen, layout.cables, "Last cables", Focus::Elsewhere);
        pen.lines(inner, &last_cables(desk, inner));
    }
}

fn last_cables(desk: &Desk<'_>, area: Rect) -> Vec<Line> {
    let mut lines = Vec::new();
    let facts = desk.facts();
    let news = facts.iter().rev().filter(|fact| happened(fact));
    for fact in news {
        if lines.len() >= usize::from(area.height) {
            break;
        }
        let line = desk.words().fact(fact).unwrap_or_default();
        lines.extend(wrap(&line, usize::from(area.width), 2));
    }
    lines
}

fn institutions(desk: &Desk<'_>, wide: u16) -> Vec<Line> {
    let (words, view, wide) = (desk.words(), desk.view(), usize::from(wide));
    let mut lines = Vec::new();
    let mechanisms = desk.scenario().mechanisms().map(|(id, _)| id);
    let (there, missing): (Vec<_>, Vec<_>) =
        mechanisms.partition(|id| view.mechanism(*id).level > Obligation::None);
    for id in there {
        let state = view.mechanism(id);
        let name = words.term(Item::Mechanism(id));
        lines.push(ends(&name, &Line::from(obligation(state.level)), wide));
        if !state.members.is_empty() {
            let members = Line::new(&words.actors(state.members.iter()), Tone::Dim);
            lines.push(ends(
                &Line::from("  ").then(members),
                &health(desk, id),
                wide,
            ));
        }
    }
    for (id, _) in desk.scenario().formats() {
        let state = view.format(id);
        let standing = desk
            .scenario()
            .slots()
            .of_owner(Figure::Standing, Owner::Format(id));
        let standing = standing.map_or(Points::ZERO, |slot| view.reading(slot).middle());
        let right = Line::from(format!("standing {}", whole(standing)));
        lines.push(ends(&words.term(Item::Format(id)), &right, wide));
        let members = Line::new(&words.actors(state.members.iter()), Tone::Dim);
        lines.push(Line::from("  ").then(members));
    }
    if !missing.is_empty() {
        lines.push(Line::new("Not in existence", Tone::Strong));
    }
    let missing = missing
        .into_iter()
        .map(|id| words.term(Item::Mechanism(id)));
    lines.extend(missing.map(|name| Line::from("  ").then(name)));
    lines
}

fn health(desk: &Desk<'_>, mechanism: MechanismId) -> Line {
    let slot = desk
        .scenario()
        .slots()
        .of_owner(Figure::Health, Owner::Mechanism(mechanism));
    slot.map_or_else(Line::default, |slot| {
        let reading = desk.words().reading_short(desk.view().reading(slot));
        debug_assert!(line_width(&reading) > 0, "a reading is never empty");
        Line::new("health ", Tone::Dim).then(reading)
    })
}
