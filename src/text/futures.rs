//! What may come, as the staff sees it: spreads of the axes and odds of what has a name, for a plan and for a change of it.

use crate::foresight::{Fan, Forecast, Outcome};
use crate::model::{GaugeId, PerMille, Points, Turn};
use crate::rules::View;
use crate::scenario::{Item, Scenario};
use crate::text::{Line, Tone, Words, fill, signed, whole};

/// What happens in fewer futures than this, per mille, is left out.
const REMOTE: i32 = 30;
/// What happens in more is likelier than not.
const EVEN: i32 = 500;
/// An axis that moves by so many points or more is named, and so many of them at most.
const FAR: i32 = 2;
const NAMED: usize = 2;
/// What happens in more is as good as sure, and said so.
const SURE: i32 = 970;

/// A forecast in words, and by turn in a small table; with another one beside it for a change under consideration.
#[must_use]
pub fn lines(
    view: &View<'_>,
    (base, change): (&Forecast, Option<(&Line, &Forecast)>),
) -> Vec<Line> {
    let words = Words::new(view.scenario().lexicon());
    let mut lines = heading(view, base, change);
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

/// What a forecast comes to, then how many worlds it rests on and what is under consideration.
#[must_use]
pub fn heading(view: &View<'_>, base: &Forecast, change: Option<(&Line, &Forecast)>) -> Vec<Line> {
    let ahead = base.turns();
    let until = Turn(view.turn().0.saturating_add(ahead));
    let mut lines = vec![left_alone(view, base)];
    if let Some((name, other)) = change {
        lines.push(with_it(view, base, (name, other)));
    }
    let template = match change {
        None => "{count} worlds that agree with what you know, {turns} on, to {month}",
        Some(_) => "{count} worlds that agree with what you know, to {month}; second: with it",
    };
    let words = Words::new(view.scenario().lexicon());
    let slots = [
        ("count", Line::from(base.len().to_string())),
        ("turns", crate::text::turns(ahead).into()),
        ("month", words.month_of(until).into()),
    ];
    lines.push(fill(template, &slots).toned(Tone::Dim));
    lines
}

/// What the plan as it stands comes to, in a sentence: the axes that move most, and what is likelier than not.
fn left_alone(view: &View<'_>, base: &Forecast) -> Line {
    let words = Words::new(view.scenario().lexicon());
    let each = axes(view.scenario()).into_iter();
    let moved = each.filter_map(|(place, gauge)| {
        let end = base.fan(place).last()?.middle;
        let now = view.gauge(gauge);
        Some((end.minus(now), gauge, now, end))
    });
    let said = most(moved.collect()).into_iter().enumerate();
    let said = said.map(|(place, (_, gauge, now, end))| {
        let slots = [
            ("name", Line::from(words.name(Item::Gauge(gauge)))),
            ("now", whole(now).into()),
            ("end", whole(end).into()),
        ];
        let template = match place {
            0 => "{name} goes from {now} to {end}",
            _ => "{name} from {now} to {end}",
        };
        fill(template, &slots)
    });
    let said: Vec<Line> = said.collect();
    let likely = likely(&words, base);
    let template = match (said.is_empty(), likely.is_empty()) {
        (true, true) => "no axis moves much, and nothing with a name is likely",
        (true, false) => "no axis moves much. Likelier than not: {likely}",
        (false, true) => "{moved}; nothing with a name is likely",
        (false, false) => "{moved}. Likelier than not: {likely}",
    };
    let slots = [
        ("moved", Line::joined(said, ", ")),
        ("likely", Line::joined(likely, "; ")),
    ];
    let whose = Line::from("With your plan, then your ministries: ");
    whose.then(fill(template, &slots)).toned(Tone::Strong)
}

/// What happens in more than half of the futures: agreements are counted, all else is named.
fn likely(words: &Words<'_>, base: &Forecast) -> Vec<Line> {
    let (agreed, others): (Vec<Outcome>, Vec<Outcome>) = odds_over(base, EVEN)
        .into_iter()
        .partition(|it| matches!(it, Outcome::Agreed(_) | Outcome::Signed(_)));
    let mut said: Vec<Line> = others
        .into_iter()
        .map(|outcome| outcome_line(words, outcome))
        .collect();
    match agreed[..] {
        [] => {}
        [only] => said.push(outcome_line(words, only)),
        _ => said.push(format!("{} agreements", agreed.len()).into()),
    }
    said
}

/// What one order more comes to, in a sentence.
fn with_it(view: &View<'_>, base: &Forecast, (name, change): (&Line, &Forecast)) -> Line {
    let words = Words::new(view.scenario().lexicon());
    let each = axes(view.scenario()).into_iter();
    let moved = each.filter_map(|(place, gauge)| {
        let (was, is) = (
            base.fan(place).last()?.middle,
            change.fan(place).last()?.middle,
        );
        Some((is.minus(was), gauge, was, is))
    });
    let moved = moved.filter(|it| it.0.displayed() != 0);
    let mut all: Vec<Shift> = moved.collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.0.displayed().abs()));
    let said = all.iter().take(NAMED).map(|(by, gauge, ..)| {
        let name = words.name(Item::Gauge(*gauge));
        Line::from(format!("{name} {}", moved_by(*by)))
    });
    let mut slots = vec![
        ("change", name.clone()),
        ("moved", Line::joined(said, ", ")),
    ];
    let mut template = match all.is_empty() {
        true => "One order more, {change}: no axis ends a point higher or lower",
        false => "One order more, {change}: {moved} by the end",
    };
    if let Some((outcome, was, is)) = most_changed(base, change) {
        slots.push(("outcome", outcome_line(&words, outcome)));
        slots.push(("was", hundredth(was).to_string().into()));
        slots.push(("is", hundredth(is).to_string().into()));
        template = match all.is_empty() {
            true => {
                "One order more, {change}: no axis ends a point higher or lower; in {is} of 100, not {was}, {outcome}"
            }
            false => {
                "One order more, {change}: {moved} by the end; in {is} of 100, not {was}, {outcome}"
            }
        };
    }
    fill(template, &slots).toned(Tone::Strong)
}

