//! The page of a crisis: the ladder, the clock, what the other may mean, the risk in its parts, what mechanisms contribute.

use crate::model::{CrisisId, Figure, Intention, MechanismId, Owner, Points, Posture, Turn};
use crate::rules::{Past, Reading, Risk, RiskPart, Seen, View};
use crate::scenario::{CrisisKind, Item};
use crate::text::crises::{intention, percent, posture, resolve_part};
use crate::text::{Line, Tone, Words, fill, signed, whole};

/// One page of a view's seat.
pub struct Page<'a> {
    pub(super) view: View<'a>,
    pub(super) crisis: Seen<'a>,
    pub(super) definition: &'a CrisisKind,
    pub(super) words: Words<'a>,
}

/// A list of crises with how each stands, the newest last.
#[must_use]
pub fn list(view: &View<'_>) -> Vec<(CrisisId, Line)> {
    let all = view.crises();
    all.map(|crisis| (crisis.kind(), Page::of(*view, crisis).headline()))
        .collect()
}

impl<'a> Page<'a> {
    /// The page of the newest crisis of this kind; `None` if there has been none.
    #[must_use]
    pub fn new(view: View<'a>, kind: CrisisId) -> Option<Self> {
        Some(Self::of(view, view.last_crisis(kind)?))
    }

    /// The page of a crisis.
    #[must_use]
    pub fn of(view: View<'a>, crisis: Seen<'a>) -> Self {
        Self {
            view,
            crisis,
            definition: view.scenario().crisis(crisis.kind()),
            words: Words::new(view.scenario().lexicon()),
        }
    }

