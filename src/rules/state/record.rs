//! A state as a record with string ids: what saves hold and what `state --format json` prints.
//!
//! Restoring checks every id and every bound, so that a record made elsewhere can't build an impossible state.

mod commitments;
mod deeds;
mod estimates;
mod institutions;
mod offices;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{
    ActorId, ActorSet, Cause, FigureId, InitiativeId, MeasureId, Points, SeatId, Subject, Turn,
};
use crate::notation;
use crate::rules::state::{Due, Happening, Over, State};
use crate::scenario::Scenario;

pub use crises::{CrisisRecord, ExchangeRecord};
pub use estimates::FeintRecord;
pub use offices::{LoanRecord, TenureRecord};
pub use tables::{InvitationRecord, TableRecord};

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* }
    )*};
}

mod crises;
mod tables;

records! {
    /// The whole of a state.
    Record {
        /// The seed of the game.
        seed: u64,
        /// The turn under way.
        turn: u16,
        /// `time`, or the ending that was forced; empty while the game goes on.
        over: String,
        /// The seats that have ended their plan.
        ended: Vec<String>,
        /// Every figure by its path, in thousandths of a point.
        figures: BTreeMap<String, i32>,
        /// Mechanisms by id.
        mechanisms: BTreeMap<String, MechanismRecord>,
        /// Formats by id.
        formats: BTreeMap<String, FormatRecord>,
        /// Office-holders by actor.
        offices: BTreeMap<String, TenureRecord>,
        /// What rules have lent to figures.
        loans: Vec<LoanRecord>,
        /// The last turn in which each window is open.
        windows: BTreeMap<String, u16>,
        /// What seats believe about private figures.
        estimates: Vec<EstimateRecord>,
        /// Figures that look other than they are; saves from before there were feints have none.
        #[serde(default)]
        feints: Vec<FeintRecord>,
        /// Initiatives under way.
        projects: Vec<ProjectRecord>,
        /// Initiatives completed.
        completions: Vec<CompletionRecord>,
        /// Orders of this turn.
        queue: Vec<QueuedRecord>,
        /// Initiatives planned for later turns; saves from before there were roadmaps have none.
        #[serde(default)]
        roadmap: Vec<SlatedRecord>,
        /// Initiatives that their seats have once announced.
        #[serde(default)]
        announced: Vec<AnnouncedRecord>,
        /// Questions that are open.
        asked: Vec<AskedRecord>,
        /// Answers that took effect.
        answers: Vec<AnswerRecord>,
        /// What has happened.
        happenings: Vec<HappeningRecord>,
        /// What is on the calendar.
        schedule: Vec<HappeningRecord>,
        /// Effects that last.
        sustained: Vec<SustainedRecord>,
        /// Public commitments.
        pledges: Vec<PledgeRecord>,
        /// Negotiating tables that were convened; saves from before there were tables have none.
        #[serde(default)]
        tables: BTreeMap<String, TableRecord>,
        /// Invitations of this turn.
        #[serde(default)]
        invitations: Vec<InvitationRecord>,
        /// Crises so far.
        #[serde(default)]
        crises: Vec<CrisisRecord>,
    }

    /// A mechanism.
    MechanismRecord {
        /// 0 to 5.
        level: u8,
        /// 0 (none) to 3 (inspection).
        verification: u8,
        /// Members.
        members: Vec<String>,
        /// When it was last changed.
        adopted: u16,
        /// How far its text reaches.
        #[serde(default = "offices::half")]
        reach: u8,
    }

    /// A format.
    FormatRecord {
        /// Members.
        members: Vec<String>,
        /// Observers.
        observers: Vec<String>,
        /// Measures on the agenda.
        agenda: Vec<String>,
    }

    /// An estimate.
    EstimateRecord {
        /// Whose.
        seat: String,
        /// Of which figure.
        figure: String,
        /// Thousandths of a point.
        middle: i32,
        /// Tenths of a point.
        band: u16,
        /// Turn of the last reading.
        as_of: u16,
        /// Where it comes from.
        source: String,
    }

    /// An initiative under way.
    ProjectRecord {
        /// Whose.
        seat: String,
        /// Which.
        initiative: String,
        /// At whom; empty if at nobody.
        target: String,
        /// Turn of the launch.
        since: u16,
        /// Turns of work done.
        elapsed: u16,
    }

    /// An initiative completed.
    CompletionRecord {
        /// Whose.
        seat: String,
        /// Which.
        initiative: String,
        /// At whom; empty if at nobody.
        target: String,
        /// When.
        turn: u16,
    }

    /// An order of this turn.
    QueuedRecord {
        /// The seat.
        seat: String,
        /// Its order as a line.
        order: String,
    }

    /// An initiative on a roadmap.
    SlatedRecord {
        /// The seat.
        seat: String,
        /// The order that put it there, with the turn in which it is planned now.
        order: String,
        /// `private`, `announcing`, `public` or `withdrawing`.
        notice: String,
        /// The turn that was promised in public; 0 if none was.
        promised: u16,
    }

    /// An initiative that was announced.
    AnnouncedRecord {
        /// Whose.
        seat: String,
        /// Which.
        initiative: String,
        /// At whom; empty if at nobody.
        target: String,
    }

    /// An open question.
    AskedRecord {
        /// Whom.
        seat: String,
        /// The event with its subject.
        event: String,
        /// The sealed answer; empty if none.
        answer: String,
    }

    /// An answer.
    AnswerRecord {
        /// Whose.
        seat: String,
        /// The event with its subject.
        event: String,
        /// The answer.
        choice: String,
        /// When.
        turn: u16,
    }

    /// Something that happened or will.
    HappeningRecord {
        /// The event with its subject.
        event: String,
        /// When.
        turn: u16,
    }

    /// A lasting effect.
    SustainedRecord {
        /// Which figure.
        figure: String,
        /// Thousandths of a point.
        amount: i32,
        /// How long: `turns`, `fading` (per mille) or `while` (the place of the condition in the pack).
        span: (String, u16),
        /// Why.
        cause: String,
    }

    /// A pledge.
    PledgeRecord {
        /// Whose.
        seat: String,
        /// Which.
        pledge: String,
        /// Due in which turn.
        due: u16,
        /// `open`, `kept` or `broken`.
        status: String,
    }
}

