//! Analysis of negotiations: exact solutions by enumeration, protocols on bare domains, forecasts, interchange.
//!
//! `exact` works in integers and exact rationals. What is estimated in floats lives in `estimate` and never becomes an
//! order. Nothing here knows a game under way; callers hand over utilities, true or believed.

pub mod estimate;
pub mod exact;
