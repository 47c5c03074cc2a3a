//! A chart's numbers as a table, folded: for whoever cannot see the chart, and for whoever wants to be exact.

use crate::html::{El, el};
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

/// A table that can be unfolded; `label` is the chart's name, `summary` what the reader presses. While `is_growing` and
/// folded it is left empty: nobody sees it, and thousands of cells for each new page would be felt. `numbers` is called
/// only when they are shown.
pub fn numbers_table(
    label: impl Fn() -> &'static str + Copy + Send + Sync + 'static,
    summary: &'static str,
    is_growing: Memo<bool>,
    numbers: impl Fn() -> Numbers + Send + 'static,
) -> El {
    let is_open = RwSignal::new(false);
    let table = move || {
        let is_wanted = is_open.get() || !is_growing.get();
        is_wanted.then(|| table(label(), numbers()))
    };
    let scroll = el("div")
        .class("numbers-scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", label)
        .child(table);
    el("details")
        .class("numbers")
        .on("toggle", move |_: web_sys::Event| is_open.update(|it| *it = !*it))
        .child(el("summary").child(summary))
        .child(scroll)
}

fn table(label: &'static str, numbers: Numbers) -> El {
    let head = |name| el("th").attr("scope", "col").child(name);
    let names = el("tr").children(numbers.columns.into_iter().map(head));
    el("table")
        .attr("aria-label", label)
        .child(el("thead").child(names))
        .child(el("tbody").children(numbers.rows.into_iter().map(row)))
        .child(el("tfoot").child(row(numbers.totals)))
}

fn row(cells: Vec<String>) -> El {
    let cell = |(place, text): (usize, String)| match place {
        0 => el("th").attr("scope", "row").child(text),
        _ => el("td").child(text),
    };
    el("tr").children(cells.into_iter().enumerate().map(cell))
}
