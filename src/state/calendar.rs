//! The days of a query by the reader's clock.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use cubeboard_files::clock::Clock as FileClock;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::calendar::midnights::Calendar;
use cubeboard_responses::calendar::zone::Zone;

use crate::browser::clock as browser_clock;
use crate::i18n::formatter::Clock;

/// The days as a clock divides them; nothing where the browser's own makes no sense of them.
pub fn of(days: Days, clock: Clock) -> Option<Calendar> {
    match clock {
        Clock::Oslo => Some(Calendar::new(days, Zone::Oslo)),
        Clock::Utc => Some(Calendar::new(days, Zone::Utc)),
        Clock::Local => {
            let midnights = browser_clock::midnights(days);
            Calendar::from_midnights(days, midnights, browser_clock::offset_seconds)
        }
    }
}

/// A clock as files need it, with this browser's own offsets.
pub fn file_clock(clock: Clock) -> FileClock {
    match clock {
        Clock::Oslo => FileClock::Zone(Zone::Oslo),
        Clock::Utc => FileClock::Zone(Zone::Utc),
        Clock::Local => FileClock::Local(Box::new(browser_clock::offset_seconds)),
    }
}

/// The day it is by a clock.
pub fn today(clock: Clock) -> NaiveDate {
    let now_micros = browser_clock::now().timestamp_micros();
    match clock {
        Clock::Oslo => Zone::Oslo.local(now_micros).date(),
        Clock::Utc => Zone::Utc.local(now_micros).date(),
        Clock::Local => browser_clock::today(),
    }
}

/// What a clock shows at an instant, given in microseconds since 1970.
pub fn local(micros: i64, clock: Clock) -> NaiveDateTime {
    match clock {
        Clock::Oslo => Zone::Oslo.local(micros),
        Clock::Utc => Zone::Utc.local(micros),
        Clock::Local => {
            let ahead = TimeDelta::seconds(browser_clock::offset_seconds(micros).into());
            Zone::Utc.local(micros) + ahead
        }
    }
}

/// When a day is over by a clock, in milliseconds since 1970.
pub fn end_millis(day: NaiveDate, clock: Clock) -> Option<i64> {
    let instants = of(Days::one(day), clock)?.instants()?;
    Some(instants.end().saturating_add(1).div_euclid(1000))
}
