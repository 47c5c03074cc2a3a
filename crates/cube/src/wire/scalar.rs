//! JSON scalar: a field of a response as null, text or whole number, or as something that is none of them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value without structure, borrowed from its text unless an escape in it forbids that.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) enum Scalar<'a> {
    /// `null`, or no such key.
    #[default]
    Null,
    Text(Cow<'a, str>),
    /// A whole number of 64 bits, not negative; `7.0` is one, too.
    Number(u64),
    /// Any other number whose digits are known, `true` or `false`: as it would be written.
    Bare(String),
    /// A list, an object, or a number of more digits than can be told.
    Other,
}

impl<'a> Scalar<'a> {
    /// Of JSON that is good as far as its syntax goes. What `serde_json` takes for an error all the same, half a
    /// surrogate pair and a number out of range, is [`Scalar::Other`].
    pub(crate) fn of(json: &'a RawValue) -> Self {
        serde_json::from_str(json.get()).unwrap_or(Self::Other)
    }

    /// The text, where it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, where it is one or is a text of one.
    pub(crate) fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => whole_number(text),
            Self::Null | Self::Bare(_) | Self::Other => None,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

/// From here on, a number with a fraction or an exponent may have had other digits than it has now: `serde_json` reads it
/// to about 16 of them.
const MOST_EXACT: f64 = 1e14;

/// The whole number that a text is, white space around it and a fraction of nothing but zeros aside: `" 971352.0 "`.
pub(crate) fn whole_number(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = match text.split_once('.') {
        Some((digits, zeros)) if !zeros.is_empty() && zeros.bytes().all(|it| it == b'0') => digits,
        Some(_) => return None,
        None => text,
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Number(number))
    }

    fn visit_unit<E: Error>(self) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Null)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Bare(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Scalar<'de>, E> {
        Ok(if number.abs() >= MOST_EXACT {
            Scalar::Other
        } else if number == 0.0 {
            Scalar::Number(0)
        } else {
            // Where it is whole, this writes no fraction; otherwise it is no longer than it has to be.
            let written = number.to_string();
            let bare = |_| {
                Scalar::Bare(if number.fract() == 0.0 {
                    written.clone()
                } else {
                    format!("{number:?}")
                })
            };
            written.parse().map_or_else(bare, Scalar::Number)
        })
    }

    fn visit_bool<E: Error>(self, is_so: bool) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Bare(is_so.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar<'de>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: Scalar<'_>) {
        assert_eq!(Scalar::of(serde_json::from_str(json).unwrap()), expected, "{json}");
    }

    #[test]
    fn whatever_is_json_is_a_scalar() {
        let text = |text| Scalar::Text(Cow::Borrowed(text));
        check("null", Scalar::Null);
        check(r#""""#, text(""));
        check(r#" "åse" "#, text("åse"));
        check(r#""\u00e5\"\ud83d\ude00""#, text("å\"😀"));
        check("0", Scalar::Number(0));
        check("18446744073709551615", Scalar::Number(u64::MAX));
        for json in ["18446744073709551616", "1e14", "-1e14", "[1]", "{\"a\":[]}"] {
            check(json, Scalar::Other);
        }
        let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
        for json in ["1e999", r#""\ud83d""#, r#""\ude00a""#, r#""\ud83d\n""#, "[1e999]", &deep] {
            check(json, Scalar::Other);
        }
    }

    // Report 20
    #[test]
    fn numbers_are_read_as_other_programs_write_them_20() {
        for (json, number) in [("971352.0", 971_352), ("9.71352e5", 971_352), ("-0", 0), ("0.0", 0)]
        {
            check(json, Scalar::Number(number));
        }
        check("99999999999999.0", Scalar::Number(99_999_999_999_999));
        for (json, written) in [
            ("-1", "-1"),
            ("1.50", "1.5"),
            ("1e-300", "1e-300"),
            ("-2.0", "-2"),
            ("true", "true"),
            ("false", "false"),
        ] {
            check(json, Scalar::Bare(written.to_owned()));
        }
        for text in ["971352", " 971352 ", "971352.0", "971352.000"] {
            assert_eq!(whole_number(text), Some(971_352), "{text}");
        }
        for text in ["", ".0", "1.", "1.5", "+1", "-1", "1e3", "1.0.0", "18446744073709551616", "x"]
        {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_without_escapes_is_borrowed() {
        let is_borrowed =
            |json| matches!(serde_json::from_str(json), Ok(Scalar::Text(Cow::Borrowed(_))));
        assert!(is_borrowed(r#""åse""#));
        assert!(!is_borrowed(r#""\u00e5se""#));
    }
}
