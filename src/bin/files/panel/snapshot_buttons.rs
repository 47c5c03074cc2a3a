//! Snapshots: saving one, with what becomes of personal data in it, and opening one.

use cubeboard_app::components::radio_group::RadioGroup;
use cubeboard_app::components::select_option::SelectOption;
use cubeboard_app::messages::{FileFormat, RowsOrigin, SnapshotOrigin};
use cubeboard_files::lock;
use cubeboard_files::privacy::PersonalData;
use cubeboard_files::snapshot::EXTENSION;
use cubeboard_i18n::lock::lock_text;
use cubeboard_i18n::share::PanelMessages;
use cubeboard_responses::table::sheet::Scope;
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::lock_option::{LockChoice, LockOption};
use super::{MenuEntry, PageHandle, SaveButton};
use crate::opening;
use crate::page::Facts;
use crate::saving::Saving;

/// Name of a choice of what becomes of personal data.
pub fn personal_data_name(personal_data: PersonalData, text: &PanelMessages) -> &'static str {
    match personal_data {
        PersonalData::Omit => text.personal_omitted,
        PersonalData::Pseudonyms => text.personal_pseudonyms,
        PersonalData::Keep => text.personal_kept,
    }
}

/// Buttons that save a snapshot, as it is and as a page; one that is shown already is a file by itself.
#[component]
pub fn SnapshotButtons(
    /// The page it is about.
    page: PageHandle,
    /// What the page shows.
    facts: Facts,
    /// The file that is being written.
    saving: Saving,
) -> impl IntoView {
    let text = facts.text;
    if facts.view.origin != RowsOrigin::Service {
        let view = facts.view;
        return view! {
            <p class="share-note">{text.is_snapshot}</p>
            <div class="share-files">
                <SaveButton
                    name=text.page
                    saving
                    on_press=move |()| saving.start_page(view.clone())
                />
            </div>
            <p class="share-note">{text.page_note}</p>
        }
        .into_any();
    }
    let personal_data = RwSignal::new(PersonalData::default());
    let option = |personal_data: PersonalData| {
        SelectOption::new(personal_data.key(), personal_data_name(personal_data, text))
    };
    let lock = LockChoice::new();
    let save = move |format: FileFormat| {
        // Nothing where a passphrase is missing, which the field says.
        if let Some(passphrase) = lock.passphrase() {
            page.with_value(|page| saving.start_locked(page, format, Scope::All, passphrase));
        }
    };
    let on_save =
        move |()| save(FileFormat::Snapshot { personal_data: personal_data.get_untracked() });
    let on_save_page =
        move |()| save(FileFormat::Page { personal_data: personal_data.get_untracked() });
    view! {
        <RadioGroup
            name="personal"
            label=text.personal
            options=PersonalData::ALL.map(option).to_vec()
            selected=move || personal_data.get().key().to_owned()
            on_select=move |key: String| {
                personal_data.set(PersonalData::from_key(&key).unwrap_or_default());
            }
        />
        <LockOption lock text=lock_text(facts.language) saving />
        <div class="share-files">
            <SaveButton name=text.snapshot saving on_press=on_save />
            <SaveButton name=text.page saving on_press=on_save_page />
        </div>
        <p class="share-note">{text.snapshot_note} " " {text.page_note}</p>
    }
    .into_any()
}

/// Entry that opens a snapshot. It presses the file input, which is not to be seen: browsers have no words for it in the
/// page's language.
#[component]
pub fn OpenSnapshot(
    /// The page that shows it.
    page: PageHandle,
    /// The panel's words.
    text: &'static PanelMessages,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let on_change = move |_: Event| {
        let file = input.get_untracked().and_then(|input| input.files()?.get(0));
        if let Some(file) = file {
            opening::open(file.into(), page.get_value(), SnapshotOrigin::Reader);
        }
    };
    let on_press = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <MenuEntry name=text.open_file on_press=on_press />
        <input
            type="file"
            accept=format!(".{EXTENSION},.{}", lock::EXTENSION)
            hidden=true
            node_ref=input
            on:change=on_change
        />
    }
    .into_any()
}
