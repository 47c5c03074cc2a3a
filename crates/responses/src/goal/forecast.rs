//! Forecast of a period: where its successes will end at the pace of the working days that are over.
//!
//! Days to come bring what days of their kind (Monday to Friday, Saturday, Sunday) have brought on average so far; days off
//! bring nothing. Today's successes count as they are, and the rest of today brings what is missing of such a day, or
//! nothing where today has brought more by now. Only working days that are over make the pace: today is none of them.
//!
//! The interval is the prediction interval for the sum of m further observations after n, with their spread around the
//! means of their kinds: t · s · √(m + m²/n), summed over the kinds below the root; see Hahn and Meeker, Statistical
//! Intervals (1991), chapter 4, for one kind. Days of a campaign are few, and counts spread more than Poisson's law says,
//! so it goes by Student's t and by the spread that was seen.

use chrono::NaiveDate;

use super::student;
use super::working_days::{DayCounts, DayKind, WorkingDays};
use crate::calendar::days::Days;

/// No pace before so many working days are over.
pub const LEAST_DAYS: usize = 3;

/// Where a period will end at the pace so far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// Successes at its end, those of by now included.
    pub at_end: f64,
    /// Between which numbers of successes it will end, with 95 % confidence. The lower one is never less than there are.
    pub interval: (f64, f64),
    /// Successes a working day, on the mean of those that are over.
    pub per_day: f64,
    /// How many working days that are.
    pub finished: u32,
    /// How many working days are still to come, without today.
    pub left: u32,
    /// What today is still expected to bring; `None` where today is no working day.
    pub rest_of_today: Option<f64>,
}

/// How many working days are over, as they count for a pace.
pub fn finished_count(counts: DayCounts<'_>, working_days: WorkingDays, today: NaiveDate) -> usize {
    counts.finished(today).filter(|(day, ..)| working_days.has(*day)).count()
}

/// Where a period will end; `None` where today is no day of it, or too few working days are over.
pub fn forecast(
    counts: DayCounts<'_>,
    working_days: WorkingDays,
    today: NaiveDate,
) -> Option<Forecast> {
    let place = counts.days.index_of(today)?;
    let finished: Vec<_> = counts
        .finished(today)
        .filter(|(day, ..)| working_days.has(*day))
        .map(|(day, _, successes)| (DayKind::of(day), f64::from(successes)))
        .collect();
    if finished.len() < LEAST_DAYS {
        return None;
    }
    let kinds: Vec<_> =
        DayKind::ALL.iter().filter_map(|kind| KindMean::of(*kind, &finished)).collect();
    let mean_of = |kind| kinds.iter().find(|it| it.kind == kind).map_or(0.0, |it| it.mean);
    let reached: u32 = counts.successes.iter().sum();

    let today_kind = DayKind::of(today);
    let so_far = f64::from(counts.successes.get(place).copied().unwrap_or_default());
    let rest_of_today = working_days.has(today).then(|| (mean_of(today_kind) - so_far).max(0.0));
    let to_come: Vec<_> = today
        .succ_opt()
        .and_then(|tomorrow| Days::new(tomorrow, counts.days.last()))
        .into_iter()
        .flat_map(Days::iter)
        .filter(|day| working_days.has(*day))
        .map(DayKind::of)
        .collect();

    let (mut expected, mut spread) = (0.0, 0.0);
    for KindMean { kind, mean, count } in &kinds {
        let mut days = as_f64(to_come.iter().filter(|it| *it == kind).count());
        if *kind == today_kind && *mean > 0.0 {
            // As much of a day as is still expected of it.
            days += rest_of_today.unwrap_or_default() / mean;
        }
        expected += mean * days;
        spread += days + days * days / count;
    }
    let freedom = finished.len() - kinds.len();
    let squares = finished.iter().map(|(kind, successes)| (successes - mean_of(*kind)).powi(2));
    let variance = squares.sum::<f64>() / as_f64(freedom.max(1));
    // Without a degree of freedom, as where each day is of another kind, nothing is known of the spread.
    let half = student::quantile(freedom)? * (variance * spread).sqrt();
    let reached = f64::from(reached);
    Some(Forecast {
        at_end: reached + expected,
        interval: (reached + (expected - half).max(0.0), reached + expected + half),
        per_day: finished.iter().map(|(_, successes)| successes).sum::<f64>()
            / as_f64(finished.len()),
        finished: count_of(finished.len()),
        left: count_of(to_come.len()),
        rest_of_today,
    })
}

