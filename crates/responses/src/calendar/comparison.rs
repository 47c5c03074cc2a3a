//! Comparison period: the days before or a year earlier to compare with, and which day there answers to which day here.

use chrono::{Months, NaiveDate};

use crate::calendar::days::Days;

/// What to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Compare {
    /// Nothing.
    #[default]
    Nothing,
    /// The period before, as many whole weeks earlier as it takes: a Monday stands beside a Monday.
    Previous,
    /// The same days a year before.
    Year,
}

impl Compare {
    /// All of them, in the order in which a reader chooses.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Previous, Self::Year];

    /// Its name in links.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Previous => "previous",
            Self::Year => "year",
        }
    }

    /// The one that a link names; nothing, where it names none.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.key() == key).unwrap_or_default()
    }

    /// The day that answers to a day of the span; 29 February has none in most years.
    pub fn counterpart(self, day: NaiveDate, span: Days) -> Option<NaiveDate> {
        match self {
            Self::Nothing => None,
            Self::Previous => {
                let weeks = span.count().div_ceil(7);
                day.checked_sub_days(chrono::Days::new(7 * weeks as u64))
            }
            Self::Year => {
                let before = day.checked_sub_months(Months::new(12))?;
                // The day of the month moves only where there is no such day.
                (chrono::Datelike::day(&before) == chrono::Datelike::day(&day)).then_some(before)
            }
        }
    }

    /// The days to compare a span with.
    pub fn days(self, span: Days) -> Option<Days> {
        let counterparts = || span.iter().filter_map(|it| self.counterpart(it, span));
        Days::new(counterparts().next()?, counterparts().last()?)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Datelike as _;

    use super::*;

    fn span(first: &str, last: &str) -> Days {
        Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    #[test]
    fn the_period_before_begins_on_the_same_weekday_and_does_not_overlap() {
        for (first, last) in [
            ("2017-01-01", "2017-01-31"),
            ("2017-03-06", "2017-03-12"),
            ("2017-01-05", "2017-01-05"),
        ] {
            let here = span(first, last);
            let before = Compare::Previous.days(here).unwrap();
            assert_eq!(before.count(), here.count());
            assert_eq!(before.first().weekday(), here.first().weekday());
            assert!(before.last() < here.first());
            assert!((here.first() - before.last()).num_days() <= 7, "{first}");
        }
    }

    #[test]
    fn a_year_before_are_the_same_dates_and_a_leap_day_has_none() {
        assert_eq!(
            Compare::Year.days(span("2017-01-01", "2017-01-31")),
            Some(span("2016-01-01", "2016-01-31"))
        );
        let leap = span("2016-02-28", "2016-03-01");
        let days: Vec<_> = leap.iter().map(|it| Compare::Year.counterpart(it, leap)).collect();
        assert_eq!(
            days,
            [Some("2015-02-28".parse().unwrap()), None, Some("2015-03-01".parse().unwrap())]
        );
        assert_eq!(Compare::Year.days(leap), Some(span("2015-02-28", "2015-03-01")));
        assert_eq!(Compare::Nothing.days(leap), None);
    }
}