/// Why a record can't be restored: what it names isn't in the scenario, or stands out of bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost(pub String);

impl State {
    /// The whole state, secrets included, with string ids.
    #[must_use]
    pub fn record(&self, scenario: &Scenario) -> Record {
        let w = Writer(scenario);
        let names = scenario.catalogue();
        let happening = |event, subject, turn: Turn| HappeningRecord {
            event: notation::write_event(names, event, subject),
            turn: turn.0,
        };
        Record {
            seed: self.seed,
            turn: self.turn.0,
            over: w.over(self.over),
            ended: w.actors(self.ended),
            figures: scenario
                .slots()
                .iter()
                .map(|(id, _)| (w.figure(id), self.figure(id).raw()))
                .collect(),
            mechanisms: w.mechanisms(self),
            formats: w.formats(self),
            offices: w.offices(self),
            loans: w.loans(self),
            windows: names
                .all_windows()
                .map(|id| (names.window(id).to_owned(), self.window(id).0))
                .collect(),
            estimates: self.estimates.iter().map(|it| w.estimate(it)).collect(),
            feints: self.feints.iter().map(|feint| w.feint(feint)).collect(),
            projects: self
                .projects
                .iter()
                .map(|project| w.project(project))
                .collect(),
            completions: self
                .completions
                .iter()
                .map(|done| w.completion(done))
                .collect(),
            queue: self.queue.iter().map(|order| w.queued(order)).collect(),
            roadmap: self.roadmap.iter().map(|known| w.slated(known)).collect(),
            announced: self
                .announced
                .iter()
                .map(|known| w.announced(known))
                .collect(),
            asked: self.asked.iter().map(|asked| w.asked(asked)).collect(),
            answers: self.answers.iter().map(|answer| w.answer(answer)).collect(),
            happenings: self
                .happenings
                .iter()
                .map(|one| happening(one.event, one.subject, one.turn))
                .collect(),
            schedule: self
                .schedule
                .iter()
                .map(|due| happening(due.event, due.subject, due.turn))
                .collect(),
            sustained: self
                .sustained
                .iter()
                .map(|entry| w.sustained(entry))
                .collect(),
            pledges: self.pledges.iter().map(|pledge| w.pledge(pledge)).collect(),
            tables: w.tables(self),
            invitations: w.invitations(self),
            crises: w.crises(self),
        }
    }

    /// The state that a record describes.
    ///
    /// # Errors
    /// If the record names something that the scenario doesn't have, or a value is out of bounds.
    pub fn restore(scenario: &Scenario, record: &Record) -> Result<Self, Lost> {
        let r = Reader(scenario);
        let mut state = Self::blank(scenario, record.seed);
        state.turn = Turn(record.turn);
        state.over = r.over(&record.over)?;
        state.ended = r.actors(&record.ended)?;
        r.figures(record, &mut state)?;
        r.institutions(record, &mut state)?;
        r.governments(record, &mut state)?;
        state.estimates = r.each(&record.estimates, Reader::estimate)?;
        state
            .estimates
            .sort_by_key(|estimate| (estimate.seat, estimate.figure));
        state.feints = r.each(&record.feints, Reader::feint)?;
        state.projects = r.each(&record.projects, Reader::project)?;
        state.completions = r.each(&record.completions, Reader::completion)?;
        state.queue = r.each(&record.queue, Reader::queued)?;
        r.roadmap(record, &mut state)?;
        state.asked = r.each(&record.asked, Reader::asked)?;
        state.answers = r.each(&record.answers, Reader::answer)?;
        for one in &record.happenings {
            let (event, subject) = r.event(&one.event)?;
            state.happenings.push(Happening {
                event,
                subject,
                turn: Turn(one.turn),
            });
        }
        for one in &record.schedule {
            let (event, subject) = r.event(&one.event)?;
            state.schedule.push(Due {
                event,
                subject,
                turn: Turn(one.turn),
            });
        }
        state.sustained = r.each(&record.sustained, Reader::sustained)?;
        state.pledges = r.each(&record.pledges, Reader::pledge)?;
        r.tables(record, &mut state)?;
        r.crises(record, &mut state)?;
        if state.turn == Turn(0) || state.turn > scenario.calendar().turns {
            return Err(Lost(format!("turn {}", record.turn)));
        }
        Ok(state)
    }
}

