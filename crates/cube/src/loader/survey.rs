//! Survey of a long list: its parts are counted before its pages are read, so that the course of the whole is seen within a
//! few round trips. Nothing depends on it: a part that cannot be counted ends it, and what it says is believed only as
//! long as it adds up to the count of the list itself.

use chrono::{Datelike as _, NaiveDate};
use cubeboard_responses::calendar::days::Days;

/// A list of more pages than this is surveyed.
const LONG_PAGES: usize = 60;
const MOST_PARTS: usize = 12;

/// Some days of a list, and how many responses they have by the service's count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedDays {
    /// The days.
    pub days: Days,
    /// How many responses they have.
    pub count: u64,
}

/// How far the survey of a run is.
#[derive(Debug, Clone)]
pub(super) enum Stage {
    /// It begins with the first page of a long list.
    Due,
    /// Parts are being counted, or all of them are.
    Begun(Survey),
    /// None is wanted, or it was given up.
    Over,
}

impl Stage {
    pub(super) fn survey(&self) -> Option<&Survey> {
        if let Self::Begun(survey) = self { Some(survey) } else { None }
    }

    pub(super) fn survey_mut(&mut self) -> Option<&mut Survey> {
        if let Self::Begun(survey) = self { Some(survey) } else { None }
    }
}

/// The parts of one list.
#[derive(Debug, Clone)]
pub(super) struct Survey {
    pub(super) walk: usize,
    parts: Vec<Days>,
    /// By part, as far as they came.
    counts: Vec<Option<u64>>,
    next: usize,
}

impl Survey {
    /// Of the list of a walk, where it has many pages and its days can be divided.
    pub(super) fn of(walk: usize, days: Days, page_count: usize) -> Option<Self> {
        let parts = parts(days);
        let counts = vec![None; parts.len()];
        let is_worth_it = page_count > LONG_PAGES && parts.len() > 1;
        is_worth_it.then_some(Self { walk, parts, counts, next: 0 })
    }

    /// The next part to count, by its place, with its days.
    pub(super) fn take_next(&mut self) -> Option<(usize, Days)> {
        let days = *self.parts.get(self.next)?;
        self.next += 1;
        Some((self.next - 1, days))
    }

    /// The days of a part that was asked for and has not been counted.
    pub(super) fn awaits(&self, part: usize) -> Option<Days> {
        let is_asked = part < self.next && self.counts.get(part) == Some(&None);
        self.parts.get(part).copied().filter(|_| is_asked)
    }

    /// Notes how many responses a part has.
    pub(super) fn note(&mut self, part: usize, count: u64) {
        if let Some(slot) = self.counts.get_mut(part) {
            *slot = Some(count);
        }
    }

    /// The parts, oldest first, once all of them are counted and have as many responses as the list.
    pub(super) fn counted(&self, of_the_list: Option<u64>) -> Option<Vec<CountedDays>> {
        let counts: Vec<u64> = self.counts.iter().copied().collect::<Option<_>>()?;
        let sum = counts.iter().fold(0, |sum: u64, count| sum.saturating_add(*count));
        let counted = |(days, count): (&Days, u64)| CountedDays { days: *days, count };
        (Some(sum) == of_the_list).then(|| self.parts.iter().zip(counts).map(counted).collect())
    }
}

/// Days divided into twelve parts at most, oldest first: into days, weeks, months, or as many months as it takes.
fn parts(days: Days) -> Vec<Days> {
    let months = |day: NaiveDate| 12 * day.year() + i32::try_from(day.month0()).unwrap_or_default();
    let single_days = divided(days, |day| day.num_days_from_ce());
    let weeks = || divided(days, |day| (day.num_days_from_ce() - 1).div_euclid(7));
    let of_months = |length: i32| divided(days, move |day| months(day).div_euclid(length));
    let coarser = std::iter::once_with(weeks).chain([1, 3, 6, 12].map(of_months));
    let mut divisions = std::iter::once(single_days).chain(coarser);
    divisions.find(|parts| parts.len() <= MOST_PARTS).unwrap_or_default()
}

/// Days divided wherever their key changes.
fn divided(days: Days, key: impl Fn(NaiveDate) -> i32) -> Vec<Days> {
    let all: Vec<NaiveDate> = days.first().iter_days().take(days.count()).collect();
    let ends = |part: &[NaiveDate]| Days::new(*part.first()?, *part.last()?);
    all.chunk_by(|one, next| key(*one) == key(*next)).filter_map(ends).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, last: &str) -> Days {
        Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    #[test]
    fn twelve_parts_at_most_hold_every_day_once() {
        for (first, last, expected) in [
            ("2025-01-01", "2025-12-31", 12),
            ("2025-01-15", "2026-01-14", 5),
            ("2025-01-01", "2025-01-12", 12),
            ("2025-01-01", "2025-01-31", 5),
            ("2025-01-06", "2025-03-30", 12),
            ("2025-01-06", "2025-03-31", 3),
            ("2016-01-01", "2025-12-31", 10),
            ("2025-01-01", "2025-01-01", 1),
        ] {
            let days = days(first, last);
            let parts = parts(days);
            assert_eq!(parts.len(), expected, "{first} to {last}: {parts:?}");
            assert_eq!((parts[0].first(), parts[expected - 1].last()), (days.first(), days.last()));
            for pair in parts.windows(2) {
                assert_eq!(pair[0].last().succ_opt(), Some(pair[1].first()));
            }
        }
    }

    #[test]
    fn parts_that_do_not_add_up_to_the_list_are_not_told() {
        let mut survey = Survey::of(0, days("2025-01-01", "2025-01-02"), 61).unwrap();
        assert!(Survey::of(0, days("2025-01-01", "2025-01-02"), 60).is_none(), "a short list");
        assert!(Survey::of(0, days("2025-01-01", "2025-01-01"), 61).is_none(), "a single day");
        for count in [3, 4] {
            let (part, _) = survey.take_next().unwrap();
            assert_eq!(survey.counted(Some(7)), None);
            survey.note(part, count);
        }
        let counts = |of: Option<u64>| {
            survey.counted(of).map(|parts| parts.iter().map(|it| it.count).collect::<Vec<_>>())
        };
        assert_eq!(
            (counts(Some(7)), counts(Some(8)), counts(None)),
            (Some(vec![3, 4]), None, None)
        );
    }
}
