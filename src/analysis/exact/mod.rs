//! Negotiations in integers: how parties concede, what happens at a table of them, and what of it all was possible: frontier,
//! solutions, missed trades. No floats, no game under way.

pub mod concession;
pub mod domain;
pub mod forecast;
pub mod grid;
pub mod pareto;
pub mod protocol;
pub mod solution;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod trades;
pub mod wide;
pub mod worth;
