//! What delegations promise, on seeded random domains and on a reference domain, set against enumeration.

mod domains;
mod learning;
mod offers;
mod steps;
mod tables;
