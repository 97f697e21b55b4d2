//! The sections of one game.

use crate::foresight::Vigil;
use crate::model::{GaugeId, Points, Turn};
use crate::report::Source;
use crate::report::gather::Played;
use crate::report::model::{
    Block, Chart, Column, Course, Mark, Plot, Report, Section, Series, Sign, Table, Texts, Told,
};
use crate::scenario::{GaugeKind, Item};
use crate::session::save::Save;
use crate::session::{Standing, Unplayable};
use crate::text::crises::page::Page;
use crate::text::report as wording;
use crate::text::report::{Checked, Turning};
use crate::text::tables::debrief::Debriefs;
use crate::text::{Line, Tone, Words, clean, epilogue, tenths, whole};

/// How many stories are told.
const STORIES: usize = 3;

/// What the report is about.
pub fn title(played: &Played<'_>) -> Line {
    let words = Words::new(played.game.scenario().lexicon());
    words.name(Item::Scenario).into()
}

/// One game with all its sections; those that would be empty are left out.
pub fn told(played: &Played<'_>) -> Told {
    let sections = [
        ending(played),
        figures(played),
        stories(played),
        durability(played),
        tables(played),
        crises(played),
        beliefs(played),
        counterfactuals(played),
        turns(played),
        kept_orders(played),
    ];
    Told {
        letter: played.letter,
        name: wording::file_name(played.name).into(),
        head: wording::head(&played.game, played.save, &played.checked),
        sections: sections
            .into_iter()
            .filter(|it| !it.blocks.is_empty())
            .collect(),
    }
}

fn section(key: &'static str, heading: &'static str, blocks: Vec<Block>) -> Section {
    Section {
        key,
        heading: heading.into(),
        blocks,
    }
}

/// Lines below each other as blocks: strong ones are headings, indented ones make lists, empty ones part.
pub fn blocks_of(lines: impl IntoIterator<Item = Line>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut parted = true;
    for line in lines {
        let text = line.plain();
        if text.trim().is_empty() {
            parted = true;
            continue;
        }
        let strong = line.spans().iter().all(|span| span.tone() == Tone::Strong);
        match blocks.last_mut() {
            Some(Block::List(items)) if text.starts_with(' ') && !parted => {
                items.push(squeezed(&line));
            }
            _ if text.starts_with(' ') => blocks.push(Block::List(vec![squeezed(&line)])),
            _ if strong => blocks.push(Block::Minor(line)),
            _ => blocks.push(Block::Text(line)),
        }
        parted = false;
    }
    blocks
}

/// A line of columns with single spaces between them.
fn squeezed(line: &Line) -> Line {
    let mut blank = true;
    let spans = line.spans().iter().map(|span| {
        let mut text = String::new();
        for letter in span.text().chars() {
            if letter != ' ' || !blank {
                text.push(letter);
            }
            blank = letter == ' ';
        }
        Line::new(&text, span.tone())
    });
    Line::joined(spans.collect::<Vec<_>>(), "")
}

fn ending(played: &Played<'_>) -> Section {
    let view = played.game.view();
    let words = Words::new(view.scenario().lexicon());
    let caution = wording::caution(&played.game, played.standing);
    let mut blocks: Vec<Block> = caution.into_iter().map(Block::Note).collect();
    match view.ending(played.held()) {
        Some(ending) => {
            let item = Item::Ending(ending);
            blocks.push(Block::Heading(words.name(item).into()));
            blocks.extend(words.text(item).into_iter().map(Block::Text));
        }
        None => blocks.push(Block::Text(wording::no_ending())),
    }
    for (heading, lines) in epilogue::epilogue(&played.game, played.seat()) {
        blocks.push(Block::Heading(heading.into()));
        blocks.push(Block::List(lines));
    }
    section("ending", wording::ENDING, blocks)
}

/// A gauge of one game at the start of each turn.
pub fn series(played: &Played<'_>, gauge: GaugeId) -> Series {
    let rows = played.rows.iter().filter_map(|(turn, gauges)| {
        let (_, value) = gauges.iter().find(|(id, _)| *id == gauge)?;
        Some((*turn, *value))
    });
    Series {
        letter: played.letter,
        values: rows.collect(),
    }
}

