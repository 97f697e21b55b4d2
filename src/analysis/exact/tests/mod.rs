//! Tests of analyses: reference domains, and random ones against plain definitions.

mod definitions;
mod domains;
mod references;
