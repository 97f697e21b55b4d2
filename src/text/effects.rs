//! Effects as sentences. Chance keeps its odds, scheduled events their names, endings theirs.

use crate::model::{
    Amount, Effect, Figure, FormatAct, FormatId, Lasting, MechanismAct, MechanismId, Owner, Path,
    PledgeId, Points, Selector,
};
use crate::scenario::Item;
use crate::text::conditions::share;
use crate::text::facts::looks;
use crate::text::{Cast, Line, Tone, Words, fill, obligation, signed, turns, verification, whole};

/// What is said in place of anything that is hidden until it happens.
const SOMETHING: &str = "something may follow";

impl Words<'_> {
    /// What effects do, one a line; what happens on a condition is indented under it.
    #[must_use]
    pub fn effects(&self, effects: &[Effect], cast: &Cast<'_>) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let there = effects.iter().filter(|effect| !self.is_void(effect, cast));
        for line in there.flat_map(|effect| self.effect(effect, cast)) {
            let again = line.plain() == SOMETHING && lines.contains(&line);
            if !again {
                lines.push(line);
            }
        }
        lines
    }

    /// What one effect does.
    #[must_use]
    pub fn effect(&self, effect: &Effect, cast: &Cast<'_>) -> Vec<Line> {
        let line = match effect {
            Effect::If(condition, inner) => {
                let condition = self.condition(condition, cast);
                let head = fill("if {condition}:", &[("condition", condition)]);
                let inner = self.effects(inner, cast);
                let inner = inner.into_iter().map(|line| Line::from("  ").then(line));
                return std::iter::once(head).chain(inner).collect();
            }
            Effect::Change(path, amount) => self.change(*path, *amount, "{figure} {amount}", cast),
            Effect::Sustain(path, amount, lasting) => self.sustain(*path, *amount, *lasting, cast),
            Effect::Towards(path, goal, part) => fill(
                "{figure} goes {share} of the way to {goal}",
                &[
                    ("figure", self.path(*path, cast).into()),
                    ("share", share(*part).into()),
                    ("goal", whole(*goal).into()),
                ],
            ),
            Effect::Mechanism(mechanism, act) => self.mechanism_act(*mechanism, *act, cast),
            Effect::Format(format, act) => self.format_act(*format, *act, cast),
            Effect::Schedule { .. } => SOMETHING.into(),
            Effect::Pledge { pledge, due } => return self.pledge(*pledge, *due),
            Effect::Reading { of, to, band } => self.read((*of, *to, *band), cast),
            Effect::Feint {
                of, to, by, turns, ..
            } => self.feint((*of, *to), (*by, *turns), cast),
            Effect::Window(window, count) => fill(
                "the window {window} opens for {turns}",
                &[
                    ("window", self.quoted(Item::Window(*window))),
                    ("turns", turns(*count).into()),
                ],
            ),
            Effect::OpenTable(table) => fill(
                "the table {table} is convened",
                &[("table", self.quoted(Item::Table(*table)))],
            ),
            Effect::OpenCrisis { kind, a, b, rung } => fill(
                "an incident between {a} and {b}, on rung {rung} of {crisis}",
                &[
                    ("a", self.who(*a, cast).into()),
                    ("b", self.who(*b, cast).into()),
                    ("rung", self.rung(*kind, *rung)),
                    ("crisis", self.quoted(Item::Crisis(*kind))),
                ],
            )
            .toned(Tone::Warn),
            Effect::Office(actor, office) => fill(
                "in {actor} {office} takes office",
                &[
                    ("actor", self.actor(*actor).into()),
                    ("office", self.name(Item::Office(*office)).into()),
                ],
            ),
            Effect::End(_) => Line::new("the game ends", Tone::Warn),
        };
        vec![line]
    }

    fn read(&self, (of, to, band): (Path, Selector, Points), cast: &Cast<'_>) -> Line {
        let slots = [
            ("figure", self.path(of, cast).into()),
            ("who", self.who(to, cast).into()),
            ("band", whole(band).into()),
        ];
        fill("an estimate of {figure} for {who}, ±{band}", &slots)
    }

    fn feint(
        &self,
        (of, to): (Path, Selector),
        (by, last): (Points, u16),
        cast: &Cast<'_>,
    ) -> Line {
        let slots = [
            ("figure", self.path(of, cast).into()),
            ("who", self.who(to, cast).into()),
            ("by", looks(by).into()),
            ("turns", turns(last).into()),
        ];
        fill(
            "{who} may be shown {figure} up to {by}, for {turns}",
            &slots,
        )
    }

    /// A pledge with its test.
    fn pledge(&self, pledge: PledgeId, due: u16) -> Vec<Line> {
        let slots = [
            ("pledge", self.quoted(Item::Pledge(pledge))),
            ("turns", turns(due).into()),
        ];
        let head = fill("public pledge: {pledge}, due in {turns}", &slots);
        let test = self.text(Item::Pledge(pledge)).into_iter();
        let test = test.map(|line| Line::from("  ").then(line));
        std::iter::once(head).chain(test).collect()
    }

    /// Whether an effect would move a group at home that the reader doesn't have.
    fn is_void(&self, effect: &Effect, cast: &Cast<'_>) -> bool {
        let (Effect::Change(path, _) | Effect::Sustain(path, ..) | Effect::Towards(path, ..)) =
            effect
        else {
            return false;
        };
        let Path::Bloc(Selector::Myself, bloc) = *path else {
            return false;
        };
        let owner = cast.me.map(|me| Owner::Bloc(me, bloc));
        owner.is_some_and(|owner| self.lexicon.slots.of_owner(Figure::Bloc, owner).is_none())
    }

    /// An amount of a change: "+3", "+1 for each 10 of your political will".
    #[must_use]
    pub fn amount(&self, amount: Amount, cast: &Cast<'_>) -> Line {
        match amount {
            Amount::Points(points) => signed(points).into(),
            Amount::Scaled { points, by, per } => fill(
                "{points} for each {per} of {figure}",
                &[
                    ("points", signed(points).into()),
                    ("per", whole(per).into()),
                    ("figure", self.path(by, cast).into()),
                ],
            ),
        }
    }

    fn change(&self, path: Path, amount: Amount, template: &str, cast: &Cast<'_>) -> Line {
        let slots = [
            ("figure", self.path(path, cast).into()),
            (
                "amount",
                self.amount(amount, cast).toned(path_tone(path, amount)),
            ),
        ];
        fill(template, &slots)
    }

    fn sustain(&self, path: Path, amount: Amount, lasting: Lasting, cast: &Cast<'_>) -> Line {
        let (template, span): (_, Line) = match lasting {
            Lasting::Now => ("{figure} {amount} at the end of the turn", Line::default()),
            Lasting::Turns(count) => ("{figure} {amount} a turn for {span}", turns(count).into()),
            Lasting::Fading(part) => (
                "{figure} {amount} in a turn, then {span} less with each turn",
                share(part).into(),
            ),
            Lasting::While(_) => (
                "{figure} {amount} a turn while the cause lasts",
                Line::default(),
            ),
        };
        let slots = [
            ("figure", self.path(path, cast).into()),
            (
                "amount",
                self.amount(amount, cast).toned(path_tone(path, amount)),
            ),
            ("span", span),
        ];
        fill(template, &slots)
    }

    fn mechanism_act(&self, mechanism: MechanismId, act: MechanismAct, cast: &Cast<'_>) -> Line {
        let it = self.term(Item::Mechanism(mechanism));
        let who = |selector: Selector| Line::from(self.who(selector, cast));
        let (template, slot) = match act {
            MechanismAct::Propose => ("{it} is proposed, if nothing exists yet", Line::default()),
            MechanismAct::Raise => ("{it} becomes one step firmer", Line::default()),
            MechanismAct::Lower => ("{it} becomes one step looser", Line::default()),
            MechanismAct::Level(level) => ("{it} becomes {slot}", obligation(level).into()),
            MechanismAct::Verify(how) => ("verification of {it}: {slot}", verification(how).into()),
            MechanismAct::Join(selector) => ("new member of {it}: {slot}", who(selector)),
            MechanismAct::Leave(selector) => ("no longer in {it}: {slot}", who(selector)),
            MechanismAct::Share(selector, points) => {
                let share = self.path(Path::Share(mechanism, selector), cast);
                let slots = [("share", share.into()), ("points", whole(points).into())];
                return fill("{share} becomes {points}", &slots);
            }
            MechanismAct::Health(amount) => ("health of {it} {slot}", self.gain(amount, cast)),
            MechanismAct::Use => ("{it} is put to use once", Line::default()),
        };
        fill(template, &[("it", it), ("slot", slot)])
    }

    fn format_act(&self, format: FormatId, act: FormatAct, cast: &Cast<'_>) -> Line {
        let it = self.term(Item::Format(format));
        let who = |selector: Selector| Line::from(self.who(selector, cast));
        let (template, slot) = match act {
            FormatAct::Join(selector) => ("new member of {it}: {slot}", who(selector)),
            FormatAct::Leave(selector) => ("no longer in {it}: {slot}", who(selector)),
            FormatAct::Observe(selector) => ("new observer of {it}: {slot}", who(selector)),
            FormatAct::Agenda(measure) => (
                "on the agenda of {it}: {slot}",
                self.term(Item::Measure(measure)),
            ),
            FormatAct::Drop(measure) => (
                "off the agenda of {it}: {slot}",
                self.term(Item::Measure(measure)),
            ),
            FormatAct::Standing(amount) => ("standing of {it} {slot}", self.gain(amount, cast)),
            FormatAct::LoseRounds(1) => ("open tables of {it} lose a round", Line::default()),
            FormatAct::LoseRounds(rounds) => (
                "open tables of {it} lose {slot} rounds",
                rounds.to_string().into(),
            ),
        };
        fill(template, &[("it", it), ("slot", slot)])
    }

    fn gain(&self, amount: Amount, cast: &Cast<'_>) -> Line {
        self.amount(amount, cast).toned(super::figure_tone(
            crate::model::Figure::Health,
            size(amount),
        ))
    }
}

