//! The string ids of a scenario: number to string and back, kind by kind.

use std::collections::BTreeMap;

use crate::model::hash;
use crate::model::{
    ActorId, BlocId, ChoiceIndex, ClaimId, CrisisId, EndingId, EventId, Figure, FormatId, GaugeId,
    GroupId, InitiativeId, MeasureId, MechanismId, OfficeId, Owner, PermissionId, PledgeId,
    ReportId, StrategyId, TableId, TermId, WindowId,
};

/// The ids of one kind, in the order of the scenario's file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    ids: Vec<String>,
    places: BTreeMap<String, u16>,
    subjects: Vec<u64>,
}

impl Table {
    /// A table of these ids; a repeated one keeps its first place (the check reports it before).
    #[must_use]
    pub fn new(ids: Vec<String>) -> Self {
        let mut places = BTreeMap::new();
        for (place, id) in ids.iter().enumerate() {
            places
                .entry(id.clone())
                .or_insert_with(|| u16::try_from(place).unwrap_or(u16::MAX));
        }
        let subjects = ids.iter().map(|id| hash::subject(id)).collect();
        Self {
            ids,
            places,
            subjects,
        }
    }

    /// The place of `id`.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<u16> {
        self.places.get(id).copied()
    }

    /// The id at `place`; empty if there is none.
    #[must_use]
    pub fn name(&self, place: usize) -> &str {
        self.ids.get(place).map_or("", String::as_str)
    }

    /// The stable hash of the id at `place`, for keys of chance; that of an empty id if there is none.
    #[must_use]
    pub fn subject(&self, place: usize) -> u64 {
        let known = self.subjects.get(place).copied();
        known.unwrap_or_else(|| hash::subject(""))
    }

    /// Every id in order.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

