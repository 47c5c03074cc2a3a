//! Status area of a load: the status line, the progress bar, the clock, rows that could not be read, and alerts.

mod load_progress;
mod notices;
mod snapshot_banner;

use cubeboard_cube::loader::Reading;
use cubeboard_files::snapshot::head::State;
use cubeboard_i18n::load_status::LoadStatusMessages;
use leptos::prelude::*;

use self::load_progress::LoadProgress;
use self::notices::Notices;
use self::snapshot_banner::SnapshotBanner;
use super::follow_line::FollowLine;
use super::newer_version::NewerVersionNotice;
use super::status_text::{Circumstances, Words, load_status};
use super::unreadable_rows::reasons;
use crate::components::deferred::{Deferred, Moment};
use crate::components::select::Select;
use crate::components::select_option::SelectOption;
use crate::components::status_line::{LoadStatus, StatusLine, Tone};
use crate::i18n::formatter::Clock;
use crate::i18n::{Locale, use_locale};
use crate::state::dataset::{Dataset, use_dataset};
use crate::state::preferences::use_preferences;
use crate::state::settings::use_settings;
use crate::state::snapshot::{OpenedSnapshot, Snapshot};

/// Between the query and its answer: how much is here, whether that is all, and what failed.
#[component]
pub fn LoadStatusArea() -> impl IntoView {
    let locale = use_locale();
    let dataset = use_dataset();
    let snapshot = use_settings().snapshot();
    let status = Memo::new(move |_| current_status(dataset, snapshot, locale));
    let has_asked = Memo::new(move |_| dataset.with_current(|_| ()).is_some());
    view! {
        <div class="status-area">
            <NewerVersionNotice />
            <SnapshotBanner />
            <div class="status-now">
                // In the page before there is something to say, so that it is read aloud.
                <StatusLine status />
                <Deferred until=Moment::Idle>
                    <LoadProgress />
                    <Show when=move || has_asked.get()>
                        <ClockSelect />
                    </Show>
                    <FollowLine />
                </Deferred>
            </div>
            <Deferred until=Moment::Idle>
                <UnreadableRows />
                <Notices />
            </Deferred>
        </div>
    }
    .into_any()
}

/// The clock by which times are shown and days are cut, to be changed.
#[component]
fn ClockSelect() -> impl IntoView {
    let locale = use_locale();
    let preferences = use_preferences();
    let label = move || locale.text().asking.clock.to_owned();
    let options = move || {
        let text = &locale.text().state;
        Clock::ALL.map(|clock| SelectOption::new(clock.tag(), clock_name(clock, text))).to_vec()
    };
    let selected = move || locale.clock().tag().to_owned();
    let on_select = move |tag: String| {
        preferences.choose_clock(Clock::from_tag(&tag).unwrap_or_default());
    };
    view! { <Select label options selected on_select id="clock" /> }.into_any()
}

/// "Oslo time"
pub fn clock_name(clock: Clock, text: &LoadStatusMessages) -> &'static str {
    match clock {
        Clock::Oslo => text.zone_oslo,
        Clock::Utc => text.zone_utc,
        Clock::Local => text.zone_local,
    }
}

/// Why rows could not be read, for whoever unfolds it.
#[component]
fn UnreadableRows() -> impl IntoView {
    let locale = use_locale();
    let dataset = use_dataset();
    let reasons = Memo::new(move |_| {
        let (text, formatter) = (&locale.text().row_error, locale.formatter());
        let explain = |reading: &Reading| reasons(reading, text, &|rows| formatter.number(rows));
        dataset.with_shown(explain).unwrap_or_default()
    });
    view! {
        <Show when=move || !reasons.read().is_empty()>
            <details class="reasons">
                <summary>{move || locale.text().row_error.title}</summary>
                <ul>
                    <For each=move || reasons.get() key=String::clone let:reason>
                        <li>{reason}</li>
                    </For>
                </ul>
            </details>
        </Show>
    }
    .into_any()
}

/// The status of the newest run while it loads, and else of the rows that are shown.
pub fn current_status(dataset: Dataset, snapshot: Snapshot, locale: Locale) -> LoadStatus {
    let (text, formatter) = (&locale.text().state, locale.formatter());
    let time = |millis| formatter.time(millis);
    let number = |count| formatter.number(count);
    let is_loading = dataset.is_loading();
    let ended_millis = (!is_loading).then(|| dataset.ended_millis());
    let asked_until = ended_millis
        .and_then(|millis| dataset.with_current(|reading| reading.asked_until(millis)).flatten());
    let around = Circumstances {
        pause: dataset.pause().map(|(pause, _)| pause),
        is_failing: dataset.trouble().is_some(),
        stale_since: dataset.stale_millis().map(time),
        asked_until: asked_until.map(time),
        ended: ended_millis.map(time),
    };
    let words = Words { text, number: &number };
    let describe = |reading: &Reading| load_status(reading, &around, words);
    if is_loading {
        return dataset.with_current(describe).unwrap_or_default();
    }
    // A snapshot knows how sure it is; that all of its own rows were read says nothing of Cube's.
    if let Some(opened) = snapshot.shown() {
        let rows = dataset.with_shown(Reading::row_count).unwrap_or_default();
        return snapshot_status(&opened, text.without_count(&number(rows)), locale);
    }
    dataset.with_shown(describe).unwrap_or_default()
}

fn snapshot_status(opened: &OpenedSnapshot, headline: String, locale: Locale) -> LoadStatus {
    let tone = match opened.completeness() {
        State::Incomplete => Tone::Wanting,
        State::Complete | State::CompleteSoFar => Tone::Proven,
        State::Unproven | State::Undercounted => Tone::Plain,
    };
    LoadStatus { tone, headline, details: vec![opened.completeness_text(locale.language())] }
}
