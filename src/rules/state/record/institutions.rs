//! Mechanisms, formats and windows in the record of a state.

use std::collections::BTreeMap;

use super::{FormatRecord, Lost, MechanismRecord, Reader, Record, Writer, known};
use crate::model::Turn;
use crate::model::condition::{Obligation, Verification};
use crate::rules::state::State;

const VERIFICATIONS: [Verification; 4] = [
    Verification::None,
    Verification::Reports,
    Verification::Observers,
    Verification::Inspection,
];

impl Writer<'_> {
    pub(super) fn mechanisms(&self, state: &State) -> BTreeMap<String, MechanismRecord> {
        let names = self.0.catalogue();
        let each = names.all_mechanisms().map(|id| {
            let now = state.mechanism(id);
            let record = MechanismRecord {
                level: now.level.level(),
                verification: now.verification as u8,
                members: self.actors(now.members),
                adopted: now.adopted.0,
                reach: now.reach,
            };
            (names.mechanism(id).to_owned(), record)
        });
        each.collect()
    }

    pub(super) fn formats(&self, state: &State) -> BTreeMap<String, FormatRecord> {
        let names = self.0.catalogue();
        let each = names.all_formats().map(|id| {
            let now = state.format(id);
            let agenda = names
                .all_measures()
                .filter(|measure| now.discusses(*measure));
            let record = FormatRecord {
                members: self.actors(now.members),
                observers: self.actors(now.observers),
                agenda: agenda
                    .map(|measure| names.measure(measure).to_owned())
                    .collect(),
            };
            (names.format(id).to_owned(), record)
        });
        each.collect()
    }
}

impl Reader<'_> {
    pub(super) fn institutions(&self, record: &Record, state: &mut State) -> Result<(), Lost> {
        let names = self.0.catalogue();
        for (id, saved) in &record.mechanisms {
            let place = known(names.find_mechanism(id), id)?;
            let mechanism = &mut state.mechanisms[place.index()];
            mechanism.level = known(Obligation::of_level(saved.level), id)?;
            mechanism.reach = saved.reach;
            mechanism.verification = known(
                VERIFICATIONS.get(usize::from(saved.verification)).copied(),
                id,
            )?;
            mechanism.members = self.actors(&saved.members)?;
            mechanism.adopted = Turn(saved.adopted);
        }
        for (id, saved) in &record.formats {
            let place = known(names.find_format(id), id)?;
            let format = &mut state.formats[place.index()];
            format.members = self.actors(&saved.members)?;
            format.observers = self.actors(&saved.observers)?;
            for measure in &saved.agenda {
                format.put(self.measure(measure)?);
            }
        }
        for (id, until) in &record.windows {
            let window = known(names.find_window(id), id)?;
            state.windows[window.index()] = Turn(*until);
        }
        Ok(())
    }
}
