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
    /// A whole number of 64 bits, not negative.
    Number(u64),
    /// Anything else.
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
            Self::Text(text) => text.parse().ok(),
            Self::Null | Self::Other => None,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
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

    fn visit_i64<E: Error>(self, _: i64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Other)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Other)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Other)
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
        for json in ["18446744073709551616", "-1", "-0", "1.0", "1e3", "true", "[1]", "{\"a\":[]}"]
        {
            check(json, Scalar::Other);
        }
        let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
        for json in ["1e999", r#""\ud83d""#, r#""\ude00a""#, r#""\ud83d\n""#, "[1e999]", &deep] {
            check(json, Scalar::Other);
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
