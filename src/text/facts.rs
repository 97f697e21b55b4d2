//! Facts and causes as sentences.

use crate::model::condition::{Obligation, Verification};
use crate::model::fact::{Reply, Span as Lasts, Weight};
use crate::model::{Cause, Fact, Figure, FigureId, Points, Rule, SeatId, Turn, What};
use crate::scenario::Item;
use crate::text::names::figure_tone;
use crate::text::quantity::estimate;
use crate::text::{Line, Tone, Words, fill, obligation, signed, turns, verification};

impl Words<'_> {
    /// One sentence for a fact that a person cares about; `None` for the opening and for bookkeeping.
    #[must_use]
    pub fn fact(&self, fact: &Fact) -> Option<Line> {
        if fact.cause == Cause::Opening {
            return None;
        }
        self.sentence(fact).map(Line::capitalised)
    }

    /// The same with its day: "25 March 2013: Beijing's firm trust in Seoul +3: …".
    #[must_use]
    pub fn dated_fact(&self, fact: &Fact) -> Option<Line> {
        let slots = [
            ("day", Line::new(&self.day_of(fact.turn), Tone::Dim)),
            ("fact", self.fact(fact)?),
        ];
        Some(fill("{day}: {fact}", &slots))
    }

    fn sentence(&self, fact: &Fact) -> Option<Line> {
        let template = template(fact.what)?;
        let mut slots = vec![("cause", self.cause(fact.cause))];
        self.seat_slots(fact.what, &mut slots);
        self.figure_slots(fact.what, &mut slots);
        self.event_slots(fact.what, &mut slots);
        self.institution_slots(fact.what, &mut slots);
        self.public_slots(fact.what, &mut slots);
        Some(fill(template, &slots))
    }

    fn seat_slots(&self, what: What, slots: &mut Slots) {
        if let What::Planned { seat, .. }
        | What::PlannedCancel { seat, .. }
        | What::Unplanned { seat, .. }
        | What::Launched { seat, .. }
        | What::Completed { seat, .. }
        | What::Cancelled { seat, .. }
        | What::Declined { seat, .. }
        | What::RiskStruck { seat, .. }
        | What::Asked { seat, .. }
        | What::Sealed { seat, .. }
        | What::Answered { seat, .. }
        | What::Pledged { seat, .. }
        | What::Kept { seat, .. }
        | What::Broke { seat, .. }
        | What::Read { seat, .. } = what
        {
            slots.push(("seat", self.seat(seat).into()));
        }
        if let What::Planned {
            initiative, target, ..
        }
        | What::PlannedCancel {
            initiative, target, ..
        }
        | What::Unplanned {
            initiative, target, ..
        }
        | What::Launched {
            initiative, target, ..
        }
        | What::Completed {
            initiative, target, ..
        }
        | What::Cancelled {
            initiative, target, ..
        }
        | What::Declined {
            initiative, target, ..
        } = what
        {
            slots.push(("it", self.directed(initiative, target)));
        }
        if let What::Replied {
            actor,
            initiative,
            reply,
        } = what
        {
            let (Reply::Agrees(most) | Reply::Declines(most)) = reply;
            slots.push(("seat", self.actor(actor).into()));
            slots.push(("it", self.directed(initiative, None)));
            let most = most.map(|weight| match weight {
                Weight::Figure(figure) => self.figure(figure),
                Weight::Agenda => "what else is on the agenda".to_owned(),
            });
            slots.push(("most", most.unwrap_or_default().into()));
        }
        if let What::RiskStruck { initiative, .. } = what {
            slots.push(("it", self.directed(initiative, None)));
        }
    }

    fn figure_slots(&self, what: What, slots: &mut Slots) {
        if let What::Moved { figure, .. }
        | What::Sustained { figure, .. }
        | What::Read { figure, .. } = what
        {
            slots.push(("figure", self.figure(figure).into()));
        }
        if let What::Moved { figure, delta: by }
        | What::Sustained {
            figure, amount: by, ..
        } = what
        {
            slots.push(("delta", self.delta(figure, by)));
        }
        if let What::Sustained { span, .. } = what {
            slots.push(("span", lasts(span).into()));
        }
        if let What::Read { middle, band, .. } = what {
            slots.push(("estimate", estimate(middle, band)));
        }
    }

    fn event_slots(&self, what: What, slots: &mut Slots) {
        if let What::Happened { event, subject } = what {
            slots.push(("event", self.event(event, subject).toned(Tone::Strong)));
        }
        if let What::Asked { event, subject, .. }
        | What::Sealed { event, subject, .. }
        | What::Answered { event, subject, .. } = what
        {
            slots.push(("event", self.event(event, subject)));
        }
        if let What::Sealed { event, choice, .. } | What::Answered { event, choice, .. } = what {
            slots.push(("answer", self.answer(event, choice)));
        }
    }

    fn institution_slots(&self, what: What, slots: &mut Slots) {
        if let What::Level { mechanism, .. }
        | What::Verified { mechanism, .. }
        | What::Joined { mechanism, .. }
        | What::Left { mechanism, .. }
        | What::Used { mechanism } = what
        {
            slots.push(("it", self.term(Item::Mechanism(mechanism))));
        }
        if let What::Attended { format, .. }
        | What::Observed { format, .. }
        | What::Withdrew { format, .. }
        | What::AgendaAdded { format, .. }
        | What::AgendaDropped { format, .. } = what
        {
            slots.push(("it", self.term(Item::Format(format))));
        }
        if let What::AgendaAdded { measure, .. } | What::AgendaDropped { measure, .. } = what {
            slots.push(("measure", self.term(Item::Measure(measure))));
        }
        if let What::Level { level, .. } = what {
            slots.push(("level", Line::new(obligation(level), Tone::Strong)));
        }
        if let What::Verified {
            verification: how, ..
        } = what
        {
            slots.push(("how", verification(how).into()));
        }
    }

    fn public_slots(&self, what: What, slots: &mut Slots) {
        if let What::Joined { actor, .. }
        | What::Left { actor, .. }
        | What::Attended { actor, .. }
        | What::Observed { actor, .. }
        | What::Withdrew { actor, .. }
        | What::TookOffice { actor, .. } = what
        {
            slots.push(("who", self.actor(actor).into()));
        }
        if let What::Pledged { pledge, .. }
        | What::Kept { pledge, .. }
        | What::Broke { pledge, .. } = what
        {
            slots.push(("pledge", self.quoted(Item::Pledge(pledge))));
        }
        if let What::Pledged { due, .. } = what {
            slots.push(("due", self.by_the_end_of(due).into()));
        }
        if let What::WindowOpened { window, until } = what {
            slots.push(("window", self.quoted(Item::Window(window))));
            slots.push(("until", self.until(until).into()));
        }
        if let What::TookOffice { office, .. } = what {
            slots.push(("office", self.name(Item::Office(office)).into()));
        }
        if let What::Ended {
            ending: Some(ending),
        } = what
        {
            slots.push(("ending", self.quoted(Item::Ending(ending))));
        }
    }

    /// "Beijing's firm trust in Seoul +3: Tokyo's answer to ‘…’: ‘…’".
    #[must_use]
    pub fn moved(&self, figure: FigureId, delta: Points, cause: Cause) -> Line {
        let slots = [
            ("figure", self.figure(figure).into()),
            ("delta", self.delta(figure, delta)),
            ("cause", self.cause(cause)),
        ];
        fill("{figure} {delta}: {cause}", &slots)
    }

    /// A change of a figure with the tone that belongs to it.
    #[must_use]
    pub fn delta(&self, figure: FigureId, delta: Points) -> Line {
        let kind: Figure = self.lexicon.slots.get(figure).figure;
        Line::new(&signed(delta), figure_tone(kind, delta))
    }

    fn until(&self, last: Turn) -> String {
        if last > self.lexicon.calendar.turns {
            "to the end of the game".to_owned()
        } else {
            self.by_the_end_of(last).replacen("before", "until", 1)
        }
    }

    /// Why something happened: "Tokyo's answer to ‘…’: ‘…’", "trust settles".
    #[must_use]
    pub fn cause(&self, cause: Cause) -> Line {
        let by = |template, seat: SeatId, item, answer| {
            let slots = [
                ("whose", self.whose(seat.0).into()),
                ("it", self.quoted(item)),
                ("answer", answer),
            ];
            fill(template, &slots)
        };
        let none = Line::default();
        match cause {
            Cause::Opening => "how things stood at the opening".into(),
            Cause::Order(seat) => fill("an order of {seat}", &[("seat", self.seat(seat).into())]),
            Cause::Initiative(id, seat) => by("{whose} {it}", seat, Item::Initiative(id), none),
            Cause::Risk(id, seat) => {
                by("the risk of {whose} {it}", seat, Item::Initiative(id), none)
            }
            Cause::Cancelled(id, seat) => {
                by("the end of {whose} {it}", seat, Item::Initiative(id), none)
            }
            Cause::Event(id) => self.quoted(Item::Event(id)),
            Cause::Choice(id, seat, choice) => by(
                "{whose} answer to {it}: {answer}",
                seat,
                Item::Event(id),
                self.answer(id, choice),
            ),
            Cause::Pledge(id, seat) => by("{whose} pledge {it}", seat, Item::Pledge(id), none),
            Cause::Upkeep(rule) => rule_name(rule).into(),
        }
    }

    /// A cause with the day of its turn: "25 March 2013: income".
    #[must_use]
    pub fn dated_cause(&self, cause: Cause, turn: Turn) -> Line {
        let slots = [
            ("day", Line::new(&self.day_of(turn), Tone::Dim)),
            ("cause", self.cause(cause)),
        ];
        fill("{day}: {cause}", &slots)
    }
}