/// The chart of a gauge; nothing without values.
pub fn chart(played: &[&Played<'_>], gauge: GaugeId, turnings: &[Turning]) -> Option<Chart> {
    let scenario = played.first()?.game.scenario();
    let words = Words::new(scenario.lexicon());
    let turns = scenario.calendar().turns;
    let name = Line::from(words.name(Item::Gauge(gauge)));
    let series: Vec<Series> = played.iter().map(|it| series(it, gauge)).collect();
    let told = series
        .iter()
        .filter_map(|one| {
            let mut values = one.values.iter().map(|(_, value)| *value);
            let (low, high) = (values.clone().min()?, values.clone().max()?);
            let (first, last) = (values.next()?, values.next_back());
            let last = last.unwrap_or(first);
            let [first, last, low, high] =
                [first, last, low, high].map(|it| Line::from(tenths(it)));
            let name = match played.len() {
                1 => name.clone(),
                _ => wording::lettered(one.letter, &name.plain()),
            };
            Some(wording::told_course(&name, first, last, (low, high)))
        })
        .collect::<Vec<_>>();
    (!told.is_empty()).then(|| Chart {
        title: name,
        told: Line::joined(told, ". "),
        plot: Plot::Course(Course {
            turns,
            series,
            marks: turnings
                .iter()
                .map(|it| Mark {
                    turn: it.shows,
                    value: it.value,
                })
                .collect(),
        }),
    })
}

fn figures(played: &Played<'_>) -> Section {
    let (game, seat) = (&played.game, played.seat());
    let words = Words::new(game.scenario().lexicon());
    let mut blocks = Vec::new();
    for (kind, most) in [(GaugeKind::Axis, 2), (GaugeKind::Index, 1)] {
        let all = game.scenario().gauges().filter(|(_, it)| it.kind == kind);
        let gauges: Vec<GaugeId> = all.map(|(id, _)| id).collect();
        let mut charts = Vec::new();
        let mut turned = Vec::new();
        for gauge in &gauges {
            let turnings = wording::turning_points(game, seat, *gauge, most);
            charts.extend(chart(&[played], *gauge, &turnings));
            for (number, turning) in (1..).zip(turnings) {
                let name = Line::new(&words.name(Item::Gauge(*gauge)), Tone::Strong);
                let number = Line::from(format!(" {number}: "));
                turned.push(name.then(number).then(turning.line));
            }
        }
        if charts.is_empty() {
            continue;
        }
        blocks.push(Block::Charts(charts));
        if !turned.is_empty() {
            blocks.push(Block::List(turned));
        }
        blocks.push(Block::Table(values(played, kind, &gauges)));
    }
    section("figures", wording::FIGURES, blocks)
}

fn values(played: &Played<'_>, kind: GaugeKind, gauges: &[GaugeId]) -> Table {
    let words = Words::new(played.game.scenario().lexicon());
    let turns = played.game.scenario().calendar().turns;
    let mut columns = vec![Column::Words("Turn".into())];
    columns.extend(gauges.iter().map(|gauge| {
        let name = words.name(Item::Gauge(*gauge));
        Column::Numbers(name.into())
    }));
    let rows = played.rows.iter().map(|(turn, values)| {
        let mut cells = vec![wording::row_name(*turn, turns)];
        cells.extend(gauges.iter().map(|gauge| {
            let found = values.iter().find(|(id, _)| id == gauge);
            found.map_or_else(Line::default, |(_, value)| tenths(*value).into())
        }));
        cells
    });
    Table {
        caption: wording::kind(kind).into(),
        columns,
        rows: rows.collect(),
    }
}

fn stories(played: &Played<'_>) -> Section {
    let mut blocks = Vec::new();
    for story in wording::stories(&played.game, played.seat(), STORIES) {
        blocks.push(Block::Heading(story.heading));
        blocks.push(Block::Text(story.weight));
        blocks.push(Block::List(story.entries));
        if !story.moves.is_empty() {
            blocks.push(Block::Text("What it moved most:".into()));
            blocks.push(Block::List(story.moves));
        }
    }
    section("stories", wording::STORIES, blocks)
}

fn turns(played: &Played<'_>) -> Section {
    let mut blocks = Vec::new();
    for turn in wording::turn_by_turn(&played.game, played.seat()) {
        blocks.push(Block::Heading(turn.heading));
        if !turn.orders.is_empty() {
            blocks.push(Block::List(turn.orders));
        }
        if !turn.brought.is_empty() {
            blocks.push(Block::Note("What the turn brought:".into()));
            blocks.push(Block::List(turn.brought));
        }
    }
    section("turns", wording::TURNS, blocks)
}

fn tables(played: &Played<'_>) -> Section {
    let mut blocks = Vec::new();
    if let Some(debriefs) = Debriefs::of(&played.game, played.seat()) {
        for table in played.game.view().own_tables() {
            let Some(found) = debriefs.look(table) else {
                continue;
            };
            let told = debriefs.tell(table, &found);
            let mut before = told.before().iter().cloned();
            blocks.extend(before.next().map(Block::Heading));
            blocks.extend(blocks_of(before));
            if let Some(pair) = debriefs.pairs(&found).first() {
                blocks.push(Block::Charts(vec![frontier(played, &found, *pair)]));
            }
            blocks.extend(blocks_of(told.after().iter().cloned()));
        }
    }
    section("tables", wording::TABLES, blocks)
}

/// The frontier of two parties, with the text and the Nash solution.
fn frontier(
    played: &Played<'_>,
    found: &crate::analysis::debrief::Debrief,
    (one, other): (usize, usize),
) -> Chart {
    use crate::analysis::debrief::{End, points};
    let words = Words::new(played.game.scenario().lexicon());
    let analysis = &found.analysis;
    let at = |outcome| {
        let worth = analysis.utilities(outcome);
        [one, other].map(|place| worth.get(place).map_or(Points::ZERO, |it| points(*it)))
    };
    let parties = analysis.domain().parties();
    let floors = [one, other].map(|place| {
        let party = parties.get(place);
        party.map_or(Points::ZERO, |it| points(it.reservation))
    });
    let name = |place: usize| {
        let actor = found.parties.get(place);
        actor.map_or_else(Line::default, |it| words.actor(*it).into())
    };
    let mut frontier: Vec<[Points; 2]> = analysis
        .frontier_between(one, other)
        .into_iter()
        .map(at)
        .collect();
    frontier.sort_unstable();
    frontier.dedup();
    let mut marked = Vec::new();
    if let Some(nash) = analysis.nash().first() {
        marked.push((Sign::Nash, wording::nash(), at(*nash)));
    }
    if let Some(text) = &found.text {
        let signed = matches!(found.end, End::Signed { .. });
        marked.push((Sign::Text, wording::text_of(signed), at(text.outcome)));
    }
    let texts = Texts {
        across: name(one),
        upwards: name(other),
        floors,
        frontier,
        marked,
    };
    Chart {
        title: wording::frontier_title(&texts.across, &texts.upwards),
        told: wording::told_texts(
            (&texts.across, &texts.upwards),
            texts.frontier.len(),
            texts.floors.map(whole),
            texts
                .marked
                .iter()
                .map(|(_, name, at)| (name.clone(), at.map(whole))),
        ),
        plot: Plot::Texts(texts),
    }
}

fn crises(played: &Played<'_>) -> Section {
    let view = played.game.view();
    let mut blocks = Vec::new();
    for crisis in view.crises() {
        let page = Page::of(view, crisis);
        blocks.push(Block::Heading(page.headline()));
        blocks.extend(page.about().into_iter().map(Block::Text));
        let account = page.account();
        if account.is_empty() {
            let history = page.history();
            if !history.is_empty() {
                blocks.push(Block::List(history));
            }
        }
        // The first line only says that the account begins.
        blocks.extend(blocks_of(account.into_iter().skip(1)));
    }
    section("crises", wording::CRISES, blocks)
}

fn beliefs(played: &Played<'_>) -> Section {
    let found = wording::beliefs(&played.game, played.seat());
    let mut blocks: Vec<Block> = found.summary.into_iter().map(Block::Text).collect();
    blocks.extend(table(
        "The estimates that were furthest off when the last turn began",
        (&found.estimate_columns, 1),
        found.estimates,
    ));
    blocks.extend(table(
        "Every reading of the game, held against the truth of its moment",
        (&found.source_columns, 1),
        found.sources,
    ));
    blocks.extend(table(
        "What the staff expected others to answer",
        (&found.prediction_columns, 1),
        found.predictions,
    ));
    if !found.surprises.is_empty() {
        blocks.push(Block::Heading("What it was surest of, and wrong".into()));
        blocks.push(Block::List(found.surprises));
    }
    section("beliefs", wording::BELIEFS, blocks)
}

/// A table with so many columns of words before those of numbers; nothing without rows.
fn table(
    caption: &str,
    (columns, of_words): (&[&'static str], usize),
    rows: Vec<Vec<Line>>,
) -> Option<Block> {
    let columns = columns.iter().enumerate().map(|(place, name)| {
        if place < of_words {
            Column::Words((*name).into())
        } else {
            Column::Numbers((*name).into())
        }
    });
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: caption.into(),
            columns: columns.collect(),
            rows,
        })
    })
}

