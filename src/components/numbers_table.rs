//! Table with a chart's numbers, folded: for whoever cannot see the chart, and for whoever wants to be exact.

use leptos::html;
use leptos::prelude::*;

/// The numbers, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers {
    /// Names of the columns, the day's first and the total's after the parts'.
    pub columns: Vec<String>,
    /// One row a bar, a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// Sums, a cell for each column.
    pub totals: Vec<String>,
    /// Whether the last column holds words rather than numbers.
    pub has_notes: bool,
}

/// A `details` element with the table. While it is folded and rows still come it is left empty: nobody sees it, and
/// thousands of cells for each new page would be felt.
#[component]
pub fn NumbersTable(
    /// Accessible name: the chart's.
    #[prop(into)]
    label: Signal<&'static str>,
    /// What the reader presses to unfold it.
    #[prop(into)]
    summary: Signal<&'static str>,
    /// Whether rows still come.
    #[prop(into)]
    is_growing: Signal<bool>,
    /// The numbers; read only when they are shown.
    #[prop(into)]
    numbers: Signal<Numbers>,
) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    let is_open = RwSignal::new(false);
    let on_toggle = move |_| {
        is_open.set(details.get_untracked().is_some_and(|details| details.open()));
    };
    let is_wanted = Memo::new(move |_| is_open.get() || !is_growing.get());
    let content = move || is_wanted.get().then(|| table(label.get(), numbers.get()));
    view! {
        <details class="numbers" node_ref=details on:toggle=on_toggle>
            <summary>{move || summary.get()}</summary>
            <div class="numbers-scroll" tabindex="0" role="region" aria-label=move || label.get()>
                {content}
            </div>
        </details>
    }
    .into_any()
}

fn table(label: &'static str, numbers: Numbers) -> AnyView {
    let heads = numbers.columns.into_iter().map(|name| view! { <th scope="col">{name}</th> });
    view! {
        <table aria-label=label class:noted=numbers.has_notes>
            <thead>
                <tr>{heads.collect_view()}</tr>
            </thead>
            <tbody>{numbers.rows.into_iter().map(row).collect_view()}</tbody>
            <tfoot>{row(numbers.totals)}</tfoot>
        </table>
    }
    .into_any()
}

fn row(cells: Vec<String>) -> AnyView {
    let mut cells = cells.into_iter();
    let head = cells.next().map(|name| view! { <th scope="row">{name}</th> });
    let numbers = cells.map(|number| view! { <td>{number}</td> });
    view! { <tr>{head} {numbers.collect_view()}</tr> }.into_any()
}
