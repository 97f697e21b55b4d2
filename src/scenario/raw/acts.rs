//! The RON shape of what can be done to mechanisms and formats.

use crate::scenario::raw::RawAmount;

raw_enums! {
    /// What can be done to a mechanism.
    enum RawMechanismAct {
        /// Puts it forward, if nothing exists yet.
        Propose,
        /// One step firmer.
        Raise,
        /// One step looser.
        Lower,
        /// Sets the obligation, 0 to 5.
        Level(u8),
        /// Sets how members check each other.
        Verify(RawVerification),
        /// These join.
        Join(String),
        /// These leave.
        Leave(String),
        /// Sets a member's share, in points of 100.
        Share(String, i32),
        /// Changes its health.
        Health(RawAmount),
        /// It is put to use once.
        Use,
    }

    /// What can be done to a format.
    enum RawFormatAct {
        /// These join.
        Join(String),
        /// These leave.
        Leave(String),
        /// These become observers.
        Observe(String),
        /// Puts a measure on its agenda.
        Agenda(String),
        /// Takes a measure off its agenda.
        Drop(String),
        /// Changes how much it counts.
        Standing(RawAmount),
        /// Tables open under its roof lose so many rounds.
        LoseRounds(u8),
    }
}

/// How members of a mechanism check each other.
#[derive(Clone, Copy, Debug, Default, serde::Deserialize, serde::Serialize)]
pub enum RawVerification {
    /// Not at all.
    #[default]
    None,
    /// By reports.
    Reports,
    /// By observers.
    Observers,
    /// By inspection.
    Inspection,
}
