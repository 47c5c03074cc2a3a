//! Numbers and dates in the reader's language, times by the reader's clock.

use chrono::{NaiveDate, NaiveDateTime, SecondsFormat, Weekday};
use cubeboard_i18n::Language;
use cubeboard_i18n::dates::{DateMessages, dates_text};
use cubeboard_i18n::numbers::{NumberMarks, number_marks};
use cubeboard_responses::calendar::zone::{Zone, is_shown_twice, written_offset};
use js_sys::Date;
use wasm_bindgen::JsValue;

/// Which clock a time is shown by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// The call centre's.
    #[default]
    Oslo,
    /// Universal time.
    Utc,
    /// This browser's own.
    Local,
}

impl Clock {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Oslo, Self::Utc, Self::Local];

    /// Its name in the address and in the configuration.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Oslo => "Europe/Oslo",
            Self::Utc => "UTC",
            Self::Local => "local",
        }
    }

    /// The clock of a name.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.tag() == tag)
    }
}

/// Writes numbers, days and times for one reader: a language and a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Formatter {
    /// The language to write in.
    pub language: Language,
    /// The clock by which times are told.
    pub clock: Clock,
}

impl Formatter {
    /// A whole number, grouped.
    pub fn number(self, number: u64) -> String {
        self.numbers().whole(number)
    }

    /// A share, given from 0 to 1: "44.6%".
    pub fn percent(self, share: f64) -> String {
        self.numbers().percent(share)
    }

    /// How much of a whole something is, to the whole percent: "19%".
    pub fn share(self, part: u32, whole: u32) -> String {
        let percent = 100.0 * f64::from(part) / f64::from(whole.max(1));
        self.percent(percent.round() / 100.0)
    }

    /// A change, given as a share of what it was: "+12%".
    pub fn change(self, share: f64) -> String {
        self.numbers().change(share)
    }

    /// A number that need not be a whole one, to one decimal: "9", "9.3".
    pub fn amount(self, number: f64) -> String {
        self.numbers().short_decimal(number)
    }

    /// A number with one decimal: "9.0".
    pub fn decimal(self, number: f64) -> String {
        self.numbers().decimal(number)
    }

    /// A day of the week, 0 for Monday: "Tue".
    pub fn weekday(self, weekday: u8) -> &'static str {
        self.dates().weekday(Weekday::try_from(weekday).unwrap_or(Weekday::Mon))
    }

    /// A day with weekday and year: "Tue, 17 Jan 2017".
    pub fn day(self, day: NaiveDate) -> String {
        self.dates().day(day)
    }

    /// A day without its year: "17 Jan".
    pub fn short_day(self, day: NaiveDate) -> String {
        self.dates().short_day(day)
    }

    /// A month of a year: "Jan 2017".
    pub fn month_year(self, day: NaiveDate) -> String {
        self.dates().month_year(day)
    }

    /// A month: "Jan".
    pub fn month(self, day: NaiveDate) -> &'static str {
        self.dates().month(day)
    }

    /// A day in words: "Tuesday 17 January".
    pub fn long_day(self, day: NaiveDate) -> String {
        self.dates().long_day(day)
    }

    /// An instant by the formatter's clock, given in microseconds since 1970: "17 Jan 2017, 14:55:20"; where the clock
    /// shows that time twice, with its offset: "29 Oct 2017, 02:30:00 +02:00".
    pub fn instant(self, micros: i64) -> String {
        let written = self.dates().date_time(self.local(micros));
        let offset_seconds = |micros: i64| self.offset_seconds(micros);
        if is_shown_twice(micros, offset_seconds) {
            format!("{written} {}", written_offset(offset_seconds(micros)))
        } else {
            written
        }
    }

    /// The same instant in universal time, as programs write it: "2017-01-17T13:55:20.000Z".
    pub fn utc(micros: i64) -> String {
        Zone::Utc.local(micros).and_utc().to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// The hour and minute of an instant by the formatter's clock, given in milliseconds since 1970: "14:32".
    pub fn time(self, millis: i64) -> String {
        self.dates().time(self.local(millis.saturating_mul(1000)).time())
    }

    fn numbers(self) -> &'static NumberMarks {
        number_marks(self.language)
    }

    fn dates(self) -> &'static DateMessages {
        dates_text(self.language)
    }

    /// What the formatter's clock shows at an instant, given in microseconds since 1970.
    fn local(self, micros: i64) -> NaiveDateTime {
        Zone::Utc.local(micros.saturating_add(i64::from(self.offset_seconds(micros)) * 1_000_000))
    }

    /// How far the formatter's clock is ahead of UTC at an instant, given in microseconds since 1970.
    fn offset_seconds(self, micros: i64) -> i32 {
        match self.clock {
            Clock::Oslo => Zone::Oslo.offset_seconds(micros),
            Clock::Utc => 0,
            Clock::Local => offset_here_seconds(micros),
        }
    }
}

/// How far this browser's clock is ahead of UTC at an instant, given in microseconds since 1970.
#[expect(clippy::cast_possible_truncation, reason = "minutes of a day")]
#[expect(clippy::cast_precision_loss, reason = "a browser's dates end before 2^53 milliseconds")]
fn offset_here_seconds(micros: i64) -> i32 {
    let date = Date::new(&JsValue::from_f64(micros.div_euclid(1000) as f64));
    (date.get_timezone_offset() * -60.0) as i32
}
