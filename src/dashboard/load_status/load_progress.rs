//! Progress bar of a load: responses, pages, and the time that is left.

use cubeboard_cube::loader::Reading;
use cubeboard_i18n::Catalogue;
use cubeboard_i18n::load_status::LoadStatusMessages;
use leptos::prelude::*;

use crate::components::progress::{ProgressBar, Share};
use crate::i18n::formatter::Formatter;
use crate::i18n::{Locale, use_locale};
use crate::state::dataset::{Dataset, use_dataset};

/// Progress bar, hidden unless responses are being loaded.
#[component]
pub fn LoadProgress() -> impl IntoView {
    let locale = use_locale();
    let dataset = use_dataset();
    let progress = Memo::new(move |_| current_progress(dataset, locale));
    view! { <ProgressBar label=move || locale.text().loading_responses progress /> }.into_any()
}

/// How far the newest run is; `None` while nothing loads.
fn current_progress(dataset: Dataset, locale: Locale) -> Option<Share> {
    if !dataset.is_loading() {
        return None;
    }
    let (text, formatter) = (locale.text(), locale.formatter());
    let left = time_left(dataset, text, formatter);
    dataset.with_current(|reading| progress_of(reading, left, &text.state, formatter))
}

/// How long nothing is asked for, or else how long the rest will take.
fn time_left(dataset: Dataset, text: &Catalogue, formatter: Formatter) -> Option<String> {
    if let Some((_, seconds)) = dataset.pause() {
        return Some(text.state.on_again_in(&formatter.number(seconds)));
    }
    Some(match dataset.seconds_left()? {
        seconds @ ..120 => text.asking.seconds_left(&formatter.number(seconds)),
        seconds => text.asking.minutes_left(&formatter.number(seconds / 60)),
    })
}

/// The numbers change all the time, so they stand where a screen reader is not told of each.
fn progress_of(
    reading: &Reading,
    time_left: Option<String>,
    text: &LoadStatusMessages,
    formatter: Formatter,
) -> Share {
    let (value, max) = (reading.row_count(), reading.expected());
    let (read, planned) = reading.pages();
    let here = formatter.number(value);
    let count = match max {
        Some(max) => text.of(&here, &formatter.number(max)),
        None => text.without_count(&here),
    };
    let pages = text.pages(&formatter.number(read as u64), &formatter.number(planned as u64));
    // Before a first page, neither count is known.
    let counts = [count, pages].into_iter().filter(|_| reading.has_replied());
    let words: Vec<_> = counts.chain(time_left).collect();
    Share { value, max, words: words.join(" · ") }
}
