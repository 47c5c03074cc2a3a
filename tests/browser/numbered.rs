//! A grid of numbered rows on the stage, for the tests of the grid.

use cubeboard_app::components::grid::cells::{GridCell, GridColumn, Link, SortMark};
use cubeboard_app::components::grid::event::GridEvent;
use cubeboard_app::components::grid::row_source::GridRows;
use cubeboard_app::components::grid::{Grid, GridText};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::stage::Stage;

/// Signals of a table of numbered rows.
#[derive(Clone, Copy)]
pub struct Numbered {
    pub row_count: RwSignal<usize>,
    pub columns: RwSignal<Vec<GridColumn>>,
    /// Stands between the numbers of row and column.
    pub sign: RwSignal<&'static str>,
    /// What was asked of it.
    pub events: RwSignal<Vec<GridEvent>>,
    /// Rows that the reader went to.
    pub visited: RwSignal<Vec<usize>>,
    /// Rows whose cells were asked for.
    pub asked: StoredValue<Vec<usize>>,
}

impl Numbered {
    pub fn new(row_count: usize) -> Self {
        let column = |name| GridColumn {
            key: name,
            name,
            class: "",
            width_px: 100,
            grows: false,
            is_on_card: name != "Type",
            sort: None,
        };
        Self {
            row_count: RwSignal::new(row_count),
            columns: RwSignal::new(["Submitted", "Type", "Comment"].map(column).to_vec()),
            sign: RwSignal::new("."),
            events: RwSignal::new(Vec::new()),
            visited: RwSignal::new(Vec::new()),
            asked: StoredValue::new(Vec::new()),
        }
    }

    fn cells(self, row: usize) -> Option<Vec<GridCell>> {
        self.asked.update_value(|asked| asked.push(row));
        let sign = self.sign.get();
        let cell = |column: usize| GridCell {
            text: format!("{row}{sign}{column}"),
            is_absent: (row, column) == (1, 1),
            link: if column == 1 { Link::Filter } else { Link::None },
            marks: (sign == "?").then_some(1..2).into_iter().collect(),
            ..GridCell::default()
        };
        (row < self.row_count.get()).then(|| (0..3).map(cell).collect())
    }

    /// Sorts and resizes as asked.
    fn answer(self, event: GridEvent) {
        match event {
            GridEvent::GoTo { row } => self.visited.update(|visited| visited.push(row)),
            event => self.events.update(|events| events.push(event)),
        }
        self.columns.update(|columns| match event {
            GridEvent::Sort { column, .. } => {
                let is_descending = columns[column].sort.is_some();
                columns[column].sort = Some(SortMark { is_descending, rank: 0 });
            }
            GridEvent::Resize { column, width_px } => columns[column].width_px = width_px,
            _ => {}
        });
    }

    /// Shows the table, of a fixed height as the style sheet would give it.
    pub fn show(self) -> Stage {
        let stage = Stage::set(move || {
            let rows = GridRows {
                count: self.row_count.into(),
                all_count: self.row_count.into(),
                row_at: Callback::new(move |row| self.cells(row)),
            };
            view! {
                <Grid
                    text=GridText {
                        label: "Responses",
                        help: "",
                    }
                    columns=self.columns
                    rows
                    is_printing=false
                    cursor=RwSignal::new(None)
                    node=NodeRef::new()
                    on_event=move |event| self.answer(event)
                />
            }
        });
        let grid: HtmlElement = stage.find("[role=grid]").unwrap().unchecked_into();
        for (name, value) in [("height", "400px"), ("overflow", "auto"), ("width", "900px")] {
            grid.style().set_property(name, value).unwrap();
        }
        stage
    }
}

/// A table of numbered rows, and what is asked of it.
pub fn numbered_grid(row_count: usize) -> (Stage, RwSignal<Vec<GridEvent>>) {
    let numbered = Numbered::new(row_count);
    (numbered.show(), numbered.events)
}