struct Writer<'a>(&'a Scenario);

impl Writer<'_> {
    fn actor(&self, actor: ActorId) -> String {
        self.0.catalogue().actor(actor).to_owned()
    }

    fn seat(&self, seat: SeatId) -> String {
        self.actor(seat.0)
    }

    fn actors(&self, actors: ActorSet) -> Vec<String> {
        actors.iter().map(|actor| self.actor(actor)).collect()
    }

    fn target(&self, target: Option<ActorId>) -> String {
        target.map_or_else(String::new, |target| self.actor(target))
    }

    fn initiative(&self, initiative: InitiativeId) -> String {
        self.0.catalogue().initiative(initiative).to_owned()
    }

    fn figure(&self, figure: FigureId) -> String {
        let slot = self.0.slots().get(figure);
        notation::figure::write(self.0.catalogue(), slot.figure, slot.owner)
    }

    fn cause(&self, cause: Cause) -> String {
        notation::cause::write(self.0.catalogue(), cause)
    }

    fn over(&self, over: Option<Over>) -> String {
        match over {
            None => String::new(),
            Some(Over::Time) => "time".to_owned(),
            Some(Over::Forced(ending)) => self.0.catalogue().ending(ending).to_owned(),
        }
    }
}

struct Reader<'a>(&'a Scenario);

/// The value, or which name was not found.
fn known<T>(found: Option<T>, name: &str) -> Result<T, Lost> {
    found.ok_or_else(|| Lost(format!("‘{name}’")))
}

impl Reader<'_> {
    fn each<R, T>(
        &self,
        records: &[R],
        read: impl Fn(&Self, &R) -> Result<T, Lost>,
    ) -> Result<Vec<T>, Lost> {
        records.iter().map(|record| read(self, record)).collect()
    }

    fn over(&self, text: &str) -> Result<Option<Over>, Lost> {
        match text {
            "" => Ok(None),
            "time" => Ok(Some(Over::Time)),
            id => known(self.0.catalogue().find_ending(id), id)
                .map(|ending| Some(Over::Forced(ending))),
        }
    }

    fn actor(&self, id: &str) -> Result<ActorId, Lost> {
        known(self.0.catalogue().find_actor(id), id)
    }

    fn seat(&self, id: &str) -> Result<SeatId, Lost> {
        let seat = SeatId(self.actor(id)?);
        known(self.0.actor(seat.0).has_seat.then_some(seat), id)
    }

    fn actors(&self, ids: &[String]) -> Result<ActorSet, Lost> {
        ids.iter().map(|id| self.actor(id)).collect()
    }

    fn target(&self, id: &str) -> Result<Option<ActorId>, Lost> {
        if id.is_empty() {
            Ok(None)
        } else {
            self.actor(id).map(Some)
        }
    }

    fn initiative(&self, id: &str) -> Result<InitiativeId, Lost> {
        known(self.0.catalogue().find_initiative(id), id)
    }

    fn measure(&self, id: &str) -> Result<MeasureId, Lost> {
        known(self.0.catalogue().find_measure(id), id)
    }

    fn figure(&self, path: &str) -> Result<FigureId, Lost> {
        known(notation::figure::read_stored(self.0, path), path)
    }

    fn cause(&self, text: &str) -> Result<Cause, Lost> {
        known(notation::cause::read(self.0.catalogue(), text), text)
    }

    fn event(&self, text: &str) -> Result<(crate::model::EventId, Subject), Lost> {
        known(notation::read_event(self.0.catalogue(), text).ok(), text)
    }

    fn choice(
        &self,
        event: crate::model::EventId,
        id: &str,
    ) -> Result<crate::model::ChoiceIndex, Lost> {
        known(self.0.catalogue().find_answer(event, id), id)
    }

    fn figures(&self, record: &Record, state: &mut State) -> Result<(), Lost> {
        for (id, slot) in self.0.slots().iter() {
            state.figures[id.index()] = slot.opening;
        }
        for (path, value) in &record.figures {
            let figure = self.figure(path)?;
            let (slot, value) = (self.0.slots().get(figure), Points::thousandths(*value));
            if value < slot.low || value > slot.high {
                return Err(Lost(format!("{path} = {} thousandths", value.raw())));
            }
            state.figures[figure.index()] = value;
        }
        Ok(())
    }
}
