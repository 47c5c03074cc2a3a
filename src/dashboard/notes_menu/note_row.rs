//! A note in the menu: its day and its words; the reader's own are changed and deleted.

use cubeboard_responses::notes::{Note, ShownNote};
use leptos::prelude::*;

use super::UNDO_ID;
use crate::browser::focus;
use crate::components::icon::{BIN, PEN};
use crate::components::sign_chip::SignChip;
use crate::i18n::use_locale;
use crate::state::notes::use_notes;

/// The note with its buttons.
#[component]
pub fn NoteRow(
    /// The note.
    shown: ShownNote,
    /// Runs when the reader wants to change it.
    on_change: Callback<Note>,
) -> impl IntoView {
    let locale = use_locale();
    let notes = use_notes();
    let text = move || locale.notes();
    let ShownNote { note, is_own } = shown;
    let (day, words) = (note.day, note.text.clone());
    let note = StoredValue::new(note);
    let on_delete = move |()| {
        note.with_value(|note| notes.delete(note));
        focus::soon(UNDO_ID);
    };
    let buttons = is_own.then(|| {
        view! {
            <SignChip
                label=move || note.with_value(|note| text().change_note(&note.text))
                icon=PEN
                on_press=move |()| on_change.run(note.get_value())
            />
            <SignChip
                label=move || note.with_value(|note| text().delete_note(&note.text))
                icon=BIN
                on_press=on_delete
            />
        }
    });
    let whose =
        (!is_own).then(|| view! { <span class="note-whose">{move || text().for_everyone}</span> });
    view! {
        <li class="note-row">
            <span class="note-day">{move || locale.formatter().short_day(day)}</span>
            <span class="note-text">{words} " " {whose}</span>
            {buttons}
        </li>
    }
    .into_any()
}
