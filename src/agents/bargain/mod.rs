//! Delegations that bargain, on bare domains: what they believe of the others, what they put forward, and when they accept,
//! stall or leave. Integers only; no game, no text. The figures of a decision are handed over for others to word.

pub mod beliefs;
pub mod delegation;
pub mod offer;
pub mod seated;
mod sheet;
mod swaps;

#[cfg(test)]
mod tests;
