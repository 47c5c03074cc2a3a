//! Overlay: an element at the end of the page in which a program that was loaded on demand shows its dialogs.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::window;

const ID: &str = "overlay";

/// The element, made when it is first asked for.
pub fn host() -> Option<HtmlElement> {
    let document = window()?.document()?;
    if let Some(host) = document.get_element_by_id(ID) {
        return host.dyn_into().ok();
    }
    let host = document.create_element("div").ok()?;
    host.set_id(ID);
    document.body()?.append_child(&host).ok()?;
    host.dyn_into().ok()
}
