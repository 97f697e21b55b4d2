//! Figures in plain mode: relations, intel, the list of everything that `why` takes.

use crate::model::{ActorId, Figure, Owner, Points};
use crate::notation::{self, Kind, Misread};
use crate::plain::{Said, Shell, cell, paragraphs};
use crate::scenario::Item;
use crate::session::foretold::{credits, foretold};
use crate::text::advice::advice;
use crate::text::dossier::{dossier, predictions};
use crate::text::sources::{WHAT_WE_SHOW, WHO_TELLS, shown, sources};
use crate::text::{Line, account, figure_kind, misread};

/// What a relation shows from each side, in this order.
const TOWARDS: [Figure; 6] = [
    Figure::Trust,
    Figure::Threat,
    Figure::Opinion,
    Figure::Closeness,
    Figure::Abandonment,
    Figure::Entrapment,
];

/// What a relation shows without direction.
const BETWEEN: [Figure; 3] = [Figure::Network, Figure::Exchange, Figure::Grievance];

impl Shell<'_> {
    /// `relations`
    pub(super) fn relations(&self) -> Vec<String> {
        let view = self.session.view();
        let pairs: Vec<(ActorId, ActorId)> = view.scenario().relations().to_vec();
        pairs
            .into_iter()
            .flat_map(|pair| self.relation(pair))
            .collect()
    }

    fn relation(&self, (a, b): (ActorId, ActorId)) -> Vec<String> {
        let view = self.session.view();
        let words = self.words();
        let between = BETWEEN.into_iter().filter_map(|figure| {
            let reading = view.pair(figure, a, b)?;
            Some(format!(
                "{} {}",
                figure_kind(figure),
                words.reading_short(reading).plain()
            ))
        });
        let covered = format!("covered {}", crate::text::whole(view.coverage(a, b)));
        let between: Vec<String> = between.chain([covered]).collect();
        let mut lines = vec![format!(
            "{}–{}: {}",
            words.actor(a),
            words.actor(b),
            between.join(", ")
        )];
        for (from, to) in [(a, b), (b, a)] {
            let towards = TOWARDS.into_iter().filter_map(|figure| {
                let reading = view.pair(figure, from, to)?;
                Some(format!(
                    "{} {}",
                    figure_kind(figure),
                    words.reading_short(reading).plain()
                ))
            });
            let towards: Vec<String> = towards.collect();
            if !towards.is_empty() {
                lines.push(format!(
                    "  {} → {}: {}",
                    words.actor(from),
                    words.actor(to),
                    towards.join(", ")
                ));
            }
        }
        lines
    }

    /// `intel [ACTOR]`: what this seat knows and believes of other capitals.
    pub(super) fn intel(&self, rest: &[&str]) -> Said {
        let view = self.session.view();
        let names = view.scenario().catalogue();
        match rest {
            [] => {
                let others = names.all_actors().filter(|actor| *actor != view.seat().0);
                let each = others.flat_map(|actor| {
                    [vec![self.words().actor(actor)], self.dossier(actor)].concat()
                });
                Ok(self.told_by().into_iter().chain(each).collect())
            }
            [word] => match names.find_actor(word) {
                Some(actor) => Ok(self.show_actor(actor)),
                None => {
                    let nearest =
                        notation::nearest(word, names.actors.ids().iter().map(String::as_str));
                    Err(misread(&Misread::UnknownId {
                        kind: Kind::Actor,
                        given: (*word).to_owned(),
                        nearest,
                    })
                    .plain())
                }
            },
            _ => Err("intel takes the id of one actor, or none for all".to_owned()),
        }
    }

    /// Who tells this seat about others, with the record of each, and what it shows itself.
    fn told_by(&self) -> Vec<String> {
        let view = self.session.view();
        let facts = self.session.game().known_facts(view.seat(), 0);
        let mut lines = Vec::new();
        let known = sources(&view, facts);
        if !known.is_empty() {
            lines.push(WHO_TELLS.to_owned());
        }
        for one in known {
            lines.extend(paragraphs(&[one.head], 2));
            lines.extend(paragraphs(&one.text, 4));
        }
        let feints = shown(&view);
        if !feints.is_empty() {
            lines.push(WHAT_WE_SHOW.to_owned());
            lines.extend(paragraphs(&feints, 2));
        }
        lines
    }

    /// `advise`: what each adviser proposes.
    pub(super) fn advise(&self) -> Vec<String> {
        let said = advice(&self.session.view(), &credits(self.session.game()));
        if said.is_empty() {
            return vec!["nobody advises this seat now".to_owned()];
        }
        let mut lines = Vec::new();
        for one in said {
            lines.extend(paragraphs(&[one.head()], 0));
            lines.extend(paragraphs(&one.proposals, 2));
        }
        lines
    }

    /// What an actor says, wants and did, as this seat's analysts have it.
    pub(super) fn known_mind(&self, actor: ActorId) -> Vec<String> {
        let view = self.session.view();
        let facts = self.session.game().known_facts(view.seat(), 0);
        let mut lines = Vec::new();
        let mut parts = dossier(&view, actor, facts);
        let earlier = foretold(self.session.game());
        parts.extend(predictions(&view, actor, &earlier));
        for part in parts {
            lines.push(part.heading.plain());
            let told: Vec<Line> = part.lines.into_iter().map(|(line, _)| line).collect();
            lines.extend(paragraphs(&told, 2));
        }
        lines
    }

    /// Every figure of one actor alone, as this seat reads it.
    pub(super) fn dossier(&self, actor: ActorId) -> Vec<String> {
        let view = self.session.view();
        let words = self.words();
        let own = view
            .scenario()
            .slots()
            .iter()
            .filter(|(_, slot)| match slot.owner {
                Owner::Actor(owner) | Owner::Bloc(owner, _) => owner == actor,
                Owner::Pair(..) | Owner::Mechanism(_) | Owner::Share(..) | Owner::Format(_) => {
                    false
                }
            });
        own.map(|(id, _)| {
            let line = account::figure_line(self.session.game(), view.seat(), id);
            let reading = view.reading(id);
            let told = format!(
                "  {} {}",
                cell(&line.name, 44),
                words.reading(reading).plain()
            );
            let source = words.reading_source(reading).plain();
            if source.is_empty() {
                told
            } else {
                format!("{told}, from {source}")
            }
        })
        .collect()
    }

    /// `figures`: the name of everything that `why` takes, with its value.
    pub(super) fn figures(&self) -> Vec<String> {
        let view = self.session.view();
        let words = self.words();
        let names = view.scenario().catalogue();
        let gauges = view.scenario().gauges().map(|(id, _)| {
            let value = crate::text::whole(view.gauge(id));
            format!(
                "{} {value}  {}",
                cell(names.gauge(id), 40),
                words.name(Item::Gauge(id))
            )
        });
        let slots = view.scenario().slots().iter();
        // Who holds no part of a mechanism is no news, and there are hundreds of them.
        let held = slots.filter(|(id, slot)| {
            slot.figure != Figure::Share || view.reading(*id).middle() != Points::ZERO
        });
        let stored = held.map(|(id, slot)| {
            let path = notation::figure::write(names, slot.figure, slot.owner);
            format!(
                "{} {}",
                cell(&path, 40),
                words.reading_short(view.reading(id)).plain()
            )
        });
        gauges.chain(stored).collect()
    }
}
