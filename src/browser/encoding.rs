//! Text encodings: UTF-8 and Base64, by the browser's own encoders.

use super::window;

/// Base64 of the UTF-8 bytes. `btoa` alone takes one character for one byte, and refuses all beyond Latin-1.
pub fn base64(text: &str) -> String {
    let bytes: String = text.bytes().map(char::from).collect();
    window().and_then(|it| it.btoa(&bytes).ok()).unwrap_or_default()
}
