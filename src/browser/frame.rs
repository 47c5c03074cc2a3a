//! Animation frames: runs a function before the next paint, or after it.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::window;

/// Calls back before the next picture is painted; soon, where the tab is hidden and paints none.
pub fn next(callback: impl FnOnce() + 'static) {
    let Some(window) = window() else { return };
    let callback = Closure::once_into_js(callback);
    let function = callback.unchecked_ref::<js_sys::Function>();
    let is_hidden = window.document().is_some_and(|it| it.hidden());
    let asked = if is_hidden {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(function, 50).map(drop)
    } else {
        window.request_animation_frame(function).map(drop)
    };
    drop::<Result<(), JsValue>>(asked);
}

/// Calls back once the next picture is on the screen.
pub fn after_paint(callback: impl FnOnce() + 'static) {
    next(|| super::task::soon(callback));
}
