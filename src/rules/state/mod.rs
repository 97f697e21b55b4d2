//! The state of a game: sealed fields, read by the rules through accessors, changed only by the scribe.
//!
//! Flat and cheap to clone: no strings, no maps, no ledger, no scenario, no generator.

mod apply;
pub mod canonical;
pub mod crises;
pub mod open;
pub mod record;
mod roadmap;

pub mod scribe;
pub mod stances;
pub mod tables;

pub use roadmap::{Announced, Notice, Slated};

use crate::model::condition::{Obligation, PledgeStatus, Verification};
use crate::model::fact::Span;
use crate::model::{
    ActorId, ActorSet, Band, Cause, ChoiceIndex, EndingId, EventId, FigureId, FormatId,
    InitiativeId, MeasureId, MechanismId, OfficeId, PledgeId, Points, Rule, SeatId, Subject, Turn,
    WindowId,
};
use crate::rules::state::crises::Crisis;
use crate::rules::state::tables::{Intention, Invitation, TableState};
use crate::scenario::Slot;

/// How a game ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The calendar ran out.
    Time,
    /// An effect ended it.
    Forced(EndingId),
}

/// A mechanism as it stands. Health, use and shares are figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MechanismState {
    /// How firmly its members are bound.
    pub level: Obligation,
    /// How they check each other.
    pub verification: Verification,
    /// Who they are.
    pub members: ActorSet,
    /// When its obligation, verification or membership last changed: governments in office then made it their own.
    pub adopted: Turn,
    /// How far the text that made it reaches, 0 to 100; 50 without a text.
    pub reach: u8,
}

/// The most measures that a scenario can have.
pub const MEASURE_LIMIT: usize = 512;

/// A format as it stands. Its standing is a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatState {
    /// Its members.
    pub members: ActorSet,
    /// Its observers.
    pub observers: ActorSet,
    agenda: [u64; MEASURE_LIMIT / 64],
}

impl FormatState {
    /// How many measures are on the agenda.
    #[must_use]
    pub fn items(&self) -> u32 {
        self.agenda.iter().map(|part| part.count_ones()).sum()
    }

    /// Whether `measure` is on the agenda.
    #[must_use]
    pub fn discusses(&self, measure: MeasureId) -> bool {
        self.agenda
            .get(measure.index() / 64)
            .is_some_and(|word| word >> (measure.index() % 64) & 1 == 1)
    }
}

/// An initiative under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Project {
    /// Who runs it.
    pub seat: SeatId,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// At whom it is directed.
    pub target: Option<ActorId>,
    /// When it was launched.
    pub since: Turn,
    /// How many turns of work are done.
    pub elapsed: u16,
}

/// An initiative that was completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Who ran it.
    pub seat: SeatId,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// At whom it was directed.
    pub target: Option<ActorId>,
    /// When it was last completed.
    pub turn: Turn,
}

/// Whether a planned order starts or stops an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It stops one: resolved first, so that hands are free.
    Cancel,
    /// It starts one.
    Launch,
}

/// An order of this turn that waits for the end of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Whose.
    pub seat: SeatId,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// At whom.
    pub target: Option<ActorId>,
    /// Start or stop.
    pub step: Step,
}

/// A question that an event has put to a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whom.
    pub seat: SeatId,
    /// Which event.
    pub event: EventId,
    /// About whom.
    pub subject: Subject,
    /// The sealed answer, if given.
    pub answer: Option<ChoiceIndex>,
}

/// An answer that took effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whose.
    pub seat: SeatId,
    /// To which event.
    pub event: EventId,
    /// About whom.
    pub subject: Subject,
    /// The answer.
    pub choice: ChoiceIndex,
    /// When.
    pub turn: Turn,
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happening {
    /// Which event.
    pub event: EventId,
    /// About whom.
    pub subject: Subject,
    /// When it last happened.
    pub turn: Turn,
}

