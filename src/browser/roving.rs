//! Arrow keys in a list: the focus goes from one item to the next, and letters go to the field that searches it.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

/// Moves the focus as an arrow key, Home or End asks for, among the elements that a selector finds in the list and in their
/// order there. Nothing where the focus is at none of them; in a text field, Home and End are the field's own.
pub fn on_key(event: &KeyboardEvent, list: &Element, items: &str) {
    let Some(at) = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    let Ok(found) = list.query_selector_all(items) else { return };
    let items: Vec<HtmlElement> =
        (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect();
    let Some(place) = items.iter().position(|item| *item == at) else { return };
    let is_text = at.has_type::<HtmlInputElement>();
    let next = match event.key().as_str() {
        "ArrowDown" => place + 1,
        "ArrowUp" => place.wrapping_sub(1),
        "Home" if !is_text => 0,
        "End" if !is_text => items.len() - 1,
        _ => return,
    };
    event.prevent_default();
    if let Some(item) = items.get(next) {
        drop(item.focus());
    }
}

/// Gives the focus to a field where a letter is pressed elsewhere, so that the letter is typed there.
pub fn type_into(event: &KeyboardEvent, field: &HtmlInputElement) {
    let is_combined = event.ctrl_key() || event.meta_key() || event.alt_key();
    let mut letters = event.key().chars().collect::<Vec<_>>().into_iter();
    let is_letter = letters.next().is_some_and(|it| it != ' ') && letters.next().is_none();
    if is_letter && !is_combined {
        drop(field.focus());
    }
}
