//! Shares of a goal: what each day of a period has to bring, and what its bars and the whole of it have.
//!
//! A goal is divided evenly among the working days of its own time, whichever of them are asked for: of 250 per month, a
//! day of a month with 20 working days has 12.5, and a week of that month that has 4 of them 50. Days off have none, and a
//! Saturday that is a fifth of a working day has a fifth of what other days have.

use super::working_days::WorkingDays;
use super::{Goal, GoalPer};
use crate::calendar::days::Days;
use crate::series::Per;

/// What each day of a period has to bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    period: Days,
    /// One a day, oldest first; 0 for a day off.
    by_day: Vec<f64>,
}

impl Shares {
    /// Divides a goal among the days of a period.
    pub fn new(goal: Goal, period: Days, working_days: WorkingDays) -> Self {
        let successes = f64::from(goal.successes.get());
        let mut by_day = Vec::with_capacity(period.count());
        for piece in pieces(goal.per, period) {
            let whole = match goal.per {
                GoalPer::Day | GoalPer::Period => piece,
                GoalPer::Week => Per::Week.whole(piece.first()),
                GoalPer::Month => Per::Month.whole(piece.first()),
            };
            // A goal per day is one of a whole day, also where a day is only a part of one.
            let whole_days = if goal.per == GoalPer::Day { 1.0 } else { working_days.sum(whole) };
            let share = |day| match working_days.weight(day) {
                weight if weight > 0.0 => successes * weight / whole_days,
                _ => 0.0,
            };
            by_day.extend(piece.iter().map(share));
        }
        Self { period, by_day }
    }

    /// What the whole period has to bring; 0 where it has no working day.
    pub fn total(&self) -> f64 {
        self.by_day.iter().sum()
    }

    /// What each bar of the period has to bring; `None` for one without a working day.
    pub fn of_bars(&self, bars: &[Days]) -> Vec<Option<f64>> {
        let share = |bar: &Days| {
            let start = self.period.index_of(bar.first())?;
            let shares = self.by_day.get(start..start + bar.count())?;
            Some(shares.iter().sum::<f64>()).filter(|it| *it > 0.0)
        };
        bars.iter().map(share).collect()
    }
}

/// The parts of a period that a goal is for, one by one; the first and the last may be cut.
fn pieces(per: GoalPer, period: Days) -> Vec<Days> {
    match per {
        GoalPer::Day => Per::Day.bars(period),
        GoalPer::Week => Per::Week.bars(period),
        GoalPer::Month => Per::Month.bars(period),
        GoalPer::Period => vec![period],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn days(first: &str, last: &str) -> Days {
        Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    /// What the bars have to bring, of a campaign that rests at weekends.
    #[track_caller]
    fn check(goal: &str, days: (&str, &str), per: Per, expected: &[Option<f64>]) {
        check_with(WorkingDays::default(), goal, days, per, expected);
    }

    #[track_caller]
    fn check_with(
        working_days: WorkingDays,
        goal: &str,
        (first, last): (&str, &str),
        per: Per,
        expected: &[Option<f64>],
    ) {
        let period = days(first, last);
        let shares = Shares::new(Goal::read(goal).unwrap(), period, working_days);
        let bars = shares.of_bars(&per.bars(period));
        let is_near = |(some, other): (&Option<f64>, &Option<f64>)| match (some, other) {
            (Some(some), Some(other)) => (some - other).abs() < 1e-9,
            (some, other) => some == other,
        };
        assert!(bars.len() == expected.len() && bars.iter().zip(expected).all(is_near), "{bars:?}");
    }

    #[test]
    fn a_goal_per_day_is_one_of_working_days() {
        let easter = ("2017-04-10", "2017-04-18");
        let [day, off] = [Some(12.0), None];
        check("12 day", easter, Per::Day, &[day, day, day, off, off, off, off, off, day]);
        check("12 day", easter, Per::Week, &[Some(36.0), Some(12.0)]);
        check("12 day", ("2017-05-01", "2017-05-31"), Per::Month, &[Some(240.0)]);
    }

    #[test]
    fn a_goal_per_month_is_divided_by_the_working_days_of_the_whole_month() {
        // April 2017 has 17 working days, so each has 10; the week before Easter has three.
        check("170 month", ("2017-04-10", "2017-04-16"), Per::Week, &[Some(30.0)]);
        check("170 month", ("2017-04-12", "2017-04-13"), Per::Day, &[Some(10.0), None]);
        check("170 month", ("2017-04-01", "2017-04-30"), Per::Month, &[Some(170.0)]);
        // May has 20.
        check("170 month", ("2017-04-28", "2017-05-02"), Per::Month, &[Some(10.0), Some(8.5)]);
    }

    #[test]
    fn a_goal_per_week_is_whole_in_a_short_week_and_less_in_one_that_is_cut() {
        // The week of Easter has three working days, of which the month's end cuts none; 1 May is a Monday.
        check("60 week", ("2017-04-10", "2017-04-16"), Per::Week, &[Some(60.0)]);
        check("60 week", ("2017-04-12", "2017-04-16"), Per::Week, &[Some(20.0)]);
        check("60 week", ("2017-05-01", "2017-05-02"), Per::Day, &[None, Some(15.0)]);
        // October 2017 begins on a Sunday, the last day of a week of five working days.
        check("60 week", ("2017-10-01", "2017-10-08"), Per::Week, &[None, Some(60.0)]);
    }

    #[test]
    fn a_goal_for_the_period_is_of_the_days_that_are_asked_for() {
        check(
            "90 period",
            ("2017-04-10", "2017-04-16"),
            Per::Day,
            &[Some(30.0), Some(30.0), Some(30.0), None, None, None, None],
        );
        check("90 period", ("2017-04-28", "2017-05-02"), Per::Month, &[Some(45.0), Some(45.0)]);
        check("90 period", ("2017-04-15", "2017-04-17"), Per::Month, &[None]);
    }

    #[test]
    fn a_saturday_that_is_less_than_a_day_has_less_of_the_goal() {
        let working_days = WorkingDays { saturday: 0.2, sunday: 0.0 };
        let week = ("2017-05-08", "2017-05-14");
        let check = |goal, per, expected: &[Option<f64>]| {
            check_with(working_days, goal, week, per, expected);
        };
        let (day, saturday) = (Some(10.0), Some(2.0));
        check("52 week", Per::Day, &[day, day, day, day, day, saturday, None]);
        check("10 day", Per::Day, &[day, day, day, day, day, saturday, None]);
        check("10 day", Per::Week, &[Some(52.0)]);
    }

    fn periods() -> impl Strategy<Value = Days> {
        (0..4000u64, 0..400u64).prop_map(|(start, length)| {
            let first =
                "2015-01-01".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(start);
            Days::new(first, first + chrono::Days::new(length)).unwrap()
        })
    }

    proptest! {
        #[test]
        fn bars_of_any_length_come_to_the_whole(
            period in periods(),
            per in proptest::sample::select(&GoalPer::ALL[..]),
            saturday in 0.0..=1.0,
            sunday in 0.0..=1.0,
        ) {
            let goal = Goal { per, ..Goal::read("250 day").unwrap() };
            let shares = Shares::new(goal, period, WorkingDays { saturday, sunday });
            for bars in Per::ALL {
                let sum: f64 = shares.of_bars(&bars.bars(period)).iter().flatten().sum();
                prop_assert!((sum - shares.total()).abs() < 1e-6);
            }
            if per == GoalPer::Period && shares.total() > 0.0 {
                prop_assert!((shares.total() - 250.0).abs() < 1e-6);
            }
        }
    }
}
