//! Forecast of a single day that is under way, by the same weekday of the four weeks before: what they brought after this
//! time of day is what today may still bring.
//!
//! The interval is the prediction interval for one more observation after n, t · s · √(1 + 1/n); see Hahn and Meeker,
//! Statistical Intervals (1991), chapter 4.

use chrono::{NaiveDate, NaiveDateTime, Timelike as _};

use super::forecast::LEAST_DAYS;
use super::student;
use crate::calendar::holiday::Holiday;
use crate::statistics::definition::Class;

/// How many weeks back it looks.
pub const WEEKS: u64 = 4;

/// The same weekday of the weeks before, the last one first; those on which nobody works are none.
pub fn earlier_days(day: NaiveDate) -> Vec<NaiveDate> {
    let ago = |weeks| day.checked_sub_days(chrono::Days::new(7 * weeks));
    (1..=WEEKS).filter_map(ago).filter(|day| Holiday::of(*day).is_none()).collect()
}

/// What an earlier day brought, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EarlierDay {
    /// Whether there was any response: without one, nobody worked.
    pub is_worked: bool,
    /// When each success came, as seconds since midnight by the clock on the wall, in any order.
    pub success_seconds: Vec<u32>,
}

impl EarlierDay {
    /// What a day has brought, by local times and classes of responses in any order; those of other days are left out.
    pub fn count(day: NaiveDate, responses: impl Iterator<Item = (NaiveDateTime, Class)>) -> Self {
        let mut counted = Self::default();
        for (time, class) in responses.filter(|(time, _)| time.date() == day) {
            counted.is_worked = true;
            if class == Class::Success {
                counted.success_seconds.push(time.num_seconds_from_midnight());
            }
        }
        counted
    }
}

/// What a day will have brought when it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayForecast {
    /// Successes at its end, those of by now included.
    pub at_end: f64,
    /// Between which numbers of successes it will end, with 95 % confidence. The lower one is never less than there are.
    pub interval: (f64, f64),
    /// How many days it rests on.
    pub days: u32,
}

/// Where a day ends that has brought so much `now_seconds` after midnight; `None` with fewer than three earlier days.
pub fn forecast_day(reached: u32, now_seconds: u32, earlier: &[EarlierDay]) -> Option<DayForecast> {
    let rest = |day: &EarlierDay| {
        let later = day.success_seconds.iter().filter(|it| **it > now_seconds).count();
        f64::from(u32::try_from(later).unwrap_or(u32::MAX))
    };
    let rests: Vec<f64> = earlier.iter().filter(|day| day.is_worked).map(rest).collect();
    if rests.len() < LEAST_DAYS {
        return None;
    }
    let days = u32::try_from(rests.len()).ok()?;
    let count = f64::from(days);
    let mean = rests.iter().sum::<f64>() / count;
    let squares: f64 = rests.iter().map(|it| (it - mean).powi(2)).sum();
    let variance = squares / (count - 1.0);
    let half = student::quantile(rests.len() - 1)? * (variance * (1.0 + 1.0 / count)).sqrt();
    let reached = f64::from(reached);
    let interval = (reached + (mean - half).max(0.0), reached + mean + half);
    Some(DayForecast { at_end: reached + mean, interval, days })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u32 = 3600;

    /// Days with so many successes at ten in the morning and so many at four in the afternoon.
    fn days(counts: &[(usize, usize)]) -> Vec<EarlierDay> {
        let day = |(morning, afternoon): &(usize, usize)| EarlierDay {
            is_worked: true,
            success_seconds: [vec![16 * HOUR; *afternoon], vec![10 * HOUR; *morning]].concat(),
        };
        counts.iter().map(day).collect()
    }

    #[test]
    fn the_rest_of_the_day_is_as_it_was_in_the_weeks_before() {
        // At noon they had 4, 6, 5 and 5 still to come: a mean of 5, s² = 2/3, and 3.1824 · √(2/3 · 1.25) = 2.91.
        let earlier = days(&[(3, 4), (9, 6), (2, 5), (4, 5)]);
        let DayForecast { at_end, interval: (low, high), days } =
            forecast_day(7, 12 * HOUR, &earlier).unwrap();
        assert_eq!((at_end, days), (12.0, 4));
        assert!((low - 9.095).abs() < 0.005 && (high - 14.905).abs() < 0.005, "{low}, {high}");
    }

    #[test]
    fn a_day_is_counted_by_its_own_responses() {
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let counted = |responses: &[(&str, Class)]| {
            let responses = responses.iter().map(|(time, class)| (at(time), *class));
            EarlierDay::count("2017-03-08".parse().unwrap(), responses)
        };
        let day = [
            ("2017-03-08T10:00:00", Class::Success),
            ("2017-03-08T00:00:01", Class::Success),
            ("2017-03-08T12:00:00", Class::Failure),
            ("2017-03-07T23:59:59", Class::Success),
        ];
        let expected = EarlierDay { is_worked: true, success_seconds: vec![10 * HOUR, 1] };
        assert_eq!(counted(&day), expected);
        assert_eq!(counted(&day[3..]), EarlierDay::default());
        assert!(counted(&day[2..]).is_worked, "without success, too");
    }

    #[test]
    fn in_the_evening_nothing_is_to_come() {
        let forecast = forecast_day(7, 17 * HOUR, &days(&[(3, 4), (9, 6), (2, 5)])).unwrap();
        assert_eq!((forecast.at_end, forecast.interval), (7.0, (7.0, 7.0)));
    }

    #[test]
    fn fewer_than_three_days_with_work_say_nothing() {
        let mut earlier = days(&[(3, 4), (9, 6)]);
        assert_eq!(forecast_day(7, 0, &earlier), None);
        earlier.push(EarlierDay::default());
        assert_eq!(forecast_day(7, 0, &earlier), None, "nobody worked on the third");
        earlier.extend(days(&[(0, 0)]));
        assert!(forecast_day(7, 0, &earlier).is_some(), "on the fourth without success");
    }

    #[test]
    fn earlier_days_are_four_weeks_of_the_same_weekday_without_holidays() {
        let days = |day: &str| {
            let earlier = earlier_days(day.parse().unwrap());
            earlier.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(days("2017-03-15"), ["2017-03-08", "2017-03-01", "2017-02-22", "2017-02-15"]);
        // 17 April was Easter Monday, 1 May Labour Day.
        assert_eq!(days("2017-05-08"), ["2017-04-24", "2017-04-10"]);
    }
}