fn durability(played: &Played<'_>) -> Section {
    let mut blocks = Vec::new();
    let over = played.game.view().over().is_some();
    match (&played.durability, played.vigil()) {
        (Some(found), Some(vigil)) => {
            let scenario = vigil.scenario();
            let (lines, columns, rows) = wording::summary(scenario, found, Vigil::TURNS);
            blocks.extend(lines.into_iter().map(Block::Text));
            blocks.extend(table("What broke the others", (&columns, 4), rows));
            if let Some(told) = wording::chronicle(&vigil, found, played.seat()) {
                blocks.push(Block::Heading(told.heading));
                blocks.push(Block::List(told.lines));
                blocks.push(Block::Text(told.end));
            }
        }
        (None, _) | (_, None) if over => blocks.push(Block::Text(wording::no_order())),
        (None, _) | (_, None) => {}
    }
    section("durability", wording::DURABILITY, blocks)
}

/// What would have happened otherwise: the decisions whose change moves the outcome most, each with both outcomes.
fn counterfactuals(played: &Played<'_>) -> Section {
    let mut blocks = Vec::new();
    if let Some((otherwise, found)) = &played.otherwise {
        blocks.push(Block::Note(wording::tried(found.len())));
        for comparison in found {
            let told = crate::text::otherwise::told(otherwise, comparison);
            let mut head = told.head.into_iter();
            blocks.extend(head.next().map(Block::Heading));
            blocks.extend(head.map(Block::Text));
            blocks.extend(table(wording::BOTH, (&told.columns, 1), told.rows));
            blocks.extend(told.after.into_iter().map(Block::Text));
        }
    }
    section("counterfactuals", wording::COUNTERFACTUALS, blocks)
}