type Slots = Vec<(&'static str, Line)>;

/// The sentence of each kind of fact; `None` for bookkeeping.
fn template(what: What) -> Option<&'static str> {
    Some(match what {
        What::Moved { .. } => "{figure} {delta}: {cause}",
        What::Sustained { .. } => "{figure} {delta} a turn {span}: {cause}",
        What::Read { .. } => "{seat} reads {figure} at {estimate}: {cause}",
        What::Planned { .. } => "{seat} plans {it}",
        What::PlannedCancel { .. } => "{seat} plans to stop {it}",
        What::Unplanned { .. } => "{seat} takes {it} out of its plan",
        What::Launched { .. } => "{seat} launches {it}",
        What::Completed { .. } => "{seat} completes {it}",
        What::Cancelled { .. } => "{seat} stops {it}",
        What::Declined { .. } => "{it} by {seat} comes to nothing",
        What::Replied { reply, .. } => match reply {
            Reply::Agrees(Some(_)) => "{seat} agrees to {it}; what weighed most: {most}",
            Reply::Declines(Some(_)) => "{seat} declines {it}; what weighed most: {most}",
            Reply::Agrees(None) => "{seat} agrees to {it}",
            Reply::Declines(None) => "{seat} declines {it}",
        },
        What::RiskStruck { .. } => "the risk of {it} by {seat} comes to pass",
        What::Happened { .. } => "{event}",
        What::Asked { .. } => "{event} asks {seat} for an answer",
        What::Sealed { .. } => "{seat} has an answer to {event} ready: {answer}",
        What::Answered { .. } => "{seat} answers {event}: {answer}",
        What::Level { level, .. } => level_template(level),
        What::Verified { verification, .. } => verified_template(verification),
        What::Joined { .. } | What::Attended { .. } => "{who} joins {it}",
        What::Left { .. } | What::Withdrew { .. } => "{who} leaves {it}",
        What::Used { .. } => "{it} is put to use",
        What::Observed { .. } => "{who} becomes an observer of {it}",
        What::AgendaAdded { .. } => "{measure} comes onto the agenda of {it}",
        What::AgendaDropped { .. } => "{measure} is taken off the agenda of {it}",
        What::WindowOpened { .. } => "{window} is open {until}",
        What::Pledged { .. } => "{seat} pledges in public: {pledge}, due {due}",
        What::Kept { .. } => "{seat} keeps its pledge {pledge}",
        What::Broke { .. } => "{seat} lets the date of its pledge {pledge} pass",
        What::TookOffice { .. } => "in {who} {office} takes office",
        What::Ended { ending: Some(_) } => "the game ends: {ending}",
        What::Ended { ending: None } => "the calendar has run out",
        What::Dequeued { .. }
        | What::Advanced { .. }
        | What::Scheduled { .. }
        | What::Unscheduled { .. }
        | What::Spent { .. }
        | What::Aged { .. }
        | What::PlanEnded { .. }
        | What::TurnBegan { .. } => return None,
    })
}

