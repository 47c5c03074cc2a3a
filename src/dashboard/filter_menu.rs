//! Filter menu of a column: its words or days as check boxes, with how many responses each choice would show.

use chrono::{Datelike as _, NaiveDate};
use cubeboard_i18n::detail::TableMessages;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::Choice;
use cubeboard_responses::sort;
use cubeboard_responses::store::ABSENT;
use leptos::html;
use leptos::prelude::*;

use crate::components::menu::{Menu, MenuLabel};
use crate::i18n::use_locale;
use crate::state::page_address::use_page_address;
use crate::state::visible_rows::use_visible_rows;

/// Button that shows how many choices are picked, and opens them.
#[component]
pub fn FilterMenu(
    /// The column whose words are picked; the time of submission stands for its days.
    column: Column,
) -> impl IntoView {
    let locale = use_locale();
    let selection = use_visible_rows().selection();
    let is_by_day = column == Column::Submitted;
    let name = move || {
        let text = locale.text();
        if is_by_day { text.chart.day } else { text.table.column(column) }
    };
    let picked_count = Memo::new(move |_| {
        let selection = selection.read();
        if is_by_day { selection.days.len() } else { selection.choices(column).len() }
    });
    let choice = move || match picked_count.get() {
        0 => " ▾".to_owned(),
        count => format!(" · {count} ▾"),
    };
    let choices = move || {
        if is_by_day {
            view! { <DayChoices /> }.into_any()
        } else {
            view! { <WordChoices column /> }.into_any()
        }
    };
    view! {
        <Menu
            label=move || menu_label(column, &locale.text().table)
            face=move || view! { <MenuLabel name choice /> }.into_any()
        >
            {choices()}
        </Menu>
    }
    .into_any()
}

fn menu_label(column: Column, text: &TableMessages) -> &'static str {
    match column {
        Column::Kind => text.filter_by_kind,
        Column::Subtype => text.filter_by_subtype,
        Column::Agent => text.filter_by_agent,
        _ => text.filter_by_day,
    }
}

/// A column's words, the most frequent first.
#[component]
fn WordChoices(
    /// The column.
    column: Column,
) -> impl IntoView {
    let visible_rows = use_visible_rows();
    let selection = visible_rows.selection();
    // In the order of the moment at which the panel opens, so that nothing moves under the pointer.
    let words = visible_rows.with_now(|view, reading| {
        let words = reading.store().dictionary(column)?;
        let codes = (0..words.len()).map(|code| u32::try_from(code).unwrap_or(ABSENT));
        let count = |code: u32| view.counts().word(column, code);
        let mut codes: Vec<u32> = codes.chain([ABSENT]).collect();
        sort::by(&mut codes, &|some, other| count(other).cmp(&count(some)));
        let picked = selection.read_untracked();
        let is_picked = |choice: &Choice| picked.choices(column).contains(choice);
        let choices = codes.into_iter().map(|code| (words.word(code).map(str::to_owned), code));
        let listed = choices.filter(|(choice, code)| count(*code) > 0 || is_picked(choice));
        Some(listed.collect::<Vec<_>>())
    });
    let words = words.flatten().unwrap_or_default();
    let entry = |(choice, code)| view! { <WordEntry column choice code /> };
    let entries = words.into_iter().map(entry);
    view! { <div class="menu-list">{entries.collect_view()}</div> }.into_any()
}

/// Entry of one word.
#[component]
fn WordEntry(
    /// The word's column.
    column: Column,
    /// The word; `None` stands for responses without one.
    choice: Choice,
    /// The word's code in the column's dictionary.
    code: u32,
) -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let visible_rows = use_visible_rows();
    let selection = visible_rows.selection();
    let choice = StoredValue::new(choice);
    let name =
        move || choice.get_value().unwrap_or_else(|| locale.text().table.no_value.to_owned());
    let count = move || visible_rows.with(|view, _| view.counts().word(column, code)).unwrap_or(0);
    let is_picked =
        move || choice.with_value(|choice| selection.read().choices(column).contains(choice));
    let on_toggle =
        move |()| address.select(|selection| selection.toggle_word(column, choice.get_value()));
    view! { <ChoiceEntry name count is_picked on_toggle /> }.into_any()
}

