//! Button that saves an Excel workbook, with what becomes of personal data in it; or, where there are more rows than a
//! browser has memory for, the command that writes them.

use cubeboard_app::browser::{clipboard, on_demand};
use cubeboard_app::components::select::Select;
use cubeboard_app::components::select_option::SelectOption;
use cubeboard_app::i18n::formatter::Formatter;
use cubeboard_app::messages::FileFormat;
use cubeboard_files::privacy::PersonalData;
use cubeboard_responses::address::Address;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::Selection;
use cubeboard_responses::table::sheet::Scope;
use leptos::prelude::*;

use super::snapshot_buttons::personal_data_name;
use super::{PageHandle, SaveButton};
use crate::page::Facts;
use crate::saving::end::Copied;
use crate::saving::{Saving, WORKBOOK_PROGRAM};
use crate::workbook_limit::{self, MOST_ROWS};

/// The workbook of the rows chosen, or the command for it; a page that is one file has no room for what writes it.
#[component]
pub fn WorkbookButton(
    /// The page it is about.
    page: PageHandle,
    /// What the page shows.
    facts: Facts,
    /// The file that is being written.
    saving: Saving,
    /// Which rows the file takes.
    scope: RwSignal<Scope>,
) -> impl IntoView {
    let text = facts.text;
    if !on_demand::has(WORKBOOK_PROGRAM) {
        return view! { <p class="share-note">{text.no_workbook}</p> }.into_any();
    }
    let (shown_count, row_count) = (facts.view.shown_count, facts.view.row_count);
    let count = Memo::new(move |_| match scope.get() {
        Scope::Shown | Scope::ShownAsServed => shown_count,
        Scope::All => row_count,
    });
    let is_too_many = Memo::new(move |_| count.get() > MOST_ROWS);
    let formatter = Formatter { language: facts.language, ..Formatter::default() };
    let note = move || {
        let [rows, most] = [count.get(), MOST_ROWS].map(|count| formatter.number(count));
        is_too_many.get().then(|| text.too_many_for_a_workbook(&rows, &most))
    };
    let facts = StoredValue::new_local(facts);
    view! {
        <p class="share-note" role="status">
            {note}
        </p>
        <Show
            when=move || is_too_many.get()
            fallback=move || view! { <SaveWorkbook page facts=facts.get_value() saving scope /> }
        >
            <WorkbookCommand facts=facts.get_value() saving />
        </Show>
    }
    .into_any()
}

/// The choice of what becomes of personal data, and the button.
#[component]
fn SaveWorkbook(
    /// The page it is about.
    page: PageHandle,
    /// What the page shows.
    facts: Facts,
    /// The file that is being written.
    saving: Saving,
    /// Which rows the file takes.
    scope: RwSignal<Scope>,
) -> impl IntoView {
    let text = facts.text;
    let personal_data = RwSignal::new(PersonalData::Keep);
    let option = |personal_data: PersonalData| {
        SelectOption::new(personal_data.key(), personal_data_name(personal_data, text))
    };
    let on_save = move |()| {
        let (scope, personal_data) = (scope.get_untracked(), personal_data.get_untracked());
        page.with_value(|page| {
            let is_told = personal_data == PersonalData::Keep;
            let address = page.facts().map(|facts| facts.address()).unwrap_or_default();
            let scope = match scope {
                Scope::Shown if !is_told && is_sorted_by_customer(&address) => Scope::ShownAsServed,
                scope => scope,
            };
            saving.start(page, FileFormat::Workbook { personal_data, scope }, scope);
        });
    };
    view! {
        <label class="share-choice">
            <span>{text.workbook_personal}</span>
            <Select
                label=text.workbook_personal
                options=PersonalData::ALL.map(option).to_vec()
                selected=move || personal_data.get().key().to_owned()
                on_select=move |key: String| {
                    personal_data.set(PersonalData::from_key(&key).unwrap_or_default());
                }
            />
        </label>
        <div class="share-files">
            <SaveButton name=text.workbook saving on_press=on_save />
        </div>
    }
    .into_any()
}

/// Whether the order of the rows tells something of customers and comments.
fn is_sorted_by_customer(address: &Address) -> bool {
    Selection::of(address).sort.iter().any(|key| {
        matches!(
            key.column,
            Column::Customer | Column::CrmId | Column::ExternalId | Column::Comment
        )
    })
}

/// The command that writes the workbook of what was asked.
#[component]
fn WorkbookCommand(
    /// What the page shows.
    facts: Facts,
    /// Where it is said that it was copied.
    saving: Saving,
) -> impl IntoView {
    let text = facts.text;
    let command = StoredValue::new(workbook_limit::command(&facts));
    let on_copy = move |_| {
        let done = move |is_copied| saving.end_copying(Copied::Command, is_copied);
        command.with_value(|command| clipboard::write(command, done));
    };
    view! {
        <code class="share-command">{command.get_value()}</code>
        <div class="share-files">
            <button type="button" class="button" on:click=on_copy>
                {text.copy_command}
            </button>
        </div>
    }
    .into_any()
}
