//! Conditions.

use crate::model::condition::{ChoiceRef, InitiativeStatus, Obligation, PledgeStatus};
use crate::model::{
    ActorId, Condition, CrisisEnd, CrisisId, Date, EventId, Figure, GaugeId, InitiativeId,
    MeasureId, MechanismId, OfficeId, Path, PledgeId, Points, TableId, TableStatus, WindowId,
};
use crate::scenario::check::context::Setting;
use crate::scenario::check::names::Sort;
use crate::scenario::check::paths::figure_of;
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::file::Place;
use crate::scenario::problem::{did_you_mean, quoted};
use crate::scenario::raw::{
    RawActor, RawCondition, RawCrisisEnd, RawInitiativeStatus, RawPledgeStatus, RawTableStatus,
};

impl Checker<'_> {
    /// Conditions of which every one must hold.
    pub(super) fn conditions(
        &mut self,
        raw: &[RawCondition],
        place: Place<'_>,
        setting: Setting,
    ) -> Vec<Condition> {
        self.bounded(place, raw.len(), MOST_ENTRIES);
        let mut conditions = Vec::new();
        for (index, condition) in raw.iter().enumerate() {
            conditions.extend(self.condition(condition, place.at(index), setting));
        }
        conditions
    }

    /// A condition.
    pub(super) fn condition(
        &mut self,
        raw: &RawCondition,
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Condition> {
        let first = place.at(0);
        match raw {
            RawCondition::All(inner) => Some(Condition::All(self.several(inner, first, setting))),
            RawCondition::Any(inner) => Some(Condition::Any(self.several(inner, first, setting))),
            RawCondition::Not(inner) => {
                let inner = self.condition(inner, first, setting)?;
                Some(Condition::Not(Box::new(inner)))
            }
            RawCondition::AtLeast(path, points) => {
                let (path, points) = self.threshold((path, *points), place, setting)?;
                Some(Condition::AtLeast(path, points))
            }
            RawCondition::AtMost(path, points) => {
                let (path, points) = self.threshold((path, *points), place, setting)?;
                Some(Condition::AtMost(path, points))
            }
            RawCondition::Exceeds(path, other, points) => {
                let path = self.path(path, first, setting);
                let other = self.path(other, place.at(1), setting);
                let points = self.within(place.at(2), *points, -100, 100);
                Some(Condition::Exceeds(path?, other?, Points::whole(points)))
            }
            RawCondition::Covered(measure) => {
                self.needs_pair(place, setting);
                let measure = self.find(Sort::Measure, measure, first)?;
                Some(Condition::Covered(MeasureId(measure)))
            }
            RawCondition::Mechanism { id, level, health } => {
                self.mechanism_condition(id, (*level, *health), place)
            }
            RawCondition::Happened {
                event,
                choice,
                within,
            } => self.happened(event, choice.as_deref(), *within, place),
            RawCondition::Initiative(id, status) => self.of_initiative(id, status, place, setting),
            RawCondition::Between(from, to) => self.between((from, to), place),
            RawCondition::Window(id) => {
                let id = self.find(Sort::Window, id, first)?;
                Some(Condition::Window(WindowId(id)))
            }
            RawCondition::InOffice(actor, office) => {
                let (actor, office) = self.office(actor, office, place)?;
                Some(Condition::InOffice(actor, office))
            }
            RawCondition::Pledge(id, status) => {
                self.needs_seat_at_hand(place, setting);
                let id = self.find(Sort::Pledge, id, first)?;
                Some(Condition::Pledge(PledgeId(id), pledge_status(status)))
            }
            RawCondition::Table(id, status) => {
                let id = self.find(Sort::Table, id, first)?;
                Some(Condition::Table(TableId(id), table_status(status)))
            }
            RawCondition::Crisis { kind, rung } => self.at_rung(kind, *rung, place),
            RawCondition::CrisisEnded { kind, how, within } => {
                self.crisis_ended((kind, how.as_ref()), *within, place)
            }
            RawCondition::Gauge(id, points) => self.gauge_condition((id, *points), place, setting),
        }
    }

    fn at_rung(&mut self, kind: &str, rung: u8, place: Place<'_>) -> Option<Condition> {
        let kind = CrisisId(self.find(Sort::Crisis, kind, place.field("kind"))?);
        let rung = self.rung_of(kind, rung, place.field("rung"));
        Some(Condition::Crisis(kind, rung))
    }

    fn crisis_ended(
        &mut self,
        (kind, how): (&str, Option<&RawCrisisEnd>),
        within: Option<u16>,
        place: Place<'_>,
    ) -> Option<Condition> {
        let kind = CrisisId(self.find(Sort::Crisis, kind, place.field("kind"))?);
        Some(Condition::CrisisEnded {
            kind,
            how: how.map(crisis_end),
            within,
        })
    }

    fn of_initiative(
        &mut self,
        id: &str,
        status: &RawInitiativeStatus,
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Condition> {
        self.needs_seat_at_hand(place, setting);
        let id = self.find(Sort::Initiative, id, place.at(0))?;
        let status = initiative_status(status);
        Some(Condition::Initiative(InitiativeId(id), status))
    }

    fn several(
        &mut self,
        raw: &[RawCondition],
        place: Place<'_>,
        setting: Setting,
    ) -> Vec<Condition> {
        if raw.is_empty() {
            self.report(place, "at least one condition is needed here");
        }
        self.conditions(raw, place, setting)
    }

    fn threshold(
        &mut self,
        (path, points): (&str, i32),
        place: Place<'_>,
        setting: Setting,
    ) -> Option<(Path, Points)> {
        let path = self.path(path, place.at(0), setting)?;
        let (low, high) = self.bounds_of(figure_of(path));
        let points = self.within(place.at(1), points, low, high);
        Some((path, Points::whole(points)))
    }

    fn mechanism_condition(
        &mut self,
        id: &str,
        (level, health): (u8, i32),
        place: Place<'_>,
    ) -> Option<Condition> {
        let mechanism = self.find(Sort::Mechanism, id, place.field("id"));
        let level = self.level(level, place.field("level"));
        let health = self.within(place.field("health"), health, 0, 100);
        Some(Condition::Mechanism {
            mechanism: MechanismId(mechanism?),
            level,
            health: Points::whole(health),
        })
    }

    fn happened(
        &mut self,
        event: &str,
        choice: Option<&str>,
        within: Option<u16>,
        place: Place<'_>,
    ) -> Option<Condition> {
        let event = EventId(self.find(Sort::Event, event, place.field("event"))?);
        let choice = match choice {
            Some(choice) => Some(self.choice(event, choice, place.field("choice"))?),
            None => None,
        };
        let within = within.map(|turns| self.turns(place.field("within"), turns, 1));
        Some(Condition::Happened {
            event,
            choice,
            within,
        })
    }

    fn gauge_condition(
        &mut self,
        (id, points): (&str, i32),
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Condition> {
        if setting != Setting::Ending {
            self.report(place, "Gauge can be asked in endings only");
        }
        let id = self.find(Sort::Gauge, id, place.at(0));
        let points = self.within(place.at(1), points, 0, 100);
        Some(Condition::Gauge(GaugeId(id?), Points::whole(points)))
    }

    fn between(&mut self, (from, to): (&str, &str), place: Place<'_>) -> Option<Condition> {
        let start = self.date(from, place.at(0));
        let end = self.date(to, place.at(1));
        let (start, end) = (start?, end?);
        if start > end {
            self.report(place, "this span ends before it begins");
        }
        Some(Condition::Between(start, end))
    }

    /// A day.
    pub(super) fn date(&mut self, text: &str, place: Place<'_>) -> Option<Date> {
        let date = Date::parse(text);
        if date.is_none() {
            let message = format!("{} is no day of the calendar", quoted(text));
            let hint = "a date is YYYY-MM-DD or YYYY-MM, from 1900 to 2199";
            self.report_with(place, &message, Some(hint.to_owned()));
        }
        date
    }

    /// An obligation by its level.
    pub(super) fn level(&mut self, level: u8, place: Place<'_>) -> Obligation {
        let level = self.within(place, i32::from(level), 0, 5);
        let level = u8::try_from(level).unwrap_or(0);
        Obligation::of_level(level).unwrap_or_default()
    }

    /// An actor and one of its offices.
    pub(super) fn office(
        &mut self,
        actor: &str,
        office: &str,
        place: Place<'_>,
    ) -> Option<(ActorId, OfficeId)> {
        let actor = self.actor(actor, place.at(0));
        let office_id = self.find(Sort::Office, office, place.at(1)).map(OfficeId);
        let (actor, office_id) = (actor?, office_id?);
        let pack = self.pack;
        let raw = pack
            .actors
            .items
            .get(actor.index())
            .and_then(|item| item.raw.as_ref());
        if let Some(raw) = raw {
            self.own_office(raw, office, place.at(1));
        }
        Some((actor, office_id))
    }

    /// Notes an office that this actor doesn't have.
    pub(super) fn own_office(&mut self, raw: &RawActor, office: &str, place: Place<'_>) {
        let own: Vec<&str> = raw.offices.iter().map(|own| own.id.as_str()).collect();
        if own.contains(&office) {
            return;
        }
        let message = format!("{} has no office {}", quoted(&raw.id), quoted(office));
        let near = did_you_mean(office, own.iter().copied());
        let hint = near.unwrap_or_else(|| {
            if own.is_empty() {
                "list who may hold it: offices: [(id: .., name: ..)]".to_owned()
            } else {
                format!("its offices: {}", own.join(", "))
            }
        });
        self.report_with(place, &message, Some(hint));
    }

    /// The choice of an event with this id.
    pub(super) fn choice(
        &mut self,
        event: EventId,
        choice: &str,
        place: Place<'_>,
    ) -> Option<ChoiceRef> {
        let questions = self
            .catalogue
            .choices
            .get(event.index())
            .map_or(&[][..], Vec::as_slice);
        for (question, choices) in questions.iter().enumerate() {
            if let Some(found) = choices.iter().position(|known| known == choice) {
                return Some(ChoiceRef {
                    question: u8::try_from(question).unwrap_or(u8::MAX),
                    choice: u8::try_from(found).unwrap_or(u8::MAX),
                });
            }
        }
        let readable = self
            .pack
            .events
            .items
            .get(event.index())
            .is_some_and(|it| it.raw.is_some());
        if readable {
            let known = questions.iter().flatten().map(String::as_str);
            let hint = did_you_mean(choice, known);
            let event = quoted(self.catalogue.event(event));
            let message = format!("the event {event} has no choice {}", quoted(choice));
            self.report_with(place, &message, hint);
        }
        None
    }

    /// The least and the most that a figure can be, in whole points.
    pub(super) fn bounds_of(&self, figure: Figure) -> (i32, i32) {
        match figure {
            Figure::WarmTrust => (-50, 50),
            Figure::Capital => (0, self.header.capital_cap.max(1)),
            Figure::Hands => (0, 20),
            Figure::Use => (0, 1000),
            Figure::Trust
            | Figure::FirmTrust
            | Figure::Threat
            | Figure::Network
            | Figure::Exchange
            | Figure::Grievance
            | Figure::Opinion
            | Figure::Closeness
            | Figure::Arms
            | Figure::MissileClock
            | Figure::Abandonment
            | Figure::Entrapment
            | Figure::Tourism
            | Figure::Coercion
            | Figure::Urgency
            | Figure::Will
            | Figure::Bloc
            | Figure::Health
            | Figure::Share
            | Figure::Standing => (0, 100),
        }
    }
}

fn initiative_status(raw: &RawInitiativeStatus) -> InitiativeStatus {
    match raw {
        RawInitiativeStatus::Running => InitiativeStatus::Running,
        RawInitiativeStatus::Done => InitiativeStatus::Done,
        RawInitiativeStatus::Untried => InitiativeStatus::Untried,
    }
}

fn pledge_status(raw: &RawPledgeStatus) -> PledgeStatus {
    match raw {
        RawPledgeStatus::Open => PledgeStatus::Open,
        RawPledgeStatus::Kept => PledgeStatus::Kept,
        RawPledgeStatus::Broken => PledgeStatus::Broken,
    }
}

const fn crisis_end(raw: &RawCrisisEnd) -> CrisisEnd {
    match raw {
        RawCrisisEnd::Settled => CrisisEnd::Settled,
        RawCrisisEnd::BackedDown => CrisisEnd::BackedDown,
        RawCrisisEnd::Frozen => CrisisEnd::Frozen,
        RawCrisisEnd::War => CrisisEnd::War,
    }
}

fn table_status(raw: &RawTableStatus) -> TableStatus {
    match raw {
        RawTableStatus::Untried => TableStatus::Untried,
        RawTableStatus::Open => TableStatus::Open,
        RawTableStatus::Signed => TableStatus::Signed,
        RawTableStatus::InForce => TableStatus::InForce,
        RawTableStatus::Failed => TableStatus::Failed,
    }
}
