//! Working days of a campaign: Monday to Friday, weekends as its own past days show, and no Norwegian public holiday.

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::calendar::days::Days;
use crate::calendar::holiday::Holiday;

/// What the days of a period brought, one entry a day, oldest first.
#[derive(Debug, Clone, Copy)]
pub struct DayCounts<'a> {
    /// The days.
    pub days: Days,
    /// Responses of each.
    pub responses: &'a [u32],
    /// Successes among them.
    pub successes: &'a [u32],
}

impl<'a> DayCounts<'a> {
    /// Days that are over, with their responses and successes: from the first with a response on, as the campaign had
    /// not begun before, and without `today`.
    pub(super) fn finished(
        self,
        today: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, u32, u32)> + use<'a> {
        let counts = self.responses.iter().copied().zip(self.successes.iter().copied());
        let days = self.days.iter().zip(counts).map(|(day, (all, good))| (day, all, good));
        days.skip_while(|(_, all, _)| *all == 0).take_while(move |(day, ..)| *day < today)
    }
}

/// Kind of a day: days of one kind bring about as much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum DayKind {
    /// Monday to Friday.
    Weekday,
    /// A Saturday.
    Saturday,
    /// A Sunday.
    Sunday,
}

impl DayKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Weekday, Self::Saturday, Self::Sunday];

    /// That of a day.
    pub fn of(day: NaiveDate) -> Self {
        match day.weekday() {
            Weekday::Sat => Self::Saturday,
            Weekday::Sun => Self::Sunday,
            _ => Self::Weekday,
        }
    }
}

/// Less of a usual day than this is nobody's working day, but a stray call.
const LEAST_WEIGHT: f64 = 0.1;

/// Which days a campaign works on: Monday to Friday, and how much of such a day a Saturday and a Sunday are, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WorkingDays {
    /// A Saturday; 0 for a day off.
    pub saturday: f64,
    /// A Sunday; 0 for a day off.
    pub sunday: f64,
}

impl WorkingDays {
    /// What the days before `today` show. A Saturday is as much of a working day as Saturdays have brought responses, on
    /// average, beside days from Monday to Friday: never more than one, and a day off below a tenth, or where there was no
    /// Saturday yet. So is a Sunday.
    pub fn shown_by(counts: DayCounts<'_>, today: NaiveDate) -> Self {
        let mean = |kind| {
            let is_usual = |day| DayKind::of(day) == kind && Holiday::of(day).is_none();
            let days = counts.finished(today).filter(|(day, ..)| is_usual(*day));
            let (all, count) = days.fold((0.0, 0.0), |(all, count), (_, responses, _)| {
                (all + f64::from(responses), count + 1.0)
            });
            if count > 0.0 { all / count } else { 0.0 }
        };
        let usual = mean(DayKind::Weekday);
        let weight = |kind| match mean(kind) {
            responses if responses >= usual => f64::from(u8::from(responses > 0.0)),
            responses if responses >= LEAST_WEIGHT * usual => responses / usual,
            _ => 0.0,
        };
        Self { saturday: weight(DayKind::Saturday), sunday: weight(DayKind::Sunday) }
    }

    /// Whether it works on a day.
    pub fn has(self, day: NaiveDate) -> bool {
        self.weight(day) > 0.0
    }

    /// How much of a working day a day is, from 0 to 1.
    pub fn weight(self, day: NaiveDate) -> f64 {
        if Holiday::of(day).is_some() { 0.0 } else { self.usual_weight(day) }
    }

    /// The same, where it is no holiday.
    pub(super) fn usual_weight(self, day: NaiveDate) -> f64 {
        match DayKind::of(day) {
            DayKind::Weekday => 1.0,
            DayKind::Saturday => self.saturday,
            DayKind::Sunday => self.sunday,
        }
    }

