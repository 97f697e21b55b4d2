//! Clauses and options: the text on the table, the draft, what each option is worth to oneself, and how the others take it.
//! Read without colour: ● is on the table, brackets hold the draft, + and − say what the others think.

use ratatui::layout::Rect;

use crate::model::{ActorId, Utility};
use crate::scenario::Standing;
use crate::text::{Line, Tone, fill};
use crate::tui::keys::Key;
use crate::tui::list::MARK;
use crate::tui::mouse::{Hit, What};
use crate::tui::paint::{Pen, cells, column, cut, line_width, width};
use crate::tui::screens::negotiation::board::Scene;
use crate::tui::screens::negotiation::listing::below;

/// From so many rows on a clause may take several, as long as so many are left for the parties.
const ROOM_FOR_ROWS: u16 = 20;
const FOR_PARTIES: u16 = 13;
/// The least cells of an option, signs and figures included.
const LEAST: usize = 12;

/// Where an option stands: the row under that of its clause, the cell in it, how wide it is.
#[derive(Clone, Copy)]
struct Place {
    row: u16,
    x: usize,
    wide: usize,
}

/// Where the options stand.
struct Columns {
    name: usize,
    /// The places of the options, by clause.
    places: Vec<Vec<Place>>,
    taste: bool,
}

impl Columns {
    /// In so many cells, and in no more than so many rows.
    fn of(scene: &Scene<'_>, (wide, tall): (usize, usize)) -> Self {
        let definition = scene.desk.scenario().table(scene.table);
        let words = scene.desk.words();
        let count = definition.clauses.len();
        let names = (0..count).map(|at| line_width(&words.clause(scene.table, at)));
        let share = if tall > count { 4 } else { 5 };
        let name = (names.max().unwrap_or(0) + 1).min(wide / share).max(8);
        let room = wide.saturating_sub(name + 2);
        let labels = wanted(scene);
        let signs = 1 + others(scene).count();
        let wanted = |taste: bool| -> Vec<Vec<usize>> {
            let more = if taste { signs } else { 0 };
            let each = labels.iter();
            each.map(|it| it.iter().map(|wide| wide + more).collect())
                .collect()
        };
        let fits = |wanted: &Vec<Vec<usize>>| {
            let sums = wanted.iter().map(|it| it.iter().sum::<usize>());
            sums.max().unwrap_or(0) <= room
        };
        let rows = |places: &Vec<Vec<Place>>| -> usize {
            let last = places.iter().map(|it| it.last().map_or(0, |it| it.row));
            last.map(|row| usize::from(row) + 1).sum()
        };
        let flow = |taste| Some(flowing(&wanted(taste), room)).filter(|it| rows(it) <= tall);
        // Labels have room before what the others like, and that before columns.
        let (taste, places) = if fits(&wanted(true)) {
            let options = wanted(true);
            let aligned = aligned(&options);
            (
                true,
                one_row(if fits(&aligned) { aligned } else { options }),
            )
        } else if let Some(places) = flow(true) {
            (true, places)
        } else if let Some(places) = flow(false) {
            (false, places)
        } else {
            let options = wanted(false).into_iter();
            (false, one_row(options.map(|it| shrunk(it, room)).collect()))
        };
        Self {
            name,
            places,
            taste,
        }
    }

    /// How many rows a clause takes.
    fn rows(&self, clause: usize) -> u16 {
        let places = self.places.get(clause);
        places.and_then(|it| it.last()).map_or(1, |it| it.row + 1)
    }
}

/// Options side by side.
fn one_row(widths: Vec<Vec<usize>>) -> Vec<Vec<Place>> {
    let clause = |widths: Vec<usize>| {
        let places = widths.into_iter().scan(0, |at, wide| {
            let x = *at;
            *at += wide;
            Some(Place { row: 0, x, wide })
        });
        places.collect()
    };
    widths.into_iter().map(clause).collect()
}

/// Options side by side as far as there is room, then in the next row.
fn flowing(widths: &[Vec<usize>], room: usize) -> Vec<Vec<Place>> {
    let clause = |widths: &Vec<usize>| {
        let places = widths.iter().scan((0, 0), |(row, at), wide| {
            let wide = (*wide).min(room);
            if *at > 0 && *at + wide > room {
                (*row, *at) = (*row + 1, 0);
            }
            let place = Place {
                row: *row,
                x: *at,
                wide,
            };
            *at += wide;
            Some(place)
        });
        places.collect()
    };
    widths.iter().map(clause).collect()
}

/// The cells in which every option has room for its label and for what the others like.
pub(super) fn natural(scene: &Scene<'_>) -> u16 {
    let words = scene.desk.words();
    let signs = 1 + others(scene).count();
    let options = wanted(scene).into_iter();
    let options = options.map(|it| it.iter().map(|wide| wide + signs).sum::<usize>());
    let count = scene.desk.scenario().table(scene.table).clauses.len();
    let names = (0..count).map(|at| line_width(&words.clause(scene.table, at)));
    cells(names.max().unwrap_or(0) + options.max().unwrap_or(0) + 3)
}

