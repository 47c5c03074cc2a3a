//! Legend of a chart: which colour stands for what, in words; each part can be switched off.

use cubeboard_responses::series::PartName;
use leptos::prelude::*;

use super::recycled_list::{RecycledList, RowItem};

/// One part of the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// What it counts.
    pub part: PartName,
    /// The same in the reader's words.
    pub name: String,
    /// Index of its colour.
    pub colour: usize,
}

/// A line that is drawn before the bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendLine {
    /// Class of its sign.
    pub class: &'static str,
    /// What it stands for.
    pub name: String,
}

/// The parts, from the bottom of the stack to its top, and the lines before them.
#[component]
pub fn Legend(
    /// The parts.
    #[prop(into)]
    entries: Signal<Vec<LegendEntry>>,
    /// The lines.
    #[prop(into)]
    lines: Signal<Vec<LegendLine>>,
    /// Says what a press does.
    #[prop(into)]
    hint: Signal<&'static str>,
    /// Parts that are switched off.
    #[prop(into)]
    hidden: Signal<Vec<PartName>>,
    /// Runs with the part that the reader switches off or on.
    #[prop(into)]
    on_switch: Callback<PartName>,
) -> impl IntoView {
    let ids = move || entries.read().iter().map(|entry| id_of(&entry.part)).collect::<Vec<_>>();
    let row = move |item| view! { <EntryButton item entries hint hidden on_switch /> }.into_any();
    let lines = move || {
        let line = |line: LegendLine| {
            view! {
                <li class="legend-line">
                    <i class=line.class></i>
                    {line.name}
                </li>
            }
        };
        lines.get().into_iter().map(line).collect_view()
    };
    view! {
        <ul class="legend">
            <RecycledList ids row />
            {lines}
        </ul>
    }
    .into_any()
}

/// Entry of one part.
#[component]
fn EntryButton(
    /// Which of the parts.
    item: RowItem,
    /// All parts, in order.
    entries: Signal<Vec<LegendEntry>>,
    /// Says what a press does.
    hint: Signal<&'static str>,
    /// Parts that are switched off.
    hidden: Signal<Vec<PartName>>,
    /// Runs with the part.
    on_switch: Callback<PartName>,
) -> impl IntoView {
    let entry = Memo::new(move |_| entries.read().get(item.index.get()?).cloned());
    let name = move || entry.get().map(|entry| entry.name);
    let colour = move || entry.get().map_or(0, |entry| entry.colour);
    let is_shown = move || {
        let is_hidden = |entry: &LegendEntry| hidden.read().contains(&entry.part);
        (!entry.read().as_ref().is_some_and(is_hidden)).to_string()
    };
    let on_press = move |_| {
        if let Some(LegendEntry { part, .. }) = entry.get_untracked() {
            on_switch.run(part);
        }
    };
    view! {
        <li hidden=move || item.is_none()>
            <button
                type="button"
                class="legend-entry"
                id=item.id
                title=move || hint.get()
                aria-pressed=is_shown
                on:click=on_press
            >
                <Dot colour />
                <span>{name}</span>
            </button>
        </li>
    }
    .into_any()
}

/// Id of a part's button, unique in the page.
fn id_of(part: &PartName) -> String {
    match part {
        PartName::Named(name) => format!("part-named-{name}"),
        PartName::Absent => "part-absent".to_owned(),
        PartName::Other => "part-other".to_owned(),
        PartName::All => "part-all".to_owned(),
    }
}

/// A dot in one of the chart's colours.
#[component]
pub fn Dot(
    /// Index of the colour, as the style sheet numbers them.
    #[prop(into)]
    colour: Signal<usize>,
) -> impl IntoView {
    let class = move || format!("dot slot-{}", colour.get());
    view! { <i class=class></i> }.into_any()
}
