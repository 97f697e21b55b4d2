//! Dossiers: what a capital says, what it did, what analysts think that it wants, and how sure they are.

use crate::model::{ActorId, Fact, FigureId, Points, What};
use crate::rules::View;
use crate::scenario::Item;
use crate::scenario::mind::Side;
use crate::session::foretold::Foretold;
use crate::text::{Line, Tone, Words, fill, whole};

/// How many interests are named.
const NAMED: usize = 5;
/// How many of its last acts are told.
const ACTS: usize = 6;

/// A part of a dossier.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its heading.
    pub heading: Line,
    /// Its lines; a figure that a line is about can be unfolded.
    pub lines: Vec<(Line, Option<FigureId>)>,
}

/// What everybody may know of a capital's mind, as this seat's analysts have it; empty if the scenario says nothing.
#[must_use]
pub fn dossier<'f>(
    view: &View<'_>,
    actor: ActorId,
    facts: impl Iterator<Item = &'f Fact>,
) -> Vec<Part> {
    let words = Words::new(view.scenario().lexicon());
    let plain = |line: Line| (line, None);
    let mut parts = vec![Part {
        heading: "What it says".into(),
        lines: words
            .text(Item::Actor(actor))
            .into_iter()
            .map(plain)
            .collect(),
    }];
    if view.mind(actor).is_some() {
        let mut wants: Vec<(Line, Option<FigureId>)> = words
            .text(Item::Mind(actor))
            .into_iter()
            .map(plain)
            .collect();
        wants.extend(words.interests(view, actor));
        wants.extend(words.red_lines(view, actor));
        parts.push(Part {
            heading: "What analysts think it wants".into(),
            lines: wants,
        });
    }
    let did = words.acts(actor, facts);
    if !did.is_empty() {
        parts.push(Part {
            heading: "What it did".into(),
            lines: did.into_iter().map(plain).collect(),
        });
    }
    parts
}

/// What is expected of a capital now, and how earlier expectations turned out: how many were right, and the last ones.
#[must_use]
pub fn predictions(view: &View<'_>, actor: ActorId, earlier: &[Foretold]) -> Option<Part> {
    let words = Words::new(view.scenario().lexicon());
    let about = earlier.iter().filter(|it| it.expected.actor == actor);
    let about: Vec<&Foretold> = about.collect();
    let known: Vec<bool> = about.iter().filter_map(|it| it.was_right()).collect();
    if about.is_empty() {
        return None;
    }
    let right = known.iter().filter(|right| **right).count();
    let mut lines: Vec<(Line, Option<FigureId>)> = Vec::new();
    if !known.is_empty() {
        let slots = [
            ("right", right.to_string().as_str().into()),
            ("of", known.len().to_string().as_str().into()),
        ];
        lines.push((fill("Right in {right} of {of} so far", &slots), None));
    }
    for one in about.iter().rev().take(ACTS) {
        lines.push((words.foretold(one), None));
    }
    Some(Part {
        heading: "What analysts expected".into(),
        lines,
    })
}

impl Words<'_> {
    /// The figures that weigh most, by what a usual change of each is worth.
    fn interests(&self, view: &View<'_>, actor: ActorId) -> Vec<(Line, Option<FigureId>)> {
        let Some(wants) = view.declared(actor) else {
            return Vec::new();
        };
        let slots = view.scenario().slots();
        let mut weighed: Vec<(FigureId, i32)> = slots
            .iter()
            .map(|(figure, _)| (figure, wants.of(figure)))
            .filter(|(_, weight)| *weight != 0)
            .collect();
        weighed.sort_by_key(|(figure, weight)| (std::cmp::Reverse(weight.abs()), figure.0));
        let most = weighed.first().map_or(1, |(_, weight)| weight.abs().max(1));
        weighed
            .into_iter()
            .take(NAMED)
            .map(|(figure, weight)| {
                let slots = [
                    ("figure", self.figure(figure).as_str().into()),
                    ("sense", sense(weight).into()),
                    ("size", size(weight.abs() * 100 / most).into()),
                ];
                let line = fill("{sense} {figure}: {size}", &slots);
                (line, Some(figure))
            })
            .collect()
    }

    /// An expectation, and how it turned out.
    pub(in crate::text) fn foretold(&self, one: &Foretold) -> Line {
        let expected = one.expected;
        let slots = [
            ("turn", one.turn.0.to_string().as_str().into()),
            ("event", self.event(expected.event, expected.about)),
            ("answer", self.answer(expected.event, expected.choice)),
            ("sure", expected.sure.to_string().as_str().into()),
        ];
        let told = fill("Turn {turn}, {event}: {answer} ({sure} % sure)", &slots);
        match (one.was_right(), one.given) {
            (Some(true), _) => told.then(Line::new(": so it was", Tone::Good)),
            (Some(false), Some(given)) => {
                let given = self.answer(expected.event, given);
                let other = fill(": it was {given}", &[("given", given)]);
                told.then(other.toned(Tone::Warn))
            }
            (Some(false) | None, _) => told.then(Line::new(": not known yet", Tone::Dim)),
        }
    }

    fn red_lines(&self, view: &View<'_>, actor: ActorId) -> Vec<(Line, Option<FigureId>)> {
        let Some(mind) = view.mind(actor) else {
            return Vec::new();
        };
        let lines = mind.red_lines.iter().map(|line| {
            let now = view.reading(line.figure);
            let slots = [
                ("figure", self.figure(line.figure).as_str().into()),
                ("level", whole(line.level).into()),
                ("now", self.reading_short(now)),
            ];
            let crossed = line.beyond(now.middle()) > Points::ZERO;
            let told = match line.side {
                Side::Above => fill("A red line: {figure} above {level} (now {now})", &slots),
                Side::Below => fill("A red line: {figure} below {level} (now {now})", &slots),
            };
            let tone = if crossed { Tone::Warn } else { Tone::Plain };
            let crossed = if crossed { ", crossed" } else { "" };
            (told.then(crossed).toned(tone), Some(line.figure))
        });
        lines.collect()
    }

    /// The last things that it is known to have done, the newest first.
    fn acts<'f>(&self, actor: ActorId, facts: impl Iterator<Item = &'f Fact>) -> Vec<Line> {
        let own = facts.filter(|fact| match fact.what {
            What::Launched { seat, .. } | What::Answered { seat, .. } => seat.0 == actor,
            _ => false,
        });
        let mut told: Vec<Line> = own
            .filter_map(|fact| {
                let slots = [
                    ("when", format!("{}", fact.turn.0).into()),
                    ("what", self.fact(fact)?),
                ];
                Some(fill("Turn {when}: {what}", &slots))
            })
            .collect();
        let older = told.len().saturating_sub(ACTS);
        told.drain(..older);
        told.reverse();
        told
    }
}

const fn sense(weight: i32) -> &'static str {
    if weight > 0 { "More of" } else { "Less of" }
}

/// How much an interest weighs against the heaviest, in per cent, as analysts put it.
const fn size(share: i32) -> &'static str {
    match share {
        80.. => "comes first (sure)",
        55..80 => "matters much (likely)",
        _ => "matters (a guess)",
    }
}
