//! Responses of a call centre as data: held by column, filtered, searched, sorted, laid out as a table, divided
//! into days and counted.
//!
//! Nothing here knows a service, a browser, a network, a clock or randomness: time, zone and pixel sizes are
//! arguments. Whoever reads responses from somewhere fills a [`store::Store`] and implements [`rows::Rows`]; the
//! modules stand in reading order, each using those before it.

pub mod address;
pub mod sort;
pub mod text;
pub mod agent_alias;
pub mod notes;
pub mod saved_views;
pub mod calendar;
pub mod column;
pub mod store;
pub mod rows;
pub mod selection;
pub mod view;
pub mod table;
pub mod series;
pub mod statistics;
pub mod goal;
pub mod wallboard;
