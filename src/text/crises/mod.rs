//! Crises in words: what is done in them, what happened, why not; their pages are in `page`, what can be done in `options`,
//! how one went in `account`.

pub mod account;
pub mod counsel;
pub mod options;
pub mod page;

use crate::model::{
    ActorId, Channel, CrisisEnd, CrisisFact, CrisisId, CrisisOrder, CrisisOutcome, Heard,
    Intention, Order, Posture,
};
use crate::rules::{CrisisRefusal, Refusal, ResolvePart, RiskPart};
use crate::scenario::Item;
use crate::text::{Line, Tone, Words, fill};

/// A posture as something that one does: "lower".
#[must_use]
pub const fn posture(posture: Posture) -> &'static str {
    match posture {
        Posture::Lower => "lower",
        Posture::Hold => "hold",
        Posture::Raise => "raise",
    }
}

const fn postured(posture: Posture) -> &'static str {
    match posture {
        Posture::Lower => "offered to go down",
        Posture::Hold => "held",
        Posture::Raise => "went up",
    }
}

/// What a side may mean, in a word or two.
#[must_use]
pub const fn intention(intention: Intention) -> &'static str {
    match intention {
        Intention::Probe => "a probe",
        Intention::Blunder => "a blunder",
        Intention::Resolve => "resolve",
    }
}

/// How a crisis ended, whoever it was.
#[must_use]
pub const fn end(end: CrisisEnd) -> &'static str {
    match end {
        CrisisEnd::Settled => "settled quietly",
        CrisisEnd::BackedDown => "ended because one side gave way",
        CrisisEnd::Frozen => "frozen",
        CrisisEnd::War => "ended in war",
    }
}

/// A part of a resolve, in a few words.
#[must_use]
pub const fn resolve_part(part: ResolvePart) -> &'static str {
    match part {
        ResolvePart::Stakes => "stakes",
        ResolvePart::Arms => "arms",
        ResolvePart::Allies => "fear for an ally's word",
        ResolvePart::Audience => "said in public",
    }
}

/// Per mille as a percentage: "41 %".
#[must_use]
pub fn percent(per_mille: u16) -> String {
    format!("{} %", (u32::from(per_mille) + 5) / 10)
}

