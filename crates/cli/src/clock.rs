//! The one clock of the command, passed on from here to whatever needs a time.

use chrono::{DateTime, Utc};

/// This instant.
#[expect(clippy::disallowed_methods, reason = "the edge that passes the time into core")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// The same in seconds since 1970.
pub fn now_seconds() -> i64 {
    now().timestamp()
}

/// The same in milliseconds since 1970, as core's loader counts.
pub fn now_millis() -> i64 {
    now().timestamp_millis()
}
