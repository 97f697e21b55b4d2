//! What else a game might have come to: its decisions, what could have been done otherwise, and both outcomes side by side.

use crate::foresight::{Change, Decision, Fan, Upshots};
use crate::model::{Order, Points, Turn};
use crate::scenario::{Item, Scenario};
use crate::session::{Comparison, Otherwise};
use crate::text::report::held;
use crate::text::{Line, Tone, Words, fill, signed, tenths, whole};

/// An index is told where the two games lie so far apart in it.
const APART: Points = Points::whole(2);
/// Endings that are told of the redraws.
const ENDINGS: usize = 3;

/// Two outcomes side by side.
#[derive(Clone, Debug)]
pub struct Told {
    /// What was changed, and what it would have come to.
    pub head: Vec<Line>,
    /// What stands over the columns, the first of words.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<Line>>,
    /// How the redraws ended, and what all this rests on.
    pub after: Vec<Line>,
}

impl Words<'_> {
    /// A decision with its date: "turn 5 (August 2014): answered …".
    #[must_use]
    pub fn decision(&self, decision: &Decision) -> Line {
        let slots = [
            ("when", self.when(decision.turn)),
            ("order", self.accepted(&decision.order)),
        ];
        fill("{when}: {order}", &slots)
    }

    fn when(&self, turn: Turn) -> Line {
        let slots = [
            ("turn", Line::from(turn.0.to_string())),
            ("month", self.month_of(turn).into()),
        ];
        fill("turn {turn} ({month})", &slots)
    }

    /// What is done otherwise, without what it is done instead of.
    #[must_use]
    pub fn done_otherwise(&self, change: Change) -> Line {
        match change {
            Change::Nothing => "nothing".into(),
            Change::Drop(_) => "leave it out".into(),
            Change::Replace(_, Order::Respond { event, choice, .. }) => {
                fill("answer {answer}", &[("answer", self.answer(event, choice))])
            }
            Change::Replace(_, order) => self.accepted(&order),
            Change::Move(_, turn) => fill("do it in {when}", &[("when", self.when(turn))]),
            Change::Idle(turn) => fill(
                "order nothing in {when}, and take the defaults",
                &[("when", self.when(turn))],
            ),
        }
    }

    /// What is done otherwise, and what was done: one sentence.
    #[must_use]
    pub fn changed(&self, otherwise: &Otherwise, change: Change) -> Line {
        let place = match change {
            Change::Nothing | Change::Idle(_) => return self.done_otherwise(change),
            Change::Drop(place) | Change::Replace(place, _) | Change::Move(place, _) => place,
        };
        let Some((turn, order)) = otherwise.order_at(place) else {
            return self.done_otherwise(change);
        };
        let slots = [
            ("when", self.when(turn)),
            ("order", self.accepted(&order)),
            ("change", self.done_otherwise(change)),
        ];
        fill("{when}: {order}. Instead: {change}", &slots)
    }
}

/// A comparison in words and rows.
#[must_use]
pub fn told(otherwise: &Otherwise, found: &Comparison) -> Told {
    let scenario = otherwise.scenario();
    let words = Words::new(scenario.lexicon());
    let mut head = vec![words.changed(otherwise, found.change).capitalised()];
    head.push(words.upshot(found));
    head.push(words.kept(found));
    Told {
        head,
        columns: vec![
            "",
            "It came to",
            "Otherwise",
            "Redrawn",
            "Redrawn otherwise",
        ],
        rows: rows(scenario, found),
        after: after(&words, found),
    }
}

impl Words<'_> {
    /// How it would have ended.
    fn upshot(&self, found: &Comparison) -> Line {
        let (base, other) = (&found.base, &found.other);
        let name = |ending: Option<_>| {
            ending.map_or_else(
                || Line::from("no ending"),
                |it| self.quoted(Item::Ending(it)),
            )
        };
        let slots = [
            ("was", name(base.told.ending)),
            ("is", name(other.told.ending)),
            ("turn", self.when(other.told.turn)),
        ];
        if base.hash == other.hash {
            return fill(
                "It changes nothing: the game ends in the same state, {was}",
                &slots,
            );
        }
        match (base.told.ending == other.told.ending, other.told.forced) {
            (true, false) => fill("By the axes it ends as before: {was}", &slots),
            (true, true) => fill("It ends as before, {was}, in {turn}", &slots),
            (false, false) => fill("By the axes it ends as {is} instead of {was}", &slots),
            (false, true) => fill("It ends in {turn} as {is} instead of {was}", &slots),
        }
    }

    /// What was kept of what followed.
    fn kept(&self, found: &Comparison) -> Line {
        let slots = [
            ("left", Line::from(found.other.left_out.to_string())),
            ("default", found.other.by_default.to_string().into()),
        ];
        fill(
            "Your other orders as you gave them; left out, as no longer legal or not asked for: {left}; answers and steps that \
             fell to the default: {default}",
            &slots,
        )
    }
}

