//! Writing a cell into its element, which shows another one: only what differs is touched.

use std::ops::Range;

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Document, Element, Text};

use super::cells::{GridCell, Link};

/// Writes what differs. A cell holds a dot, where it has a colour, and its text, in a button where it is a link.
pub(super) fn write_cell(
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
        element.append_child(text_element(document, cell.link)?.as_ref())?;
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
    let text = element.last_element_child();
    text.map_or(Ok(()), |text| write_text(document, &text, before, cell))
}

/// Writes a cell's text, with what was searched for marked.
fn write_text(
    document: &Document,
    element: &Element,
    before: &GridCell,
    cell: &GridCell,
) -> Result<(), JsValue> {
    // A text that changes costs a browser less than one that comes anew. Where it has translated the page, it is another.
    let is_plain = before.marks.is_empty() && cell.marks.is_empty();
    let written = element.first_child().and_then(|it| it.dyn_into::<Text>().ok());
    if let Some(written) = written.filter(|_| is_plain) {
        written.set_data(&cell.text);
        return Ok(());
    }
    element.set_text_content(None);
    let part = |range: Range<usize>| cell.text.get(range).unwrap_or_default();
    let mut end = 0;
    for mark in &cell.marks {
        element.append_with_str_1(part(end..mark.start))?;
        let marked = document.create_element("mark")?;
        marked.set_text_content(Some(part(mark.clone())));
        element.append_child(&marked)?;
        end = mark.end;
    }
    element.append_with_str_1(part(end..cell.text.len()))
}

fn text_element(document: &Document, link: Link) -> Result<Element, JsValue> {
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
