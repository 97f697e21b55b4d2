//! What a side can do in a step: posture by channel, each with what the staff believes of it.

use crate::model::{Channel, CrisisOrder, CrisisOutcome, Order, Posture};
use crate::rules::{Refusal, Seen};
use crate::text::crises::page::Page;
use crate::text::crises::{percent, posture};
use crate::text::{Line, Tone, fill, reasons, whole};

/// A step that could be taken.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its number in the list, from 1.
    pub number: usize,
    /// The step.
    pub step: CrisisOrder,
    /// Why it can't be taken now.
    pub why_not: Option<Line>,
}

impl Page<'_> {
    /// Every step that there is for this seat, in a fixed order: posture by posture, channel by channel.
    #[must_use]
    pub fn choices(&self) -> Vec<Choice> {
        if self.crisis().own_side().is_none() || !self.crisis().is_open() {
            return Vec::new();
        }
        let channels = self.crisis().channels();
        let steps = Posture::ALL.into_iter().flat_map(|posture| {
            let channels = channels.iter();
            channels.map(move |channel| CrisisOrder {
                posture,
                channel: *channel,
            })
        });
        let numbered = steps.enumerate();
        numbered
            .map(|(place, step)| Choice {
                number: place + 1,
                step,
                why_not: self.why_not(step),
            })
            .collect()
    }

    fn why_not(&self, step: CrisisOrder) -> Option<Line> {
        let order = Order::Step(self.kind(), step);
        let refusal: Refusal = self.view.check(&order).err()?;
        Some(reasons::explain(&self.view, &order, &refusal))
    }

    /// A step as it is typed after the word.
    #[must_use]
    pub fn typed(&self, step: CrisisOrder) -> String {
        crate::notation::crisis::write_step(self.view.scenario().catalogue(), step)
    }

    /// A channel in words: "in private".
    #[must_use]
    pub fn channel_name(&self, channel: Channel) -> Line {
        self.words.channel(self.kind(), channel)
    }

    /// A step in words: "lower in private".
    #[must_use]
    pub fn named(&self, step: CrisisOrder) -> Line {
        let slots = [
            ("posture", Line::from(posture(step.posture))),
            ("channel", self.words.channel(self.kind(), step.channel)),
        ];
        fill("{posture} {channel}", &slots)
    }

    /// What a posture leads to against each of the other's.
    #[must_use]
    pub fn leads(&self, mine: Posture) -> Vec<Line> {
        let Some(other) = self.other() else {
            return Vec::new();
        };
        let odds = self.crisis().expected().unwrap_or_default();
        let each = Posture::ALL.into_iter().zip(odds);
        let line = |(theirs, odds): (Posture, u16)| {
            let slots = [
                ("who", Line::from(other.clone())),
                ("does", does(theirs).into()),
                ("odds", percent(odds).into()),
                ("then", self.then(mine, theirs)),
            ];
            fill("if {who} {does} ({odds}): {then}", &slots)
        };
        each.map(line).collect()
    }

    fn then(&self, mine: Posture, theirs: Posture) -> Line {
        let (rung, outcome) = self.crisis().leads_to(mine, theirs);
        let me = self.view.seat().0;
        match outcome {
            Some(CrisisOutcome::Settled) => Line::new("over, settled quietly", Tone::Good),
            Some(CrisisOutcome::BackedDown(who)) if who == me => {
                Line::new("over, you give way", Tone::Bad)
            }
            Some(CrisisOutcome::BackedDown(_)) => Line::new("over, it gives way", Tone::Good),
            Some(CrisisOutcome::Frozen) => "it freezes".into(),
            Some(CrisisOutcome::War) => Line::new("war", Tone::Bad),
            None => {
                let slots = [("rung", self.words.rung(self.kind(), rung))];
                match self.is_last_step() {
                    true => fill("over, frozen on rung {rung}", &slots),
                    false => fill("rung {rung}", &slots),
                }
            }
        }
    }

    /// Whether the clock runs out with this step, by whatever channel.
    fn is_last_step(&self) -> bool {
        self.crisis().left() <= 1
    }

    /// The same in a line: "if Beijing lowers: settled · holds: you give way · raises: rung 3".
    #[must_use]
    pub fn leads_by(&self, mine: Posture) -> Line {
        let slots = [
            ("who", Line::from(self.other().unwrap_or_default())),
            ("lowers", self.leads_to_short(mine, Posture::Lower)),
            ("holds", self.leads_to_short(mine, Posture::Hold)),
            ("raises", self.leads_to_short(mine, Posture::Raise)),
        ];
        fill(
            "if {who} lowers: {lowers} · holds: {holds} · raises: {raises}",
            &slots,
        )
    }

    /// The same in a few words, for a row of a list: "rung 1 · rung 2 · rung 3".
    #[must_use]
    pub fn leads_short(&self, mine: Posture) -> Line {
        let cells = Posture::ALL.map(|theirs| self.leads_to_short(mine, theirs));
        Line::joined(cells, " · ")
    }

    fn leads_to_short(&self, mine: Posture, theirs: Posture) -> Line {
        let (rung, outcome) = self.crisis().leads_to(mine, theirs);
        let me = self.view.seat().0;
        match outcome {
            Some(CrisisOutcome::Settled) => Line::new("settled", Tone::Good),
            Some(CrisisOutcome::BackedDown(who)) if who == me => {
                Line::new("you give way", Tone::Bad)
            }
            Some(CrisisOutcome::BackedDown(_)) => Line::new("it gives way", Tone::Good),
            Some(CrisisOutcome::Frozen) => "frozen".into(),
            Some(CrisisOutcome::War) => Line::new("war", Tone::Bad),
            None if self.is_last_step() => Line::from(format!("frozen on {rung}")),
            None => Line::from(format!("rung {rung}")),
        }
    }

    /// What a step is believed to bring: the risk in its parts, the answer, the audience, its price.
    #[must_use]
    pub fn consequences(&self, step: CrisisOrder) -> Vec<Line> {
        let mut lines = self.leads(step.posture);
        lines.push(self.risk_of(step));
        lines.extend(self.answered(step));
        lines.push(self.heard_by(step));
        lines.extend(self.price(step));
        lines
    }

    /// How likely it climbs by itself if the other holds in private.
    #[must_use]
    pub fn risk_of(&self, step: CrisisOrder) -> Line {
        self.sum(&self.risk_if(step))
    }

    /// The same as a bare percentage, from the least to the most by the posture of the other: "11–13 %".
    #[must_use]
    pub fn risk_short(&self, step: CrisisOrder) -> String {
        let risks = Posture::ALL.map(|posture| {
            let theirs = CrisisOrder {
                posture,
                ..CrisisOrder::DEFAULT
            };
            self.risk_against(step, theirs).total
        });
        let (least, most) = (risks.iter().min(), risks.iter().max());
        let [least, most] = [least, most].map(|it| percent(it.copied().unwrap_or(0)));
        match least == most {
            true => most,
            false => format!("{}–{most}", least.trim_end_matches(" %")),
        }
    }

    fn risk_if(&self, step: CrisisOrder) -> crate::rules::Risk {
        self.risk_against(step, CrisisOrder::DEFAULT)
    }

    fn risk_against(&self, step: CrisisOrder, theirs: CrisisOrder) -> crate::rules::Risk {
        let crisis: Seen<'_> = self.crisis();
        crisis.risk(crisis.ordered(step, theirs))
    }

    /// Whether an offer is likely answered; nothing where it needs no answer.
    #[must_use]
    pub fn answered(&self, step: CrisisOrder) -> Option<Line> {
        if step.posture != Posture::Lower {
            return None;
        }
        let silent = self.crisis().silence(step.channel).0;
        let slots = [("odds", Line::from(percent(1000 - silent.min(1000))))];
        Some(if silent == 0 {
            "it is heard in any case".into()
        } else {
            fill(
                "answered with {odds}; unanswered, it counts as holding",
                &slots,
            )
        })
    }

    /// How likely it is answered, in short; `None` where nothing is offered.
    #[must_use]
    pub fn answered_short(&self, step: CrisisOrder) -> Option<String> {
        let silent = || self.crisis().silence(step.channel).0.min(1000);
        (step.posture == Posture::Lower).then(|| percent(1000 - silent()))
    }

    /// Who hears of it, and what giving way would cost after it.
    #[must_use]
    pub fn heard_by(&self, step: CrisisOrder) -> Line {
        let side = self.crisis().own_side().unwrap_or(0);
        let more = u8::from(step.channel.has_audience());
        let cost = self.crisis().audience_cost(side, more);
        let slots = [("cost", Line::from(whole(cost)))];
        if step.channel.has_audience() {
            fill(
                "public: giving way after it would cost {cost} points with each group at home",
                &slots,
            )
        } else {
            fill(
                "deniable: giving way after it would cost {cost} points with each group at home",
                &slots,
            )
        }
    }

    /// The audience cost after it, in short.
    #[must_use]
    pub fn audience_short(&self, step: CrisisOrder) -> String {
        let side = self.crisis().own_side().unwrap_or(0);
        let more = u8::from(step.channel.has_audience());
        whole(self.crisis().audience_cost(side, more))
    }

    /// What a third party takes: capital, and time.
    #[must_use]
    pub fn price(&self, step: CrisisOrder) -> Option<Line> {
        match step.channel {
            Channel::Mediator(actor) => {
                let cost = self.definition.mediation(actor)?;
                let slots = [("cost", Line::from(whole(cost)))];
                Some(fill(
                    "costs {cost} capital, and takes two steps of the clock from both sides",
                    &slots,
                ))
            }
            Channel::Forum => Some("takes two steps of the clock from both sides".into()),
            Channel::Private | Channel::Public | Channel::Mechanism(_) => None,
        }
    }

    /// The same in short: "2 capital, 2 steps".
    #[must_use]
    pub fn price_short(&self, step: CrisisOrder) -> Option<Line> {
        match step.channel {
            Channel::Mediator(actor) => {
                let cost = self.definition.mediation(actor)?;
                let slots = [("cost", Line::from(whole(cost)))];
                Some(match self.is_last_step() {
                    true => fill("{cost} capital", &slots),
                    false => fill("{cost} capital, 2 steps", &slots),
                })
            }
            Channel::Forum if self.is_last_step() => None,
            Channel::Forum => Some("2 steps".into()),
            Channel::Private | Channel::Public | Channel::Mechanism(_) => None,
        }
    }

    /// One line for each step, with its number and how it is typed: for plain mode.
    #[must_use]
    pub fn choice_lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for mine in Posture::ALL {
            let head = Line::new(posture(mine), Tone::Strong);
            lines.push(head.then(": ").then(Line::joined(self.leads(mine), "; ")));
            let own = |choice: &Choice| choice.step.posture == mine;
            for choice in self.choices().into_iter().filter(own) {
                lines.push(self.choice_line(&choice));
            }
        }
        lines
    }

    fn choice_line(&self, choice: &Choice) -> Line {
        let step = choice.step;
        let slots = [
            ("n", Line::from(format!("{:>2}", choice.number))),
            ("typed", Line::new(&self.typed(step), Tone::Strong)),
            ("risk", self.risk_short(step).into()),
            ("cost", self.audience_short(step).into()),
        ];
        let mut line = fill("  {n}  step {typed}: climb {risk}, audience {cost}", &slots);
        if let Some(odds) = self.answered_short(step) {
            let slots = [("odds", Line::from(odds))];
            line = line.then(fill(", answered {odds}", &slots));
        }
        if let Some(price) = self.price_short(step) {
            line = line.then("; ").then(price);
        }
        match &choice.why_not {
            Some(why) => line.then("; not now: ").then(why.clone()),
            None => line,
        }
    }
}

/// What the figures of a list of steps mean.
#[must_use]
pub fn columns() -> [Line; 1] {
    [Line::new(
        "Climb: an accident, by what the other side does. Audience: points with each group at home that giving way later would \
         cost. Answered: how likely an offer is heard",
        Tone::Dim,
    )]
}

const fn does(posture: Posture) -> &'static str {
    match posture {
        Posture::Lower => "lowers",
        Posture::Hold => "holds",
        Posture::Raise => "raises",
    }
}
