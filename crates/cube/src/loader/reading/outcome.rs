//! How far a run has come, and what is known of what it lacks.

use crate::fetch::FetchError;
use crate::query::CampaignId;
use cubeboard_responses::calendar::days::Days;

/// How far a run has come. The loading ends in one of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Pages are being fetched.
    Loading,
    /// Every response is here: each list's own count says so.
    Complete,
    /// Every response so far: the days asked for have not all ended.
    CompleteSoFar,
    /// All that the service listed, but it gave no count.
    Unproven,
    /// All that the service listed, which is more than it counted.
    Undercounted,
    /// Some are missing.
    Incomplete(Gap),
}

impl Outcome {
    /// Whether everything that the service lists is here, proven or not.
    pub fn is_whole(&self) -> bool {
        !matches!(self, Self::Loading | Self::Incomplete(_))
    }
}

/// What is known of the missing part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// How many responses are missing by the service's count; `None` where it gave none.
    pub missing: Option<u64>,
    /// Why.
    pub reason: GapReason,
}

/// Why responses are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapReason {
    /// The reader stopped the run.
    Stopped,
    /// At least one page could not be had.
    Failed(FetchError),
    /// The list changed faster than it could be read.
    KeepsChanging,
    /// The service gave the same page again and again.
    Repeats,
    /// The service linked to ever further pages.
    Endless,
    /// Rows came that cannot be read.
    Unreadable,
    /// Rows came that are none of what was asked for.
    Foreign,
    /// Not one row of a list has a time.
    NoTimes,
    /// All rows of a list are alike in everything.
    AllAlike,
    /// The service counts more than it lists.
    CountDiffers,
}

/// A page that was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingPage<'a> {
    /// Whose list.
    pub campaign: CampaignId,
    /// The days of the list.
    pub days: Days,
    /// Which page of it, from 1.
    pub number: u32,
    /// Why.
    pub error: &'a FetchError,
}
