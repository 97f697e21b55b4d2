//! Relations unfolded: a figure of each capital about each, in a table whose cells can be chosen.

use ratatui::layout::Rect;

use crate::command::{Action, Own, Screen as Place};
use crate::model::{ActorId, Figure};
use crate::notation::figure::Named;
use crate::rules::Reading;
use crate::text::map::OnMap;
use crate::text::{Line, Tone, figure_help, figure_kind, whole};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::paint::{Pen, cells, column, column_right, line_width, width, wrap};
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// Figures of a pair, in the order in which they are shown.
const FIGURES: [Figure; 11] = [
    Figure::Trust,
    Figure::Threat,
    Figure::Network,
    Figure::Exchange,
    Figure::Grievance,
    Figure::Opinion,
    Figure::Closeness,
    Figure::Abandonment,
    Figure::Entrapment,
    Figure::Tourism,
    Figure::Coercion,
];

/// The least and the greatest width of a column, and of the first one.
const COLUMN: (usize, usize) = (5, 11);
const FIRST: (usize, usize) = (12, 18);

/// The table.
pub(in crate::tui) struct Matrix {
    figure: usize,
    /// Who feels it, and about whom, by their places among those who are listed.
    cell: (usize, usize),
    /// Where the cells were drawn last, and the width of one.
    drawn: (Rect, u16),
}

impl Matrix {
    /// The table with the cell of somebody about the seat chosen, or that of the first about the second.
    pub fn about(desk: &Desk<'_>, other: Option<ActorId>) -> Self {
        let all = listed(desk, Figure::Trust);
        let place = |actor: ActorId| all.iter().position(|known| *known == actor);
        let me = place(desk.seat().0).unwrap_or(0);
        let other = other.and_then(place);
        Self {
            figure: 0,
            cell: (other.unwrap_or(usize::from(me == 0)), me),
            drawn: (Rect::ZERO, 1),
        }
    }

    fn shown(&self, desk: &Desk<'_>) -> Figure {
        let all = carried(desk);
        let place = self.figure.min(all.len().saturating_sub(1));
        all.get(place).copied().unwrap_or(Figure::Trust)
    }

    fn pair(&self, desk: &Desk<'_>) -> Option<(ActorId, ActorId)> {
        let all = listed(desk, self.shown(desk));
        Some((*all.get(self.cell.0)?, *all.get(self.cell.1)?))
    }

    fn named(&self, desk: &Desk<'_>) -> Option<Named> {
        let (figure, (from, to)) = (self.shown(desk), self.pair(desk)?);
        reading(desk, figure, from, to)?;
        if figure == Figure::Trust {
            return Some(Named::Trust(from, to));
        }
        let slot = desk.scenario().slots().of_pair(figure, from, to)?;
        Some(Named::Stored(slot))
    }

    fn step(&mut self, desk: &Desk<'_>, key: Key) {
        let count = listed(desk, self.shown(desk)).len();
        let last = count.saturating_sub(1);
        let (row, column) = &mut self.cell;
        match Move::of(key) {
            Some(Move::Left) => *column = column.saturating_sub(1),
            Some(Move::Right) => *column = (*column + 1).min(last),
            Some(step) => *row = step.within(*row, count, count),
            None => {}
        }
    }

    fn turn(&mut self, desk: &Desk<'_>, forward: bool) {
        let count = carried(desk).len().max(1);
        let before = self.pair(desk);
        let by = if forward { 1 } else { count - 1 };
        self.figure = (self.figure + by) % count;
        // Whoever was chosen stays chosen, if they are listed.
        let all = listed(desk, self.shown(desk));
        let place = |actor: ActorId| all.iter().position(|known| *known == actor);
        self.cell = before
            .and_then(|(from, to)| Some((place(from)?, place(to)?)))
            .unwrap_or((0, usize::from(all.len() > 1)));
    }

