//! Menu that says what counts as success, to be set by the reader from the words that occur.

use cubeboard_i18n::figures::SummaryMessages;
use cubeboard_responses::column::Column;
use cubeboard_responses::statistics::definition::Class;
use leptos::prelude::*;

use crate::components::menu::{Menu, MenuLabel};
use crate::components::select::Select;
use crate::i18n::use_locale;
use crate::state::definitions::use_definitions;
use crate::state::visible_rows::use_visible_rows;

/// Button with the words that count as success, and the list of all words below it.
#[component]
pub fn SuccessMenu() -> impl IntoView {
    let locale = use_locale();
    let definition = use_definitions().current();
    let label = Signal::derive(move || locale.text().summary.definition);
    let successes = Signal::derive(move || {
        let definition = definition.read();
        let words = definition.words(Class::Success).collect::<Vec<_>>().join(", ");
        let words = if words.is_empty() { locale.text().table.no_value } else { &words };
        format!(": {words} ▾")
    });
    view! {
        <Menu label face=move || view! { <MenuLabel name=label choice=successes /> }.into_any()>
            <WordList />
        </Menu>
    }
    .into_any()
}

/// Every word with what it counts as.
#[component]
fn WordList() -> impl IntoView {
    let locale = use_locale();
    let visible_rows = use_visible_rows();
    let definitions = use_definitions();
    let text = move || &locale.text().summary;
    let entries = move |column: Column| {
        let is_subtype = column == Column::Subtype;
        let words = visible_rows.words(column).into_iter();
        words.map(|word| view! { <WordEntry word is_subtype /> }).collect_view()
    };
    view! {
        <div class="menu-list definition">
            <p>{move || text().definition_note}</p>
            <h2>{move || locale.text().table.column(Column::Kind)}</h2>
            {entries(Column::Kind)}
            <h2>{move || locale.text().table.column(Column::Subtype)}</h2>
            {entries(Column::Subtype)}
            <button type="button" class="button" on:click=move |_| definitions.reset()>
                {move || text().usual_definition}
            </button>
        </div>
    }
    .into_any()
}

/// A word and what it counts as.
#[component]
fn WordEntry(
    /// A type or a subtype.
    word: String,
    /// Whether it may count as its type does, which is one option more.
    is_subtype: bool,
) -> impl IntoView {
    let locale = use_locale();
    let definitions = use_definitions();
    let current = definitions.current();
    let shown = word.clone();
    let word = StoredValue::new(word);
    let text = move || &locale.text().summary;
    let label = move || word.with_value(|word| text().counts_as(word));
    let selected = move || {
        let class = word.with_value(|word| current.read().entry(word));
        option_index(class, is_subtype)
    };
    let on_select = move |index: usize| {
        word.with_value(|word| {
            definitions.change(|it| it.set(word, Class::ALL.get(index).copied()));
        });
    };
    view! {
        <label class="menu-entry">
            <span>{shown}</span>
            <Select label options=move || option_names(text(), is_subtype) selected on_select />
        </label>
    }
    .into_any()
}

/// Index among [`option_names`] of what a word is listed as. A subtype that is not listed counts as its type does, a type
/// as a failure.
fn option_index(class: Option<Class>, is_subtype: bool) -> usize {
    let usual = if is_subtype { None } else { Some(Class::default()) };
    let class = class.or(usual);
    let index = Class::ALL.iter().position(|known| Some(*known) == class);
    index.unwrap_or(Class::ALL.len())
}

/// What a word may count as: the classes in their order, and for a subtype, as its type does.
fn option_names(text: &SummaryMessages, is_subtype: bool) -> Vec<String> {
    let inherited = is_subtype.then_some(text.like_its_type);
    let names = Class::ALL.map(|class| text.class(class)).into_iter().chain(inherited);
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use cubeboard_i18n::Language;

    use super::*;

    #[test]
    fn a_word_that_is_not_listed_shows_what_it_counts_as() {
        let text = &Language::default().text().summary;
        let shown =
            |is_subtype| option_names(text, is_subtype).swap_remove(option_index(None, is_subtype));
        assert_eq!(shown(false), text.class(Class::Failure));
        assert_eq!(shown(true), text.like_its_type);
    }

    #[test]
    fn a_listed_word_shows_its_class() {
        for (index, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(option_index(Some(class), false), index);
            assert_eq!(option_index(Some(class), true), index);
        }
    }
}
