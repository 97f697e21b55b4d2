//! The panes above the options: the ladder on the left, the rest beside it, as many as there is room for.

use ratatui::layout::Rect;

use crate::session::foretold::Credit;
use crate::text::crises::page::Page;
use crate::text::{Line, Tone};
use crate::tui::list::Focus;
use crate::tui::paint::{Pen, cells, line_width, wrap};
use crate::tui::screens::panes::heading;

/// A pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// What the other may mean.
    Means,
    /// What advisers would do.
    Counsel,
    /// The risk in its parts, and what mechanisms contribute.
    Risk,
    /// The steps so far.
    Past,
    /// How far each would go, and what was said in public.
    Resolve,
    /// What happened at first.
    About,
}

impl Block {
    /// How many panes there are.
    pub const COUNT: usize = 6;

    /// Every pane, in the order in which a small screen shows them: what happened comes first, and from the first step on
    /// what both did.
    fn order(page: &Page<'_>) -> [Self; Self::COUNT] {
        let (news, old) = if page.crisis().history().is_empty() {
            (Self::About, Self::Past)
        } else {
            (Self::Past, Self::About)
        };
        [
            news,
            Self::Means,
            Self::Risk,
            Self::Counsel,
            Self::Resolve,
            old,
        ]
    }

    fn title(self, page: &Page<'_>) -> String {
        match self {
            Self::Means => match page.other() {
                Some(other) => format!("What {other} may mean"),
                None => "What they may mean".to_owned(),
            },
            Self::Risk => "An accident, if both hold".to_owned(),
            Self::Counsel => match page.divided() {
                Some(divided) => format!("Advisers: {}", divided.plain()),
                None => "Advisers".to_owned(),
            },
            Self::Past => "Steps so far".to_owned(),
            Self::Resolve => "Resolve and audiences".to_owned(),
            Self::About => "What happened".to_owned(),
        }
    }

    fn lines(self, page: &Page<'_>, credits: &[Credit]) -> Vec<Line> {
        let lines = match self {
            Self::Means => page.hypotheses(),
            Self::Risk => {
                let mut lines = vec![page.risk()];
                lines.extend(page.mechanisms());
                lines
            }
            Self::Counsel => {
                let said = page.advised(credits).into_iter();
                said.flat_map(|it| [it.head, indented(it.expects), indented(it.bias)])
                    .collect()
            }
            Self::Past => {
                // What stands now comes first: an offer, then the last step.
                let mut lines: Vec<Line> = page.offers().into_iter().collect();
                lines.extend(page.history().into_iter().rev());
                lines
            }
            Self::Resolve => {
                let mut lines = page.resolves();
                lines.extend(page.audience());
                lines.extend(page.between());
                lines
            }
            Self::About => {
                let mut lines = page.about();
                lines.push(page.now());
                lines
            }
        };
        if lines.is_empty() {
            return vec![Line::new(self.nothing(), Tone::Dim)];
        }
        lines
    }

    const fn nothing(self) -> &'static str {
        match self {
            Self::Past => "None yet",
            Self::Counsel => "Nobody is asked now",
            Self::Means | Self::Risk | Self::Resolve | Self::About => "Nothing that you could know",
        }
    }
}

fn indented(line: Line) -> Line {
    Line::from("  ").then(line)
}

/// The most and the least cells of the ladder's column, and the least that a column of panes needs.
const LADDER: (u16, u16) = (31, 22);
const LEAST: u16 = 44;

/// Where the panes begin: with which of them, and with which of its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Start {
    pub block: usize,
    pub line: usize,
}

impl Start {
    /// After Tab: what is left of the first pane, else the next one.
    pub fn next(self, more: Option<usize>) -> Self {
        match more {
            Some(line) => Self { line, ..self },
            None => Self {
                block: (self.block + 1) % Block::COUNT,
                line: 0,
            },
        }
    }

    /// After Tab the other way: the beginning of this pane, else the one before.
    pub fn previous(self) -> Self {
        let back = if self.line > 0 { 0 } else { Block::COUNT - 1 };
        Self {
            block: (self.block + back) % Block::COUNT,
            line: 0,
        }
    }
}