/// What working days of one kind have brought.
#[derive(Debug)]
struct KindMean {
    kind: DayKind,
    mean: f64,
    /// How many there were.
    count: f64,
}

impl KindMean {
    fn of(kind: DayKind, finished: &[(DayKind, f64)]) -> Option<Self> {
        let own =
            finished.iter().filter(|(other, _)| *other == kind).map(|(_, successes)| successes);
        let count = own.clone().count();
        let mean = own.sum::<f64>() / as_f64(count);
        (count > 0).then(|| Self { kind, mean, count: as_f64(count) })
    }
}

fn as_f64(count: usize) -> f64 {
    f64::from(count_of(count))
}

fn count_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The forecast of a period from its successes a day, each of which is a response; days to come have none.
    fn forecast_of(
        (first, last): (&str, &str),
        successes: &[u32],
        today: &str,
    ) -> Option<Forecast> {
        let days = Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap();
        let mut successes = successes.to_vec();
        successes.resize(days.count(), 0);
        let counts = DayCounts { days, responses: &successes, successes: &successes };
        let today = today.parse().unwrap();
        forecast(counts, WorkingDays::shown_by(counts, today), today)
    }

    #[track_caller]
    fn check(forecast: Option<Forecast>, at_end: f64, (low, high): (f64, f64), days: (u32, u32)) {
        let forecast = forecast.unwrap();
        let is_near = |some: f64, other: f64| (some - other).abs() < 0.05;
        let (is_low, is_high) = forecast.interval;
        assert!(
            is_near(forecast.at_end, at_end) && is_near(is_low, low) && is_near(is_high, high),
            "{forecast:?}"
        );
        assert_eq!((forecast.finished, forecast.left), days);
    }

    const OCTOBER: (&str, &str) = ("2017-10-01", "2017-10-31");

    #[test]
    fn a_month_that_begins_on_a_sunday() {
        // 22 working days. Monday to Wednesday brought 8, 10 and 12: a mean of 10 with a spread of 2. Thursday has
        // brought 4, so 6 are still to come, and 10 on each of the 18 days after it: 34 + 6 + 180. The interval is of
        // m = 18.6 days after n = 3: 4.3027 · 2 · √(18.6 + 18.6² / 3) = 99.59.
        let forecast = forecast_of(OCTOBER, &[0, 8, 10, 12, 4], "2017-10-05");
        check(forecast, 220.0, (120.41, 319.59), (3, 18));
        let forecast = forecast.unwrap();
        assert_eq!((forecast.per_day, forecast.rest_of_today), (10.0, Some(6.0)));
    }

    #[test]
    fn today_takes_nothing_back_where_it_has_brought_more_than_a_day() {
        // 30 + 25 + 180; m = 18: 8.6054 · √(18 + 108).
        check(
            forecast_of(OCTOBER, &[0, 8, 10, 12, 25], "2017-10-05"),
            235.0,
            (138.40, 331.60),
            (3, 18),
        );
    }

    #[test]
    fn before_three_working_days_there_is_none() {
        assert_eq!(forecast_of(OCTOBER, &[0, 8, 10, 12], "2017-10-04"), None);
        // A Sunday with a response makes Sundays working days, so that it counts.
        assert!(forecast_of(OCTOBER, &[9, 8, 10, 12], "2017-10-04").is_some());
        // Wednesday the 17th is a holiday: of three days that are over, it is none.
        assert_eq!(forecast_of(("2017-05-15", "2017-05-31"), &[5, 5, 1], "2017-05-18"), None);
    }

    #[test]
    fn easter_brings_nothing() {
        // From 3 April on, 5 days of 10, then Monday the 10th with 10: 60. What is left is the 11th and 12th, the 18th to
        // the 21st and the 24th to the 28th: today, the 11th, and ten days after it.
        let successes = [10, 10, 10, 10, 10, 0, 0, 10, 0];
        let forecast = forecast_of(("2017-04-03", "2017-04-30"), &successes, "2017-04-11");
        check(forecast, 170.0, (170.0, 170.0), (6, 10));
    }

    #[test]
    fn the_seventeenth_of_may_brings_nothing_and_is_no_day_of_the_pace() {
        // Today is 17 May. 2 to 16 May are 11 working days of 4; 18 to 31 May are ten, less Ascension on the 25th.
        let successes = [0, 4, 4, 4, 4, 0, 0, 4, 4, 4, 4, 4, 0, 0, 4, 4, 1];
        let forecast = forecast_of(("2017-05-01", "2017-05-31"), &successes, "2017-05-17");
        check(forecast, 45.0 + 36.0, (81.0, 81.0), (11, 9));
        assert_eq!(forecast.unwrap().rest_of_today, None);
    }

    #[test]
    fn saturdays_bring_what_saturdays_brought() {
        // Two weeks of 10 a day and 2 on Saturdays; two weeks and two days are left, with two Saturdays.
        let week = [0, 10, 10, 10, 10, 10, 2];
        let forecast = forecast_of(OCTOBER, &week.repeat(2), "2017-10-15");
        check(forecast, 104.0 + 12.0 * 10.0 + 4.0, (228.0, 228.0), (12, 14));
    }

    #[test]
    fn each_kind_of_day_has_its_own_mean_and_all_of_them_one_spread() {
        // Five weekdays around 10 with squares of 10 in all, a Saturday of 2: 2.5 on 4 degrees of freedom. To come are 17
        // weekdays and 3 Saturdays: 17 + 17² / 5 + 3 + 3² = 86.8, and 2.7764 · √(2.5 · 86.8) = 40.90.
        let days = [8, 9, 10, 11, 12, 2];
        let forecast = forecast_of(("2017-10-02", "2017-10-31"), &days, "2017-10-08");
        check(forecast, 52.0 + 170.0 + 6.0, (187.10, 268.90), (6, 20));
    }

    #[test]
    fn the_days_before_a_campaign_began_are_no_days_of_its_pace() {
        // September has 21 working days without a response.
        let mut successes = vec![0; 30];
        successes.extend([0, 8, 10, 12, 4]);
        let forecast = forecast_of(("2017-09-01", "2017-10-31"), &successes, "2017-10-05");
        check(forecast, 220.0, (120.41, 319.59), (3, 18));
    }

    proptest! {
        #[test]
        fn what_is_expected_lies_in_its_interval_and_nothing_is_taken_back(
            successes in proptest::collection::vec(0..50u32, 4..60),
            length in 0..60u64,
            start in 0..400u64,
        ) {
            let first = "2017-01-01".parse::<NaiveDate>().unwrap() + chrono::Days::new(start);
            let today = first + chrono::Days::new(successes.len() as u64 - 1);
            let last = (today + chrono::Days::new(length)).to_string();
            let days = (first.to_string(), today.to_string());
            if let Some(forecast) = forecast_of((&days.0, &last), &successes, &days.1) {
                let (low, high) = forecast.interval;
                let reached = f64::from(successes.iter().sum::<u32>());
                prop_assert!(reached <= low && low <= forecast.at_end && forecast.at_end <= high);
                prop_assert!(u64::from(forecast.left) <= length);
                prop_assert!(high.is_finite());
            }
        }
    }

    #[test]
    fn a_period_without_today_has_none() {
        let week = [10, 10, 10, 10, 10];
        assert_eq!(forecast_of(("2017-10-02", "2017-10-06"), &week, "2017-10-07"), None);
        assert_eq!(forecast_of(("2017-10-02", "2017-10-06"), &[], "2017-10-01"), None);
    }

    #[test]
    fn on_the_last_day_only_the_rest_of_it_is_left() {
        // Half of a day is to come after four: 3.1824 · 1.63299 · √(0.5 + 0.5² / 4).
        let forecast = forecast_of(("2017-10-02", "2017-10-06"), &[8, 10, 10, 12, 5], "2017-10-06");
        check(forecast, 50.0, (46.10, 53.90), (4, 0));
    }
}
