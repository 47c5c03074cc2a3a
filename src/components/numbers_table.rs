//! A chart's numbers as a table, folded: for whoever cannot see the chart, and for whoever wants to be exact.

use leptos::prelude::*;

use crate::live::live_view;

/// The numbers, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers {
    /// One name a column, the day's first and the total's last.
    pub columns: Vec<String>,
    /// One row a day, a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// The sums, a cell for each column.
    pub totals: Vec<String>,
}

/// A table that can be unfolded. While `is_growing` and folded it is left empty: nobody sees it, and thousands of
/// cells for each new page would be felt.
#[component]
pub fn NumbersTable(
    /// Its name, which is the chart's.
    label: &'static str,
    /// What the reader presses to unfold it.
    summary: &'static str,
    /// Whether more numbers are on their way.
    #[prop(into)]
    is_growing: Signal<bool>,
    /// Writes the numbers; called only when they are shown.
    #[prop(into)]
    numbers: Callback<(), Numbers>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let table = live_view(move || {
        let is_wanted = is_open.get() || !is_growing.get();
        is_wanted.then(|| table(label, numbers.run(())))
    });
    view! {
        <details class="numbers" on:toggle=move |_| is_open.update(|it| *it = !*it)>
            <summary>{summary}</summary>
            <div class="numbers-scroll" tabindex="0" role="region" aria-label=label>
                {table}
            </div>
        </details>
    }
}

fn table(label: &'static str, numbers: Numbers) -> impl IntoView {
    let head = |name| view! { <th scope="col">{name}</th> };
    view! {
        <table aria-label=label>
            <thead>
                <tr>{numbers.columns.into_iter().map(head).collect_view()}</tr>
            </thead>
            <tbody>{numbers.rows.into_iter().map(row).collect_view()}</tbody>
            <tfoot>{row(numbers.totals)}</tfoot>
        </table>
    }
}

fn row(cells: Vec<String>) -> impl IntoView {
    let mut cells = cells.into_iter();
    let day = cells.next().map(|it| view! { <th scope="row">{it}</th> });
    let counts = cells.map(|it| view! { <td>{it}</td> }).collect_view();
    view! { <tr>{day} {counts}</tr> }
}
