//! Against another reader: what both make of the same text.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value as Other;

use super::*;

/// The other reader's value as this one tells it.
fn told(value: &Other) -> Value {
    match value {
        Other::Null | Other::Bool(_) => Value::Other,
        Other::Number(number) => number.as_u64().map_or(Value::Other, Value::Number),
        Other::String(text) => Value::Text(text.clone()),
        Other::Array(items) => Value::List(items.iter().map(told).collect()),
        Other::Object(fields) => {
            Value::Object(fields.iter().map(|(key, value)| (key.clone(), told(value))).collect())
        }
    }
}

/// Without the order of keys, of which the other reader has one of its own, and with the last of equal ones.
fn sorted(value: Value) -> Value {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(sorted).collect()),
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(key, value)| (key, sorted(value)));
            let unique: std::collections::BTreeMap<_, _> = fields.collect();
            Value::Object(unique.into_iter().collect())
        }
        other => other,
    }
}

fn values() -> impl Strategy<Value = Other> {
    let numbers = select(vec!["0", "7", "-1", "1.5", "1e3", "-0", "18446744073709551615"]);
    let numbers = numbers.prop_map(|it| serde_json::from_str::<Other>(it).unwrap());
    let texts = prop_oneof![
        "[ -~]{0,20}",
        select(vec!["", "å", "\"\\/\u{8}\u{c}\n\r\t", "\u{0}\u{1f}", "😀 og 🎉", "01234567\""])
            .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just(Other::Null),
        any::<bool>().prop_map(Other::Bool),
        numbers,
        texts.clone().prop_map(Other::String),
    ];
    leaf.prop_recursive(4, 30, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Other::Array),
            prop::collection::vec((texts.clone(), inner), 0..5)
                .prop_map(|fields| Other::Object(fields.into_iter().collect())),
        ]
    })
}

#[track_caller]
fn check(text: &str) {
    let other = serde_json::from_str::<Other>(text);
    match (Value::parse(text), other) {
        (Ok(value), Ok(other)) => assert_eq!(sorted(value), told(&other), "{text}"),
        // Halves of a pair and numbers without end cost themselves here, and the whole text there.
        (Ok(_), Err(error)) => {
            let error = error.to_string();
            let is_lenient = ["surrogate", "hex escape", "out of range"];
            assert!(is_lenient.iter().any(|it| error.contains(it)), "{text}: {error}");
        }
        (Err(JsonError::Truncated), Err(error)) => assert!(error.is_eof(), "{text}: {error}"),
        (Err(JsonError::Syntax { .. }), Err(error)) => assert!(!error.is_eof(), "{text}: {error}"),
        (Err(error), Ok(_)) => panic!("{text}: {error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_readers_say_the_same(
        value in values(),
        is_pretty in any::<bool>(),
        cut in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        odd in select(b"\"\\{}[],: \n0-+.eEu\x01tnl/x".to_vec()),
    ) {
        let write = if is_pretty { serde_json::to_string_pretty } else { serde_json::to_string };
        let text = write(&value).unwrap();
        check(&text);
        check(&String::from_utf8_lossy(&text.as_bytes()[..cut.index(text.len() + 1)]));
        let mut bytes = text.into_bytes();
        let place = place.index(bytes.len());
        bytes[place] = odd;
        check(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn what_is_odd_is_read_alike() {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    for text in [
        "",
        " ",
        "nul",
        "nulL",
        "truefalse",
        "01",
        "-",
        "1.",
        "1e",
        "1e+",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{1:1}",
        "[1 2]",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\u12",
        "\"\\u00e5\\ud83d\\ude00\"",
        "18446744073709551616",
        "1e400",
        "[[[]],{\"a\":{}},[{}]]",
        "{\"a\":[1,{\"b\":2}],\"a\":3}",
        "[] x",
        &deep(100),
        &deep(129),
        &deep(10_000),
    ] {
        check(text);
        check(&["{\"skipped\":", text, "}"].concat());
    }
}

#[test]
fn half_a_pair_costs_its_character() {
    let text = |text: &str| Value::parse(text).unwrap().text().map(str::to_owned);
    assert_eq!(text(r#""a\ud83d""#).as_deref(), Some("a\u{fffd}"));
    assert_eq!(
        text(r#""\ude00b\ud83d\n\ud83d\u00e5""#).as_deref(),
        Some("\u{fffd}b\u{fffd}\n\u{fffd}å")
    );
}

#[test]
fn what_is_stepped_over_is_checked_too() {
    fn skip(text: &str) -> Result<Scalar<'_>, JsonError> {
        let mut reader = Reader::new(text);
        reader.scalar().and_then(|value| reader.end().map(|()| value))
    }
    assert_eq!(skip("[[1,{\"a\":[]}], {\"b\":[true]}]"), Ok(Scalar::Other));
    for text in ["[1,]", "{\"a\":}", "{\"a\":[1}", "[}", "{\"a\":1]", "[1]]", "{,}"] {
        assert!(matches!(skip(text), Err(JsonError::Syntax { .. })), "{text}");
    }
    for text in ["[", "[1", "[1,", "{\"a\":[{}", "[\"a"] {
        assert_eq!(skip(text), Err(JsonError::Truncated), "{text}");
    }
}
