//! Root component: provides the page's state as context and shows the dashboard.

use leptos::prelude::*;

use crate::browser::{policy, timeline};
use crate::dashboard::Dashboard;
use crate::state;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    policy::watch();
    state::provide();
    timeline::mark_after_paint(timeline::INTERACTIVE);
    view! { <Dashboard /> }.into_any()
}
