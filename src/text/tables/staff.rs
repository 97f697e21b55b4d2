//! The staff's texts in words: by what criterion, what they say, what everybody gains by them and whom they hurt.

use crate::agents::table::staff::{Finding, Proposed, Share, StaffTexts};
use crate::model::{ActorId, Package, Points, TableOrder};
use crate::text::tables::page::Page;
use crate::text::{Line, Tone, fill, signed, size, whole};

/// Cells of the columns of a list of shares.
const NAME: usize = 14;
/// A change, a distance, a chance.
const FIGURE: usize = 8;
/// A distance with its band.
const FLOOR: usize = 10;

/// Where it all comes from.
const BELIEFS: &str =
    "From your files, what you were told and the texts so far: beliefs, not the truth.";

/// One of the staff's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The one with the largest product of gains.
    Fair,
    /// The one that is worth most to oneself.
    Own,
    /// The one that comes nearest where none is for enough parties.
    Nearest,
}

impl Pick {
    /// The text itself; `None` if the staff has found no such text.
    #[must_use]
    pub fn text(self, finding: &Finding) -> Option<Package> {
        match (self, finding) {
            (Self::Fair, Finding::Texts(found)) => Some(found.fair.text),
            (Self::Own, Finding::Texts(found)) => Some(found.own.text),
            (Self::Nearest, Finding::Nothing { nearest, .. }) => Some(nearest.text),
            (Self::Fair | Self::Own | Self::Nearest, _) => None,
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fair => "the staff's text: largest product of gains",
            Self::Own => "the staff's text: best for you",
            Self::Nearest => "the staff's text: nearest, and not enough",
        }
    }
}