    /// What is chosen, in words: the figure, and what links the two.
    fn told(&self, desk: &Desk<'_>) -> Vec<Line> {
        let Some((from, to)) = self.pair(desk) else {
            return Vec::new();
        };
        if from == to {
            let name = Line::new(&desk.words().actor(from), Tone::Strong);
            return vec![name.then(Line::new(": no figure about itself", Tone::Dim))];
        }
        let figure = self.shown(desk);
        let value = match reading(desk, figure, from, to).and(desk.pair(figure, (from, to))) {
            Some(dial) => Line::new(&dial.name, Tone::Strong)
                .capitalised()
                .then("  ")
                .then(dial.value)
                .then(" ")
                .then(dial.trend.arrow()),
            None => Line::new("The scenario carries no such figure of the two", Tone::Dim),
        };
        let map = OnMap::new(desk.view());
        let links = map.links();
        let linked = |pair: (ActorId, ActorId)| pair == (from, to) || pair == (to, from);
        let link = match links.iter().find(|link| linked(link.pair)) {
            Some(link) => map.link(link),
            None => Line::new("No agreed mechanism links the two", Tone::Dim),
        };
        vec![value, link]
    }
}

/// The figures of pairs that the scenario carries.
fn carried(desk: &Desk<'_>) -> Vec<Figure> {
    let there = |figure: &Figure| !listed(desk, *figure).is_empty();
    FIGURES.into_iter().filter(there).collect()
}

fn reading(desk: &Desk<'_>, figure: Figure, from: ActorId, to: ActorId) -> Option<Reading> {
    let pair = desk.view().pair(figure, from, to);
    pair.filter(|_| from != to)
}

/// The actors that have this figure with anybody.
fn listed(desk: &Desk<'_>, figure: Figure) -> Vec<ActorId> {
    let all: Vec<ActorId> = desk.scenario().actors().map(|(actor, _)| actor).collect();
    let known = |actor: &ActorId| {
        let mut others = all.iter();
        others.any(|other| {
            let there = reading(desk, figure, *actor, *other);
            there.or(reading(desk, figure, *other, *actor)).is_some()
        })
    };
    all.iter().copied().filter(known).collect()
}

/// The widths of the first column and of the others.
fn widths(desk: &Desk<'_>, actors: &[ActorId], wide: usize) -> (usize, usize) {
    let words = desk.words();
    let names = actors
        .iter()
        .map(|it| width(&words.actor(*it)) + width(&words.code(*it)) + 2);
    let first = names.max().unwrap_or(0).clamp(FIRST.0, FIRST.1);
    let each = wide.saturating_sub(first) / actors.len().max(1);
    (first, each.clamp(COLUMN.0, COLUMN.1))
}

/// A figure of each about each: rows feel it, columns are whom it is about. Columns have codes for heads, which stand
/// beside the names of the rows. Actors without the figure are left out, and so are columns without room.
pub(in crate::tui) fn lines(desk: &Desk<'_>, figure: Figure, wide: u16) -> Vec<Line> {
    let words = desk.words();
    let actors = listed(desk, figure);
    let (first, each) = widths(desk, &actors, usize::from(wide));
    // The space after the last column may go.
    let room = (usize::from(wide) + 1).saturating_sub(first) / each;
    let about = actors.get(..room).unwrap_or(&actors);
    let mut head = column(&Line::default(), first);
    for actor in about {
        let code = Line::new(&words.code(*actor), Tone::Dim);
        head = head.then(column_right(&code, each - 1)).then(" ");
    }
    if about.len() < actors.len() {
        head = head.then(Line::new("…", Tone::Dim));
    }
    let mut lines = vec![head];
    for from in &actors {
        let code = Line::new(&words.code(*from), Tone::Dim);
        let room = first.saturating_sub(line_width(&code) + 2);
        let name = column(&words.actor(*from).into(), room)
            .then(" ")
            .then(code);
        let mut line = column(&name, first);
        for to in about {
            let cell = match reading(desk, figure, *from, *to) {
                Some(reading) => in_short(desk, reading, each - 1),
                None => Line::new("·", Tone::Dim),
            };
            line = line.then(column_right(&cell, each - 1)).then(" ");
        }
        lines.push(line);
    }
    lines
}

