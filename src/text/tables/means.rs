//! What a party at a table minds and what else weighs on it; the means beside a change of the text, each with its price and its
//! points; home, group by group.

use crate::agents::table::assess::{Assessment, band_once_sounded};
use crate::model::{ActorId, BlocId, Form, Order, Package, Points, TableOrder};
use crate::rules::state::tables::TableState;
use crate::rules::tables::outlook::Knowledge;
use crate::scenario::{Item, Rate};
use crate::text::tables::page::Page;
use crate::text::{Line, Tone, fill, signed, turns, whole};

impl Page<'_> {
    /// What a party minds in a text, in points that it would gain; of what is not only in the files: "Sea area 9 (sure)".
    #[must_use]
    pub fn minds(&self, party: &Assessment) -> Vec<Line> {
        let minds = party.minds.iter().map(|minded| {
            let template = match minded.known {
                Knowledge::Known => "{clause} {points} (sure)",
                Knowledge::Range => "{clause} {points}",
            };
            let slots = [
                ("clause", self.words.clause(self.table, minded.clause)),
                ("points", whole(minded.points).into()),
            ];
            fill(template, &slots)
        });
        minds.collect()
    }

    /// "busy: 2 other tables"; `None` if it sits at this one only.
    #[must_use]
    pub fn busy(&self, others: usize) -> Option<Line> {
        let toll = self.view.scenario().lens().points(Rate::DelegationToll);
        let toll = Points::ZERO.minus(toll.scaled(i64::try_from(others).unwrap_or(0), 1));
        let slots = [
            ("count", Line::from(others.to_string())),
            ("toll", signed(toll).into()),
        ];
        match others {
            0 => None,
            1 => Some(fill("busy: 1 other table ({toll})", &slots)),
            2.. => Some(fill("busy: {count} other tables ({toll})", &slots)),
        }
    }

    /// What a party was promised at the table, in points of its distance; `None` if nothing was.
    #[must_use]
    pub fn promised(&self, now: &TableState, actor: ActorId) -> Option<Line> {
        let promises = now.promises.iter().filter(|it| it.to == actor);
        let known = promises.filter_map(|it| self.definition.payments.get(usize::from(it.payment)));
        let sum = known.fold(Points::ZERO, |sum, it| sum.plus(it.worth));
        let slots = [("sum", Line::from(signed(sum)))];
        (sum != Points::ZERO).then(|| fill("promised {sum}", &slots))
    }

    /// What binds a clause: a link with another one, a word given in public. Empty if nothing does.
    #[must_use]
    pub fn bound(&self, clause: usize) -> Line {
        let Some(now) = self.view.table(self.table) else {
            return Line::default();
        };
        let links = now.linked.iter().filter_map(|(one, other)| {
            let (one, other) = (usize::from(*one), usize::from(*other));
            let with = match clause {
                it if it == one => other,
                it if it == other => one,
                _ => return None,
            };
            let slots = [("other", self.words.clause(self.table, with))];
            Some(fill("moves only with {other}", &slots))
        });
        let stands = now
            .stands
            .iter()
            .filter(|it| usize::from(it.clause) == clause);
        let stands = stands.map(|it| {
            let option = self
                .words
                .option(self.table, clause, usize::from(it.option));
            let slots = [("who", self.words.actor(it.by).into()), ("option", option)];
            fill("{who} stands by {option}", &slots)
        });
        Line::joined(links.chain(stands), ", ")
    }

    /// What can be done beside a change of the text to bring it nearer, each with its price and its points: payments,
    /// soundings and a caucus for the party in the way, a mediator, signature without it.
    #[must_use]
    pub fn means(&self, obstacle: Option<ActorId>, text: Package) -> Vec<(TableOrder, Line)> {
        let Some(obstacle) = obstacle else {
            return Vec::new();
        };
        let payments = 0..u8::try_from(self.definition.payments.len()).unwrap_or(u8::MAX);
        let pay = payments.map(|payment| TableOrder::Pay {
            payment,
            to: obstacle,
        });
        let mediators = self.definition.mediators.iter().map(TableOrder::Mediate);
        let rest = [
            TableOrder::SoundOut(obstacle),
            TableOrder::Caucus(obstacle),
            TableOrder::SignWithout,
        ];
        let legal = |order: &TableOrder| self.view.check(&Order::Table(self.table, *order)).is_ok();
        let all = pay.chain(rest).chain(mediators).filter(legal);
        all.filter_map(|order| Some((order, self.mean(order, text)?)))
            .collect()
    }

    fn mean(&self, order: TableOrder, text: Package) -> Option<Line> {
        let actor = |actor| Line::from(self.words.actor(actor));
        let good = |by: Points| Line::new(&signed(by), Tone::Good);
        let cost = self.view.table_price(self.table, order);
        let mut slots = vec![("cost", Line::from(whole(cost)))];
        let template = match order {
            TableOrder::Pay { payment, to } => {
                let known = self.definition.payments.get(usize::from(payment))?;
                let name = self.words.name(Item::Payment(self.table, payment));
                slots.extend([
                    ("who", actor(to)),
                    ("by", good(known.worth)),
                    ("name", name.into()),
                ]);
                "{name} ({cost})  {who} {by}"
            }
            TableOrder::SoundOut(of) => {
                let (before, after) = band_once_sounded(&self.view, self.table, of, text)?;
                slots.extend([("who", actor(of)), ("before", whole(before).into())]);
                slots.push(("after", whole(after).into()));
                if before.displayed() == after.displayed() {
                    "Sound out {who} ({cost})  a further weight; the band stays near ±{before}"
                } else {
                    "Sound out {who} ({cost})  ±{before} → about ±{after}"
                }
            }
            TableOrder::Caucus(with) => {
                let near = self.view.scenario().lens().points(Rate::CaucusWorth);
                slots.extend([("who", actor(with)), ("by", good(near))]);
                "Caucus with {who} ({cost})  {who} {by}; the others mind it"
            }
            TableOrder::Mediate(by) => {
                slots.push(("who", actor(by)));
                "A single text by {who} ({cost})"
            }
            TableOrder::SignWithout => "Sign without the others, who mind it",
            _ => return None,
        };
        Some(fill(template, &slots))
    }

    /// What follows a signature.
    pub(super) fn once_signed(&self, text: Package) -> Line {
        let form = self.definition.form(text);
        let until = self
            .view
            .turn()
            .after(crate::rules::tables::turns_until_consent(form));
        let template = match until > self.view.scenario().calendar().turns {
            true => {
                "As {form} it goes to every signer's home, and the game ends before they decide"
            }
            false => {
                "As {form} it goes to every signer's home and is in force {after} later if enough consent"
            }
        };
        match form {
            Form::Memorandum => "A memorandum is in force at once".into(),
            Form::Agreement | Form::Treaty => fill(
                template,
                &[
                    ("form", super::form(form).into()),
                    (
                        "after",
                        turns(crate::rules::tables::turns_until_consent(form)).into(),
                    ),
                ],
            ),
        }
    }

    /// Whether home would consent to a text, and how each group leans.
    #[must_use]
    pub fn home(&self, text: Package) -> Vec<Line> {
        let me = self.view.seat().0;
        let verdict = self.view.at_home(self.table, me, text);
        let sign = match (verdict.needed.0, verdict.consents()) {
            (0, _) | (_, true) => Line::new("✓ ", Tone::Good),
            (_, false) => Line::new("✗ ", Tone::Bad),
        };
        let mut lines = vec![sign.then(self.consent(text).capitalised())];
        let group = |(bloc, leaning): &(BlocId, Points)| {
            let tone = if *leaning < Points::ZERO {
                Tone::Bad
            } else {
                Tone::Good
            };
            let name = self.words.name(Item::Bloc(me, *bloc));
            let pivot = if verdict.pivot == Some(*bloc) {
                " (pivot)"
            } else {
                ""
            };
            Line::from(format!("{name}{pivot} ")).then(Line::new(&signed(*leaning), tone))
        };
        if !verdict.groups.is_empty() {
            let groups = verdict.groups.iter().map(group);
            lines.push(Line::joined(groups, ", "));
        }
        lines
    }
}
