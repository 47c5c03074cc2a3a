//! Strip of date range presets: today, last month and the like, with steps to the range before and after.

use chrono::NaiveDate;
use cubeboard_i18n::PeriodMessages;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::calendar::period::{self, Preset};
use leptos::prelude::*;

use crate::components::text_field::{FieldError, error_id};
use crate::i18n::use_locale;

/// A group of buttons, each of them a range of days.
#[component]
pub fn PeriodStrip(
    /// The day it is.
    #[prop(into)]
    today: Signal<NaiveDate>,
    /// The current range, where there is one.
    #[prop(into)]
    days: Signal<Option<Days>>,
    /// The preset by whose name it was picked: others may stand for the same days.
    #[prop(into)]
    picked: Signal<Option<Preset>>,
    /// Runs with the preset that the reader picks.
    #[prop(into)]
    on_pick: Callback<Preset>,
    /// Runs with the range before or after that the reader steps to.
    #[prop(into)]
    on_step: Callback<Days>,
    /// What is wrong with the range that was asked for by a name.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
) -> impl IntoView {
    let locale = use_locale();
    let text = move || &locale.text().period;
    let preset = move |preset: Preset| {
        let is_current = move || {
            let has_days = || days.get() == Some(preset.days(today.get()));
            picked.get().map_or_else(has_days, |picked| picked == preset).to_string()
        };
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=is_current
                on:click=move |_| on_pick.run(preset)
            >
                {move || preset_name(preset, text())}
            </button>
        }
        .into_any()
    };
    view! {
        <div
            class="period-strip"
            role="group"
            aria-label=move || text().label
            aria-describedby=move || error.get().map(|_| error_id("period"))
        >
            <StepButton
                sign="‹"
                key="p"
                name=move || text().previous
                target=move || days.get().map(period::previous)
                on_step
            />
            {Preset::ALL.map(preset).collect_view()}
            <StepButton
                sign="›"
                key="n"
                name=move || text().next
                target=move || days.get().map(period::next)
                on_step
            />
        </div>
        <FieldError id="period" error />
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
    on_step: Callback<Days>,
) -> impl IntoView {
    let on_click = move |_| {
        if let Some(days) = target.get_untracked() {
            on_step.run(days);
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

fn preset_name(preset: Preset, text: &PeriodMessages) -> &'static str {
    match preset {
        Preset::Today => text.today,
        Preset::Yesterday => text.yesterday,
        Preset::Last7Days => text.last_7_days,
        Preset::Last30Days => text.last_30_days,
        Preset::ThisWeek => text.this_week,
        Preset::ThisMonth => text.this_month,
        Preset::LastMonth => text.last_month,
        Preset::ThisYear => text.this_year,
    }
}
