//! The staff's forecast of a table: where each clause would settle if nobody did anything more about it.

use crate::analysis::estimate::issues::Deal;
use crate::analysis::seen::{Forecast, Seen, Settlement};
use crate::model::TableId;
use crate::rules::View;
use crate::scenario::Item;
use crate::text::{Line, Tone, Words, fill};

/// The most party positions that a clause's line lists.
const MOST_PULLS: usize = 3;
/// The most exchanges that are listed.
const MOST_DEALS: usize = 4;

/// The forecast of a table, clause by clause, with its source.
#[must_use]
pub fn lines(view: &View<'_>, table: TableId) -> Vec<Line> {
    let words = Words::new(view.scenario().lexicon());
    let slots = [(
        "name",
        Line::new(&words.name(Item::Table(table)), Tone::Strong),
    )];
    let mut lines = vec![fill(
        "{name}: where each clause would settle without further effort",
        &slots,
    )];
    let seen = Seen::new(view, table);
    let settlement = seen.settlement(view);
    let each = settlement.forecasts.iter();
    lines.extend(each.flat_map(|it| clause(&words, table, it)));
    lines.extend(deals(&words, (table, &seen), &settlement));
    lines.extend(sources());
    lines
}

/// Where the numbers come from, and what they leave out.
fn sources() -> Vec<Line> {
    [
        "Staff estimate, from the weight of the parties in the region and from how much your files say they care. The option \
         named is what most of the models come to. Mean (compromise model: Van den Bos 1991; Achen 2006).",
        "Median and what beats every other: weighted votes (Black 1948; Bueno de Mesquita 1984). After exchanges: two give \
         way to each other where each cares less, at equal gain (Stokman and Van Oosten 1994). By chance: the stronger \
         coalition wins more often, not always (KTAB, squares of strengths).",
        "They know no packages beyond such pairs, no linkages and no consent at home: what you do at the table is not in them.",
    ]
    .into_iter()
    .map(|line| Line::new(line, Tone::Dim))
    .collect()
}

/// Tenths on the scale of the options, which counts from 1.
fn position(tenths: i128) -> Line {
    let tenths = tenths + 10;
    format!("{}.{}", tenths / 10, tenths % 10).into()
}

/// The option nearest to a position in tenths, halves up.
fn nearest(tenths: i128) -> usize {
    usize::try_from((tenths + 5).div_euclid(10)).unwrap_or(0)
}

fn clause(words: &Words<'_>, table: TableId, forecast: &Forecast) -> [Line; 3] {
    let option = |place: usize| words.option(table, forecast.clause, place);
    let at = |place: i32| option(usize::try_from(place).unwrap_or(0));
    let likeliest = forecast.chances.iter().enumerate();
    let likeliest = likeliest.max_by_key(|(place, chance)| (**chance, std::cmp::Reverse(*place)));
    let exchanged = forecast.exchanged.map(i128::from);
    let agreed = agreed(forecast);
    let slots = [
        (
            "clause",
            words.clause(table, forecast.clause).toned(Tone::Strong),
        ),
        ("option", option(agreed.0).toned(Tone::Strong)),
        ("models", agreed.1.to_string().into()),
        ("of", agreed.2.to_string().into()),
        ("mean", position(forecast.mean.times_rounded(10))),
        ("count", forecast.chances.len().to_string().into()),
        ("exchanged", exchanged.map_or("none".into(), position)),
        (
            "then",
            exchanged.map_or("none".into(), |tenths| option(nearest(tenths))),
        ),
        ("median", at(forecast.median)),
        ("winner", forecast.condorcet.map_or("none".into(), at)),
        (
            "likeliest",
            likeliest.map_or("none".into(), |(place, _)| option(place)),
        ),
        (
            "chance",
            likeliest
                .map_or(0, |(_, chance)| (chance + 5) / 10)
                .to_string()
                .into(),
        ),
        ("pulls", pulls(words, table, forecast)),
    ];
    [
        "  {clause}: {option}, by {models} of {of} models",
        "    mean {mean} of 1 to {count}; median {median}; beats every other: {winner}; after exchanges {then} ({exchanged}); by chance {likeliest} ({chance} %)",
        "    pull most: {pulls}",
    ]
    .map(|template| fill(template, &slots))
}

/// The option that most of the models come to, by how many of them and of how many; the nearest to the mean first.
fn agreed(forecast: &Forecast) -> (usize, usize, usize) {
    let at = |place: i32| usize::try_from(place).ok();
    let likeliest = forecast.chances.iter().enumerate();
    let likeliest = likeliest.max_by_key(|(place, chance)| (**chance, std::cmp::Reverse(*place)));
    let models = [
        Some(forecast.option()),
        at(forecast.median),
        forecast.condorcet.and_then(at),
        forecast.exchanged.map(|tenths| nearest(i128::from(tenths))),
        likeliest.map(|(place, _)| place),
    ];
    let models: Vec<usize> = models.into_iter().flatten().collect();
    let votes = |option: usize| models.iter().filter(|it| **it == option).count();
    let most = models.iter().map(|it| votes(*it)).max().unwrap_or(0);
    let first = models.iter().copied().find(|it| votes(*it) == most);
    (first.unwrap_or(0), most, models.len())
}

/// Who pulls most, and where to.
fn pulls(words: &Words<'_>, table: TableId, forecast: &Forecast) -> Line {
    let mut stances = forecast.stances.clone();
    stances.sort_by_key(|(_, stance)| std::cmp::Reverse(stance.weight()));
    let pull = stances.iter().take(MOST_PULLS).map(|(actor, stance)| {
        let position = usize::try_from(stance.position).unwrap_or(0);
        Line::from(format!("{} to ", words.actor(*actor))).then(words.option(
            table,
            forecast.clause,
            position,
        ))
    });
    Line::joined(pull, ", ")
}

/// The exchanges with the highest gain.
fn deals(words: &Words<'_>, (table, seen): (TableId, &Seen), settlement: &Settlement) -> Vec<Line> {
    let line = |deal: &Deal| {
        let who = |place: usize| Some(words.actor(*seen.parties.get(place)?).into());
        let on = |place: usize| {
            let forecast = settlement.forecasts.get(place)?;
            Some(words.clause(table, forecast.clause))
        };
        let slots = [
            ("one", who(deal.parties.0)?),
            ("given", on(deal.gives.0)?),
            ("other", who(deal.parties.1)?),
            ("got", on(deal.gives.1)?),
        ];
        Some(fill(
            "  {one} gives way on {given}, {other} on {got}",
            &slots,
        ))
    };
    let mut lines: Vec<Line> = settlement
        .deals
        .iter()
        .take(MOST_DEALS)
        .filter_map(line)
        .collect();
    if !lines.is_empty() {
        lines.insert(0, "Exchanges that both sides would gain by most:".into());
    }
    lines
}
