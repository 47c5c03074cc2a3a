//! Letting the browser do its own work between two steps of ours.

use js_sys::Promise;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

use super::window;

/// Calls back in a task of its own.
pub fn soon(callback: impl FnOnce() + 'static) {
    after(0, callback);
}

/// Calls back when this time has passed.
pub fn after(millis: i32, callback: impl FnOnce() + 'static) {
    let Some(window) = window() else { return };
    let callback = Closure::once_into_js(callback);
    let function = callback.unchecked_ref();
    drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(function, millis));
}

/// Waits until the browser has had its turn.
pub async fn next() {
    let turn = Promise::new(&mut |resolve, _| {
        soon(move || drop(resolve.call0(&wasm_bindgen::JsValue::UNDEFINED)));
    });
    drop(JsFuture::from(turn).await);
}
