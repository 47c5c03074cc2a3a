//! Drives the real page in a real browser against the real relay, in words a person would use.
//!
//! A test opens a [`page::Page`], does what a reader does and says what a reader sees. Things on
//! the page are found by role and accessible name, so that a test also proves that assistive
//! technology finds them.
//!
//! Nothing here knows how the page is built; nothing waits for a fixed time.
//!
//! The benchmark (`bin/bench.rs`) drives the page in the same way, against replies that lie ready;
//! there a set delay stands for the network.

pub mod access;
pub mod acts;
pub mod api;
pub mod beside_plain;
pub mod browser;
pub mod builds;
pub mod charts;
pub mod customers;
pub mod failure;
pub mod fields;
pub mod figures;
pub mod files;
pub mod folders;
pub mod from_navigation;
pub mod growing;
pub mod held;
pub mod kept;
pub mod keyboard;
pub mod layout;
pub mod long_list;
pub mod main_thread;
pub mod page;
pub mod paper;
pub mod passphrases;
pub mod publishing;
pub mod ready_replies;
pub mod relay;
pub mod screenshots;
pub mod scrolling;
pub mod server;
pub mod states;
pub mod static_files;
pub mod stopwatch;
pub mod tables;
pub mod waiting;

use crate::browser::Looks;
use crate::failure::Outcome;
use crate::page::Page;
use crate::relay::Relay;

/// The query of the service's own example: 207 sales of campaign 926 in January 2017.
pub const JANUARY_SALES: &str = "/?campaign=926&from=2017-01-01&to=2017-01-31&type=Sale";

/// Campaign 2100 of the demo has 100,000 responses over a year, 500 to a page.
pub const A_YEAR_OF_CALLS: &str = "/?campaign=2100&from=2025-01-01&to=2025-12-31";

/// Campaign 2900 has a million in the same year: more than a browser can scroll through in pixels.
pub const A_MILLION_CALLS: &str = "/?campaign=2900&from=2025-01-01&to=2025-12-31";

/// A demo relay, and a page in a fresh browser that is served by it but shows nothing yet.
///
/// # Errors
///
/// When the command, the page's files or the browser are missing or do not start.
pub async fn demo() -> Outcome<(Relay, Page)> {
    let relay = Relay::demo().await?;
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    Ok((relay, page))
}
