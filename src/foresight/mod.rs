//! Worlds that may come: how the seats would play on from a state, what a seat may expect by its view, how long an order
//! holds when nobody tends it, what else a game might have come to. Everything here is a function of its arguments; callers
//! spread futures over cores.

pub mod counterfactual;
pub mod course;
pub mod durability;
pub mod forecast;
pub mod search;

pub use counterfactual::{Change, Decision, Script, Upshot, Upshots};
pub use course::{Cast, play_turn};
pub use durability::{Afterlife, Breach, Durability, Vigil};
pub use forecast::{Fan, Forecast, Future, Outcome, Prospectus, Watched};
pub use search::{Later, Proposal, Reason};
