//! Binary encoding of rows, in which one program of the page hands them to another: quicker to write and to read than
//! JSON, and neither program has to carry a writer of that.
//!
//! A row is its time as eight bytes, the lowest first, and then its texts, each behind its length of four bytes. What is
//! absent is the smallest time and the largest length. Ids are written as texts, which [`Id::from_text`] tells apart.

use super::{Id, Response};

const NO_TIME: i64 = i64::MIN;
const NO_TEXT: u32 = u32::MAX;

/// Adds a row.
#[inline(never)]
pub fn pack(row: &Response<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(&row.submitted_micros.unwrap_or(NO_TIME).to_le_bytes());
    for text in [row.agent, row.kind, row.subtype, row.customer, row.comment] {
        push(text, out);
    }
    for id in [row.campaign, row.crm_id, row.external_id] {
        match id {
            Some(Id::Number(number)) => push(Some(&number.to_string()), out),
            Some(Id::Text(text)) => push(Some(text), out),
            None => push(None, out),
        }
    }
}

#[inline(never)]
fn push(text: Option<&str>, out: &mut Vec<u8>) {
    let length = text.and_then(|it| u32::try_from(it.len()).ok()).unwrap_or(NO_TEXT);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(text.unwrap_or_default().as_bytes());
}

/// The bytes end before the row does.
struct BreaksOff;

/// Reads rows that were written one after the other, up to the end or to what is none.
pub fn unpack(bytes: &[u8]) -> impl Iterator<Item = Response<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || row(&mut rest).ok())
}

fn row<'a>(rest: &mut &'a [u8]) -> Result<Response<'a>, BreaksOff> {
    let time = i64::from_le_bytes(take(rest)?);
    Ok(Response {
        submitted_micros: Some(time).filter(|it| *it != NO_TIME),
        agent: text(rest)?,
        kind: text(rest)?,
        subtype: text(rest)?,
        customer: text(rest)?,
        comment: text(rest)?,
        campaign: text(rest)?.map(Id::from_text),
        crm_id: text(rest)?.map(Id::from_text),
        external_id: text(rest)?.map(Id::from_text),
    })
}

fn text<'a>(rest: &mut &'a [u8]) -> Result<Option<&'a str>, BreaksOff> {
    let length = u32::from_le_bytes(take(rest)?);
    if length == NO_TEXT {
        return Ok(None);
    }
    let (text, after) = rest.split_at_checked(length as usize).ok_or(BreaksOff)?;
    *rest = after;
    str::from_utf8(text).map(Some).map_err(|_| BreaksOff)
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], BreaksOff> {
    let (taken, after) = rest.split_first_chunk().ok_or(BreaksOff)?;
    *rest = after;
    Ok(*taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_were() {
        let rows = [
            Response::default(),
            Response {
                submitted_micros: Some(-1),
                agent: Some(""),
                kind: Some("Sale"),
                subtype: Some("Åse, \"=1\"\r\n"),
                campaign: Some(Id::Number(926)),
                customer: Some("\u{0}\u{10ffff}"),
                crm_id: Some(Id::Number(u64::MAX)),
                external_id: Some(Id::Text("007")),
                comment: None,
            },
        ];
        let mut bytes = Vec::new();
        for row in &rows {
            pack(row, &mut bytes);
        }
        assert_eq!(unpack(&bytes).collect::<Vec<_>>(), rows);
    }

    #[test]
    fn what_breaks_off_is_no_row() {
        let mut bytes = Vec::new();
        let row = Response { comment: Some("long"), ..Response::default() };
        pack(&row, &mut bytes);
        for end in 0..bytes.len() {
            assert_eq!(unpack(&bytes[..end]).count(), 0, "{end}");
        }
        assert_eq!(unpack(&bytes).count(), 1);
    }
}
