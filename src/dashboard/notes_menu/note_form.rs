//! Form that writes a note of the reader's own, or changes one.

use cubeboard_i18n::notes::NotesMessages;
use cubeboard_responses::calendar::days::parse_day;
use cubeboard_responses::notes::Note;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::text_field::{FieldKind, TextField};
use crate::i18n::use_locale;
use crate::state::chart::use_chart;
use crate::state::notes::use_notes;

/// Id of the field for the words.
pub const TEXT_ID: &str = "note-text";

/// Day, words, and whether it is about every campaign.
#[component]
pub fn NoteForm(
    /// The note that is changed; none for a new one.
    changed: RwSignal<Option<Note>>,
) -> impl IntoView {
    let locale = use_locale();
    let (chart, notes) = (use_chart(), use_notes());
    let text = move || locale.notes();
    let day = RwSignal::new(String::new());
    let words = RwSignal::new(String::new());
    let is_about_all = RwSignal::new(false);
    let mistake = RwSignal::new(None::<Mistake>);
    // Filled in as a note is taken up, and emptied when it is put down; edited apart from it between.
    Effect::new(move || {
        let note = changed.get();
        let usual = || untrack(|| chart.day_to_note()).map(|day| day.to_string());
        day.set(note.as_ref().map(|note| note.day.to_string()).or_else(usual).unwrap_or_default());
        is_about_all.set(note.as_ref().is_some_and(|note| note.campaigns.is_empty()));
        if note.is_some() {
            focus::soon(TEXT_ID);
        }
        words.set(note.map(|note| note.text).unwrap_or_default());
        mistake.set(None);
    });
    let error = move |its: Mistake, words: fn(&'static NotesMessages) -> &'static str| {
        Signal::derive(move || (mistake.get() == Some(its)).then(|| words(text())))
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(on_day) = parse_day(&day.read_untracked()) else {
            return mistake.set(Some(Mistake::Day));
        };
        let before = changed.get_untracked();
        let campaigns = if is_about_all.get_untracked() {
            Vec::new()
        } else {
            // One that was of other campaigns, too, stays so.
            let its = before.as_ref().map(|note| note.campaigns.clone());
            its.filter(|its| !its.is_empty()).unwrap_or_else(|| untrack(|| notes.campaigns()))
        };
        let Some(note) = Note::new(on_day, &words.read_untracked(), campaigns) else {
            return mistake.set(Some(Mistake::Text));
        };
        notes.put(note, before.as_ref());
        changed.set(None);
    };
    let action = move || if changed.read().is_some() { text().save } else { text().add };
    view! {
        <form class="note-form" on:submit=on_submit>
            <TextField
                id="note-day"
                kind=FieldKind::Day
                label=Signal::derive(move || text().day)
                value=day
                error=error(Mistake::Day, |text| text.day_missing)
            />
            <TextField
                id=TEXT_ID
                kind=FieldKind::Long
                label=Signal::derive(move || text().text)
                value=words
                error=error(Mistake::Text, |text| text.text_missing)
            />
            <label class="choice">
                <input type="checkbox" bind:checked=is_about_all />
                <span>{move || text().every_campaign}</span>
            </label>
            <div class="note-buttons">
                <button class="button">{action}</button>
                <Show when=move || changed.read().is_some()>
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| {
                            changed.set(None);
                            focus::soon(TEXT_ID);
                        }
                    >
                        {move || text().cancel}
                    </button>
                </Show>
            </div>
        </form>
    }
    .into_any()
}

/// What is wrong with a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mistake {
    /// It has no day.
    Day,
    /// It has no words.
    Text,
}
