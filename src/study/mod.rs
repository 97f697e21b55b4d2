//! Batch play: thousands of games as rows. What a row holds doesn't depend on jobs or shards.

pub mod simulate;

pub use simulate::{Format, Job, Shard, simulate};
