//! Numbers and dates beside what the browser's own Intl writes for the same languages.

use chrono::{Days, NaiveDate};
use cubeboard_app::i18n::formatter::{Clock, Formatter};
use cubeboard_i18n::Language;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const LANGUAGES: [(Language, &str); 2] =
    [(Language::English, "en-GB"), (Language::Bokmal, "nb-NO")];

/// What Intl writes, by one of its formats with these options.
struct Intl(Function);

impl Intl {
    fn new(kind: &str, locale: &str, options: &str) -> Self {
        let script = format!("return new Intl.{kind}('{locale}', {options}).format(value)");
        Self(Function::new_with_args("value", &script))
    }

    fn write(&self, value: f64) -> String {
        self.0.call1(&JsValue::UNDEFINED, &value.into()).unwrap().as_string().unwrap()
    }
}

#[wasm_bindgen_test]
fn every_share_and_change_is_written_as_intl_does() {
    for (language, locale) in LANGUAGES {
        let formatter = Formatter { language, clock: Clock::Utc };
        let percent =
            Intl::new("NumberFormat", locale, "{ style: 'percent', maximumFractionDigits: 1 }");
        let change = Intl::new(
            "NumberFormat",
            locale,
            "{ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }",
        );
        for whole in 1..=160_u32 {
            for part in 0..=2 * whole {
                let share = f64::from(part) / f64::from(whole);
                assert_eq!(formatter.percent(share), percent.write(share), "{part} of {whole}");
                let grown = share - 1.0;
                // The difference as one would write it: 27 of 40 is 32.5 % less, and not a hair less than that.
                let written = (grown * 1e12).round() / 1e12;
                assert_eq!(formatter.change(grown), change.write(written), "{whole} to {part}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn every_number_is_written_as_intl_does() {
    for (language, locale) in LANGUAGES {
        let formatter = Formatter { language, clock: Clock::Utc };
        let whole = Intl::new("NumberFormat", locale, "{}");
        for number in [0, 9, 999, 1_000, 12_345, 999_999, 1_000_000, 20_000_000_u32] {
            assert_eq!(formatter.number(number.into()), whole.write(number.into()));
        }
        let decimal = "{ minimumFractionDigits: 1, maximumFractionDigits: 1 }";
        let decimal = Intl::new("NumberFormat", locale, decimal);
        for hundredths in 0..=2_000_u32 {
            let number = f64::from(hundredths) / 100.0;
            assert_eq!(formatter.decimal(number), decimal.write(number), "{number}");
        }
    }
}

#[wasm_bindgen_test]
fn every_day_is_written_as_intl_does() {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    for (language, locale) in LANGUAGES {
        let formatter = Formatter { language, clock: Clock::Utc };
        let intl = |parts: &str| {
            Intl::new("DateTimeFormat", locale, &format!("{{ timeZone: 'UTC', {parts} }}"))
        };
        let weekday = intl("weekday: 'short'");
        let day = intl("weekday: 'short', day: 'numeric', month: 'short', year: 'numeric'");
        let short_day = intl("day: 'numeric', month: 'short'");
        let long_day = intl("weekday: 'long', day: 'numeric', month: 'long'");
        let month = intl("month: 'short'");
        let month_year = intl("month: 'short', year: 'numeric'");
        let clock = "hour: '2-digit', minute: '2-digit'";
        let instant = intl(&format!(
            "day: 'numeric', month: 'short', year: 'numeric', {clock}, second: '2-digit'"
        ));
        let time = intl(clock);
        for number in 0..366 {
            let date = first + Days::new(number);
            // Some minutes and seconds later each day, so that every hour is seen.
            let at = date.and_hms_opt(0, 0, 0).unwrap().and_utc();
            let at = at + chrono::TimeDelta::seconds(i64::try_from(number).unwrap() * 233);
            #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
            let millis = at.timestamp_millis() as f64;
            assert_eq!(formatter.day(date), day.write(millis));
            assert_eq!(formatter.short_day(date), short_day.write(millis));
            assert_eq!(formatter.long_day(date), long_day.write(millis));
            assert_eq!(formatter.month(date), month.write(millis));
            assert_eq!(formatter.month_year(date), month_year.write(millis));
            assert_eq!(formatter.instant(at.timestamp_micros()), instant.write(millis));
            assert_eq!(formatter.time(at.timestamp_millis()), time.write(millis));
            let of_week = u8::try_from(number % 7).unwrap();
            assert_eq!(formatter.weekday(of_week), weekday.write(millis), "a Monday first");
        }
    }
}
