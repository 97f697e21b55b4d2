//! What one seat sees: public facts exactly, private figures of others as estimates, no seed, no hazards, no future.

mod counsel;
mod crises;
mod foreseen;
mod mind;
mod reports;
mod tables;
mod terms;

pub use crate::rules::prospect::Prospect;
pub use crises::{Past, Seen};
pub use mind::{Leanings, Weighed};
pub use reports::Received;
use reports::together;
pub use terms::Term;

use crate::model::{
    ActorId, ChoiceIndex, Date, EndingId, EventId, Fact, Figure, FigureId, FormatId, GaugeId,
    InitiativeId, MechanismId, OfficeId, Order, Path, PermissionId, Points, SeatId, Subject,
    TableFact, Turn, What, WindowId,
};
use crate::model::{ActorSet, Band, Cause, Condition, PerMille};
use crate::rules::eyes::{Eyes, Scope, sees};
use crate::rules::state::{
    Answer, Asked, Completion, FormatState, MechanismState, Over, PledgeState, Project, Queued,
    Slated, State,
};
use crate::rules::{check, conditions, ending, gauges, offices, questions};
use crate::scenario::{Dial, Question, Scenario};

/// A figure as a seat knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Known exactly.
    Exact(Points),
    /// An estimate.
    Estimate {
        /// The middle of the band.
        middle: Points,
        /// Its half-width.
        band: Band,
        /// When it was last read.
        as_of: Turn,
        /// Where it comes from.
        source: Cause,
    },
}

impl Reading {
    /// The value, or the middle of the estimate.
    #[must_use]
    pub const fn middle(self) -> Points {
        match self {
            Self::Exact(points) => points,
            Self::Estimate { middle, .. } => middle,
        }
    }
}

/// An election to come, as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coming {
    /// The day.
    pub date: Date,
    /// Its place among the elections of its capital, for its name.
    pub place: u8,
}

/// A borrowed projection of the state for one seat.
#[derive(Clone, Copy)]
pub struct View<'a> {
    scenario: &'a Scenario,
    state: &'a State,
    seat: SeatId,
}

impl<'a> View<'a> {
    /// What `seat` sees of `state`.
    #[must_use]
    pub fn new(scenario: &'a Scenario, state: &'a State, seat: SeatId) -> Self {
        Self {
            scenario,
            state,
            seat,
        }
    }

    /// Whose view it is.
    #[must_use]
    pub fn seat(&self) -> SeatId {
        self.seat
    }

    /// The scenario; its secrets stay sealed.
    #[must_use]
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The turn under way.
    #[must_use]
    pub fn turn(&self) -> Turn {
        self.state.turn()
    }

    /// How the game ended, if it has.
    #[must_use]
    pub fn over(&self) -> Option<Over> {
        self.state.over()
    }

    /// How the game ended for this seat, if it has, by the axes and by the share of futures in which the order holds that
    /// nobody tends; by the axes alone if nobody looked ahead.
    #[must_use]
    pub fn ending(&self, held: Option<PerMille>) -> Option<EndingId> {
        ending(self.scenario, self.state, (self.seat, held))
    }

    /// The seats whose plan of this turn is complete. In play only one's own is known.
    #[must_use]
    pub fn plan_ended(&self) -> bool {
        self.state.ended().contains(self.seat.0)
    }

    /// A stored figure.
    #[must_use]
    pub fn reading(&self, figure: FigureId) -> Reading {
        let hidden = self.scenario.slots().hidden_from(self.seat.0, figure);
        let Some(place) = hidden.filter(|_| self.over().is_none()) else {
            return Reading::Exact(self.state.figure(figure));
        };
        match self.state.estimate_at(place, (self.seat, figure)) {
            Some(known) => Reading::Estimate {
                middle: known.middle,
                band: known.band_at(self.turn(), self.scenario.slots().get(figure)),
                as_of: known.as_of,
                source: known.source,
            },
            None => Reading::Estimate {
                middle: self.scenario.slots().get(figure).low,
                band: Band::from_points(Points::HUNDRED),
                as_of: Turn(0),
                source: Cause::Opening,
            },
        }
    }

    /// The figure of one actor, if the scenario carries it.
    #[must_use]
    pub fn actor(&self, figure: Figure, actor: ActorId) -> Option<Reading> {
        self.scenario
            .slots()
            .of_actor(figure, actor)
            .map(|slot| self.reading(slot))
    }

