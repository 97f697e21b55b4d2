//! What advisers would do in a crisis: the step, how sure they are, the size of what they expect, their bias.

use crate::agents::advisers::{StepCounsel, steps};
use crate::model::{CrisisOrder, Order, Points, Posture};
use crate::scenario::Item;
use crate::session::foretold::Credit;
use crate::text::crises::page::Page;
use crate::text::crises::posture;
use crate::text::{Line, Tone, fill};

/// Up to so much worth more than another posture it was a close call.
const CLOSE: Points = Points::whole(2);
/// From so much on there was no doubt.
const SURE: Points = Points::whole(12);

/// What one adviser would do, for a list.
#[derive(Clone, Debug)]
pub struct Advised {
    /// Who, with the record of this one, and what would be done.
    pub head: Line,
    /// What is expected of it.
    pub expects: Line,
    /// What this one sees more than others, and what less.
    pub bias: Line,
}

impl Page<'_> {
    /// How many of the advisers would lower, hold and raise: "2 would lower, 3 raise"; `None` if nobody is asked.
    #[must_use]
    pub fn divided(&self) -> Option<Line> {
        let said = steps(&self.view, self.kind());
        let each = Posture::ALL.map(|mine| {
            let same = said.iter().filter_map(step_of);
            (mine, same.filter(|step| step.posture == mine).count())
        });
        let each = each.into_iter().filter(|(_, count)| *count > 0);
        let parts: Vec<Line> = each
            .map(|(mine, count)| Line::from(format!("{count} would {}", posture(mine))))
            .collect();
        (!parts.is_empty()).then(|| Line::joined(parts, ", "))
    }

    /// What each adviser of this seat would do now; empty if no step is due or there are none.
    #[must_use]
    pub fn advised(&self, credits: &[Credit]) -> Vec<Advised> {
        let said = steps(&self.view, self.kind());
        said.iter()
            .filter_map(|it| self.advice(it, credits.get(it.adviser).copied().unwrap_or_default()))
            .collect()
    }

    fn advice(&self, said: &StepCounsel, credit: Credit) -> Option<Advised> {
        let step = step_of(said)?;
        let place = u8::try_from(said.adviser).unwrap_or(u8::MAX);
        let item = Item::Adviser(self.view.seat().0, place);
        let slots = [
            ("who", Line::new(&self.words.name(item), Tone::Strong)),
            ("step", self.named(step)),
            ("sure", sureness(said.proposal.worth).into()),
            ("right", credit.right.to_string().into()),
            ("judged", credit.judged.to_string().into()),
        ];
        let head = match credit.judged {
            0 => fill("{who}: {step}{sure}", &slots),
            _ => fill("{who} (right in {right} of {judged}): {step}{sure}", &slots),
        };
        let bias = self.words.text(item).into_iter().next();
        Some(Advised {
            head,
            expects: self.expects(said, step),
            bias: bias.unwrap_or_default().toned(Tone::Dim),
        })
    }

    fn expects(&self, said: &StepCounsel, step: CrisisOrder) -> Line {
        let slots = [
            ("risk", Line::from(self.risk_short(step))),
            ("for", self.words.expected(&said.proposal.gains)),
            ("against", self.words.expected(&said.proposal.losses)),
        ];
        let (gains, losses) = (&said.proposal.gains, &said.proposal.losses);
        let template = match (gains.is_empty(), losses.is_empty()) {
            (true, true) => "climb {risk}; no figure that counts here is expected to move",
            (false, true) => "climb {risk}; expects {for}",
            (true, false) => "climb {risk}; does least harm here: {against}",
            (false, false) => "climb {risk}; expects {for}; against it {against}",
        };
        fill(template, &slots)
    }

    /// What advisers would do, a line for each with what it expects and its bias: for plain mode.
    #[must_use]
    pub fn counsel_lines(&self, credits: &[Credit]) -> Vec<Line> {
        let Some(divided) = self.divided() else {
            return Vec::new();
        };
        let head = Line::new("What advisers would do: ", Tone::Strong).then(divided);
        let mut lines = vec![head];
        for said in self.advised(credits) {
            lines.push(Line::from("  ").then(said.head));
            lines.push(Line::from("    ").then(said.expects));
            lines.push(Line::from("    ").then(said.bias));
        }
        lines
    }
}

fn step_of(said: &StepCounsel) -> Option<CrisisOrder> {
    match said.proposal.order {
        Order::Step(_, step) => Some(step),
        Order::Table(..)
        | Order::Launch { .. }
        | Order::Respond { .. }
        | Order::Schedule { .. }
        | Order::Publish
        | Order::Cancel { .. }
        | Order::End => None,
    }
}

fn sureness(ahead: Points) -> &'static str {
    if ahead < CLOSE {
        ", a close call"
    } else if ahead >= SURE {
        ", without doubt"
    } else {
        ""
    }
}
