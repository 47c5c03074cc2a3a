//! A span of calendar days, both ends included. Which instants belong to a day is the business of `zone`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::sort;

/// One day or more, both ends included: the first is never after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "[NaiveDate; 2]", try_from = "[NaiveDate; 2]")]
pub struct Days {
    first: NaiveDate,
    last: NaiveDate,
}

impl Days {
    /// The span from `first` to `last`, or nothing where it would end before it begins.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The span of one day.
    pub fn one(day: NaiveDate) -> Self {
        Self { first: day, last: day }
    }

    /// Some days as the fewest spans that hold just them, oldest first.
    pub fn runs(days: &[NaiveDate]) -> Vec<Self> {
        let mut runs: Vec<Self> = Vec::new();
        for day in sort::places(days).iter().filter_map(|it| days.get(*it as usize).copied()) {
            match runs.last_mut() {
                Some(run) if (day - run.last).num_days() <= 1 => run.last = day,
                _ => runs.push(Self::one(day)),
            }
        }
        runs
    }

    /// The first day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day, itself included.
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// How many days it has, at least one.
    pub fn count(self) -> usize {
        usize::try_from((self.last - self.first).num_days()).unwrap_or(0) + 1
    }

    /// Whether the day lies within.
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// How many days after the first one `day` comes, where it lies within.
    pub fn index_of(self, day: NaiveDate) -> Option<usize> {
        self.contains(day).then(|| usize::try_from((day - self.first).num_days()).ok()).flatten()
    }

    /// Every day, oldest first.
    pub fn iter(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| *day <= self.last)
    }

    /// The day `index` days after the first, where it lies within.
    pub fn nth(self, index: usize) -> Option<NaiveDate> {
        let step = chrono::Days::new(u64::try_from(index).ok()?);
        self.first.checked_add_days(step).filter(|day| self.contains(*day))
    }
}

impl From<Days> for [NaiveDate; 2] {
    fn from(days: Days) -> Self {
        [days.first, days.last]
    }
}

impl TryFrom<[NaiveDate; 2]> for Days {
    type Error = &'static str;

    fn try_from([first, last]: [NaiveDate; 2]) -> Result<Self, Self::Error> {
        Self::new(first, last).ok_or("days that end before they begin")
    }
}

/// Reads `2017-01-31`, as date fields and links write a day: four digits for the year, two for month and day.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('-').filter(|part| is_digits(part));
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = [year.len(), month.len(), day.len(), text.len()] == [4, 2, 2, 10];
    let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    is_whole.then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn runs_join_neighbouring_days_in_whatever_order_they_come() {
        let days = ["2017-02-01", "2017-01-30", "2017-01-03", "2017-01-31", "2017-01-30"].map(day);
        let runs = [("2017-01-03", "2017-01-03"), ("2017-01-30", "2017-02-01")];
        let runs = runs.map(|(first, last)| Days::new(day(first), day(last)).unwrap());
        assert_eq!(Days::runs(&days), runs);
    }

    #[test]
    fn both_ends_belong_to_the_span() {
        let january = Days::new(day("2017-01-01"), day("2017-01-31")).unwrap();
        assert_eq!(january.count(), 31);
        assert_eq!(january.iter().last(), Some(day("2017-01-31")));
        assert_eq!(january.index_of(day("2017-01-31")), Some(30));
        assert_eq!(january.nth(30), Some(day("2017-01-31")));
        assert_eq!(january.nth(31), None);
        assert_eq!(january.index_of(day("2016-12-31")), None);
    }

    #[test]
    fn a_span_that_ends_before_it_begins_cannot_be_made() {
        assert_eq!(Days::new(day("2017-01-02"), day("2017-01-01")), None);
    }

    #[test]
    fn a_day_is_read_in_one_form_only() {
        assert_eq!(parse_day("2016-02-29"), NaiveDate::from_ymd_opt(2016, 2, 29));
        for text in
            ["", "2017-02-29", "2017-2-1", "17-02-01", "2017-02-01-", "+017-02-01", "2017/02/01"]
        {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
