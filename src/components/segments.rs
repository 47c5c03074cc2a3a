//! One of a few, side by side.

use crate::html::content::Content;
use crate::html::{El, button, el};

/// Buttons of which one is pressed; each is told by its place.
pub fn segments(
    label: &'static str,
    names: &[&'static str],
    chosen: impl Fn() -> usize + Copy + Send + Sync + 'static,
    choose: impl Fn(usize) + Copy + 'static,
) -> El {
    let segment = |(place, name): (usize, &&'static str)| {
        let pressed = move || if chosen() == place { "true" } else { "false" };
        button("segment", *name, move || choose(place)).attr("aria-pressed", pressed)
    };
    el("div")
        .class("segments")
        .attr("role", "group")
        .attr("aria-label", label)
        .children(names.iter().enumerate().map(segment))
}

/// The same as a list that opens, for names that are long.
pub fn options<N: Content + Clone>(
    label: String,
    names: &[N],
    chosen: impl Fn() -> usize + Copy + Send + Sync + 'static,
    choose: impl Fn(usize) + Copy + 'static,
) -> El {
    let option = |(place, name): (usize, &N)| {
        let selected = move || chosen() == place;
        el("option").attr("value", place).prop("selected", selected).child(name.clone())
    };
    el("select")
        .class("options")
        .attr("aria-label", label)
        .on("change", move |event: web_sys::Event| {
            choose(leptos::prelude::event_target_value(&event).parse().unwrap_or_default());
        })
        .children(names.iter().enumerate().map(option))
}
