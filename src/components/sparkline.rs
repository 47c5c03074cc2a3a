//! A line as small as a word: how a number went, without scale.

use std::fmt::Write as _;

use crate::html::{El, el};

/// Numbers from the oldest to the newest, as a line of 60 by 16.
pub fn spark(counts: &[u32]) -> El {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let steps = u32::try_from(counts.len()).unwrap_or(1).saturating_sub(1).max(1);
    let mut points = String::new();
    for (place, count) in (0u32..).zip(counts) {
        let _ = write!(points, "{},{} ", 58 * place / steps + 1, 14 - 12 * count / most);
    }
    let svg = move || format!(r#"<svg viewBox="0 0 60 16"><polyline points="{points}"/></svg>"#);
    el("span").class("spark").attr("aria-hidden", "true").prop("innerHTML", svg)
}
