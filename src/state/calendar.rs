//! The days of a query by the reader's clock.

use cubeboard_core::days::Days;
use cubeboard_core::zone::{Calendar, Zone};

use crate::browser::clock;
use crate::browser::intl::Clock;

/// The days as a clock divides them; nothing where the browser's own makes no sense of them.
pub fn of(days: Days, clock: Clock) -> Option<Calendar> {
    match clock {
        Clock::Oslo => Some(Calendar::new(days, Zone::Oslo)),
        Clock::Utc => Some(Calendar::new(days, Zone::Utc)),
        Clock::Local => Calendar::from_midnights(days, clock::midnights(days)),
    }
}
