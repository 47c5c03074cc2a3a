//! Strip of date range presets: today, last month and the like, with steps to the range before and after.

use cubeboard_i18n::PeriodMessages;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::calendar::period::{self, Shortcut};
use leptos::prelude::*;

use crate::browser::clock;
use crate::i18n::use_locale;

/// A group of buttons, each of them a range of days. What day it is, is asked anew at each press.
#[component]
pub fn PeriodStrip(
    /// The current range, where there is one.
    #[prop(into)]
    days: Signal<Option<Days>>,
    /// Runs with the range that the reader picks.
    #[prop(into)]
    on_pick: Callback<Days>,
) -> impl IntoView {
    let locale = use_locale();
    let text = move || &locale.text().period;
    let preset = move |shortcut: Shortcut| {
        let range = move || shortcut.days(clock::today());
        let is_current = move || (days.get() == Some(range())).to_string();
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=is_current
                on:click=move |_| on_pick.run(range())
            >
                {move || shortcut_name(shortcut, text())}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="period-strip" role="group" aria-label=move || text().label>
            <StepButton
                sign="‹"
                key="p"
                name=move || text().previous
                target=move || days.get().map(period::previous)
                on_pick
            />
            {Shortcut::ALL.map(preset).collect_view()}
            <StepButton
                sign="›"
                key="n"
                name=move || text().next
                target=move || days.get().map(period::next)
                on_pick
            />
        </div>
    }
    .into_any()
}

/// Button to the range before or after.
#[component]
fn StepButton(
    /// What it shows.
    sign: &'static str,
    /// The key that presses it.
    key: &'static str,
    /// Accessible name.
    #[prop(into)]
    name: Signal<&'static str>,
    /// The range that it leads to; it is disabled where there is none.
    #[prop(into)]
    target: Signal<Option<Days>>,
    /// Runs with that range.
    on_pick: Callback<Days>,
) -> impl IntoView {
    let on_click = move |_| {
        if let Some(days) = target.get_untracked() {
            on_pick.run(days);
        }
    };
    view! {
        <button
            type="button"
            class="chip"
            aria-label=move || name.get()
            title=move || name.get()
            aria-keyshortcuts=key
            disabled=move || target.get().is_none()
            on:click=on_click
        >
            {sign}
        </button>
    }
    .into_any()
}

fn shortcut_name(shortcut: Shortcut, text: &PeriodMessages) -> &'static str {
    match shortcut {
        Shortcut::Today => text.today,
        Shortcut::Yesterday => text.yesterday,
        Shortcut::Last7Days => text.last_7_days,
        Shortcut::Last30Days => text.last_30_days,
        Shortcut::ThisMonth => text.this_month,
        Shortcut::LastMonth => text.last_month,
        Shortcut::ThisYear => text.this_year,
    }
}