    /// The figure of `a` about `b`, if the scenario carries it. Trust is both parts together.
    #[must_use]
    pub fn pair(&self, figure: Figure, a: ActorId, b: ActorId) -> Option<Reading> {
        if figure != Figure::Trust {
            return self
                .scenario
                .slots()
                .of_pair(figure, a, b)
                .map(|slot| self.reading(slot));
        }
        let firm = self.pair(Figure::FirmTrust, a, b)?;
        let warm = self
            .pair(Figure::WarmTrust, a, b)
            .unwrap_or(Reading::Exact(Points::ZERO));
        Some(together(firm, warm))
    }

    /// A dial of the dashboard; `None` if this seat has no such figure.
    #[must_use]
    pub fn dial(&self, dial: Dial) -> Option<Reading> {
        match dial {
            Dial::Gauge(gauge) => Some(Reading::Exact(self.gauge(gauge))),
            Dial::Figure(path) => self.at(path),
        }
    }

    /// The one figure that a path names for this seat; `None` if there is none or several.
    #[must_use]
    pub fn at(&self, path: Path) -> Option<Reading> {
        self.at_target(path, None)
    }

    /// The one figure that a path names for an initiative of this seat directed at `target`.
    #[must_use]
    pub fn at_target(&self, path: Path, target: Option<ActorId>) -> Option<Reading> {
        let scope = Scope::of(self.seat, target);
        if let Path::Pair(Figure::Trust, from, to) = path {
            let a = self.eyes().select(scope, from).iter().next()?;
            let b = self.eyes().select(scope, to).iter().next()?;
            return self.pair(Figure::Trust, a, b);
        }
        let mut found = None;
        self.eyes()
            .slots(scope, path, |slot| found = found.or(Some(slot)));
        found.map(|slot| self.reading(slot))
    }

    /// The stored figure that a path names for this seat (of trust, its standing part).
    #[must_use]
    pub fn slot_at(&self, path: Path) -> Option<FigureId> {
        let mut found = None;
        self.eyes().slots(Scope::of(self.seat, None), path, |slot| {
            found = found.or(Some(slot));
        });
        found
    }

    /// The actors that a path of a pair names for this seat.
    #[must_use]
    pub fn actors_at(&self, path: Path) -> Option<(ActorId, ActorId)> {
        let scope = Scope::of(self.seat, None);
        match path {
            Path::Pair(_, from, to) => {
                let a = self.eyes().select(scope, from).iter().next()?;
                let b = self.eyes().select(scope, to).iter().next()?;
                Some((a, b))
            }
            Path::Actor(..)
            | Path::Bloc(..)
            | Path::Mechanism(..)
            | Path::Share(..)
            | Path::Format(_) => None,
        }
    }

    /// An axis or index for this seat, from what it sees.
    #[must_use]
    pub fn gauge(&self, gauge: GaugeId) -> Points {
        gauges::value(self.eyes(), self.seat, gauge)
    }

    /// The diplomatic capital that is left to plan with.
    #[must_use]
    pub fn capital(&self) -> Points {
        self.own(Figure::Capital)
    }

    /// The hands that are free.
    #[must_use]
    pub fn hands(&self) -> Points {
        self.own(Figure::Hands)
    }

    fn own(&self, figure: Figure) -> Points {
        self.actor(figure, self.seat.0)
            .map_or(Points::ZERO, Reading::middle)
    }

