//! Comparison period: the days before or a year earlier to compare with, and which day there answers to which day here.

use chrono::{Datelike as _, Months, NaiveDate};

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
                (before.day() == day.day()).then_some(before)
            }
        }
    }

    /// The days that answer to what is shown of a span: to the days that are picked of it, or to those that have come by
    /// `today`. It is the one place where a filter is mapped to the other period; where nothing answers, there are no days,
    /// and nothing may be compared.
    pub fn stretch(self, span: Days, picked: &[NaiveDate], today: NaiveDate) -> Stretch {
        let mut here: Vec<NaiveDate> = match picked {
            // As far as this period has come, so that the same stretch is compared.
            [] if span.contains(today) => span.iter().take_while(|day| *day <= today).collect(),
            [] => span.iter().collect(),
            picked => picked.to_vec(),
        };
        here.sort_unstable();
        here.dedup();
        let mut stretch = Stretch::default();
        if self == Self::Nothing {
            return stretch;
        }
        for day in &here {
            match self.counterpart(*day, span) {
                Some(answer) => stretch.days.push(answer),
                None => stretch.unpaired.push(*day),
            }
        }
        // A leap day there lies behind the last of February here, and none answers to it.
        let is_leap_day = |it: &NaiveDate| (it.month(), it.day()) == (2, 29);
        let days_after = stretch.days.iter().filter_map(NaiveDate::succ_opt);
        let leap_days: Vec<NaiveDate> = days_after
            .filter(|it| is_leap_day(it) && here.len() > 1 && !stretch.days.contains(it))
            .filter(|_| self == Self::Year)
            .collect();
        stretch.unpaired.extend(leap_days);
        stretch
    }

    /// The days to compare a span with.
    pub fn days(self, span: Days) -> Option<Days> {
        let counterparts = || span.iter().filter_map(|it| self.counterpart(it, span));
        Days::new(counterparts().next()?, counterparts().last()?)
    }
}

/// The days of another period that some days of this one are compared with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretch {
    /// Those that answer to one of them, oldest first.
    pub days: Vec<NaiveDate>,
    /// Leap days without a counterpart: of this period, which has them counted, then of the other, which has not.
    pub unpaired: Vec<NaiveDate>,
}

#[cfg(test)]
mod tests {
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

    fn days(texts: &[&str]) -> Vec<NaiveDate> {
        texts.iter().map(|it| it.parse().unwrap()).collect()
    }

    /// Long after every span.
    const LATER: &str = "2026-01-01";

    #[track_caller]
    fn check(picked: &[&str], today: &str, here: Days, expected: &[&str], unpaired: &[&str]) {
        let stretch = Compare::Year.stretch(here, &days(picked), today.parse().unwrap());
        let expected = Stretch { days: days(expected), unpaired: days(unpaired) };
        assert_eq!(stretch, expected, "{picked:?} of {here:?} on {today}");
    }

    // Report 22
    #[test]
    fn what_maps_to_nothing_is_compared_with_nothing_22() {
        let leap = span("2020-02-20", "2020-03-10");
        check(&["2020-02-29"], LATER, leap, &[], &["2020-02-29"]);
        check(&["2020-02-29", "2020-02-29"], LATER, leap, &[], &["2020-02-29"]);
        check(&[], LATER, span("2020-02-29", "2020-02-29"), &[], &["2020-02-29"]);
        // A running period that begins there, on its first day.
        check(&[], "2020-02-29", span("2020-02-29", "2020-03-31"), &[], &["2020-02-29"]);
        check(
            &[],
            "2020-03-01",
            span("2020-02-29", "2020-03-31"),
            &["2019-03-01"],
            &["2020-02-29"],
        );
        let two = ["2020-02-28", "2020-02-29"];
        check(&two, LATER, leap, &["2019-02-28"], &["2020-02-29"]);
        let nothing = Compare::Nothing.stretch(leap, &[], LATER.parse().unwrap());
        assert_eq!(nothing, Stretch::default());
    }

    // Report 22
    #[test]
    fn a_leap_day_of_the_year_before_is_named_22() {
        let february = span("2021-02-01", "2021-02-28");
        let stretch = Compare::Year.stretch(february, &[], LATER.parse().unwrap());
        assert_eq!(stretch.days.len(), 28);
        assert_eq!(stretch.days.last(), days(&["2020-02-28"]).first());
        assert_eq!(stretch.unpaired, days(&["2020-02-29"]));
        let spring = span("2021-02-01", "2021-03-31");
        let stretch = Compare::Year.stretch(spring, &[], LATER.parse().unwrap());
        assert_eq!((stretch.days.len(), stretch.unpaired), (59, days(&["2020-02-29"])));
        check(&["2021-02-28"], LATER, february, &["2020-02-28"], &[]);
        check(&["2021-03-01"], LATER, spring, &["2020-03-01"], &[]);
    }

    // Report 22
    #[test]
    fn a_running_period_is_compared_as_far_as_it_has_come_22() {
        let january = span("2017-01-01", "2017-01-31");
        check(&[], "2017-01-02", january, &["2016-01-01", "2016-01-02"], &[]);
        check(&["2017-01-31"], "2017-01-02", january, &["2016-01-31"], &[]);
        let whole = Compare::Year.stretch(january, &[], "2017-01-31".parse().unwrap());
        assert_eq!(whole.days.len(), 31);
    }

    proptest::proptest! {
        // Report 22
        #[test]
        fn every_day_is_paired_once_or_named_22(
            first in 0u64..3000, length in 1usize..800, today in 0u64..4000, picked in proptest::collection::vec(0usize..800, 0..5)
        ) {
            let epoch = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap();
            let first = epoch + chrono::Days::new(first);
            let here = Days::new(first, first + chrono::Days::new(length as u64 - 1)).unwrap();
            let picked: Vec<_> = picked.iter().filter_map(|it| here.nth(it % length)).collect();
            let today = epoch + chrono::Days::new(today);
            for compare in [Compare::Previous, Compare::Year] {
                let stretch = compare.stretch(here, &picked, today);
                proptest::prop_assert!(stretch.days.is_sorted_by(|one, next| one < next));
                let of_here = |it: &&NaiveDate| picked.is_empty() || picked.contains(it);
                let shown = here.iter().filter(|it| of_here(&it)).filter(|it| {
                    !picked.is_empty() || !here.contains(today) || *it <= today
                });
                let shown: Vec<_> = shown.collect();
                let unpaired_here = stretch.unpaired.iter().filter(|it| shown.contains(it)).count();
                proptest::prop_assert!(stretch.days.len() + unpaired_here >= shown.len());
                let other = compare.days(here);
                proptest::prop_assert!(stretch.days.iter().all(|it| other.unwrap().contains(*it)));
            }
        }
    }
}
