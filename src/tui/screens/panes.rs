//! The panes of the situation: where they stand at each size, and what each shows.

use ratatui::layout::Rect;

use crate::model::condition::Obligation;
use crate::model::{ActorId, Fact, Figure, MechanismId, Owner, Points};
use crate::notation::figure::Named;
use crate::rules::Reading;
use crate::scenario::Item;
use crate::text::account::{self, DialLine};
use crate::text::news::happened;
use crate::text::{Line, Tone, obligation, whole};
use crate::tui::context::Desk;
use crate::tui::list::{self, Focus, Row};
use crate::tui::map::{Mark, Marker, Proof};
use crate::tui::paint::{Pen, cells, column, column_right, ends, line_width, wrap};
use crate::tui::screens::situation::{MapScene, Situation};

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
    pub fn of(area: Rect, desk: &Desk<'_>) -> Self {
        let dials = cells(desk.scenario().dashboard().len());
        let others = cells(Situation::others(desk).len());
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

/// A left column of this width, the cell between, and the rest.
fn columns(area: Rect, left: u16) -> (Rect, Rect, Rect) {
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

fn split(area: Rect, top: u16) -> [Rect; 2] {
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
        ends(&name(dial), &value.then(" ").then(dial.trend.arrow()), wide)
    };
    dials.iter().map(line).collect()
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

/// What the map shows: capitals with their trust in us, contested places, agreed mechanisms.
pub(in crate::tui) fn map_scene(desk: &Desk<'_>) -> MapScene {
    let (words, me) = (desk.words(), desk.seat().0);
    let mut scene = MapScene::default();
    let mut order: Vec<ActorId> = desk.scenario().actors().map(|(actor, _)| actor).collect();
    order.sort_by_key(|actor| *actor != me);
    for actor in &order {
        let trust = desk
            .view()
            .pair(Figure::Trust, *actor, me)
            .map(Reading::middle);
        scene.markers.push(Marker {
            at: desk.scenario().actor(*actor).place,
            mark: if *actor == me {
                Mark::Own
            } else {
                Mark::Capital
            },
            name: words.actor(*actor),
            note: trust
                .filter(|_| *actor != me)
                .map_or_else(String::new, whole),
        });
    }
    for (place, at) in desk.scenario().places().iter().enumerate() {
        let item = Item::Place(cells(place));
        scene.markers.push(Marker {
            at: Some(*at),
            mark: Mark::Contested,
            name: words.name(item),
            note: String::new(),
        });
    }
    scene.links = links(desk, &order);
    scene
}

/// Pairs of capitals that share a mechanism which is agreed or firmer.
fn links(desk: &Desk<'_>, order: &[ActorId]) -> Vec<(usize, usize, Proof)> {
    let mut links: Vec<(usize, usize, Proof)> = Vec::new();
    for (mechanism, _) in desk.scenario().mechanisms() {
        let state = desk.view().mechanism(mechanism);
        if state.level < Obligation::Agreed {
            continue;
        }
        let uses = account::reading_of(&desk.view(), Figure::Use, Owner::Mechanism(mechanism));
        let proof = if uses.middle() > Points::ZERO {
            Proof::Tested
        } else {
            Proof::Untested
        };
        let here = |actor: &&ActorId| state.members.contains(**actor);
        let members: Vec<usize> = (0..order.len())
            .filter(|place| order.get(*place).as_ref().is_some_and(here))
            .collect();
        for (skip, one) in members.iter().enumerate() {
            for other in members.iter().skip(skip + 1) {
                join(&mut links, (*one, *other, proof));
            }
        }
    }
    links
}

/// Each pair once; a tested mechanism counts before an untested one.
fn join(links: &mut Vec<(usize, usize, Proof)>, (one, other, proof): (usize, usize, Proof)) {
    match links
        .iter_mut()
        .find(|link| (link.0, link.1) == (one, other))
    {
        Some(link) if proof == Proof::Tested => link.2 = proof,
        Some(_) => {}
        None => links.push((one, other, proof)),
    }
}

/// What larger screens show besides: relations among all, mechanisms and formats, the last cables.
pub(in crate::tui) fn extras(pen: &mut Pen<'_>, layout: &Layout, desk: &Desk<'_>, facts: &[Fact]) {
    if !layout.trust.is_empty() {
        let inner = heading(
            pen,
            layout.trust,
            "Trust: rows in columns",
            Focus::Elsewhere,
        );
        pen.lines(inner, &matrix(desk, Figure::Trust, inner.width));
    }
    if !layout.threat.is_empty() {
        let inner = heading(
            pen,
            layout.threat,
            "Sense of threat: rows from columns",
            Focus::Elsewhere,
        );
        pen.lines(inner, &matrix(desk, Figure::Threat, inner.width));
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
        pen.lines(inner, &last_cables(desk, facts, inner));
    }
}

fn last_cables(desk: &Desk<'_>, facts: &[Fact], area: Rect) -> Vec<Line> {
    let mut lines = Vec::new();
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

/// A figure of each about each: rows feel it, columns are whom it is about. Actors without the figure are left out; a
/// head too narrow for the names has their first letters.
fn matrix(desk: &Desk<'_>, figure: Figure, wide: u16) -> Vec<Line> {
    let words = desk.words();
    let all: Vec<ActorId> = desk.scenario().actors().map(|(actor, _)| actor).collect();
    let reading = |from: ActorId, to: ActorId| {
        let pair = desk.view().pair(figure, from, to);
        pair.filter(|_| from != to)
    };
    let known = |actor: &ActorId| {
        let mut others = all.iter();
        others.any(|other| {
            reading(*actor, *other)
                .or(reading(*other, *actor))
                .is_some()
        })
    };
    let actors: Vec<ActorId> = all.iter().copied().filter(known).collect();
    let first = 12;
    let each = (usize::from(wide).saturating_sub(first) / actors.len().max(1)).clamp(4, 11);
    let mut head = column(&Line::default(), first);
    for actor in &actors {
        let name = initials(&words.actor(*actor), each - 1);
        let name = Line::new(&name, Tone::Dim);
        head = head.then(column_right(&name, each - 1)).then(" ");
    }
    let mut lines = vec![head];
    for from in &actors {
        let mut line = column(&words.actor(*from).into(), first);
        for to in &actors {
            let cell = match reading(*from, *to) {
                Some(reading) => words.reading_short(reading),
                None => Line::new("·", Tone::Dim),
            };
            line = line.then(column_right(&cell, each - 1)).then(" ");
        }
        lines.push(line);
    }
    lines
}

/// As much of a name as fits, without a mark for the rest.
fn initials(name: &str, wide: usize) -> String {
    let mut short = String::new();
    for letter in name.chars() {
        short.push(letter);
        if line_width(&Line::from(short.as_str())) > wide {
            short.pop();
            break;
        }
    }
    short
}

fn institutions(desk: &Desk<'_>, wide: u16) -> Vec<Line> {
    let (words, view, wide) = (desk.words(), desk.view(), usize::from(wide));
    let mut lines = Vec::new();
    for (id, _) in desk.scenario().mechanisms() {
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
