//! Why not: refusals, lines that could not be read, and what stands in the way of a command. Each says what to do.

use crate::model::{ActorId, Condition, EventId, Order, PermissionId, Subject};
use crate::notation::Misread;
use crate::rules::{Reading, Refusal, TableRefusal};
use crate::scenario::Item;
use crate::text::kinds::{hint, kind_name, missing};
use crate::text::tables::table_of;
use crate::text::{Cast, Line, Words, fill, whole};

/// What a refusal needs besides itself to say why. Leave out what is not at hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grounds<'a> {
    /// The condition that doesn't hold.
    pub unmet: Option<&'a Condition>,
    /// How the figure in it reads now.
    pub now: Option<Reading>,
    /// At whom the initiative could be directed.
    pub targets: &'a [ActorId],
    /// The answers that are owed.
    pub owed: &'a [(EventId, Subject)],
    /// Who is who in the condition.
    pub cast: Cast<'a>,
}

/// Why a command can't be used now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// The game is over.
    GameOver,
    /// The game is not over yet.
    NotOver,
    /// The seat has ended its plan of this turn.
    PlanEnded,
    /// No answer is owed.
    NothingOwed,
    /// There is nothing to end: nothing planned, scheduled or under way.
    NothingToCancel,
    /// Nothing on the roadmap is unpublished.
    NothingToPublish,
    /// Nothing was ordered this turn.
    NothingToUndo,
    /// Answers are owed.
    AnswersOwed(u8),
}