/// An event on the calendar. Hidden from every seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which event.
    pub event: EventId,
    /// About whom.
    pub subject: Subject,
    /// At the end of which turn.
    pub turn: Turn,
}

/// An effect that lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sustained {
    /// Which figure it moves.
    pub figure: FigureId,
    /// By how much the next time.
    pub amount: Points,
    /// How much longer.
    pub span: Span,
    /// Why.
    pub cause: Cause,
}

/// A public commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PledgeState {
    /// Whose.
    pub seat: SeatId,
    /// Which.
    pub pledge: PledgeId,
    /// The last turn in which it can be kept.
    pub due: Turn,
    /// What became of it.
    pub status: PledgeStatus,
}

/// What a seat believes about a private figure of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Who believes it.
    pub seat: SeatId,
    /// Of which figure.
    pub figure: FigureId,
    /// The middle of the band.
    pub middle: Points,
    /// Its half-width when it was read.
    pub band: Band,
    /// When it was last read.
    pub as_of: Turn,
    /// Where it comes from.
    pub source: Cause,
}

impl Estimate {
    /// Its half-width at a turn's plan: time widens what is known of a figure. What was read at the end of a turn, when
    /// time had done its work, is as good in the next as what is read then.
    pub(in crate::rules) fn band_at(&self, turn: Turn, slot: &Slot) -> Band {
        let late = matches!(self.source, Cause::Report(_) | Cause::Upkeep(_));
        let since = self.as_of.0.saturating_add(u16::from(late)).max(1);
        slot.widened(self.band, turn.0.saturating_sub(since))
    }
}

/// A private figure that is made to look other than it is. Known to those who see the figure exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feint {
    /// Which figure.
    pub figure: FigureId,
    /// By how much it looks higher; negative: lower.
    pub by: Points,
    /// Since when.
    pub since: Turn,
    /// The last turn in which it looks so.
    pub until: Turn,
    /// Why.
    pub cause: Cause,
}

/// Who holds the highest office of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// Who.
    pub office: OfficeId,
    /// Since the end of which turn; `Turn(0)`: since the opening.
    pub since: Turn,
}

/// What a rule of upkeep has lent to a figure, or withholds from it, until its reason is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loan {
    /// The figure.
    pub figure: FigureId,
    /// The rule.
    pub rule: Rule,
    /// How much; negative if it is withheld; never zero.
    pub amount: Points,
}

/// The state of one game at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    seed: u64,
    turn: Turn,
    over: Option<Over>,
    ended: ActorSet,
    figures: Box<[Points]>,
    mechanisms: Box<[MechanismState]>,
    formats: Box<[FormatState]>,
    offices: Box<[Option<Tenure>]>,
    loans: Vec<Loan>,
    windows: Box<[Turn]>,
    estimates: Vec<Estimate>,
    feints: Vec<Feint>,
    /// In a world with another seed than the one it began with: whose private parts are as they were drawn then, and from
    /// which seed.
    kept: Option<(ActorSet, u64)>,
    projects: Vec<Project>,
    completions: Vec<Completion>,
    queue: Vec<Queued>,
    roadmap: Vec<Slated>,
    announced: Vec<Announced>,
    asked: Vec<Asked>,
    answers: Vec<Answer>,
    happenings: Vec<Happening>,
    schedule: Vec<Due>,
    sustained: Vec<Sustained>,
    pledges: Vec<PledgeState>,
    tables: Box<[Option<Box<TableState>>]>,
    invitations: Vec<Invitation>,
    intentions: Vec<Intention>,
    crises: Vec<Crisis>,
}

impl State {
    /// The turn under way, from 1; 0 while the scenario opens.
    #[must_use]
    pub fn turn(&self) -> Turn {
        self.turn
    }

    /// How the game ended, if it has.
    #[must_use]
    pub fn over(&self) -> Option<Over> {
        self.over
    }

