//! How a crisis went, once it is over: step by step, what was decisive, what each side meant.

use crate::model::{Cause, CrisisFact, CrisisOutcome, Fact, Posture, What};
use crate::rules::Past;
use crate::rules::state::crises::Accident;
use crate::text::crises::page::{Page, indented};
use crate::text::crises::{intention, percent};
use crate::text::{Line, Tone, fill};

/// How many figures are told of those that a crisis moved.
const MOVES: usize = 5;

impl Page<'_> {
    /// Why it went as it did: the steps, the decisive one, what was meant if that is known.
    #[must_use]
    pub fn account(&self) -> Vec<Line> {
        let Some((outcome, _)) = self.crisis().outcome() else {
            return Vec::new();
        };
        let mut lines = vec![Line::new("How it went", Tone::Strong)];
        let history = self.history();
        if history.is_empty() {
            lines.push("  It ended before anybody had stepped".into());
        }
        lines.extend(indented(history));
        lines.extend(indented(match outcome {
            CrisisOutcome::War => self.to_war(),
            CrisisOutcome::Settled | CrisisOutcome::BackedDown(_) | CrisisOutcome::Frozen => {
                self.decisive(outcome).into_iter().collect()
            }
        }));
        lines.extend(indented(self.meant()));
        lines
    }

    /// What the crisis moved most, of what this seat minds or of what moved far; nothing if it moved nothing.
    #[must_use]
    pub fn left(&self, facts: &[Fact]) -> Vec<Line> {
        let kind = self.kind();
        let begun = facts.iter().rposition(|fact| {
            matches!(fact.what, What::Crisis(known, CrisisFact::Opened { .. }) if known == kind)
        });
        let of_it = |cause: Cause| matches!(cause, Cause::Crisis(known) | Cause::Step(known, _) if known == kind);
        let since = facts.get(begun.unwrap_or(0)..).unwrap_or(&[]).iter();
        let moved: Vec<Fact> = since.filter(|fact| of_it(fact.cause)).copied().collect();
        let mut lines = self.words.moves(&moved, self.view.seat(), MOVES);
        if !lines.is_empty() {
            lines = indented(lines);
            lines.insert(0, Line::new("What it left", Tone::Strong));
        }
        lines
    }

    /// The step that made the end likely, in a sentence.
    #[must_use]
    pub fn decisive(&self, outcome: CrisisOutcome) -> Option<Line> {
        let history = self.crisis().history();
        let last = history.len();
        let number = match outcome {
            CrisisOutcome::War => match turning_point(&history, self.definition.brink()) {
                Some(place) => place + 1,
                None => {
                    let words = "It stood on the last rung short of war from the beginning";
                    return Some(words.into());
                }
            },
            CrisisOutcome::Settled | CrisisOutcome::BackedDown(_) | CrisisOutcome::Frozen => last,
        };
        let past = history.get(number.checked_sub(1)?)?;
        let mut slots = vec![("n", Line::from(number.to_string()))];
        let template = match outcome {
            CrisisOutcome::War => {
                slots.push(("why", self.why(past)));
                "What made war likely: step {n}, {why}"
            }
            CrisisOutcome::Settled => {
                "An offer was taken up in step {n}: neither was going up any more"
            }
            CrisisOutcome::BackedDown(who) => {
                let side = usize::from(self.crisis().sides()[0] != who);
                slots.push(("who", self.side(side).into()));
                slots.push(("said", self.crisis().audience(side).to_string().into()));
                "{who} gave way in step {n}: it offered to go down twice running and was offered nothing; {said} of its steps had been public"
            }
            CrisisOutcome::Frozen => {
                slots.push(("rung", self.words.rung(self.kind(), past.to)));
                "The clock ran out with step {n}: it froze on rung {rung}"
            }
        };
        Some(fill(template, &slots))
    }

    /// Who or what took it up in a step.
    fn why(&self, past: &Past) -> Line {
        let sides = self.crisis().sides();
        let raised = [0, 1].into_iter().filter_map(|side| {
            let (step, heard) = past.steps[side]?;
            let up = step.posture == Posture::Raise;
            up.then(|| self.words.stepped(self.kind(), sides[side], (step, heard)))
        });
        let raised: Vec<Line> = raised.collect();
        let mut slots = vec![
            ("from", self.words.rung(self.kind(), past.from)),
            ("to", self.words.rung(self.kind(), past.to)),
            ("risk", percent(past.risk.unwrap_or(0)).into()),
        ];
        let by_chance = past.accident == Accident::Happened;
        let template = match (raised.is_empty(), by_chance) {
            (true, true) => {
                "in which an accident, likely with {risk}, took it from rung {from} to {to}"
            }
            (true, false) => "in which the postures took it from rung {from} to {to}",
            (false, true) => {
                "in which {raised}, and an accident, likely with {risk}, did the rest: rung {from} to {to}"
            }
            (false, false) => "in which {raised}: rung {from} to {to}",
        };
        slots.push(("raised", Line::joined(raised, " and ")));
        fill(template, &slots)
    }

    /// What a war came from: the step that made it likely, and what an accident was likely with from there on.
    #[must_use]
    pub fn to_war(&self) -> Vec<Line> {
        let history = self.crisis().history();
        let Some(last) = history.len().checked_sub(1) else {
            return Vec::new();
        };
        let mut lines: Vec<Line> = self.decisive(CrisisOutcome::War).into_iter().collect();
        let turning = turning_point(&history, self.definition.brink());
        let begins = turning.map_or(0, |place| (place + 1).min(last));
        let risks: Vec<u16> = history[begins..]
            .iter()
            .filter_map(|past| past.risk.filter(|risk| *risk > 0))
            .collect();
        if history[last].accident == Accident::Happened && !risks.is_empty() {
            let none = risks.iter().fold(1000_u32, |left, risk| {
                left * (1000 - u32::from(*risk).min(1000)) / 1000
            });
            let once = u16::try_from(1000 - none.min(1000)).unwrap_or(1000);
            let each = risks.iter().map(|risk| Line::from(percent(*risk)));
            let slots = [
                ("each", Line::joined(each, ", then ")),
                ("once", percent(once).into()),
            ];
            let template = match risks.len() {
                1 => "From there one accident was war; its chance was {each}",
                _ => "From there one accident was war; its chance was {each}, {once} in all",
            };
            lines.push(fill(template, &slots));
        }
        lines
    }

    /// What each side meant and by what it could be told, as far as it is known now, and what this seat had thought of it.
    #[must_use]
    pub fn meant(&self) -> Vec<Line> {
        let own = self.crisis().own_side();
        let lines = [0, 1].into_iter().filter_map(|side| {
            let Some(meaning) = self.crisis().intention(side) else {
                let other = own.is_some_and(|own| own != side);
                let slots = [("who", Line::from(self.side(side)))];
                return other.then(|| fill("What it was on {who}'s side you have not been told", &slots));
            };
            let mut slots = vec![
                ("who", Line::from(self.side(side))),
                ("what", intention(meaning).into()),
                ("signs", self.signs_of(meaning)),
            ];
            let believed = self.crisis().odds().filter(|_| own == Some((side + 1) % 2));
            let Some(odds) = believed else {
                return Some(fill("On {who}'s side it began as {what}: {signs}", &slots));
            };
            slots.push(("odds", percent(odds[meaning as usize]).into()));
            Some(fill(
                "On {who}'s side it began as {what}, which you thought {odds} likely at the end: {signs}",
                &slots,
            ))
        });
        lines.collect()
    }
}

/// The place of the step that made war likely: the last if both went up together there, else the one that took it to the
/// brink, from which an accident is war; `None` if it stood there from the beginning.
fn turning_point(history: &[Past], brink: u8) -> Option<usize> {
    let last = history.len().checked_sub(1)?;
    if history[last].accident == Accident::None {
        return Some(last);
    }
    history.iter().rposition(|past| past.from < brink)
}
