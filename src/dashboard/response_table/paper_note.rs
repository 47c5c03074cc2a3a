//! Note on paper that says how many of the rows stand there.

use cubeboard_responses::table::viewport::MAX_PRINTED_ROWS;
use leptos::prelude::*;

use crate::i18n::use_locale;
use crate::state::preferences::use_preferences;
use crate::state::visible_rows::use_visible_rows;

/// How many of the rows stand on paper, where that is not all; on screen it is hidden. A browser that prints without
/// telling the page has the rows in view.
#[component]
pub fn PaperNote() -> impl IntoView {
    let locale = use_locale();
    let preferences = use_preferences();
    let row_count = use_visible_rows().row_count();
    let note = move || {
        let rows = row_count.get();
        let number = |rows: usize| locale.formatter().number(rows as u64);
        let text = &locale.text().paper;
        let note = match preferences.is_printing() {
            true if rows > MAX_PRINTED_ROWS => {
                text.first_rows(&number(MAX_PRINTED_ROWS), &number(rows))
            }
            false if rows > 10 => text.rows_in_view(&number(rows)),
            _ => return None,
        };
        Some(view! { <p class="paper-note">{note}</p> }.into_any())
    };
    view! { {note} }.into_any()
}
