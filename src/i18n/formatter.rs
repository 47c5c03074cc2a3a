//! Numbers and dates in the reader's language, by the browser's own Intl: it knows more of both than the page could
//! carry.

use std::cell::RefCell;

use chrono::{Datelike as _, NaiveDate, NaiveTime};
use cubeboard_i18n::Language;
use cubeboard_responses::calendar::zone::{Zone, is_shown_twice, written_offset};
use js_sys::Intl::{DateTimeFormat, NumberFormat};
use js_sys::{Array, Date, Function, Object, Reflect};
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
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn number(self, number: u64) -> String {
        self.write(Style::Number, &JsValue::from_f64(number as f64))
    }

    /// A share, given from 0 to 1: "44.6 %".
    pub fn percent(self, share: f64) -> String {
        self.write(Style::Percent, &JsValue::from_f64(share))
    }

    /// How much of a whole something is, to the whole percent: "19 %".
    pub fn share(self, part: u32, whole: u32) -> String {
        let percent = 100.0 * f64::from(part) / f64::from(whole.max(1));
        self.percent(percent.round() / 100.0)
    }

    /// A change, given as a share of what it was: "+12 %".
    pub fn change(self, share: f64) -> String {
        self.write(Style::Change, &JsValue::from_f64(share))
    }

    /// A number that need not be a whole one, to one decimal: "9", "9.3".
    pub fn amount(self, number: f64) -> String {
        let whole = number.round();
        if (number - whole).abs() < 0.05 {
            self.write(Style::Number, &JsValue::from_f64(whole))
        } else {
            self.decimal(number)
        }
    }

    /// A number with one decimal: "9.0".
    pub fn decimal(self, number: f64) -> String {
        self.write(Style::Decimal, &JsValue::from_f64(number))
    }

    /// A day of the week, 0 for Monday: "Tue".
    pub fn weekday(self, weekday: u8) -> String {
        // A Monday, and the days after it.
        let day = NaiveDate::from_ymd_opt(2024, 1, 1 + u32::from(weekday)).unwrap_or_default();
        self.write(Style::Weekday, &midnight(day))
    }

    /// A day with weekday and year: "Tue, 17 Jan 2017".
    pub fn day(self, day: NaiveDate) -> String {
        self.write(Style::Day, &midnight(day))
    }

    /// A day without its year: "17 Jan".
    pub fn short_day(self, day: NaiveDate) -> String {
        self.write(Style::ShortDay, &midnight(day))
    }

    /// The day of the month: "17".
    pub fn day_number(self, day: NaiveDate) -> String {
        self.number(day.day().into())
    }

    /// A month of a year: "Jan 2017".
    pub fn month_year(self, day: NaiveDate) -> String {
        self.write(Style::MonthYear, &midnight(day))
    }

    /// A month: "Jan".
    pub fn month(self, day: NaiveDate) -> String {
        self.write(Style::Month, &midnight(day))
    }

    /// A year: "2017".
    pub fn year(self, day: NaiveDate) -> String {
        self.write(Style::Year, &midnight(day))
    }

    /// A day in words: "Tuesday 17 January".
    pub fn long_day(self, day: NaiveDate) -> String {
        self.write(Style::LongDay, &midnight(day))
    }

    /// An instant by the formatter's clock, given in microseconds since 1970: "17 Jan 2017, 14:55:20"; where the clock
    /// shows that time twice, with its offset: "29 Oct 2017, 02:30:00 +02:00".
    pub fn instant(self, micros: i64) -> String {
        let written = self.write(Style::Instant, &date(micros.div_euclid(1000)));
        let offset_seconds = |micros: i64| match self.clock {
            Clock::Oslo => Zone::Oslo.offset_seconds(micros),
            Clock::Utc => 0,
            Clock::Local => offset_here_seconds(micros),
        };
        if is_shown_twice(micros, offset_seconds) {
            format!("{written} {}", written_offset(offset_seconds(micros)))
        } else {
            written
        }
    }

    /// The same instant in universal time, as programs write it: "2017-01-17T13:55:20.000Z".
    pub fn utc(micros: i64) -> String {
        let date = Date::new(&date(micros.div_euclid(1000)));
        date.to_iso_string().into()
    }

    /// The hour and minute of an instant by the formatter's clock, given in milliseconds since 1970: "14:32".
    pub fn time(self, millis: i64) -> String {
        self.write(Style::Time, &date(millis))
    }

    fn write(self, style: Style, value: &JsValue) -> String {
        FORMATS.with_borrow_mut(|known| {
            let known_at = known.iter().position(|(of, _)| *of == (self, style));
            let format = match known_at {
                Some(index) => &known[index].1,
                None => &known.push_mut(((self, style), self.format(style))).1,
            };
            // Intl throws only for a date past the end of its calendar.
            let written = format.call1(&JsValue::UNDEFINED, value);
            written.ok().and_then(|it| it.as_string()).unwrap_or_default()
        })
    }

    fn format(self, style: Style) -> Function {
        let locale = Array::of1(&self.language.locale().into());
        let own_zone = Some(self.clock.tag()).filter(|_| self.clock != Clock::Local);
        let date_in = |zone: Option<&str>, parts: &[(&str, &str)]| {
            let zone = zone.map(|it| ("timeZone", it));
            let options = object(parts.iter().copied().chain(zone));
            DateTimeFormat::new(&locale, &options).format()
        };
        // A calendar day has no zone: it is handed over, and read, as midnight UTC.
        let day = |parts: &[(&str, &str)]| date_in(Some("UTC"), parts);
        let number = |options: &[(&str, &str)]| {
            NumberFormat::new(&locale, &object(options.iter().copied())).format()
        };
        match style {
            Style::Number => number(&[]),
            Style::Percent => number(&[PERCENT, ("maximumFractionDigits", "1")]),
            Style::Change => {
                number(&[PERCENT, ("maximumFractionDigits", "0"), ("signDisplay", "exceptZero")])
            }
            Style::Decimal => {
                number(&[("minimumFractionDigits", "1"), ("maximumFractionDigits", "1")])
            }
            Style::Weekday => day(&[WEEKDAY]),
            Style::Day => day(&[WEEKDAY, DAY, MONTH, YEAR]),
            Style::ShortDay => day(&[DAY, MONTH]),
            Style::Month => day(&[MONTH]),
            Style::MonthYear => day(&[MONTH, YEAR]),
            Style::Year => day(&[YEAR]),
            Style::LongDay => day(&[("weekday", "long"), DAY, ("month", "long")]),
            Style::Instant => date_in(own_zone, &[DAY, MONTH, YEAR, HOUR, MINUTE, SECOND]),
            Style::Time => date_in(own_zone, &[HOUR, MINUTE]),
        }
    }
}