    pub(in crate::rules) fn seed(&self) -> u64 {
        self.seed
    }

    /// The seed from which the private parts of this actor were drawn.
    pub(in crate::rules) fn seed_of(&self, actor: ActorId) -> u64 {
        let kept = self.kept.filter(|(whose, _)| whose.contains(actor));
        kept.map_or(self.seed, |(_, seed)| seed)
    }

    /// The seats that have ended their plan.
    pub(in crate::rules) fn ended(&self) -> ActorSet {
        self.ended
    }

    pub(in crate::rules) fn figure(&self, figure: FigureId) -> Points {
        self.figures[figure.index()]
    }

    pub(in crate::rules) fn mechanism(&self, mechanism: MechanismId) -> &MechanismState {
        &self.mechanisms[mechanism.index()]
    }

    pub(in crate::rules) fn format(&self, format: FormatId) -> &FormatState {
        &self.formats[format.index()]
    }

    pub(in crate::rules) fn office(&self, actor: ActorId) -> Option<OfficeId> {
        self.tenure(actor).map(|tenure| tenure.office)
    }

    pub(in crate::rules) fn tenure(&self, actor: ActorId) -> Option<Tenure> {
        self.offices[actor.index()]
    }

    /// What a rule has lent to a figure so far.
    pub(in crate::rules) fn loan(&self, figure: FigureId, rule: Rule) -> Points {
        let known = self
            .loans
            .iter()
            .find(|loan| (loan.figure, loan.rule) == (figure, rule));
        known.map_or(Points::ZERO, |loan| loan.amount)
    }

    /// The last turn in which the window is open.
    pub(in crate::rules) fn window(&self, window: WindowId) -> Turn {
        self.windows[window.index()]
    }

    /// An estimate that stands at this place, or wherever it is.
    pub(in crate::rules) fn estimate_at(
        &self,
        place: usize,
        (seat, figure): (SeatId, FigureId),
    ) -> Option<&Estimate> {
        let here = self.estimates.get(place);
        here.filter(|known| (known.seat, known.figure) == (seat, figure))
            .or_else(|| self.estimate(seat, figure))
    }

    pub(in crate::rules) fn estimate(&self, seat: SeatId, figure: FigureId) -> Option<&Estimate> {
        let place = self
            .estimates
            .binary_search_by_key(&(seat, figure), |known| (known.seat, known.figure));
        place.ok().map(|place| &self.estimates[place])
    }

    pub(in crate::rules) fn estimates(&self) -> &[Estimate] {
        &self.estimates
    }

    /// The figures that look other than they are.
    pub(in crate::rules) fn feints(&self) -> &[Feint] {
        &self.feints
    }

    pub(in crate::rules) fn projects(&self) -> &[Project] {
        &self.projects
    }

    pub(in crate::rules) fn completions(&self) -> &[Completion] {
        &self.completions
    }

    pub(in crate::rules) fn queue(&self) -> &[Queued] {
        &self.queue
    }

    pub(in crate::rules) fn asked(&self) -> &[Asked] {
        &self.asked
    }

    pub(in crate::rules) fn answers(&self) -> &[Answer] {
        &self.answers
    }

    pub(in crate::rules) fn happenings(&self) -> &[Happening] {
        &self.happenings
    }

    pub(in crate::rules) fn schedule(&self) -> &[Due] {
        &self.schedule
    }

    pub(in crate::rules) fn sustained(&self) -> &[Sustained] {
        &self.sustained
    }

    pub(in crate::rules) fn pledges(&self) -> &[PledgeState] {
        &self.pledges
    }

    pub(in crate::rules) fn project(
        &self,
        seat: SeatId,
        initiative: InitiativeId,
        target: Option<ActorId>,
    ) -> Option<&Project> {
        self.projects.iter().find(|project| {
            (project.seat, project.initiative, project.target) == (seat, initiative, target)
        })
    }
}
