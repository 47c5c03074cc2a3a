//! The table of responses. Only the rows in view are in the page; where a browser's scroll bar ends, `viewport`
//! goes on, so that any of a million rows can be reached.

use cubeboard_core::viewport::{Position, Track, Window};
use leptos::html::Div;
use leptos::prelude::*;

use crate::browser::size;
use crate::live::{live, live_view, memo};

/// How many columns it has.
pub const COLUMN_COUNT: usize = 8;

/// Height of a row in CSS pixels; the style sheet knows the same two numbers.
const ROW_HEIGHT_PX: f64 = 36.0;
const CARD_HEIGHT_PX: f64 = 60.0;
/// A table narrower than this shows each row as an entry of two lines.
const NARROW_PX: f64 = 640.0;

/// One row, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// One text a column.
    pub cells: [String; COLUMN_COUNT],
    /// Which colour its type wears.
    pub slot: usize,
}

/// The rows in view of a table of any length.
#[component]
pub fn Grid(
    /// Its name.
    label: &'static str,
    /// The columns' names.
    columns: [&'static str; COLUMN_COUNT],
    /// How many rows there are.
    #[prop(into)]
    row_count: Signal<usize>,
    /// Writes the row at a place, counted from 0.
    #[prop(into)]
    row_at: Callback<usize, Option<GridRow>>,
) -> impl IntoView {
    let body = NodeRef::<Div>::new();
    let size = size::of(body);
    let is_narrow = memo(move || (1.0..NARROW_PX).contains(&size.get().width_px));
    let track = memo(move || Track {
        row_count: row_count.get(),
        row_height_px: if is_narrow.get() { CARD_HEIGHT_PX } else { ROW_HEIGHT_PX },
        view_height_px: size.get().height_px,
    });
    let position = RwSignal::new(Position::default());
    let window = memo(move || track.get().window(position.get()));

    let scroll_top = move || body.get_untracked().map_or(0.0, |it| f64::from(it.scroll_top()));
    let follow =
        move |_| position.update(|it| *it = track.get_untracked().follow(*it, scroll_top()));
    // Past the browsers' cap the thumb drifts from its place by and by; at rest it is put back.
    let settle = move |_: web_sys::Event| {
        let settled = track.get_untracked().settle(position.get_untracked());
        if let Some(body) = body.get_untracked().filter(|_| settled != position.get_untracked()) {
            position.set(settled);
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a track is 8 million pixels high at most"
            )]
            body.set_scroll_top(settled.scroll_top_px().round() as i32);
        }
    };
    let header = columns.into_iter().enumerate();
    let header = header.map(|(column, name)| header_cell(column, name)).collect_view();
    view! {
        <div
            class="grid"
            class:grid-narrow=is_narrow
            role="grid"
            aria-label=label
            aria-rowcount=live(move || (row_count.get() + 1).to_string())
            aria-colcount=COLUMN_COUNT.to_string()
        >
            <div class="grid-head" role="rowgroup">
                <div class="grid-row" role="row" aria-rowindex="1">{header}</div>
            </div>
            <div
                class="grid-body"
                role="rowgroup"
                tabindex="0"
                aria-label=label
                node_ref=body
                on:scroll=follow
                on:scrollend=settle
            >
                <div class="grid-track" style:height=live(move || px(track.get().track_height_px()))>
                    <div class="grid-window" style:top=live(move || px(window.read().first_row_offset_px))>
                        <Rows window row_at />
                    </div>
                </div>
            </div>
        </div>
    }
}

/// The rows of the window, each kept as long as it stays in view.
#[component]
fn Rows(window: Memo<Window>, row_at: Callback<usize, Option<GridRow>>) -> impl IntoView {
    let row = move |place: usize| {
        let row = memo(move || row_at.run(place));
        let cells = live_view(move || {
            let row = row.get()?;
            let slot = row.slot;
            let cells = row.cells.into_iter().enumerate();
            Some(cells.map(|(column, text)| cell(column, text, slot)).collect_view())
        });
        view! {
            <div class="grid-row" role="row" aria-rowindex=(place + 2).to_string()>
                {cells}
            </div>
        }
    };
    view! { <For each=move || window.get().rows key=|place| *place children=row /> }
}

/// The column whose cells carry the colour of the type.
const TYPE_COLUMN: usize = 1;

fn cell(column: usize, text: String, slot: usize) -> AnyView {
    let class = format!("grid-cell column-{column}");
    let title = text.clone();
    let dot = (column == TYPE_COLUMN).then(|| view! { <i class=format!("dot slot-{slot}")></i> });
    view! {
        <div class=class role="gridcell" aria-colindex=(column + 1).to_string() title=title>
            {dot}
            {text}
        </div>
    }
    .into_any()
}

fn header_cell(column: usize, name: &'static str) -> impl IntoView {
    let class = format!("grid-cell column-{column}");
    view! {
        <div class=class role="columnheader" aria-colindex=(column + 1).to_string()>
            {name}
        </div>
    }
}

fn px(length: f64) -> String {
    format!("{length}px")
}
