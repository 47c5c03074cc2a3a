//! The question that a page is to answer, and what in the page answers another one: rows of another type, another
//! campaign or other days. A service that does not know a parameter leaves it out of account and says nothing.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use chrono::{NaiveDate, NaiveTime};

use crate::query::CampaignId;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::store::{Id, Response};

/// What a list was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Whose list.
    pub campaign: CampaignId,
    /// First and last day of this list.
    pub days: Days,
    /// First and last day of the whole question, which may be more than one list.
    pub question_days: Days,
    /// The one type asked for; `None` asks for all.
    pub response_type: Option<&'a str>,
}

/// A row that was left out because it is none of what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    /// Its place in the reply, from 0.
    pub place: u32,
    /// What it is instead.
    pub reason: ForeignReason,
    /// Tells rows apart, because no other part of them is kept.
    fingerprint: u64,
}

/// What a row is instead of what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ForeignReason {
    /// Of another campaign.
    Campaign,
    /// Of another type.
    Type,
    /// Of a day that is none of those asked for in any time zone.
    Days,
}

impl ForeignReason {
    /// In a developer's words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Campaign => "of another campaign",
            Self::Type => "of another type",
            Self::Days => "of a day that was not asked for",
        }
    }
}

/// Where a row belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Within what was asked for, or it does not say.
    Inside,
    /// On the day before or after: a day of the service's may be cut by a clock that nobody knows.
    Edge,
    /// Elsewhere.
    Foreign(Foreign),
}

/// An [`Asked`] with its days as instants, so that a row costs comparisons only.
#[derive(Debug, Clone)]
pub(super) struct Judge<'a> {
    asked: Asked<'a>,
    folded_type: Option<String>,
    /// From the start of the spare day before to the end of that after, in microseconds since 1970.
    possible: std::ops::Range<i64>,
    /// The days of the question by the clock of UTC or Oslo.
    inside: std::ops::Range<i64>,
}

impl<'a> Judge<'a> {
    pub fn new(asked: Asked<'a>) -> Self {
        let midnight = |day: Option<NaiveDate>, zone: Zone, unbounded| {
            day.map_or(unbounded, |it| zone.instant(it.and_time(NaiveTime::MIN)).micros)
        };
        let (days, question) = (asked.days, asked.question_days);
        let day_after = |days: Days| days.last().succ_opt();
        let first = Some(question.first());
        // Every zone's day lies within the day, the one before and the one after of UTC.
        let end = day_after(days).and_then(|it| it.succ_opt());
        Self {
            folded_type: asked.response_type.map(folded),
            possible: midnight(days.first().pred_opt(), Zone::Utc, i64::MIN)
                ..midnight(end, Zone::Utc, i64::MAX),
            inside: midnight(first, Zone::Oslo, i64::MIN).min(midnight(first, Zone::Utc, i64::MIN))
                ..midnight(day_after(question), Zone::Oslo, i64::MAX).max(midnight(
                    day_after(question),
                    Zone::Utc,
                    i64::MAX,
                )),
            asked,
        }
    }

    /// Where a row belongs that stands at this place of its reply. What it does not say is not held against it.
    pub fn place(&self, place: u32, row: &Response<'_>) -> Place {
        let reason = if !self.is_of_campaign(row.campaign) {
            ForeignReason::Campaign
        } else if !self.is_of_type(row.kind) {
            ForeignReason::Type
        } else {
            match row.submitted_micros {
                Some(micros) if !self.possible.contains(&micros) => ForeignReason::Days,
                Some(micros) if !self.inside.contains(&micros) => return Place::Edge,
                _ => return Place::Inside,
            }
        };
        Place::Foreign(Foreign { place, reason, fingerprint: fingerprint(row) })
    }

    fn is_of_campaign(&self, campaign: Option<Id<'_>>) -> bool {
        match campaign {
            None => true,
            Some(Id::Number(number)) => number == self.asked.campaign.0,
            Some(Id::Text(text)) => text.trim().parse() == Ok(self.asked.campaign.0),
        }
    }

    /// White space around a type and the case of its letters tell no types apart.
    fn is_of_type(&self, kind: Option<&str>) -> bool {
        let (Some(wanted), Some(kind)) = (&self.folded_type, kind) else { return true };
        Some(kind) == self.asked.response_type || folded(kind) == *wanted
    }
}

/// A type as types are compared: trimmed, and in one case. The way by capitals makes "ß" and "ss" alike.
fn folded(kind: &str) -> String {
    kind.trim().to_uppercase().to_lowercase()
}

fn fingerprint(row: &Response<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    format!("{row:?}").hash(&mut hasher);
    hasher.finish()
}
