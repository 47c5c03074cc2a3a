//! A chart's numbers as a table, folded: for whoever cannot see the chart, and for whoever wants to be exact.

use leptos::prelude::*;

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

/// A table that is made when it is unfolded.
#[component]
pub fn NumbersTable(
    /// Its name, which is the chart's.
    label: &'static str,
    /// What the reader presses to unfold it.
    summary: &'static str,
    /// The numbers.
    #[prop(into)]
    numbers: Signal<Numbers>,
) -> impl IntoView {
    let heads = move || {
        let head = |name| view! { <th scope="col">{name}</th> };
        numbers.read().columns.iter().cloned().map(head).collect_view()
    };
    let rows = move || numbers.read().rows.iter().cloned().map(row).collect_view();
    let totals = move || row(numbers.read().totals.clone());
    view! {
        <details class="numbers">
            <summary>{summary}</summary>
            <div class="numbers-scroll" tabindex="0" role="region" aria-label=label>
                <table aria-label=label>
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>{totals}</tfoot>
                </table>
            </div>
        </details>
    }
}

fn row(cells: Vec<String>) -> impl IntoView {
    let mut cells = cells.into_iter();
    let day = cells.next().map(|it| view! { <th scope="row">{it}</th> });
    let counts = cells.map(|it| view! { <td>{it}</td> }).collect_view();
    view! { <tr>{day} {counts}</tr> }
}
