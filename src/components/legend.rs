//! Which colour stands for what, in words; each part can be switched off.

use cubeboard_responses::series::PartName;
use leptos::prelude::*;

use crate::html::{El, button, el};

/// One part of the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// What it counts.
    pub part: PartName,
    /// The same for the reader.
    pub name: String,
    /// Which colour it wears.
    pub slot: usize,
}

/// The parts, from the bottom of the stack to its top, and the names of the lines before them.
pub fn legend(
    entries: Memo<Vec<LegendEntry>>,
    lines: Memo<Vec<(&'static str, &'static str)>>,
    hint: &'static str,
    hidden: RwSignal<Vec<PartName>>,
    switch: impl Fn(&PartName) + Copy + Send + Sync + 'static,
) -> El {
    let entry = move |it: &LegendEntry| {
        let (shown, part) = (it.part.clone(), it.part.clone());
        let pressed = move || if hidden.read().contains(&shown) { "false" } else { "true" };
        let name = vec![dot(it.slot), el("span").child(it.name.clone())];
        let entry = button("legend-entry", name, move || switch(&part));
        el("li").child(entry.attr("title", hint).attr("aria-pressed", pressed))
    };
    let line = |(class, name): &(&'static str, &'static str)| {
        el("li").class("legend-line").child(el("i").class(*class)).child(*name)
    };
    let entries = move || entries.read().iter().map(entry).collect::<Vec<_>>();
    let lines = move || lines.read().iter().map(line).collect::<Vec<_>>();
    el("ul").class("legend").child(entries).child(lines)
}

/// A dot of a colour.
pub fn dot(slot: usize) -> El {
    el("i").class(format!("dot slot-{slot}"))
}

/// A dot in one of the chart's colours.
#[component]
pub fn Dot(
    /// Index of the colour, as the style sheet numbers them.
    #[prop(into)]
    colour: Signal<usize>,
) -> impl IntoView {
    view! { <i class=move || format!("dot slot-{}", colour.get())></i> }.into_any()
}
