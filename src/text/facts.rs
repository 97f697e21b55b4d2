//! Facts and causes as sentences.

use crate::model::condition::{Obligation, Verification};
use crate::model::fact::{Reply, Span as Lasts, Weight};
use crate::model::{Cause, Date, Fact, Figure, FigureId, Points, Rule, Turn, What};
use crate::scenario::Item;
use crate::text::names::figure_tone;
use crate::text::quantity::{date, estimate, month};
use crate::text::{
    Line, Tone, Words, fill, obligation, roadmap, signed, turns, verification, whole,
};

impl Words<'_> {
    /// One sentence for a fact that a person cares about; `None` for the opening and for bookkeeping.
    #[must_use]
    pub fn fact(&self, fact: &Fact) -> Option<Line> {
        if fact.cause == Cause::Opening {
            return None;
        }
        self.sentence(fact).map(Line::capitalised)
    }

    /// The day of a fact: its cause's own day, or that of the election which brought somebody into office.
    #[must_use]
    pub fn day_of_fact(&self, fact: &Fact) -> String {
        let election = self.election_of(fact);
        election.map_or_else(|| self.day_of_cause(fact.cause, fact.turn), date)
    }

    /// The month of a fact, for what a day would say too exactly.
    #[must_use]
    pub fn month_of_fact(&self, fact: &Fact) -> String {
        month(self.date_of_fact(fact))
    }

    /// The same as a date: an event's or an election's own, else the first of the turn.
    #[must_use]
    pub fn date_of_fact(&self, fact: &Fact) -> Date {
        let event = if let Cause::Event(event) = fact.cause {
            self.lexicon.days.of(event, fact.turn)
        } else {
            None
        };
        let own = self.election_of(fact).or(event);
        own.unwrap_or_else(|| self.lexicon.calendar.first_day(fact.turn))
    }

    fn election_of(&self, fact: &Fact) -> Option<Date> {
        if let (Cause::Upkeep(Rule::Election), What::TookOffice { office, .. }) =
            (fact.cause, fact.what)
        {
            return self.lexicon.days.of_office(office, fact.turn);
        }
        None
    }

    /// The same with its day: "25 March 2013: Beijing's firm trust in Seoul +3: …".
    #[must_use]
    pub fn dated_fact(&self, fact: &Fact) -> Option<Line> {
        let slots = [
            ("day", Line::new(&self.day_of_fact(fact), Tone::Dim)),
            ("fact", self.fact(fact)?),
        ];
        Some(fill("{day}: {fact}", &slots))
    }

    fn sentence(&self, fact: &Fact) -> Option<Line> {
        if let What::Table(table, ref what) = fact.what {
            return self.table_fact(table, what);
        }
        if let What::Crisis(kind, ref what) = fact.what {
            return self.crisis_fact(kind, what);
        }
        let template = if matches!(fact.cause, Cause::Roadmap(_)) {
            roadmap::template(fact.what)?
        } else {
            template(fact.what)?
        };
        let mut slots = vec![("cause", self.cause(fact.cause))];
        self.roadmap_slots(fact.what, &mut slots);
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
        | What::Feigned { figure, .. }
        | What::Exposed { figure, .. }
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
        if let What::Feigned { by, .. } | What::Exposed { by, .. } = what {
            slots.push(("by", looks(by).into()));
        }
        if let What::Feigned { until, .. } = what {
            slots.push(("until", self.by_the_end_of(until).into()));
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
        | What::Reach { mechanism, .. }
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
        if let What::Reach { reach, .. } = what {
            slots.push(("reach", Line::new(&reach.to_string(), Tone::Strong)));
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
        let moved = self.moved_by(figure, delta);
        moved.then(": ").then(self.cause(cause))
    }

    /// A change of a figure, without its cause.
    #[must_use]
    pub fn moved_by(&self, figure: FigureId, delta: Points) -> Line {
        let slots = [
            ("figure", self.figure(figure).into()),
            ("delta", self.delta(figure, delta)),
        ];
        fill("{figure} {delta}", &slots)
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
}

/// What a template is filled with.
pub(super) type Slots = Vec<(&'static str, Line)>;

/// The sentence of each kind of fact; `None` for bookkeeping.
fn template(what: What) -> Option<&'static str> {
    Some(match what {
        What::Moved { .. } => "{figure} {delta}: {cause}",
        What::Sustained { .. } => "{figure} {delta} a turn {span}: {cause}",
        What::Feigned { .. } => "others are shown {figure} {by}, {until}: {cause}",
        What::Exposed { .. } => "it comes out that others were shown {figure} {by}: {cause}",
        What::Read { .. } => "{seat} reads {figure} at {estimate}: {cause}",
        What::Planned { .. } => "{seat} plans {it}",
        What::PlannedCancel { .. } => "{seat} plans to stop {it}",
        What::Unplanned { .. } => "{seat} takes {it} out of its plan",
        What::Launched { .. } => "{seat} launches {it}",
        What::Completed { .. } => "{seat} completes {it}",
        What::Cancelled { .. } => "{seat} stops {it}",
        What::Declined { .. } => "{it} by {seat} comes to nothing",
        What::Replied { reply, .. } => match reply {
            Reply::Agrees(Some(_)) => "{seat}'s ministries agree to {it}, chiefly over {most}",
            Reply::Declines(Some(_)) => "{seat}'s ministries decline {it}, chiefly over {most}",
            Reply::Agrees(None) => "{seat}'s ministries agree to {it}",
            Reply::Declines(None) => "{seat}'s ministries decline {it}",
        },
        What::RiskStruck { .. } => "the risk of {it} by {seat} comes to pass",
        What::Happened { .. } => "{event}",
        What::Asked { .. } => "{event} asks {seat} for an answer",
        What::Sealed { .. } => "{seat} has an answer to {event} ready: {answer}",
        What::Answered { .. } => "{seat} answers {event}: {answer}",
        What::Level { level, .. } => level_template(level),
        What::Verified { verification, .. } => verified_template(verification),
        What::Reach { .. } => "{it} reaches {reach} of 100",
        What::Joined { .. } | What::Attended { .. } => "{who} joins {it}",
        What::Left { .. } | What::Withdrew { .. } => "{who} leaves {it}",
        What::Used { .. } => "put to use: {it}",
        What::Observed { .. } => "{who} becomes an observer of {it}",
        What::AgendaAdded { .. } => "new on the agenda of {it}: {measure}",
        What::AgendaDropped { .. } => "off the agenda of {it}: {measure}",
        What::WindowOpened { .. } => "the window {window} is open {until}",
        What::Pledged { .. } => "{seat} pledges in public: {pledge}, due {due}",
        What::Kept { .. } => "{seat} keeps its pledge {pledge}",
        What::Broke { .. } => "{seat} lets the date of its pledge {pledge} pass",
        What::TookOffice { .. } => "{office} takes office in {who}",
        What::Ended { ending: Some(_) } => "the game ends: {ending}",
        What::Ended { ending: None } => "the calendar has run out",
        What::Slated { .. }
        | What::Unslated { .. }
        | What::Publishing { .. }
        | What::Published { .. }
        | What::Withdrawing { .. }
        | What::Withdrawn { .. }
        | What::Slipped { .. }
        | What::Lapsed { .. }
        | What::Missed { .. }
        | What::Met { .. } => return roadmap::template(what),
        What::Table(..)
        | What::Crisis(..)
        | What::Dequeued { .. }
        | What::Advanced { .. }
        | What::Scheduled { .. }
        | What::Unscheduled { .. }
        | What::Spent { .. }
        | What::PlanEnded { .. }
        | What::TurnBegan { .. } => return None,
    })
}

/// "7 higher", "3 lower".
pub(super) fn looks(by: Points) -> String {
    let sense = if by < Points::ZERO { "lower" } else { "higher" };
    format!("{} {sense}", whole(by.magnitude()))
}

const fn level_template(level: Obligation) -> &'static str {
    match level {
        Obligation::None => "no longer in existence: {it}",
        Obligation::Proposed => "proposed: {it}",
        Obligation::Declared | Obligation::Agreed | Obligation::Political | Obligation::Legal => {
            "now {level}: {it}"
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
    use crate::model::{
        ChoiceIndex, EndingId, EventId, InitiativeId, PledgeId, Rule, SeatId, Subject, WindowId,
    };
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
                "Now politically binding: Hotline",
            ),
            (
                What::Level {
                    mechanism,
                    level: Obligation::None,
                },
                "No longer in existence: Hotline",
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
                "The window ‘A new presidency’ is open until 25 April 2013",
            ),
            (
                What::WindowOpened {
                    window: WindowId(0),
                    until: Turn(9),
                },
                "The window ‘A new presidency’ is open to the end of the game",
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
