//! Root component: provides the page's state as context and shows the dashboard.

use leptos::prelude::*;

use crate::browser::{keys, policy, timeline};
use crate::dashboard::Dashboard;
use crate::state;
use crate::state::shortcuts::use_shortcuts;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    policy::watch();
    state::provide();
    let shortcuts = use_shortcuts();
    keys::follow(move || untrack(|| shortcuts.is_on()));
    timeline::mark_after_paint(timeline::INTERACTIVE);
    view! { <Dashboard /> }.into_any()
}
