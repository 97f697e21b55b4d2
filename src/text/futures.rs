//! What may come, as the staff sees it: spreads of the axes and odds of what has a name, for a plan and for a change of it.

use crate::foresight::{Fan, Forecast, Outcome};
use crate::model::{PerMille, Points, Turn};
use crate::rules::View;
use crate::scenario::{Item, Scenario};
use crate::text::{Line, Tone, Words, fill, signed, whole};

/// How wide the drawing of a spread is.
const TRACK: usize = 25;
/// What happens in fewer futures than this, per mille, is left out.
const REMOTE: i32 = 30;
/// What happens in more is as good as sure, and said so.
const SURE: i32 = 970;

/// How a spread is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// As a track from 0 to 100.
    Drawn,
    /// In words.
    Said,
}

/// The page of a forecast; with another one beside it for a change under consideration.
#[must_use]
pub fn lines(
    view: &View<'_>,
    (base, change): (&Forecast, Option<(&Line, &Forecast)>),
    spread: Spread,
) -> Vec<Line> {
    let words = Words::new(view.scenario().lexicon());
    let ahead = base.turns();
    let until = Turn(view.turn().0.saturating_add(ahead));
    let mut lines = vec![head(base.len(), ahead, until, view)];
    if let Some((name, _)) = change {
        lines.push(fill(
            "Second line of each: the same worlds with one order more: {change}",
            &[("change", name.clone())],
        ));
    }
    lines.push(Line::default());
    for (place, gauge) in axes(view.scenario()) {
        let now = view.gauge(gauge);
        let name = words.name(Item::Gauge(gauge));
        lines.extend(axis(
            (&name, now),
            (base, change.map(|(_, it)| it)),
            place,
            spread,
        ));
    }
    if spread == Spread::Drawn {
        let legend = "  | now; then █ the middle, ═ half of them, ─ eight in ten";
        lines.push(Line::new(legend, Tone::Dim));
    }
    lines.push(Line::default());
    lines.push("Of 100 such worlds:".into());
    lines.extend(odds(&words, base, change.map(|(_, it)| it)));
    lines.push(Line::default());
    lines.extend(sources());
    lines
}

fn axes(scenario: &Scenario) -> Vec<(usize, crate::model::GaugeId)> {
    let axes: Vec<_> = scenario.axes().collect();
    let all = scenario.gauges().map(|(id, _)| id).enumerate();
    all.filter(|(_, id)| axes.contains(id)).collect()
}

fn head(futures: usize, ahead: u16, until: Turn, view: &View<'_>) -> Line {
    let words = Words::new(view.scenario().lexicon());
    fill(
        "{count} worlds that agree with what you know, {turns} on, to {month}",
        &[
            ("count", Line::new(&futures.to_string(), Tone::Strong)),
            ("turns", crate::text::turns(ahead).into()),
            ("month", words.month_of(until).into()),
        ],
    )
}

fn axis(
    (name, now): (&str, Points),
    (base, change): (&Forecast, Option<&Forecast>),
    place: usize,
    spread: Spread,
) -> Vec<Line> {
    let last = |forecast: &Forecast| forecast.fan(place).last().copied();
    let Some(fan) = last(base) else {
        return Vec::new();
    };
    let lead = format!("  {name:<12} now {:>3}  ", whole(now));
    let mut lines = vec![Line::from(lead.as_str()).then(spread_of(&fan, now, spread))];
    if let Some(other) = change.and_then(last) {
        let blank = " ".repeat(lead.chars().count());
        let moved = other.middle.minus(fan.middle);
        let line = Line::from(blank).then(spread_of(&other, now, spread));
        let moved = Line::from(format!(" ({})", signed(moved)));
        lines.push(line.then(moved));
    }
    lines
}

