//! Analysis of negotiations: exact solutions by enumeration, protocols on bare domains, forecasts, interchange.
//!
//! `exact` works in integers and exact rationals. What is estimated in floats lives in `estimate` and never becomes an
//! order. `seen` takes a table of a game from a view; the rest knows no game under way: callers hand over utilities, true or
//! believed. `interchange` reads and writes the formats of other tools.

pub mod debrief;
pub mod estimate;
pub mod exact;
pub mod interchange;
pub mod nearest;
pub mod seen;
