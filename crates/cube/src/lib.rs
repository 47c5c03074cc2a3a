//! A client of Headshed Cube's REST API that does no input or output of its own.
//!
//! A [`query::Query`] says what to ask; the [`loader::Loader`] says which page to request next and takes in what
//! became of it ([`fetch`]), reading replies ([`wire`]) straight into the columns of `cubeboard_responses`. Whoever
//! drives it, a page or a command, sends the requests and watches the clock. [`demo`] answers as the service does.

pub mod query;
pub mod fetch;
pub mod utf8;
pub mod object;
pub mod wire;
pub mod loader;
pub mod campaigns;
pub mod connection;
pub mod demo;
