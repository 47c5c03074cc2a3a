//! The spans that people name: today, last month, and the steps back and forth.

use chrono::NaiveDate;
use cubeboard_i18n::PeriodMessages;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::calendar::period::{self, Shortcut};
use leptos::prelude::*;

use crate::html::{El, button, el};

/// A strip of buttons, each of them a span of days. `days` reads the span in the form, where there is one; `today` tells
/// what day it is when the reader asks; `pick` runs with the span that the reader picks.
pub fn period_strip(
    text: &'static PeriodMessages,
    days: impl Fn() -> Option<Days> + Copy + Send + Sync + 'static,
    today: fn() -> NaiveDate,
    pick: impl Fn(Days) + Copy + 'static,
) -> El {
    let step =
        |sign: &'static str, key: &'static str, name: &'static str, step: fn(Days) -> Days| {
            button("chip", sign, move || untrack(days).map(step).into_iter().for_each(pick))
                .attr("aria-label", name)
                .attr("title", name)
                .attr("aria-keyshortcuts", key)
                .attr("disabled", move || days().is_none())
        };
    let shortcut = |shortcut: Shortcut| {
        let is_current = move || (days() == Some(shortcut.days(today()))).to_string();
        button("chip", name(shortcut, text), move || pick(shortcut.days(today())))
            .attr("aria-pressed", is_current)
    };
    el("div")
        .class("period-strip")
        .attr("role", "group")
        .attr("aria-label", text.label)
        .child(step("‹", "p", text.previous, period::previous))
        .children(Shortcut::ALL.map(shortcut))
        .child(step("›", "n", text.next, period::next))
}

fn name(shortcut: Shortcut, text: &PeriodMessages) -> &'static str {
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
