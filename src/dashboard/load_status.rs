//! The proof: how much is here and how sure that is; progress while it comes, and what failed.

use cubeboard_cube::fetch::FetchError;
use cubeboard_cube::loader::{Outcome, Reading};
use leptos::prelude::*;

use super::status_text::{Circumstances, Words, standing};
use super::unreadable_rows::reasons;
use crate::browser::focus;
use crate::components::alert::alert;
use crate::components::progress::{Share, progress};
use crate::components::segments::options;
use crate::components::status_line::{Standing, Tone, state_line};
use crate::html::{El, button, el};
use crate::i18n::formatter::Clock;
use crate::state::dataset::{Dataset, use_dataset};
use crate::state::notice::Notice;
use crate::state::preferences::{Voice, use_preferences};
use crate::state::settings::{Settings, use_settings};
use crate::state::snapshot::OpenedSnapshot;
use cubeboard_files::snapshot::head::State;

/// State line, progress and alerts.
pub fn status_area(voice: Voice) -> El {
    let settings = use_settings();
    let dataset = use_dataset();
    let status = Memo::new(move |_| status(dataset, &settings, voice));
    let standing = Memo::new(move |_| status.read().standing.clone());
    let is_loading = Memo::new(move |_| status.read().share.is_some());
    let share = Memo::new(move |_| status.read().share.clone().unwrap_or_default());
    let progress = move || is_loading.get().then(|| progress(voice.text.loading_responses, share));
    let reasons = Memo::new(move |_| status.read().reasons.clone());
    let reasons = move || {
        let reasons = reasons.get();
        (!reasons.is_empty()).then(|| folded(voice.text.row_error.title, reasons))
    };
    let notices = Memo::new(move |_| status.read().notices.clone());
    let shown = move |it: Notice| {
        let retry = it.can_retry.then_some((voice.text.try_again, move || dataset.resume()));
        alert(it.title, it.remedy, retry)
    };
    let alerts = move || notices.get().into_iter().map(shown).collect::<Vec<_>>();
    let has_asked = Memo::new(move |_| dataset.with_current(|_| ()).is_some());
    let clock = move || has_asked.get().then(|| clock(voice));
    let now = el("div").class("status-now").child(state_line(standing)).child(progress);
    let now = now.child(clock);
    el("div").class("status-area").child(snapshot(voice)).child(now).child(reasons).child(alerts)
}

/// Marks what is shown as a snapshot: of when, what is left out, and a way back to Cube from a file of the reader's.
fn snapshot(voice: Voice) -> impl Fn() -> Option<El> {
    let text = &voice.text.share;
    let settings = use_settings();
    let snapshot = settings.snapshot();
    move || {
        let told = snapshot.shown()?;
        let as_of = text.snapshot_of(&voice.writer.instant(told.read_micros()));
        let privacy = [" · ", told.privacy_text(voice.writer.language)].concat();
        let close = || button("button", text.close_snapshot, move || settings.close_snapshot());
        let words = el("div").child(el("strong").child(as_of)).child(privacy);
        let banner = el("div").class("alert snapshot").attr("role", "status").child(words);
        Some(banner.child(told.is_file.then(close)))
    }
}

/// Why rows could not be read, for whoever wants to know.
fn folded(title: &'static str, reasons: Vec<String>) -> El {
    let reasons = reasons.into_iter().map(|it| el("li").child(it));
    el("details")
        .class("reasons")
        .child(el("summary").child(title))
        .child(el("ul").children(reasons))
}

/// Everything the area says.
#[derive(Debug, Clone, PartialEq)]
struct Status {
    standing: Standing,
    /// How far the loading is; `None` while nothing loads.
    share: Option<Share>,
    /// Why rows could not be read.
    reasons: Vec<String>,
    notices: Vec<Notice>,
}

