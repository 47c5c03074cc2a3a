//! Files that leave Cubeboard and come back: CSV, JSON and snapshots, for the command and a worker beside the page.
//!
//! Everything is written row by row into an [`io::Write`]; no file is held in memory. Nothing here names a browser,
//! a network or a runtime, and clock and zone are arguments, as in crates/cube.
//!
//! [`io::Write`]: std::io::Write

pub mod clock;
pub mod command;
pub mod guard;
pub mod csv;
pub mod json;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "lock")]
pub mod lock;
pub mod page_config;
pub mod privacy;
pub mod rows;
pub mod single_file;
pub mod snapshot;
#[cfg(feature = "workbook")]
pub mod workbook;
