//! Crises in plain mode: what is under way, a step, how one went.

use crate::command;
use crate::model::{CrisisFact, CrisisId, Fact, Order, What};
use crate::notation::{Kind, Misread};
use crate::plain::{Said, Shell, cell, paragraphs};
use crate::session::foretold::credits;
use crate::text::crises::options::columns;
use crate::text::crises::page::{Page, list};
use crate::text::misread;

impl Shell<'_> {
    /// `crisis [ID]`
    pub(super) fn crisis(&self, rest: &[&str]) -> Said {
        let view = self.session.view();
        match rest {
            [] => {
                let under_way = view.steps_due().next();
                let open = view.open_crises().next().map(|crisis| crisis.kind());
                match under_way.or(open) {
                    Some(kind) => Ok(self.crisis_page(kind)),
                    None => Ok(self.crises()),
                }
            }
            [id] => {
                let kind = self.find_crisis(id)?;
                if view.last_crisis(kind).is_none() {
                    return Err(
                        "there has been no such crisis; crisis lists those there were".to_owned(),
                    );
                }
                Ok(self.crisis_page(kind))
            }
            _ => Err("crisis takes one id, or nothing".to_owned()),
        }
    }

    /// What this seat knows of the crisis since a place in the ledger; figures that moved are only counted.
    fn told_since(&self, since: usize) -> Vec<String> {
        let (seat, words) = (self.session.seat(), self.words());
        let (mut lines, mut moved) = (Vec::new(), 0_usize);
        for fact in self.session.game().known_facts(seat, since) {
            match fact.what {
                What::Crisis(_, CrisisFact::Sealed { .. }) => {}
                What::Crisis(..) | What::Used { .. } | What::WindowOpened { .. } => {
                    lines.extend(words.fact(fact).map(|line| format!("  {}", line.plain())));
                }
                What::Moved { .. } => moved += 1,
                _ => {}
            }
        }
        match moved {
            0 => {}
            1 => lines.push("  1 change of a figure; log lists it".to_owned()),
            2.. => lines.push(format!("  {moved} changes of figures; log lists them")),
        }
        lines
    }

    /// Every crisis so far.
    fn crises(&self) -> Vec<String> {
        let view = self.session.view();
        let names = view.scenario().catalogue();
        let all = list(&view);
        if all.is_empty() {
            return vec!["no crisis has come before governments so far".to_owned()];
        }
        let line = |(kind, line): &(CrisisId, crate::text::Line)| {
            format!("{} {}", cell(names.crisis(*kind), 24), line.plain())
        };
        all.iter().map(line).collect()
    }

    fn find_crisis(&self, id: &str) -> Result<CrisisId, String> {
        let names = self.session.view().scenario().catalogue();
        names.find_crisis(id).ok_or_else(|| {
            let known = names.crises.ids().iter().map(String::as_str);
            let why = Misread::UnknownId {
                kind: Kind::Crisis,
                given: id.to_owned(),
                nearest: crate::notation::nearest(id, known),
            };
            misread(&why).plain()
        })
    }

    fn crisis_page(&self, kind: CrisisId) -> Vec<String> {
        let Some(page) = Page::new(self.session.view(), kind) else {
            return Vec::new();
        };
        let mut lines = paragraphs(&page.lines(), 0);
        if page.crisis().is_due() {
            let credits = credits(self.session.game());
            lines.extend(paragraphs(&page.counsel_lines(&credits), 0));
            lines.push("Your step: a posture and a channel, or its number".to_owned());
            lines.extend(paragraphs(&columns(), 0));
            lines.extend(paragraphs(&page.choice_lines(), 0));
        }
        lines
    }

    /// `step [CRISIS] POSTURE [CHANNEL]`, or the number of a choice.
    pub(super) fn step(&mut self, line: &str) -> Said {
        let view = self.session.view();
        if view.steps_due().next().is_none() && view.open_crises().next().is_none() {
            return Err("no crisis is under way; crisis lists those there were".to_owned());
        }
        let line = command::with_crisis(&view, line);
        let line = line.map_err(|why| misread(&why).plain())?;
        let read = command::read_order(&self.session.view(), &line);
        let kind = match read {
            Ok(Order::Step(kind, _)) => Some(kind),
            Ok(_) | Err(_) => None,
        };
        let since = self.session.game().ledger().len();
        let mut lines = self.order(&line)?;
        lines.truncate(1);
        lines.extend(self.told_since(since));
        let Some(kind) = kind else {
            return Ok(lines);
        };
        if let Some(page) = Page::new(self.session.view(), kind) {
            lines.extend(paragraphs(&[page.standing().capitalised()], 1));
            lines.extend(paragraphs(&page.account(), 1));
            if !page.crisis().is_open() {
                let (seat, game) = (self.session.seat(), self.session.game());
                let facts: Vec<Fact> = game.known_facts(seat, 0).copied().collect();
                lines.extend(paragraphs(&page.left(&facts), 1));
            }
        }
        if self.session.view().over().is_some() {
            lines.push("the game is over".to_owned());
            lines.extend(self.ending());
        } else {
            lines.extend(self.owed());
        }
        Ok(lines)
    }
}