/// The report on a save that can't be played again: what the file says by itself.
pub fn bare(source: &Source, why: &Unplayable) -> Report {
    let save = &source.save;
    let checked = match why {
        Unplayable::Gone(name) => Checked::Gone(name.clone()),
        Unplayable::Empty => Checked::OtherRules,
    };
    let mut blocks = Vec::new();
    for chapter in &save.chapters {
        blocks.extend(kept_values(chapter));
    }
    let mut sections = vec![section("figures", wording::FIGURES, blocks)];
    let orders = orders_kept(save).map(Block::List).into_iter().collect();
    sections.push(section("orders", wording::ORDERS, orders));
    sections.retain(|it| !it.blocks.is_empty());
    Report {
        title: clean(&save.scenario).into(),
        beside: Vec::new(),
        games: vec![Told {
            letter: 'A',
            name: wording::file_name(&source.name).into(),
            head: wording::bare_head(save, &checked),
            sections,
        }],
    }
}

/// The figures of a chapter as the save keeps them, under their ids.
fn kept_values(chapter: &crate::session::save::Chapter) -> Option<Block> {
    let first = chapter.turns.first()?;
    let names = first.axes.iter().chain(&first.indices);
    let names: Vec<&String> = names.map(|(name, _)| name).collect();
    let mut columns = vec![Column::Words("Turn".into())];
    columns.extend(names.iter().map(|name| Column::Numbers(clean(name).into())));
    let rows = chapter.turns.iter().map(|row| {
        let mut cells = vec![wording::row_name(Turn(row.turn), Turn(u16::MAX))];
        cells.extend(names.iter().map(|name| {
            let mut all = row.axes.iter().chain(&row.indices);
            let found = all.find(|(id, _)| id == *name);
            found.map_or_else(Line::default, |(_, value)| {
                tenths(Points::thousandths(*value)).into()
            })
        }));
        cells
    });
    Some(Block::Table(Table {
        caption: wording::kind(GaugeKind::Axis).into(),
        columns,
        rows: rows.collect(),
    }))
}

/// The orders of a save whose past can't be played again, as it has them; nothing of any other.
fn kept_orders(played: &Played<'_>) -> Section {
    let orders = match played.standing {
        Standing::NewChapter => orders_kept(played.save),
        Standing::Replayed => None,
    };
    let orders = orders.map(Block::List).into_iter().collect();
    section("orders", wording::ORDERS, orders)
}

/// The orders of a save's seat as lines; `None` if there are none.
fn orders_kept(save: &Save) -> Option<Vec<Line>> {
    let all = save.chapters.iter().flat_map(|chapter| &chapter.entries);
    let own = all.filter_map(|line| {
        let (seat, rest) = line.split_once(' ')?;
        let (_, order) = rest.split_once(' ')?;
        (seat == save.seat && order != "end").then(|| Line::from(clean(order)))
    });
    let own: Vec<Line> = own.collect();
    (!own.is_empty()).then_some(own)
}
