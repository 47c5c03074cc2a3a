//! Error bodies of the service: the texts in the JSON of a reply that refuses or throttles a request.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::object::Object;
use crate::utf8;

/// The body of a refusal that concerns the request as a whole.
#[derive(Deserialize)]
pub(super) struct ErrorBody {
    pub(super) detail: String,
}

/// What the service says of one field, or of the whole question under the key `detail`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
    None(IgnoredAny),
}

/// The texts in an error body, `{"field": ["text"]}` or `{"detail": "text"}`, without their keys; empty where the
/// body is anything else.
pub(super) fn detail(body: &[u8]) -> String {
    let body = utf8::decode(body);
    let Ok(Object(fields)) = serde_json::from_str(&body) else { return String::new() };
    let texts = fields.into_iter().flat_map(|(_, value)| match serde_json::from_str(value.get()) {
        Ok(Words::One(text)) => vec![text],
        Ok(Words::Many(texts)) => texts,
        Ok(Words::None(_)) | Err(_) => Vec::new(),
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// Whether a body is a JSON object, as all errors of the service are that have a body.
pub(super) fn is_object(body: &[u8]) -> bool {
    serde_json::from_str::<Object<'_>>(&utf8::decode(body)).is_ok()
}
