//! The staff's forecast of a table: where each clause would settle if nobody did anything more about it.

use crate::analysis::seen::{Forecast, Seen};
use crate::model::TableId;
use crate::rules::View;
use crate::scenario::Item;
use crate::text::{Line, Tone, Words, fill};

/// The most party positions that a clause's line lists.
const MOST_PULLS: usize = 3;

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
    let forecasts = Seen::new(view, table).forecasts(view);
    lines.extend(forecasts.iter().map(|it| clause(&words, table, it)));
    lines.push(
        "Staff estimate, by the compromise model (Van den Bos 1991; Achen 2006): the mean of what parties want, by their \
         weight in the region and by how much your files say they care. In brackets the weighted median and the position \
         that beats every other. It knows no packages, no linkages and no ratification: what you do at the table is not in it."
            .into(),
    );
    lines
}

fn clause(words: &Words<'_>, table: TableId, forecast: &Forecast) -> Line {
    let option = |position: i32| {
        words.option(
            table,
            forecast.clause,
            usize::try_from(position).unwrap_or(0),
        )
    };
    let tenths = forecast.mean.times_rounded(10) + 10;
    let slots = [
        ("clause", words.clause(table, forecast.clause)),
        (
            "option",
            words.option(table, forecast.clause, forecast.option()),
        ),
        ("mean", format!("{}.{}", tenths / 10, tenths % 10).into()),
        ("median", option(forecast.median)),
        ("winner", forecast.condorcet.map_or("none".into(), option)),
        ("pulls", pulls(words, table, forecast)),
    ];
    fill(
        "  {clause}: {option} (mean {mean}; median {median}; beats every other: {winner}); pull most: {pulls}",
        &slots,
    )
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
