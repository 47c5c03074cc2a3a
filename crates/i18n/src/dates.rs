//! Dates and times as they are written in a language: the day before the month, the clock by 24 hours.
//!
//! They are what a browser's Intl writes for `en-GB` and `nb-NO`, of which eight forms are wanted: to make Intl's formats
//! takes fifteen milliseconds of a page's start. tests/browser holds both against Intl.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _, Weekday};

use super::Language;

/// The names of months and weekdays in one language, and how dates are put together of them.
#[derive(Debug)]
pub struct DateMessages {
    language: Language,
    /// From January on, as they stand in a date.
    months: [&'static str; 12],
    /// The same by themselves.
    lone_months: [&'static str; 12],
    long_months: [&'static str; 12],
    /// From Monday on.
    weekdays: [&'static str; 7],
    long_weekdays: [&'static str; 7],
}

/// The dates of a language.
pub fn dates_text(language: Language) -> &'static DateMessages {
    match language {
        Language::English => &EN,
        Language::Bokmal => &NB,
    }
}

impl DateMessages {
    /// A day of the week: "Tue".
    pub fn weekday(&self, weekday: Weekday) -> &'static str {
        of_week(&self.weekdays, weekday)
    }

    /// A day with weekday and year: "Tue, 17 Jan 2017".
    pub fn day(&self, day: NaiveDate) -> String {
        let weekday = self.weekday(day.weekday());
        let date = self.date(day);
        match self.language {
            Language::English => format!("{weekday}, {date}"),
            Language::Bokmal => format!("{weekday} {date}"),
        }
    }

    /// A day without its year: "17 Jan".
    pub fn short_day(&self, day: NaiveDate) -> String {
        self.day_of(day, of_year(&self.months, day))
    }

    /// A day in words: "Tuesday 17 January".
    pub fn long_day(&self, day: NaiveDate) -> String {
        let weekday = of_week(&self.long_weekdays, day.weekday());
        format!("{weekday} {}", self.day_of(day, of_year(&self.long_months, day)))
    }

    /// A month: "Jan".
    pub fn month(&self, day: NaiveDate) -> &'static str {
        of_year(&self.lone_months, day)
    }

    /// A month of a year: "Jan 2017".
    pub fn month_year(&self, day: NaiveDate) -> String {
        format!("{} {}", of_year(&self.months, day), day.year())
    }

    /// A date with its time: "17 Jan 2017, 14:55:20".
    pub fn date_time(&self, at: NaiveDateTime) -> String {
        format!("{}, {}:{:02}", self.date(at.date()), self.time(at.time()), at.second())
    }

    /// Hour and minute: "14:55".
    pub fn time(&self, time: NaiveTime) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// "17 Jan 2017".
    fn date(&self, day: NaiveDate) -> String {
        format!("{} {}", self.short_day(day), day.year())
    }

    fn day_of(&self, day: NaiveDate, month: &str) -> String {
        match self.language {
            Language::English => format!("{} {month}", day.day()),
            Language::Bokmal => format!("{}. {month}", day.day()),
        }
    }
}

fn of_year(names: &[&'static str; 12], day: NaiveDate) -> &'static str {
    names.get(day.month0() as usize).copied().unwrap_or_default()
}

fn of_week(names: &[&'static str; 7], weekday: Weekday) -> &'static str {
    names.get(weekday.num_days_from_monday() as usize).copied().unwrap_or_default()
}

const EN_MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

const EN: DateMessages = DateMessages {
    language: Language::English,
    months: EN_MONTHS,
    lone_months: EN_MONTHS,
    long_months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    long_weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
};

const NB: DateMessages = DateMessages {
    language: Language::Bokmal,
    months: [
        "jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.",
        "des.",
    ],
    lone_months: [
        "jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des",
    ],
    long_months: [
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ],
    weekdays: ["man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn."],
    long_weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_readers_of_each_language_do() {
        let at: NaiveDateTime = "2017-01-17T09:05:07".parse().unwrap();
        let written = |language| {
            let text = dates_text(language);
            let day = at.date();
            [
                text.weekday(day.weekday()).to_owned(),
                text.day(day),
                text.short_day(day),
                text.long_day(day),
                text.month(day).to_owned(),
                text.month_year(day),
                text.date_time(at),
                text.time(at.time()),
            ]
        };
        let english = [
            "Tue",
            "Tue, 17 Jan 2017",
            "17 Jan",
            "Tuesday 17 January",
            "Jan",
            "Jan 2017",
            "17 Jan 2017, 09:05:07",
            "09:05",
        ];
        assert_eq!(written(Language::English), english);
        let bokmal = [
            "tir.",
            "tir. 17. jan. 2017",
            "17. jan.",
            "tirsdag 17. januar",
            "jan",
            "jan. 2017",
            "17. jan. 2017, 09:05:07",
            "09:05",
        ];
        assert_eq!(written(Language::Bokmal), bokmal);
    }
}
