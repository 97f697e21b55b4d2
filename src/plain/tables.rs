//! Negotiating tables in plain mode: the list, a table, what if, and what is done there.

use crate::agents::table::assess::opening;
use crate::agents::table::moved::moved;
use crate::agents::table::staff::staff_texts;
use crate::command;
use crate::model::{Fact, TableId, TableOrder, TableStatus, What};
use crate::notation::{Kind, Misread};
use crate::plain::{Said, Shell, cell, paragraphs};
use crate::text::tables::debrief::Debriefs;
use crate::text::tables::forecast;
use crate::text::tables::instruments::{Draft, Instrument};
use crate::text::tables::page::{Page, list};
use crate::text::{Line, Tone, misread};

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
        let facts = self.said_there(table);
        let page = Page::new(self.session.view(), table).remembering(&facts);
        let mut lines = page.lines();
        lines.extend(self.moved(&page, &facts));
        Ok(paragraphs(&lines, 0))
    }

    /// What the seat knows of a table.
    fn said_there(&self, table: TableId) -> Vec<Fact> {
        let about = |fact: &&Fact| matches!(fact.what, What::Table(known, _) if known == table);
        let game = self.session.game();
        let seat = self.session.view().seat();
        game.known_facts(seat, 0).filter(about).copied().collect()
    }

    /// What moved at a table since this seat spoke last.
    fn moved(&self, page: &Page<'_>, facts: &[Fact]) -> Vec<Line> {
        let view = self.session.view();
        let open = view.table_status(page.table()) == TableStatus::Open;
        let Some(moved) = moved(&view, page.table(), facts).filter(|_| open) else {
            return Vec::new();
        };
        let head = page.since(&moved).then(", what moved:");
        let lines = page.moved(&moved).into_iter();
        std::iter::once(head.toned(Tone::Strong))
            .chain(lines.map(|line| Line::from("  ").then(line)))
            .collect()
    }

    /// `instruments [TABLE]`
    pub(super) fn instruments(&mut self, rest: &[&str]) -> Said {
        let view = self.session.view();
        let table = self.chosen_table(rest, "instruments")?;
        self.table = Some(table);
        let page = Page::new(self.session.view(), table);
        let text = view.table(table).and_then(|now| now.text);
        let text = text.map_or_else(|| opening(&view, table), |text| text.package);
        let draft = Draft {
            text,
            clause: 0,
            obstacle: None,
        };
        let mut lines = vec![page.headline()];
        for it in page.instruments(&draft) {
            lines.extend(told(&page, &it));
        }
        Ok(paragraphs(&lines, 0))
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
        let mut lines = page.options(Some(text));
        lines.extend(page.reception(text));
        lines.push(page.at_home(text));
        lines.extend(page.to_close(text));
        Ok(paragraphs(&lines, 0))
    }

    /// `staff-text [TABLE]`
    pub(super) fn staff_text(&mut self, rest: &[&str]) -> Said {
        let table = self.chosen_table(rest, "staff-text")?;
        self.table = Some(table);
        let view = self.session.view();
        let open = view.table_status(table) == TableStatus::Open;
        let Some(finding) = staff_texts(&view, table).filter(|_| open) else {
            let why = "your staff looks for texts once the table is open and you sit at it";
            return Err(why.to_owned());
        };
        let page = Page::new(view, table);
        let mut lines = vec![page.headline()];
        lines.extend(page.staff(&finding));
        // What is typed stays on one line, however long: it is there to be copied.
        let orders = page.staff_orders(&finding);
        let mut told = paragraphs(&lines, 0);
        if !orders.is_empty() {
            told.push("To put them forward:".to_owned());
            told.extend(orders.iter().map(|it| format!("  {}", it.plain())));
        }
        Ok(told)
    }

    /// `debrief [TABLE [PARTY PARTY]]`
    pub(super) fn debrief(&self, rest: &[&str]) -> Said {
        let game = self.session.game();
        let Some(debriefs) = Debriefs::of(game, self.session.view().seat()) else {
            let why =
                "the truth waits until the game is over; what-if says what your staff believes";
            return Err(why.to_owned());
        };
        let names = game.scenario().catalogue();
        match rest {
            [] => {
                let all = debriefs.list();
                if all.is_empty() {
                    return Ok(vec!["no table of yours came to an end".to_owned()]);
                }
                let line = |(table, line): &(TableId, Line)| {
                    format!("{} {}", cell(names.table(*table), 24), line.plain())
                };
                Ok(all.iter().map(line).collect())
            }
            [id] => {
                let table = self.find_table(id)?;
                let page = debriefs.page(table, None);
                let page = page.ok_or_else(|| "that table never came to an end".to_owned())?;
                Ok(paragraphs(&page, 0))
            }
            [id, one, other] => {
                let table = self.find_table(id)?;
                let party = |id: &str| {
                    let known = names.find_actor(id);
                    known.ok_or_else(|| format!("there is no actor ‘{}’", id.escape_debug()))
                };
                let page = debriefs.page(table, Some((party(one)?, party(other)?)));
                let why = "that table never came to an end, or one of the two had no delegation";
                Ok(paragraphs(&page.ok_or_else(|| why.to_owned())?, 0))
            }
            _ => Err("debrief takes a table and perhaps two of its parties".to_owned()),
        }
    }

    /// Any order about a table.
    pub(super) fn bargain(&mut self, line: &str) -> Said {
        let line = command::with_table(&self.session.view(), line, self.table);
        let line = line.map_err(|why| misread(&why).plain())?;
        self.order(&line)
    }
}

