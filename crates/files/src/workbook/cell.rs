//! Cells by type, within what Excel can hold.

use std::borrow::Cow;

use chrono::NaiveDate;
use cubeboard_responses::calendar::time::Timestamp;
use cubeboard_responses::store::Id;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::guard::is_formula;

/// Row and column, from 0.
pub type Place = (u32, u16);

/// How cells look.
#[derive(Debug)]
pub struct Formats {
    pub text: TextFormats,
    pub heading: TextFormats,
    pub time: Format,
    /// Times in the hour that Oslo's clock shows twice, with the offset that tells which one it is: `+02:00`, `+01:00`.
    repeated_times: [(&'static str, Format); 2],
    pub day: Format,
    pub id: Format,
    pub share: Format,
}

impl Default for Formats {
    fn default() -> Self {
        let number = |format: &str| Format::new().set_num_format(format);
        Self {
            text: TextFormats { plain: None, guarded: Format::new().set_quote_prefix() },
            heading: TextFormats {
                plain: Some(Format::new().set_bold()),
                guarded: Format::new().set_bold().set_quote_prefix(),
            },
            time: number(TIME),
            repeated_times: ["+02:00", "+01:00"]
                .map(|offset| (offset, number(&format!("{TIME} \"{offset}\"")))),
            day: number("yyyy-mm-dd"),
            // Else Excel writes long ones as powers of ten.
            id: number("0"),
            share: number("0.0%"),
        }
    }
}

/// How a time is shown.
const TIME: &str = "yyyy-mm-dd hh:mm:ss.000";

impl Formats {
    /// That of a time on Oslo's clock, which shows the offset behind it where there is one to tell. A cell holds no offset,
    /// so its format does, and the time stays a time.
    pub fn local_time(&self, offset: Option<&str>) -> &Format {
        let repeated = self.repeated_times.iter().find(|(told, _)| Some(*told) == offset);
        repeated.map_or(&self.time, |(_, format)| format)
    }
}

/// How cells of text look.
#[derive(Debug)]
pub struct TextFormats {
    plain: Option<Format>,
    /// As if an apostrophe had been typed before the text: it stays a text when somebody edits its cell.
    guarded: Format,
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
    formats: &TextFormats,
) -> Result<usize, XlsxError> {
    let text = storable(text);
    let fitting = fitting(&text);
    let is_cut = fitting.len() < text.len();
    let format = if is_formula(fitting) { Some(&formats.guarded) } else { formats.plain.as_ref() };
    if is_taken_for_markup(fitting) {
        // In one run, of which the library escapes all but this.
        let run = fitting.replace("_x", "_x005F_x");
        let runs = [(&Format::default(), run.as_str())];
        let written = match format {
            Some(format) => sheet.write_rich_string_with_format(row, column, &runs, format),
            None => sheet.write_rich_string(row, column, &runs),
        };
        return match written {
            // Without its last character it is none of the library's markup.
            Err(XlsxError::MaxStringLengthExceeded) => {
                let shorter = fitting.get(..fitting.len() - 1).unwrap_or_default();
                put_plain(sheet, (row, column), shorter, format).map(|()| 1)
            }
            written => written.map(|_| usize::from(is_cut)),
        };
    }
    put_plain(sheet, (row, column), fitting, format)?;
    Ok(usize::from(is_cut))
}

fn put_plain(
    sheet: &mut Worksheet,
    (row, column): Place,
    text: &str,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    match format {
        Some(format) => sheet.write_string_with_format(row, column, text, format)?,
        None => sheet.write_string(row, column, text)?,
    };
    Ok(())
}

/// Whether the library would write a text unescaped: it knows runs of formatted text by how they begin and end.
fn is_taken_for_markup(text: &str) -> bool {
    text.starts_with("<r>") && text.ends_with("</r>")
}

/// The text as a cell can store it: a line ends with a line feed alone, as Excel ends it. Every other character is
/// escaped by the library where XML has none (ECMA-376 part 1, 22.9.2.19), and so is a text that looks like such an
/// escape; but for one that the escape behind it would complete, `_x000D` and a control character. That character is
/// replaced.
fn storable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut stored = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                stored.push('\n');
            }
            it if is_escaped(it) && ends_like_escape(&stored) => {
                stored.push(char::REPLACEMENT_CHARACTER);
            }
            it => stored.push(it),
        }
    }
    Cow::Owned(stored)
}

/// Whether a character is written as an escape that begins with an underscore.
fn is_escaped(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether an underscore would complete an escape at the end of a text.
fn ends_like_escape(text: &str) -> bool {
    let start = text.len().saturating_sub("_x0000".len());
    let digits = text.get(start..).and_then(|it| it.strip_prefix("_x"));
    digits.is_some_and(|it| it.len() == 4 && it.bytes().all(|it| it.is_ascii_hexdigit()))
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
        Some(Id::Text(text)) => drop(put_text(sheet, (row, column), text, &formats.text)?),
    }
    Ok(())
}

/// Writes an instant, in microseconds since 1970 of whatever clock, as a date with its time. Shown to the millisecond it
/// is in its own second, and so on its own day: programs round to what they show, and would round the last half
/// millisecond up. So of a second's last millisecond, only the beginning is written.
pub fn put_time(
    sheet: &mut Worksheet,
    (row, column): Place,
    micros: i64,
    format: &Format,
) -> Result<(), XlsxError> {
    const SECOND_MICROS: i64 = 1_000_000;
    const LAST_MILLI_MICROS: i64 = 999_000;
    const DAY_MICROS: i64 = 24 * 3600 * SECOND_MICROS;
    let over = micros.rem_euclid(SECOND_MICROS) - LAST_MILLI_MICROS;
    let micros = micros - over.max(0);
    let within = micros.rem_euclid(DAY_MICROS).unsigned_abs();
    if let Some(day) = serial(micros.div_euclid(DAY_MICROS)) {
        let serial = f64::from(day) + exact(within) / exact(DAY_MICROS.unsigned_abs());
        sheet.write_number_with_format(row, column, serial, format)?;
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