impl Page<'_> {
    /// What the staff found, with reasons.
    #[must_use]
    pub fn staff(&self, finding: &Finding) -> Vec<Line> {
        let mut lines = match finding {
            Finding::Texts(found) => self.found(found),
            Finding::Nothing { nearest, short } => self.nothing(nearest, *short),
            Finding::NoneAllowed => {
                vec!["Home and what binds the clauses leave no text to put forward.".into()]
            }
            Finding::TooMany => {
                vec!["There are more texts here than the staff can look through.".into()]
            }
        };
        lines.push(Line::new(BELIEFS, Tone::Dim));
        lines
    }

    /// Which texts were looked at, and for whom.
    fn scope(&self, found: &StaffTexts) -> Line {
        let slots = [
            ("allowed", Line::from(found.allowed.to_string())),
            ("fit", found.fit.to_string().into()),
            ("odds", percent(found.least_odds.0)),
            ("who", self.named(&found.signers)),
            ("without", self.named(&found.without)),
        ];
        let scope = if found.without.is_empty() {
            "Agenda, links and home allow {allowed} texts; everybody here is believed to prefer {fit} of them to no agreement, each at odds of {odds} % or more."
        } else {
            "No text is believed to be worth it to everybody. Agenda, links and home allow {allowed}; {who} are believed to prefer {fit} of them to no agreement, each at odds of {odds} % or more: to be signed without {without}."
        };
        fill(scope, &slots)
    }

    fn found(&self, found: &StaffTexts) -> Vec<Line> {
        let mut lines = vec![self.scope(found)];
        lines.extend(self.choice("Largest product of gains (Nash 1950)", &found.fair));
        if found.own.text == found.fair.text {
            lines.push("None of the others is worth more to you.".into());
        } else {
            lines.extend(self.choice("Best for you", &found.own));
        }
        lines.extend(self.better(found.better_for_all));
        lines
    }

    /// How many texts are better for everybody than the one on the table.
    fn better(&self, count: usize) -> Option<Line> {
        self.view.table(self.table)?.text?;
        let slots = [("count", Line::from(count.to_string()))];
        Some(match count {
            0 => "No text is believed to be better for everybody than the one on the table.".into(),
            1 => "1 text is believed to be better for everybody than the one on the table.".into(),
            2.. => fill(
                "{count} texts are believed to be better for everybody than the one on the table.",
                &slots,
            ),
        })
    }

    fn nothing(&self, nearest: &Proposed, short: Option<(ActorId, Points)>) -> Vec<Line> {
        let mut lines = vec![self.shortfall(short)];
        lines.extend(self.choice("Nearest", nearest));
        lines
    }

    fn shortfall(&self, short: Option<(ActorId, Points)>) -> Line {
        match short {
            Some((who, floor)) => {
                let slots = [("who", self.you_or(who)), ("short", size(floor).into())];
                fill(
                    "No text is believed to be worth it to enough of those here. The nearest leaves {who} {short} short of no agreement: payments, a caucus or better times must make room.",
                    &slots,
                )
            }
            None => "No text is safe enough to be put forward for enough of those here.".into(),
        }
    }

    /// The same with one text before one's eyes: what everybody gets by it comes first, and what it says is left out.
    #[must_use]
    pub fn staff_beside(&self, finding: &Finding, pick: Pick) -> Vec<Line> {
        let (shown, other) = match (finding, pick) {
            (Finding::Texts(found), Pick::Own) => (
                Some(&found.own),
                Some(("Largest product of gains", &found.fair)),
            ),
            (Finding::Texts(found), Pick::Fair | Pick::Nearest) => {
                (Some(&found.fair), Some(("Best for you", &found.own)))
            }
            (Finding::Nothing { nearest, .. }, _) => (Some(nearest), None),
            (Finding::NoneAllowed | Finding::TooMany, _) => (None, None),
        };
        let mut lines = shown.map_or_else(Vec::new, |it| self.shares(it));
        match finding {
            Finding::Texts(found) => {
                lines.push(self.scope(found));
                lines.extend(self.better(found.better_for_all));
                let other = other.filter(|(_, it)| Some(it.text) != shown.map(|it| it.text));
                lines.extend(other.map(|(name, it)| self.named_text(name, it.text)));
            }
            Finding::Nothing { short, .. } => lines.push(self.shortfall(*short)),
            Finding::NoneAllowed | Finding::TooMany => return self.staff(finding),
        }
        lines.push(Line::new(BELIEFS, Tone::Dim));
        lines
    }

    /// One of the texts: its name, what it says, what everybody gets and whom it hurts.
    fn choice(&self, name: &str, proposed: &Proposed) -> Vec<Line> {
        let mut lines = vec![self.named_text(name, proposed.text)];
        lines.extend(self.shares(proposed));
        lines
    }

    fn named_text(&self, name: &str, text: Package) -> Line {
        let now = self.view.table(self.table).and_then(|now| now.text);
        let what = match now.map(|text| text.package) {
            Some(standing) if standing == text => "the text on the table as it is".into(),
            Some(standing) => self.words.amended(self.table, standing, text),
            None => self.words.package(self.table, text),
        };
        Line::new(name, Tone::Strong).then(": ").then(what)
    }

    /// What everybody gets by a text, and whom it hurts.
    fn shares(&self, proposed: &Proposed) -> Vec<Line> {
        let now = self.view.table(self.table).and_then(|now| now.text);
        let mut lines = vec![self.columns(now.is_some())];
        lines.extend(proposed.shares.iter().map(|it| self.share(it)));
        lines.extend(self.hurts(proposed));
        lines
    }

    fn columns(&self, change: bool) -> Line {
        let change = if change { "change" } else { "" };
        let head = format!(
            "  {:NAME$}{change:>FIGURE$}{:>FLOOR$}{:>FIGURE$}",
            "", "gain    ", "worth it"
        );
        Line::new(&head, Tone::Dim)
    }

    fn share(&self, share: &Share) -> Line {
        let me = share.actor == self.view.seat().0;
        let name = self.you_or(share.actor).plain();
        let change = share.change.map_or_else(String::new, signed);
        let tone = |by: Option<Points>| match by {
            Some(by) if by < Points::ZERO => Tone::Bad,
            Some(_) | None => Tone::Plain,
        };
        let floor = signed(share.floor);
        let floor = if me {
            format!("{floor}   ")
        } else {
            format!("{floor} {:<3}", format!("±{}", whole(share.band)))
        };
        let odds = if me {
            Line::default()
        } else {
            percent(share.odds.0).then(" %")
        };
        Line::from(format!("  {name:NAME$}"))
            .then(Line::new(&format!("{change:>FIGURE$}"), tone(share.change)))
            .then(Line::new(
                &format!("{floor:>FLOOR$}"),
                tone(Some(share.floor)),
            ))
            .then(format!("{:>FIGURE$}", odds.plain()))
    }

    /// Whom a text takes something from, against the one on the table.
    fn hurts(&self, proposed: &Proposed) -> Option<Line> {
        self.view.table(self.table)?.text?;
        let hurt = proposed
            .shares
            .iter()
            .filter(|it| it.change.is_some_and(|by| by.displayed() < 0));
        let hurt: Vec<Line> = hurt.map(|it| self.you_or(it.actor)).collect();
        Some(if hurt.is_empty() {
            "  It takes nothing from anybody.".into()
        } else {
            fill(
                "  It takes from {who}.",
                &[("who", Line::joined(hurt, ", "))],
            )
        })
    }

    fn you_or(&self, actor: ActorId) -> Line {
        if actor == self.view.seat().0 {
            "you".into()
        } else {
            self.words.actor(actor).into()
        }
    }

    fn named(&self, actors: &[ActorId]) -> Line {
        self.words.actors(actors.iter().copied()).into()
    }

    /// The lines that put the staff's texts forward, as they are typed.
    #[must_use]
    pub fn staff_orders(&self, finding: &Finding) -> Vec<Line> {
        let picks = [Pick::Fair, Pick::Own].into_iter();
        let mut texts: Vec<Package> = picks.filter_map(|it| it.text(finding)).collect();
        texts.dedup();
        let typed = texts.into_iter().map(|text| self.typed_text(text).into());
        typed.collect()
    }

    /// The line that puts a text forward: by what it changes where one is on the table.
    pub(super) fn typed_text(&self, text: Package) -> String {
        let standing = self.view.table(self.table).and_then(|now| now.text);
        match standing.map(|it| it.package) {
            None => self.typed(TableOrder::Propose(text)),
            Some(standing) if standing == text => self.typed(TableOrder::Accept),
            Some(standing) => {
                let names = self.view.scenario().catalogue();
                let options = self.changed_options(standing, text).join(" ");
                format!("amend {} {options}", names.table(self.table))
            }
        }
    }

    /// What a text changes, as it is typed: "area=silent".
    pub(super) fn changed_options(&self, from: Package, to: Package) -> Vec<String> {
        let names = self.view.scenario().catalogue();
        let clauses = names.clauses(self.table);
        let words = from.differing(to, clauses.len()).map(|at| {
            let (clause, options) = &clauses[at];
            format!("{clause}={}", options[to.option(at)])
        });
        words.collect()
    }
}

/// A share per mille as a percentage.
fn percent(per_mille: i32) -> Line {
    ((per_mille + 5) / 10).to_string().into()
}
