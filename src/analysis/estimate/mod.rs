//! Estimates of negotiations in floats: exchanges of positions, elections by chance. For reports and oracles; nothing of it
//! becomes an order.

pub mod elections;
pub mod exchange;
pub mod issues;
