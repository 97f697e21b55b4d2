//! The summary of a turn: what a seat should know, the most important first, the rest counted.

use crate::model::{
    ActorId, Cause, CrisisFact, Fact, Figure, FigureId, Owner, Points, SeatId, TableFact, What,
};
use crate::text::{Line, Tone, Words, fill};

/// Moves of figures that have nothing to do with the reader are told from this size on.
const FAR: Points = Points::whole(3);
/// Moves of figures about the reader are told from this size on.
const NEAR: Points = Points::whole(1);

/// One entry of the summary before it is cut to length.
struct Entry {
    weight: u32,
    line: Line,
}

/// What a figure did over the turn.
struct Net {
    figure: FigureId,
    delta: Points,
    largest: Points,
    cause: Cause,
}

impl Words<'_> {
    /// At most `limit` lines about the facts of one turn that `seat` knows, then how many changes were left out.
    #[must_use]
    pub fn summary(&self, facts: &[Fact], seat: SeatId, limit: usize) -> Vec<Line> {
        let mut entries: Vec<Entry> = facts
            .iter()
            .filter_map(|fact| {
                let weight = weight(fact, seat)?;
                self.fact(fact).map(|line| Entry { weight, line })
            })
            .collect();
        let nets = nets(facts);
        let mut small = 0;
        for net in &nets {
            match self.net_weight(net, seat) {
                Some(weight) => entries.push(Entry {
                    weight,
                    line: self.net(net).capitalised(),
                }),
                None => small += 1,
            }
        }
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.weight));
        let left = small + entries.len().saturating_sub(limit);
        let lines = entries.into_iter().take(limit).map(|entry| entry.line);
        lines.chain(rest(left)).collect()
    }

    /// A net move with its cause; where others had a part in it, what the largest one did by itself.
    fn net(&self, net: &Net) -> Line {
        if net.largest.displayed() == net.delta.displayed() {
            return self.moved(net.figure, net.delta, net.cause);
        }
        let slots = [
            ("figure", self.figure(net.figure).into()),
            ("delta", self.delta(net.figure, net.delta)),
            ("part", self.delta(net.figure, net.largest)),
            ("cause", self.cause(net.cause)),
        ];
        fill("{figure} {delta}, of it {part}: {cause}", &slots)
    }

    /// How much a net move matters to a seat; `None`: it is only counted.
    fn net_weight(&self, net: &Net, seat: SeatId) -> Option<u32> {
        let slot = self.lexicon.slots.get(net.figure);
        if matches!(slot.figure, Figure::Capital | Figure::Hands | Figure::Use) {
            return None;
        }
        let size = net.delta.magnitude();
        let about_me = concerns(slot.owner, seat.0);
        let told = size >= FAR || (about_me && size >= NEAR);
        let base = if about_me { 300 } else { 200 };
        let points = u32::try_from(size.displayed()).unwrap_or(0);
        told.then_some(base + points.min(30) * 10)
    }
}

fn rest(left: usize) -> Option<Line> {
    let template = match left {
        0 => return None,
        1 => "and 1 smaller change",
        2.. => "and {count} smaller changes",
    };
    let slots = [("count", Line::from(left.to_string()))];
    Some(fill(template, &slots).toned(Tone::Dim))
}

fn concerns(owner: Owner, me: ActorId) -> bool {
    match owner {
        Owner::Actor(actor) | Owner::Bloc(actor, _) | Owner::Share(_, actor) => actor == me,
        Owner::Pair(a, b) => a == me || b == me,
        Owner::Mechanism(_) | Owner::Format(_) => true,
    }
}

/// What each figure did over the turn, with the cause of its largest move. The opening doesn't count.
fn nets(facts: &[Fact]) -> Vec<Net> {
    let mut nets: Vec<Net> = Vec::new();
    for fact in facts {
        let What::Moved { figure, delta } = fact.what else {
            continue;
        };
        if fact.cause == Cause::Opening {
            continue;
        }
        match nets.iter_mut().find(|net| net.figure == figure) {
            Some(net) => {
                net.delta = net.delta.plus(delta);
                if delta.magnitude() > net.largest.magnitude() {
                    (net.largest, net.cause) = (delta, fact.cause);
                }
            }
            None => nets.push(Net {
                figure,
                delta,
                largest: delta,
                cause: fact.cause,
            }),
        }
    }
    nets.retain(|net| net.delta != Points::ZERO);
    nets
}