fn rows(scenario: &Scenario, found: &Comparison) -> Vec<Vec<Line>> {
    let words = Words::new(scenario.lexicon());
    let axes: Vec<_> = scenario.axes().collect();
    let (base, other) = (&found.base, &found.other);
    let mut rows = Vec::new();
    for (place, (gauge, _)) in scenario.gauges().enumerate() {
        let at = |it: &crate::foresight::Upshot| it.gauges.get(place).copied();
        let (Some(was), Some(is)) = (at(&base.told), at(&other.told)) else {
            continue;
        };
        let (before, now) = (base.redrawn.fan(place), other.redrawn.fan(place));
        let moved = before.zip(now).map(|(a, b)| apart(a.middle, b.middle));
        let far = moved
            .unwrap_or(Points::ZERO)
            .magnitude()
            .max(is.minus(was).magnitude());
        if !axes.contains(&gauge) && far < APART {
            continue;
        }
        rows.push(vec![
            words.name(Item::Gauge(gauge)).into(),
            whole(was).into(),
            with_change(is, was),
            before.map_or_else(Line::default, |fan| spread(&fan, None)),
            now.map_or_else(Line::default, |fan| spread(&fan, moved)),
        ]);
    }
    rows.push(vec![
        "Mechanisms in use".into(),
        base.told.in_use.to_string().into(),
        other.told.in_use.to_string().into(),
        mean_in_use(&base.redrawn),
        mean_in_use(&other.redrawn),
    ]);
    rows.push(vec![
        "Serious crises".into(),
        base.told.serious.to_string().into(),
        other.told.serious.to_string().into(),
        share(&base.redrawn, |it| it.serious > 0),
        share(&other.redrawn, |it| it.serious > 0),
    ]);
    rows.push(vec![
        "Wars".into(),
        base.told.wars.to_string().into(),
        other.told.wars.to_string().into(),
        share(&base.redrawn, |it| it.wars > 0),
        share(&other.redrawn, |it| it.wars > 0),
    ]);
    rows.push(vec![
        "The order holds".into(),
        durability(base.durability.as_ref()),
        durability(other.durability.as_ref()),
        Line::default(),
        Line::default(),
    ]);
    rows
}

fn with_change(is: Points, was: Points) -> Line {
    let line = Line::from(whole(is));
    match apart(was, is) {
        Points::ZERO => line,
        moved => line.then(format!(" ({})", signed(moved))),
    }
}

/// How far two figures are apart as they are shown.
fn apart(was: Points, is: Points) -> Points {
    Points::whole(is.displayed() - was.displayed())
}

/// "52 (+3), 40–63": the middle, how far it moved, and the range.
fn spread(fan: &Fan, moved: Option<Points>) -> Line {
    let middle = whole(fan.middle);
    let range = format!("{}–{}", whole(fan.lowest), whole(fan.highest));
    match moved.filter(|moved| moved.displayed() != 0) {
        Some(moved) => format!("{middle} ({}), {range}", signed(moved)).into(),
        None => format!("{middle}, {range}").into(),
    }
}

fn mean_in_use(drawn: &Upshots) -> Line {
    if drawn.is_empty() {
        return Line::default();
    }
    format!("mean {}", tenths(drawn.in_use())).into()
}

fn share(drawn: &Upshots, what: impl Fn(&crate::foresight::Upshot) -> bool) -> Line {
    if drawn.is_empty() {
        return Line::default();
    }
    let (share, within) = drawn.share(what);
    format!("in {} % ±{}", (share.0 + 5) / 10, (within.0 + 5) / 10).into()
}

fn durability(found: Option<&crate::foresight::Durability>) -> Line {
    match found {
        None => "none left".into(),
        Some(found) if found.is_empty() => Line::default(),
        Some(found) => held(found),
    }
}

