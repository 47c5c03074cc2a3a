//! Menu that says what counts as success, to be set by the reader from the words that occur, and how many are wanted.

use cubeboard_i18n::figures::SummaryMessages;
use cubeboard_responses::column::Column;
use cubeboard_responses::statistics::definition::Class;
use leptos::prelude::*;

use super::goal_form::GoalForm;
use super::goal_line::goal_name;
use crate::components::menu::{Menu, MenuLabel};
use crate::components::select::Select;
use crate::components::select_option::SelectOption;
use crate::i18n::use_locale;
use crate::state::definitions::use_definitions;
use crate::state::goals::use_goals;
use crate::state::visible_rows::use_visible_rows;

/// Button with the words that count as success, and the list of all words below it.
#[component]
pub fn SuccessMenu() -> impl IntoView {
    let locale = use_locale();
    let (definition, goal) = (use_definitions().current(), use_goals().current());
    let label = Signal::derive(move || locale.text().summary.definition);
    let successes = Signal::derive(move || {
        let definition = definition.read();
        let words = definition.words(Class::Success).collect::<Vec<_>>().join(", ");
        let words = if words.is_empty() { locale.text().table.no_value } else { &words };
        let goal = goal.get().ok().flatten();
        let goal = goal.map(|it| goal_name(it, &locale.text().goal, locale.formatter()));
        let chosen = Some(words.to_owned()).into_iter().chain(goal).collect::<Vec<_>>();
        format!(": {} ▾", chosen.join(" · "))
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
            <GoalForm />
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
        CountsAs::listed(class, is_subtype).key().to_owned()
    };
    let on_select = move |key: String| {
        let class = CountsAs::from_key(&key).class();
        word.with_value(|word| definitions.change(|definition| definition.set(word, class)));
    };
    view! {
        <label class="menu-entry">
            <span>{shown}</span>
            <Select label options=move || options(text(), is_subtype) selected on_select />
        </label>
    }
    .into_any()
}

/// What a word counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CountsAs {
    /// Always as this.
    Class(Class),
    /// A subtype: as its type does.
    ItsType,
}

impl CountsAs {
    /// What a word counts as by what it is listed as. A subtype that is not listed counts as its type does, a type as a
    /// failure.
    fn listed(class: Option<Class>, is_subtype: bool) -> Self {
        match class {
            Some(class) => Self::Class(class),
            None if is_subtype => Self::ItsType,
            None => Self::Class(Class::default()),
        }
    }

    /// What it is to be listed as; nothing where it is not to be listed.
    fn class(self) -> Option<Class> {
        match self {
            Self::Class(class) => Some(class),
            Self::ItsType => None,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Class(Class::Success) => "success",
            Self::Class(Class::Failure) => "failure",
            Self::Class(Class::Neither) => "neither",
            Self::ItsType => "as-its-type",
        }
    }

    fn from_key(key: &str) -> Self {
        let mut classes = Class::ALL.into_iter().map(Self::Class);
        classes.find(|choice| choice.key() == key).unwrap_or(Self::ItsType)
    }

    fn name(self, text: &SummaryMessages) -> &'static str {
        match self {
            Self::Class(class) => text.class(class),
            Self::ItsType => text.like_its_type,
        }
    }
}

/// What a word may count as: one of the classes, or for a subtype, as its type does.
fn options(text: &SummaryMessages, is_subtype: bool) -> Vec<SelectOption> {
    let classes = Class::ALL.into_iter().map(CountsAs::Class);
    let choices = classes.chain(is_subtype.then_some(CountsAs::ItsType));
    choices.map(|choice| SelectOption::new(choice.key(), choice.name(text))).collect()
}

#[cfg(test)]
mod tests {
    use cubeboard_i18n::Language;

    use super::*;

    #[track_caller]
    fn check(class: Option<Class>, is_subtype: bool, expected: &str) {
        let text = &Language::default().text().summary;
        let selected = CountsAs::listed(class, is_subtype);
        let options = options(text, is_subtype);
        let shown = options.iter().find(|option| option.value == selected.key());
        assert_eq!(shown.map(|option| option.name.as_str()), Some(expected));
    }

    #[test]
    fn a_word_that_is_not_listed_shows_what_it_counts_as() {
        check(None, false, "Failure");
        check(None, true, "As its type");
    }

    #[test]
    fn a_listed_word_shows_its_class() {
        for is_subtype in [false, true] {
            check(Some(Class::Success), is_subtype, "Success");
            check(Some(Class::Failure), is_subtype, "Failure");
            check(Some(Class::Neither), is_subtype, "Neither");
        }
    }

    #[test]
    fn what_is_chosen_is_listed_so() {
        for class in Class::ALL {
            assert_eq!(CountsAs::from_key(CountsAs::Class(class).key()).class(), Some(class));
        }
        assert_eq!(CountsAs::from_key(CountsAs::ItsType.key()).class(), None);
    }
}
