//! Buttons that save the table's rows as a file, and the choice which of them.

use cubeboard_app::components::radio_group::RadioGroup;
use cubeboard_app::i18n::formatter::Formatter;
use leptos::prelude::*;

use super::{PageHandle, SaveButton};
use crate::page::{Facts, Page};
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
    /// Whether a file takes all rows, and not only those shown.
    takes_all: RwSignal<bool>,
) -> impl IntoView {
    let text = facts.text;
    let formatter = Formatter { language: facts.language, ..Formatter::default() };
    let [shown, all] = facts.counts.map(|count| formatter.number(count));
    let names = vec![text.rows_shown(&shown), text.all_rows(&all)];
    let has_choice = facts.counts[0] != facts.counts[1];
    let save = move |kind: &'static str| {
        let facts = page.with_value(Page::facts);
        let columns: Vec<_> = facts.columns.iter().map(|column| column.key()).collect();
        let order = facts
            .address
            .with("as", kind)
            .with("columns", &columns.join(","))
            .with("lang", facts.language.tag());
        page.with_value(|page| saving.start(page, &order, takes_all.get_untracked()));
    };
    let scopes = has_choice.then(|| {
        view! {
            <RadioGroup
                name="scope"
                label=text.table
                options=names
                selected=move || usize::from(takes_all.get())
                on_select=move |index| takes_all.set(index > 0)
            />
        }
    });
    view! {
        {scopes}
        <div class="share-files">
            <SaveButton name=text.csv saving on_press=move |()| save("csv") />
            <SaveButton name=text.json saving on_press=move |()| save("json") />
        </div>
    }
    .into_any()
}
