//! How a negotiation ended, in words: with whom and when it was signed, or which text came nearest, and by whose act it failed.

use crate::analysis::debrief::{Debrief, End, Failure, points};
use crate::analysis::nearest::{Fate, Nearest};
use crate::model::{ActorId, ActorSet, Points, TableFact, TableId};
use crate::text::tables::debrief::Debriefs;
use crate::text::{Line, fill, signed};

impl Debriefs<'_> {
    /// How it ended, in a line.
    pub(super) fn end(&self, found: &Debrief) -> Line {
        let who = |actor: ActorId| ("who", self.you_or(actor));
        match found.end {
            End::Signed { signers, round } => {
                let slots = [
                    ("who", self.words.actors(signers.iter()).into()),
                    ("round", round.to_string().into()),
                ];
                fill("signed in round {round} by {who}", &slots)
            }
            End::Broke(Failure::NoZone) => {
                "no agreement: no text was better than none for everybody".into()
            }
            End::Broke(Failure::Distrust(actor)) => fill(
                "no agreement, for distrust: without it there were texts for everybody; it weighed most with {who}",
                &[who(actor)],
            ),
            End::Broke(Failure::Pride(actor)) if actor == self.seat.0 => {
                "no agreement: the last text was better than none for everybody; the rounds ended before you had accepted it".into()
            }
            End::Broke(Failure::Pride(actor)) => fill(
                "no agreement, for pride: the last text was better than none for everybody, and {who} held out for more",
                &[who(actor)],
            ),
            End::Broke(Failure::Late(actor, author)) => fill(
                "no agreement: the last text, by {author}, was better than none for everybody and came too late: {who} had no move left",
                &[who(actor), ("author", self.you_or(author))],
            ),
            End::Broke(Failure::Haste) => {
                "no agreement, for haste: rounds were lost before a text for everybody was found".into()
            }
            End::Broke(Failure::Unfound) => {
                "no agreement: there were texts for everybody, and none of them was on the table at the end".into()
            }
            End::Broke(Failure::Home) => "signed, and refused at home".into(),
            End::Broke(Failure::Deserted) => "no agreement: too few were left".into(),
            End::Broke(Failure::Tied) => "it broke up with the table to which it was tied".into(),
        }
    }

    /// Of a text that was signed and came to nothing at home: who had signed it, and whose home refused it.
    pub(super) fn refused_at_home(&self, table: TableId, found: &Debrief) -> Vec<Line> {
        if !matches!(found.end, End::Broke(Failure::Home)) {
            return Vec::new();
        }
        let told = self.told_of(table).into_iter();
        let told = told
            .filter(|what| matches!(what, TableFact::Signed { .. } | TableFact::Refused { .. }));
        let told = told.filter_map(|what| self.words.table_fact(table, &what));
        told.map(|line| line.capitalised().then(".")).collect()
    }

    fn you_or(&self, actor: ActorId) -> Line {
        if actor == self.seat.0 {
            "you".into()
        } else {
            self.words.actor(actor).into()
        }
    }

    fn all_or_you(&self, actors: ActorSet) -> Line {
        let others = actors.without(self.seat.0);
        let others = others.iter().map(|it| Line::from(self.words.actor(it)));
        let you = actors.contains(self.seat.0).then(|| Line::from("you"));
        Line::joined(you.into_iter().chain(others), ", ")
    }

    /// Which text came nearest to a signature where none followed, who was for it, and by whose act it went.
    pub(super) fn nearest(&self, found: &Debrief) -> Vec<Line> {
        let signed = matches!(found.end, End::Broke(Failure::Home));
        let Some(nearest) = found.nearest.filter(|it| it.stood.len() > 1 && !signed) else {
            return Vec::new();
        };
        let by = if nearest.by == self.seat.0 {
            "your".to_owned()
        } else {
            self.words.whose(nearest.by)
        };
        let slots = [
            ("by", by.into()),
            ("round", nearest.round.to_string().into()),
            ("stood", self.all_or_you(nearest.stood)),
            ("missing", self.all_or_you(nearest.missing)),
        ];
        let first = if nearest.missing.is_empty() {
            "Nearest to a signature came {by} text in round {round}. For it: {stood}."
        } else {
            "Nearest to a signature came {by} text in round {round}. For it: {stood}; missing: {missing}."
        };
        let mut lines = vec![fill(first, &slots)];
        lines.extend(self.fate(found, &nearest));
        lines
    }

    /// What became of the text that came nearest.
    fn fate(&self, found: &Debrief, nearest: &Nearest) -> Option<Line> {
        let round = |round: u8| ("round", Line::from(round.to_string()));
        let me = self.seat.0;
        let gain = |actor: ActorId| {
            let place = found.parties.iter().position(|it| *it == actor)?;
            let outcome = found.analysis.domain().of_package(nearest.package);
            let gains = found.analysis.gains(outcome);
            gains.get(place).map(|gain| points(*gain))
        };
        let line = match nearest.fate {
            Fate::Replaced(actor, at) => {
                let worth = gain(actor).unwrap_or(Points::ZERO);
                let slots = [
                    ("who", self.words.actor(actor).into()),
                    round(at),
                    ("worth", signed(worth).into()),
                ];
                let template = match (actor == me, worth >= Points::ZERO) {
                    (true, true) => {
                        "You put another text in its place in round {round}; it was worth {worth} to you against none."
                    }
                    (true, false) => {
                        "You put another text in its place in round {round}; to you it was worth less than none ({worth})."
                    }
                    (false, true) => {
                        "{who} put another text in its place in round {round}, though it was worth {worth} there against none: it counted on more."
                    }
                    (false, false) => {
                        "{who} put another text in its place in round {round}: it was worth less than none there ({worth})."
                    }
                };
                fill(template, &slots)
            }
            Fate::Left(actor, at) if actor == me => fill(
                "You left in round {round}, and your consent with you.",
                &[round(at)],
            ),
            Fate::Left(actor, at) => fill(
                "{who} left in round {round}, and its consent with it.",
                &[("who", self.words.actor(actor).into()), round(at)],
            ),
            Fate::RoundsOver => "The rounds ended while it was on the table.".into(),
            Fate::Unsigned(actor, with) => {
                let slots = [
                    ("who", self.words.actor(actor).into()),
                    ("with", self.words.actors(with.without(actor).iter()).into()),
                ];
                let template = if actor == me {
                    "After the last round you could have signed it with {with}, and let that pass."
                } else {
                    "After the last round {who} could have signed it with {with}, and let that pass."
                };
                fill(template, &slots)
            }
            Fate::Other => return None,
        };
        Some(line)
    }
}
