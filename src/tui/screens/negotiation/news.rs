//! What an order about a table brought about at once: the answers of the others, a signature, the end of the table.

use crate::model::{Fact, TableFact, TableId, What};
use crate::scenario::Item;
use crate::text::tables::page::Page;
use crate::text::{Line, Tone};
use crate::tui::context::Desk;

/// How it is told.
pub(in crate::tui) enum News {
    /// Nothing is to be told.
    Nothing,
    /// In one line.
    Line(Line),
    /// As a page with a title: the table is over, or nearly.
    Page(String, Vec<Line>),
}

/// What became known of a table since a place in the ledger.
pub(in crate::tui) fn at_table(desk: &Desk<'_>, table: TableId, since: usize) -> News {
    let facts = desk.table_facts(table, since);
    let words = desk.words();
    if facts.iter().any(is_the_end) {
        let told = facts.iter().filter_map(|fact| words.fact(fact));
        let mut lines: Vec<Line> = told.map(Line::capitalised).collect();
        lines.push(Line::default());
        let page = Page::new(desk.view(), table);
        lines.extend(
            page.outcome()
                .into_iter()
                .map(|line| line.toned(Tone::Strong)),
        );
        return News::Page(words.name(Item::Table(table)), lines);
    }
    let brief = facts.iter().filter_map(|fact| match &fact.what {
        What::Table(_, what) => words.said_at_table(table, what, desk.seat()),
        _ => None,
    });
    let mut brief: Vec<Line> = brief.collect();
    // Who accepted stands by the text that was there: another one has taken its place.
    let place = |wanted: fn(&TableFact) -> bool| {
        facts.iter().rposition(|fact| match &fact.what {
            What::Table(_, what) => wanted(what),
            _ => false,
        })
    };
    let accepted = place(|what| matches!(what, TableFact::Accepted { .. }));
    let proposed = place(|what| matches!(what, TableFact::Proposed { .. }));
    let now = desk.view().table(table).and_then(|now| now.text);
    if let (Some(accepted), Some(proposed), Some(now)) = (accepted, proposed, now)
        && proposed > accepted
    {
        brief.push(words.text_on_the_table_is_of(now.by));
    }
    let whole = facts.iter().filter_map(|fact| words.fact(fact)).next_back();
    match (brief.is_empty(), whole) {
        (false, _) => News::Line(Line::joined(brief, "; ").capitalised()),
        (true, Some(line)) => News::Line(line.capitalised()),
        (true, None) => News::Nothing,
    }
}

fn is_the_end(fact: &Fact) -> bool {
    matches!(
        fact.what,
        What::Table(_, TableFact::Signed { .. } | TableFact::BrokeUp { .. })
    )
}
