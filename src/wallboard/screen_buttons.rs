//! Buttons of the whole screen, seen while the pointer or the focus is there: full screen, and the way to the dashboard.

use cubeboard_responses::address::Address;
use leptos::prelude::*;

use crate::browser::{address, full_screen};
use crate::i18n::use_locale;

/// Full screen, and a link to the same query on the dashboard.
#[component]
pub fn ScreenButtons(
    /// Whether there is a dashboard for whoever looks at this screen.
    has_dashboard: bool,
) -> impl IntoView {
    let locale = use_locale();
    let is_full = full_screen::is_on();
    let name = move || {
        let text = locale.wallboard();
        if is_full.get() { text.leave_full_screen } else { text.full_screen }
    };
    let toggle =
        move |_| if is_full.get_untracked() { full_screen::leave() } else { full_screen::enter() };
    let dashboard = Address::parse(&address::search()).with("view", "").search();
    view! {
        <nav class="board-buttons">
            <button type="button" class="button" hidden=!full_screen::is_possible() on:click=toggle>
                {name}
            </button>
            <a class="button" href=dashboard hidden=!has_dashboard>
                {move || locale.wallboard().dashboard}
            </a>
        </nav>
    }
    .into_any()
}