/// Whether it is what comes without asking, turn by turn, and is for the intelligence page.
const fn is_routine(cause: Cause) -> bool {
    matches!(cause, Cause::Report(_))
}

/// How much a fact that moves no figure matters to a seat; `None`: it is left out.
fn weight(fact: &Fact, me: SeatId) -> Option<u32> {
    let mine = |seat: SeatId, ours, theirs| Some(if seat == me { ours } else { theirs });
    match fact.what {
        What::Ended { .. } => Some(1000),
        What::Happened { .. } => Some(900),
        What::TookOffice { .. } => Some(860),
        What::Broke { seat, .. } => mine(seat, 850, 840),
        What::Kept { seat, .. } => mine(seat, 850, 830),
        What::Answered { seat, .. } => mine(seat, 100, 260),
        What::Pledged { seat, .. } => mine(seat, 740, 760),
        What::Level { .. } => Some(720),
        What::Joined { actor, .. }
        | What::Left { actor, .. }
        | What::Attended { actor, .. }
        | What::Withdrew { actor, .. } => mine(SeatId(actor), 640, 700),
        What::Replied { .. } => Some(715),
        What::Declined { seat, .. } => mine(seat, 705, 545),
        What::RiskStruck { seat, .. } => mine(seat, 710, 560),
        What::Completed { seat, target, .. } => {
            let about_me = seat == me || target == Some(me.0);
            Some(if about_me { 690 } else { 190 })
        }
        What::WindowOpened { .. } => Some(650),
        What::Observed { .. } => Some(350),
        What::Verified { .. } => Some(580),
        What::AgendaAdded { .. } | What::AgendaDropped { .. } => Some(550),
        What::Used { .. } => Some(530),
        What::Published { seat, .. } => mine(seat, 110, 735),
        What::Met { seat, .. } => mine(seat, 560, 520),
        What::Withdrawn { seat, .. } => mine(seat, 575, 745),
        What::Missed { seat, .. } => (seat != me).then_some(825),
        What::Cancelled { seat, .. } => mine(seat, 480, 180),
        What::Launched { seat, .. } => mine(seat, 50, 90),
        What::Read { seat, .. } => (seat == me && !is_routine(fact.cause)).then_some(500),
        What::Exposed { .. } => Some(840),
        What::Table(_, ref what) => table_weight(what, me),
        What::Crisis(_, ref what) => crisis_weight(what, me),
        What::Reach { .. } => Some(570),
        What::Moved { .. }
        | What::Sustained { .. }
        | What::Planned { .. }
        | What::Slated { .. }
        | What::Unslated { .. }
        | What::Publishing { .. }
        | What::Withdrawing { .. }
        | What::Slipped { .. }
        | What::Lapsed { .. }
        | What::PlannedCancel { .. }
        | What::Unplanned { .. }
        | What::Dequeued { .. }
        | What::Advanced { .. }
        | What::Asked { .. }
        | What::Sealed { .. }
        | What::Scheduled { .. }
        | What::Unscheduled { .. }
        | What::Spent { .. }
        | What::Feigned { .. }
        | What::PlanEnded { .. }
        | What::TurnBegan { .. } => None,
    }
}

/// How much a fact about a crisis matters to a seat.
fn crisis_weight(what: &CrisisFact, me: SeatId) -> Option<u32> {
    match *what {
        CrisisFact::Opened { .. } => Some(960),
        CrisisFact::Ended { .. } => Some(950),
        CrisisFact::Accident { .. } => Some(820),
        CrisisFact::Incident { a, b, rung, .. } => {
            let about_me = a == me.0 || b == me.0;
            (about_me && rung > 1).then_some(330)
        }
        CrisisFact::Stepped { .. } | CrisisFact::Moved { .. } => Some(245),
        CrisisFact::Intended { .. }
        | CrisisFact::Believed { .. }
        | CrisisFact::Sealed { .. }
        | CrisisFact::Passed { .. } => None,
    }
}

