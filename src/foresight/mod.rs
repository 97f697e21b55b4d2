//! Worlds that may come: how the seats would play on from a state, what a seat may expect by its view, and how long an
//! order holds when nobody tends it. Everything here is a function of its arguments; callers spread futures over cores.

pub mod course;
pub mod durability;
pub mod forecast;
pub mod search;

pub use course::{Cast, play_turn};
pub use durability::{Afterlife, Breach, Durability, Vigil};
pub use forecast::{Fan, Forecast, Future, Outcome, Prospectus, Watched};
pub use search::{Later, Proposal, Reason};
