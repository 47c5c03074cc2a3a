//! Menu of notes on the days of the chart: those that there are, and a form that writes one of the reader's own.

mod note_form;
mod note_row;

use cubeboard_i18n::notes::NotesMessages;
use leptos::prelude::*;

use self::note_form::{NoteForm, TEXT_ID};
use self::note_row::NoteRow;
use crate::browser::focus;
use crate::components::menu::{Menu, MenuLabel};
use crate::components::undo_line::UndoLine;
use crate::i18n::use_locale;
use crate::state::chart::use_chart;
use crate::state::notes::{Change, ChangeKind, use_notes};

/// Id of the button that takes a change back.
const UNDO_ID: &str = "notes-undo";

/// Button that opens the notes, with how many there are on these days.
#[component]
pub fn NotesMenu() -> impl IntoView {
    let locale = use_locale();
    let chart = use_chart();
    let label = Signal::derive(move || locale.notes().title);
    let count = Signal::derive(move || match chart.notes().read().len() {
        0 => " ▾".to_owned(),
        count => format!(" ({}) ▾", locale.formatter().number(count as u64)),
    });
    view! {
        <Menu label face=move || view! { <MenuLabel name=label choice=count /> }.into_any()>
            <NotesPanel />
        </Menu>
    }
    .into_any()
}

/// The notes, the last change, and the form.
#[component]
fn NotesPanel() -> impl IntoView {
    let locale = use_locale();
    let (chart, notes) = (use_chart(), use_notes());
    notes.renew();
    let text = move || locale.notes();
    let shown = chart.notes();
    // The note that the form changes; none for a new one.
    let changed = RwSignal::new(None);
    let on_change = Callback::new(move |note| changed.set(Some(note)));
    view! {
        <div class="menu-list notes">
            <Show
                when=move || !shown.read().is_empty()
                fallback=move || view! { <p>{move || text().none}</p> }
            >
                <ul aria-label=move || text().title>
                    <For each=move || shown.get() key=Clone::clone let:shown>
                        <NoteRow shown on_change />
                    </For>
                </ul>
            </Show>
            <ChangeLine />
            <NoteForm changed />
            <p class="share-note">{move || text().stays_here}</p>
        </div>
    }
    .into_any()
}

/// What became of the last change, and the way back.
#[component]
fn ChangeLine() -> impl IntoView {
    let locale = use_locale();
    let notes = use_notes();
    let text = move || locale.notes();
    let told = move || {
        let change = notes.last_change();
        change.map(|change| told(&change, text())).unwrap_or_default()
    };
    let can_be_undone =
        Memo::new(move |_| notes.last_change().as_ref().is_some_and(Change::can_be_undone));
    let on_undo = move |()| {
        notes.undo();
        focus::soon(TEXT_ID);
    };
    view! {
        <UndoLine
            id=UNDO_ID
            told
            can_be_undone
            name=move || text().undo
            on_undo
            not_kept=move || (!notes.are_kept()).then(|| text().not_kept)
        />
    }
    .into_any()
}

fn told(change: &Change, text: &NotesMessages) -> String {
    let words = &change.note.text;
    match change.kind {
        ChangeKind::Added => text.added(words),
        ChangeKind::Changed => text.changed(words),
        ChangeKind::Deleted => text.deleted(words),
        ChangeKind::Undone => text.undone.to_owned(),
    }
}
