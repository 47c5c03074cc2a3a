//! Tasks: runs a function later, so that the browser has its turn between two steps.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdleRequestOptions, MessageChannel};

use super::window;

/// How long something waits for an idle browser: longer than between the head of a reply and its body.
const LONGEST_BUSY_MILLIS: u32 = 200;

/// Calls back in a task of its own, at once. A timer would be made to wait some milliseconds after the first few.
pub fn soon(callback: impl FnOnce() + 'static) {
    let Ok(channel) = MessageChannel::new() else { return after(0, callback) };
    let callback = Closure::once_into_js(callback);
    channel.port1().set_onmessage(Some(callback.unchecked_ref()));
    drop(channel.port2().post_message(&wasm_bindgen::JsValue::UNDEFINED));
}

/// Calls back once the browser has nothing else to do, such as to hand over a reply that is there, or after 200 ms.
pub fn when_idle(callback: impl FnOnce() + 'static) {
    let Some(window) = window() else { return };
    // Safari has learnt it of late.
    if !Reflect::has(&window, &"requestIdleCallback".into()).unwrap_or_default() {
        return soon(callback);
    }
    let options = IdleRequestOptions::new();
    options.set_timeout(LONGEST_BUSY_MILLIS);
    let callback = Closure::once_into_js(callback);
    drop(window.request_idle_callback_with_options(callback.unchecked_ref(), &options));
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
