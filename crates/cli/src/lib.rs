//! The `cubeboard` command as a library, so that tests can put questions to the router itself.
//! Begin with `serve`, the subcommand, and `router`, which shows what stands at which address.

mod clock;
pub mod account;
pub mod config;
pub mod page;
pub mod policy;
pub mod relay;
pub mod router;
pub mod serve;
mod signals;
