//! `study crises`: what becomes of incidents and crises, as text, JSON or Markdown.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::cli::Failure;
use crate::cli::arguments::{Bearing as Word, By, Study};
use crate::cli::report::{strategies, tabulated};
use crate::model::SeatId;
use crate::scenario::{Bearing, Scenario};
use crate::study::{Count, Side, crises, sides};

/// One line: a strategy with one kind, or with all of them.
struct Row<'a> {
    strategy: String,
    kind: &'a str,
    games: u64,
    count: Count,
}

/// What the columns of a text are called.
const HEADS: [&str; 13] = [
    "strategy",
    "kind",
    "incidents",
    "bare %",
    "untested %",
    "tested %",
    "opened",
    "own",
    "settled",
    "gave way",
    "frozen",
    "war",
    "steps",
];

/// One line: a strategy with one capital in one kind of crisis, or in all of them.
struct CapitalRow<'a> {
    strategy: String,
    capital: &'a str,
    kind: &'a str,
    games: u64,
    side: Side,
}

/// What the columns of a text by capitals are called.
const CAPITAL_HEADS: [&str; 15] = [
    "strategy",
    "kind",
    "capital",
    "crises",
    "steps",
    "top",
    "lower %",
    "hold %",
    "raise %",
    "aloud %",
    "settled %",
    "won %",
    "gave way %",
    "frozen %",
    "war %",
];

impl Word {
    const fn bearing(self) -> Bearing {
        match self {
            Self::Weigh => Bearing::Weigh,
            Self::Press => Bearing::Press,
            Self::Yield => Bearing::Yield,
            Self::Hold => Bearing::Hold,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Weigh => "weigh",
            Self::Press => "press",
            Self::Yield => "yield",
            Self::Hold => "hold",
        }
    }
}

/// A strategy with a bearing, and what it is called.
type Arm<'a> = (&'a str, Option<Bearing>, String);

fn arms<'a>(strategies: &'a [String], options: &Study) -> Vec<Arm<'a>> {
    let mut arms = Vec::new();
    for strategy in strategies {
        if options.bearing.is_empty() {
            arms.push((strategy.as_str(), None, strategy.clone()));
        }
        for word in &options.bearing {
            let name = format!("{strategy}/{}", word.word());
            arms.push((strategy.as_str(), Some(word.bearing()), name));
        }
    }
    arms
}

/// Plays the games and prints a row for each strategy and kind, the sum of all kinds first. Counts are per game.
pub fn study(scenario: &Scenario, seat: SeatId, options: &Study) -> Result<(), Failure> {
    if scenario.crises().next().is_none() {
        let why = format!("‘{}’ has no crises.ron: nothing to measure", scenario.id());
        return Err(Failure::Unusable(why));
    }
    let chosen = strategies(scenario, seat, options)?;
    let arms = arms(&chosen, options);
    match options.by {
        By::Kind => {}
        By::Capital => return by_capital(scenario, seat, &arms, options),
    }
    let mut rows = Vec::new();
    for (strategy, bearing, name) in &arms {
        let arm = (seat, *strategy, *bearing);
        let found = crises(scenario, arm, options.seed, options.games);
        let row = |kind, count| Row {
            strategy: name.clone(),
            kind,
            games: options.games,
            count,
        };
        rows.push(row("all", Count::sum(&found)));
        let each = scenario.crises().zip(found);
        rows.extend(each.map(|((id, _), count)| row(scenario.catalogue().crisis(id), count)));
    }
    let rows: Vec<_> = rows.iter().map(|row| (row.cells(), row.json())).collect();
    let text = tabulated(options.format, (HEADS, [20, 18, 10]), &rows);
    Ok(io::stdout().write_all(text.as_bytes())?)
}

