//! Negotiations in integers: how parties concede, and what happens at a table of them. No floats, no game under way.

pub mod concession;
pub mod protocol;
#[cfg(test)]
pub(crate) mod testing;
