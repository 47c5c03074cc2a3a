//! Root component: provides the page's state as context and shows the dashboard.

use leptos::prelude::*;

use crate::browser::{keys, shell, timeline};
use crate::components::deferred::{Deferred, Moment};
use crate::dashboard::Dashboard;
use crate::state;
use crate::state::newer_version::use_newer_version;
use crate::state::page_address::PageAddress;
use crate::state::query_form::use_query_form;
use crate::state::settings::Configuration;
use crate::state::shortcuts::use_shortcuts;

/// The whole page. What the address asks for is asked before anything is built for the screen, and what has come by then
/// is taken in: the next requests are on their way.
#[component]
pub fn App(
    /// What config.json says.
    configuration: Configuration,
) -> impl IntoView {
    shell::mark_started();
    state::provide(PageAddress::new(), configuration);
    use_query_form().follow_address();
    use_query_form().follow_day();
    view! {
        <Deferred until=Moment::Idle>
            <Screen />
        </Deferred>
    }
    .into_any()
}

/// The dashboard in place of the shell, and the keys that it listens to.
#[component]
fn Screen() -> impl IntoView {
    shell::remove();
    let shortcuts = use_shortcuts();
    keys::follow(move || untrack(|| shortcuts.is_on()));
    timeline::mark_after_paint(timeline::INTERACTIVE);
    use_newer_version().watch();
    view! { <Dashboard /> }.into_any()
}
