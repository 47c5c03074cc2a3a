//! Ids and times as texts.

use cubeboard_core::api::write::write_time;
use cubeboard_core::store::Id;

/// An instant as the service writes it, by ISO 8601 in UTC. Microseconds since 1970 are given.
pub fn utc(micros: i64) -> String {
    let mut written = Vec::new();
    write_time(micros, &mut written);
    written.into_iter().map(char::from).collect()
}

/// An id as a text.
pub fn id_text(id: Id<'_>) -> String {
    match id {
        Id::Number(number) => number.to_string(),
        Id::Text(text) => text.to_owned(),
    }
}
