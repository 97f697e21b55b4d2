//! Items in full: initiatives with price and effects, choices with who will mind, mechanisms and formats as they stand.

use crate::model::{
    Condition, Effect, EventId, FormatId, InitiativeId, MechanismId, PerMille, PermissionId,
};
use crate::rules::Reading;
use crate::rules::state::{FormatState, MechanismState};
use crate::scenario::{Choice, Initiative, Item, Repeat};
use crate::text::conditions::share;
use crate::text::{Cast, Line, Tone, Words, fill, obligation, turns, verification, whole};

impl Words<'_> {
    /// The price of an initiative in one line: "capital 5, hands 1; takes 2 turns; only once".
    #[must_use]
    pub fn price(&self, initiative: &Initiative) -> Line {
        let again = match initiative.repeat {
            Repeat::Once if initiative.targets.is_empty() => "only once".to_owned(),
            Repeat::Once => "once for each target".to_owned(),
            Repeat::Cooldown(wait) => format!("again after {}", turns(wait)),
        };
        let takes = match initiative.turns() {
            0 => "done when the turn ends".to_owned(),
            count => format!("takes {}", turns(count)),
        };
        let slots = [
            ("cost", Line::from(whole(initiative.cost))),
            ("hands", whole(initiative.hands).into()),
            ("takes", takes.into()),
            ("again", again.into()),
        ];
        fill("capital {cost}, hands {hands}; {takes}; {again}", &slots)
    }

    /// An initiative in full.
    #[must_use]
    pub fn initiative(
        &self,
        id: InitiativeId,
        initiative: &Initiative,
        cast: &Cast<'_>,
    ) -> Vec<Line> {
        let item = Item::Initiative(id);
        let mut lines = vec![Line::new(&self.name(item), Tone::Strong)];
        lines.extend(self.text(item));
        lines.push(self.price(initiative));
        lines.extend(self.targets(initiative, cast));
        lines.extend(self.section("needs:", self.needs(&initiative.needs, cast)));
        lines.extend(self.leave(&initiative.permissions, cast));
        lines.extend(self.better(initiative, cast));
        for (place, stage) in initiative.stages.iter().enumerate() {
            let place = u8::try_from(place).unwrap_or(u8::MAX);
            let slots = [
                ("stage", self.term(Item::Stage(id, place))),
                ("turns", turns(stage.turns).into()),
            ];
            lines.push(fill("stage {stage}, {turns}", &slots));
            lines.extend(indented(self.effects(&stage.effects, cast)));
        }
        lines.extend(self.consent(initiative, cast));
        lines.extend(self.section("when done:", self.effects(&initiative.done, cast)));
        lines.extend(self.section("if you stop it:", self.effects(&initiative.on_cancel, cast)));
        let risk: &[Effect] = initiative.risk.as_ref().map_or(&[], |risk| &risk.effects);
        lines.extend(self.section("what may go wrong:", self.effects(risk, cast)));
        let source = self.source(item);
        lines.extend((!source.is_empty()).then_some(source));
        lines
    }

    /// Whose consent an initiative needs, and what happens if it is withheld; nothing where it needs none.
    #[must_use]
    pub fn consent(&self, initiative: &Initiative, cast: &Cast<'_>) -> Vec<Line> {
        let Some(consent) = &initiative.consent else {
            return Vec::new();
        };
        let slots = [("who", Line::from(self.who(consent.of, cast)))];
        let head = fill("needs letters of consent from {who}", &slots);
        let refused = self.section("if one declines:", self.effects(&consent.refused, cast));
        std::iter::once(head).chain(refused).collect()
    }

    fn targets(&self, initiative: &Initiative, cast: &Cast<'_>) -> Option<Line> {
        let me = cast.me.or(cast.reader.map(|seat| seat.0));
        let others = initiative.targets.iter().filter(|actor| Some(*actor) != me);
        let names: Vec<String> = others.map(|actor| self.actor(actor)).collect();
        let slots = [("targets", Line::from(names.join(", ")))];
        (!names.is_empty()).then(|| fill("directed at: {targets}", &slots))
    }

    fn needs(&self, needs: &[Condition], cast: &Cast<'_>) -> Vec<Line> {
        needs
            .iter()
            .map(|need| self.condition(need, cast))
            .collect()
    }

    /// Whose leave an act needs, and when it is given; nothing where it needs none.
    #[must_use]
    pub fn leave(&self, needed: &[PermissionId], cast: &Cast<'_>) -> Vec<Line> {
        let each = needed.iter().flat_map(|id| self.permission(*id, cast));
        each.collect()
    }

    /// A leave with what it depends on: "leave of Washington (‘Combined command’): …".
    #[must_use]
    pub fn permission(&self, id: PermissionId, cast: &Cast<'_>) -> Vec<Line> {
        let head = self.leave_of(id).then(", given with:");
        let asked = self.lexicon.permissions.get(id.index());
        let needs = asked.map_or(&[][..], |asked| &asked.granted_when);
        let needs = indented(self.needs(needs, cast));
        std::iter::once(head.toned(Tone::Dim))
            .chain(needs)
            .collect()
    }

    /// Whose leave it is: "leave of Washington (‘Combined command’)".
    #[must_use]
    pub fn leave_of(&self, id: PermissionId) -> Line {
        let slots = [
            ("holder", Line::from(self.holder(id))),
            ("leave", self.quoted(Item::Permission(id))),
        ];
        fill("leave of {holder} ({leave})", &slots)
    }

    /// Those who give a leave.
    pub(in crate::text) fn holder(&self, id: PermissionId) -> String {
        let asked = self.lexicon.permissions.get(id.index());
        asked.map_or_else(String::new, |asked| self.actors(asked.holders.iter()))
    }

    fn better(&self, initiative: &Initiative, cast: &Cast<'_>) -> Vec<Line> {
        let better = initiative.better_with.iter();
        let lines = better.map(|(condition, more)| self.stronger((condition, *more), cast));
        lines.collect()
    }

    /// By how much effects are stronger where a condition holds.
    #[must_use]
    pub fn stronger(&self, (condition, more): (&Condition, PerMille), cast: &Cast<'_>) -> Line {
        let slots = [
            ("more", share(more).into()),
            ("condition", self.condition(condition, cast)),
        ];
        fill("{more} stronger with: {condition}", &slots)
    }

    fn section(&self, head: &str, lines: Vec<Line>) -> Vec<Line> {
        if lines.is_empty() {
            return lines;
        }
        let head = Line::new(head, Tone::Dim);
        std::iter::once(head).chain(indented(lines)).collect()
    }

    /// A choice in full, with who will like and who will mind it.
    #[must_use]
    pub fn choice(
        &self,
        (event, question, place): (EventId, u8, u8),
        choice: &Choice,
        cast: &Cast<'_>,
    ) -> Vec<Line> {
        let item = Item::Choice(event, question, place);
        let slots = [
            ("label", self.term(item)),
            ("cost", whole(choice.cost).into()),
        ];
        let free = choice.cost == crate::model::Points::ZERO;
        let head = if free {
            "{label} (free)"
        } else {
            "{label} (capital {cost})"
        };
        let mut lines = vec![fill(head, &slots)];
        lines.extend(indented(self.text(item)));
        lines.extend(indented(
            self.section("needs:", self.needs(&choice.needs, cast)),
        ));
        lines.extend(indented(self.leave(&choice.permissions, cast)));
        for (template, who) in [
            ("liked by {who}", &choice.liked_by),
            ("minded by {who}", &choice.disliked_by),
        ] {
            if !who.is_empty() {
                let names: Vec<String> = who.iter().map(|who| self.who(*who, cast)).collect();
                let line = fill(template, &[("who", names.join(", ").into())]);
                lines.push(Line::from("  ").then(line));
            }
        }
        lines.extend(indented(self.effects(&choice.effects, cast)));
        lines
    }

    /// A mechanism as it stands: "Defence hotline: agreed, observers; Seoul and Tokyo; health 46".
    #[must_use]
    pub fn mechanism(&self, id: MechanismId, now: &MechanismState, health: Reading) -> Line {
        let template = match now.level {
            crate::model::condition::Obligation::None => "{it}: {level}",
            crate::model::condition::Obligation::Proposed => "{it}: {level}, nobody bound yet",
            crate::model::condition::Obligation::Declared
            | crate::model::condition::Obligation::Agreed
            | crate::model::condition::Obligation::Political
            | crate::model::condition::Obligation::Legal => {
                "{it}: {level}, {how}; {members}; health {health}"
            }
        };
        let slots = [
            ("it", self.term(Item::Mechanism(id))),
            ("level", obligation(now.level).into()),
            ("how", verification(now.verification).into()),
            ("members", self.actors(now.members.iter()).into()),
            ("health", self.reading_short(health)),
        ];
        fill(template, &slots)
    }

    /// A format as it stands: "Dialogue: Seoul and Tokyo; observers Beijing; agenda: …; standing 12".
    #[must_use]
    pub fn format(&self, id: FormatId, now: &FormatState, standing: Reading) -> Line {
        let measures = self.lexicon.names.all_measures();
        let agenda: Vec<String> = measures
            .filter(|measure| now.discusses(*measure))
            .map(|measure| self.name(Item::Measure(measure)))
            .collect();
        let agenda = if agenda.is_empty() {
            "open".to_owned()
        } else {
            agenda.join(", ")
        };
        let slots = [
            ("it", self.term(Item::Format(id))),
            ("members", self.actors(now.members.iter()).into()),
            ("observers", self.actors(now.observers.iter()).into()),
            ("agenda", agenda.into()),
            ("standing", self.reading_short(standing)),
        ];
        let template =
            "{it}: members {members}; observers {observers}; agenda {agenda}; standing {standing}";
        fill(template, &slots)
    }
}

fn indented(lines: Vec<Line>) -> Vec<Line> {
    lines
        .into_iter()
        .map(|line| Line::from("  ").then(line))
        .collect()
}
