//! A line of a ranking: a name that can be picked, a bar, and what it comes to.

use crate::html::{El, button, el};

/// What a line is made of.
pub struct RankedBar {
    /// Its name in the page, unique, by which it keeps the focus.
    pub id: String,
    /// What it is about.
    pub name: String,
    /// More of it, for a pointer that rests on it.
    pub title: String,
    /// The colour of its bar.
    pub slot: usize,
    /// How long the bar is, where the longest has 100.
    pub percent: u32,
    /// The number, written.
    pub value: String,
    /// Whether it is among those picked.
    pub is_picked: bool,
}

/// A line, to stand in a list of the class `ranking`.
pub fn ranked_bar(line: RankedBar, pick: impl Fn() + 'static) -> El {
    let RankedBar { id, name, title, slot, percent, value, is_picked } = line;
    let bar =
        el("i").class(format!("bar slot-{slot}")).style("width", move || format!("{percent}%"));
    el("li")
        .class(if is_picked { "" } else { "unpicked" })
        .child(button("pick", name, pick).attr("id", id).attr("title", title))
        .child(el("span").class("bar-room").attr("aria-hidden", "true").child(bar))
        .child(el("span").class("number").child(value))
}

/// How long a bar is beside the longest one.
pub fn bar_percent(count: u32, longest: u32) -> u32 {
    let percent = 100 * u64::from(count) / u64::from(longest.max(1));
    u32::try_from(percent).unwrap_or(100)
}
