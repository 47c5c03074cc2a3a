//! Network: requests in, bytes or errors out.

pub mod endpoint;
pub mod client;
pub mod demo;