/// How much a fact about a negotiating table matters to a seat.
fn table_weight(what: &TableFact, me: SeatId) -> Option<u32> {
    let mine = |actor, ours, theirs| Some(if actor == me.0 { ours } else { theirs });
    match *what {
        TableFact::EnteredIntoForce => Some(890),
        TableFact::Signed { .. } | TableFact::BrokeUp { .. } => Some(880),
        TableFact::Refused { .. } => Some(870),
        TableFact::WalkedOut { by } => mine(by, 300, 810),
        TableFact::Acceded { by } => mine(by, 300, 800),
        TableFact::Opened { .. } => Some(780),
        TableFact::RoundsLost { .. } => Some(700),
        TableFact::Returned { by } => mine(by, 200, 640),
        TableFact::Committed { by, .. } => mine(by, 200, 630),
        TableFact::TablesLinked { by, .. } => mine(by, 200, 620),
        TableFact::Consented { .. } => Some(510),
        TableFact::Paid { by, to, .. } => {
            let about_me = by == me.0 || to == me.0;
            Some(if about_me { 500 } else { 240 })
        }
        TableFact::SoundedOut { by, .. } => mine(by, 100, 490),
        // Told at once when it is learnt: the brief need not lead with it.
        TableFact::Learnt { by, .. } => (by == me.0).then_some(250),
        TableFact::Adjourned { by } | TableFact::Mediated { by, .. } => mine(by, 100, 400),
        TableFact::Caucused { by, .. } | TableFact::ClausesLinked { by, .. } => mine(by, 90, 380),
        TableFact::DeadlineSet { by, .. } | TableFact::ItemMoved { by, .. } => mine(by, 80, 320),
        TableFact::TrackTwoMet { by } => mine(by, 90, 310),
        TableFact::Convening { .. }
        | TableFact::Intends { .. }
        | TableFact::Recalled { .. }
        | TableFact::Brought { .. }
        | TableFact::Proposed { .. }
        | TableFact::Accepted { .. }
        | TableFact::Held { .. }
        | TableFact::Rested { .. }
        | TableFact::RoundEnded => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChoiceIndex, EventId, InitiativeId, Rule, Subject, Turn};
    use crate::text::testing::{CAPITAL, SEOUL, THREAT, TOKYO, TRUST, WARM, WILL, World};

    fn fact(cause: Cause, what: What) -> Fact {
        Fact {
            turn: Turn(1),
            cause,
            what,
        }
    }

    fn moved(cause: Cause, figure: FigureId, raw: i32) -> Fact {
        let delta = Points::thousandths(raw);
        fact(cause, What::Moved { figure, delta })
    }

    fn summary(facts: &[Fact], limit: usize) -> Vec<String> {
        let world = World::new();
        let lines = world.words().summary(facts, SeatId(SEOUL), limit);
        lines.iter().map(Line::plain).collect()
    }

    const EVENT: EventId = EventId(0);
    const TEST: Cause = Cause::Event(EVENT);
    const SETTLES: Cause = Cause::Upkeep(Rule::TrustSettles);

    fn a_turn() -> Vec<Fact> {
        let answered = What::Answered {
            seat: SeatId(TOKYO),
            event: EVENT,
            subject: Subject::World,
            choice: ChoiceIndex(1),
        };
        let completed = What::Completed {
            seat: SeatId(SEOUL),
            initiative: InitiativeId(0),
            target: None,
        };
        vec![
            moved(SETTLES, TRUST, -200),
            fact(Cause::Order(SeatId(SEOUL)), completed),
            moved(TEST, TRUST, -2_000),
            moved(TEST, WARM, 100),
            moved(TEST, THREAT, 4_000),
            moved(Cause::Upkeep(Rule::Income), CAPITAL, 2_000),
            moved(Cause::Upkeep(Rule::WillSettles), WILL, -1_000),
            fact(Cause::Order(SeatId(TOKYO)), answered),
            fact(
                TEST,
                What::Happened {
                    event: EVENT,
                    subject: Subject::World,
                },
            ),
        ]
    }

    #[test]
    fn the_summary_puts_what_matters_first_and_counts_the_rest() {
        assert_eq!(
            summary(&a_turn(), 10),
            [
                "‘A test’",
                "Seoul completes ‘Sound out’",
                "Beijing's firm trust in Seoul −2: ‘A test’",
                "Tokyo answers ‘A test’: ‘Wait’",
                "Tokyo's sense of threat from Beijing +4: ‘A test’",
                "and 3 smaller changes",
            ]
        );
    }

    #[test]
    fn the_summary_keeps_to_its_limit() {
        let lines = summary(&a_turn(), 2);
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[2], "and 6 smaller changes");
        assert!(summary(&[], 5).is_empty());
    }

    #[test]
    fn moves_that_cancel_each_other_are_not_told() {
        let facts = [moved(TEST, TRUST, 2_000), moved(SETTLES, TRUST, -2_000)];
        assert!(summary(&facts, 5).is_empty());
    }
}