/// How far a gauge moves, which it is, from where and to where.
type Shift = (Points, GaugeId, Points, Points);

/// Those that move far enough to be named, the farthest first.
fn most(mut all: Vec<Shift>) -> Vec<Shift> {
    all.retain(|it| it.0.displayed().abs() >= FAR);
    all.sort_by_key(|it| std::cmp::Reverse(it.0.displayed().abs()));
    all.truncate(NAMED);
    all
}

/// What happens in more than so many futures, per mille, the likeliest first.
fn odds_over(forecast: &Forecast, least: i32) -> Vec<Outcome> {
    let share = |outcome: &Outcome| forecast.share(*outcome).0.0;
    let mut all: Vec<Outcome> = forecast.counts().map(|(outcome, _)| outcome).collect();
    all.retain(|outcome| share(outcome) > least);
    all.sort_by_key(|outcome| (std::cmp::Reverse(share(outcome)), *outcome));
    all
}

/// What a change makes likelier or less likely most, if by more than chance would, with its share before and after.
fn most_changed(base: &Forecast, change: &Forecast) -> Option<(Outcome, PerMille, PerMille)> {
    let both = base.counts().chain(change.counts());
    let each = both.map(|(outcome, _)| {
        let ((was, error), (is, other)) = (base.share(outcome), change.share(outcome));
        (outcome, was, is, error.0 + other.0)
    });
    let clear = each.filter(|(_, was, is, error)| (is.0 - was.0).abs() > (2 * error).max(REMOTE));
    let most = clear.max_by_key(|(outcome, was, is, _)| ((is.0 - was.0).abs(), *outcome));
    most.map(|(outcome, was, is, _)| (outcome, was, is))
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
            "a crisis on rung three or higher: {name}",
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
        "The number after ± is for want of worlds alone. The glossary says under ‘Worlds’ how often such odds come true.",
    ]
    .map(|line| Line::new(line, Tone::Dim))
}
