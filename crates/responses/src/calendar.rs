//! Days and instants: ranges of days, time zones, timestamps as services write them, holidays, named periods, and
//! the range that another one is compared with.

pub mod days;
pub mod time;
pub mod zone;
pub mod holiday;
pub mod midnights;
pub mod period;
pub mod comparison;
