//! What advisers say: a concrete order, the direction and the size of what they expect, and what speaks against it.

use crate::agents::advisers::{Counsel, Proposal, counsel};
use crate::model::{FigureId, Order, Points, SeatId};
use crate::rules::View;
use crate::scenario::Item;
use crate::session::foretold::Credit;
use crate::text::{Line, Tone, Words, fill, signed_fine};

/// What one adviser says, for a list.
#[derive(Clone, Debug)]
pub struct Advice {
    /// Who says it.
    pub name: Line,
    /// What this one sees more than others, and what less.
    pub bias: Line,
    /// How the expectations of this one turned out, of what was done.
    pub credit: Credit,
    /// What is proposed, one line each.
    pub proposals: Vec<Line>,
}

impl Advice {
    /// Who it is, with bias and credit.
    #[must_use]
    pub fn head(&self) -> Line {
        let slots = [
            ("name", self.name.clone()),
            ("bias", self.bias.clone()),
            ("right", self.credit.right.to_string().as_str().into()),
            ("judged", self.credit.judged.to_string().as_str().into()),
        ];
        if self.credit.judged == 0 {
            return fill("{name}. {bias}", &slots);
        }
        fill("{name} (right in {right} of {judged}). {bias}", &slots)
    }
}

/// What every adviser of this seat says now; empty if it has none or the game is over.
#[must_use]
pub fn advice(view: &View<'_>, credits: &[Credit]) -> Vec<Advice> {
    if view.over().is_some() || view.plan_ended() {
        return Vec::new();
    }
    let words = Words::new(view.scenario().lexicon());
    let said = counsel(view);
    let credit = |it: &Counsel| credits.get(it.adviser).copied().unwrap_or_default();
    said.iter()
        .map(|it| words.advice(view, it, credit(it)))
        .collect()
}

/// Who of the advisers would give this answer, and what each expects of it first; one line each.
#[must_use]
pub fn backers(view: &View<'_>, order: &Order) -> Vec<Line> {
    let words = Words::new(view.scenario().lexicon());
    let Order::Respond { event, subject, .. } = order else {
        return Vec::new();
    };
    let said = crate::agents::advisers::opinions(view, *event, *subject);
    let for_it = said
        .iter()
        .filter(|(_, proposal)| proposal.order == *order && cares(proposal));
    for_it
        .map(|(adviser, proposal)| {
            let slots = [
                ("who", words.adviser(view.seat(), *adviser)),
                ("for", words.expected(&proposal.gains)),
                ("against", words.expected(&proposal.losses)),
            ];
            match (proposal.gains.is_empty(), proposal.losses.is_empty()) {
                (_, true) => fill("{who} is for it: {for}", &slots),
                (true, false) => fill(
                    "{who} would rather have this than the others: {against}",
                    &slots,
                ),
                (false, false) => fill("{who} is for it: {for}; against it: {against}", &slots),
            }
        })
        .collect()
}

/// Who neither gains nor loses anything has no opinion.
fn cares(proposal: &Proposal) -> bool {
    !(proposal.gains.is_empty() && proposal.losses.is_empty())
}

impl Words<'_> {
    fn adviser(&self, seat: SeatId, place: usize) -> Line {
        let place = u8::try_from(place).unwrap_or(u8::MAX);
        let name = self.name(Item::Adviser(seat.0, place));
        Line::new(&name, Tone::Strong)
    }

    fn advice(&self, view: &View<'_>, said: &Counsel, credit: Credit) -> Advice {
        let place = u8::try_from(said.adviser).unwrap_or(u8::MAX);
        let bias = self.text(Item::Adviser(view.seat().0, place));
        let answers = said.answers.iter().filter(|(.., it)| cares(it));
        let answers = answers.map(|(event, about, proposal)| {
            let slots = [
                ("event", self.event(*event, *about)),
                ("what", self.proposed(view, proposal)),
            ];
            fill("To {event}: {what}", &slots)
        });
        let starts = said
            .starts
            .iter()
            .map(|proposal| fill("Start {what}", &[("what", self.proposed(view, proposal))]));
        let mut proposals: Vec<Line> = answers.chain(starts).collect();
        if proposals.is_empty() {
            proposals.push("Nothing that can be begun now is worth its price in these eyes".into());
        }
        Advice {
            name: self.adviser(view.seat(), said.adviser),
            bias: bias.into_iter().next().unwrap_or_default().toned(Tone::Dim),
            credit,
            proposals,
        }
    }

    fn proposed(&self, view: &View<'_>, proposal: &Proposal) -> Line {
        let what = match proposal.order {
            Order::Launch { initiative, target } => self.directed(initiative, target),
            Order::Respond { event, choice, .. } => self.answer(event, choice),
            Order::Table(..)
            | Order::Step(..)
            | Order::Schedule { .. }
            | Order::Publish
            | Order::Cancel { .. }
            | Order::End => Line::default(),
        };
        let slots = [
            ("what", what),
            ("price", self.choice_price(view.price(&proposal.order))),
            ("for", self.expected(&proposal.gains)),
            ("against", self.expected(&proposal.losses)),
        ];
        match (proposal.gains.is_empty(), proposal.losses.is_empty()) {
            (true, _) => fill("{what} ({price}): does least harm here; {against}", &slots),
            (false, true) => fill("{what} ({price}): {for}", &slots),
            (false, false) => fill("{what} ({price}): {for}; against it: {against}", &slots),
        }
    }

    /// Figures with how they are expected to move, in points.
    pub(in crate::text) fn expected(&self, moves: &[(FigureId, Points)]) -> Line {
        let mut line = Line::default();
        for (place, (figure, moved)) in moves.iter().enumerate() {
            let joint = if place == 0 { "" } else { ", " };
            line = line
                .then(joint)
                .then(self.figure(*figure).as_str())
                .then(" ")
                .then(signed_fine(*moved).as_str());
        }
        line
    }
}
