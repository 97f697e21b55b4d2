//! What the staff would do, in words: the course, what each order is for, what follows, and what it comes to.

use crate::foresight::search::Line as Course;
use crate::foresight::{Later, Proposal, Reason};
use crate::model::{Order, PerMille, Points};
use crate::rules::View;
use crate::scenario::Item;
use crate::text::{Line, Tone, Words, fill, signed_fine, whole};

/// A difference smaller than this is noise.
const SMALL: Points = Points::thousandths(300);
/// A difference in the share of worlds, per mille, that is noise.
const SMALL_SHARE: i32 = 20;
/// So many differences are named.
const NAMED: usize = 3;

/// What is said until there is a plan.
pub const AT_WORK: &str =
    "The staff is at work: every course it knows, in worlds that agree with what you know …";
/// What is said if there is none.
pub const NO_COURSE: &str = "Your staff knows no course for this seat.";

/// The staff's plan.
#[must_use]
pub fn lines(view: &View<'_>, proposal: &Proposal) -> Vec<Line> {
    let words = Words::new(view.scenario().lexicon());
    let mut lines = vec![head(view, &words, proposal), Line::default()];
    let asked = view.owed().next().is_some();
    let now = if asked {
        "Answers now; for the plan of this turn, ask again once they are given"
    } else {
        "Now"
    };
    lines.push(Line::new(now, Tone::Strong));
    if proposal.reasons.is_empty() {
        lines.push("  nothing more: what there is is worth more later".into());
    }
    for reason in &proposal.reasons {
        lines.extend(order(view, &words, reason));
    }
    if !proposal.later.is_empty() {
        lines.push(Line::default());
        lines.push(Line::new("Then, in so many of 100 worlds", Tone::Strong));
        lines.extend(proposal.later.iter().map(|it| later(&words, it)));
    }
    lines.push(Line::default());
    lines.extend(outcome(view, &words, proposal));
    lines.push(Line::default());
    lines.push(Line::new(
        "The staff's worlds are the model's: what comes of tables and crises is met when it comes.",
        Tone::Dim,
    ));
    lines
}

fn head(view: &View<'_>, words: &Words<'_>, proposal: &Proposal) -> Line {
    let worlds = proposal.plan.worths.len().to_string();
    fill(
        "Of {tried} courses the best in worlds that agree with what you know ({worlds} looked at closely): {course}",
        &[
            ("tried", proposal.tried.to_string().into()),
            ("worlds", worlds.into()),
            ("course", course(view, words, &proposal.plan.strategy)),
        ],
    )
}

fn order(view: &View<'_>, words: &Words<'_>, reason: &Reason) -> Vec<Line> {
    let what = Line::from("  ").then(ordered(words, &reason.order).capitalised());
    vec![what, Line::from("    ").then(purpose(view, words, reason))]
}

/// An order as a thing to do.
fn ordered(words: &Words<'_>, order: &Order) -> Line {
    match *order {
        Order::Launch { initiative, target } => words.directed(initiative, target),
        Order::Respond {
            event,
            subject,
            choice,
        } => {
            let answer = words.answer(event, choice);
            words.event(event, subject).then(": ").then(answer)
        }
        Order::Table(..)
        | Order::Step(..)
        | Order::Schedule { .. }
        | Order::Publish
        | Order::Cancel { .. }
        | Order::End => words.accepted(order),
    }
}

/// What an order adds to leaving it out, an answer to the default.
fn purpose(view: &View<'_>, words: &Words<'_>, reason: &Reason) -> Line {
    if is_default(view, &reason.order) {
        return Line::new("what is taken by default", Tone::Dim);
    }
    let axes = view.scenario().axes().zip(&reason.axes);
    let mut moved: Vec<(String, Points)> = axes
        .filter(|(_, by)| size(**by) >= SMALL)
        .map(|(axis, by)| (words.name(Item::Gauge(axis)).to_lowercase(), *by))
        .collect();
    moved.sort_by_key(|(_, by)| std::cmp::Reverse(size(*by)));
    moved.truncate(NAMED);
    let mut said: Vec<Line> = moved
        .into_iter()
        .map(|(name, by)| format!("{name} {}", signed_fine(by)).into())
        .collect();
    if reason.held.0.abs() >= SMALL_SHARE {
        said.push(held_in(reason.held));
    }
    if said.is_empty() {
        return Line::new(
            "no difference by the end that stands out from chance",
            Tone::Dim,
        );
    }
    Line::new("by the end ", Tone::Dim).then(Line::joined(said, ", "))
}

fn later(words: &Words<'_>, later: &Later) -> Line {
    let what = ordered(words, &later.order);
    let when = format!(
        "  {:<16} {:>3}  ",
        words.month_of(later.turn),
        in_hundred(later.share)
    );
    Line::from(when).then(what)
}

/// Every axis by the end, by this plan and with nothing more ordered.
fn outcome(view: &View<'_>, words: &Words<'_>, proposal: &Proposal) -> Vec<Line> {
    let (plan, stand) = (&proposal.plan, &proposal.stand);
    let heading = format!(
        "  {:<22} {:>5} {:>14} {:>14}",
        "By the end", "now", "by this plan", "as it stands"
    );
    let mut lines = vec![Line::new(&heading, Tone::Strong)];
    for (place, axis) in view.scenario().axes().enumerate() {
        let name = words.name(Item::Gauge(axis));
        let [now, this, that] = [view.gauge(axis), plan.axis(place), stand.axis(place)].map(whole);
        lines.push(format!("  {name:<22} {now:>5} {this:>14} {that:>14}").into());
    }
    let held = |course: &Course| format!("{} of 100", in_hundred(course.held()));
    let name = "The order holds";
    let [this, that] = [held(plan), held(stand)];
    lines.push(format!("  {name:<22} {:>5} {this:>14} {that:>14}", "").into());
    lines
}

fn held_in(more: PerMille) -> Line {
    let count = in_hundred(PerMille(more.0.abs()));
    let than = if more.0 > 0 { "more" } else { "fewer" };
    format!("the order holds in {count} {than} of 100").into()
}

fn is_default(view: &View<'_>, order: &Order) -> bool {
    let Order::Respond { event, subject, .. } = *order else {
        return false;
    };
    view.default_answer(event, subject) == Some(*order)
}

/// What a strategy is called: by the pack, or by what it does.
fn course(view: &View<'_>, words: &Words<'_>, name: &str) -> Line {
    match view.scenario().catalogue().find_strategy(name) {
        Some(id) => words.quoted(Item::Strategy(id)),
        None => fill("what {name} would do", &[("name", Line::from(name))]),
    }
}

fn size(points: Points) -> Points {
    points.max(Points::ZERO.minus(points))
}

fn in_hundred(share: PerMille) -> i32 {
    (share.0 + 5).div_euclid(10)
}
