//! The binary: arguments go to `cli`, nothing else happens here.

fn main() {}
