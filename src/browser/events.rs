//! Event listeners that stay for the life of the page.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use super::window;

/// Calls back at each of the window's events of these names.
pub(super) fn listen<E: JsCast>(names: &[&str], listener: impl FnMut(E) + 'static) {
    if let Some(window) = window() {
        listen_to(&window, names, listener);
    }
}

/// The same of another thing that has events.
pub(super) fn listen_to<E: JsCast>(
    target: &EventTarget,
    names: &[&str],
    mut listener: impl FnMut(E) + 'static,
) {
    add(target, names, Box::new(move |it: JsValue| listener(it.unchecked_into())));
}

/// One of its kind, as each kind of closure costs the page some code.
fn add(target: &EventTarget, names: &[&str], listener: Box<dyn FnMut(JsValue)>) {
    let listener = Closure::wrap(listener).into_js_value();
    for name in names {
        drop(target.add_event_listener_with_callback(name, listener.unchecked_ref()));
    }
}
