//! Words of the status line: how many responses a load brought, whether that is all of them, and why not.

use cubeboard_cube::loader::{Gap, GapReason, Outcome, Pause, Reading};
use cubeboard_cube::wire::ForeignReason;
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
    let mut left_out: Vec<String> = unreadable(reading, words).into_iter().collect();
    left_out.extend(foreign(reading, words));
    let fields = reading.left_out().into_iter();
    left_out.extend(fields.map(|(field, times)| text.left_out(field, &number(times.into()))));
    let stale = around.stale_since.as_deref().map(|it| text.stale(it));
    if outcome == Outcome::Loading {
        let headline = match &around.pause {
            Some(Pause { is_asked_for: true, .. }) => text.asked_to_wait,
            Some(_) => text.no_answer,
            None if around.is_failing => text.no_answer,
            None if reading.has_replied() => text.loading,
            None => text.waiting_for_first,
        };
        let details = left_out.into_iter().chain(stale).collect();
        return LoadStatus { tone: Tone::Plain, headline: headline.to_owned(), details };
    }
    let (tone, mut details) = verdict(&outcome, reading, words);
    let ambiguous = Some(reading.ambiguous_times()).filter(|it| *it > 0);
    let edge = Some(reading.edge_rows()).filter(|it| *it > 0);
    details.extend(around.asked_until.as_deref().map(|it| text.asked_until(it)));
    details.extend(left_out);
    let rest = [
        edge.map(|it| text.edge_rows(&number(it.into()))),
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
        GapReason::NoTimes => Some(text.no_times),
        GapReason::AllAlike => Some(text.all_alike),
        // That is said beside every outcome.
        GapReason::Unreadable | GapReason::Foreign => None,
    };
    missing.into_iter().chain(reason.map(str::to_owned)).collect()
}

/// How many rows came that could not be read, where there are any.
fn unreadable(reading: &Reading, Words { text, number }: Words<'_>) -> Option<String> {
    let rows = Some(reading.unreadable().count()).filter(|it| *it > 0)?;
    Some(text.unreadable(&number(rows as u64)))
}

/// How many rows are none of what was asked for, by what they are instead.
fn foreign(reading: &Reading, Words { text, number }: Words<'_>) -> Vec<String> {
    let [mut of_campaign, mut of_type, mut of_days] = [0_u64; 3];
    for (_, row) in reading.foreign() {
        match row.reason {
            ForeignReason::Campaign => of_campaign += 1,
            ForeignReason::Type => of_type += 1,
            ForeignReason::Days => of_days += 1,
        }
    }
    let told = |rows: u64, words: &dyn Fn(&str) -> String| (rows > 0).then(|| words(&number(rows)));
    let all = [
        told(of_campaign, &|it| text.of_other_campaign(it)),
        told(of_type, &|it| text.of_other_type(it)),
        told(of_days, &|it| text.of_other_days(it)),
    ];
    all.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
