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
use crate::components::select_option::SelectOption;
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

/// List of orders, for a table too narrow to have heads to press: by one column, either way, or the service's order.
#[component]
fn SortSelect() -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let selection = use_visible_rows().selection();
    let label = move || locale.text().table.sort_by;
    let selected = move || {
        let first = selection.read().sort.first().copied();
        first.map(SortKey::write).unwrap_or_default()
    };
    let on_select = move |key: String| {
        let sort = SortKey::parse(&key).into_iter().collect();
        address.select(|selection| selection.sort = sort);
    };
    view! {
        <label class="sort-by">
            {label}
            <Select
                label=move || label().to_owned()
                options=move || sort_options(&locale.text().table)
                selected
                on_select
            />
        </label>
    }
    .into_any()
}

/// The service's own order, which has no key, and each column either way: "Agent ↓".
fn sort_options(text: &TableMessages) -> Vec<SelectOption> {
    let options = |column: Column| {
        [false, true].map(|is_descending| {
            let arrow = if is_descending { "↓" } else { "↑" };
            let name = format!("{} {arrow}", text.column(column));
            SelectOption::new(SortKey { column, is_descending }.write(), name)
        })
    };
    let own_order = SelectOption::new("", text.own_order);
    std::iter::once(own_order).chain(Column::ALL.into_iter().flat_map(options)).collect()
}

#[cfg(test)]
mod tests {
    use cubeboard_i18n::Language;

    use super::*;

    #[test]
    fn each_column_can_be_sorted_by_either_way_after_the_services_own_order() {
        let options = sort_options(&Language::default().text().table);
        let key = |option: &SelectOption| SortKey::parse(&option.value);
        assert_eq!(key(&options[0]), None);
        let descending = SortKey { column: Column::Agent, is_descending: true };
        let agent = options.iter().find(|option| key(option) == Some(descending));
        assert_eq!(agent.map(|option| option.name.as_str()), Some("Agent ↓"));
        assert_eq!(options.len(), 1 + 2 * Column::ALL.len());
    }
}
