//! Notice that the server has a newer version of the page, with a button that loads it; nothing is loaded without.

use leptos::prelude::*;

use crate::browser::address;
use crate::i18n::use_locale;
use crate::state::newer_version::use_newer_version;

/// A quiet line with a button, while there is a newer version.
#[component]
pub fn NewerVersionNotice() -> impl IntoView {
    let locale = use_locale();
    let newer = use_newer_version();
    view! {
        <Show when=move || newer.is_there()>
            <div class="alert newer" role="status">
                <p>{move || locale.text().newer_version}</p>
                <button type="button" class="button" on:click=move |_| address::reload()>
                    {move || locale.text().load_newer_version}
                </button>
            </div>
        </Show>
    }
    .into_any()
}
