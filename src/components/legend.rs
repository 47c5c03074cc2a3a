//! Which colour stands for what, in words.

use leptos::prelude::*;

use crate::html::{El, el};

/// One part of the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// What it counts.
    pub name: String,
    /// Which colour it wears.
    pub slot: usize,
}

/// The parts, from the bottom of the stack to its top.
pub fn legend(entries: Memo<Vec<LegendEntry>>) -> El {
    let entry = |it: &LegendEntry| el("li").child(dot(it.slot)).child(it.name.clone());
    let entries = move || entries.read().iter().map(entry).collect::<Vec<_>>();
    el("ul").class("legend").child(entries)
}

/// A dot of a colour.
pub fn dot(slot: usize) -> El {
    el("i").class(format!("dot slot-{slot}"))
}
