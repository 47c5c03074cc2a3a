//! Width of a text, estimated before it is drawn.
//!
//! plotters measures in the browser by adding a styled element to the page, which forces a layout
//! per label and which a strict content security policy forbids, and by a crude guess elsewhere.
//! The guess below is a little wide for every common interface font, so labels keep their distance.

use std::borrow::Cow;

/// Upper bounds for the advance of a character, in text sizes.
fn advance(character: char) -> f64 {
    match character {
        // Marks that stand on the letter before them, and what is not seen.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => {
            0.0
        }
        ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '\'' | '’' | ':' | 'i' | 'j' | 'l' | 'I' => {
            0.36
        }
        'f' | 'r' | 't' | 'J' => 0.45,
        '@' | '%' | '…' | '—' => 1.1,
        'M' | 'W' | 'm' | 'w' | 'Œ' | 'œ' | 'æ' => 1.0,
        '+' | '<' | '=' | '>' | '~' | '±' | '×' | '−' | '&' | '–' => 0.85,
        'A'..='Z' | 'Æ' | 'Ø' | 'Å' => 0.79,
        // Latin; Greek, Cyrillic and their like have wider letters, Chinese, Japanese and Korean full squares.
        ..'\u{250}' if !character.is_uppercase() => 0.66,
        ..'\u{250}' => 0.85,
        ..'\u{1f000}' => 1.1,
        // Pictures.
        _ => 1.4,
    }
}

/// How much wider a bold text is than another, at most.
pub(crate) const BOLD: f64 = 1.12;

/// The width of a text in text sizes, at most.
pub(crate) fn width_em(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

/// As much of a text as is no wider than this, in text sizes, with an ellipsis where that is not all.
pub(crate) fn fitting(text: &str, width: f64) -> Cow<'_, str> {
    if width_em(text) <= width {
        return Cow::Borrowed(text);
    }
    let mut left = width - advance(ELLIPSIS);
    let fits = |it: &char| {
        left -= advance(*it);
        left >= 0.0
    };
    let kept: String = text.chars().take_while(fits).collect();
    // What joins the next picture to the last one has nothing to join.
    Cow::Owned(kept.trim_end_matches(['\u{200d}', ' ']).to_owned() + "…")
}

const ELLIPSIS: char = '…';

#[cfg(test)]
mod tests {
    use super::*;

    // Report 33
    #[test]
    fn a_text_that_is_too_wide_ends_in_an_ellipsis_within_the_width() {
        let texts =
            ["Giro", "W", "å", "a\u{30a}", "漢", "Щ", "@", "👩\u{200d}🔧", "\u{fb03}", "ab ", "–"];
        for text in texts.map(|it| it.repeat(200)) {
            for width in [2.0, 10.0, 50.0] {
                let cut = fitting(&text, width);
                assert!(cut.ends_with('…') && text.starts_with(cut.trim_end_matches('…')), "{cut}");
                assert!(width_em(&cut) <= width, "{cut}");
                assert!(width_em(&cut) > width - 3.0, "{cut}");
            }
        }
    }

    #[test]
    fn a_text_that_fits_stays_as_it_is() {
        for text in ["", "Giro", "Åse Østby"] {
            assert_eq!(fitting(text, width_em(text)), text);
        }
        assert_eq!(fitting("Giro", 0.0), "…");
    }
}