    /// The crisis.
    #[must_use]
    pub fn crisis(&self) -> Seen<'a> {
        self.crisis
    }

    pub(super) fn kind(&self) -> CrisisId {
        self.crisis.kind()
    }

    /// The name of a side.
    #[must_use]
    pub fn side(&self, side: usize) -> String {
        self.words.actor(self.crisis.sides()[side % 2])
    }

    /// The other side, if this seat is one.
    #[must_use]
    pub fn other(&self) -> Option<String> {
        self.crisis.own_side().map(|side| self.side(side + 1))
    }

    /// Its name and how it stands, in one line.
    #[must_use]
    pub fn headline(&self) -> Line {
        let name = self.words.name(Item::Crisis(self.kind()));
        let slots = [
            ("name", Line::new(&name, Tone::Strong)),
            ("who", self.words.actors(self.crisis.sides()).into()),
            ("state", self.standing()),
        ];
        fill("{name} ({who}): {state}", &slots)
    }

    /// Where it stands, and whose step is due; or how it ended.
    #[must_use]
    pub fn standing(&self) -> Line {
        if let Some((outcome, turn)) = self.crisis.outcome() {
            let slots = [
                ("how", self.words.outcome(outcome)),
                ("day", self.words.month_of(turn).into()),
            ];
            return fill("{how} ({day})", &slots);
        }
        let slots = [
            ("rung", self.words.rung(self.kind(), self.crisis.rung())),
            ("of", self.definition.top().to_string().into()),
            ("clock", self.clock()),
            ("whose", self.whose()),
        ];
        fill("rung {rung} of {of}; {clock}; {whose}", &slots)
    }

    /// The steps that are left: "3 of 4 steps left".
    #[must_use]
    pub fn clock(&self) -> Line {
        let slots = [
            ("left", Line::from(self.crisis.left().to_string())),
            ("of", self.definition.steps.to_string().into()),
        ];
        fill("{left} of {of} steps left", &slots)
    }

    fn whose(&self) -> Line {
        match (self.crisis.own_side(), self.crisis.is_due()) {
            (Some(_), true) => Line::new("your step", Tone::Warn),
            (Some(_), false) => "the other side steps".into(),
            (None, _) => "others decide".into(),
        }
    }

    /// What happened, in the words of its kind.
    #[must_use]
    pub fn about(&self) -> Vec<Line> {
        self.words.text(Item::Crisis(self.kind()))
    }

    /// The ladder from the top, one line a rung: number, name, what stands there.
    ///
    /// A note for which there is no room in `wide` cells is left out.
    #[must_use]
    pub fn ladder(&self, wide: usize) -> Vec<Line> {
        let rungs = (1..=self.definition.top()).rev();
        rungs
            .map(|rung| {
                let (line, note) = self.rung(rung);
                let long = line.plain().chars().count() + note.plain().chars().count();
                if long > wide { line } else { line.then(note) }
            })
            .collect()
    }

    /// The highest rung that it reached.
    #[must_use]
    pub fn highest(&self) -> Line {
        self.words.rung(self.kind(), self.crisis.top())
    }

    /// How many rungs lie above the one on which it stands.
    #[must_use]
    pub fn rungs_above(&self) -> usize {
        usize::from(self.definition.top().saturating_sub(self.crisis.rung()))
    }

    fn rung(&self, rung: u8) -> (Line, Line) {
        let now = self.crisis.rung();
        let mark = if rung == now { "►" } else { " " };
        let tone = match rung.cmp(&now) {
            std::cmp::Ordering::Equal => Tone::Strong,
            _ if self.definition.war.is_some() && rung == self.definition.top() => Tone::Bad,
            _ => Tone::Plain,
        };
        let name = self.words.rung_name(self.kind(), rung).plain();
        let mut notes: Vec<&str> = Vec::new();
        if rung == now {
            notes.extend((!self.crisis.is_open()).then_some("at its end"));
        }
        if rung == self.crisis.top() && rung != now {
            notes.push("highest so far");
        }
        if rung == self.definition.serious {
            notes.push("serious");
        }
        let line = Line::from(format!("{mark} {rung} ")).then(Line::new(&name, tone));
        if notes.is_empty() {
            return (line, Line::default());
        }
        let note = Line::new(&format!("  ({})", notes.join(", ")), Tone::Dim);
        (line, note)
    }

    /// What each rung means, from the top.
    #[must_use]
    pub fn rung_texts(&self) -> Vec<Vec<Line>> {
        let places = (0..self.definition.top()).rev();
        places
            .map(|place| self.words.text(Item::Rung(self.kind(), place)))
            .collect()
    }

    /// Its name, whose step it is and the clock, in few words.
    #[must_use]
    pub fn short_headline(&self) -> Line {
        let name = self.words.name(Item::Crisis(self.kind()));
        let slots = [
            ("name", Line::new(&name, Tone::Strong)),
            ("left", self.crisis.left().to_string().into()),
            ("of", self.definition.steps.to_string().into()),
            ("whose", self.whose()),
        ];
        fill("{name}; {whose}, {left} of {of} left", &slots)
    }

    /// The rung now with what it means, in a line.
    #[must_use]
    pub fn now(&self) -> Line {
        let slots = [
            ("rung", self.words.rung(self.kind(), self.crisis.rung())),
            ("text", Line::joined(self.here(), " ")),
        ];
        fill("Rung {rung}: {text}", &slots)
    }

    /// What the rung now means.
    #[must_use]
    pub fn here(&self) -> Vec<Line> {
        let rung = self.crisis.rung().saturating_sub(1);
        self.words.text(Item::Rung(self.kind(), rung))
    }

    /// What the other may mean: what it may do next, then each hypothesis with its odds and what it looks like.
    #[must_use]
    pub fn hypotheses(&self) -> Vec<Line> {
        let (Some(odds), Some(other)) = (self.crisis.odds(), self.other()) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        if let Some([lowers, holds, raises]) = self.crisis.expected() {
            let slots = [
                ("who", Line::from(other)),
                ("lowers", percent(lowers).into()),
                ("holds", percent(holds).into()),
                ("raises", percent(raises).into()),
            ];
            lines.push(fill(
                "{who} may lower ({lowers}), hold ({holds}) or raise ({raises})",
                &slots,
            ));
        }
        for (likely, meaning) in odds.into_iter().zip(Intention::ALL) {
            let slots = [
                ("odds", Line::from(percent(likely))),
                ("what", Line::new(intention(meaning), Tone::Strong)),
                ("text", self.signs_of(meaning)),
            ];
            lines.push(fill("{odds} {what}: {text}", &slots));
        }
        lines
    }

    /// By what an intention can be told, in the words of the crisis.
    pub(super) fn signs_of(&self, meaning: Intention) -> Line {
        let places = (0_u8..).zip(Intention::ALL);
        let mut places = places.filter(|(_, it)| *it == meaning);
        let text = places.next().map(|(place, _)| {
            let item = Item::Intention(self.kind(), place);
            Line::joined(self.words.text(item), " ")
        });
        text.unwrap_or_default()
    }

    /// The risk if both hold, as one sum: "climb 41 % = incident 19 + threat 24 − trust 3 …".
    #[must_use]
    pub fn risk(&self) -> Line {
        self.sum(&self.crisis.risk_now())
    }

    /// A risk as one sum.
    #[must_use]
    pub fn sum(&self, risk: &Risk) -> Line {
        let mut line = Line::from("climb ").then(Line::new(&percent(risk.total), Tone::Strong));
        for (place, (part, by)) in risk.parts.iter().enumerate() {
            let sign = match (place, *by < 0) {
                (0, false) => " = ",
                (0, true) => " = −",
                (_, false) => " + ",
                (_, true) => " − ",
            };
            let size = tenths_of(by.unsigned_abs());
            line = line
                .then(sign)
                .then(self.words.risk_part(*part))
                .then(format!(" {size}"));
        }
        line
    }

    /// What each mechanism takes off the risk, since when it stands and how often it was used; or that there is none.
    #[must_use]
    pub fn mechanisms(&self) -> Vec<Line> {
        let covering = self.crisis.covering();
        if covering.is_empty() {
            return vec![Line::new("No mechanism covers the two here", Tone::Warn)];
        }
        let risk = self.crisis.risk_now();
        let taken = |id: MechanismId| {
            let part = risk
                .parts
                .iter()
                .find(|(part, _)| *part == RiskPart::Mechanism(id));
            part.map_or(0, |(_, by)| by.unsigned_abs())
        };
        let lines = covering.into_iter().map(|(id, _)| {
            let adopted = self.view.mechanism(id).adopted;
            let slots = [
                ("it", self.words.term(Item::Mechanism(id))),
                ("less", tenths_of(taken(id)).into()),
                ("since", self.since(adopted).into()),
                ("used", self.used(id)),
            ];
            fill("{it}: −{less} points of risk; {since}; {used}", &slots)
        });
        lines.collect()
    }

    fn since(&self, adopted: Turn) -> String {
        if adopted == Turn(0) {
            return "in place at the opening".to_owned();
        }
        format!(
            "agreed in turn {} ({})",
            adopted.0,
            self.words.month_of(adopted)
        )
    }

    fn used(&self, id: MechanismId) -> Line {
        let slots = self.view.scenario().slots();
        let slot = slots.of_owner(Figure::Use, Owner::Mechanism(id));
        let times = slot.map_or(Points::ZERO, |slot| self.view.reading(slot).middle());
        match times.displayed() {
            0 => Line::new("never used, so it counts for little", Tone::Warn),
            1 => "used once".into(),
            2 => "used twice".into(),
            _ => fill("used {n} times", &[("n", whole(times).into())]),
        }
    }

    /// How far each side would go: the own exactly, the other's as it is believed.
    #[must_use]
    pub fn resolves(&self) -> Vec<Line> {
        let Some(side) = self.crisis.own_side() else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        if let Some(meaning) = self.crisis.intention(side) {
            let resolve = self.crisis.resolve(side, meaning);
            let parts = resolve.parts.iter().filter(|(_, by)| by.displayed() != 0);
            let parts = parts
                .map(|(part, by)| Line::from(format!("{} {}", resolve_part(*part), signed(*by))));
            let slots = [
                ("what", Line::from(intention(meaning))),
                ("total", whole(resolve.total).into()),
                ("parts", Line::joined(parts, ", ")),
            ];
            lines.push(fill(
                "On your side it began as {what}; resolve {total} ({parts})",
                &slots,
            ));
        }
        if let (Some(odds), Some(other)) = (self.crisis.odds(), self.other()) {
            let totals = Intention::ALL.map(|it| self.crisis.resolve(side + 1, it).total);
            let likely = (0..3).fold(Points::ZERO, |sum, at| {
                sum.plus(totals[at].scaled(i64::from(odds[at]), 1000))
            });
            let low = totals.iter().min().copied().unwrap_or(likely);
            let high = totals.iter().max().copied().unwrap_or(likely);
            let slots = [
                ("who", Line::from(other)),
                ("likely", whole(likely).into()),
                ("low", whole(low).into()),
                ("high", whole(high).into()),
            ];
            lines.push(fill(
                "{who}'s resolve is put at {likely}, {low} to {high} by what it means",
                &slots,
            ));
        }
        lines
    }

    /// What giving way would cost at home after the public steps so far.
    #[must_use]
    pub fn audience(&self) -> Option<Line> {
        let side = self.crisis.own_side()?;
        let cost = self.crisis.audience_cost(side, 0);
        let slots = [
            ("said", Line::from(self.crisis.audience(side).to_string())),
            ("theirs", self.crisis.audience(side + 1).to_string().into()),
            ("cost", whole(cost).into()),
            ("who", self.side(side + 1).into()),
        ];
        Some(fill(
            "Said in public so far: you {said}, {who} {theirs}; giving way now would cost {cost} with each group at home",
            &slots,
        ))
    }

    /// Every step so far, as far as it is known.
    #[must_use]
    pub fn history(&self) -> Vec<Line> {
        let past = self.crisis.history();
        let each = past.iter().enumerate();
        each.map(|(place, past)| self.past(place + 1, past))
            .collect()
    }

    /// Whose offer to go down stands, and what that means for the next step.
    #[must_use]
    pub fn offers(&self) -> Option<Line> {
        let other = self.other()?;
        let down = |it: Option<Posture>| it == Some(Posture::Lower);
        let (mine, theirs) = (
            down(self.crisis.did_before()),
            down(self.crisis.answered_with()),
        );
        let template = match (mine, theirs) {
            (true, true) => {
                "Both offers stand: if one of you goes down and the other does not go up, it is settled"
            }
            (true, false) => {
                "Your offer stands: if {who} goes down and you do not go up, it is settled; if you go down again alone, you give way"
            }
            (false, true) => {
                "{who}'s offer stands: go down, and it is settled unless {who} goes up"
            }
            (false, false) => return None,
        };
        let line = fill(template, &[("who", other.into())]);
        Some(line.toned(Tone::Strong))
    }

    pub(super) fn past(&self, number: usize, past: &Past) -> Line {
        let sides = self.crisis.sides();
        let did = [0, 1].map(|side| match past.steps[side] {
            Some(step) => self.words.stepped(self.kind(), sides[side], step),
            None => fill(
                "{who} acted in private",
                &[("who", self.words.actor(sides[side]).into())],
            ),
        });
        let did = if past.steps == [None, None] {
            let both = self.words.actors(sides);
            fill("{both} acted in private", &[("both", both.into())])
        } else {
            Line::joined(did, ", ")
        };
        let mut slots = vec![
            ("n", Line::from(number.to_string())),
            ("did", did),
            ("from", past.from.to_string().into()),
            ("to", past.to.to_string().into()),
        ];
        let happened = past.accident == crate::rules::state::crises::Accident::Happened;
        let template = match (past.risk.filter(|risk| *risk > 0), happened) {
            (Some(risk), happened) => {
                slots.push(("risk", percent(risk).into()));
                if happened {
                    "{n}. {did}; rung {from} → {to}, with an accident (its risk was {risk})"
                } else {
                    "{n}. {did}; rung {from} → {to}, no accident (its risk was {risk})"
                }
            }
            (None, true) => "{n}. {did}; rung {from} → {to}, with an accident",
            (None, false) => "{n}. {did}; rung {from} → {to}",
        };
        let line = fill(template, &slots);
        let slow = |side: usize| past.steps[side].is_some_and(|(step, _)| step.channel.is_slow());
        let whose = match [slow(0), slow(1)] {
            [false, false] => return line,
            [true, true] => "both messages".into(),
            [true, false] => fill(
                "{who}'s message",
                &[("who", self.words.actor(sides[0]).into())],
            ),
            [false, true] => fill(
                "{who}'s message",
                &[("who", self.words.actor(sides[1]).into())],
            ),
        };
        line.then(fill(
            "; {whose} took two steps of the clock",
            &[("whose", whose)],
        ))
    }

    /// Everything that a side needs before it steps, without the options.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = vec![self.headline()];
        lines.extend(self.about());
        lines.push(Line::new("The ladder", Tone::Strong));
        lines.extend(indented(self.ladder(usize::MAX)));
        lines.extend(self.here());
        if !self.crisis.is_open() {
            lines.extend(self.account());
            return lines;
        }
        let history = self.history();
        if !history.is_empty() {
            lines.push(Line::new("So far", Tone::Strong));
            lines.extend(indented(history));
            lines.extend(indented(self.offers().into_iter().collect()));
        }
        if let Some(other) = self.other() {
            let head = fill("What {who} may mean", &[("who", other.into())]);
            lines.push(head.toned(Tone::Strong));
            lines.extend(indented(self.hypotheses()));
            lines.extend(indented(self.resolves()));
            lines.extend(indented(self.audience().into_iter().collect()));
        }
        lines.push(Line::new("If both hold", Tone::Strong));
        lines.extend(indented(vec![self.risk()]));
        lines.extend(indented(self.mechanisms()));
        if let Some(step) = self.crisis.sealed() {
            let slots = [
                ("posture", Line::from(posture(step.posture))),
                ("channel", self.words.channel(self.kind(), step.channel)),
            ];
            lines.push(fill("You have chosen: {posture} {channel}", &slots));
        }
        lines
    }

    /// Trust and threat between the two, as they read.
    #[must_use]
    pub fn between(&self) -> Option<Line> {
        let [a, b] = self.crisis.sides();
        let reading = |figure, a, b| {
            self.view
                .pair(figure, a, b)
                .map_or(Points::ZERO, Reading::middle)
        };
        let slots = [
            ("a", Line::from(self.words.actor(a))),
            ("b", self.words.actor(b).into()),
            ("ab", whole(reading(Figure::Threat, a, b)).into()),
            ("ba", whole(reading(Figure::Threat, b, a)).into()),
            ("tab", whole(reading(Figure::Trust, a, b)).into()),
            ("tba", whole(reading(Figure::Trust, b, a)).into()),
        ];
        Some(fill(
            "{a} fears {b} {ab} and trusts it {tab}; {b} fears {a} {ba} and trusts it {tba}",
            &slots,
        ))
    }
}

/// Lines set in by two cells.
pub(super) fn indented(lines: Vec<Line>) -> Vec<Line> {
    lines
        .into_iter()
        .map(|line| Line::from("  ").then(line))
        .collect()
}

/// Per mille as points of a hundred, whole ones where they are: "24", "7.5".
fn tenths_of(per_mille: u32) -> String {
    match per_mille % 10 {
        0 => (per_mille / 10).to_string(),
        rest => format!("{}.{rest}", per_mille / 10),
    }
}
