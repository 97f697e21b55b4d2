//! How a crisis went, once it is over: step by step, what was decisive, what each side meant.

use crate::model::CrisisOutcome;
use crate::rules::Past;
use crate::rules::state::crises::Accident;
use crate::text::crises::page::{Page, indented};
use crate::text::crises::{intention, percent};
use crate::text::{Line, Tone, fill};

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
        lines.extend(
            self.decisive(outcome)
                .map(|line| Line::from("  ").then(line)),
        );
        lines.extend(indented(self.meant()));
        lines
    }

    /// The step that made the end likely, in a sentence.
    #[must_use]
    pub fn decisive(&self, outcome: CrisisOutcome) -> Option<Line> {
        let history = self.crisis().history();
        let last = history.len();
        let number = match outcome {
            CrisisOutcome::War => turning_point(&history)? + 1,
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
                "Both went down in step {n}, and it fell below what needs governments"
            }
            CrisisOutcome::BackedDown(who) => {
                let side = usize::from(self.crisis().sides()[0] != who);
                slots.push(("who", self.side(side).into()));
                slots.push(("said", self.crisis().audience(side).to_string().into()));
                "{who} gave way in step {n}, after {said} public steps of its own"
            }
            CrisisOutcome::Frozen => "Step {n} was the last, and neither had given way",
        };
        Some(fill(template, &slots))
    }

    fn why(&self, past: &Past) -> Line {
        let mut slots = vec![
            ("from", self.words.rung(self.kind(), past.from)),
            ("to", self.words.rung(self.kind(), past.to)),
        ];
        let template = match (past.accident, past.risk) {
            (Accident::Happened, Some(risk)) => {
                slots.push(("risk", percent(risk).into()));
                "in which an accident, likely with {risk}, took it from rung {from} to {to}"
            }
            (Accident::Happened, None) => "in which an accident took it from rung {from} to {to}",
            (Accident::None, _) => "in which the postures took it from rung {from} to {to}",
        };
        fill(template, &slots)
    }

    /// What each side meant, as far as it is known now, and what this seat had thought of it.
    fn meant(&self) -> Vec<Line> {
        let own = self.crisis().own_side();
        let lines = [0, 1].into_iter().filter_map(|side| {
            let meaning = self.crisis().intention(side)?;
            let mut slots = vec![
                ("who", Line::from(self.side(side))),
                ("what", intention(meaning).into()),
            ];
            let believed = self.crisis().odds().filter(|_| own == Some((side + 1) % 2));
            let Some(odds) = believed else {
                return Some(fill("For {who} it was {what}", &slots));
            };
            slots.push(("odds", percent(odds[meaning as usize]).into()));
            Some(fill(
                "For {who} it was {what}; at the end you thought that {odds} likely",
                &slots,
            ))
        });
        lines.collect()
    }
}

/// The place of the step that did most for the worst: the highest climb, of equals the riskier, then the later.
fn turning_point(history: &[Past]) -> Option<usize> {
    let each = history.iter().enumerate();
    let ranked = each.max_by_key(|(place, past)| {
        let climbed = past.to.saturating_sub(past.from);
        (climbed, past.risk.unwrap_or(0), *place)
    });
    ranked.map(|(place, _)| place)
}