impl Words<'_> {
    /// Why an order is refused, and what to do.
    #[must_use]
    pub fn refusal(&self, refusal: &Refusal, order: &Order, grounds: &Grounds<'_>) -> Line {
        let (template, mut slots) = match *refusal {
            Refusal::TooSoon { from } => {
                let slot = ("turn", Line::from(from.0.to_string()));
                (
                    "{it} was done recently; again from turn {turn} on ({day})",
                    vec![slot, ("day", self.day_of(from).into())],
                )
            }
            Refusal::Capital { needed, held } => (
                "{it} costs {needed} capital, you hold {held}; free some by cancelling a plan or wait for income",
                vec![
                    ("needed", whole(needed).into()),
                    ("held", self.reading_fine(Reading::Exact(held))),
                ],
            ),
            Refusal::Hands { needed, free } => (
                "{it} takes {needed}, and you have {free} free; cancel a project or wait until one is done",
                vec![
                    ("needed", crate::text::hands(needed).into()),
                    ("free", whole(free).into()),
                ],
            ),
            Refusal::BeyondTheEnd { last } => (
                "the game ends with turn {last}; choose one up to it",
                vec![("last", last.0.to_string().into())],
            ),
            Refusal::AlreadySlated { turn } => (
                "{it} is on your roadmap already, for turn {turn}; {!cancel} takes it off",
                vec![("turn", turn.0.to_string().into())],
            ),
            Refusal::Needs(_) | Refusal::ChoiceNeeds(_) => self.unmet(grounds),
            Refusal::Permission { permission, .. } => self.leave_slots(permission, grounds),
            Refusal::Table(TableRefusal::Needs(_)) => self.unmet(grounds),
            Refusal::Table(why) => self.table_refusal(why, table_of(order)),
            Refusal::StepDue(_) | Refusal::Crisis(_) => return self.crisis_refused(refusal, order),
            Refusal::AnswersOwed(owed) => self.owed_slots(owed, grounds),
            Refusal::TargetNeeded | Refusal::WrongTarget => self.target_slots(refusal, grounds),
            Refusal::GameOver
            | Refusal::NoSuchSeat
            | Refusal::PlanEnded
            | Refusal::NotYours
            | Refusal::NoTargetTaken
            | Refusal::AlreadyPlanned
            | Refusal::AlreadyRunning
            | Refusal::AlreadyDone
            | Refusal::TurnPassed
            | Refusal::BeingWithdrawn
            | Refusal::NothingToPublish
            | Refusal::NotRunning
            | Refusal::NotAsked
            | Refusal::AlreadyAnswered
            | Refusal::NoSuchChoice => (simple(refusal), Vec::new()),
        };
        slots.push(("it", self.object(order)));
        fill(template, &slots).capitalised()
    }

    /// What an order is about: "‘Sound out a capital’ (Tokyo)".
    #[must_use]
    pub fn object(&self, order: &Order) -> Line {
        match *order {
            Order::Launch { initiative, target }
            | Order::Schedule {
                initiative, target, ..
            }
            | Order::Cancel { initiative, target } => self.directed(initiative, target),
            Order::Publish => "the roadmap".into(),
            Order::Respond {
                event,
                subject,
                choice: _,
            } => self.event(event, subject),
            Order::Table(table, _) => self.table(table),
            Order::Step(kind, _) => self.crisis(kind),
            Order::End => "the turn".into(),
        }
    }

    /// What an accepted order means: "planned: ‘Sound out a capital’ (Tokyo)".
    #[must_use]
    pub fn accepted(&self, order: &Order) -> Line {
        let mut slots = vec![("it", self.object(order))];
        let template = match *order {
            Order::Table(table, order) => return self.table_order(table, order),
            Order::Step(kind, step) => return self.step_taken(kind, step),
            Order::Launch { .. } => "planned: {it}",
            Order::Schedule { turn, .. } => {
                slots.push(("turn", turn.0.to_string().into()));
                slots.push(("day", self.day_of(turn).into()));
                "scheduled for turn {turn} ({day}): {it}"
            }
            Order::Publish => "your roadmap will be public when the turn ends",
            Order::Cancel { .. } => "will be stopped: {it}",
            Order::Respond { event, choice, .. } => {
                slots.push(("answer", self.answer(event, choice)));
                "answered {it}: {answer}"
            }
            Order::End => "plan complete",
        };
        fill(template, &slots)
    }

    fn unmet(&self, grounds: &Grounds<'_>) -> (&'static str, Vec<(&'static str, Line)>) {
        let Some(condition) = grounds.unmet else {
            return (
                "{it} has a condition that does not hold; look it up with show",
                Vec::new(),
            );
        };
        let needs = ("condition", self.condition(condition, &grounds.cast));
        match grounds.now {
            None => ("{it} needs: {condition}", vec![needs]),
            Some(now) => (
                "{it} needs: {condition} (now {now})",
                vec![needs, ("now", self.reading_fine(now))],
            ),
        }
    }

    /// Whose leave is missing, and what for.
    fn leave_slots(
        &self,
        permission: PermissionId,
        grounds: &Grounds<'_>,
    ) -> (&'static str, Vec<(&'static str, Line)>) {
        let mut slots = vec![
            ("leave", self.quoted(Item::Permission(permission))),
            ("holder", self.holder(permission).into()),
        ];
        let Some(condition) = grounds.unmet else {
            let template = "{it} needs the leave of {holder} ({leave}); look it up with show";
            return (template, slots);
        };
        slots.push(("condition", self.condition(condition, &grounds.cast)));
        match grounds.now {
            None => (
                "{it} needs the leave of {holder} ({leave}), which is given with: {condition}",
                slots,
            ),
            Some(now) => {
                slots.push(("now", self.reading_fine(now)));
                (
                    "{it} needs the leave of {holder} ({leave}), which is given with: {condition} (now {now})",
                    slots,
                )
            }
        }
    }

    fn owed_slots(
        &self,
        owed: u8,
        grounds: &Grounds<'_>,
    ) -> (&'static str, Vec<(&'static str, Line)>) {
        let names = grounds
            .owed
            .iter()
            .map(|(event, subject)| self.event(*event, *subject));
        let list = Line::joined(names, ", ");
        let slots = vec![("count", owed.to_string().into()), ("list", list)];
        match (owed, grounds.owed.is_empty()) {
            (1, true) => ("an answer is owed; without it the default is taken", slots),
            (1, false) => (
                "an answer is owed to {list}; without it the default is taken",
                slots,
            ),
            (2.., true) | (0, true) => (
                "{count} answers are owed; without them the defaults are taken",
                slots,
            ),
            (2.., false) | (0, false) => (
                "{count} answers are owed to {list}; without them the defaults are taken",
                slots,
            ),
        }
    }

    fn target_slots(
        &self,
        refusal: &Refusal,
        grounds: &Grounds<'_>,
    ) -> (&'static str, Vec<(&'static str, Line)>) {
        let slots = vec![(
            "targets",
            self.actors(grounds.targets.iter().copied()).into(),
        )];
        let template = match (
            *refusal == Refusal::TargetNeeded,
            grounds.targets.is_empty(),
        ) {
            (true, true) => "{it} must be directed at somebody; add target=ACTOR",
            (true, false) => {
                "{it} must be directed at somebody; add target=ACTOR, one of {targets}"
            }
            (false, true) => "{it} can't be directed at that capital",
            (false, false) => "{it} can't be directed there, only at {targets}",
        };
        (template, slots)
    }

    /// Why a command can't be used now, and what to do.
    #[must_use]
    pub fn hindrance(&self, hindrance: Hindrance) -> Line {
        let owed;
        let text = match hindrance {
            Hindrance::GameOver => "The game is over: nothing can be ordered any more",
            Hindrance::NotOver => "The game is not over yet",
            Hindrance::PlanEnded => {
                "Your plan of this turn is complete; undo takes it back as far as it can"
            }
            Hindrance::NothingOwed => "No answer is owed",
            Hindrance::NothingToCancel => "Nothing is planned, scheduled or under way",
            Hindrance::NothingToPublish => {
                "Nothing on your roadmap is unpublished; schedule something for a later turn first"
            }
            Hindrance::NothingToUndo => "Nothing was ordered this turn",
            Hindrance::AnswersOwed(count) => {
                owed = self.owed_slots(count, &Grounds::default());
                return fill(owed.0, &owed.1).capitalised();
            }
        };
        text.into()
    }
}

