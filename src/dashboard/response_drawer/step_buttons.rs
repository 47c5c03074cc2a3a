//! Buttons that open the response before or after the one that is open.

use cubeboard_responses::table::cursor::{Cell, Cursor};
use leptos::prelude::*;

use crate::components::page_header::SignButton;
use crate::dashboard::open_response::OpenResponse;
use crate::i18n::use_locale;
use crate::state::visible_rows::use_visible_rows;

/// Buttons to the responses before and after, in the order of the table; the reader's place in the table goes along.
#[component]
pub fn StepButtons(
    /// The response that is open.
    opened: OpenResponse,
    /// Where the reader is in the table.
    cursor: RwSignal<Option<Cursor>>,
    /// The index of a row that the table is scrolled to.
    scrolled_to: RwSignal<Option<usize>>,
) -> impl IntoView {
    let locale = use_locale();
    let row_count = use_visible_rows().row_count();
    let text = move || &locale.text().response;
    let cell = move || cursor.get_untracked().unwrap_or_default().at;
    // From a response that the filters leave out by now, the next is the first.
    let place = move || opened.place(cell().row);
    let go_to = move |row: Option<usize>| {
        let last = row_count.get_untracked().checked_sub(1);
        if let Some(row) = row.and_then(|row| Some(row.min(last?))) {
            cursor.set(Some(Cursor::on(Cell { row, ..cell() })));
            opened.go_to(row);
            scrolled_to.set(Some(row));
        }
    };
    view! {
        <SignButton
            name=move || text().previous.to_owned()
            on_press=move |()| go_to(place().and_then(|it| it.checked_sub(1)))
        >
            "‹"
        </SignButton>
        <SignButton
            name=move || text().next.to_owned()
            on_press=move |()| go_to(Some(place().map_or(0, |it| it + 1)))
        >
            "›"
        </SignButton>
    }
    .into_any()
}