/// The cells that each option wants, by clause: brackets, the sign of the text on the table, its label, its figure.
fn wanted(scene: &Scene<'_>) -> Vec<Vec<usize>> {
    let clauses = scene.desk.scenario().table(scene.table).clauses.iter();
    let words = scene.desk.words();
    let clause = |(at, options): (usize, usize)| {
        let options = (0..options).map(|option| {
            let label = words.option(scene.table, at, option);
            let standing = scene.standing.is_some_and(|text| text.option(at) == option);
            line_width(&label) + FIGURE + 3 + usize::from(standing)
        });
        options.collect()
    };
    let numbered = clauses.map(|it| it.options.len()).enumerate();
    numbered.map(clause).collect()
}

/// Cells of a figure with the blank before it.
const FIGURE: usize = 3;

/// The same with each option as wide as the widest in its place, so that they stand in columns.
fn aligned(options: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let widest = |place: usize| {
        let each = options.iter().filter_map(|it| it.get(place).copied());
        each.max().unwrap_or(0)
    };
    let rows = options.iter();
    rows.map(|it| (0..it.len()).map(widest).collect()).collect()
}

/// The cells of the options of one clause in so much room: the longest give way first.
fn shrunk(mut cells: Vec<usize>, room: usize) -> Vec<usize> {
    while cells.iter().sum::<usize>() > room {
        let longest = cells.iter().copied().max().unwrap_or(0);
        let Some(place) = cells.iter().rposition(|it| *it == longest) else {
            break;
        };
        if longest <= LEAST {
            break;
        }
        cells[place] -= 1;
    }
    cells
}

/// Draws the grid with the clause under the cursor explained below it; says how many rows it took.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect, scene: &Scene<'_>, clause: usize) -> u16 {
    let wide = usize::from(area.width);
    let count = scene.desk.scenario().table(scene.table).clauses.len();
    let most = match area.height {
        ROOM_FOR_ROWS.. => usize::from(area.height - FOR_PARTIES).max(count),
        _ => count,
    };
    let columns = Columns::of(scene, (wide, most));
    let mut used = 0;
    for at in 0..count {
        let tall = columns.rows(at);
        let rows = Rect {
            height: tall,
            ..below(area, used)
        }
        .intersection(area);
        let what = What::steps(at, clause, (Key::Up, Key::Down));
        pen.hit(Hit { area: rows, what });
        draw_clause(pen, rows, scene, (at, at == clause), &columns);
        used += tall;
    }
    let rest = below(area, used);
    let about = about(scene, clause);
    let lines = crate::tui::paint::wrap(&about, wide.saturating_sub(2), 0);
    let shown = if area.height < 16 { 1 } else { 2 };
    let lines = lines.into_iter().take(shown).chain(legend(scene, &columns));
    let lines: Vec<Line> = lines.collect();
    let shown = shown.max(lines.len());
    for (line, row) in lines.iter().zip(rest.rows()) {
        let inner = Rect {
            x: row.x + 2.min(row.width),
            width: row.width.saturating_sub(2),
            ..row
        };
        pen.line(inner, line);
    }
    used + cells(shown)
}

fn draw_clause(
    pen: &mut Pen<'_>,
    rows: Rect,
    scene: &Scene<'_>,
    (at, here): (usize, bool),
    columns: &Columns,
) {
    let definition = scene.desk.scenario().table(scene.table);
    let (Some(clause), Some(row)) = (definition.clauses.get(at), rows.rows().next()) else {
        return;
    };
    let off = clause.standing == Standing::Item && !scene.now.has_item(at);
    let tone = if off { Tone::Dim } else { Tone::Plain };
    let name = scene.desk.words().clause(scene.table, at).toned(tone);
    let inner = Rect {
        x: row.x + 2.min(row.width),
        width: row.width.saturating_sub(2),
        ..row
    };
    let fitting = cut(&name, columns.name.saturating_sub(1));
    pen.line(inner, &column(&fitting, columns.name));
    let first = inner.x.saturating_add(cells(columns.name));
    let places = columns.places.get(at).map_or(&[][..], Vec::as_slice);
    for (option, place) in places.iter().enumerate() {
        let wide = place.wide;
        let x = first.saturating_add(cells(place.x)).min(row.right());
        let cell = Rect {
            x,
            y: row.y + place.row,
            width: cells(wide).min(row.right().saturating_sub(x)),
            height: 1,
        }
        .intersection(rows);
        let line = option_line(scene, (at, option), (wide, columns.taste)).toned(tone);
        pen.line(cell, &line);
        if here {
            let chosen = scene.shown.option(at);
            let what = What::steps(option, chosen, (Key::Left, Key::Right));
            pen.hit(Hit { area: cell, what });
        }
        if here && scene.shown.option(at) == option {
            let marked = Rect {
                width: cells(line_width(&line)).min(cell.width),
                ..cell
            };
            pen.restyle(marked, pen.theme().selected());
        }
    }
    if here {
        let style = pen.theme().selected();
        let head = Rect {
            width: (2 + cells(width(&name.plain()).min(columns.name))).min(row.width),
            ..row
        };
        pen.restyle(head, style);
        pen.sign(row.x, row.y, MARK, style);
    }
}

