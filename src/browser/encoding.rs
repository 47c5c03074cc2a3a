//! Text encodings: UTF-8, Base64 and what addresses use, by the browser's own encoders.

use super::window;

/// Base64 of the UTF-8 bytes. `btoa` alone takes one character for one byte, and refuses all beyond Latin-1.
pub fn base64(text: &str) -> String {
    let bytes: String = text.bytes().map(char::from).collect();
    window().and_then(|it| it.btoa(&bytes).ok()).unwrap_or_default()
}

/// The text without white space and other signs that mean something elsewhere, two texts never the same: for ids.
pub fn token(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
