//! Words of the status line: how many responses a load brought, whether that is all of them, and why not.

use cubeboard_cube::loader::{Gap, GapReason, Outcome, Pause, Reading};
use cubeboard_i18n::load_status::LoadStatusMessages;

use crate::components::status_line::{LoadStatus, Tone};

/// What stands beside the reading itself.
#[derive(Debug, Clone, Default)]
pub struct Circumstances {
    /// When the rows were read, as written for the reader, where they answer an earlier question.
    pub stale_since: Option<String>,
    /// When the run ended, as written for the reader; `None` while it goes on.
    pub ended: Option<String>,
    /// Until when the service asked to be left alone when the run ended, as written for the reader.
    pub asked_until: Option<String>,
    /// Why nothing is sent for a while, where that is so.
    pub pause: Option<Pause>,
    /// Whether the service has failed for a while and is being asked again.
    pub is_failing: bool,
}

/// The reader's words, and how a number is written among them.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The words.
    pub text: &'a LoadStatusMessages,
    /// Writes a number.
    pub number: &'a dyn Fn(u64) -> String,
}

/// Describes a reading. While it loads the words do not change with each page, so that a screen reader is not
/// kept talking; the numbers are the progress bar's.
pub fn load_status(reading: &Reading, around: &Circumstances, words: Words<'_>) -> LoadStatus {
    let Words { text, number } = words;
    let outcome = reading.outcome();
    let unreadable = unreadable(reading, words);
    let stale = around.stale_since.as_deref().map(|it| text.stale(it));
    if outcome == Outcome::Loading {
        let headline = match &around.pause {
            Some(Pause { is_asked_for: true, .. }) => text.asked_to_wait,
            Some(_) => text.no_answer,
            None if around.is_failing => text.no_answer,
            None if reading.has_replied() => text.loading,
            None => text.waiting_for_first,
        };
        let details = unreadable.into_iter().chain(stale).collect();
        return LoadStatus { tone: Tone::Plain, headline: headline.to_owned(), details };
    }
    let (tone, mut details) = verdict(&outcome, reading, words);
    let ambiguous = Some(reading.ambiguous_times()).filter(|it| *it > 0);
    let rest = [
        around.asked_until.as_deref().map(|it| text.asked_until(it)),
        unreadable,
        ambiguous.map(|it| text.ambiguous_times(&number(it.into()))),
        stale.or_else(|| around.ended.as_deref().map(|it| text.read_at(it))),
    ];
    details.extend(rest.into_iter().flatten());
    LoadStatus { tone, headline: headline(&outcome, reading, words), details }
}

/// How many are here, beside the count that they are to be compared with.
fn headline(outcome: &Outcome, reading: &Reading, Words { text, number }: Words<'_>) -> String {
    let here = number(reading.row_count());
    match reading.expected() {
        _ if !reading.has_replied() => text.nothing.to_owned(),
        Some(expected) if *outcome != Outcome::Undercounted => text.of(&here, &number(expected)),
        _ => text.without_count(&here),
    }
}

/// Whether the numbers can be trusted, and why.
fn verdict(outcome: &Outcome, reading: &Reading, words: Words<'_>) -> (Tone, Vec<String>) {
    let Words { text, number } = words;
    let plain = |it: String| (Tone::Plain, vec![it]);
    match outcome {
        Outcome::Complete => (Tone::Proven, vec![text.complete.to_owned()]),
        Outcome::CompleteSoFar => (Tone::Proven, vec![text.complete_so_far.to_owned()]),
        Outcome::Unproven | Outcome::Loading => plain(text.unproven.to_owned()),
        Outcome::Undercounted => {
            plain(text.undercounted(&number(reading.expected().unwrap_or_default())))
        }
        Outcome::Incomplete(gap) => (Tone::Wanting, missing(gap, words)),
    }
}

/// How many are missing, and why.
fn missing(gap: &Gap, Words { text, number }: Words<'_>) -> Vec<String> {
    let missing = gap.missing.filter(|it| *it > 0).map(|it| text.missing(&number(it)));
    let reason = match &gap.reason {
        GapReason::Stopped => Some(text.stopped),
        GapReason::Failed(_) => Some(text.page_failed),
        GapReason::CountDiffers => Some(text.count_differs),
        GapReason::KeepsChanging => Some(text.keeps_changing),
        GapReason::Repeats | GapReason::Endless => Some(text.bad_pages),
        // That is said beside every outcome.
        GapReason::Unreadable => None,
    };
    missing.into_iter().chain(reason.map(str::to_owned)).collect()
}

/// How many rows came that could not be read, where there are any.
fn unreadable(reading: &Reading, Words { text, number }: Words<'_>) -> Option<String> {
    let rows = Some(reading.unreadable().count()).filter(|it| *it > 0)?;
    Some(text.unreadable(&number(rows as u64)))
}

#[cfg(test)]
mod tests;
