//! Report on a download, in words: how much is here, what is missing, and what to do about it.

use std::fmt;

use chrono::DateTime;
use cubeboard_cube::fetch::FetchError;
use cubeboard_cube::loader::{Gap, GapReason, MissingPage, Outcome, Reading};
use cubeboard_cube::wire::DecodeError;

use crate::account::connect_failure::ConnectFailure;
use crate::terminal::visible;

/// How a download ended, and what its reader is told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DownloadReport {
    /// Whether what came can be used.
    pub completeness: Completeness,
    lines: Vec<String>,
}

/// Whether what came can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Completeness {
    /// Nothing is known to be missing.
    Complete,
    /// Something is.
    Incomplete,
    /// Not one page came.
    #[default]
    Empty,
}

/// More pages or rows than this are summed up.
const MOST_NAMED: usize = 10;

impl DownloadReport {
    /// The report on a reading that has ended by this time, in milliseconds since 1970. The failure is why a request got
    /// no connection, where one did not.
    pub fn of(reading: &Reading, failure: Option<&ConnectFailure>, now_millis: i64) -> Self {
        let here = reading.row_count();
        let of = match reading.expected() {
            Some(count) => format!("{here} of {count} responses"),
            None => format!("{here} responses"),
        };
        let outcome = reading.outcome();
        let (completeness, mut lines) = match &outcome {
            Outcome::Complete => (Completeness::Complete, vec![format!("{of}, complete")]),
            Outcome::CompleteSoFar => (
                Completeness::Complete,
                vec![format!("{of}, complete so far: the last day has not ended")],
            ),
            Outcome::Unproven => {
                let why = "Cube gave no count, so nothing proves that they are all";
                (Completeness::Complete, vec![format!("{of}: {why}")])
            }
            Outcome::Undercounted => {
                let why = "Cube lists more than it counts, so nothing proves that they are all";
                (Completeness::Complete, vec![format!("{of}: {why}")])
            }
            Outcome::Loading | Outcome::Incomplete(Gap { reason: GapReason::Stopped, .. }) => {
                (Completeness::Incomplete, vec![format!("stopped at {of}")])
            }
            Outcome::Incomplete(_) if !reading.has_replied() => (Completeness::Empty, Vec::new()),
            Outcome::Incomplete(gap) => {
                let missing = match gap.missing {
                    Some(missing @ 1..) => format!("{missing} missing"),
                    Some(0) => match reading.foreign().count() {
                        0 => "but not all of them are sure".to_owned(),
                        foreign => format!("{foreign} were not asked for"),
                    },
                    None => "some are missing".to_owned(),
                };
                (Completeness::Incomplete, vec![format!("incomplete: {of}, {missing}")])
            }
        };
        if let Outcome::Incomplete(gap) = &outcome {
            lines.extend(named(reading.missing_pages().map(|it| missing_page(&it, failure))));
            lines.extend(named(reading.unreadable().map(|(page, row)| {
                format!("row {} of page {page} cannot be read: {}", row.place + 1, row.reason)
            })));
            lines.extend(named(reading.foreign().map(|(page, row)| {
                let (place, what) = (row.place + 1, row.reason.words());
                format!("row {place} of page {page} is left out: {what}")
            })));
            let asked_until = reading.asked_until(now_millis).map(asked_until);
            lines.extend(asked_until.or_else(|| remedy(&gap.reason, failure).map(str::to_owned)));
        }
        lines.extend(reading.left_out().into_iter().map(|(field, times)| {
            format!("field {field} of {times} responses cannot be read and is left out")
        }));
        let edge_rows = reading.edge_rows();
        if edge_rows > 0 {
            lines.push(format!(
                "{edge_rows} lie on the day before or after the days asked for, and are counted: by which \
                 clock Cube cuts its days is not known"
            ));
        }
        let ambiguous = reading.ambiguous_times();
        if ambiguous > 0 {
            lines.push(format!(
                "{ambiguous} times name no zone and fall into the hour that autumn repeats; \
                 they were taken as the first of the two"
            ));
        }
        Self { completeness, lines }
    }
}

impl fmt::Display for DownloadReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines.join("\n  "))
    }
}

/// Until when the service asks to be left alone: longer than there was patience for.
fn asked_until(until_millis: i64) -> String {
    let until = DateTime::from_timestamp_millis(until_millis).unwrap_or_default();
    let until = until.format("%Y-%m-%d %H:%M:%S UTC");
    format!("Cube asks to wait until {until}; ask again then, or let --patience be as long")
}