/// A day of the query.
#[derive(Debug, Clone, Copy)]
struct QueryDay {
    /// Its index among the days of the query.
    index: usize,
    date: NaiveDate,
}

/// So many months stand open at once.
const FEW_MONTHS: usize = 2;

/// The days with responses, month by month: ten years have more days than a menu could list at once.
#[component]
fn DayChoices() -> impl IntoView {
    let visible_rows = use_visible_rows();
    let selection = visible_rows.selection();
    let days = visible_rows.with_now(|view, _| {
        let picked = selection.read_untracked();
        let days = view.calendar().days().iter().enumerate();
        let days = days.map(|(index, date)| QueryDay { index, date });
        let is_listed =
            |day: &QueryDay| view.counts().day(day.index) > 0 || picked.days.contains(&day.date);
        days.filter(is_listed).collect::<Vec<_>>()
    });
    let days = days.unwrap_or_default();
    let month = |day: &QueryDay| (day.date.year(), day.date.month());
    let months = days.chunk_by(|some, other| month(some) == month(other));
    let is_open = months.clone().count() <= FEW_MONTHS;
    let months = months.map(|days| view! { <MonthChoices days=days.to_vec() is_open /> });
    view! { <div class="menu-list">{months.collect_view()}</div> }.into_any()
}

/// A month that can be folded, with its days once it is open.
#[component]
fn MonthChoices(
    /// The month's days that are listed, in order.
    days: Vec<QueryDay>,
    /// Whether it is open to begin with.
    is_open: bool,
) -> impl IntoView {
    let locale = use_locale();
    let visible_rows = use_visible_rows();
    let details = NodeRef::<html::Details>::new();
    let is_open_now = RwSignal::new(is_open);
    let first = days.first().map(|day| day.date);
    let days = StoredValue::new(days);
    let name = move || first.map(|date| locale.formatter().month_year(date));
    let count = move || {
        let count = |days: &Vec<QueryDay>| {
            visible_rows.with(|view, _| days.iter().map(|day| view.counts().day(day.index)).sum())
        };
        days.with_value(count).unwrap_or(0)
    };
    let entry = |day| view! { <DayEntry day /> };
    let entries = move || days.get_value().into_iter().map(entry).collect_view();
    let on_toggle = move |_| {
        is_open_now.set(details.get_untracked().is_some_and(|details| details.open()));
    };
    view! {
        <details open=is_open node_ref=details on:toggle=on_toggle>
            <summary class="menu-entry">{name} <ChoiceCount count /></summary>
            <Show when=move || is_open_now.get()>{entries()}</Show>
        </details>
    }
    .into_any()
}

/// Entry of one day.
#[component]
fn DayEntry(
    /// Which day.
    day: QueryDay,
) -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let visible_rows = use_visible_rows();
    let selection = visible_rows.selection();
    let name = move || locale.formatter().day(day.date);
    let count = move || visible_rows.with(|view, _| view.counts().day(day.index)).unwrap_or(0);
    let is_picked = move || selection.read().days.contains(&day.date);
    let on_toggle = move |()| address.select(|selection| selection.toggle_day(day.date));
    view! { <ChoiceEntry name count is_picked on_toggle /> }.into_any()
}

/// A choice with a box to tick.
#[component]
fn ChoiceEntry(
    /// Its name.
    #[prop(into)]
    name: Signal<String>,
    /// How many responses it would show.
    #[prop(into)]
    count: Signal<u32>,
    /// Whether it is picked.
    #[prop(into)]
    is_picked: Signal<bool>,
    /// Runs when it is to be picked, or no longer.
    #[prop(into)]
    on_toggle: Callback<()>,
) -> impl IntoView {
    view! {
        <label class="menu-entry">
            <input
                type="checkbox"
                prop:checked=move || is_picked.get()
                on:change=move |_| on_toggle.run(())
            />
            <span>{move || name.get()}</span>
            <ChoiceCount count />
        </label>
    }
    .into_any()
}

/// How many responses a choice would show.
#[component]
fn ChoiceCount(
    /// Their number.
    #[prop(into)]
    count: Signal<u32>,
) -> impl IntoView {
    let locale = use_locale();
    let number = move || locale.formatter().number(count.get().into());
    view! { <span class="menu-count">{number}</span> }.into_any()
}
