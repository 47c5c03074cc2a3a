//! Whether the reader's own notes leave with snapshots and on paper, which only the reader says.

use cubeboard_app::messages::RowsOrigin;
use cubeboard_i18n::notes::notes_text;
use leptos::prelude::*;

use super::PageHandle;
use crate::page::Facts;

/// A box to tick; absent where there is no such note on these days.
#[component]
pub fn OwnNotes(
    /// The page it is about.
    page: PageHandle,
    /// What the page shows.
    facts: Facts,
) -> impl IntoView {
    let text = notes_text(facts.language);
    let takes_own = RwSignal::new(facts.view.takes_own_notes);
    // A snapshot that is shown is saved as the file that it is.
    let is_snapshot = facts.view.origin != RowsOrigin::Service;
    let name = if is_snapshot { text.take_own_on_paper } else { text.take_own };
    let on_change = move |event| {
        takes_own.set(event_target_checked(&event));
        page.with_value(|page| page.take_own_notes(takes_own.get_untracked()));
    };
    (facts.view.own_note_count > 0).then(|| {
        view! {
            <label class="choice share-notes">
                <input type="checkbox" prop:checked=takes_own on:change=on_change />
                <span>{name}</span>
            </label>
        }
        .into_any()
    })
}
