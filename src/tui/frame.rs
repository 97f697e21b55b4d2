//! The frame of every screen: title, pages, content, message, and the keys that work now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::text::{Line, Tone, with_keys};
use crate::tui::app::App;
use crate::tui::ascii;
use crate::tui::context::Context;
use crate::tui::help;
use crate::tui::keys::Key;
use crate::tui::lesson::{Lesson, Room};
use crate::tui::mouse::{Hit, What};
use crate::tui::paint::{Pen, cells, ends, line_width, width, wrap};
use crate::tui::screens::{Component, Hint, Page, Screen, Shape};
use crate::tui::theme::Signs;

/// The smallest screen on which everything can be played.
pub(in crate::tui) const LEAST: (u16, u16) = (80, 24);

/// From this width on the header names the act.
const ROOM_FOR_ACTS: u16 = 160;

/// With fewer rows than these a lesson folds while something lies over the page.
const ROOM_FOR_LESSONS: u16 = 30;

/// With fewer cells than these on its sides a frame stands alone on its rows.
const LEAST_BESIDE: u16 = 12;

/// Whether the screen is large enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Fit {
    /// It is.
    Enough,
    /// It isn't.
    TooSmall,
}

/// Whether a screen of this size is large enough.
pub(in crate::tui) fn fit(size: (u16, u16)) -> Fit {
    if size.0 >= LEAST.0 && size.1 >= LEAST.1 {
        Fit::Enough
    } else {
        Fit::TooSmall
    }
}

/// Draws the whole screen.
pub(in crate::tui) fn draw(buffer: &mut Buffer, app: &mut App) {
    let area = buffer.area;
    let (theme, preferences) = (app.theme, app.preferences());
    let mut pen = Pen::new(buffer, theme).with(preferences.bindings());
    match fit((area.width, area.height)) {
        Fit::TooSmall => too_small(&mut pen, area),
        Fit::Enough => draw_all(&mut pen, area, app),
    }
    app.selected = std::mem::take(pen.selected());
    app.hits = std::mem::take(pen.hits());
    theme.ground(buffer);
    match theme.signs {
        Signs::All => {}
        Signs::Ascii => ascii::turn(buffer),
    }
}

fn too_small(pen: &mut Pen<'_>, area: Rect) {
    let (wide, tall) = LEAST;
    let lines = [
        Line::new("The screen is too small", Tone::Strong),
        Line::from(format!(
            "it has {}×{}, the game needs {wide}×{tall}",
            area.width, area.height
        )),
        with_keys("enlarge it to go on · {quit} quits").toned(Tone::Dim),
    ];
    let top = area.height.saturating_sub(3) / 2;
    for (row, line) in area.rows().skip(usize::from(top)).zip(&lines) {
        let left = row.width.saturating_sub(cells(line_width(line))) / 2;
        pen.line(inset(row, left), line);
    }
}

fn inset(row: Rect, left: u16) -> Rect {
    let left = left.min(row.width);
    Rect {
        x: row.x + left,
        width: row.width - left,
        ..row
    }
}

/// The rows of the screen: header, content, lesson, message, keys.
struct Rows {
    header: Rect,
    content: Rect,
    strip: Rect,
    message: Rect,
    keys: Rect,
}

fn rows(area: Rect, header: u16, (strip, message): (u16, u16)) -> Rows {
    let row = |y, height| Rect {
        y: area.y + y,
        height,
        ..area
    };
    Rows {
        header: row(0, header),
        content: row(
            header,
            area.height.saturating_sub(header + strip + message + 1),
        ),
        strip: row(area.height.saturating_sub(strip + message + 1), strip),
        message: row(area.height.saturating_sub(message + 1), message),
        keys: row(area.height.saturating_sub(1), 1),
    }
}

