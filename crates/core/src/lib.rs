//! What Cubeboard knows: Cube's wire types, the walk over its pages, the rows, and what is counted from them.
//!
//! No browser, no network, no clock and no randomness in here: time, zone, seed and pixel sizes are arguments.
//! The modules stand in reading order: a question, its reply, the rows, how they are gathered, what is shown.

pub mod days;
pub mod query;
pub mod address;
pub mod time;
pub mod zone;
pub mod json;
pub mod fetch;
pub mod api;
pub mod sort;
pub mod collate;
pub mod search;
pub mod store;
pub mod connection;
pub mod campaigns;
pub mod loader;
pub mod order;
pub mod column;
pub mod selection;
pub mod view;
pub mod layout;
pub mod sheet;
pub mod clipboard;
pub mod history;
pub mod definition;
pub mod rate;
pub mod holiday;
pub mod comparison;
pub mod series;
pub mod figures;
pub mod pace;
pub mod period;
pub mod viewport;
pub mod cursor;
pub mod text;
pub mod demo;