fn after(words: &Words<'_>, found: &Comparison) -> Vec<Line> {
    let mut lines = Vec::new();
    let drawn = found.base.redrawn.len();
    if drawn > 0 {
        let slots = [
            ("count", Line::from(drawn.to_string())),
            ("when", words.when(found.turn)),
            ("was", words.endings(&found.base.redrawn)),
            ("is", words.endings(&found.other.redrawn)),
        ];
        lines.push(fill(
            "Redrawn: chance drawn anew {count} times after {when}, the same for both; the middle, and eight in ten",
            &slots,
        ));
        if found.base.told.forced && found.base.told.turn <= found.turn {
            lines.push(Line::new(
                "As it was, the game was over with that turn: nothing was left to draw anew, and its column says no more than \
                 that",
                Tone::Warn,
            ));
        }
        lines.push(fill("As it was they end as {was}", &slots));
        lines.push(fill("Otherwise as {is}", &slots));
    }
    let watched = found.other.durability.as_ref().map_or(0, |it| it.len());
    if watched > 0 {
        let slots = [("count", Line::from(watched.to_string()))];
        lines.push(fill(
            "The order holds: the share of {count} futures of eight turns in which nobody tends it and no crisis comes to rung \
             four, which is what serious means here",
            &slots,
        ));
    }
    if !found.faithful {
        lines.push(Line::new(
            "Played again without a change, this game comes out otherwise than in the save: capitals decide otherwise in this \
             version. Both sides are of this version.",
            Tone::Warn,
        ));
    }
    lines.push(Line::new(
        "Statements about the model, not about history: the same shocks from outside, the other capitals deciding by what they \
         see, nobody in your seat thinking again",
        Tone::Dim,
    ));
    lines
}

impl Words<'_> {
    /// "‘A’ 12, ‘B’ 8".
    fn endings(&self, drawn: &Upshots) -> Line {
        let all = drawn.endings();
        let told = all.iter().take(ENDINGS).map(|(ending, count)| {
            let slots = [
                ("name", self.quoted(Item::Ending(*ending))),
                ("count", count.to_string().into()),
            ];
            fill("{name} {count}", &slots)
        });
        let line = Line::joined(told, ", ");
        let rest: u32 = all.iter().skip(ENDINGS).map(|(_, count)| count).sum();
        if rest == 0 {
            return line;
        }
        line.then(format!(", others {rest}"))
    }
}

/// A comparison as lines for a screen of this width: columns that stand below each other.
#[must_use]
pub fn lines(otherwise: &Otherwise, found: &Comparison) -> Vec<Line> {
    let told = told(otherwise, found);
    let mut lines = told.head;
    lines.push(Line::default());
    let heads = told.columns.iter().map(|head| Line::new(head, Tone::Dim));
    lines.push(row(&heads.collect::<Vec<_>>()));
    lines.extend(told.rows.iter().map(|cells| row(cells)));
    lines.push(Line::default());
    lines.extend(told.after);
    lines
}

/// The widths of the columns: 72 in all, for the smallest screen.
const WIDE: [usize; 5] = [18, 10, 11, 14, 19];

fn row(cells: &[Line]) -> Line {
    let mut line = Line::default();
    let filled = cells.iter().rposition(|cell| !cell.is_empty());
    let cells = cells.iter().take(filled.map_or(0, |last| last + 1));
    for (place, (cell, wide)) in cells.zip(WIDE).enumerate() {
        let taken = cell.plain().chars().count();
        let gap = " ".repeat(wide.saturating_sub(taken).max(usize::from(place > 0)));
        line = if place == 0 {
            line.then(cell.clone()).then(gap)
        } else {
            line.then(gap).then(cell.clone())
        };
    }
    line
}

/// What stands over the list of decisions.
#[must_use]
pub fn introduction() -> Line {
    "Change one decision; the rest is played again".into()
}

/// What the search for the decisions that matter most is called.
#[must_use]
pub fn search_for_the_most() -> Line {
    "The three whose change moves the outcome most".into()
}

/// Why no game can be played otherwise here.
#[must_use]
pub fn not_here() -> Line {
    "This game can't be played otherwise: it is under way, or a seat beside yours was played by a person or by a strategy that \
     isn't known here"
        .into()
}