impl Words<'_> {
    /// The name of a crisis, quoted.
    #[must_use]
    pub fn crisis(&self, kind: CrisisId) -> Line {
        self.quoted(Item::Crisis(kind))
    }

    /// That the turn can't end before a step is taken.
    #[must_use]
    pub fn step_first(&self, kind: CrisisId) -> Line {
        let slots = [("crisis", self.crisis(kind))];
        fill(
            "Your step in {crisis} comes first: no turn ends before it",
            &slots,
        )
    }

    /// That no table goes on before a step is taken.
    #[must_use]
    pub fn table_waits(&self, kind: CrisisId) -> Line {
        let slots = [("crisis", self.crisis(kind))];
        fill(
            "Every table waits for your step in {crisis}; {!crisis} leads there",
            &slots,
        )
    }

    /// A rung by its number, from 1: "3 ‘Warning shots’".
    #[must_use]
    pub fn rung(&self, kind: CrisisId, rung: u8) -> Line {
        let slots = [
            ("number", Line::from(rung.to_string())),
            ("name", self.rung_name(kind, rung)),
        ];
        fill("{number} ‘{name}’", &slots)
    }

    /// The name of a rung, from 1.
    #[must_use]
    pub fn rung_name(&self, kind: CrisisId, rung: u8) -> Line {
        self.name(Item::Rung(kind, rung.saturating_sub(1))).into()
    }

    /// A channel: "in private", "through Moscow".
    #[must_use]
    pub fn channel(&self, kind: CrisisId, channel: Channel) -> Line {
        match channel {
            Channel::Private => "in private".into(),
            Channel::Public => "in public".into(),
            Channel::Mechanism(id) => fill("by {it}", &[("it", self.term(Item::Mechanism(id)))]),
            Channel::Mediator(actor) => fill("through {who}", &[("who", self.actor(actor).into())]),
            Channel::Forum => fill(
                "before {forum}",
                &[("forum", self.name(Item::Forum(kind)).into())],
            ),
        }
    }

    /// A part of the risk, in a few words.
    #[must_use]
    pub fn risk_part(&self, part: RiskPart) -> Line {
        match part {
            RiskPart::Kind => "such incidents".into(),
            RiskPart::Rung => "the rung".into(),
            RiskPart::Threat => "threat".into(),
            RiskPart::Posture => "postures".into(),
            RiskPart::Trust => "trust".into(),
            RiskPart::Bound => "the bound".into(),
            RiskPart::Watched => "both governments watching".into(),
            RiskPart::Mechanism(id) => self.term(Item::Mechanism(id)),
            RiskPart::ThirdParty => "a third party".into(),
        }
    }

    /// What a step does: "‘…’: lower in private".
    #[must_use]
    pub fn step_taken(&self, kind: CrisisId, step: CrisisOrder) -> Line {
        let slots = [
            ("crisis", self.crisis(kind)),
            ("posture", posture(step.posture).into()),
            ("channel", self.channel(kind, step.channel)),
        ];
        fill("{crisis}: {posture} {channel}", &slots)
    }

    /// What a side did: "Beijing went up in public", "Seoul offered to go down in private, unanswered".
    #[must_use]
    pub fn stepped(
        &self,
        kind: CrisisId,
        by: ActorId,
        (step, heard): (CrisisOrder, Heard),
    ) -> Line {
        let slots = [
            ("who", Line::from(self.actor(by))),
            ("did", postured(step.posture).into()),
            ("channel", self.channel(kind, step.channel)),
        ];
        let template = match heard {
            Heard::Answered => "{who} {did} {channel}",
            Heard::Unanswered => "{who} {did} {channel}, and nobody answered",
        };
        fill(template, &slots)
    }

    /// How a crisis ended.
    #[must_use]
    pub fn outcome(&self, outcome: CrisisOutcome) -> Line {
        match outcome {
            CrisisOutcome::BackedDown(who) => {
                fill("{who} gave way", &[("who", self.actor(who).into())])
            }
            CrisisOutcome::War => Line::new("ended in war", Tone::Bad),
            CrisisOutcome::Settled | CrisisOutcome::Frozen => end(outcome.end()).into(),
        }
    }

    /// One sentence for a fact about a crisis; `None` for bookkeeping.
    #[must_use]
    pub fn crisis_fact(&self, kind: CrisisId, what: &CrisisFact) -> Option<Line> {
        let two = |a, b| self.actors([a, b]);
        let mut slots = vec![("crisis", self.crisis(kind))];
        let template = match *what {
            CrisisFact::Incident { a, b, rung, .. } => {
                slots.push(("who", two(a, b).into()));
                slots.push(("rung", self.rung(kind, rung)));
                "{crisis} between {who} went to rung {rung} by itself"
            }
            CrisisFact::Opened { a, b, rung } => {
                slots.push(("who", two(a, b).into()));
                slots.push(("rung", self.rung(kind, rung)));
                "{crisis}: a crisis between {who}, on rung {rung}"
            }
            CrisisFact::Sealed { by, step } => {
                slots.push(("who", self.actor(by).into()));
                slots.push(("posture", posture(step.posture).into()));
                slots.push(("channel", self.channel(kind, step.channel)));
                "{crisis}: {who} will {posture} {channel}"
            }
            CrisisFact::Stepped {
                by, step, heard, ..
            } => {
                slots.push(("did", self.stepped(kind, by, (step, heard))));
                "{crisis}: {did}"
            }
            CrisisFact::Moved { rung } => {
                slots.push(("rung", self.rung(kind, rung)));
                "{crisis} stands on rung {rung}"
            }
            CrisisFact::Accident { rung } => {
                slots.push(("rung", self.rung(kind, rung)));
                "{crisis}: an accident that nobody ordered; it stands on rung {rung}"
            }
            CrisisFact::Ended { outcome } => {
                slots.push(("how", self.outcome(outcome)));
                "{crisis} is over: {how}"
            }
            CrisisFact::Intended { .. }
            | CrisisFact::Believed { .. }
            | CrisisFact::Passed { .. } => return None,
        };
        Some(fill(template, &slots))
    }

    /// Why a step is refused, or why a step comes first, and what to do.
    #[must_use]
    pub fn crisis_refused(&self, refusal: &Refusal, order: &Order) -> Line {
        let mut slots = vec![("it", self.object(order))];
        let template = match *refusal {
            Refusal::StepDue(kind) => {
                slots.push(("crisis", self.crisis(kind)));
                "Your step in {crisis} comes first; {!crisis} leads there"
            }
            Refusal::Crisis(why) => match why {
                CrisisRefusal::NotUnderWay => {
                    "{it}: no such crisis is under way; crisis lists them"
                }
                CrisisRefusal::NoSide => "{it} is between others; only its two sides step",
                CrisisRefusal::Stepped => "{it}: you have stepped; the other side has not yet",
                CrisisRefusal::NoSuchMechanism(id) => {
                    slots.push(("line", self.term(Item::Mechanism(id))));
                    "{it}: {line} does not cover the two sides here; crisis lists what does"
                }
                CrisisRefusal::NoMediator(actor) => {
                    slots.push(("who", self.actor(actor).into()));
                    "{it}: {who} carries no messages here; crisis lists who does"
                }
                CrisisRefusal::NoForum => "{it} can't be taken to a forum",
            },
            _ => "{it} does not allow that now",
        };
        fill(template, &slots).capitalised()
    }

    /// A next step: a step that is due in a crisis.
    #[must_use]
    pub fn step_crisis(&self, kind: CrisisId, standing: Line) -> Line {
        let slots = [
            ("verb", Line::new("Your step", Tone::Warn)),
            ("crisis", self.crisis(kind)),
            ("standing", standing),
        ];
        fill("{verb} in {crisis}: {standing}", &slots)
    }
}