fn missing_page(page: &MissingPage<'_>, failure: Option<&ConnectFailure>) -> String {
    let MissingPage { campaign, days, number, error } = page;
    format!(
        "page {number} of campaign {campaign}, {} to {}, could not be had: {}",
        days.first(),
        days.last(),
        words(error, failure)
    )
}

/// What a page could not be had for, in one line. The service's own words may be in it.
pub fn words(error: &FetchError, failure: Option<&ConnectFailure>) -> String {
    let failure = failure.filter(|it| it.explains(error));
    visible(&failure.map_or_else(|| error.to_string(), ToString::to_string)).into_owned()
}

/// The first lines of a list that may be long.
fn named(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut named = Vec::new();
    let mut unnamed = 0;
    for line in lines {
        if named.len() < MOST_NAMED {
            named.push(line);
        } else {
            unnamed += 1;
        }
    }
    if unnamed > 0 {
        named.push(format!("and {unnamed} more"));
    }
    named
}

/// What to do about a gap. Each reason is named, so that a new one cannot go without.
fn remedy(reason: &GapReason, failure: Option<&ConnectFailure>) -> Option<&'static str> {
    Some(match reason {
        GapReason::Stopped => return None,
        GapReason::Failed(error) => {
            let failure = failure.filter(|it| it.explains(error));
            failure.map_or_else(|| failure_remedy(error), ConnectFailure::remedy)
        }
        GapReason::KeepsChanging => {
            "the list changed faster than it could be read; ask for days that have ended"
        }
        GapReason::Repeats => "Cube gave the same page again and again; tell its support",
        GapReason::Endless => "Cube linked to ever further pages; tell its support",
        GapReason::Unreadable => "tell Cube's support which rows these are",
        GapReason::Foreign => {
            "Cube answered another question, too; check the type and the days, or ask for all types"
        }
        GapReason::NoTimes => {
            "no response has a time; ask Cube's support for the list with times, or try another --resource"
        }
        GapReason::AllAlike => {
            "all responses are alike in everything, which cannot be real; tell Cube's support"
        }
        GapReason::CountDiffers => {
            "Cube counts more responses than it lists; try again, and tell its support if that stays"
        }
    })
}

fn failure_remedy(error: &FetchError) -> &'static str {
    match error {
        FetchError::NotSignedIn => {
            "set CUBEBOARD_TOKEN_FILE, or CUBEBOARD_USER and CUBEBOARD_PASSWORD_FILE, to valid \
             credentials"
        }
        FetchError::NotAllowed => {
            "these credentials may not read the campaign, or none arrived; ask who manages the account"
        }
        FetchError::NoSuchCampaign => "check the campaign's number and the account's address",
        FetchError::Refused { .. } => {
            "Cube did not accept the question; check its days and its type"
        }
        FetchError::Throttled => "Cube asks for fewer requests; try again later",
        FetchError::Offline | FetchError::Unreachable => {
            "check the network, the account's address, and whether a proxy is needed (HTTPS_PROXY)"
        }
        FetchError::TimedOut { .. } => "Cube is slow; try again later, or ask for fewer days",
        FetchError::TooLarge { .. } => "this is no page of responses; check the account's address",
        FetchError::Redirected => {
            "Cube sends us elsewhere, and no redirect is followed; check the account's address"
        }
        FetchError::NotCube => "this is no answer of Cube's; check the account's address",
        FetchError::Status { .. } => "Cube had trouble of its own; try again later",
        FetchError::Decode(DecodeError::WebPage) => {
            "this is no answer of Cube's API; check the account's address and the credentials"
        }
        FetchError::Decode(_) => {
            "this is no page of responses; check the account's address, and tell Cube's support"
        }
        FetchError::Certificate => {
            "name the authority that is to be believed by SSL_CERT_FILE, or have the certificate renewed"
        }
        FetchError::NotForReaders | FetchError::NotForDisplay => {
            "this is a relay that does not show this campaign; ask whoever runs it, or give the \
             account's own address"
        }
        FetchError::SignedOut | FetchError::KeptOut => {
            "this is a relay that wants its readers to sign in; give the account's own address"
        }
        FetchError::Insecure | FetchError::Forbidden => "ask for an https address",
        FetchError::NoService | FetchError::PartMissing => "this is the page's own; reload it",
    }
}