/// "[●joint crews 11 +−]"
fn option_line(
    scene: &Scene<'_>,
    (at, option): (usize, usize),
    (wide, taste): (usize, bool),
) -> Line {
    let draft = scene.shown.option(at) == option;
    let standing = scene.standing.is_some_and(|text| text.option(at) == option);
    let (open, close) = if draft { ("[", "]") } else { (" ", " ") };
    let sign = if standing { "●" } else { "" };
    let me = scene.desk.seat().0;
    let own = scene.advice.beliefs.iter().find(|(actor, _)| *actor == me);
    let worth = own.map_or(0, |(_, it)| part(it, at, option) / POINT);
    let taste = if taste {
        tastes(scene, at, option)
    } else {
        String::new()
    };
    let tail = match taste.as_str() {
        "" => format!(" {worth:>2}"),
        taste => format!(" {worth:>2} {taste}"),
    };
    let label = scene.desk.words().option(scene.table, at, option);
    let room = wide.saturating_sub(width(&tail) + width(sign) + 3);
    let tone = if draft || standing {
        Tone::Strong
    } else {
        Tone::Plain
    };
    Line::from(open)
        .then(Line::new(sign, Tone::Strong))
        .then(column(&cut(&label, room), room).toned(tone))
        .then(tail)
        .then(close)
}

/// Millionths in a point.
const POINT: i64 = 10_000;

fn part(utility: &Utility, clause: usize, option: usize) -> i64 {
    let parts = utility.parts.get(clause);
    parts.and_then(|it| it.get(option)).copied().unwrap_or(0)
}

fn others<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = (ActorId, &'a Utility)> {
    let me = scene.desk.seat().0;
    let here = move |actor: ActorId| actor != me && scene.now.present.contains(actor);
    let beliefs = scene.advice.beliefs.iter();
    beliefs
        .filter(move |(actor, _)| here(*actor))
        .map(|(actor, it)| (*actor, it))
}

fn best(utility: &Utility, clause: usize) -> i64 {
    let parts = utility.parts.get(clause).map_or(&[][..], Vec::as_slice);
    parts.iter().copied().max().unwrap_or(0)
}

/// One sign for each other party: it is believed to like this option (+), to mind it (−), or neither.
fn tastes(scene: &Scene<'_>, clause: usize, option: usize) -> String {
    let sign = |utility: &Utility| {
        let (here, best) = (part(utility, clause, option), best(utility, clause));
        match () {
            () if here * 4 >= best * 3 => '+',
            () if here * 4 <= best => '−',
            () => '·',
        }
    };
    others(scene).map(|(_, utility)| sign(utility)).collect()
}

/// What the signs behind the figures say, where there is room for them.
fn legend(scene: &Scene<'_>, columns: &Columns) -> Option<Line> {
    let words = scene.desk.words();
    let who = words.actors(others(scene).map(|(actor, _)| actor));
    let slots = [("who", Line::from(who))];
    let line = fill(
        "Figures: worth to you. + − ·: liked or minded by {who}",
        &slots,
    );
    columns.taste.then(|| line.toned(Tone::Dim))
}

/// The clause under the cursor: the option in full, and what it is worth to everybody of what could be had.
fn about(scene: &Scene<'_>, clause: usize) -> Line {
    let words = scene.desk.words();
    let option = scene.shown.option(clause);
    let me = scene.desk.seat().0;
    let worth = |name: Line, utility: &Utility| {
        let slots = [
            ("who", name),
            (
                "worth",
                (part(utility, clause, option) / POINT).to_string().into(),
            ),
            ("best", (best(utility, clause) / POINT).to_string().into()),
        ];
        fill("{who} {worth}/{best}", &slots)
    };
    let own = scene.advice.beliefs.iter().find(|(actor, _)| *actor == me);
    let own = own.map(|(_, it)| worth("you".into(), it));
    let all = others(scene).map(|(actor, it)| worth(words.actor(actor).into(), it));
    let slots = [
        (
            "clause",
            Line::new(&words.clause(scene.table, clause).plain(), Tone::Strong),
        ),
        ("option", words.option(scene.table, clause, option)),
        ("worth", Line::joined(own.into_iter().chain(all), ", ")),
    ];
    let line = fill("{clause}, {option}: {worth}", &slots);
    let bound = scene.page.bound(clause);
    if bound.is_empty() {
        line
    } else {
        line.then(". ").then(bound)
    }
}
