//! Lossy UTF-8 decoding of the bytes of a reply or of a file that somebody else wrote, without its byte-order mark.

use std::borrow::Cow;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Decodes UTF-8 without the byte-order mark that may stand before it. A byte that is no UTF-8 costs its character, which
/// is U+FFFD then, and not the text.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = without_mark(bytes);
    // `from_utf8_lossy` looks at one byte after the other, `from_utf8` at many at once; almost all replies are good.
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// The bytes behind a byte-order mark; all of them, where there is none.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text_and_a_bad_byte_costs_its_character_14() {
        assert_eq!(decode(b"\xef\xbb\xbf{\xff}"), "{\u{fffd}}");
        assert_eq!(decode(b"{}"), "{}");
        assert_eq!(decode(b"\xef\xbb"), "\u{fffd}");
    }
}
