//! The string ids of a scenario: number to string and back, kind by kind.

use std::collections::BTreeMap;

use crate::model::{
    ActorId, BlocId, EndingId, EventId, FormatId, GaugeId, GroupId, InitiativeId, MeasureId,
    MechanismId, OfficeId, PledgeId, TermId, WindowId,
};

/// The ids of one kind, in the order of the scenario's file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    ids: Vec<String>,
    places: BTreeMap<String, u16>,
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
        Self { ids, places }
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
    /// Axes and indices.
    gauges: GaugeId, find_gauge, gauge, all_gauges;
    /// Endings.
    endings: EndingId, find_ending, ending, all_endings;
    /// Glossary entries.
    terms: TermId, find_term, term, all_terms;
}
