//! What the page holds while it runs. Each is a `Copy` struct of signals with named methods, made once in `app.rs`.

pub mod calendar;
pub mod columns;
pub mod comparison;
pub mod connection;
pub mod counted;
pub mod dataset;
pub mod definitions;
pub mod notice;
pub mod page_address;
pub mod preferences;
pub mod query_form;
pub mod settings;
pub mod shown;
pub mod source;
pub mod trend;
