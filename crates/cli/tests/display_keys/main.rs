//! Keys of displays, from the command that makes them to the replies that they get, over real sockets.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod command;
mod entrance;
mod office;
mod reading;
mod renewal;
#[path = "../running/mod.rs"]
mod running;
mod sign_out;
#[path = "../signing/mod.rs"]
mod signing;
mod surroundings;
mod withdrawal;
