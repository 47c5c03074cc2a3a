//! A failure: what happened, what to do next, and a button where asking again can help.

use crate::html::{El, button, el};

/// Says what went wrong. `retry` is what the button is called and what it does; without it there is none.
pub fn alert(
    title: String,
    remedy: String,
    retry: Option<(&'static str, impl Fn() + 'static)>,
) -> El {
    let words = el("div").child(el("strong").child(title)).child(el("p").child(remedy));
    el("div")
        .class("alert")
        .attr("role", "alert")
        .child(words)
        .child(retry.map(|(name, run)| button("button", name, run)))
}
