//! Notes on the days of the chart as a list, which stands on paper only: the screen has them with the bars.

use cubeboard_responses::notes::ShownNote;
use leptos::prelude::*;

use crate::i18n::use_locale;
use crate::state::chart::use_chart;
use crate::state::preferences::use_preferences;

/// The list; absent on a screen.
#[component]
pub fn NotesList() -> impl IntoView {
    let locale = use_locale();
    let preferences = use_preferences();
    let notes = use_chart().notes();
    let is_wanted = Memo::new(move |_| preferences.is_printing() && !notes.read().is_empty());
    let entry = move |shown: ShownNote| {
        let day = locale.formatter().short_day(shown.note.day);
        view! { <li>{day} ": " {shown.note.text}</li> }.into_any()
    };
    view! {
        <Show when=move || is_wanted.get()>
            <ul class="paper-notes" aria-label=move || locale.notes().title>
                {move || notes.get().into_iter().map(entry).collect_view()}
            </ul>
        </Show>
    }
    .into_any()
}
