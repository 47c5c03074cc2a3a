//! Random numbers: for back-off, and for secrets.

use super::window;

/// A number that is another one each time; not for secrets.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 2 to the 53rd")]
pub fn seed() -> u64 {
    (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64
}

/// Random bytes for secrets, by `crypto.getRandomValues`; nothing where the browser has none.
pub fn secret<const BYTES: usize>() -> Option<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}
