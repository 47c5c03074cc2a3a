//! Token as it is meant: of a text that was copied from a page, a message or a command.

const MARK: char = '\u{feff}';

/// The token alone, of a text that was copied with the words before it, as `Authorization: Token 9944b…`, with quotation
/// marks around it, or with what nobody sees at its ends.
pub fn bare_token(text: &str) -> &str {
    let is_quote = |it: char| matches!(it, '"' | '\'' | '`');
    let trim = |text| trim_invisible(trim_invisible(text).trim_matches(is_quote));
    let mut token = trim(text);
    if let Some(rest) = behind(token, "authorization").and_then(|it| it.trim().strip_prefix(':')) {
        token = trim(rest);
    }
    // A token may begin with these letters.
    if let Some(rest) = behind(token, "token").filter(|it| trim_invisible(it) != *it) {
        token = trim(rest);
    }
    token
}

/// What follows a word at a text's beginning, in capitals or not.
fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (first, rest) = text.split_at_checked(word.len())?;
    first.eq_ignore_ascii_case(word).then_some(rest)
}

/// What a text has at its ends without anybody seeing it: white space of all kinds, byte-order marks, joiners, and marks
/// of direction, as they come along when it is copied from a page or a message.
pub fn trim_invisible(text: &str) -> &str {
    text.trim_matches(|it: char| {
        it.is_whitespace()
            || it.is_control()
            || matches!(
                it,
                '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
                    | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
                    | MARK
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn report_29_the_token_is_what_is_left_without_the_words_and_signs_around_it() {
        for text in [
            "9944b",
            " 9944b\r\n",
            "Token 9944b",
            "token  9944b",
            "Authorization: Token 9944b",
            "\"9944b\"",
            "\u{feff}9944b\u{200b}",
            "Token\u{a0}9944b",
        ] {
            assert_eq!(bare_token(text), "9944b", "{text:?}");
        }
        assert_eq!(bare_token("tokenized"), "tokenized");
        assert_eq!(bare_token(" \u{200b} "), "");
    }
}