/// What is written of a number or a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Number,
    Percent,
    Change,
    Decimal,
    Weekday,
    Day,
    ShortDay,
    Month,
    MonthYear,
    Year,
    LongDay,
    Instant,
    Time,
}

const PERCENT: (&str, &str) = ("style", "percent");
const WEEKDAY: (&str, &str) = ("weekday", "short");
const DAY: (&str, &str) = ("day", "numeric");
const MONTH: (&str, &str) = ("month", "short");
const YEAR: (&str, &str) = ("year", "numeric");
const HOUR: (&str, &str) = ("hour", "2-digit");
const MINUTE: (&str, &str) = ("minute", "2-digit");
const SECOND: (&str, &str) = ("second", "2-digit");

/// Formats that were made, with whom and what they write.
type Formats = Vec<((Formatter, Style), Function)>;

thread_local! {
    /// Making a format takes the browser up to a millisecond, using it a microsecond: each is made once, when it is first
    /// asked for.
    static FORMATS: RefCell<Formats> = const { RefCell::new(Vec::new()) };
}

fn midnight(day: NaiveDate) -> JsValue {
    date(day.and_time(NaiveTime::MIN).and_utc().timestamp_millis())
}

#[expect(clippy::cast_precision_loss, reason = "a browser's dates end before 2^53 milliseconds")]
fn date(millis: i64) -> JsValue {
    Date::new(&JsValue::from_f64(millis as f64)).into()
}

/// How far this browser's clock is ahead of UTC at an instant, given in microseconds since 1970.
#[expect(clippy::cast_possible_truncation, reason = "minutes of a day")]
fn offset_here_seconds(micros: i64) -> i32 {
    let date = Date::new(&date(micros.div_euclid(1000)));
    (date.get_timezone_offset() * -60.0) as i32
}

fn object<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Object {
    let object = Object::new();
    for (key, value) in pairs {
        drop(Reflect::set(&object, &key.into(), &value.into()));
    }
    object
}