const fn level_template(level: Obligation) -> &'static str {
    match level {
        Obligation::None => "{it} no longer exists",
        Obligation::Proposed => "{it} is proposed",
        Obligation::Declared | Obligation::Agreed | Obligation::Political | Obligation::Legal => {
            "{it} is now {level}"
        }
    }
}

const fn verified_template(how: Verification) -> &'static str {
    match how {
        Verification::None => "members of {it} no longer check each other",
        Verification::Reports | Verification::Observers | Verification::Inspection => {
            "members of {it} now check each other by {how}"
        }
    }
}

/// What the passage of time did.
const fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::WarmthFades => "warmth fades",
        Rule::TrustSettles => "trust settles to what links and cover support",
        Rule::ThreatFollows => "the sense of threat follows arms and cover",
        Rule::LinksLoosen => "links loosen without work on them",
        Rule::WillSettles => "political will falls back to its base",
        Rule::HealthFollows => "health follows the members' attention",
        Rule::Income => "income",
        Rule::ArmsFollow => "arms follow the sense of threat",
        Rule::PressureBites => "economic pressure bites, or eases",
        Rule::PressureLifts => "economic pressure eases with time",
        Rule::PublicsFollow => "publics follow what governments do",
        Rule::PolesPull => "uncertainty pulls towards the nearer pole",
        Rule::UrgencyFades => "urgency fades",
        Rule::FearsSettle => "fears of an ally settle",
        Rule::HomeSettles => "support at home settles",
        Rule::TradeFollows => "economic ties follow quarrels",
        Rule::GrievancesSettle => "grievances settle",
        Rule::ProgrammeAdvances => "the programme runs on its own clock",
        Rule::StandingFades => "a format fades without work on it",
        Rule::EstimatesAge => "estimates grow less sure with time",
        Rule::Calendar => "the calendar",
        Rule::YearlyBudget => "the budget of the year",
        Rule::MandatePays => "support at home, against an even mandate",
        Rule::HedgeCosts => "closeness to both poles while they fear each other more",
        Rule::OwnerPays => "upkeep of what one capital owns alone",
        Rule::MechanismsRelieve => "mechanisms take work off the ministries",
        Rule::LameDuck => "the end of a term",
        Rule::Election => "an election",
        Rule::Handover => "working links fray when a government changes",
    }
}

