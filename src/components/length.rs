//! Lengths as style sheets write them.

/// A length in CSS pixels, to the hundredth, which is finer than any screen: "12.50px".
pub fn px(length_px: f64) -> String {
    format!("{length_px:.2}px")
}
