//! `middle-power`: a turn-based negotiation wargame for the terminal.
//!
//! The layers and their contracts are described in `docs/ARCHITECTURE.md`; `tests/it/tidy.rs` enforces them.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod agents;
pub mod analysis;
pub mod cli;
pub mod command;
pub mod foresight;
pub mod model;
pub mod notation;
pub mod plain;
pub mod report;
pub mod rules;
pub mod scenario;
pub mod session;
pub mod study;
pub mod text;
pub mod tui;
