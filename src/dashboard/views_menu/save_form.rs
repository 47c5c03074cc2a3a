//! Form that saves what the page shows as a view.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::components::text_field::{FieldKind, TextField};
use crate::i18n::use_locale;
use crate::state::views::use_views;

/// Id of the field for its name.
pub const NAME_ID: &str = "view-name";

/// Field and button; a line that says what a view is, where there is nothing to save.
#[component]
pub fn SaveForm() -> impl IntoView {
    let locale = use_locale();
    let views = use_views();
    let text = move || locale.views();
    let name = RwSignal::new(String::new());
    let is_missing = RwSignal::new(false);
    let can_save = Memo::new(move |_| views.can_save());
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let is_saved = views.save(&name.read_untracked());
        is_missing.set(!is_saved);
        if is_saved {
            name.set(String::new());
        }
    };
    view! {
        <Show
            when=move || can_save.get()
            fallback=move || view! { <p class="share-note">{move || text().nothing_to_save}</p> }
        >
            <form class="views-save" on:submit=on_submit>
                <TextField
                    id=NAME_ID
                    kind=FieldKind::Long
                    label=Signal::derive(move || text().name)
                    value=name
                    error=Signal::derive(move || is_missing.get().then(|| text().name_missing))
                />
                <button class="button">{move || text().save}</button>
            </form>
        </Show>
    }
    .into_any()
}