/// A row for each strategy and capital, in every kind together and in each in which it was a side.
fn by_capital(
    scenario: &Scenario,
    seat: SeatId,
    arms: &[Arm<'_>],
    options: &Study,
) -> Result<(), Failure> {
    let names = scenario.catalogue();
    let mut rows = Vec::new();
    for (strategy, bearing, name) in arms {
        let arm = (seat, *strategy, *bearing);
        let found = sides(scenario, arm, options.seed, options.games);
        for (place, capital) in scenario.seats().enumerate() {
            let row = |kind, side| CapitalRow {
                strategy: name.clone(),
                capital: names.actor(capital.0),
                kind,
                games: options.games,
                side,
            };
            let mine = || found.iter().filter_map(|kind| kind.get(place));
            rows.push(row("all", Side::sum(mine())));
            let each = scenario.crises().zip(mine());
            rows.extend(each.map(|((id, _), side)| row(names.crisis(id), *side)));
        }
    }
    rows.retain(|row| row.side.crises > 0);
    let rows: Vec<_> = rows.iter().map(|row| (row.cells(), row.json())).collect();
    let text = tabulated(options.format, (CAPITAL_HEADS, [24, 18, 11]), &rows);
    Ok(io::stdout().write_all(text.as_bytes())?)
}

impl CapitalRow<'_> {
    fn cells(&self) -> [String; 15] {
        let it = &self.side;
        let steps = it.steps();
        let [lower, hold, raise] = it.stepped().map(|count| ratio(count, steps, 100));
        let [settled, won, gave_way, frozen, war] =
            it.ended.map(|count| ratio(count, it.crises, 100));
        [
            self.strategy.clone(),
            self.kind.to_owned(),
            self.capital.to_owned(),
            ratio(it.crises, self.games, 1),
            ratio(steps, it.crises, 1),
            ratio(it.tops, it.crises, 1),
            lower,
            hold,
            raise,
            ratio(it.aloud, steps, 100),
            settled,
            won,
            gave_way,
            frozen,
            war,
        ]
    }

    fn json(&self) -> Value {
        let it = &self.side;
        let [settled, won, gave_way, frozen, war] = it.ended;
        let [probe, blunder, resolve] = it.postures;
        json!({
            "strategy": self.strategy, "kind": self.kind, "capital": self.capital, "games": self.games,
            "crises": it.crises, "steps": it.steps(), "tops": it.tops, "aloud": it.aloud,
            "lower_hold_raise": {"probe": probe, "blunder": blunder, "resolve": resolve},
            "settled": settled, "won": won, "gave_way": gave_way, "frozen": frozen, "war": war,
            "accidents": it.accidents, "by_length": it.lengths,
        })
    }
}

/// A ratio with two decimals; a dash where there is nothing to divide by.
fn ratio(count: u64, of: u64, scale: u64) -> String {
    match (count * scale * 100).checked_div(of) {
        Some(parts) => format!("{}.{:02}", parts / 100, parts % 100),
        None => "–".to_owned(),
    }
}

impl Row<'_> {
    fn cells(&self) -> [String; 13] {
        let it = &self.count;
        let [settled, gave_way, frozen, war] = it.ended;
        let climbed = |place: usize| ratio(it.climbed[place], it.incidents[place], 100);
        let each = |count: u64| ratio(count, self.games, 1);
        [
            self.strategy.clone(),
            self.kind.to_owned(),
            each(it.incidents.iter().sum()),
            climbed(0),
            climbed(1),
            climbed(2),
            each(it.opened),
            each(it.own),
            each(settled),
            each(gave_way),
            each(frozen),
            ratio(war, self.games, 1),
            ratio(it.steps, it.opened, 1),
        ]
    }

    fn json(&self) -> Value {
        let it = &self.count;
        let [settled, gave_way, frozen, war] = it.ended;
        json!({
            "strategy": self.strategy, "kind": self.kind, "games": self.games,
            "incidents": {"bare": it.incidents[0], "untested": it.incidents[1], "tested": it.incidents[2]},
            "climbed": {"bare": it.climbed[0], "untested": it.climbed[1], "tested": it.climbed[2]},
            "opened": it.opened, "own": it.own, "settled": settled, "gave_way": gave_way,
            "seat_gave_way": it.gave_way, "frozen": frozen, "war": war, "steps": it.steps,
            "accidents": it.accidents,
        })
    }
}
