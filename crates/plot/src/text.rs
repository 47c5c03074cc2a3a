//! Width of a text, estimated before it is drawn.
//!
//! plotters measures in the browser by adding a styled element to the page, which forces a layout
//! per label and which a strict content security policy forbids, and by a crude guess elsewhere.
//! The guess below is a little wide for every common interface font, so labels keep their distance.

/// Upper bounds for the advance of a character, in text sizes.
fn advance(character: char) -> f64 {
    match character {
        ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '\'' | '’' | ':' | 'i' | 'j' | 'l' | 'I' => {
            0.36
        }
        'f' | 'r' | 't' | 'J' => 0.45,
        'M' | 'W' | 'm' | 'w' => 1.0,
        'A'..='Z' | 'Æ' | 'Ø' | 'Å' => 0.79,
        _ => 0.66,
    }
}

/// The width of a text in text sizes, at most.
pub(crate) fn width_em(text: &str) -> f64 {
    text.chars().map(advance).sum()
}
