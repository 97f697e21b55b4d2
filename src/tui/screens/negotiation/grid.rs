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

/// Cells of an option from which on the others' taste has room.
const ROOMY: usize = 21;

/// Where the columns stand.
struct Columns {
    name: usize,
    /// Cells for the options of a clause, together.
    room: usize,
    taste: bool,
}

impl Columns {
    fn of(scene: &Scene<'_>, wide: usize) -> Self {
        let definition = scene.desk.scenario().table(scene.table);
        let words = scene.desk.words();
        let count = definition.clauses.len();
        let names = (0..count).map(|at| line_width(&words.clause(scene.table, at)));
        let name = (names.max().unwrap_or(0) + 1).min(wide / 5).max(8);
        let options = definition.clauses.iter().map(|it| it.options.len());
        let options = options.max().unwrap_or(1).max(1);
        let room = wide.saturating_sub(name + 2);
        Self {
            name,
            room,
            taste: room / options >= ROOMY,
        }
    }

    /// Cells of each option of a clause with so many: clauses with few have room for their labels.
    fn option(&self, count: usize) -> usize {
        (self.room / count.max(1)).min(34)
    }
}

/// Draws the grid with the clause under the cursor explained below it; says how many rows it took.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect, scene: &Scene<'_>, clause: usize) -> u16 {
    let wide = usize::from(area.width);
    let columns = Columns::of(scene, wide);
    let count = scene.desk.scenario().table(scene.table).clauses.len();
    for (at, row) in (0..count).zip(area.rows()) {
        let what = What::steps(at, clause, (Key::Up, Key::Down));
        pen.hit(Hit { area: row, what });
        draw_clause(pen, row, scene, (at, at == clause), &columns);
    }
    let rest = below(area, cells(count));
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
    cells(count + shown)
}

fn draw_clause(
    pen: &mut Pen<'_>,
    row: Rect,
    scene: &Scene<'_>,
    (at, here): (usize, bool),
    columns: &Columns,
) {
    let definition = scene.desk.scenario().table(scene.table);
    let Some(clause) = definition.clauses.get(at) else {
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
    pen.line(inner, &column(&name, columns.name));
    let mut x = inner.x.saturating_add(cells(columns.name));
    let wide = columns.option(clause.options.len());
    for option in 0..clause.options.len() {
        let cell = Rect {
            x,
            width: cells(wide).min(row.right().saturating_sub(x)),
            ..row
        };
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
        x = x.saturating_add(cells(wide)).min(row.right());
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