    /// A mechanism as it stands.
    #[must_use]
    pub fn mechanism(&self, mechanism: MechanismId) -> &'a MechanismState {
        self.state.mechanism(mechanism)
    }

    /// How much of the dangerous contact between two actors mechanisms cover, 0 to 90.
    #[must_use]
    pub fn coverage(&self, a: ActorId, b: ActorId) -> Points {
        gauges::coverage(self.eyes(), a, b)
    }

    /// A format as it stands.
    #[must_use]
    pub fn format(&self, format: FormatId) -> &'a FormatState {
        self.state.format(format)
    }

    /// Who holds the highest office in a capital.
    #[must_use]
    pub fn office(&self, actor: ActorId) -> Option<OfficeId> {
        self.state.office(actor)
    }

    /// Since the end of which turn it is held; `Turn(0)`: since the opening.
    #[must_use]
    pub fn in_office_since(&self, actor: ActorId) -> Option<Turn> {
        self.state.tenure(actor).map(|held| held.since)
    }

    /// The next election in a capital, once it is known and as long as nothing has overtaken it.
    #[must_use]
    pub fn next_election(&self, actor: ActorId) -> Option<Coming> {
        let next = offices::next_election(self.scenario, self.state, actor)?;
        Some(Coming {
            date: next.date,
            place: next.place,
        })
    }

    /// Whether the government of a capital is at the end of its term.
    #[must_use]
    pub fn is_lame_duck(&self, actor: ActorId) -> bool {
        offices::is_lame_duck(self.scenario, self.state, actor, self.turn())
    }

    /// The place of the first condition that stands between this seat and a leave; `None` if it is given.
    #[must_use]
    pub fn withheld(&self, permission: PermissionId) -> Option<u8> {
        let asked = self.scenario.permission(permission);
        if asked.holders == ActorSet::only(self.seat.0) {
            return None;
        }
        let scope = Scope::of(self.seat, None);
        let place = conditions::first_unmet(self.eyes(), scope, &asked.granted_when)?;
        Some(u8::try_from(place).unwrap_or(u8::MAX))
    }

    /// The last turn in which a window is open.
    #[must_use]
    pub fn window(&self, window: WindowId) -> Turn {
        self.state.window(window)
    }

    /// Initiatives under way, everybody's: a launch is public once it has been resolved.
    #[must_use]
    pub fn projects(&self) -> &'a [Project] {
        self.state.projects()
    }

    /// Initiatives completed, everybody's.
    #[must_use]
    pub fn completions(&self) -> &'a [Completion] {
        self.state.completions()
    }

    /// This seat's plan of this turn.
    pub fn plan(&self) -> impl Iterator<Item = &'a Queued> {
        let seat = self.seat;
        self.state
            .queue()
            .iter()
            .filter(move |order| order.seat == seat)
    }

    /// The roadmaps: this seat's own in full, of others what they have made public.
    pub fn roadmap(&self) -> impl Iterator<Item = Slated> {
        let (seat, over) = (self.seat, self.over().is_some());
        let known = self.state.roadmap().iter();
        known.filter_map(move |slated| {
            if slated.seat == seat || over {
                return Some(*slated);
            }
            slated.notice.promised().map(|_| Slated {
                notice: slated.seen_by_others(),
                ..*slated
            })
        })
    }

    /// The questions that this seat has been asked and that are still open, answered or not.
    pub fn questions(&self) -> impl Iterator<Item = &'a Asked> {
        let seat = self.seat;
        self.state
            .asked()
            .iter()
            .filter(move |asked| asked.seat == seat)
    }

    /// The questions that this seat still owes an answer.
    pub fn owed(&self) -> impl Iterator<Item = &'a Asked> {
        self.questions().filter(|asked| asked.answer.is_none())
    }

    /// The question that an event about a subject puts to this seat, with its place among the event's questions.
    #[must_use]
    pub fn question(&self, event: EventId, subject: Subject) -> Option<(u8, &'a Question)> {
        questions::put_to(self.scenario, self.state, event, subject, self.seat)
    }

    /// Answers that became known, everybody's.
    #[must_use]
    pub fn answers(&self) -> &'a [Answer] {
        self.state.answers()
    }

    /// What has happened so far.
    #[must_use]
    pub fn happenings(&self) -> &'a [crate::rules::state::Happening] {
        self.state.happenings()
    }

    /// Public commitments, everybody's.
    #[must_use]
    pub fn pledges(&self) -> &'a [PledgeState] {
        self.state.pledges()
    }

    /// Whether a condition holds for an initiative of this seat, as far as it can tell.
    #[must_use]
    pub fn holds(&self, condition: &Condition, target: Option<ActorId>) -> bool {
        conditions::holds(self.eyes(), Scope::of(self.seat, target), condition)
    }

    /// Whether this seat may give this order now.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check(&self, order: &Order) -> Result<(), crate::rules::Refusal> {
        check::check(self, order)
    }

    /// The targets at whom this seat could direct an initiative, in the scenario's order; `None` alone if it takes none.
    #[must_use]
    pub fn targets(&self, initiative: InitiativeId) -> Vec<Option<ActorId>> {
        let targets: ActorSet = self
            .scenario
            .initiative(initiative)
            .targets
            .without(self.seat.0);
        if self.scenario.initiative(initiative).targets.is_empty() {
            return vec![None];
        }
        targets.iter().map(Some).collect()
    }

    /// The default answer to a question that was put to this seat.
    #[must_use]
    pub fn default_answer(&self, event: EventId, subject: Subject) -> Option<Order> {
        let (place, question) = self.question(event, subject)?;
        let choice = self.answer_at(event, place, question.default)?;
        Some(Order::Respond {
            event,
            subject,
            choice,
        })
    }

    /// The answer of a choice by its place in the question that was put to this seat.
    #[must_use]
    pub fn answer_at(&self, event: EventId, question: u8, place: u8) -> Option<ChoiceIndex> {
        let names = self.scenario.catalogue();
        names.find_answer(event, names.choice(event, question, place))
    }

    /// Whether this seat may know of a fact of the ledger. Everything is known when the game is over.
    #[must_use]
    pub fn knows(&self, fact: &Fact) -> bool {
        if self.over().is_some() {
            return true;
        }
        match fact.what {
            What::Moved { figure, .. }
            | What::Sustained { figure, .. }
            | What::Feigned { figure, .. }
            | What::Spent { figure, .. } => sees(self.scenario, self.seat, figure),
            What::Planned { seat, .. }
            | What::PlannedCancel { seat, .. }
            | What::Unplanned { seat, .. }
            | What::Slated { seat, .. }
            | What::Unslated { seat, .. }
            | What::Publishing { seat }
            | What::Withdrawing { seat, .. }
            | What::Slipped { seat, .. }
            | What::Lapsed { seat, .. }
            | What::Sealed { seat, .. }
            | What::Read { seat, .. }
            | What::PlanEnded { seat } => seat == self.seat,
            What::Scheduled { .. } | What::Unscheduled { .. } | What::Dequeued { .. } => false,
            What::Table(_, ref what) => self.knows_of_table(what),
            What::Crisis(_, ref what) => self.knows_of_crisis(what),
            What::Published { .. }
            | What::Withdrawn { .. }
            | What::Missed { .. }
            | What::Met { .. }
            | What::Launched { .. }
            | What::Advanced { .. }
            | What::Completed { .. }
            | What::Cancelled { .. }
            | What::RiskStruck { .. }
            | What::Replied { .. }
            | What::Declined { .. }
            | What::Happened { .. }
            | What::Asked { .. }
            | What::Answered { .. }
            | What::Reach { .. }
            | What::Level { .. }
            | What::Verified { .. }
            | What::Joined { .. }
            | What::Left { .. }
            | What::Used { .. }
            | What::Attended { .. }
            | What::Observed { .. }
            | What::Withdrew { .. }
            | What::AgendaAdded { .. }
            | What::AgendaDropped { .. }
            | What::WindowOpened { .. }
            | What::Pledged { .. }
            | What::Kept { .. }
            | What::Broke { .. }
            | What::Exposed { .. }
            | What::TookOffice { .. }
            | What::TurnBegan { .. }
            | What::Ended { .. } => true,
        }
    }

    /// Invitations are the inviter's until plans are resolved, what delegations bring along is theirs, and what one party
    /// learns of another stays between the two.
    fn knows_of_table(&self, what: &TableFact) -> bool {
        let me = self.seat.0;
        match *what {
            TableFact::Convening { by, .. }
            | TableFact::Intends { by, .. }
            | TableFact::Recalled { by } => by == self.seat,
            TableFact::Brought { party, .. } => party == me,
            TableFact::Learnt { by, .. } => by == me,
            TableFact::SoundedOut { by, of } => by == me || of == me,
            TableFact::Opened { .. }
            | TableFact::Proposed { .. }
            | TableFact::Accepted { .. }
            | TableFact::Held { .. }
            | TableFact::Rested { .. }
            | TableFact::RoundEnded
            | TableFact::WalkedOut { .. }
            | TableFact::Returned { .. }
            | TableFact::Adjourned { .. }
            | TableFact::Paid { .. }
            | TableFact::Caucused { .. }
            | TableFact::Mediated { .. }
            | TableFact::TrackTwoMet { .. }
            | TableFact::ClausesLinked { .. }
            | TableFact::TablesLinked { .. }
            | TableFact::Committed { .. }
            | TableFact::DeadlineSet { .. }
            | TableFact::RoundsLost { .. }
            | TableFact::ItemMoved { .. }
            | TableFact::Signed { .. }
            | TableFact::Consented { .. }
            | TableFact::Refused { .. }
            | TableFact::EnteredIntoForce
            | TableFact::Acceded { .. }
            | TableFact::BrokeUp { .. } => true,
        }
    }

    /// The eyes of this seat; once the game is over they see the truth.
    pub(in crate::rules) fn eyes(&self) -> Eyes<'a> {
        let seat = self.over().is_none().then_some(self.seat);
        Eyes {
            scenario: self.scenario,
            state: self.state,
            seat,
        }
    }

    pub(in crate::rules) fn state(&self) -> &'a State {
        self.state
    }
}
