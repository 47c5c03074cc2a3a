//! The `cubeboard` command as a library, so that tests can put questions to the router itself.
//! Begin with `serve`, `fetch` and `publish`, the subcommands, and `router`, which shows what stands at which address.

pub mod access;
pub mod account;
mod answer;
mod clock;
pub mod config;
pub mod connections;
pub mod display_key;
pub mod download;
pub mod fetch;
pub mod forwarding;
pub mod hash_password;
pub mod health;
pub mod hosts;
pub mod list;
pub mod listen;
pub mod log;
pub mod manual;
pub mod metrics;
pub mod page;
pub mod passphrase;
pub mod policy;
pub mod publish;
pub mod relay;
pub mod relay_key;
mod request_log;
pub mod router;
pub mod serve;
pub mod settings;
pub mod shared;
mod signals;
pub mod terminal;
mod text_file;
pub mod upstream_arguments;
