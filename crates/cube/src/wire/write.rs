//! Responses written as the service writes them: what leaves Cubeboard as JSON, and what [`decode_page`] reads back.
//! Written by hand, digit by digit, because the page carries this and no general writer.
//!
//! [`decode_page`]: super::decode_page

use chrono::Datelike as _;

use cubeboard_responses::calendar::time;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::store::{Id, Response};

/// Adds one response as a JSON object: the keys of the service's document, in its order.
///
/// Where there is no comment, the service has an empty text; all else that is absent is `null`.
pub fn write_row(row: &Response<'_>, out: &mut Vec<u8>) {
    field(out, b"{\"submitted_by\":", row.agent, write_text);
    field(
        out,
        b",\"submitted_when\":",
        row.submitted_micros.filter(|it| has_year(*it)),
        |at, out| {
            out.push(b'"');
            write_time(at, out);
            out.push(b'"');
        },
    );
    field(out, b",\"crm_customer_id\":", row.crm_id, write_id);
    field(out, b",\"customer_name\":", row.customer, write_text);
    field(out, b",\"campaign_id\":", row.campaign, write_id);
    field(out, b",\"type\":", row.kind, write_text);
    field(out, b",\"subtype\":", row.subtype, write_text);
    field(out, b",\"comment\":", row.comment.or(Some("")), write_text);
    field(out, b",\"external_customer_id\":", row.external_id, write_id);
    out.push(b'}');
}

/// Adds a whole page, the only one of its list; `count` is how many rows there are.
pub fn write_page<'a>(count: u32, rows: impl IntoIterator<Item = Response<'a>>, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"count\":");
    write_number(count.into(), out);
    out.extend_from_slice(b",\"next\":null,\"previous\":null,\"results\":[");
    for (place, row) in rows.into_iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        write_row(&row, out);
    }
    out.extend_from_slice(b"]}");
}

/// Adds an instant by ISO 8601 in UTC, with six digits of a second's fraction, or none where the second is full:
/// `2017-01-01T13:55:20.257789Z`. Microseconds since 1970 are given; the year is one of four digits in all that was
/// read, but for hours at either end.
pub fn write_time(micros: i64, out: &mut Vec<u8>) {
    time::write(Zone::Utc.local(micros), b'T', out);
    let fraction = micros.rem_euclid(1_000_000).unsigned_abs();
    if fraction > 0 {
        out.push(b'.');
        time::write_digits(fraction, 6, out);
    }
    out.push(b'Z');
}

/// Adds a number's digits.
pub fn write_number(number: u64, out: &mut Vec<u8>) {
    time::write_digits(number, 1, out);
}

/// Whether an instant's year has the four digits that a time is written with. An offset can push what was read out of
/// them by some hours; such a time is left out, because no reader would take it.
fn has_year(micros: i64) -> bool {
    (0..=9999).contains(&Zone::Utc.local(micros).year())
}

fn field<T>(out: &mut Vec<u8>, key: &[u8], value: Option<T>, write: fn(T, &mut Vec<u8>)) {
    out.extend_from_slice(key);
    match value {
        Some(value) => write(value, out),
        None => out.extend_from_slice(b"null"),
    }
}

/// An id is written as what it was: a number or a text.
fn write_id(id: Id<'_>, out: &mut Vec<u8>) {
    match id {
        Id::Number(number) => write_number(number, out),
        Id::Text(text) => write_text(text, out),
    }
}

/// Adds a text. Only what must be is escaped, by the shortest way there is.
pub fn write_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(place) = rest.iter().position(|it| matches!(it, 0..b' ' | b'"' | b'\\')) {
        let (plain, from) = rest.split_at(place);
        out.extend_from_slice(plain);
        rest = from.get(1..).unwrap_or_default();
        out.push(b'\\');
        match from.first().copied().unwrap_or_default() {
            byte @ (b'"' | b'\\') => out.push(byte),
            b'\x08' => out.push(b'b'),
            b'\t' => out.push(b't'),
            b'\n' => out.push(b'n'),
            b'\x0c' => out.push(b'f'),
            b'\r' => out.push(b'r'),
            byte => {
                out.extend_from_slice(if byte < 16 { b"u000" } else { b"u001" });
                out.push(HEX[usize::from(byte % 16)]);
            }
        }
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

const HEX: [u8; 16] = *b"0123456789abcdef";

#[cfg(test)]
mod tests;