    /// How many working days these days come to.
    pub fn sum(self, days: Days) -> f64 {
        days.iter().map(|day| self.weight(day)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, last: &str) -> Days {
        Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    #[track_caller]
    fn check_count(first: &str, last: &str, expected: u8) {
        let count = WorkingDays::default().sum(days(first, last));
        assert!((count - f64::from(expected)).abs() < 1e-9, "{count}");
    }

    #[test]
    fn easter_takes_three_weekdays_of_april_2017() {
        // 20 days from Monday to Friday; 13 and 14 April are before Easter, 17 April is the Monday after.
        check_count("2017-04-01", "2017-04-30", 17);
        check_count("2017-04-10", "2017-04-16", 3);
        check_count("2017-04-17", "2017-04-23", 4);
    }

    #[test]
    fn may_2017_has_three_holidays_on_weekdays() {
        // 23 days from Monday to Friday; 1 May is a Monday, 17 May a Wednesday, Ascension Thursday the 25th.
        check_count("2017-05-01", "2017-05-31", 20);
        // In 2020, 17 May is a Sunday: 21 days, less 1 May and Ascension, the 21st.
        check_count("2020-05-01", "2020-05-31", 19);
    }

    #[test]
    fn a_month_that_begins_on_a_sunday_has_its_first_working_day_on_the_second() {
        check_count("2017-10-01", "2017-10-01", 0);
        check_count("2017-10-01", "2017-10-02", 1);
        check_count("2017-10-01", "2017-10-31", 22);
    }

    /// October 2017 from its first, a Sunday, by its responses a day.
    fn shown_by(responses: &[u32], today: &str) -> WorkingDays {
        let days = days("2017-10-01", "2017-10-31");
        let mut responses = responses.to_vec();
        responses.resize(days.count(), 0);
        let counts = DayCounts { days, responses: &responses, successes: &vec![0; days.count()] };
        WorkingDays::shown_by(counts, today.parse().unwrap())
    }

    #[track_caller]
    fn check_weekend(responses: &[u32], today: &str, saturday: f64, sunday: f64) {
        let shown = shown_by(responses, today);
        let is_near = |some: f64, other: f64| (some - other).abs() < 1e-9;
        assert!(is_near(shown.saturday, saturday) && is_near(shown.sunday, sunday), "{shown:?}");
    }

    #[test]
    fn weekends_are_as_the_past_ones_were() {
        let week = [0, 5, 5, 5, 5, 5, 2];
        check_weekend(&week.repeat(2), "2017-10-15", 0.4, 0.0);
        // Of two Saturdays, one was worked on.
        check_weekend(&[&week[..], &[0, 5, 5, 5, 5, 5, 0]].concat(), "2017-10-15", 0.2, 0.0);
        // As good as a day of the week, and better.
        check_weekend(&[5, 5, 5, 5, 5, 5, 9], "2017-10-08", 1.0, 1.0);
    }

    #[test]
    fn a_stray_call_makes_no_working_day() {
        // One on three Sundays, beside five a day.
        let weeks = [[1, 5, 5, 5, 5, 5, 0], [0, 5, 5, 5, 5, 5, 0], [0, 5, 5, 5, 5, 5, 0]].concat();
        check_weekend(&weeks, "2017-10-22", 0.0, 0.0);
    }

    #[test]
    fn neither_today_nor_the_time_before_the_campaign_shows_anything() {
        check_weekend(&[0, 5, 5, 5, 5, 5, 2], "2017-10-07", 0.0, 0.0);
        // It began on Friday the 20th: the two Saturdays before are none of its own.
        let mut late = vec![0; 19];
        late.extend([4, 2]);
        check_weekend(&late, "2017-10-22", 0.5, 0.0);
        // On a Saturday, and nothing else is known.
        check_weekend(&[0, 0, 0, 0, 0, 0, 7], "2017-10-08", 1.0, 0.0);
    }

    #[test]
    fn a_weekend_that_is_worked_on_is_still_off_on_a_holiday() {
        let all = WorkingDays { saturday: 1.0, sunday: 1.0 };
        assert!(!all.has("2017-04-16".parse().unwrap()), "Easter");
        assert!(all.has("2017-04-15".parse().unwrap()), "the Saturday before");
        assert!((all.sum(days("2017-04-10", "2017-04-16")) - 4.0).abs() < 1e-9);
    }
}
