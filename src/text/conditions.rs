//! Conditions and formulas as sentences. Never names an event of which the reader may not know.

use crate::model::condition::{ChoiceRef, InitiativeStatus, Obligation};
use crate::model::{Condition, CrisisEnd, CrisisId, Derived, EventId, Formula, PerMille, Points};
use crate::scenario::Item;
use crate::text::{Cast, Line, Words, date, fill, obligation, pledge_status, turns, whole};

impl Words<'_> {
    /// A condition as a clause: "Tokyo's trust in you at least 25".
    #[must_use]
    pub fn condition(&self, condition: &Condition, cast: &Cast<'_>) -> Line {
        let bound = |template, path, points| {
            let slots = [
                ("figure", self.path(path, cast).into()),
                ("points", whole(points).into()),
            ];
            fill(template, &slots)
        };
        match condition {
            Condition::All(inner) => self.list(inner, cast, "; and "),
            Condition::Any(inner) => self.list(inner, cast, "; or "),
            Condition::Not(inner) => self.negation(inner, cast),
            Condition::AtLeast(path, least) => bound("{figure} at least {points}", *path, *least),
            Condition::AtMost(path, most) => bound("{figure} at most {points}", *path, *most),
            Condition::Exceeds(high, low, by) => fill(
                "{high} at least {by} above {low}",
                &[
                    ("high", self.path(*high, cast).into()),
                    ("by", whole(*by).into()),
                    ("low", self.path(*low, cast).into()),
                ],
            ),
            Condition::Between(first, last) => fill(
                "between {first} and {last}",
                &[("first", date(*first).into()), ("last", date(*last).into())],
            ),
            Condition::Happened {
                event,
                choice,
                within,
            } => self.happened((*event, *choice, *within), cast),
            Condition::Mechanism { .. }
            | Condition::Covered(_)
            | Condition::Initiative(..)
            | Condition::Window(_)
            | Condition::InOffice(..)
            | Condition::Pledge(..)
            | Condition::Table(..)
            | Condition::Crisis(..)
            | Condition::CrisisEnded { .. }
            | Condition::Gauge(..) => self.standing(condition, cast),
        }
    }

    /// Conditions that all have to hold, one a line.
    #[must_use]
    pub fn conditions(&self, conditions: &[Condition], cast: &Cast<'_>) -> Vec<Line> {
        conditions
            .iter()
            .map(|condition| self.condition(condition, cast).capitalised())
            .collect()
    }

    fn list(&self, inner: &[Condition], cast: &Cast<'_>, between: &str) -> Line {
        let lines = inner.iter().map(|one| match one {
            Condition::All(many) | Condition::Any(many) if many.len() > 1 => {
                fill("({inner})", &[("inner", self.condition(one, cast))])
            }
            one => self.condition(one, cast),
        });
        Line::joined(lines, between)
    }

    fn negation(&self, inner: &Condition, cast: &Cast<'_>) -> Line {
        match inner {
            Condition::Not(twice) => self.condition(twice, cast),
            Condition::Covered(measure) => fill(
                "no mechanism for ‘{measure}’ between the two",
                &[("measure", self.term(Item::Measure(*measure)))],
            ),
            Condition::Window(window) => fill(
                "the window {window} is closed",
                &[("window", self.quoted(Item::Window(*window)))],
            ),
            Condition::Mechanism {
                mechanism,
                level,
                health: Points::ZERO,
            } if *level > Obligation::None => fill(
                "{it} not yet {level}",
                &[
                    ("it", self.term(Item::Mechanism(*mechanism))),
                    ("level", obligation(*level).into()),
                ],
            ),
            other => fill("not: {inner}", &[("inner", self.condition(other, cast))]),
        }
    }

    fn crisis_at(&self, kind: CrisisId, rung: u8) -> Line {
        let slots = [
            ("crisis", self.quoted(Item::Crisis(kind))),
            ("rung", self.rung(kind, rung)),
        ];
        fill(
            "the crisis {crisis} stands on rung {rung} or higher",
            &slots,
        )
    }

    fn crisis_over(&self, kind: CrisisId, how: Option<CrisisEnd>, within: Option<u16>) -> Line {
        let how = how.map_or("over", crate::text::crises::end);
        let slots = [
            ("crisis", self.quoted(Item::Crisis(kind))),
            ("how", how.into()),
            ("within", turns(within.unwrap_or(0)).into()),
        ];
        match within {
            None => fill("the crisis {crisis} is {how}", &slots),
            Some(_) => fill("the crisis {crisis} is {how} for {within} at most", &slots),
        }
    }

    fn standing(&self, condition: &Condition, cast: &Cast<'_>) -> Line {
        match condition {
            Condition::Mechanism {
                mechanism,
                level,
                health,
            } => self.firm_enough(self.term(Item::Mechanism(*mechanism)), *level, *health),
            Condition::Covered(measure) => fill(
                "‘{measure}’ between the two, agreed or firmer",
                &[("measure", self.term(Item::Measure(*measure)))],
            ),
            Condition::Initiative(initiative, status) => {
                let template = match status {
                    InitiativeStatus::Running => "{it} by {who} is under way",
                    InitiativeStatus::Done => "{it} by {who} has been completed",
                    InitiativeStatus::Untried => "{it} has not been tried by {who}",
                };
                let who = self.who(crate::model::Selector::Myself, cast);
                let it = self.quoted(Item::Initiative(*initiative));
                fill(template, &[("it", it), ("who", who.into())])
            }
            Condition::Window(window) => fill(
                "the window {window} is open",
                &[("window", self.quoted(Item::Window(*window)))],
            ),
            Condition::InOffice(actor, office) => fill(
                "{office} holds office in {actor}",
                &[
                    ("office", self.name(Item::Office(*office)).into()),
                    ("actor", self.actor(*actor).into()),
                ],
            ),
            Condition::Table(table, status) => fill(
                "the table {table} is {status}",
                &[
                    ("table", self.quoted(Item::Table(*table))),
                    ("status", crate::text::tables::status(*status).into()),
                ],
            ),
            Condition::Crisis(kind, rung) => self.crisis_at(*kind, *rung),
            Condition::CrisisEnded { kind, how, within } => self.crisis_over(*kind, *how, *within),
            Condition::Pledge(pledge, status) => fill(
                "the pledge {pledge} by {who} is {status}",
                &[
                    ("pledge", self.quoted(Item::Pledge(*pledge))),
                    ("who", self.who(crate::model::Selector::Myself, cast).into()),
                    ("status", pledge_status(*status).into()),
                ],
            ),
            Condition::Gauge(gauge, least) => fill(
                "{gauge} at least {points}",
                &[
                    ("gauge", self.term(Item::Gauge(*gauge))),
                    ("points", whole(*least).into()),
                ],
            ),
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::AtLeast(..)
            | Condition::AtMost(..)
            | Condition::Exceeds(..)
            | Condition::Happened { .. }
            | Condition::Between(..) => self.condition(condition, cast),
        }
    }

    fn firm_enough(&self, it: Line, level: Obligation, health: Points) -> Line {
        let template = if level == Obligation::None {
            "health of {it} at least {health}"
        } else if health > Points::ZERO {
            "{it} {level} or firmer, with health at least {health}"
        } else if level == Obligation::Legal {
            "{it} {level}"
        } else {
            "{it} {level} or firmer"
        };
        let slots = [
            ("it", it),
            ("level", obligation(level).into()),
            ("health", whole(health).into()),
        ];
        fill(template, &slots)
    }

    fn happened(
        &self,
        (event, choice, within): (EventId, Option<ChoiceRef>, Option<u16>),
        cast: &Cast<'_>,
    ) -> Line {
        if !cast.known.contains(&event) {
            return "something that is not known to have happened".into();
        }
        let template = match (choice, within) {
            (None, None) => "{event} has happened",
            (None, Some(_)) => "{event} has happened within {turns}",
            (Some(_), None) => "{event} was answered with {answer}",
            (Some(_), Some(_)) => "{event} was answered with {answer} within {turns}",
        };
        let answer = choice.map_or_else(Line::default, |choice| {
            self.quoted(Item::Choice(event, choice.question, choice.choice))
        });
        let slots = [
            ("event", self.quoted(Item::Event(event))),
            ("answer", answer),
            ("turns", turns(within.unwrap_or(0)).into()),
        ];
        fill(template, &slots)
    }

    /// How an axis or index is computed.
    #[must_use]
    pub fn formula(&self, formula: &Formula, cast: &Cast<'_>) -> Line {
        let of = |template, path| fill(template, &[("figure", self.path(path, cast).into())]);
        match formula {
            Formula::Points(points) => whole(*points).into(),
            Formula::Mean(path) => of("mean of {figure}", *path),
            Formula::Lowest(path) => of("lowest of {figure}", *path),
            Formula::Highest(path) => of("highest of {figure}", *path),
            Formula::Gap(one, other) => fill(
                "distance between {one} and {other}",
                &[
                    ("one", self.path(*one, cast).into()),
                    ("other", self.path(*other, cast).into()),
                ],
            ),
            Formula::Invert(inner) => fill(
                "100 less {inner}",
                &[("inner", self.term_of_sum(inner, cast))],
            ),
            Formula::Sum(terms) => self.sum(terms, cast),
            Formula::Derived(derived) => self.derived(*derived, cast),
        }
    }

    fn sum(&self, terms: &[(PerMille, Formula)], cast: &Cast<'_>) -> Line {
        let lines = terms.iter().map(|(weight, inner)| {
            let slots = [
                ("weight", share(*weight).into()),
                ("inner", self.term_of_sum(inner, cast)),
            ];
            fill("{weight} of {inner}", &slots)
        });
        Line::joined(lines, " + ")
    }

    fn term_of_sum(&self, formula: &Formula, cast: &Cast<'_>) -> Line {
        let inner = self.formula(formula, cast);
        match formula {
            Formula::Sum(_) | Formula::Invert(_) => fill("({inner})", &[("inner", inner)]),
            Formula::Points(_)
            | Formula::Mean(_)
            | Formula::Lowest(_)
            | Formula::Highest(_)
            | Formula::Gap(..)
            | Formula::Derived(_) => inner,
        }
    }

    fn derived(&self, derived: Derived, cast: &Cast<'_>) -> Line {
        match derived {
            Derived::Predictability => {
                "the part of the felt threat that lies between pairs covered by tested mechanisms"
                    .into()
            }
            Derived::Polarisation => {
                "mean distance of all but the poles from the middle between the poles".into()
            }
            Derived::Mandate(who) => fill(
                "support at home for {who}, every group by its weight",
                &[("who", self.who(who, cast).into())],
            ),
            Derived::Closing => {
                "the share of negotiating tables that ended with a signed text".into()
            }
            Derived::Ownership => {
                "how evenly the members share the mechanisms that exist (100 less concentration)"
                    .into()
            }
        }
    }
}