fn draw_all(pen: &mut Pen<'_>, area: Rect, app: &mut App) {
    let page = app.page();
    let message = app.message().cloned();
    let preferences = app.preferences();
    let tall = area.height >= ROOM_FOR_LESSONS;
    let room = match app.top().part().shape() {
        Shape::Letter(_) | Shape::Dialog(_) if !tall => Room::Little,
        Shape::Letter(_) | Shape::Dialog(_) | Shape::Full if tall && area.width >= 100 => {
            Room::Plenty
        }
        Shape::Letter(_) | Shape::Dialog(_) | Shape::Full => Room::Enough,
    };
    let wide = padded(area).width;
    let strip = Lesson::of(app.strip(), (wide, room), preferences.bindings());
    let said = message.map_or_else(Vec::new, |message| said(pen, area, &message));
    let header_rows = if page.is_some() { 3 } else { 1 };
    let foot = (strip.height(), cells(said.len()).max(1));
    let rows = rows(area, header_rows, foot);
    let (layers, context) = app.layers();
    let top = layers.len().saturating_sub(1);
    // A page of its own that lies over the pages is none of them.
    let mut above = layers.iter().skip(1);
    let covered = above.any(|screen| {
        let part = screen.part();
        part.shape() == Shape::Full || part.place() == Place::Debrief
    });
    let marked = page.filter(|_| !covered);
    let headed = layers.iter().rev().find_map(|it| it.part().headed());
    header(pen, rows.header, &context, (marked, strip.look()));
    about_another(pen, rows.header, headed.as_ref());
    // What lies below a page or a letter isn't seen.
    let covers = |screen: &&mut Screen| !matches!(screen.part().shape(), Shape::Dialog(_));
    let first = layers.iter().rposition(covers).unwrap_or(0);
    for (place, screen) in layers.into_iter().enumerate().skip(first) {
        let part = screen.part_mut();
        if place > first {
            // What lies below can't be clicked.
            pen.hits().clear();
            pen.selected().clear();
        }
        match part.shape() {
            Shape::Full => {
                pen.clear(rows.content);
                part.draw(pen, padded(rows.content), &context);
            }
            Shape::Letter(wide) => {
                pen.clear(rows.content);
                let inner = dialog(pen, rows.content, part, wide, &context);
                part.draw(pen, inner, &context);
            }
            Shape::Dialog(wide) => {
                pen.restyle(rows.content, pen.theme().behind());
                let inner = dialog(pen, rows.content, part, wide, &context);
                part.draw(pen, inner, &context);
            }
        }
        if place == top {
            keys(pen, rows.keys, &help::hints(part, &context), &context);
        }
    }
    strip.draw(pen, rows.strip);
    pen.clear(rows.message);
    pen.lines(padded(rows.message), &said);
}

/// What stands in place of the first row while another game is looked at.
fn about_another(pen: &mut Pen<'_>, header: Rect, headed: Option<&Line>) {
    let row = Rect {
        height: header.height.min(1),
        ..header
    };
    if let Some(line) = headed {
        pen.clear(row);
        pen.line(padded(row), line);
    }
}

/// The most rows of a message.
const MOST_SAID: usize = 3;

/// A message as it stands above the keys. What is longer than its row takes rows from the content, until the next key.
fn said(pen: &Pen<'_>, area: Rect, message: &Line) -> Vec<Line> {
    let wide = usize::from(padded(area).width);
    let mut lines = wrap(&pen.shown(message), wide, 0);
    lines.truncate(MOST_SAID);
    lines
}

fn padded(area: Rect) -> Rect {
    let margin = u16::from(area.width > 2);
    Rect {
        x: area.x + margin,
        width: area.width - 2 * margin,
        ..area
    }
}

/// Scenario, turn and day on the left; seat, capital and hands on the right; the pages below.
fn header(
    pen: &mut Pen<'_>,
    area: Rect,
    context: &Context<'_>,
    (page, look): (Option<Page>, Option<Page>),
) {
    let Some(desk) = context.desk() else { return };
    let words = desk.words();
    let view = desk.view();
    let name = Line::new(&words.name(crate::scenario::Item::Scenario), Tone::Strong);
    let (when, short) = match view.over() {
        Some(_) => {
            let ending = context
                .preferences
                .bindings()
                .key(Action::Jump(Place::Debrief));
            let end = Line::from(format!("the end: {ending} tells how"));
            (end.clone(), end)
        }
        None => (words.turn(view.turn()), words.turn_in_short(view.turn())),
    };
    let act = desk.scenario().act(view.turn()).map(|(item, _)| item);
    let when = match act.filter(|_| area.width >= ROOM_FOR_ACTS && view.over().is_none()) {
        Some(act) => when.then(" · ").then(words.name(act).as_str()),
        None => when,
    };
    let right = words.purse(desk.seat(), view.capital(), view.hands());
    let row = padded(Rect { height: 1, ..area });
    let wide = usize::from(row.width);
    // The day gives way first, then the name: what changes stays.
    let fits = |when: &Line| line_width(&name) + line_width(when) + line_width(&right) + 5 <= wide;
    let left = match (fits(&when), fits(&short)) {
        (true, _) => name.then(" · ").then(when),
        (false, true) => name.then(" · ").then(short),
        (false, false) => {
            let room = wide.saturating_sub(line_width(&short) + line_width(&right) + 6);
            begun(&name, room).then(" · ").then(short)
        }
    };
    pen.line(row, &ends(&left, &right, wide));
    if area.height > 2 {
        tabs(
            pen,
            Rect {
                y: area.y + 1,
                height: 1,
                ..area
            },
            (page, look),
            context,
        );
        pen.rule(Rect {
            y: area.y + 2,
            height: 1,
            ..area
        });
    }
}