/// Cells of the ladder: as many as its rungs want on a narrow screen, with room for what each means on a wide one.
fn ladder_width(page: &Page<'_>, wide: u16) -> u16 {
    if wide >= 120 {
        return LADDER.0 + 12;
    }
    let rungs = page.ladder(0);
    let widest = rungs.iter().map(line_width).max().unwrap_or(0);
    cells(widest + 2).clamp(LADDER.1, LADDER.0).min(wide)
}

/// Draws the ladder and the panes from `start` on; what has no room is one Tab away. Gives the line with which the first pane
/// goes on, if it has no room for all of its own.
pub(super) fn draw(
    pen: &mut Pen<'_>,
    area: Rect,
    (page, credits): (&Page<'_>, &[Credit]),
    start: Start,
) -> Option<usize> {
    let left = ladder_width(page, area.width);
    let column = Rect {
        width: left,
        ..area
    };
    let below = heading(pen, column, "The ladder", Focus::Elsewhere);
    let lines = ladder(
        page,
        usize::from(left.saturating_sub(1)),
        usize::from(below.height),
    );
    let above = page
        .rungs_above()
        .saturating_sub(usize::from(below.height) / 2);
    pen.scroll(below, &lines, above);
    let rest = Rect {
        x: area.x + left + 2,
        width: area.width.saturating_sub(left + 2),
        ..area
    };
    panes(pen, rest, (page, credits), start)
}

/// The rungs with what each means, as far as there is room: all of them, the one now, or none.
fn ladder(page: &Page<'_>, wide: usize, tall: usize) -> Vec<Line> {
    let rungs = page.ladder(wide);
    let told: Vec<Vec<Line>> = page
        .rung_texts()
        .iter()
        .map(|lines| {
            let lines = lines
                .iter()
                .flat_map(|line| wrap(line, wide.saturating_sub(4), 0));
            let dim = lines.map(|line| Line::from("    ").then(line.toned(Tone::Dim)));
            dim.collect()
        })
        .collect();
    let all: usize = told.iter().map(Vec::len).sum();
    if rungs.len() + all <= tall {
        let both = rungs.into_iter().zip(told);
        return both
            .flat_map(|(rung, lines)| std::iter::once(rung).chain(lines))
            .collect();
    }
    let here: Vec<Line> = page
        .here()
        .iter()
        .flat_map(|line| wrap(line, wide, 0))
        .collect();
    let mut lines = rungs;
    if lines.len() + here.len() < tall {
        lines.push(Line::default());
        lines.extend(here);
    }
    lines
}

/// A pane with its lines broken to fit.
type Broken = (Block, Vec<Line>);

fn panes(
    pen: &mut Pen<'_>,
    area: Rect,
    (page, credits): (&Page<'_>, &[Credit]),
    start: Start,
) -> Option<usize> {
    let columns = (area.width / LEAST).clamp(1, 3);
    let wide = (area.width + 1) / columns;
    let inner = wide.saturating_sub(1);
    let mut order = Block::order(page);
    order.rotate_left(start.block % Block::COUNT);
    let broken = order.into_iter().map(|block| {
        let lines = block.lines(page, credits);
        let lines = lines
            .iter()
            .flat_map(|line| wrap(line, usize::from(inner.saturating_sub(1)), 2));
        (block, lines.collect())
    });
    let broken: Vec<Broken> = broken.collect();
    let mut more = None;
    let total: usize = broken.iter().map(|(_, lines)| lines.len() + 1).sum();
    let share = cells(total.div_ceil(usize::from(columns)));
    let mut at = Rect {
        width: inner,
        ..area
    };
    for (place, (block, lines)) in broken.into_iter().enumerate() {
        let tall = cells(lines.len() + 1);
        let begun = at.y > area.y;
        let full = tall > at.height || (columns > 1 && at.y - area.y + tall / 2 > share);
        let next = at.x.saturating_add(wide);
        let room = next.saturating_add(inner) <= area.right().saturating_add(1);
        if begun && full && room {
            at = Rect {
                x: next,
                width: inner,
                ..area
            };
        }
        if at.height < 2 {
            return more;
        }
        let below = heading(pen, at, &block.title(page), Focus::Elsewhere);
        let wanted = if place == 0 { start.line } else { 0 };
        let offset = pen.scroll(below, &lines, wanted);
        let next = offset + usize::from(below.height);
        if place == 0 && lines.len() > next {
            more = Some(next);
        }
        let used = tall.min(at.height);
        at = Rect {
            y: at.y + used,
            height: at.height - used,
            ..at
        };
    }
    more
}
