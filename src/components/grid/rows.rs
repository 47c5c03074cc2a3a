//! Recycled rows: the elements of the rows in view, reused by hand and not through `<For>`, because making new elements
//! for a jump took most of a frame. A jump to a far place changes all of up to 80 rows at once and has to be done with
//! the next picture (docs/performance.md): so a row that leaves the view comes back as another, and only what differs
//! is written.

use std::ops::Range;

use cubeboard_responses::table::cursor::{Cell, Cursor};
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

use super::cells::{GridCell, GridColumn, Link, cell_id};

/// What stands in rows.
pub(super) struct RowContent<'a> {
    /// The same as long as no row reads differently.
    pub(super) edition: u32,
    /// The cells of a row, one for each column.
    pub(super) row_at: &'a dyn Fn(usize) -> Option<Vec<GridCell>>,
}

/// The elements of the rows in view, in order.
#[derive(Debug, Default)]
pub(super) struct RecycledRows {
    rows: Vec<RecycledRow>,
    /// Class of each column; a row is of use again only where they are the same.
    classes: Vec<&'static str>,
}

/// A row's element and what it shows.
#[derive(Debug)]
struct RecycledRow {
    element: Element,
    index: Option<usize>,
    /// The edition of what is written in it.
    edition: u32,
    cells: Vec<RecycledCell>,
}

#[derive(Debug)]
struct RecycledCell {
    element: Element,
    cell: GridCell,
    highlight: Highlight,
}

/// How a cell is set off from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Highlight {
    #[default]
    None,
    Selected,
    /// The reader is at it.
    Active,
}

impl RecycledRows {
    /// Shows the rows of a range in their container. Rows that stay in view are left as they are written.
    pub(super) fn show(
        &mut self,
        container: &Element,
        range: Range<usize>,
        columns: &[GridColumn],
        content: &RowContent<'_>,
        cursor: Option<Cursor>,
    ) -> Result<(), JsValue> {
        let classes: Vec<&'static str> = columns.iter().map(|column| column.class).collect();
        if classes != self.classes {
            container.set_text_content(None);
            self.rows.clear();
            self.classes = classes;
        }
        let Some(document) = container.owner_document() else { return Ok(()) };
        self.rotate(container, &range)?;
        while self.rows.len() < range.len() {
            self.rows.push(new_row(&document, container, &self.classes)?);
        }
        for gone in self.rows.drain(range.len()..) {
            gone.element.remove();
        }
        for (row, index) in self.rows.iter_mut().zip(range) {
            if row.index != Some(index) || row.edition != content.edition {
                row.write(&document, index, content)?;
            }
            for (column, recycled) in row.cells.iter_mut().enumerate() {
                let at = Cell { row: index, column };
                let highlight = cursor.map_or(Highlight::None, |cursor| highlight(cursor, at));
                if recycled.highlight != highlight {
                    let class = self.classes.get(column).copied().unwrap_or_default();
                    set_highlight(&recycled.element, class, highlight)?;
                    recycled.highlight = highlight;
                }
                // A row that moves takes the id of its cell along.
                if highlight == Highlight::Active {
                    recycled.element.set_id(&cell_id(at));
                }
            }
        }
        Ok(())
    }

    /// After a short way, lets those that left the view at one end come back at the other.
    fn rotate(&mut self, container: &Element, range: &Range<usize>) -> Result<(), JsValue> {
        let Some(first) = self.rows.first().and_then(|row| row.index) else { return Ok(()) };
        let count = self.rows.len();
        if let Some(down) = range.start.checked_sub(first).filter(|down| *down < count) {
            for row in self.rows.iter().take(down) {
                container.append_child(&row.element)?;
            }
            self.rows.rotate_left(down);
        } else if let Some(up) = first.checked_sub(range.start).filter(|up| *up < count) {
            for row in self.rows.iter().rev().take(up) {
                container.prepend_with_node_1(&row.element)?;
            }
            self.rows.rotate_right(up);
        }
        Ok(())
    }
}

impl RecycledRow {
    /// Writes what differs from what it showed before.
    fn write(
        &mut self,
        document: &Document,
        index: usize,
        content: &RowContent<'_>,
    ) -> Result<(), JsValue> {
        if self.index != Some(index) {
            self.element.set_attribute("aria-rowindex", &(index + 2).to_string())?;
        }
        (self.index, self.edition) = (Some(index), content.edition);
        let cells = (content.row_at)(index).unwrap_or_default();
        let cells = cells.into_iter().chain(std::iter::repeat_with(GridCell::default));
        for (recycled, cell) in self.cells.iter_mut().zip(cells) {
            if recycled.cell != cell {
                write(document, &recycled.element, &recycled.cell, &cell)?;
                recycled.cell = cell;
            }
        }
        Ok(())
    }
}

fn new_row(
    document: &Document,
    container: &Element,
    classes: &[&'static str],
) -> Result<RecycledRow, JsValue> {
    let element = document.create_element("div")?;
    element.set_class_name("grid-row");
    element.set_attribute("role", "row")?;
    let mut cells = Vec::new();
    for (column, class) in classes.iter().enumerate() {
        let cell = document.create_element("div")?;
        cell.set_attribute("role", "gridcell")?;
        cell.set_attribute("aria-colindex", &(column + 1).to_string())?;
        set_highlight(&cell, class, Highlight::None)?;
        write(document, &cell, &GridCell::default(), &GridCell::default())?;
        element.append_child(&cell)?;
        cells.push(RecycledCell {
            element: cell,
            cell: GridCell::default(),
            highlight: Highlight::None,
        });
    }
    container.append_child(&element)?;
    Ok(RecycledRow { element, index: None, edition: 0, cells })
}

/// Writes what differs. A cell holds a dot, where it has a colour, and its text, in a button where it is a link.
fn write(
    document: &Document,
    element: &Element,
    before: &GridCell,
    cell: &GridCell,
) -> Result<(), JsValue> {
    let shape = |cell: &GridCell| (cell.link, cell.colour.is_some());
    if shape(before) != shape(cell) || element.first_element_child().is_none() {
        element.set_text_content(None);
        if cell.colour.is_some() {
            element.append_child(document.create_element("i")?.as_ref())?;
        }
        element.append_child(new_text(document, cell.link)?.as_ref())?;
    }
    if let (Some(colour), Some(dot)) = (cell.colour, element.first_element_child()) {
        dot.set_class_name(&format!("dot slot-{colour}"));
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

fn highlight(cursor: Cursor, cell: Cell) -> Highlight {
    if cursor.at == cell {
        Highlight::Active
    } else if cursor.rows().contains(&cell.row) && cursor.columns().contains(&cell.column) {
        Highlight::Selected
    } else {
        Highlight::None
    }
}

fn set_highlight(element: &Element, class: &str, highlight: Highlight) -> Result<(), JsValue> {
    let own_class = match highlight {
        Highlight::None => "",
        Highlight::Selected => " cell-selected",
        Highlight::Active => " cell-at",
    };
    element.set_class_name(&format!("grid-cell {class}{own_class}"));
    if highlight != Highlight::Active {
        element.remove_attribute("id")?;
    }
    if highlight == Highlight::None {
        element.remove_attribute("aria-selected")
    } else {
        element.set_attribute("aria-selected", "true")
    }
}
