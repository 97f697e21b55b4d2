//! What the check finds, held against a tiny pack of two actors.

mod meaning;
pub(in crate::scenario) mod pack;
mod shape;
mod sound;
