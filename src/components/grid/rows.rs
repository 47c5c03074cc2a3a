//! The rows in view, handled by hand: a row that leaves the view comes back as another, and only what differs is
//! written. A jump to a far place changes everything at once and has to be done with the next picture; made of new
//! elements it took most of a frame.

use std::ops::{Range, RangeInclusive};

use cubeboard_responses::table::cursor::{Cell, Cursor};
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

use super::cells::{GridCell, GridColumn, Link, cell_id};

/// The elements of the rows in view, in order.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    columns: Vec<&'static str>,
}

/// An element and what it shows.
#[derive(Debug)]
struct Row {
    element: Element,
    place: Option<usize>,
    cells: Vec<Shown>,
}

#[derive(Debug)]
struct Shown {
    element: Element,
    cell: GridCell,
    state: State,
}

/// How a cell stands to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum State {
    #[default]
    Plain,
    Selected,
    /// The reader is at it.
    At,
}

impl Rows {
    /// Shows the rows of a range in their container. `row_at` writes a row, a cell for each column.
    pub(super) fn show(
        &mut self,
        container: &Element,
        range: Range<usize>,
        columns: &[GridColumn],
        row_at: impl Fn(usize) -> Option<Vec<GridCell>>,
        cursor: Option<Cursor>,
    ) -> Result<(), JsValue> {
        let classes: Vec<&'static str> = columns.iter().map(|it| it.class).collect();
        if classes != self.columns {
            container.set_text_content(None);
            self.rows.clear();
            self.columns = classes;
        }
        let Some(document) = container.owner_document() else { return Ok(()) };
        self.turn(container, &range)?;
        while self.rows.len() < range.len() {
            self.rows.push(new_row(&document, container, &self.columns)?);
        }
        for gone in self.rows.drain(range.len()..) {
            gone.element.remove();
        }
        for (row, place) in self.rows.iter_mut().zip(range) {
            if row.place != Some(place) {
                row.place = Some(place);
                row.element.set_attribute("aria-rowindex", &(place + 2).to_string())?;
            }
            let cells = row_at(place).unwrap_or_default();
            let written = cells.into_iter().chain(std::iter::repeat_with(GridCell::default));
            for (column, (shown, cell)) in row.cells.iter_mut().zip(written).enumerate() {
                if shown.cell != cell {
                    write(&document, &shown.element, &shown.cell, &cell)?;
                    shown.cell = cell;
                }
                let at = Cell { row: place, column };
                let state = cursor.map_or(State::Plain, |it| state(it, at));
                if shown.state != state {
                    let class = self.columns.get(column).copied().unwrap_or_default();
                    mark(&shown.element, class, state)?;
                    shown.state = state;
                }
                // A row that moves takes the name of its cell along.
                if state == State::At {
                    shown.element.set_id(&cell_id(at));
                }
            }
        }
        Ok(())
    }

    /// After a short way, lets those that left the view at one end come back at the other.
    fn turn(&mut self, container: &Element, range: &Range<usize>) -> Result<(), JsValue> {
        let Some(first) = self.rows.first().and_then(|it| it.place) else { return Ok(()) };
        let count = self.rows.len();
        if let Some(down) = range.start.checked_sub(first).filter(|it| *it < count) {
            for row in self.rows.iter().take(down) {
                container.append_child(&row.element)?;
            }
            self.rows.rotate_left(down);
        } else if let Some(up) = first.checked_sub(range.start).filter(|it| *it < count) {
            for row in self.rows.iter().rev().take(up) {
                container.prepend_with_node_1(&row.element)?;
            }
            self.rows.rotate_right(up);
        }
        Ok(())
    }
}

fn new_row(
    document: &Document,
    container: &Element,
    classes: &[&'static str],
) -> Result<Row, JsValue> {
    let element = document.create_element("div")?;
    element.set_class_name("grid-row");
    element.set_attribute("role", "row")?;
    let mut cells = Vec::new();
    for (column, class) in classes.iter().enumerate() {
        let cell = document.create_element("div")?;
        cell.set_attribute("role", "gridcell")?;
        cell.set_attribute("aria-colindex", &(column + 1).to_string())?;
        mark(&cell, class, State::Plain)?;
        write(document, &cell, &GridCell::default(), &GridCell::default())?;
        element.append_child(&cell)?;
        cells.push(Shown { element: cell, cell: GridCell::default(), state: State::Plain });
    }
    container.append_child(&element)?;
    Ok(Row { element, place: None, cells })
}

/// Writes what differs. A cell is a dot of a colour, where it wears one, and its text, in a button where it is a link.
fn write(
    document: &Document,
    element: &Element,
    before: &GridCell,
    cell: &GridCell,
) -> Result<(), JsValue> {
    let shape = |it: &GridCell| (it.link, it.slot.is_some());
    if shape(before) != shape(cell) || element.first_element_child().is_none() {
        element.set_text_content(None);
        if cell.slot.is_some() {
            element.append_child(document.create_element("i")?.as_ref())?;
        }
        element.append_child(new_text(document, cell.link)?.as_ref())?;
    }
    if let (Some(slot), Some(dot)) = (cell.slot, element.first_element_child()) {
        dot.set_class_name(&format!("dot slot-{slot}"));
    }
    match &cell.title {
        Some(title) if before.title.as_ref() != Some(title) => {
            element.set_attribute("title", title)?;
        }
        Some(_) => {}
        // The grid gives one to a text that the pointer rests on.
        None => element.remove_attribute("title")?,
    }
    let Some(text) = element.last_element_child() else { return Ok(()) };
    text.set_text_content(None);
    let part = |range: Range<usize>| cell.text.get(range).unwrap_or_default();
    let mut end = 0;
    for mark in &cell.marks {
        text.append_with_str_1(part(end..mark.start))?;
        let marked = document.create_element("mark")?;
        marked.set_text_content(Some(part(mark.clone())));
        text.append_child(&marked)?;
        end = mark.end;
    }
    text.append_with_str_1(part(end..cell.text.len()))
}

fn new_text(document: &Document, link: Link) -> Result<Element, JsValue> {
    let class = match link {
        Link::None => return document.create_element("span"),
        Link::Filter => "cell-link cell-filter",
        Link::Open => "cell-link",
    };
    let button = document.create_element("button")?;
    button.set_attribute("type", "button")?;
    button.set_attribute("tabindex", "-1")?;
    button.set_class_name(class);
    Ok(button)
}

fn state(cursor: Cursor, at: Cell) -> State {
    let is_in = |range: RangeInclusive<usize>, place: usize| range.contains(&place);
    if cursor.at == at {
        State::At
    } else if is_in(cursor.rows(), at.row) && is_in(cursor.columns(), at.column) {
        State::Selected
    } else {
        State::Plain
    }
}

fn mark(element: &Element, class: &str, state: State) -> Result<(), JsValue> {
    let own = match state {
        State::Plain => "",
        State::Selected => " cell-selected",
        State::At => " cell-at",
    };
    element.set_class_name(&["grid-cell ", class, own].concat());
    if state != State::At {
        element.remove_attribute("id")?;
    }
    if state == State::Plain {
        element.remove_attribute("aria-selected")
    } else {
        element.set_attribute("aria-selected", "true")
    }
}
