//! Bar charts of contacts until success: at which contact with the customer, and how long after the first one.

use cubeboard_i18n::Catalogue;
use cubeboard_responses::statistics::{Attempts, Classes};
use leptos::prelude::*;

use super::picked::is_picked;
use crate::components::ranked_bar::{BarFigures, RankedBar, bar_percent};
use crate::i18n::formatter::Formatter;
use crate::i18n::use_locale;
use crate::state::page_address::use_page_address;
use crate::state::statistics::use_statistics;
use crate::state::visible_rows::use_visible_rows;

/// Card with successes by contact and by days since the first; a press on a name filters by it.
#[component]
pub fn ContactBars() -> impl IntoView {
    let locale = use_locale();
    let statistics = use_statistics();
    let attempts = Memo::new(move |_| {
        statistics.with(|figures, view, _| figures.attempts(view).copied()).flatten()
    });
    let is_known = Memo::new(move |_| attempts.read().is_some());
    // The last ones stay, hidden, until others are known: nothing is written twice.
    let known = Memo::new(move |known: Option<&Attempts>| {
        attempts.get().or_else(|| known.copied()).unwrap_or_default()
    });
    let text = move || &locale.text().breakdown;
    let contact_bar = move |contact| view! { <ContactBar contact attempts=known /> };
    let wait_bar = move |wait| view! { <WaitBar wait attempts=known /> };
    view! {
        <section class="card breakdown-card attempts">
            <h2>{move || text().attempts}</h2>
            <p class="chart-notes" hidden=move || is_known.get()>
                {move || text().attempts_wait}
            </p>
            <div hidden=move || !is_known.get()>
                <h3>{move || text().contact_title}</h3>
                <ol class="ranking" aria-label=move || text().contact_title>
                    {contacts().map(contact_bar).collect_view()}
                </ol>
            </div>
            <div hidden=move || !is_known.get()>
                <h3>{move || text().wait_title}</h3>
                <ol class="ranking" aria-label=move || text().wait_title>
                    {waits().map(wait_bar).collect_view()}
                </ol>
            </div>
        </section>
    }
    .into_any()
}

/// Contacts that are told apart, counted from 1.
fn contacts() -> impl Iterator<Item = u8> {
    (1..).take(Attempts::default().contacts.len())
}

/// Places of the stretches of days that are told apart, counted from 0.
fn waits() -> impl Iterator<Item = u8> {
    (0..).take(Attempts::default().waits.len())
}

/// Bar of the successes at one contact.
#[component]
fn ContactBar(
    /// Which contact, counted from 1.
    contact: u8,
    /// Successes by contact.
    attempts: Memo<Attempts>,
) -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let selection = use_visible_rows().selection();
    let index = usize::from(contact - 1);
    let figures = Memo::new(move |_| {
        let (text, formatter) = (locale.text(), locale.formatter());
        let attempts = attempts.get();
        let counts = attempts.contacts.map(|classes| classes.successes);
        let classes = attempts.contacts.get(index).copied().unwrap_or_default();
        BarFigures {
            name: text.breakdown.contact(contact).unwrap_or_default().to_owned(),
            title: [
                Some(count_text(&counts, index, text, formatter)),
                rate_text(classes, text, formatter),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
            is_picked: is_picked(&selection.read().contacts, &contact),
            ..bar(&counts, index, formatter)
        }
    });
    let on_pick = move |()| address.select(|selection| selection.toggle_contact(contact));
    let id = format!("contact-{contact}");
    view! { <RankedBar id figures on_pick /> }.into_any()
}

/// Bar of the successes after one stretch of days.
#[component]
fn WaitBar(
    /// Place of the stretch, counted from 0.
    wait: u8,
    /// Successes by days since the first contact.
    attempts: Memo<Attempts>,
) -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let selection = use_visible_rows().selection();
    let figures = Memo::new(move |_| {
        let (text, formatter) = (locale.text(), locale.formatter());
        let counts = attempts.get().waits;
        BarFigures {
            name: text.breakdown.wait(wait).unwrap_or_default().to_owned(),
            title: count_text(&counts, usize::from(wait), text, formatter),
            is_picked: is_picked(&selection.read().waits, &wait),
            ..bar(&counts, usize::from(wait), formatter)
        }
    });
    let on_pick = move |()| address.select(|selection| selection.toggle_wait(wait));
    let id = format!("wait-{wait}");
    view! { <RankedBar id figures on_pick /> }.into_any()
}

/// Length and share of one of several counts.
fn bar(counts: &[u32], index: usize, formatter: Formatter) -> BarFigures {
    let count = counts.get(index).copied().unwrap_or(0);
    let longest = counts.iter().copied().max().unwrap_or(0);
    let all = counts.iter().sum::<u32>().max(1);
    BarFigures {
        percent: bar_percent(count, longest),
        value: formatter.share(count, all),
        ..BarFigures::default()
    }
}

/// "Successes: 12"
fn count_text(counts: &[u32], index: usize, text: &Catalogue, formatter: Formatter) -> String {
    let count = counts.get(index).copied().unwrap_or(0);
    format!("{}: {}", text.breakdown.successes, formatter.number(count.into()))
}

/// "Hit rate: 44 % (12 of 27 decided)"; nothing where nothing was decided.
fn rate_text(classes: Classes, text: &Catalogue, formatter: Formatter) -> Option<String> {
    let rate = classes.rate();
    let value = formatter.percent(rate.value()?);
    let [successes, decided] =
        [rate.successes, rate.decided].map(|count| formatter.number(count.into()));
    let of_decided = text.summary.of_decided(&successes, &decided);
    Some(format!("{}: {value} ({of_decided})", text.breakdown.rate))
}
