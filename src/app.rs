//! Provides the page's state, and shows the one screen there is.

use crate::browser::{policy, timeline};
use crate::dashboard::board::board;
use crate::html::content::Content;
use crate::state;

/// The whole page.
pub fn app() -> impl Content {
    policy::watch();
    state::provide();
    timeline::mark_after_paint(timeline::INTERACTIVE);
    board()
}
