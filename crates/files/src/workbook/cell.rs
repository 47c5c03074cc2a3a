//! Cells by type, within what Excel can hold.

use chrono::NaiveDate;
use cubeboard_responses::calendar::time::Timestamp;
use cubeboard_responses::store::Id;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Row and column, from 0.
pub type Place = (u32, u16);

/// How cells look.
#[derive(Debug)]
pub struct Formats {
    pub heading: Format,
    pub time: Format,
    pub day: Format,
    pub id: Format,
    pub share: Format,
}

impl Default for Formats {
    fn default() -> Self {
        let number = |format| Format::new().set_num_format(format);
        Self {
            heading: Format::new().set_bold(),
            time: number("yyyy-mm-dd hh:mm:ss.000"),
            day: number("yyyy-mm-dd"),
            // Else Excel writes long ones as powers of ten.
            id: number("0"),
            share: number("0.0%"),
        }
    }
}

/// The longest text that a cell holds, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// Excel calculates with 15 digits; a longer number would lose its last ones.
const LARGEST_NUMBER: u64 = 999_999_999_999_999;

/// Writes a text as a text, whatever it looks like; 1 where it had to be cut.
pub fn put_text(
    sheet: &mut Worksheet,
    (row, column): Place,
    text: &str,
    format: Option<&Format>,
) -> Result<usize, XlsxError> {
    let fitting = fitting(text);
    let is_cut = fitting.len() < text.len();
    match format {
        Some(format) => sheet.write_string_with_format(row, column, fitting, format)?,
        None => sheet.write_string(row, column, fitting)?,
    };
    Ok(usize::from(is_cut))
}

/// Writes an id as a number where Excel keeps all of its digits, and as a text elsewhere.
pub fn put_id(
    sheet: &mut Worksheet,
    (row, column): Place,
    id: Option<Id<'_>>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match id {
        None => {}
        Some(Id::Number(number)) if number <= LARGEST_NUMBER => {
            sheet.write_number_with_format(row, column, exact(number), &formats.id)?;
        }
        Some(Id::Number(number)) => drop(sheet.write_string(row, column, number.to_string())?),
        Some(Id::Text(text)) => drop(put_text(sheet, (row, column), text, None)?),
    }
    Ok(())
}

/// Writes an instant, in microseconds since 1970 of whatever clock, as a date with its time.
pub fn put_time(
    sheet: &mut Worksheet,
    (row, column): Place,
    micros: i64,
    formats: &Formats,
) -> Result<(), XlsxError> {
    const DAY_MICROS: i64 = 24 * 3600 * 1_000_000;
    let within = micros.rem_euclid(DAY_MICROS).unsigned_abs();
    if let Some(day) = serial(micros.div_euclid(DAY_MICROS)) {
        let serial = f64::from(day) + exact(within) / exact(DAY_MICROS.unsigned_abs());
        sheet.write_number_with_format(row, column, serial, &formats.time)?;
    } else {
        sheet.write_string(row, column, Timestamp(micros).to_string())?;
    }
    Ok(())
}

/// Writes a day as a date.
pub fn put_day(
    sheet: &mut Worksheet,
    (row, column): Place,
    day: NaiveDate,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let since_1970 = day.signed_duration_since(NaiveDate::default()).num_days();
    match serial(since_1970) {
        Some(serial) => sheet.write_number_with_format(row, column, serial, &formats.day)?,
        None => sheet.write_string(row, column, day.to_string())?,
    };
    Ok(())
}

/// A day since 1970 as Excel counts them; nothing past the year 9999, where it ends, and before March 1900, because it
/// takes that year for a leap year.
fn serial(since_1970: i64) -> Option<i32> {
    let serial = i32::try_from(since_1970.checked_add(25_569)?).ok()?;
    (61..=2_958_465).contains(&serial).then_some(serial)
}

/// A whole number that a float holds exactly, as all below 2^53 are.
#[expect(clippy::cast_precision_loss, reason = "callers give numbers of 15 digits at most")]
fn exact(number: u64) -> f64 {
    number as f64
}

fn fitting(text: &str) -> &str {
    // A character takes at least as many bytes as units.
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, it)| {
        units += it.len_utf16();
        units > LONGEST_TEXT
    });
    end.map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_cell_ends_and_never_within_a_character() {
        assert_eq!(fitting("short"), "short");
        let crabs = "\u{1f980}".repeat(LONGEST_TEXT);
        assert_eq!(fitting(&crabs).chars().count(), LONGEST_TEXT / 2);
        let letters = "å".repeat(LONGEST_TEXT);
        assert_eq!(fitting(&letters), letters);
    }
}
