//! Several games of the same seed side by side: what came out, how the figures went, where they parted.

use crate::model::{CrisisOutcome, Points, TableFact, Turn, What};
use crate::notation;
use crate::report::gather::Played;
use crate::report::model::{Block, Column, Section, Table};
use crate::report::sections::{chart, series};
use crate::scenario::{GaugeKind, Item};
use crate::session::Standing;
use crate::text::report as wording;
use crate::text::report::orders_of;
use crate::text::{Line, Words, tenths};

/// The sections in which games are compared.
pub fn beside(played: &[Played<'_>]) -> Vec<Section> {
    let Some((first, others)) = played.split_first() else {
        return Vec::new();
    };
    let names = played
        .iter()
        .map(|it| wording::lettered(it.letter, it.name));
    let mut blocks = vec![Block::List(names.collect())];
    blocks.push(Block::Table(outcomes(played)));
    for other in others {
        blocks.extend(parting(first, other));
    }
    let scenario = first.game.scenario();
    let all: Vec<&Played<'_>> = played.iter().collect();
    for kind in [GaugeKind::Axis, GaugeKind::Index] {
        let gauges = scenario.gauges().filter(|(_, it)| it.kind == kind);
        let charts = gauges.filter_map(|(gauge, _)| chart(&all, gauge, &[]));
        let charts: Vec<_> = charts.collect();
        if !charts.is_empty() {
            blocks.push(Block::Charts(charts));
        }
    }
    vec![Section {
        key: "beside",
        heading: wording::SIDE_BY_SIDE.into(),
        blocks,
    }]
}

/// What came out of each game, a column for each.
fn outcomes(played: &[Played<'_>]) -> Table {
    let mut columns = vec![Column::Words("".into())];
    columns.extend(
        played
            .iter()
            .map(|it| Column::Numbers(it.letter.to_string().into())),
    );
    let mut rows = Vec::new();
    let mut row = |name: Line, cell: &dyn Fn(&Played<'_>) -> Line| {
        let mut cells = vec![name];
        cells.extend(played.iter().map(cell));
        rows.push(cells);
    };
    row("Seat".into(), &|it| {
        let words = Words::new(it.game.scenario().lexicon());
        words.seat(it.seat()).into()
    });
    row("Played by".into(), &|it| {
        wording::player_of(&it.game, it.seat())
    });
    row("Lens".into(), &|it| {
        it.game.scenario().lens().id.as_str().into()
    });
    row("Ending".into(), &|it| {
        let words = Words::new(it.game.scenario().lexicon());
        let ending = it.game.view().ending(it.held());
        ending.map_or_else(wording::no_ending, |id| words.name(Item::Ending(id)).into())
    });
    if let Some(first) = played.first() {
        for gauge in first.game.scenario().axes() {
            let words = Words::new(first.game.scenario().lexicon());
            row(words.name(Item::Gauge(gauge)).into(), &|it| {
                let last = series(it, gauge).values.last().map(|(_, value)| *value);
                last.map_or_else(Line::default, |value: Points| tenths(value).into())
            });
        }
    }
    row(wording::order_held(), &|it| {
        let held = it.held();
        held.map_or_else(
            || "–".into(),
            |held| tenths(Points::HUNDRED.share(held)).into(),
        )
    });
    row("Texts signed".into(), &|it| signed(it).to_string().into());
    row("Crises, of them wars".into(), &|it| {
        let outcomes = it.game.view();
        let all = outcomes.crises();
        let wars = outcomes.crises().filter(|crisis| {
            crisis.outcome().map(|(outcome, _)| outcome) == Some(CrisisOutcome::War)
        });
        format!("{}, {}", all.count(), wars.count()).into()
    });
    Table {
        caption: wording::OUTCOMES.into(),
        columns,
        rows,
    }
}

/// How many texts were signed, whatever became of them at home.
fn signed(played: &Played<'_>) -> usize {
    let facts = played.game.known_facts(played.seat(), 0);
    let signed = facts.filter(|fact| matches!(fact.what, What::Table(_, TableFact::Signed { .. })));
    signed.count()
}

/// Where two games parted, and what each did there.
fn parting(one: &Played<'_>, other: &Played<'_>) -> Vec<Block> {
    let replayed = [one, other]
        .iter()
        .all(|it| it.standing == Standing::Replayed);
    if !replayed {
        let letters = (one.letter, other.letter);
        return vec![Block::Note(wording::parting_unknown(letters))];
    }
    let turn = parted(one, other);
    let words = Words::new(one.game.scenario().lexicon());
    let mut blocks = vec![Block::Text(wording::parted(
        &words,
        (one.letter, other.letter),
        turn,
    ))];
    if let Some(turn) = turn {
        let there = |played: &Played<'_>, shared: &[(Turn, String)]| {
            let words = Words::new(played.game.scenario().lexicon());
            let names = played.game.scenario().catalogue();
            let orders = orders_of(&played.game, played.seat()).into_iter();
            let orders = orders.filter(|(when, order)| {
                *when == turn && !shared.contains(&(*when, notation::write(names, order)))
            });
            let told = orders.map(|(_, order)| words.accepted(&order)).collect();
            wording::did_there(played.letter, told)
        };
        blocks.push(Block::List(vec![
            there(one, &written(other)),
            there(other, &written(one)),
        ]));
    }
    blocks
}

/// The first turn in which the orders of the two seats differ; of a turn that only one of them has nothing is said.
fn parted(one: &Played<'_>, other: &Played<'_>) -> Option<Turn> {
    let (ours, theirs) = (written(one), written(other));
    let last = |played: &Played<'_>| played.game.view().turn();
    let both = last(one).min(last(other));
    (1..=both.0).map(Turn).find(|turn| {
        let of = |all: &[(Turn, String)]| -> Vec<String> {
            let here = all.iter().filter(|(when, _)| when == turn);
            here.map(|(_, order)| order.clone()).collect()
        };
        of(&ours) != of(&theirs)
    })
}

/// Every order of a game's seat with its turn, as a save has it.
fn written(played: &Played<'_>) -> Vec<(Turn, String)> {
    let names = played.game.scenario().catalogue();
    let orders = orders_of(&played.game, played.seat()).into_iter();
    let orders = orders.map(|(turn, order)| (turn, notation::write(names, &order)));
    orders.collect()
}
