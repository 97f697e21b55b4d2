//! What the check finds, held against a tiny pack of two actors.

mod meaning;
mod pack;
mod shape;
mod sound;
