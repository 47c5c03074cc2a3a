//! Chips of the filters that are set: a press on one takes it off.

use cubeboard_i18n::Catalogue;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::{Choice, Hour, Selection};
use leptos::prelude::*;

use super::bar_labels::days_name;
use super::hour_heatmap::hour_name;
use crate::i18n::formatter::Formatter;
use crate::i18n::use_locale;
use crate::state::page_address::use_page_address;
use crate::state::visible_rows::use_visible_rows;

/// A filter that is set, as far as one chip shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Filter {
    Word(Column, Choice),
    Days(Days),
    Hour(Hour),
    Contact(u8),
    Wait(u8),
}

impl Filter {
    /// All that are set, each once, in the order of their chips.
    fn all(selection: &Selection) -> Vec<Self> {
        let words = [Column::Kind, Column::Subtype, Column::Agent].into_iter().flat_map(|column| {
            let choices = selection.choices(column).iter().cloned();
            choices.map(move |choice| Self::Word(column, choice))
        });
        let days = Days::runs(&selection.days).into_iter().map(Self::Days);
        let hours = selection.hours.iter().copied().map(Self::Hour);
        let contacts = selection.contacts.iter().copied().map(Self::Contact);
        let waits = selection.waits.iter().copied().map(Self::Wait);
        let mut filters = Vec::new();
        for filter in words.chain(days).chain(hours).chain(contacts).chain(waits) {
            // An address may name one twice.
            if !filters.contains(&filter) {
                filters.push(filter);
            }
        }
        filters
    }

    fn name(&self, text: &Catalogue, formatter: Formatter) -> String {
        let (table, breakdown) = (&text.table, &text.breakdown);
        match self {
            Self::Word(_, Some(word)) => word.clone(),
            Self::Word(column, None) => format!("{} {}", table.column(*column), table.no_value),
            Self::Days(days) if days.count() == 1 => formatter.day(days.first()),
            Self::Days(days) => days_name(*days, formatter),
            Self::Hour(hour) => hour_name(*hour, formatter),
            Self::Contact(contact) => {
                breakdown.contact_is(breakdown.contact(*contact).unwrap_or_default())
            }
            Self::Wait(wait) => breakdown.came_after(breakdown.wait(*wait).unwrap_or_default()),
        }
    }

    fn remove_from(&self, selection: &mut Selection) {
        match self {
            Self::Word(column, choice) => selection.toggle_word(*column, choice.clone()),
            Self::Days(days) => selection.days.retain(|day| !days.contains(*day)),
            Self::Hour(hour) => selection.toggle_hour(*hour),
            Self::Contact(contact) => selection.toggle_contact(*contact),
            Self::Wait(wait) => selection.toggle_wait(*wait),
        }
    }
}

/// Names of the filters that are set, as their chips have them.
pub fn filter_names(selection: &Selection, text: &Catalogue, formatter: Formatter) -> Vec<String> {
    Filter::all(selection).iter().map(|filter| filter.name(text, formatter)).collect()
}

/// A chip for each filter that is set, and a button that takes all of them off.
#[component]
pub fn FilterChips() -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let selection = use_visible_rows().selection();
    let filters = Memo::new(move |_| Filter::all(&selection.read()));
    let on_remove_all = move |_| {
        address.select(|selection| *selection = std::mem::take(selection).without_filters());
    };
    view! {
        <For each=move || filters.get() key=Clone::clone let:filter>
            <FilterChip filter />
        </For>
        <Show when=move || !selection.read().shows_all()>
            <button type="button" class="chip" on:click=on_remove_all>
                {move || locale.text().table.remove_all}
            </button>
        </Show>
    }
    .into_any()
}

/// Chip of one filter.
#[component]
fn FilterChip(
    /// Which filter.
    filter: Filter,
) -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let filter = StoredValue::new(filter);
    let name = move || filter.with_value(|filter| filter.name(locale.text(), locale.formatter()));
    let label = move || locale.text().table.remove_filter(&name());
    let on_remove = move |_| {
        let filter = filter.get_value();
        address.select(|selection| filter.remove_from(selection));
    };
    view! {
        <button type="button" class="filter-chip" aria-label=label on:click=on_remove>
            {name}
        </button>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use cubeboard_responses::address::Address;

    use super::*;

    #[test]
    fn a_filter_that_an_address_names_twice_has_one_chip() {
        let address = Address::parse("?is_type=Sale&is_type=Sale&contact=2&contact=2&is_agent=");
        let filters = Filter::all(&Selection::of(&address));
        let sale = Filter::Word(Column::Kind, Some("Sale".to_owned()));
        assert_eq!(filters, [sale, Filter::Word(Column::Agent, None), Filter::Contact(2)]);
    }

    #[test]
    fn days_in_a_row_share_a_chip_which_takes_all_of_them_off() {
        let address = Address::parse("?day=2017-01-04&day=2017-01-03&day=2017-01-09");
        let mut selection = Selection::of(&address);
        let filters = Filter::all(&selection);
        assert_eq!(filters.len(), 2);
        filters[0].remove_from(&mut selection);
        assert_eq!(Filter::all(&selection), filters[1..]);
    }
}
