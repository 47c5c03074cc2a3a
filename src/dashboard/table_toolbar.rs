//! Toolbar above the table of responses: search, filters, chips of the filters that are set, order, and columns.

use cubeboard_cube::loader::Reading;
use cubeboard_i18n::detail::TableMessages;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::SortKey;
use leptos::prelude::*;

use super::column_menu::ColumnMenu;
use super::filter_chips::FilterChips;
use super::filter_menu::FilterMenu;
use crate::components::select::Select;
use crate::i18n::use_locale;
use crate::state::dataset::use_dataset;
use crate::state::page_address::use_page_address;
use crate::state::visible_rows::use_visible_rows;

/// The toolbar.
#[component]
pub fn TableToolbar() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="table-tools">
            <h2>{move || locale.text().table.responses}</h2>
            <SearchField />
            <FilterMenu column=Column::Kind />
            <FilterMenu column=Column::Subtype />
            <FilterMenu column=Column::Agent />
            <FilterMenu column=Column::Submitted />
            <FilterChips />
            <SortSelect />
            <VisibleShare />
            <ColumnMenu />
        </div>
    }
    .into_any()
}

/// Field for words that must occur in a response.
#[component]
fn SearchField() -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let selection = use_visible_rows().selection();
    let label = move || locale.text().table.search;
    let on_input =
        move |event| address.select(|selection| selection.search = event_target_value(&event));
    view! {
        <input
            class="search"
            type="search"
            aria-label=label
            aria-keyshortcuts="/"
            placeholder=label
            autocomplete="off"
            spellcheck="false"
            prop:value=move || selection.read().search.clone()
            on:input=on_input
        />
    }
    .into_any()
}

/// How many of all rows are shown, where it is not all.
#[component]
fn VisibleShare() -> impl IntoView {
    let locale = use_locale();
    let dataset = use_dataset();
    let row_count = use_visible_rows().row_count();
    let share = Memo::new(move |_| {
        let all = dataset.with_shown(Reading::row_count).unwrap_or(0);
        let shown = row_count.get() as u64;
        let [shown_text, all_text] = [shown, all].map(|count| locale.formatter().number(count));
        (shown != all).then(|| locale.text().table.shown_of(&shown_text, &all_text))
    });
    view! {
        <span class="table-share" role="status">
            {move || share.get()}
        </span>
    }
    .into_any()
}

/// Orders that can be chosen: the service's own, and each column either way.
const SORT_COUNT: usize = 1 + 2 * Column::ALL.len();

/// List of orders, for a table too narrow to have heads to press: by one column, either way, or the service's order.
#[component]
fn SortSelect() -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let selection = use_visible_rows().selection();
    let label = move || locale.text().table.sort_by;
    let names = move || {
        let text = &locale.text().table;
        (0..SORT_COUNT).map(|index| sort_name(sort_key(index), text)).collect::<Vec<_>>()
    };
    let selected = Memo::new(move |_| {
        let first = selection.read().sort.first().copied();
        (0..SORT_COUNT).position(|index| sort_key(index) == first).unwrap_or(0)
    });
    let on_select = move |index| {
        address.select(|selection| selection.sort = sort_key(index).into_iter().collect());
    };
    view! {
        <label class="sort-by">
            {label} <Select label=move || label().to_owned() options=names selected on_select />
        </label>
    }
    .into_any()
}

/// What is sorted by at an index of the list; none is the service's own order.
fn sort_key(index: usize) -> Option<SortKey> {
    let index = index.checked_sub(1)?;
    let column = Column::ALL.get(index / 2).copied()?;
    Some(SortKey { column, is_descending: !index.is_multiple_of(2) })
}

/// "Agent ↓"
fn sort_name(key: Option<SortKey>, text: &TableMessages) -> String {
    match key {
        None => text.own_order.to_owned(),
        Some(SortKey { column, is_descending: true }) => format!("{} ↓", text.column(column)),
        Some(SortKey { column, is_descending: false }) => format!("{} ↑", text.column(column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_can_be_sorted_by_either_way_after_the_services_own_order() {
        let key = |column, is_descending| Some(SortKey { column, is_descending });
        assert_eq!(sort_key(0), None);
        assert_eq!(sort_key(1), key(Column::Submitted, false));
        assert_eq!(sort_key(2), key(Column::Submitted, true));
        assert_eq!(sort_key(SORT_COUNT - 1), key(Column::Comment, true));
        assert_eq!(sort_key(SORT_COUNT), None);
    }
}
