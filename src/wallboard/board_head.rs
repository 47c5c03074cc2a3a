//! Head of a board: the campaign, the days that are shown, and the time.

use chrono::Datelike as _;
use cubeboard_cube::loader::Reading;
use leptos::prelude::*;

use crate::dashboard::bar_labels::days_name;
use crate::i18n::use_locale;
use crate::state::dataset::use_dataset;
use crate::state::now::use_now;
use crate::state::today::use_today;

/// Name of the campaign, its days, which of several campaigns it is, and a clock.
#[component]
pub fn BoardHead(
    /// The campaign's.
    name: Memo<String>,
    /// Its number among those that take turns, from 0, and how many there are.
    turn: (usize, usize),
) -> impl IntoView {
    let locale = use_locale();
    let (dataset, now, today) = (use_dataset(), use_now(), use_today());
    let days = move || {
        let days = |reading: &Reading| reading.query().days;
        // Of the figures below, which may still answer for the days before midnight.
        let days = dataset.with_shown(days).or_else(|| dataset.with_current(days));
        days.map(|days| {
            let name = days_name(days, locale.formatter());
            let is_of_this_year = days.last().year() == today.day().year();
            if is_of_this_year { name } else { format!("{name} {}", days.last().year()) }
        })
    };
    let (number, count) = turn;
    let turn = move || {
        let number_of = |number: usize| locale.formatter().number(number as u64);
        locale.wallboard().turn(&number_of(number + 1), &number_of(count))
    };
    let time = move || locale.formatter().time(now.millis());
    view! {
        <header class="board-head">
            <h1>{name}</h1>
            <p>{days}</p>
            <p hidden=count < 2>{turn}</p>
            <p class="board-time">{time}</p>
        </header>
    }
    .into_any()
}
