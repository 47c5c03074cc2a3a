//! A JSON object whose values are looked at one by one, in the order of its text, so that one which cannot be used
//! costs no other.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Keys and values in the order of the text. The values are checked for syntax alone; a key that is no Unicode, because
/// it has half a surrogate pair, is left as it is written, with its quotes.
#[derive(Debug, Clone)]
pub struct Object<'a>(pub Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut fields = Vec::new();
        while let Some((key, value)) = map.next_entry::<&'de RawValue, &'de RawValue>()? {
            let key = serde_json::from_str(key.get()).unwrap_or(Cow::Borrowed(key.get()));
            fields.push((key, value));
        }
        Ok(Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_kept_as_they_are_written_and_in_order() {
        let json = r#"{"b": 1e999, "\u0061": "\ud83d", "\ud83d": [ ], "b": null}"#;
        let Object(fields) = serde_json::from_str(json).unwrap();
        let fields: Vec<_> = fields.iter().map(|(key, value)| (&**key, value.get())).collect();
        let expected =
            [("b", "1e999"), ("a", r#""\ud83d""#), (r#""\ud83d""#, "[ ]"), ("b", "null")];
        assert_eq!(fields, expected);
    }

    #[test]
    fn what_is_no_object_is_an_error() {
        for json in ["[]", "null", "1e999", "{1:2}", "{\"a\":}"] {
            assert!(serde_json::from_str::<Object<'_>>(json).is_err(), "{json}");
        }
    }
}