/// A share in per cent: "45 %", "12.5 %".
pub(in crate::text) fn share(share: PerMille) -> String {
    let sign = if share.0 < 0 { "−" } else { "" };
    let size = share.0.unsigned_abs();
    match size % 10 {
        0 => format!("{sign}{} %", size / 10),
        rest => format!("{sign}{}.{rest} %", size / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        ActorId, Date, Figure, GaugeId, InitiativeId, MeasureId, OfficeId, Path, PledgeId, SeatId,
        Selector, WindowId,
    };
    use crate::text::testing::{HOTLINE, SEOUL, TOKYO, World};

    const TRUST: Path = Path::Pair(Figure::Trust, Selector::Target, Selector::Myself);
    const WILL: Path = Path::Actor(Figure::Will, Selector::Target);

    fn check(condition: &Condition, shown: &str) {
        let world = World::new();
        let cast = Cast::of(SeatId(SEOUL), Some(TOKYO));
        assert_eq!(world.words().condition(condition, &cast).plain(), shown);
    }

    fn at_least(points: i32) -> Condition {
        Condition::AtLeast(TRUST, Points::whole(points))
    }

    #[test]
    fn every_kind_of_condition_reads_as_a_clause() {
        let day = |day| Date {
            year: 2013,
            month: 3,
            day,
        };
        let mechanism = |level, health| Condition::Mechanism {
            mechanism: HOTLINE,
            level,
            health: Points::whole(health),
        };
        for (condition, shown) in [
            (at_least(25), "Tokyo's trust in you at least 25"),
            (
                Condition::AtMost(WILL, Points::whole(-3)),
                "Tokyo's political will at most −3",
            ),
            (
                Condition::Exceeds(TRUST, WILL, Points::whole(5)),
                "Tokyo's trust in you at least 5 above Tokyo's political will",
            ),
            (
                Condition::Between(day(1), day(9)),
                "between 1 March 2013 and 9 March 2013",
            ),
            (mechanism(Obligation::Agreed, 0), "Hotline agreed or firmer"),
            (mechanism(Obligation::Legal, 0), "Hotline legally binding"),
            (
                mechanism(Obligation::Political, 30),
                "Hotline politically binding or firmer, with health at least 30",
            ),
            (
                mechanism(Obligation::None, 30),
                "health of Hotline at least 30",
            ),
            (
                Condition::Covered(MeasureId(0)),
                "‘Hotlines’ between the two, agreed or firmer",
            ),
            (
                Condition::Initiative(InitiativeId(0), InitiativeStatus::Done),
                "‘Sound out’ by you has been completed",
            ),
            (
                Condition::Window(WindowId(0)),
                "the window ‘A new presidency’ is open",
            ),
            (
                Condition::InOffice(ActorId(0), OfficeId(0)),
                "The President holds office in Seoul",
            ),
            (
                Condition::Gauge(GaugeId(0), Points::whole(60)),
                "Peace at least 60",
            ),
            (
                Condition::Pledge(PledgeId(0), crate::model::condition::PledgeStatus::Kept),
                "the pledge ‘A first meeting’ by you is kept",
            ),
        ] {
            check(&condition, shown);
        }
    }

    #[test]
    fn nested_conditions_keep_their_brackets() {
        let window = || Condition::Window(WindowId(0));
        let covered = || Condition::Covered(MeasureId(0));
        let any = Condition::Any(vec![at_least(25), window()]);
        let not = |inner| Condition::Not(Box::new(inner));
        let trust = "Tokyo's trust in you at least 25";
        let open = "the window ‘A new presidency’ is open";
        check(&any, &format!("{trust}; or {open}"));
        let closed = "the window ‘A new presidency’ is closed";
        let both = Condition::All(vec![any, not(window())]);
        check(&both, &format!("({trust}; or {open}); and {closed}"));
        check(
            &not(covered()),
            "no mechanism for ‘Hotlines’ between the two",
        );
        check(&not(not(at_least(25))), trust);
        check(&not(at_least(25)), &format!("not: {trust}"));
        let hotline = Condition::Mechanism {
            mechanism: HOTLINE,
            level: Obligation::Proposed,
            health: Points::ZERO,
        };
        check(&not(hotline), "Hotline not yet proposed");
    }

    #[test]
    fn an_event_that_is_not_known_to_have_happened_keeps_its_name() {
        let happened = Condition::Happened {
            event: EventId(1),
            choice: None,
            within: Some(2),
        };
        check(&happened, "something that is not known to have happened");
        let world = World::new();
        let cast = Cast::default().knowing(&[EventId(1)]);
        let shown = world.words().condition(&happened, &cast).plain();
        assert_eq!(shown, "‘A speech’ has happened within 2 turns");
    }

    #[test]
    fn a_formula_reads_as_a_sum_of_its_terms() {
        let all = Path::Pair(Figure::Threat, Selector::All, Selector::All);
        let invert = |inner| Formula::Invert(Box::new(inner));
        let sum = Formula::Sum(vec![
            (PerMille(450), invert(Formula::Mean(all))),
            (
                PerMille(-125),
                Formula::Derived(Derived::Mandate(Selector::Myself)),
            ),
        ]);
        let world = World::new();
        let shown = "45 % of (100 less mean of everybody's sense of threat from each other) \
                     + −12.5 % of support at home for you, every group by its weight";
        assert_eq!(world.words().formula(&sum, &Cast::default()).plain(), shown);
    }
}