fn status(dataset: Dataset, settings: &Settings, voice: Voice) -> Status {
    let is_loading = dataset.is_loading();
    let (pause, seconds) = dataset.pause().unzip();
    let ended_millis = (!is_loading).then(|| dataset.ended_millis());
    let asked_until = ended_millis.and_then(|it| dataset.with_current(|run| run.asked_until(it)));
    let time = |millis| voice.writer.time_here(millis);
    let trouble = dataset.trouble();
    let around = Circumstances {
        pause,
        is_failing: trouble.is_some(),
        stale_since: dataset.stale_millis().map(time),
        asked_until: asked_until.flatten().map(time),
        ended: ended_millis.map(time),
    };
    let number = |it| voice.writer.number(it);
    let words = Words { text: &voice.text.state, number: &number };
    let describe = |it: &Reading| standing(it, &around, words);
    let standing =
        if is_loading { dataset.with_current(describe) } else { dataset.with_shown(describe) };
    // A snapshot knows how sure it is; that all of its own rows were read says nothing of Cube's.
    let standing = match settings.snapshot().shown().filter(|_| !is_loading) {
        Some(told) => {
            let rows = dataset.with_shown(Reading::row_count).unwrap_or_default();
            Some(of_snapshot(&told, words.text.without_count(&number(rows)), voice))
        }
        None => standing,
    };
    let left = is_loading.then(|| wait_or_rest(dataset, seconds, voice)).flatten();
    let share = is_loading.then(|| dataset.with_current(|it| share(it, left, voice))).flatten();
    let mistakes = settings.mistakes();
    let config = (!mistakes.is_empty()).then(|| Notice::of_config(&mistakes, voice.text));
    let failure = match dataset.with_current(Reading::outcome) {
        Some(Outcome::Incomplete(gap)) => Notice::of_gap(&gap, voice.text),
        // The reader need not wait for the end to know what is wrong, nor to try again at once.
        _ => trouble.map(|it| Notice::of_failure(&it, voice.text)),
    };
    // Whatever else fails, it is for want of a network.
    let failure = if dataset.is_online() {
        failure
    } else {
        let can_retry = failure.is_some_and(|it| it.can_retry);
        Some(Notice { can_retry, ..Notice::of_failure(&FetchError::Offline, voice.text) })
    };
    let snapshot = settings.snapshot();
    let refusal = snapshot.refusal(voice.writer.language).map(|advice| Notice {
        title: advice.title.to_owned(),
        remedy: advice.remedy.to_owned(),
        can_retry: false,
    });
    let notices = config.into_iter().chain(failure).chain(refusal).collect();
    let explain = |it: &Reading| reasons(it, &voice.text.row_error, &number);
    let reasons = dataset.with_shown(explain).unwrap_or_default();
    Status { standing: standing.unwrap_or_default(), share, reasons, notices }
}

fn of_snapshot(told: &OpenedSnapshot, headline: String, voice: Voice) -> Standing {
    let tone = match told.completeness() {
        State::Incomplete => Tone::Wanting,
        State::Complete | State::CompleteSoFar => Tone::Proven,
        State::Unproven | State::Undercounted => Tone::Plain,
    };
    let details = vec![told.completeness_text(voice.writer.language)];
    Standing { tone, headline, details }
}

/// The clock by which the reader is shown times and days are cut, to be changed.
fn clock(voice: Voice) -> El {
    let text = &voice.text.state;
    let preferences = use_preferences();
    let names = [text.zone_oslo, text.zone_utc, text.zone_local];
    let chosen = move || voice.writer.clock as usize;
    let choose = move |place: usize| {
        // What is below the bar is made anew by another clock.
        focus::keep();
        preferences.choose_clock(Clock::ALL.get(place).copied().unwrap_or_default());
    };
    options(voice.text.asking.clock.to_owned(), &names, chosen, choose).attr("id", "clock")
}

/// How long nothing is asked for, or else how long the rest will take.
fn wait_or_rest(dataset: Dataset, wait_seconds: Option<u64>, voice: Voice) -> Option<String> {
    let number = |it| voice.writer.number(it);
    if let Some(seconds) = wait_seconds {
        return Some(voice.text.state.on_again_in(&number(seconds)));
    }
    let text = &voice.text.asking;
    Some(match dataset.seconds_left()? {
        seconds @ ..120 => text.seconds_left(&number(seconds)),
        seconds => text.minutes_left(&number(seconds / 60)),
    })
}

/// The numbers change all the time, so they stand where a screen reader is not told of each.
fn share(reading: &Reading, left: Option<String>, voice: Voice) -> Share {
    let (text, writer) = (&voice.text.state, voice.writer);
    let (value, max) = (reading.row_count(), reading.expected());
    let (read, planned) = reading.pages();
    let here = writer.number(value);
    let count = match max {
        Some(max) => text.of(&here, &writer.number(max)),
        None => text.without_count(&here),
    };
    let pages = text.pages(&writer.number(read as u64), &writer.number(planned as u64));
    let words: Vec<_> = [count, pages].into_iter().chain(left).collect();
    Share { value, max, words: words.join(" · ") }
}
