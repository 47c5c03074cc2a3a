//! Pointer capture: keeps a pointer's events with the element on which it went down, wherever it moves.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, PointerEvent};

/// Until it goes up.
pub fn capture(event: &PointerEvent) {
    if let Some(element) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) {
        // Refused for a pointer that is gone by now, which then has no events either.
        drop(element.set_pointer_capture(event.pointer_id()));
    }
}
