//! The panes above the options: the ladder on the left, the rest beside it, as many as there is room for.

use ratatui::layout::Rect;

use crate::session::foretold::Credit;
use crate::text::crises::page::Page;
use crate::text::{Line, Tone};
use crate::tui::list::Focus;
use crate::tui::paint::{Pen, cells, wrap};
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
            Self::About => page.about(),
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

/// Cells of the ladder's column, and the least that a column of panes needs.
const LADDER: u16 = 31;
const LEAST: u16 = 44;

/// Draws the ladder and the panes, beginning with the `first` of them; what has no room is one Tab away.
pub(super) fn draw(
    pen: &mut Pen<'_>,
    area: Rect,
    (page, credits): (&Page<'_>, &[Credit]),
    first: usize,
) {
    let left = if area.width >= 120 {
        LADDER + 12
    } else {
        LADDER
    };
    let left = left.min(area.width);
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
    pen.lines(below, &lines);
    let rest = Rect {
        x: area.x + left + 1,
        width: area.width.saturating_sub(left + 1),
        ..area
    };
    panes(pen, rest, (page, credits), first);
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

/// As many lines as there is room for; the last one says that there are more.
fn marked(lines: &[Line], tall: usize) -> Vec<Line> {
    let mut shown: Vec<Line> = lines.iter().take(tall).cloned().collect();
    if lines.len() > tall
        && let Some(last) = shown.pop()
    {
        shown.push(last.then(Line::new(" …", Tone::Dim)));
    }
    shown
}

/// A pane with its lines broken to fit.
type Broken = (Block, Vec<Line>);

fn panes(pen: &mut Pen<'_>, area: Rect, (page, credits): (&Page<'_>, &[Credit]), first: usize) {
    let columns = (area.width / LEAST).clamp(1, 3);
    let wide = (area.width + 1) / columns;
    let inner = wide.saturating_sub(1);
    let mut order = Block::order(page);
    order.rotate_left(first % Block::COUNT);
    let broken = order.into_iter().map(|block| {
        let lines = block.lines(page, credits);
        let lines = lines
            .iter()
            .flat_map(|line| wrap(line, usize::from(inner), 2));
        (block, lines.collect())
    });
    let broken: Vec<Broken> = broken.collect();
    let total: usize = broken.iter().map(|(_, lines)| lines.len() + 1).sum();
    let share = cells(total.div_ceil(usize::from(columns)));
    let mut at = Rect {
        width: inner,
        ..area
    };
    for (block, lines) in broken {
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
            return;
        }
        let below = heading(pen, at, &block.title(page), Focus::Elsewhere);
        pen.lines(below, &marked(&lines, usize::from(below.height)));
        let used = tall.min(at.height);
        at = Rect {
            y: at.y + used,
            height: at.height - used,
            ..at
        };
    }
}
