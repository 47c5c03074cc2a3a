//! What can be picked in a filter's menu, with how many responses each choice would show.

use chrono::{Datelike as _, NaiveDate};
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::{Choice, Selection};
use cubeboard_responses::sort;
use cubeboard_responses::store::ABSENT;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::html::{El, el};
use crate::state::page_address::use_page_address;
use crate::state::preferences::Voice;
use crate::state::visible_rows::use_visible_rows;

/// A column's words, the most frequent first.
pub(super) fn words(column: Column, voice: Voice) -> El {
    let shown = use_visible_rows();
    let selection = shown.selection();
    // In the order of the moment at which the panel opens, so that nothing moves under the pointer.
    let listed = shown.with_now(|view, reading| {
        let words = reading.store().dictionary(column)?;
        let codes = (0..words.len()).map(|code| u32::try_from(code).unwrap_or(ABSENT));
        let count = |code: u32| view.counts().word(column, code);
        let mut codes: Vec<u32> = codes.chain([ABSENT]).collect();
        sort::by(&mut codes, &|some, other| count(other).cmp(&count(some)));
        let picked = selection.read_untracked();
        let is_picked = |choice: &Choice| picked.choices(column).contains(choice);
        let choice = |code: u32| (words.word(code).map(str::to_owned), code);
        let listed = codes.into_iter().map(choice);
        Some(listed.filter(|(choice, code)| count(*code) > 0 || is_picked(choice)).collect())
    });
    let listed: Vec<(Choice, u32)> = listed.flatten().unwrap_or_default();
    let entry = |(choice, code): (Choice, u32)| {
        let name = choice.clone().unwrap_or_else(|| voice.text.table.no_value.to_owned());
        let count = move || shown.with(|view, _| view.counts().word(column, code)).unwrap_or(0);
        let picked = choice.clone();
        let is_picked = move || selection.read().choices(column).contains(&picked);
        let toggle = move |it: &mut Selection| it.toggle_word(column, choice.clone());
        entry(name, is_picked, toggle).child(counted(count, voice))
    };
    el("div").class("menu-list").children(listed.into_iter().map(entry))
}

/// A day of the query by its place there.
type Day = (usize, NaiveDate);

/// So many months stand open at once.
const FEW_MONTHS: usize = 2;

/// The days with responses, month by month: ten years have more days than a menu could list at once.
pub(super) fn days(voice: Voice) -> El {
    let shown = use_visible_rows();
    let selection = shown.selection();
    let listed = shown.with_now(|view, _| {
        let picked = selection.read_untracked();
        let days = view.calendar().days().iter().enumerate();
        let is_listed =
            |(index, day): &Day| view.counts().day(*index) > 0 || picked.days.contains(day);
        days.filter(is_listed).collect::<Vec<Day>>()
    });
    let listed = listed.unwrap_or_default();
    let months = listed.chunk_by(|(_, some), (_, other)| {
        (some.year(), some.month()) == (other.year(), other.month())
    });
    let is_open = months.clone().count() <= FEW_MONTHS;
    el("div").class("menu-list").children(months.map(|days| month(days, is_open, voice)))
}

/// A month, with its days once it is opened.
fn month(days: &[Day], is_open: bool, voice: Voice) -> El {
    let shown = use_visible_rows();
    let selection = shown.selection();
    let is_open = RwSignal::new(is_open);
    let name = days.first().map_or_else(String::new, |(_, day)| voice.writer.month_year(*day));
    let days = days.to_vec();
    let places: Vec<usize> = days.iter().map(|(index, _)| *index).collect();
    let count = move || {
        let sum = |places: &[usize]| {
            shown.with(|view, _| places.iter().map(|it| view.counts().day(*it)).sum())
        };
        sum(&places).unwrap_or(0)
    };
    let entry = move |(index, day): Day| {
        let count = move || shown.with(|view, _| view.counts().day(index)).unwrap_or(0);
        let is_picked = move || selection.read().days.contains(&day);
        let toggle = move |it: &mut Selection| it.toggle_day(day);
        entry(voice.writer.day(day), is_picked, toggle).child(counted(count, voice))
    };
    let entries = move || {
        let is_open = is_open.get();
        is_open.then(|| days.iter().copied().map(entry).collect::<Vec<_>>())
    };
    let toggle = move |event: web_sys::Event| {
        let month = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        is_open.set(month.is_some_and(|it| it.has_attribute("open")));
    };
    let name = el("summary").class("menu-entry").child(name).child(counted(count, voice));
    el("details")
        .attr("open", is_open.get_untracked())
        .on("toggle", toggle)
        .child(name)
        .child(entries)
}

/// A choice with a box to tick.
fn entry(
    name: String,
    is_picked: impl Fn() -> bool + Send + Sync + 'static,
    toggle: impl Fn(&mut Selection) + 'static,
) -> El {
    let address = use_page_address();
    let input = el("input")
        .attr("type", "checkbox")
        .prop("checked", is_picked)
        .on("change", move |_: web_sys::Event| address.select(&toggle));
    el("label").class("menu-entry").child(input).child(el("span").child(name))
}

fn counted(count: impl Fn() -> u32 + Send + Sync + 'static, voice: Voice) -> El {
    el("span").class("menu-count").child(move || voice.writer.number(count().into()))
}
