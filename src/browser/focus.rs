//! Focus: gives it to an element, keeps it while elements are replaced, and scrolls what has it into view.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{task, window};

/// Gives the focus to the element of this name, once what is changing has changed: it may be a new one.
pub fn soon(id: &str) {
    let id = id.to_owned();
    task::soon(move || {
        if let Some(element) = find(&id) {
            on(&element);
        }
    });
}

/// Scrolls a list so far that its item of this name is in view, and what comes before it.
pub fn reveal(id: &str) {
    let item = find(id).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some((item, list)) = item.and_then(|it| Some((it.clone(), it.parent_element()?))) {
        list.set_scroll_top(item.offset_top() - list.client_height() / 2);
    }
}

/// Scrolls the page as little as it takes to see all of an element; not at all where that is seen.
pub fn bring_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn find(id: &str) -> Option<Element> {
    window().and_then(|it| it.document()?.get_element_by_id(id))
}

/// Gives the focus to an element, wherever on the screen it is.
pub fn on(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        drop(element.focus_with_options(&options));
    }
}

/// To be called where elements are about to be replaced by others of the same ids: what has the focus keeps it.
pub fn keep() {
    let active = window().and_then(|it| it.document()).and_then(|it| it.active_element());
    if let Some(id) = active.map(|it| it.id()).filter(|it| !it.is_empty()) {
        soon(&id);
    }
}
