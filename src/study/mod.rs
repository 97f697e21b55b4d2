//! Batch play: thousands of games as rows, as findings about the model, as a table of what occurs. What comes out
//! doesn't depend on jobs or shards.

pub mod claims;
pub mod columns;
pub mod conduct;
pub mod coverage;
pub mod crises;
mod game;
pub mod matched;
pub mod reliability;
pub mod scarcity;
pub mod sides;
pub mod simulate;
pub mod tables;
mod trace;
mod trial;

pub use claims::{Finding, findings};
pub use columns::{Detail, Format, columns};
pub use conduct::{Conduct, Often, SeatConduct, conduct};
pub use coverage::{Coverage, coverage};
pub use crises::{Count, crises};
pub use reliability::reliability;
pub use scarcity::{Want, scarcity};
pub use sides::{Side, sides};
pub use simulate::{Course, Job, Shard, Sheet, simulate};
pub use tables::{Tally, tables};
pub use trial::{Trial, trial};
