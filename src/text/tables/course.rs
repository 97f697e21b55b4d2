//! What was said at a table so far, what binds the parties, and by which texts they stand.

use crate::model::{ActorSet, Package};
use crate::rules::state::tables::TableState;
use crate::text::tables::page::Page;
use crate::text::{Line, Tone, fill};

impl Page<'_> {
    /// Whether there is a text to sign without the rest, and by which one most stand if not; `None` while nobody stands by
    /// any text but the one on the table and that doesn't count yet.
    #[must_use]
    pub fn rally(&self, now: &TableState) -> Option<Line> {
        let me = self.view.seat().0;
        let standing = now.text?.package;
        let found = now.signable(self.definition, me);
        let found = found.filter(|(_, signers)| now.present.0 & !signers.0 != 0);
        if let Some((text, signers)) = found {
            let slots = [
                ("text", self.text_of(now, text)),
                ("who", self.words.actors(signers.iter()).into()),
            ];
            let template = "Enough to sign {text} without the rest: {who}.";
            return Some(fill(template, &slots).toned(Tone::Good));
        }
        let others = now.offers.iter().map(|it| it.package);
        let others = others.filter(|text| *text != standing);
        let backed = others.map(|text| (now.backers(text), text));
        let (backers, text): (ActorSet, Package) =
            backed.max_by_key(|(backers, _)| backers.len())?;
        let slots = [
            ("text", self.text_of(now, text)),
            ("who", self.words.actors(backers.iter()).into()),
            ("needed", self.definition.signers_min.to_string().into()),
        ];
        let template = "Still for {text}: {who}; it takes {needed} to sign.";
        (backers.len() > 1).then(|| fill(template, &slots))
    }

    /// A text by when it was put forward last: "the text of round 9".
    pub(super) fn text_of(&self, now: &TableState, text: Package) -> Line {
        if now.text.is_some_and(|it| it.package == text) {
            return "the text on the table".into();
        }
        let last = now.offers.iter().rev().find(|it| it.package == text);
        let round = last.map_or(0, |it| u16::from(it.round) + 1);
        fill(
            "the text of round {round}",
            &[("round", round.to_string().into())],
        )
    }

    /// What binds the parties at the table: links, a tie, public commitments.
    #[must_use]
    pub fn ties(&self, now: &TableState) -> Vec<Line> {
        let mut lines = Vec::new();
        for (one, other) in &now.linked {
            let slots = [
                ("one", self.words.clause(self.table, usize::from(*one))),
                ("other", self.words.clause(self.table, usize::from(*other))),
            ];
            lines.push(fill("{one} and {other} move only together.", &slots));
        }
        if let Some(other) = now.tied {
            let slots = [("other", self.words.table(other))];
            lines.push(fill(
                "Tied to {other}: signed together or not at all.",
                &slots,
            ));
        }
        for stand in &now.stands {
            let (clause, option) = (usize::from(stand.clause), usize::from(stand.option));
            let slots = [
                ("who", Line::from(self.words.actor(stand.by))),
                ("clause", self.words.clause(self.table, clause)),
                ("option", self.words.option(self.table, clause, option)),
            ];
            lines.push(fill(
                "{who} stands by {clause}: {option} in public.",
                &slots,
            ));
        }
        lines
    }

    /// The last texts, newest first, each by what it changed.
    #[must_use]
    pub fn history(&self, now: &TableState, most: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let offers = &now.offers;
        for (at, offer) in offers.iter().enumerate().rev().take(most) {
            let before = at.checked_sub(1).and_then(|before| offers.get(before));
            let what = match before {
                None => self.words.package(self.table, offer.package),
                Some(before) => self
                    .words
                    .amended(self.table, before.package, offer.package),
            };
            let last = offers.iter().rposition(|it| it.package == offer.package) == Some(at);
            let backers = now.backers(offer.package).without(offer.by);
            let backers = Some(backers).filter(|it| last && !it.is_empty());
            let accepted = self.accepted.get(at).copied().unwrap_or_default();
            let slots = [
                (
                    "round",
                    Line::from((u16::from(offer.round) + 1).to_string()),
                ),
                ("who", self.words.actor(offer.by).into()),
                ("what", what),
                (
                    "signers",
                    self.words.actors(backers.unwrap_or(accepted).iter()).into(),
                ),
            ];
            let template = match backers {
                Some(_) => "  round {round}, {who}: {what}; with the consent of {signers}",
                None if accepted.is_empty() => "  round {round}, {who}: {what}",
                None => "  round {round}, {who}: {what}; {signers} accepted it then",
            };
            lines.push(fill(template, &slots));
        }
        if !lines.is_empty() {
            lines.insert(
                0,
                Line::new("Put forward so far, newest first:", Tone::Strong),
            );
        }
        lines
    }
}
