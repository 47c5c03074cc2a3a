//! Cells by type, within what Excel can hold.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;
use cubeboard_responses::calendar::time::Timestamp;
use cubeboard_responses::store::Id;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::plan::Wording;
use crate::guard::is_formula;

/// Row and column, from 0.
pub type Place = (u32, u16);

/// How cells look.
#[derive(Debug)]
pub struct Formats {
    pub text: TextFormats,
    pub heading: TextFormats,
    /// Times to the millisecond.
    pub time: Format,
    pub day: Format,
    pub id: Format,
    pub share: Format,
    pub mean: Format,
    /// Facts on the first sheet, which stand to the left, as its texts do.
    pub fact_count: Format,
    pub fact_day: Format,
    pub fact_time: Format,
    precision: Precision,
    /// Times by the reader's clock, by the offset that they show: a cell holds none, so its format does.
    local_times: HashMap<Option<String>, Format>,
}

/// How much of a time is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    Millisecond,
    Second,
}

impl Precision {
    fn pattern(self) -> &'static str {
        match self {
            Self::Millisecond => "yyyy-mm-dd hh:mm:ss.000",
            Self::Second => "yyyy-mm-dd hh:mm:ss",
        }
    }

    /// The instant, in microseconds, that is written of another. Shown like this, it is in its own second, and so on its own
    /// day: programs round to what they show, and would round up. So of a second, or of its last millisecond, only the
    /// beginning is written.
    fn written(self, micros: i64) -> i64 {
        let within = micros.rem_euclid(SECOND_MICROS);
        match self {
            Self::Millisecond => micros - (within - LAST_MILLI_MICROS).max(0),
            Self::Second => micros - within,
        }
    }
}

impl Formats {
    /// Those of a workbook.
    pub fn new(wording: Wording) -> Self {
        let number = |format: &str| Format::new().set_num_format(format);
        let fact = |format: &str| number(format).set_align(FormatAlign::Left);
        Self {
            text: TextFormats { plain: None, guarded: Format::new().set_quote_prefix() },
            heading: TextFormats {
                plain: Some(Format::new().set_bold()),
                guarded: Format::new().set_bold().set_quote_prefix(),
            },
            time: number(Precision::Millisecond.pattern()),
            day: number(DAY),
            // Else Excel writes long ones as powers of ten.
            id: number("0"),
            share: number("0.0%"),
            mean: number("0.0"),
            fact_count: fact("0"),
            fact_day: fact(DAY),
            fact_time: fact(Precision::Second.pattern()),
            precision: match wording {
                Wording::Served => Precision::Millisecond,
                Wording::Shown(_) => Precision::Second,
            },
            local_times: HashMap::new(),
        }
    }

    /// How much is shown of times by the reader's clock.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// That of a time by the reader's clock, which shows the offset behind it where there is one to tell: in the hour that
    /// comes twice. The time stays a time.
    pub fn local_time(&mut self, offset: Option<String>) -> &Format {
        let pattern = self.precision.pattern();
        self.local_times.entry(offset).or_insert_with_key(|offset| match offset {
            Some(offset) => Format::new().set_num_format(format!("{pattern} \"{offset}\"")),
            None => Format::new().set_num_format(pattern),
        })
    }
}

/// How a day is shown.
const DAY: &str = "yyyy-mm-dd";
const SECOND_MICROS: i64 = 1_000_000;
const LAST_MILLI_MICROS: i64 = 999_000;
const DAY_MICROS: i64 = 24 * 3600 * SECOND_MICROS;

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

/// Writes an id as a number where Excel keeps all of its digits, and as a text elsewhere; 1 where it had to be cut.
pub fn put_id(
    sheet: &mut Worksheet,
    (row, column): Place,
    id: Option<Id<'_>>,
    formats: &Formats,
) -> Result<usize, XlsxError> {
    match id {
        None => {}
        Some(Id::Number(number)) if number <= LARGEST_NUMBER => {
            sheet.write_number_with_format(row, column, exact(number), &formats.id)?;
        }
        Some(Id::Number(number)) => drop(sheet.write_string(row, column, number.to_string())?),
        Some(Id::Text(text)) => return put_text(sheet, (row, column), text, &formats.text),
    }
    Ok(0)
}

/// Writes an instant, in microseconds since 1970 of whatever clock, as a date with its time.
pub fn put_time(
    sheet: &mut Worksheet,
    (row, column): Place,
    micros: i64,
    precision: Precision,
    format: &Format,
) -> Result<(), XlsxError> {
    let micros = precision.written(micros);
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
    format: &Format,
) -> Result<(), XlsxError> {
    let since_1970 = day.signed_duration_since(NaiveDate::default()).num_days();
    match serial(since_1970) {
        Some(serial) => sheet.write_number_with_format(row, column, serial, format)?,
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