macro_rules! catalogue {
    ($($(#[$doc:meta])* $field:ident: $id:ident, $find:ident, $name:ident, $all:ident;)*) => {
        /// Every string id of a scenario.
        #[derive(Clone, Debug, Default)]
        pub struct Catalogue {
            $($(#[$doc])* pub $field: Table,)*
            /// For each event, for each of its questions, the ids of the choices.
            pub choices: Vec<Vec<Vec<String>>>,
            /// For each initiative, the ids of its stages.
            pub stages: Vec<Vec<String>>,
            /// For each negotiating table, for each of its clauses, its id and those of its options.
            pub clauses: Vec<Vec<(String, Vec<String>)>>,
            /// For each negotiating table, the ids of its side payments.
            pub payments: Vec<Vec<String>>,
        }

        impl Catalogue {
            $(
                /// The item with this string id.
                #[must_use]
                pub fn $find(&self, id: &str) -> Option<$id> {
                    self.$field.find(id).map($id)
                }

                /// The string id of this item.
                #[must_use]
                pub fn $name(&self, id: $id) -> &str {
                    self.$field.name(id.index())
                }

                /// Every item of this kind, in order.
                pub fn $all(&self) -> impl Iterator<Item = $id> + use<> {
                    (0..self.$field.len()).map($id::at)
                }
            )*
        }
    };
}

catalogue! {
    /// Actors.
    actors: ActorId, find_actor, actor, all_actors;
    /// Groups of actors.
    groups: GroupId, find_group, group, all_groups;
    /// Domestic groups.
    blocs: BlocId, find_bloc, bloc, all_blocs;
    /// Office-holders.
    offices: OfficeId, find_office, office, all_offices;
    /// Measures.
    measures: MeasureId, find_measure, measure, all_measures;
    /// Mechanisms.
    mechanisms: MechanismId, find_mechanism, mechanism, all_mechanisms;
    /// Formats.
    formats: FormatId, find_format, format, all_formats;
    /// Initiatives.
    initiatives: InitiativeId, find_initiative, initiative, all_initiatives;
    /// Events.
    events: EventId, find_event, event, all_events;
    /// Windows.
    windows: WindowId, find_window, window, all_windows;
    /// Pledges.
    pledges: PledgeId, find_pledge, pledge, all_pledges;
    /// Leave that acts need.
    permissions: PermissionId, find_permission, permission, all_permissions;
    /// Negotiating tables.
    tables: TableId, find_table, table, all_tables;
    /// Kinds of crisis.
    crises: CrisisId, find_crisis, crisis, all_crises;
    /// Standing reports.
    reports: ReportId, find_report, report, all_reports;
    /// Axes and indices.
    gauges: GaugeId, find_gauge, gauge, all_gauges;
    /// Endings.
    endings: EndingId, find_ending, ending, all_endings;
    /// Glossary entries.
    terms: TermId, find_term, term, all_terms;
    /// Strategies.
    strategies: StrategyId, find_strategy, strategy, all_strategies;
    /// Claims.
    claims: ClaimId, find_claim, claim, all_claims;
}

impl Catalogue {
    /// The path of a stored figure: `beijing.firm-trust.seoul`, `seoul.bloc(unions)`, `@mechanism(hotline).health`.
    #[must_use]
    pub fn path(&self, figure: Figure, owner: Owner) -> String {
        let word = figure.word();
        match owner {
            Owner::Actor(a) => format!("{}.{word}", self.actor(a)),
            Owner::Pair(a, b) => format!("{}.{word}.{}", self.actor(a), self.actor(b)),
            Owner::Bloc(a, bloc) => format!("{}.{word}({})", self.actor(a), self.bloc(bloc)),
            Owner::Mechanism(m) => format!("@mechanism({}).{word}", self.mechanism(m)),
            Owner::Share(m, a) => {
                let (mechanism, actor) = (self.mechanism(m), self.actor(a));
                format!("@mechanism({mechanism}).{word}.{actor}")
            }
            Owner::Format(f) => format!("@format({}).{word}", self.format(f)),
        }
    }

    /// The id of an answer to this event. Answers are counted over all questions of the event; the same id in two
    /// questions is one answer, so that an order names it without knowing who is asked what.
    #[must_use]
    pub fn answer(&self, event: EventId, choice: ChoiceIndex) -> &str {
        self.answers(event).nth(usize::from(choice.0)).unwrap_or("")
    }

    /// The answer with this id, if any question of the event offers it.
    #[must_use]
    pub fn find_answer(&self, event: EventId, id: &str) -> Option<ChoiceIndex> {
        let place = self.answers(event).position(|known| known == id)?;
        u8::try_from(place).ok().map(ChoiceIndex)
    }

    /// The id of a choice by question and place; empty if there is none.
    #[must_use]
    pub fn choice(&self, event: EventId, question: u8, choice: u8) -> &str {
        self.choices
            .get(event.index())
            .and_then(|questions| questions.get(usize::from(question)))
            .and_then(|choices| choices.get(usize::from(choice)))
            .map_or("", String::as_str)
    }

    /// The place of an answer among the choices of one question.
    #[must_use]
    pub fn place_of_answer(&self, event: EventId, question: u8, choice: ChoiceIndex) -> Option<u8> {
        let wanted = self.answer(event, choice);
        let choices = self
            .choices
            .get(event.index())?
            .get(usize::from(question))?;
        let place = choices.iter().position(|id| id == wanted)?;
        u8::try_from(place).ok()
    }

    /// The clauses of a table: the id of each and those of its options.
    #[must_use]
    pub fn clauses(&self, table: TableId) -> &[(String, Vec<String>)] {
        self.clauses.get(table.index()).map_or(&[], Vec::as_slice)
    }

    /// The ids of the side payments of a table.
    #[must_use]
    pub fn payments(&self, table: TableId) -> &[String] {
        self.payments.get(table.index()).map_or(&[], Vec::as_slice)
    }

    fn answers(&self, event: EventId) -> impl Iterator<Item = &str> {
        self.choices
            .get(event.index())
            .into_iter()
            .flatten()
            .flatten()
            .map(String::as_str)
    }
}
