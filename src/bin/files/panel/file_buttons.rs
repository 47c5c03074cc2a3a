//! Buttons that save the table's rows as a file, and the choice which of them.

use cubeboard_app::components::radio_group::RadioGroup;
use cubeboard_app::components::select_option::SelectOption;
use cubeboard_app::i18n::formatter::Formatter;
use cubeboard_app::messages::FileFormat;
use cubeboard_responses::table::sheet::Scope;
use leptos::prelude::*;

use super::workbook_button::WorkbookButton;
use super::{PageHandle, SaveButton};
use crate::page::Facts;
use crate::saving::Saving;

/// Which rows a file holds, where there is a choice, and a button for each kind of file.
#[component]
pub fn FileButtons(
    /// The page it is about.
    page: PageHandle,
    /// What the page shows.
    facts: Facts,
    /// The file that is being written.
    saving: Saving,
    /// Which rows a file takes.
    scope: RwSignal<Scope>,
) -> impl IntoView {
    let text = facts.text;
    let formatter = Formatter { language: facts.language, ..Formatter::default() };
    let [shown, all] =
        [facts.view.shown_count, facts.view.row_count].map(|count| formatter.number(count));
    let options = vec![
        SelectOption::new(Scope::Shown.key(), text.rows_shown(&shown)),
        SelectOption::new(Scope::All.key(), text.all_rows(&all)),
    ];
    let has_choice = facts.view.shown_count != facts.view.row_count;
    let save = move |format: FileFormat| {
        page.with_value(|page| saving.start(page, format, scope.get_untracked()));
    };
    let scopes = has_choice.then(|| {
        view! {
            <RadioGroup
                name="scope"
                label=text.table
                options
                selected=move || scope.get().key().to_owned()
                on_select=move |key: String| scope.set(Scope::from_key(&key))
            />
        }
    });
    view! {
        {scopes}
        <div class="share-files">
            <SaveButton name=text.csv saving on_press=move |()| save(FileFormat::Csv) />
            <SaveButton name=text.json saving on_press=move |()| save(FileFormat::Json) />
        </div>
        <WorkbookButton page facts=facts.clone() saving scope />
    }
    .into_any()
}