/// The refusals that need nothing but their object.
const fn simple(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::GameOver => "the game is over",
        Refusal::NoSuchSeat => "nobody plays that seat in this scenario",
        Refusal::PlanEnded => "your plan of this turn is complete; {!undo} takes its end back",
        Refusal::NotYours => "{it} is not yours to launch; {!initiatives} lists yours",
        Refusal::NoTargetTaken => "{it} is not directed at anybody; leave out the target",
        Refusal::AlreadyPlanned => "{it} is in your plan already; {!cancel} takes it out",
        Refusal::AlreadyRunning => "{it} is under way already; {!roadmap} shows how far",
        Refusal::AlreadyDone => "{it} has been done and can be done only once",
        Refusal::TurnPassed => "{it} can be scheduled for a later turn only; launch plans it now",
        Refusal::BeyondTheEnd { .. } => "the game ends before that turn",
        Refusal::AlreadySlated { .. } => "{it} is on your roadmap already; {!cancel} takes it off",
        Refusal::BeingWithdrawn => {
            "{it} leaves your public roadmap when the turn ends; {!undo} keeps it there"
        }
        Refusal::NothingToPublish => {
            "nothing on your roadmap is unpublished; schedule something for a later turn first"
        }
        Refusal::NotRunning => {
            "{it} is neither planned, scheduled nor under way; {!roadmap} lists what is"
        }
        Refusal::NotAsked => "{it} asks nothing of you now; events lists what does",
        Refusal::AlreadyAnswered => "{it} has your answer already; {!undo} takes it back",
        Refusal::NoSuchChoice => "{it} has no such choice for you; events lists them",
        Refusal::TargetNeeded => "{it} must be directed at somebody",
        Refusal::WrongTarget => "{it} can't be directed at that capital",
        Refusal::TooSoon { .. } => "{it} was done too recently",
        Refusal::Capital { .. } => "{it} costs more capital than you hold",
        Refusal::Hands { .. } => "{it} takes more hands than are free",
        Refusal::Permission { .. } => "{it} needs the leave of another capital",
        Refusal::Needs(_) | Refusal::ChoiceNeeds(_) => "{it} has a condition that does not hold",
        Refusal::AnswersOwed(_) => "answers are owed",
        Refusal::StepDue(_) | Refusal::Crisis(_) | Refusal::Table(_) => {
            "{it} does not allow that now"
        }
    }
}

