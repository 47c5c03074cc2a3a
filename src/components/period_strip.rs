//! The spans that people name: today, last month, and the steps back and forth.

use cubeboard_core::days::Days;
use cubeboard_core::period::{self, Shortcut};
use cubeboard_core::text::PeriodText;
use leptos::prelude::*;

use crate::live::{live, press};

/// A strip of buttons, each of them a span of days.
#[component]
pub fn PeriodStrip(
    /// Its words.
    text: &'static PeriodText,
    /// The span in the form, where there is one.
    #[prop(into)]
    days: Signal<Option<Days>>,
    /// What day it is when the reader asks.
    today: fn() -> chrono::NaiveDate,
    /// Runs with the span that the reader picks.
    #[prop(into)]
    on_pick: Callback<Days>,
) -> impl IntoView {
    let step = move |step: fn(Days) -> Days| {
        if let Some(days) = days.get_untracked() {
            on_pick.run(step(days));
        }
    };
    let shortcut = move |shortcut: Shortcut| {
        let is_current = live(move || (days.get() == Some(shortcut.days(today()))).to_string());
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=is_current
                on:click=press(move || on_pick.run(shortcut.days(today())))
            >
                {name(shortcut, text)}
            </button>
        }
    };
    let has_no_days = live(move || days.get().is_none());
    view! {
        <div class="period-strip" role="group" aria-label=text.label>
            <button
                type="button"
                class="chip"
                aria-label=text.previous
                title=text.previous
                disabled=has_no_days.clone()
                on:click=press(move || step(period::previous))
            >
                "‹"
            </button>
            {Shortcut::ALL.map(shortcut)}
            <button
                type="button"
                class="chip"
                aria-label=text.next
                title=text.next
                disabled=has_no_days
                on:click=press(move || step(period::next))
            >
                "›"
            </button>
        </div>
    }
}

fn name(shortcut: Shortcut, text: &PeriodText) -> &'static str {
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
