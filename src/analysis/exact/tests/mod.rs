//! Tests of analyses: reference domains, and random ones against plain definitions.

mod definitions;
mod domains;
mod negmas;
mod references;