/// Why a line is no order, with what was probably meant.
#[must_use]
pub fn misread(misread: &Misread) -> Line {
    match misread {
        Misread::Empty => "Nothing was given; help lists the commands".into(),
        Misread::UnknownWord { given, nearest } => unknown(
            "command",
            given,
            nearest.as_deref(),
            "help lists the commands",
        ),
        Misread::Missing(kind) => {
            let template = "{kind} is missing; {hint}";
            let slots = [
                ("kind", Line::from(missing(*kind))),
                ("hint", hint(*kind).into()),
            ];
            fill(template, &slots).capitalised()
        }
        Misread::UnknownId {
            kind,
            given,
            nearest,
        } => unknown(kind_name(*kind), given, nearest.as_deref(), hint(*kind)),
        Misread::LeftOut(clause) => fill(
            "the text leaves out {clause}; name an option of every clause, or amend the text on the table",
            &[("clause", clause.as_str().into())],
        )
        .capitalised(),
        Misread::Target(actor) => fill(
            "‘{actor}’ is a target: write target={actor}",
            &[("actor", actor.as_str().into())],
        ),
        Misread::Unexpected(extra) => fill(
            "‘{extra}’ does not belong there; leave it out",
            &[("extra", extra.as_str().into())],
        ),
    }
}

