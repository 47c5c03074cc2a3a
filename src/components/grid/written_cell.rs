//! Writing a cell into its element, which shows another one: only what differs is touched.

use std::ops::Range;

use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

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
    // A text that changes costs a browser less than one that comes anew.
    let is_plain = before.marks.is_empty() && cell.marks.is_empty();
    if let Some(written) = text.first_child().filter(|_| is_plain) {
        written.set_node_value(Some(&cell.text));
        return Ok(());
    }
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
