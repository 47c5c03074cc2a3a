//! What leaves Cubeboard as a file, and what comes back: the command and a worker beside the page share it.
//!
//! Everything is written row by row into an [`io::Write`]; no file is held in memory. Nothing here names a browser,
//! a network or a runtime, and clock and zone are arguments, as in crates/cube.
//!
//! [`io::Write`]: std::io::Write

pub mod clock;
pub mod guard;
pub mod csv;
pub mod json;
pub mod privacy;
pub mod snapshot;