fn lasts(span: Lasts) -> String {
    match span {
        Lasts::Turns(count) => format!("for {}", turns(count)),
        Lasts::Fading(_) => "and fading".to_owned(),
        Lasts::While(_) => "while its cause lasts".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChoiceIndex, EndingId, EventId, InitiativeId, PledgeId, Subject, WindowId};
    use crate::text::testing::{
        BEIJING, CAPITAL, HOTLINE, SEOUL, THREAT, TOKYO, TRUST, WILL, World,
    };

    fn told(cause: Cause, what: What) -> Option<String> {
        let fact = Fact {
            turn: Turn(2),
            cause,
            what,
        };
        World::new().words().fact(&fact).map(|line| line.plain())
    }

    fn check(cause: Cause, what: What, shown: &str) {
        assert_eq!(told(cause, what).as_deref(), Some(shown));
    }

    const EVENT: Cause = Cause::Event(EventId(0));

    #[test]
    fn a_move_tells_whose_figure_by_how_much_and_why() {
        let moved = |figure, points| What::Moved {
            figure,
            delta: Points::whole(points),
        };
        let answer = Cause::Choice(EventId(0), SeatId(TOKYO), ChoiceIndex(1));
        check(
            answer,
            moved(TRUST, 3),
            "Beijing's firm trust in Seoul +3: Tokyo's answer to ‘A test’: ‘Wait’",
        );
        check(
            EVENT,
            moved(THREAT, 4),
            "Tokyo's sense of threat from Beijing +4: ‘A test’",
        );
        check(
            Cause::Upkeep(Rule::Income),
            moved(CAPITAL, 2),
            "Seoul's diplomatic capital +2: income",
        );
        let risk = Cause::Risk(InitiativeId(1), SeatId(SEOUL));
        check(
            risk,
            moved(WILL, -2),
            "Tokyo's political will −2: the risk of Seoul's ‘Lay a line’",
        );
    }

    #[test]
    fn what_seats_and_mechanisms_do_is_told_in_one_verb() {
        let (seat, initiative, target) = (SeatId(SEOUL), InitiativeId(0), Some(TOKYO));
        let order = Cause::Order(seat);
        let pledge = PledgeId(0);
        let mechanism = HOTLINE;
        for (what, shown) in [
            (
                What::Planned {
                    seat,
                    initiative,
                    target,
                },
                "Seoul plans ‘Sound out’ (Tokyo)",
            ),
            (
                What::Launched {
                    seat,
                    initiative,
                    target,
                },
                "Seoul launches ‘Sound out’ (Tokyo)",
            ),
            (
                What::Completed {
                    seat,
                    initiative,
                    target: None,
                },
                "Seoul completes ‘Sound out’",
            ),
            (
                What::RiskStruck { seat, initiative },
                "The risk of ‘Sound out’ by Seoul comes to pass",
            ),
            (
                What::Level {
                    mechanism,
                    level: Obligation::Political,
                },
                "Hotline is now politically binding",
            ),
            (
                What::Level {
                    mechanism,
                    level: Obligation::None,
                },
                "Hotline no longer exists",
            ),
            (
                What::Joined {
                    mechanism,
                    actor: BEIJING,
                },
                "Beijing joins Hotline",
            ),
            (
                What::Pledged {
                    seat,
                    pledge,
                    due: Turn(3),
                },
                "Seoul pledges in public: ‘A first meeting’, due before 25 May 2013",
            ),
            (
                What::Kept { seat, pledge },
                "Seoul keeps its pledge ‘A first meeting’",
            ),
            (
                What::WindowOpened {
                    window: WindowId(0),
                    until: Turn(2),
                },
                "‘A new presidency’ is open until 25 April 2013",
            ),
            (
                What::WindowOpened {
                    window: WindowId(0),
                    until: Turn(9),
                },
                "‘A new presidency’ is open to the end of the game",
            ),
            (
                What::Ended {
                    ending: Some(EndingId(0)),
                },
                "The game ends: ‘A quiet spring’",
            ),
            (What::Ended { ending: None }, "The calendar has run out"),
        ] {
            check(order, what, shown);
        }
    }

    #[test]
    fn events_and_answers_name_whom_they_are_about() {
        let subject = Subject::Pair(BEIJING, SEOUL);
        let (event, seat, choice) = (EventId(0), SeatId(TOKYO), ChoiceIndex(2));
        check(
            EVENT,
            What::Happened { event, subject },
            "‘A test’ (Beijing and Seoul)",
        );
        check(
            EVENT,
            What::Asked {
                seat,
                event,
                subject: Subject::World,
            },
            "‘A test’ asks Tokyo for an answer",
        );
        let answered = What::Answered {
            seat,
            event,
            subject: Subject::World,
            choice,
        };
        check(EVENT, answered, "Tokyo answers ‘A test’: ‘Object’");
    }

    #[test]
    fn bookkeeping_and_the_opening_are_not_told() {
        let seat = SeatId(SEOUL);
        for what in [
            What::PlanEnded { seat },
            What::TurnBegan { turn: Turn(2) },
            What::Advanced {
                seat,
                initiative: InitiativeId(0),
                target: None,
            },
            What::Scheduled {
                event: EventId(1),
                subject: Subject::World,
                due: Turn(3),
            },
        ] {
            assert_eq!(told(Cause::Upkeep(Rule::Calendar), what), None);
        }
        let opening = What::Moved {
            figure: TRUST,
            delta: Points::whole(40),
        };
        assert_eq!(told(Cause::Opening, opening), None);
    }
}
