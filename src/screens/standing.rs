//! How much is here and how sure that is, in the reader's words: the line between the question and the answer.

use cubeboard_core::loader::{Gap, GapReason, Outcome, Pause, Reading};
use cubeboard_core::text::StateText;

use crate::browser::intl::{Clock, Writer};
use crate::components::state_line::{Standing, Tone};

/// What stands beside the reading itself.
#[derive(Debug, Clone)]
pub struct Circumstances {
    /// Whether the rows answer an earlier question.
    pub is_stale: bool,
    /// When the run ended, in milliseconds since 1970; `None` while it goes on.
    pub ended_millis: Option<i64>,
    /// Why nothing is sent for a while, where that is so.
    pub pause: Option<Pause>,
}

/// Describes a reading. While it loads the words do not change with each page, so that a screen reader is not
/// kept talking; the numbers are the progress bar's.
pub fn standing(
    reading: &Reading,
    around: &Circumstances,
    text: &StateText,
    writer: Writer,
) -> Standing {
    let outcome = reading.outcome();
    if outcome == Outcome::Loading {
        let headline = match &around.pause {
            Some(Pause { is_asked_for: true, .. }) => text.asked_to_wait,
            Some(_) => text.no_answer,
            None if reading.has_replied() => text.loading,
            None => text.waiting_for_first,
        };
        return Standing { headline: headline.to_owned(), ..Standing::default() };
    }
    let here = writer.number(reading.row_count());
    let headline = match reading.expected() {
        _ if !reading.has_replied() => text.nothing.to_owned(),
        Some(expected) => (text.of)(&here, &writer.number(expected)),
        None => (text.without_count)(&here),
    };
    let (tone, verdict) = match &outcome {
        Outcome::Complete => (Tone::Proven, vec![text.complete.to_owned()]),
        Outcome::CompleteSoFar => (Tone::Proven, vec![text.complete_so_far.to_owned()]),
        Outcome::Unproven | Outcome::Loading => (Tone::Plain, vec![text.unproven.to_owned()]),
        Outcome::Incomplete(gap) => (Tone::Wanting, verdict(gap, reading, text, writer)),
    };
    let ambiguous = Some(reading.ambiguous_times()).filter(|it| *it > 0);
    let ambiguous = ambiguous.map(|it| (text.ambiguous_times)(&writer.number(it.into())));
    let stale = around.is_stale.then(|| text.stale.to_owned());
    let read_at = around.ended_millis.map(|it| (text.read_at)(&writer.time_here(it)));
    let zone = match writer.clock {
        Clock::Oslo => text.zone_oslo,
        Clock::Utc => text.zone_utc,
        Clock::Local => text.zone_local,
    };
    let details = verdict_first(verdict, [ambiguous, stale, Some(zone.to_owned()), read_at]);
    Standing { tone, headline, details }
}

fn verdict_first(verdict: Vec<String>, rest: [Option<String>; 4]) -> Vec<String> {
    verdict.into_iter().chain(rest.into_iter().flatten()).collect()
}

fn verdict(gap: &Gap, reading: &Reading, text: &StateText, writer: Writer) -> Vec<String> {
    let missing = gap.missing.filter(|it| *it > 0).map(|it| (text.missing)(&writer.number(it)));
    let reason = match &gap.reason {
        GapReason::Stopped => text.stopped.to_owned(),
        GapReason::Failed(_) => text.page_failed.to_owned(),
        GapReason::Unreadable => {
            (text.unreadable)(&writer.number(reading.unreadable().count() as u64))
        }
        GapReason::CountDiffers => text.count_differs.to_owned(),
        GapReason::KeepsChanging => text.keeps_changing.to_owned(),
        GapReason::Repeats | GapReason::Endless => text.bad_pages.to_owned(),
    };
    missing.into_iter().chain([reason]).collect()
}
