//! Negotiating tables in plain mode: the list, a table, what if, and what is done there.

use crate::command;
use crate::model::TableId;
use crate::notation::{Kind, Misread};
use crate::plain::{Said, Shell, cell, paragraphs};
use crate::text::misread;
use crate::text::tables::forecast;
use crate::text::tables::page::{Page, list};

impl Shell<'_> {
    /// `tables`
    pub(super) fn tables(&self) -> Vec<String> {
        let view = self.session.view();
        let names = view.scenario().catalogue();
        let lines = list(&view);
        if lines.is_empty() {
            return vec!["no negotiating tables in this scenario have a place for you".to_owned()];
        }
        let line = |entry: &crate::text::tables::page::Entry| {
            format!(
                "{} {}",
                cell(names.table(entry.table), 24),
                entry.line.plain()
            )
        };
        lines.iter().map(line).collect()
    }

    /// `table [TABLE]`
    pub(super) fn table(&mut self, rest: &[&str]) -> Said {
        let table = self.chosen_table(rest, "table")?;
        self.table = Some(table);
        Ok(paragraphs(
            &Page::new(self.session.view(), table).lines(),
            0,
        ))
    }

    /// `forecast [TABLE]`
    pub(super) fn forecast(&self, rest: &[&str]) -> Said {
        let table = self.chosen_table(rest, "forecast")?;
        Ok(paragraphs(&forecast::lines(&self.session.view(), table), 0))
    }

    /// The table that was named, else the one at hand.
    fn chosen_table(&self, rest: &[&str], word: &str) -> Result<TableId, String> {
        match rest {
            [] => command::table_at_hand(&self.session.view(), self.table)
                .or(self.table)
                .ok_or_else(|| misread(&Misread::Missing(Kind::Table)).plain()),
            [id] => self.find_table(id),
            _ => Err(format!("{word} takes one id; tables lists them")),
        }
    }

    fn find_table(&self, id: &str) -> Result<TableId, String> {
        let names = self.session.view().scenario().catalogue();
        names.find_table(id).ok_or_else(|| {
            let known = names.all_tables().map(|table| names.table(table));
            let why = Misread::UnknownId {
                kind: Kind::Table,
                given: id.to_owned(),
                nearest: crate::notation::nearest(id, known),
            };
            misread(&why).plain()
        })
    }

    /// `what-if [TABLE] CLAUSE=OPTION ...`
    pub(super) fn what_if(&self, rest: &[&str]) -> Said {
        let view = self.session.view();
        let names = view.scenario().catalogue();
        let named = rest.first().and_then(|word| names.find_table(word));
        let table = named.or_else(|| command::table_at_hand(&view, self.table));
        let table = table.ok_or_else(|| misread(&Misread::Missing(Kind::Table)).plain())?;
        let words = rest.iter().skip(usize::from(named.is_some())).copied();
        let text = command::changed_text(&view, table, words);
        let text = text.map_err(|why| misread(&why).plain())?;
        let page = Page::new(view, table);
        let mut lines = page.clauses(Some(text));
        lines.extend(page.reception(text));
        lines.push(page.at_home(text));
        Ok(paragraphs(&lines, 0))
    }

    /// Any order about a table.
    pub(super) fn bargain(&mut self, line: &str) -> Said {
        let line = command::with_table(&self.session.view(), line, self.table);
        let line = line.map_err(|why| misread(&why).plain())?;
        self.order(&line)
    }
}