/// A reading in so many cells: without its band where there is no room for it.
fn in_short(desk: &Desk<'_>, reading: Reading, wide: usize) -> Line {
    let full = desk.words().reading_short(reading);
    if line_width(&full) <= wide {
        full
    } else {
        Line::from(format!("~{}", whole(reading.middle())))
    }
}

impl Component for Matrix {
    fn place(&self) -> Place {
        Place::Intelligence
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Relations".to_owned()
    }

    fn subject(&self, context: &Context<'_>) -> String {
        let figure = context.desk().map(|desk| figure_kind(self.shown(&desk)));
        figure.unwrap_or_default().to_owned()
    }

    fn shape(&self) -> Shape {
        Shape::Letter(110)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        let Some(desk) = context.desk() else { return 1 };
        let below = self.told(&desk).into_iter();
        let below: usize = below
            .map(|line| wrap(&line, usize::from(wide), 2).len())
            .sum();
        cells(listed(&desk, self.shown(&desk)).len() + below + 5)
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let figure = self.shown(&desk);
        let count = carried(&desk).len();
        let place = format!("  {} of {count}", self.figure + 1);
        let head = Line::new(&format!("‹ {} ›", figure_kind(figure)), Tone::Strong)
            .then(Line::new(&place, Tone::Dim));
        let mut all = vec![head, Line::new(figure_help(figure), Tone::Dim)];
        let above = cells(all.len() + 1);
        all.extend(lines(&desk, figure, area.width));
        let table = cells(all.len());
        all.push(Line::default());
        let told = self.told(&desk).into_iter();
        all.extend(told.flat_map(|line| wrap(&line, usize::from(area.width), 2)));
        let under = Line::new("Rows feel it, columns are whom it is about", Tone::Dim);
        all.push(under);
        pen.lines(area, &all);
        let actors = listed(&desk, figure);
        let (first, each) = widths(&desk, &actors, usize::from(area.width));
        let grid = Rect {
            x: area.x + cells(first),
            y: area.y + above,
            width: cells(each * actors.len()),
            height: table.saturating_sub(above),
        };
        self.drawn = (grid, cells(each));
        let chosen = Rect {
            x: grid.x + cells(self.cell.1 * each),
            y: grid.y + cells(self.cell.0),
            width: cells(each - 1),
            height: 1,
        };
        pen.restyle(chosen.intersection(area), pen.theme().selected());
        let before = chosen.x.saturating_sub(1);
        pen.sign(before, chosen.y, "›", pen.theme().key());
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Pass;
        };
        match key {
            Key::Tab => self.turn(&desk, true),
            Key::BackTab => self.turn(&desk, false),
            Key::Enter | Key::Char('w') => {
                let named = self.named(&desk);
                return named.map_or(Wish::Nothing, Wish::Why);
            }
            Key::Esc | Key::Char('t') => return Wish::Back,
            _ if Move::of(key).is_some() => self.step(&desk, key),
            _ => return Wish::Pass,
        }
        Wish::Nothing
    }

    fn click(&mut self, (x, y): (u16, u16), _context: &Context<'_>) -> Wish {
        let (grid, each) = self.drawn;
        if !grid.contains((x, y).into()) {
            return Wish::Pass;
        }
        let column = (x - grid.x) / each.max(1);
        self.cell = (usize::from(y - grid.y), usize::from(column));
        Wish::Nothing
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        vec![
            act(Action::Choose, "why"),
            act(Action::NextPane, "next figure"),
            act(Action::Own(Own::Matrix), "close"),
            own("↑↓←→", "move"),
        ]
    }
}
