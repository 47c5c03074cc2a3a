//! Where the keyboard is.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::{task, window};

/// Gives the focus to the element of this name, once what is changing has changed: it may be a new one.
pub fn soon(id: &str) {
    let id = id.to_owned();
    task::soon(move || {
        let element = window().and_then(|it| it.document()?.get_element_by_id(&id));
        if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            drop(element.focus());
        }
    });
}
