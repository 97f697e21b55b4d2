//! What may come, as the staff sees it: spreads of the axes and odds of what has a name, for a plan and for a change of it.

use crate::foresight::{Fan, Forecast, Outcome};
use crate::model::{GaugeId, PerMille, Points, Turn};
use crate::rules::View;
use crate::scenario::{Item, Scenario};
use crate::text::{Line, Tone, Words, fill, signed, whole};

/// What happens in fewer futures than this, per mille, is left out.
const REMOTE: i32 = 30;
/// What happens in more is as good as sure, and said so.
const SURE: i32 = 970;

/// A forecast in words, and by turn in a small table; with another one beside it for a change under consideration.
#[must_use]
pub fn lines(
    view: &View<'_>,
    (base, change): (&Forecast, Option<(&Line, &Forecast)>),
) -> Vec<Line> {
    let words = Words::new(view.scenario().lexicon());
    let mut lines = heading(view, base, change.map(|(name, _)| name));
    lines.push(Line::default());
    let other = change.map(|(_, it)| it);
    for (place, gauge) in axes(view.scenario()) {
        let name = words.name(Item::Gauge(gauge));
        lines.extend(axis((&name, view.gauge(gauge)), (base, other), place));
    }
    lines.push(Line::default());
    lines.extend(by_turn(view, base, other));
    lines.push(Line::default());
    lines.extend(odds_of(view, base, other));
    lines.push(Line::default());
    lines.extend(sources());
    lines
}

/// How many worlds a forecast rests on, and what is under consideration.
#[must_use]
pub fn heading(view: &View<'_>, base: &Forecast, change: Option<&Line>) -> Vec<Line> {
    let ahead = base.turns();
    let until = Turn(view.turn().0.saturating_add(ahead));
    let mut lines = vec![head(base.len(), ahead, until, view)];
    if let Some(name) = change {
        lines.push(fill(
            "Second of each: with one order more, {change}",
            &[("change", name.clone())],
        ));
    }
    lines
}

/// What has a name and may happen, with its odds.
#[must_use]
pub fn odds_of(view: &View<'_>, base: &Forecast, change: Option<&Forecast>) -> Vec<Line> {
    let words = Words::new(view.scenario().lexicon());
    let mut lines = vec!["Of 100 such worlds:".into()];
    lines.extend(odds(&words, base, change));
    lines
}

/// Where every axis and index may go: the places of the gauges, axes first.
#[must_use]
pub fn gauges(scenario: &Scenario) -> Vec<(usize, GaugeId)> {
    let axes = axes(scenario);
    let all = scenario.gauges().map(|(id, _)| id).enumerate();
    let others = all.filter(|it| !axes.contains(it));
    axes.iter().copied().chain(others).collect()
}

fn axes(scenario: &Scenario) -> Vec<(usize, GaugeId)> {
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
) -> Vec<Line> {
    let last = |forecast: &Forecast| forecast.fan(place).last().copied();
    let Some(fan) = last(base) else {
        return Vec::new();
    };
    let lead = format!("  {name:<12} now {:>3}  ", whole(now));
    let mut lines = vec![Line::from(lead.as_str()).then(said(&fan))];
    if let Some(other) = change.and_then(last) {
        let blank = " ".repeat(lead.chars().count());
        let moved = other.middle.minus(fan.middle);
        let line = Line::from(blank).then(said(&other));
        let moved = Line::from(format!(" ({})", signed(moved)));
        lines.push(line.then(moved));
    }
    lines
}

fn said(fan: &Fan) -> Line {
    format!(
        "then {:>3}, half of them {}–{}, eight in ten {}–{}",
        whole(fan.middle),
        whole(fan.lower),
        whole(fan.higher),
        whole(fan.lowest),
        whole(fan.highest)
    )
    .into()
}

/// The middles at the start of each turn ahead, a row for each axis; below it how far a change moves them.
fn by_turn(view: &View<'_>, base: &Forecast, change: Option<&Forecast>) -> Vec<Line> {
    let words = Words::new(view.scenario().lexicon());
    let turns = (1..=base.turns()).map(|ahead| view.turn().0 + ahead);
    let cells = |cells: Vec<String>| {
        cells
            .iter()
            .map(|it| format!("{it:>6}"))
            .collect::<String>()
    };
    let mut lines = vec![Line::new(
        &format!(
            "  {:<20}{}",
            "The middle, by turn",
            cells(turns.map(|turn| turn.to_string()).collect())
        ),
        Tone::Dim,
    )];
    for (place, gauge) in axes(view.scenario()) {
        let name = words.name(Item::Gauge(gauge));
        let fans = base.fan(place);
        let middles = fans.iter().map(|fan| whole(fan.middle)).collect();
        lines.push(format!("  {name:<20}{}", cells(middles)).into());
        if let Some(moved) = change.map(|other| difference(&fans, &other.fan(place))) {
            let moved = moved.into_iter().map(signed).collect();
            lines.push(format!("  {:<20}{}", "  the change", cells(moved)).into());
        }
    }
    lines
}

/// How far a change moves the middle, turn by turn.
#[must_use]
pub fn difference(base: &[Fan], change: &[Fan]) -> Vec<Points> {
    let both = base.iter().zip(change);
    both.map(|(was, is)| is.middle.minus(was.middle)).collect()
}

/// What stands over the picture of a gauge: its name, where it stands, where it may go.
#[must_use]
pub fn over_picture(name: &str, now: Points, fan: &Fan) -> Line {
    Line::new(name, Tone::Strong).then(format!(
        " {} → {}, {}–{}",
        whole(now),
        whole(fan.middle),
        whole(fan.lowest),
        whole(fan.highest)
    ))
}

/// What stands over the picture of the same gauge with a change: how far it moves the middle by the end.
#[must_use]
pub fn over_change(fan: &Fan, moved: Points) -> Line {
    Line::from(format!(
        "with it → {}, {}–{} ({})",
        whole(fan.middle),
        whole(fan.lowest),
        whole(fan.highest),
        signed(moved)
    ))
}

/// How far a change moves the middle by one turn, in whole points: for the row under both pictures.
#[must_use]
pub fn moved_by(moved: Points) -> String {
    match moved.displayed() {
        0 => "0".to_owned(),
        shown @ 1.. => format!("+{shown}"),
        shown @ ..0 => format!("−{}", shown.unsigned_abs()),
    }
}

/// How a picture is read.
#[must_use]
pub fn legend() -> Line {
    Line::new(
        "▀ the middle, ▒ half of the worlds, ░ eight in ten, · where it stands now",
        Tone::Dim,
    )
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
        let mut line = Line::from(format!("  {:>3} ", hundredth(share)));
        let mut least = share;
        if let Some(change) = change {
            let (other, _) = change.share(outcome);
            line = line.then(Line::from(format!("→ {:>3} ", hundredth(other))));
            least = PerMille(share.0.min(other.0));
        }
        line.then(Line::from(format!("{:<3}  ", about(least, error))))
            .then(outcome_line(words, outcome))
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

/// What a forecast rests on.
#[must_use]
pub fn sources() -> [Line; 2] {
    [
        "Drawn from your estimates and their bands; each capital goes on as it is taken to, you as your plan stands and then as \
         your ministries would. A statement about the model.",
        "The number after ± is for want of worlds alone. How often such odds come true is in the model's document.",
    ]
    .map(|line| Line::new(line, Tone::Dim))
}
