//! Random numbers for back-off; not for secrets.

/// A number that is another one each time.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 2 to the 53rd")]
pub fn seed() -> u64 {
    (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64
}
