//! What closes a table, in two lines: who stands by the text that is looked at and who is missing, and what comes next.

use crate::agents::table::assess::Assessment;
use crate::agents::table::closing::{Closing, Next, closing};
use crate::model::{ActorId, ActorSet, Package};
use crate::rules::state::tables::TableState;
use crate::text::tables::page::Page;
use crate::text::{Line, Tone, fill, size};

impl Page<'_> {
    /// What would have a text signed: who is for it and whose consent is missing, then the step that closes the table or
    /// the one who stands in the way. `readings` says how the text is taken by everybody there. Nothing for whoever has left.
    #[must_use]
    pub fn closing(
        &self,
        now: &TableState,
        text: Option<Package>,
        readings: &[Assessment],
    ) -> Vec<Line> {
        let found = closing(&self.view, (self.table, now), text, readings);
        let draft = now.text.map(|it| it.package) != text;
        let mut lines = Vec::new();
        if text.is_some() && !matches!(found.next, Next::NotThere | Next::Over(..)) {
            lines.push(self.who_stands(&found));
        }
        lines.extend(self.what_next(now, &found, draft));
        lines
    }

    /// "For it: Tokyo, you. Missing: Beijing"; of the others more than two are only counted.
    fn who_stands(&self, found: &Closing) -> Line {
        let me = self.view.seat().0;
        let you = |actor: ActorId| {
            let name = self.words.actor(actor);
            Line::from(if actor == me { "you".to_owned() } else { name })
        };
        let mine = (!found.stand.contains(&me)).then(|| Line::from("you"));
        let others: Vec<Line> = match found.missing.as_slice() {
            [_, _, _, ..] => vec![format!("{} others", found.missing.len()).into()],
            few => few.iter().map(|it| self.words.actor(*it).into()).collect(),
        };
        let missing = mine.into_iter().chain(others);
        let stand = found.stand.iter().map(|it| you(*it));
        let mut slots = vec![
            ("stand", Line::joined(stand, ", ")),
            ("missing", Line::joined(missing, ", ")),
        ];
        if found.stand.is_empty() {
            slots[0].1 = "nobody yet".into();
        }
        let template = if slots[1].1.is_empty() {
            "For it: {stand}"
        } else {
            "For it: {stand}. Missing: {missing}"
        };
        fill(template, &slots)
    }

    /// What to do next.
    fn step(&self, next: Next, draft: bool) -> Option<Line> {
        let mut slots: Vec<(&'static str, Line)> = Vec::new();
        let template = match next {
            Next::NotThere => return None,
            Next::NoText => {
                "It is signed once everybody here stands by one text, or by some without the rest."
            }
            Next::Tied => {
                "Everybody stands by it; it is signed together with the table it is tied to."
            }
            Next::Over(closer, signers) => {
                slots.extend([
                    ("who", self.words.actor(closer).into()),
                    (
                        "with",
                        self.words.actors(signers.without(closer).iter()).into(),
                    ),
                ]);
                if closer == self.view.seat().0 {
                    "The rounds are over: sign with {with}, or nobody signs."
                } else {
                    "The rounds are over: only {who} may still sign, with {with}."
                }
            }
            Next::Yours(_) if draft => "All others stand by it: put it forward, and it is signed.",
            Next::Yours(_) => "All others stand by it: accept, and it is signed.",
            Next::Likely { mine: false } => {
                "You stand by it until you move again: let this move pass, they will probably follow."
            }
            Next::Likely { mine: true } if draft => {
                "Put it forward: they will probably accept, and it is signed."
            }
            Next::Likely { mine: true } => "Accept: they will probably follow, and it is signed.",
            Next::BelowOwn(by) => {
                slots.push(("by", size(by).into()));
                "To you it is {by} worse than no agreement: change a clause, or wait for later rounds."
            }
            Next::Home => "Your home would refuse it: change its force or a clause.",
            Next::BelowTheirs(actor, by) => {
                slots.extend([
                    ("who", self.words.actor(actor).into()),
                    ("by", size(by).into()),
                ]);
                "{who} is {by} better off with no agreement: change a clause, pay, or go without."
            }
            Next::HoldsOut(actor, by) => {
                slots.extend([
                    ("who", self.words.actor(actor).into()),
                    ("by", size(by).into()),
                ]);
                "{who} wants {by} more before it signs: give some, or wait for later rounds."
            }
            Next::TooLate(actor) => {
                slots.push(("who", self.words.actor(actor).into()));
                "{who} has no move left: it can only be signed without it."
            }
            Next::CannotCount => "No text counts with those who are here: somebody must come back.",
        };
        Some(fill(template, &slots))
    }

    /// The same with what the round and the signatures so far add to it.
    fn what_next(&self, now: &TableState, found: &Closing, draft: bool) -> Option<Line> {
        let step = self.step(found.next, draft)?;
        let good = matches!(
            found.next,
            Next::Yours(_) | Next::Likely { .. } | Next::Tied
        );
        let tone = if good { Tone::Good } else { Tone::Warn };
        let prefix = if found.last_round && !matches!(found.next, Next::Over(..)) {
            "Last round. "
        } else {
            ""
        };
        let line = Line::from(prefix).then(step);
        let yours = matches!(found.next, Next::Yours(_) | Next::Likely { mine: true });
        let waits = yours && self.view.move_due(self.table) != Some(self.view.seat());
        let line = match waits {
            true => line.then(" It is not your move yet."),
            false => line,
        };
        let line = match found.without {
            Some(signers) => line.then(" ").then(self.or_without(now, signers)),
            None => line,
        };
        Some(line.toned(tone))
    }

    fn or_without(&self, now: &TableState, signers: ActorSet) -> Line {
        let out = ActorSet(now.present.0 & !signers.0);
        let slots = [("out", Line::from(self.words.actors(out.iter())))];
        fill("You can sign it without {out}.", &slots)
    }
}