fn size(amount: Amount) -> Points {
    match amount {
        Amount::Points(points) | Amount::Scaled { points, .. } => points,
    }
}

fn path_tone(path: Path, amount: Amount) -> Tone {
    use crate::model::Figure;
    let figure = match path {
        Path::Actor(figure, _) | Path::Pair(figure, ..) | Path::Mechanism(figure, _) => figure,
        Path::Bloc(..) => Figure::Bloc,
        Path::Share(..) => Figure::Share,
        Path::Format(_) => Figure::Standing,
    };
    super::figure_tone(figure, size(amount))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::condition::{Obligation, Verification};
    use crate::model::{
        Condition, EndingId, EventId, Figure, LastingId, MeasureId, OfficeId, PerMille, PledgeId,
        SeatId, WindowId,
    };
    use crate::text::testing::{HOTLINE, SEOUL, TOKYO, World};

    const TRUST: Path = Path::Pair(Figure::Trust, Selector::Target, Selector::Myself);
    const WILL: Path = Path::Actor(Figure::Will, Selector::Target);
    const DIALOGUE: FormatId = FormatId(0);

    fn points(points: i32) -> Amount {
        Amount::Points(Points::whole(points))
    }

    fn told(effects: &[Effect]) -> Vec<String> {
        let world = World::new();
        let cast = Cast::of(SeatId(SEOUL), None);
        let lines = world.words().effects(effects, &cast);
        lines.iter().map(Line::plain).collect()
    }

    fn check(effect: Effect, shown: &str) {
        assert_eq!(told(&[effect]), [shown]);
    }

    #[test]
    fn effects_on_figures_tell_how_much_and_how_long() {
        let scaled = Amount::Scaled {
            points: Points::whole(1),
            by: WILL,
            per: Points::whole(10),
        };
        let sustain = |lasting| Effect::Sustain(TRUST, points(-2), lasting);
        for (effect, shown) in [
            (
                Effect::Change(TRUST, points(-3)),
                "the target's trust in you −3",
            ),
            (
                Effect::Change(TRUST, scaled),
                "the target's trust in you +1 for each 10 of the target's political will",
            ),
            (
                sustain(Lasting::Now),
                "the target's trust in you −2 at the end of the turn",
            ),
            (
                sustain(Lasting::Turns(3)),
                "the target's trust in you −2 a turn for 3 turns",
            ),
            (
                sustain(Lasting::Fading(PerMille(500))),
                "the target's trust in you −2 in a turn, then 50 % less with each turn",
            ),
            (
                sustain(Lasting::While(LastingId(0))),
                "the target's trust in you −2 a turn while the cause lasts",
            ),
            (
                Effect::Towards(WILL, Points::whole(50), PerMille(250)),
                "the target's political will goes 25 % of the way to 50",
            ),
            (
                Effect::Reading {
                    of: WILL,
                    to: Selector::Myself,
                    band: Points::whole(4),
                },
                "an estimate of the target's political will for you, ±4",
            ),
            (
                Effect::Feint {
                    of: WILL,
                    to: Selector::Myself,
                    by: Points::whole(-7),
                    band: Points::whole(4),
                    turns: 2,
                },
                "you may be shown the target's political will up to 7 lower, for 2 turns",
            ),
        ] {
            check(effect, shown);
        }
    }

    #[test]
    fn effects_on_mechanisms_and_formats_name_them() {
        let seoul = Selector::Myself;
        let mechanism = |act| Effect::Mechanism(HOTLINE, act);
        let format = |act| Effect::Format(DIALOGUE, act);
        for (effect, shown) in [
            (
                mechanism(MechanismAct::Propose),
                "Hotline is proposed, if nothing exists yet",
            ),
            (
                mechanism(MechanismAct::Raise),
                "Hotline becomes one step firmer",
            ),
            (
                mechanism(MechanismAct::Lower),
                "Hotline becomes one step looser",
            ),
            (
                mechanism(MechanismAct::Level(Obligation::Agreed)),
                "Hotline becomes agreed",
            ),
            (
                mechanism(MechanismAct::Verify(Verification::Observers)),
                "verification of Hotline: observers",
            ),
            (
                mechanism(MechanismAct::Join(Selector::Actor(TOKYO))),
                "new member of Hotline: Tokyo",
            ),
            (
                mechanism(MechanismAct::Leave(seoul)),
                "no longer in Hotline: you",
            ),
            (
                mechanism(MechanismAct::Share(seoul, Points::whole(55))),
                "your share in Hotline becomes 55",
            ),
            (
                mechanism(MechanismAct::Health(points(7))),
                "health of Hotline +7",
            ),
            (mechanism(MechanismAct::Use), "Hotline is put to use once"),
            (
                format(FormatAct::Observe(Selector::Target)),
                "new observer of Dialogue: the target",
            ),
            (
                format(FormatAct::Agenda(MeasureId(0))),
                "on the agenda of Dialogue: Hotlines",
            ),
            (
                format(FormatAct::Standing(points(-6))),
                "standing of Dialogue −6",
            ),
            (
                Effect::Pledge {
                    pledge: PledgeId(0),
                    due: 1,
                },
                "public pledge: ‘A first meeting’, due in 1 turn",
            ),
            (
                Effect::Window(WindowId(0), 2),
                "the window ‘A new presidency’ opens for 2 turns",
            ),
            (
                Effect::Office(SEOUL, OfficeId(0)),
                "in Seoul The President takes office",
            ),
        ] {
            check(effect, shown);
        }
    }

    #[test]
    fn what_is_hidden_stays_hidden_and_is_said_once() {
        let schedule = |event| Effect::Schedule {
            event: EventId(event),
            after: 1,
            per_mille: PerMille(650),
        };
        assert_eq!(told(&[schedule(0), schedule(1)]), ["something may follow"]);
        check(Effect::End(EndingId(0)), "the game ends");
    }

    #[test]
    fn what_depends_on_a_condition_is_indented_under_it() {
        let inner = vec![Effect::Change(TRUST, points(2))];
        let condition = Condition::AtLeast(WILL, Points::whole(38));
        let shown = told(&[Effect::If(condition, inner)]);
        assert_eq!(
            shown,
            [
                "if the target's political will at least 38:",
                "  the target's trust in you +2"
            ]
        );
    }
}