fn unknown(kind: &str, given: &str, nearest: Option<&str>, hint: &str) -> Line {
    let template = match nearest {
        Some(_) => "no {kind} ‘{given}’; did you mean ‘{nearest}’?",
        None => "no {kind} ‘{given}’; {hint}",
    };
    let short: String = given.chars().take(60).collect();
    let slots = [
        ("kind", Line::from(kind)),
        ("given", short.into()),
        ("nearest", nearest.unwrap_or("").into()),
        ("hint", hint.into()),
    ];
    fill(template, &slots)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChoiceIndex, Figure, InitiativeId, Path, Points, SeatId, Selector, Turn};
    use crate::notation::Kind;
    use crate::text::testing::{BEIJING, SEOUL, TOKYO, World};

    const LAUNCH: Order = Order::Launch {
        initiative: InitiativeId(0),
        target: Some(TOKYO),
    };

    fn check(refusal: Refusal, grounds: &Grounds<'_>, shown: &str) {
        let world = World::new();
        let line = world.words().refusal(&refusal, &LAUNCH, grounds);
        assert_eq!(line.plain(), shown);
    }

    #[test]
    fn a_refusal_says_why_and_what_to_do() {
        let none = &Grounds::default();
        let points = Points::whole;
        let capital = Refusal::Capital {
            needed: points(4),
            held: points(3),
        };
        check(
            capital,
            none,
            "‘Sound out’ (Tokyo) costs 4 capital, you hold 3; free some by cancelling a plan or wait for income",
        );
        let nearly = Refusal::Capital {
            needed: points(3),
            held: Points::thousandths(2_980),
        };
        check(
            nearly,
            none,
            "‘Sound out’ (Tokyo) costs 3 capital, you hold 2.9; free some by cancelling a plan or wait for income",
        );
        let soon = Refusal::TooSoon { from: Turn(3) };
        check(
            soon,
            none,
            "‘Sound out’ (Tokyo) was done recently; again from turn 3 on (25 April 2013)",
        );
        check(
            Refusal::AlreadyPlanned,
            none,
            "‘Sound out’ (Tokyo) is in your plan already; cancel takes it out",
        );
        let targets = Grounds {
            targets: &[TOKYO, BEIJING],
            ..Grounds::default()
        };
        check(
            Refusal::WrongTarget,
            &targets,
            "‘Sound out’ (Tokyo) can't be directed there, only at Tokyo and Beijing",
        );
    }

    #[test]
    fn an_unmet_condition_is_told_with_how_things_stand() {
        let trust = Path::Pair(Figure::Trust, Selector::Target, Selector::Myself);
        let condition = Condition::AtLeast(trust, Points::whole(25));
        let grounds = Grounds {
            unmet: Some(&condition),
            now: Some(Reading::Exact(Points::whole(21))),
            cast: Cast::of(SeatId(SEOUL), Some(TOKYO)),
            ..Grounds::default()
        };
        check(
            Refusal::Needs(0),
            &grounds,
            "‘Sound out’ (Tokyo) needs: Tokyo's trust in you at least 25 (now 21)",
        );
    }

    #[test]
    fn owed_answers_are_listed() {
        let world = World::new();
        let grounds = Grounds {
            owed: &[
                (EventId(0), Subject::World),
                (EventId(1), Subject::Actor(TOKYO)),
            ],
            ..Grounds::default()
        };
        let line = world
            .words()
            .refusal(&Refusal::AnswersOwed(2), &Order::End, &grounds);
        let shown = "2 answers are owed to ‘A test’, ‘A speech’ (Tokyo); without them the defaults are taken";
        assert_eq!(line.plain(), shown);
    }

    #[test]
    fn every_refusal_has_a_sentence() {
        let world = World::new();
        let points = Points::ZERO;
        for refusal in [
            Refusal::GameOver,
            Refusal::NoSuchSeat,
            Refusal::PlanEnded,
            Refusal::NotYours,
            Refusal::TargetNeeded,
            Refusal::NoTargetTaken,
            Refusal::WrongTarget,
            Refusal::AlreadyPlanned,
            Refusal::AlreadyRunning,
            Refusal::AlreadyDone,
            Refusal::TooSoon { from: Turn(2) },
            Refusal::Capital {
                needed: points,
                held: points,
            },
            Refusal::Hands {
                needed: points,
                free: points,
            },
            Refusal::Needs(0),
            Refusal::Permission {
                permission: PermissionId(0),
                unmet: 0,
            },
            Refusal::TurnPassed,
            Refusal::BeyondTheEnd { last: Turn(4) },
            Refusal::AlreadySlated { turn: Turn(3) },
            Refusal::BeingWithdrawn,
            Refusal::NothingToPublish,
            Refusal::NotRunning,
            Refusal::NotAsked,
            Refusal::AlreadyAnswered,
            Refusal::NoSuchChoice,
            Refusal::ChoiceNeeds(0),
            Refusal::AnswersOwed(1),
        ] {
            let line = world
                .words()
                .refusal(&refusal, &LAUNCH, &Grounds::default());
            assert!(line.plain().len() > 15, "{refusal:?}");
            assert!(!line.plain().contains('{'), "{line:?}");
        }
    }

    #[test]
    fn a_misread_line_is_answered_with_what_was_probably_meant() {
        let unknown = |nearest: Option<&str>| Misread::UnknownId {
            kind: Kind::Initiative,
            given: "hotlin".to_owned(),
            nearest: nearest.map(str::to_owned),
        };
        for (given, shown) in [
            (
                unknown(Some("hotline")),
                "no initiative ‘hotlin’; did you mean ‘hotline’?",
            ),
            (
                unknown(None),
                "no initiative ‘hotlin’; initiatives lists them",
            ),
            (
                Misread::Missing(Kind::Choice),
                "The id of a choice is missing; events lists them",
            ),
            (
                Misread::Target("tokyo".to_owned()),
                "‘tokyo’ is a target: write target=tokyo",
            ),
            (
                Misread::Unexpected("x\u{1b}".to_owned()),
                "‘x’ does not belong there; leave it out",
            ),
            (Misread::Empty, "Nothing was given; help lists the commands"),
        ] {
            assert_eq!(misread(&given).plain(), shown);
        }
    }

    #[test]
    fn an_accepted_order_is_confirmed_by_name() {
        let world = World::new();
        let respond = Order::Respond {
            event: EventId(0),
            subject: Subject::World,
            choice: ChoiceIndex(0),
        };
        let words = world.words();
        assert_eq!(
            words.accepted(&LAUNCH).plain(),
            "planned: ‘Sound out’ (Tokyo)"
        );
        assert_eq!(
            words.accepted(&respond).plain(),
            "answered ‘A test’: ‘Protest’"
        );
    }
}
