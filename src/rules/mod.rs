//! The rules: state, legality, resolution, and the one scribe that changes anything.
//!
//! Knows nothing of who controls a seat, of text or of files; no floats, no clocks, no unordered maps.

pub mod chance;
mod check;
mod conditions;
pub mod controller;
pub mod crises;
mod drift;
mod effects;
mod events;
mod eyes;
mod gauges;
mod imagine;
mod initiatives;
mod invariants;
mod letters;
mod offices;
mod prospect;
mod purse;
mod questions;
pub mod refusal;
mod reports;
mod roadmap;
pub mod state;
mod study;
pub mod tables;
mod turn;
mod upkeep;
pub mod view;

pub use controller::Controller;
pub use crises::{Resolve, ResolvePart, Risk, RiskPart, Silence};
pub use imagine::imagine;
pub use refusal::{CrisisRefusal, Refusal, TableRefusal};
pub use state::scribe::Scribe;
pub use state::{Over, State};
pub use study::{all_true, measure, put_on_calendar, stored, true_health, true_outlook};
pub use turn::{Prompt, awaited, awaiting, ending, execute, go_on, open, redrawn};
pub use view::{Past, Reading, Received, Seen, View};

/// The version of these rules. A save made under another one is continued from its newest record.
pub const RULES_VERSION: u32 = 2;
