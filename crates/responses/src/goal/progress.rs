//! Progress towards a goal: what the days asked for have to bring, what they have brought, and where they will end.

use chrono::NaiveDate;

use super::forecast::{Forecast, finished_count, forecast};
use super::shares::Shares;
use super::working_days::{DayCounts, WorkingDays};
use super::{Goal, GoalPer};
use crate::calendar::days::Days;
use crate::calendar::holiday::Holiday;

/// How far a period is.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The goal.
    pub goal: Goal,
    /// The days asked for.
    pub period: Days,
    /// What each of them has to bring.
    pub shares: Shares,
    /// What they have brought.
    pub reached: u32,
    /// On which days the campaign works.
    pub working_days: WorkingDays,
    /// Public holidays among the days to come, that would be working days otherwise.
    pub holidays: Vec<Holiday>,
    /// What is to be said of its end.
    pub course: Course,
}

/// What is to be said of a period's end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Course {
    /// It is over, or has not begun: there is nothing to forecast.
    Settled,
    /// A single day that is under way: see [`day_forecast`](super::day_forecast).
    Today,
    /// So few working days are over that there is no pace yet.
    TooEarly {
        /// How many.
        finished: usize,
    },
    /// Where it will end.
    Forecast(Forecast),
}

impl Progress {
    /// Reckons it from what the days of a period have brought.
    pub fn new(goal: Goal, counts: DayCounts<'_>, today: NaiveDate) -> Self {
        let period = counts.days;
        let working_days = WorkingDays::shown_by(counts, today);
        let course = if !period.contains(today) {
            Course::Settled
        } else if period.count() == 1 {
            Course::Today
        } else if let Some(forecast) = forecast(counts, working_days, today) {
            Course::Forecast(forecast)
        } else {
            Course::TooEarly { finished: finished_count(counts, working_days, today) }
        };
        let usual = |day: &NaiveDate| working_days.usual_weight(*day) > 0.0 && *day >= today;
        Self {
            goal,
            period,
            shares: Shares::new(goal, period, working_days),
            reached: counts.successes.iter().sum(),
            working_days,
            holidays: period.iter().filter(usual).filter_map(Holiday::of).collect(),
            course,
        }
    }

    /// What the period has to bring; not a whole number where it cuts a week or a month.
    pub fn target(&self) -> f64 {
        self.shares.total()
    }

    /// Whether what the period has to bring is a share of the goal rather than the goal itself.
    pub fn is_share(&self) -> bool {
        (self.target() - f64::from(self.goal.successes.get())).abs() > 1e-6
            || (self.goal.per == GoalPer::Day && self.period.count() > 1)
    }

    /// How much of what the period has to bring so many successes are, 1 for all; `None` where it has to bring nothing.
    pub fn part(&self, successes: f64) -> Option<f64> {
        let target = self.target();
        (target > 0.0).then(|| successes / target)
    }
}

/// A part of a goal to the whole percent, as it is told: 1 no earlier than all of it is reached.
pub fn told_part(part: f64) -> f64 {
    let rounded = (part * 100.0).round() / 100.0;
    if part < 1.0 - 1e-9 { rounded.min(0.99) } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Progress towards a goal of a campaign whose responses are all successes.
    fn progress(
        goal: &str,
        (first, last): (&str, &str),
        successes: &[u32],
        today: &str,
    ) -> Progress {
        let days = Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap();
        let mut successes = successes.to_vec();
        successes.resize(days.count(), 0);
        let counts = DayCounts { days, responses: &successes, successes: &successes };
        Progress::new(Goal::read(goal).unwrap(), counts, today.parse().unwrap())
    }

    const MAY: (&str, &str) = ("2017-05-01", "2017-05-31");

    #[test]
    fn a_month_asked_for_has_its_goal_and_a_part_of_it_a_share() {
        let whole = progress("250 month", MAY, &[0, 10, 15], "2017-06-01");
        assert_eq!((whole.target(), whole.is_share(), whole.reached), (250.0, false, 25));
        assert_eq!(whole.part(f64::from(whole.reached)), Some(0.1));
        assert_eq!(whole.course, Course::Settled);
        // Of 20 working days, the first week has four.
        let week = progress("250 month", ("2017-05-01", "2017-05-07"), &[], "2017-06-01");
        assert_eq!((week.target(), week.is_share()), (50.0, true));
    }

    #[test]
    fn a_goal_is_told_as_reached_no_earlier_than_it_is() {
        let told = |part| format!("{:.2}", told_part(part));
        let parts = [0.0, 0.514, 0.516, 0.996, 1.0, 1.186];
        assert_eq!(parts.map(told), ["0.00", "0.51", "0.52", "0.99", "1.00", "1.19"]);
    }

    #[test]
    fn days_on_which_nobody_works_have_no_goal() {
        let weekend = progress("250 month", ("2017-05-06", "2017-05-07"), &[], "2017-06-01");
        assert_eq!((weekend.target(), weekend.part(3.0)), (0.0, None));
    }

    #[test]
    fn there_is_a_forecast_once_three_working_days_are_over() {
        let course = |successes: &[u32], today| progress("250 month", MAY, successes, today).course;
        assert_eq!(course(&[0, 9, 9, 9], "2017-05-04"), Course::TooEarly { finished: 2 });
        assert!(matches!(course(&[0, 9, 9, 9], "2017-05-05"), Course::Forecast(_)));
        assert_eq!(course(&[], "2017-04-30"), Course::Settled);
        let today = progress("12 day", ("2017-05-04", "2017-05-04"), &[3], "2017-05-04");
        assert_eq!((today.course, today.target(), today.is_share()), (Course::Today, 12.0, false));
    }

    #[test]
    fn holidays_to_come_are_named_where_they_take_a_working_day() {
        let holidays = |today| progress("250 month", MAY, &[0, 9, 9, 9], today).holidays;
        assert_eq!(holidays("2017-05-05"), [Holiday::ConstitutionDay, Holiday::Ascension]);
        assert_eq!(holidays("2017-05-18"), [Holiday::Ascension]);
        // Of Easter, the Sunday would be no working day anyway.
        let easter =
            progress("250 month", ("2017-04-01", "2017-04-30"), &[], "2017-04-14").holidays;
        assert_eq!(easter, [Holiday::GoodFriday, Holiday::EasterMonday]);
    }
}