fn spread_of(fan: &Fan, now: Points, spread: Spread) -> Line {
    let said = format!(
        "then {:>3}, half of them {}–{}, eight in ten {}–{}",
        whole(fan.middle),
        whole(fan.lower),
        whole(fan.higher),
        whole(fan.lowest),
        whole(fan.highest)
    );
    match spread {
        Spread::Said => said.into(),
        Spread::Drawn => {
            let numbers = format!(
                "  {:>3}  {}–{}",
                whole(fan.middle),
                whole(fan.lowest),
                whole(fan.highest)
            );
            Line::from(track(fan, now)).then(Line::from(numbers))
        }
    }
}

/// From 0 to 100: dots, a line from the lowest to the highest tenth, a double line over the middle half, a block for the
/// middle, a bar where it stands now.
fn track(fan: &Fan, now: Points) -> String {
    let cell = |value: Points| {
        let raw = usize::try_from(value.raw().clamp(0, 99_999)).unwrap_or(0);
        raw * TRACK / 100_000
    };
    let sign = |at: usize| {
        if at == cell(fan.middle) {
            '█'
        } else if at == cell(now) {
            '|'
        } else if (cell(fan.lower)..=cell(fan.higher)).contains(&at) {
            '═'
        } else if (cell(fan.lowest)..=cell(fan.highest)).contains(&at) {
            '─'
        } else {
            '·'
        }
    };
    (0..TRACK).map(sign).collect()
}

fn odds(words: &Words<'_>, base: &Forecast, change: Option<&Forecast>) -> Vec<Line> {
    let mut named: Vec<Outcome> = base.counts().map(|(outcome, _)| outcome).collect();
    if let Some(change) = change {
        named.extend(change.counts().map(|(outcome, _)| outcome));
    }
    named.sort();
    named.dedup();
    let likely = |outcome: &Outcome| {
        let other = change.map_or(0, |it| it.share(*outcome).0.0);
        base.share(*outcome).0.0.max(other)
    };
    named.retain(|outcome| likely(outcome) >= REMOTE);
    named.sort_by_key(|outcome| std::cmp::Reverse(likely(outcome)));
    if named.is_empty() {
        return vec!["  nothing that has a name happens in more than three".into()];
    }
    let one = |outcome: Outcome| {
        let (share, error) = base.share(outcome);
        let mut line = Line::from(format!(
            "  {:>3} {:<3}  ",
            hundredth(share),
            about(share, error)
        ));
        if let Some(change) = change {
            let (other, _) = change.share(outcome);
            line = line.then(Line::from(format!("→ {:>3}  ", hundredth(other))));
        }
        line.then(outcome_line(words, outcome))
    };
    named.into_iter().map(one).collect()
}

fn about(share: PerMille, error: PerMille) -> String {
    if share.0 >= SURE {
        return String::new();
    }
    format!("±{}", (error.0 + 5) / 10)
}

fn hundredth(share: PerMille) -> i32 {
    (share.0 + 5) / 10
}

/// What happens, in words.
#[must_use]
pub fn outcome_line(words: &Words<'_>, outcome: Outcome) -> Line {
    let (template, name) = match outcome {
        Outcome::Ended(ending) => (
            "it ends before its time: {name}",
            words.name(Item::Ending(ending)),
        ),
        Outcome::Crisis(kind) => (
            "rung three or higher: {name}",
            words.name(Item::Crisis(kind)),
        ),
        Outcome::Signed(table) => ("signed: {name}", words.name(Item::Table(table))),
        Outcome::Agreed(mechanism) => ("agreed: {name}", words.name(Item::Mechanism(mechanism))),
        Outcome::Office(actor) => ("a new government in {name}", words.name(Item::Actor(actor))),
    };
    fill(template, &[("name", Line::new(&name, Tone::Strong))])
}

fn sources() -> [Line; 2] {
    [
        "Drawn from your estimates and their bands; each capital goes on as it is taken to, you as your plan stands and then as \
         your ministries would. A statement about the model.",
        "The number after ± is for want of worlds alone. How often such odds come true is in the model's document.",
    ]
    .map(|line| Line::new(line, Tone::Dim))
}