/// The first words of a name, as many as there is room for.
fn begun(name: &Line, room: usize) -> Line {
    let plain = name.plain();
    let mut kept = String::new();
    for word in plain.split(' ') {
        if width(&kept) + 1 + width(word) > room {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    Line::new(&format!("{kept}…"), Tone::Strong)
}

/// The pages with their keys; the one that is shown stands between marks with a space on both sides, the one to which a lesson leads stands out.
fn tabs(
    pen: &mut Pen<'_>,
    area: Rect,
    (page, look): (Option<Page>, Option<Page>),
    context: &Context<'_>,
) {
    let bindings = context.preferences.bindings();
    let name = |known: Page| {
        let key = bindings.key(known.jump());
        format!("{key} {}", known.name(area.width))
    };
    let names: usize = Page::ALL.into_iter().map(|known| width(&name(known))).sum();
    let room = usize::from(area.width).saturating_sub(names + 2);
    // Where gaps are one cell wide the marks move what follows by two; else they stand in the gaps.
    let gap = (room / (Page::ALL.len() - 1)).clamp(1, 3);
    let mut row = inset(area, 1);
    for (place, known) in Page::ALL.into_iter().enumerate() {
        let text = name(known);
        let marked = page == Some(known);
        if marked && gap == 1 && place > 0 {
            row = inset(row, 1);
        }
        if marked {
            let marks = Rect {
                x: row.x.saturating_sub(1),
                width: row.width.saturating_add(1),
                ..row
            };
            pen.text(marks, &format!("‹{text}›"), pen.theme().selected());
        } else {
            let tone = if look == Some(known) {
                Tone::Key
            } else {
                Tone::Plain
            };
            pen.text(row, &text, pen.theme().tone(tone));
        }
        let area = Rect {
            width: cells(width(&text)).min(row.width),
            ..row
        };
        let what = What::Page(known);
        pen.hit(Hit { area, what });
        let after = gap + usize::from(marked && gap == 1);
        row = inset(row, cells(width(&text) + after));
    }
}

/// A frame in the middle of the content; gives its inside.
fn dialog(
    pen: &mut Pen<'_>,
    content: Rect,
    part: &dyn Component,
    wide: u16,
    context: &Context<'_>,
) -> Rect {
    let wide = wide.min(content.width.saturating_sub(2));
    let most = content.height;
    let inner_wide = wide.saturating_sub(4);
    let tall = part.height(context, inner_wide).saturating_add(2).min(most);
    let area = Rect {
        x: content.x + (content.width - wide) / 2,
        y: content.y + (content.height - tall) / 2,
        width: wide,
        height: tall,
    };
    // What would be seen of a page beside a frame that takes nearly all of it is pieces of words.
    let around = if area.x - content.x < LEAST_BESIDE {
        Rect {
            x: content.x,
            width: content.width,
            ..area
        }
    } else {
        Rect {
            x: area.x.saturating_sub(1),
            width: area.width + 2,
            ..area
        }
    };
    pen.clear(around);
    border(pen, area, &part.title(context));
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: inner_wide,
        height: tall.saturating_sub(2),
    }
}

fn border(pen: &mut Pen<'_>, area: Rect, title: &str) {
    if area.width < 2 || area.height < 2 {
        return;
    }
    let style = pen.theme().frame();
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    for x in area.x..=right {
        pen.sign(x, area.y, "─", style);
        pen.sign(x, bottom, "─", style);
    }
    for y in area.y..=bottom {
        pen.sign(area.x, y, "│", style);
        pen.sign(right, y, "│", style);
    }
    for (x, y, corner) in [
        (area.x, area.y, "┌"),
        (right, area.y, "┐"),
        (area.x, bottom, "└"),
        (right, bottom, "┘"),
    ] {
        pen.sign(x, y, corner, style);
    }
    if !title.is_empty() {
        let row = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(4),
            height: 1,
            ..area
        };
        pen.line(row, &Line::new(&format!(" {title} "), Tone::Strong));
    }
}

/// The bottom line: as many keys as fit, help and quit always.
fn keys(pen: &mut Pen<'_>, area: Rect, hints: &[Hint], context: &Context<'_>) {
    pen.clear(area);
    let row = padded(area);
    let hints = if context.preferences.settings().hints {
        hints
    } else {
        hints.split_at(hints.len().saturating_sub(2)).1
    };
    let fits = fitting(hints, usize::from(row.width));
    let mut left = row;
    for hint in fits {
        pen.text(left, &hint.shown, pen.theme().key());
        let label = inset(left, cells(width(&hint.shown) + 1));
        pen.text(label, &hint.label, pen.theme().tone(Tone::Plain));
        if let Some(key) = Key::named(&hint.key) {
            let area = Rect {
                width: cells(hint_width(hint).saturating_sub(2)).min(left.width),
                ..left
            };
            let what = What::Key(key);
            pen.hit(Hit { area, what });
        }
        left = inset(label, cells(width(&hint.label) + 2));
    }
}

fn hint_width(hint: &Hint) -> usize {
    width(&hint.shown) + 1 + width(&hint.label) + 2
}

/// The last two always stay; of the others as many as there is room for.
fn fitting(hints: &[Hint], wide: usize) -> Vec<&Hint> {
    let (first, last) = hints.split_at(hints.len().saturating_sub(2));
    let mut room = (wide + 2).saturating_sub(last.iter().map(hint_width).sum());
    let mut kept: Vec<&Hint> = Vec::new();
    for hint in first {
        let Some(left) = room.checked_sub(hint_width(hint)) else {
            break;
        };
        room = left;
        kept.push(hint);
    }
    kept.extend(last);
    kept
}
