//! The one integration binary. Each module holds the sentences about one feature; `support` has what several need.
//!
//! Nothing here depends on the network, the wall clock or the home folder, and nothing is left behind.

#![allow(clippy::unwrap_used)]

mod support;

mod analysis;
#[cfg(unix)]
mod campaign;
mod capitals;
mod chance;
mod cli;
mod crises;
mod determinism;
mod foresight;
mod golden;
mod inbox;
mod information;
mod leak;
mod ledger;
mod legality;
mod lessons;
mod map;
mod minds;
mod mistakes;
mod model;
mod monkey;
mod newcomer;
mod offices;
mod otherwise;
mod packs;
mod pictures;
mod plain;
#[cfg(unix)]
mod preferences;
mod report;
mod roadmap;
mod saves;
mod simulate;
mod soak;
mod spoken;
mod stories;
mod study;
mod tables;
#[cfg(unix)]
mod terminal;
mod theatre;
mod tidy;
mod unfolding;
mod voice;
#[cfg(unix)]
mod wire;
