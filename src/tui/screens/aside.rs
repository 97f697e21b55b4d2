//! What stands beside a page on a wide screen: the map, relations of all with all, or the courses of axes and indices.

use ratatui::layout::Rect;

use crate::model::{Figure, GaugeId};
use crate::scenario::Item;
use crate::text::{Line, Tone, whole};
use crate::tui::context::Desk;
use crate::tui::list::Focus;
use crate::tui::map::Map;
use crate::tui::paint::{Pen, cells, column, course, ends};
use crate::tui::screens::panes::{columns, heading, split};
use crate::tui::screens::{matrix, situation};

/// From this width on a page has something beside it.
const FROM: u16 = 160;
/// Rows of a course, without its name.
const TALL: usize = 3;
/// The least range of a course, in thousandths.
const LEAST: i32 = 10_000;

/// Where the page itself stands, and what is beside it, if the screen is wide enough for both.
pub(in crate::tui) fn beside(area: Rect, most: u16) -> (Rect, Option<Rect>) {
    if area.width < FROM {
        let width = area.width.min(most);
        return (Rect { width, ..area }, None);
    }
    let (page, _, aside) = columns(area, most.min(area.width - 60));
    (page, Some(aside))
}

/// The rule between a page and what stands beside it.
fn rule(pen: &mut Pen<'_>, aside: Rect) {
    pen.upright(Rect {
        x: aside.x.saturating_sub(2),
        width: 1,
        ..aside
    });
}

/// The whole map.
pub(in crate::tui) fn map(pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>, map: &mut Map) {
    rule(pen, area);
    let inner = heading(pen, area, "The map", Focus::Elsewhere);
    map.draw(pen, inner, &situation::overview(desk));
}

/// Trust and the sense of threat of each about each, and working links.
pub(in crate::tui) fn relations(pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>) {
    rule(pen, area);
    let mut rest = area;
    for (title, figure) in [
        ("Trust: of rows in columns", Figure::Trust),
        ("Sense of threat: of rows from columns", Figure::Threat),
        ("Working links", Figure::Network),
        ("Grievances", Figure::Grievance),
    ] {
        let lines = matrix::lines(desk, figure, rest.width);
        let [top, below] = split(rest, cells(lines.len() + 2));
        if lines.len() < 2 || usize::from(top.height) < lines.len() + 1 {
            continue;
        }
        let inner = heading(pen, top, title, Focus::Elsewhere);
        pen.lines(inner, &lines);
        rest = below;
    }
}

/// Every axis and index over the turns so far.
pub(in crate::tui) fn courses(pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>) {
    rule(pen, area);
    let inner = heading(pen, area, "Axes and indices so far", Focus::Elsewhere);
    let wide = usize::from(inner.width);
    let gauges: Vec<GaugeId> = desk.scenario().gauges().map(|(id, _)| id).collect();
    let roomy = gauges.len() * (TALL + 2) <= usize::from(inner.height);
    let mut lines = Vec::new();
    for gauge in gauges {
        let values = desk.past_of_gauge(gauge);
        let name = Line::from(desk.words().name(Item::Gauge(gauge)));
        let value = Line::new(&whole(desk.view().gauge(gauge)), Tone::Strong);
        let (low, high) = (values.iter().min(), values.iter().max());
        let range = match (low, high) {
            (Some(low), Some(high)) if values.len() > 1 => {
                let point = |raw: i32| whole(crate::model::Points::thousandths(raw));
                format!("{} to {}", point(*low), point(*high))
            }
            (Some(_) | None, _) => String::new(),
        };
        let name = column(&name, 24).then(Line::new(&range, Tone::Dim));
        lines.push(ends(&name, &value, wide.min(60)));
        if values.len() > 1 {
            let rows = if roomy { TALL } else { 1 };
            let bars = course(&values, wide.min(60), rows, LEAST).into_iter();
            lines.extend(bars.map(|row| Line::new(&row, Tone::Dim)));
        }
        if roomy {
            lines.push(Line::default());
        }
    }
    pen.lines(inner, &lines);
}
