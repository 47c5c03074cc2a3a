//! The Cubeboard page, in Leptos. What it knows of responses is in `cubeboard_responses`, of the service in
//! `cubeboard_cube`, and how charts are drawn in `cubeboard_plot`; this crate joins them to a browser. The modules stand in
//! reading order: what is set up, what is kept, what is shown, and the edges.

pub mod app;
pub mod config;
pub mod state;
pub mod dashboard;
pub mod wallboard;
pub mod components;
pub mod messages;
pub mod snapshot_head;
pub mod i18n;
pub mod net;
pub mod browser;
