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

/// Which days a campaign works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct WorkingDays {
    /// Whether it works on Saturdays.
    pub saturdays: bool,
    /// Whether it works on Sundays.
    pub sundays: bool,
}

impl WorkingDays {
    /// What the days before `today` show: Saturdays are working days where at least half of them had a response, and so
    /// are Sundays. Where there was none, they are not.
    pub fn shown_by(counts: DayCounts<'_>, today: NaiveDate) -> Self {
        let are_worked = |kind| {
            let is_usual = |day| DayKind::of(day) == kind && Holiday::of(day).is_none();
            let days = counts.finished(today).filter(|(day, ..)| is_usual(*day));
            let (all, worked) = days.fold((0, 0), |(all, worked), (_, responses, _)| {
                (all + 1, worked + usize::from(responses > 0))
            });
            all > 0 && 2 * worked >= all
        };
        Self { saturdays: are_worked(DayKind::Saturday), sundays: are_worked(DayKind::Sunday) }
    }

    /// Whether it works on a day.
    pub fn has(self, day: NaiveDate) -> bool {
        self.is_usual(day) && Holiday::of(day).is_none()
    }

    /// Whether it works on a day of this kind, where that is no holiday.
    pub(super) fn is_usual(self, day: NaiveDate) -> bool {
        match DayKind::of(day) {
            DayKind::Weekday => true,
            DayKind::Saturday => self.saturdays,
            DayKind::Sunday => self.sundays,
        }
    }

    /// How many working days there are.
    pub fn count(self, days: Days) -> u32 {
        u32::try_from(days.iter().filter(|day| self.has(*day)).count()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, last: &str) -> Days {
        Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    #[track_caller]
    fn check_count(first: &str, last: &str, expected: u32) {
        assert_eq!(WorkingDays::default().count(days(first, last)), expected);
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

    #[test]
    fn weekends_are_as_the_past_ones_were() {
        let week = [0, 5, 5, 5, 5, 5, 2];
        let weeks = |count: usize| week.repeat(count);
        let saturdays = WorkingDays { saturdays: true, sundays: false };
        assert_eq!(shown_by(&weeks(2), "2017-10-15"), saturdays);
        // Worked on one of two Saturdays, then on one of three.
        let one = [&week[..], &[0, 5, 5, 5, 5, 5, 0]].concat();
        assert_eq!(shown_by(&one, "2017-10-15"), saturdays);
        let two = [&one[..], &[0, 5, 5, 5, 5, 5, 0]].concat();
        assert_eq!(shown_by(&two, "2017-10-22"), WorkingDays::default());
    }

    #[test]
    fn neither_today_nor_the_time_before_the_campaign_shows_anything() {
        assert_eq!(shown_by(&[0, 5, 5, 5, 5, 5, 2], "2017-10-07"), WorkingDays::default());
        // It began on Friday the 20th: the two Saturdays before are none of its own.
        let mut late = vec![0; 19];
        late.extend([5, 2]);
        assert!(shown_by(&late, "2017-10-22").saturdays);
    }

    #[test]
    fn a_weekend_that_is_worked_on_is_still_off_on_a_holiday() {
        let all = WorkingDays { saturdays: true, sundays: true };
        assert!(!all.has("2017-04-16".parse().unwrap()), "Easter");
        assert!(all.has("2017-04-15".parse().unwrap()), "the Saturday before");
        assert_eq!(all.count(days("2017-04-10", "2017-04-16")), 4);
    }
}