/// An instrument with each way of using it, its price, its effect, and why not.
fn told(page: &Page<'_>, it: &Instrument) -> Vec<Line> {
    let effects = it.ways.first().map(|order| page.effect(*order));
    let mut lines = vec![Line::new(it.name, Tone::Strong)];
    if let Some(effects) = effects.filter(|_| is_the_same_for_all(it)) {
        lines.extend(effects.into_iter().map(|line| Line::from("  ").then(line)));
    }
    let beyond = it.ways.first().and_then(|order| beyond(*order));
    let shown = beyond.map_or(it.ways.len(), |_| EXAMPLES);
    for order in it.ways.iter().take(shown) {
        let typed = Line::from(format!("  {}: ", page.typed(*order)));
        let line = typed.then(page.price(*order));
        lines.push(match page.why_not(*order) {
            Some(why) => line.then("; not now: ").then(why),
            None => line,
        });
        if !is_the_same_for_all(it) {
            let effects = page.effect(*order).into_iter();
            lines.extend(effects.map(|line| Line::from("    ").then(line)));
        }
    }
    lines.extend(beyond.map(|more| Line::new(more, Tone::Dim)));
    lines
}

/// How many ways of using an instrument are listed where the rest goes without saying.
const EXAMPLES: usize = 2;

/// What else an instrument can be about than the ways that are listed; `None` where all of them are.
const fn beyond(order: TableOrder) -> Option<&'static str> {
    match order {
        TableOrder::LinkClauses(..) => Some("  … or any other two clauses, at the same price"),
        TableOrder::Commit { .. } => Some("  … or any other CLAUSE=OPTION"),
        TableOrder::Deadline(_) => Some("  … or any other round to come, at the same price"),
        TableOrder::Convene { .. }
        | TableOrder::Recall
        | TableOrder::Propose(_)
        | TableOrder::Accept
        | TableOrder::Hold
        | TableOrder::Rest
        | TableOrder::SignWithout
        | TableOrder::WalkOut
        | TableOrder::Return
        | TableOrder::Adjourn
        | TableOrder::SoundOut(_)
        | TableOrder::Pay { .. }
        | TableOrder::Caucus(_)
        | TableOrder::Mediate(_)
        | TableOrder::TrackTwo
        | TableOrder::LinkTable(_)
        | TableOrder::Item(_)
        | TableOrder::Accede => None,
    }
}

/// Whether every way of using it does the same: then it is told once.
fn is_the_same_for_all(it: &Instrument) -> bool {
    let own = |order: &TableOrder| {
        matches!(
            order,
            TableOrder::SoundOut(_) | TableOrder::Pay { .. } | TableOrder::Mediate(_)
        )
    };
    !it.ways.iter().any(own)
}
