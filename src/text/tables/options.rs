//! Every option of every clause with its id, one a line: for those who type them.

use crate::model::{Package, TableStatus};
use crate::scenario::Standing;
use crate::text::tables::page::Page;
use crate::text::{Line, Tone};

impl Page<'_> {
    /// Each clause with its options below it: id, what it is worth to oneself in points, label; `>` marks what a text
    /// chooses. Items that are not on the agenda say so and have no options to choose.
    #[must_use]
    pub fn options(&self, text: Option<Package>) -> Vec<Line> {
        let mut lines = vec![Line::new(
            "Clauses with their options; what each is worth to you, of 100:",
            Tone::Strong,
        )];
        for (at, clause) in self.definition.clauses.iter().enumerate() {
            let id = self.view.scenario().catalogue().clauses(self.table)[at]
                .0
                .clone();
            let head = Line::new(&id, Tone::Strong)
                .then("  ")
                .then(self.words.clause(self.table, at));
            let item = clause.standing == Standing::Item;
            if item && !self.discusses(at) {
                let note = "  agenda item, kept out; item puts it on the table";
                lines.push(head.then(Line::new(note, Tone::Dim)));
                continue;
            }
            let note = if item { "  agenda item" } else { "" };
            lines.push(head.then(Line::new(note, Tone::Dim)));
            let chosen = text.map(|text| text.option(at));
            lines.extend((0..clause.options.len()).map(|option| self.option(at, option, chosen)));
        }
        lines
    }

    fn option(&self, clause: usize, option: usize, chosen: Option<usize>) -> Line {
        let names = self.view.scenario().catalogue();
        let id = names.clauses(self.table)[clause].1[option].clone();
        let own = self.view.outlook(self.table, self.view.seat().0);
        let worth = own.and_then(|own| own.utility.parts.get(clause)?.get(option).copied());
        let worth = worth.map_or_else(String::new, |worth| (worth / 10_000).to_string());
        let (mark, tone) = if chosen == Some(option) {
            ("> ", Tone::Strong)
        } else {
            ("  ", Tone::Plain)
        };
        let label = self.words.option(self.table, clause, option).plain();
        Line::new(&format!("  {mark}{id:<18} {worth:>3}  {label}"), tone)
    }

    /// Whether an item is on the agenda of an open table; before it is convened every item is there to be chosen.
    fn discusses(&self, clause: usize) -> bool {
        match self.view.table(self.table) {
            Some(now) if now.status == TableStatus::Open => now.has_item(clause),
            Some(_) | None => true,
        }
    }
}
