//! Clock: the one place that knows what time it is, and the only one that knows the device's own time zone.

use std::time::Duration;

use chrono::{DateTime, Datelike as _, Days as Step, NaiveDate, Utc};
use cubeboard_responses::calendar::days::Days;
use leptos::ev;
use leptos::prelude::{Callable as _, Callback, set_interval, window_event_listener};
use wasm_bindgen::JsValue;

use super::task;

/// Now, to the millisecond.
pub fn now() -> DateTime<Utc> {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit for long")]
    #[expect(clippy::disallowed_methods, reason = "the one place that knows the time")]
    let millis = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

/// Now, in milliseconds since 1970.
pub fn now_millis() -> i64 {
    now().timestamp_millis()
}

/// How long the page has been running, in milliseconds: for measuring, as nobody sets this clock.
pub fn running_millis() -> f64 {
    super::window().and_then(|it| it.performance()).map_or(0.0, |it| it.now())
}

/// Calls back each minute, and before what the reader does is answered: timers stand still while a device sleeps.
pub fn on_passing_time(callback: Callback<()>) {
    set_interval(move || callback.run(()), MINUTE);
    window_event_listener(ev::visibilitychange, move |_| callback.run(()));
    window_event_listener(ev::focus, move |_| callback.run(()));
    window_event_listener(ev::pointerdown, move |_| callback.run(()));
    window_event_listener(ev::keydown, move |_| callback.run(()));
}

/// Calls back with each new second, in milliseconds since 1970, for as long as the function wants it. The page's own clock
/// sets the pace, so that two screens change together.
pub fn on_each_second(callback: impl Fn(i64) -> bool + 'static) {
    let now_millis = now_millis();
    let rest = i32::try_from(SECOND_MILLIS - now_millis.rem_euclid(SECOND_MILLIS));
    task::after(rest.unwrap_or_default(), move || {
        if callback(self::now_millis()) {
            on_each_second(callback);
        }
    });
}

const SECOND_MILLIS: i64 = 1000;
const MINUTE: Duration = Duration::from_mins(1);

/// The day it is on this device's own calendar.
pub fn today() -> NaiveDate {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

/// The instants at which each day begins on this device's clock, and the one at which the last ends, in
/// microseconds since 1970.
pub fn midnights(days: Days) -> Vec<i64> {
    let after = days.last().checked_add_days(Step::new(1));
    days.iter().chain(after).map(midnight_micros).collect()
}

/// How many seconds this device's clock is ahead of UTC at an instant, given in microseconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "minutes of a day"
)]
pub fn offset_seconds(micros: i64) -> i32 {
    let date = js_sys::Date::new(&JsValue::from_f64(micros.div_euclid(1000) as f64));
    (date.get_timezone_offset() * -60.0) as i32
}

fn midnight_micros(day: NaiveDate) -> i64 {
    let (year, month) = (day.year_ce().1, day.month0().cast_signed());
    let date = js_sys::Date::new_with_year_month_day(year, month, day.day().cast_signed());
    #[expect(clippy::cast_possible_truncation, reason = "four-digit years fit for long")]
    let millis = date.get_time() as i64;
    millis * 1000
}
