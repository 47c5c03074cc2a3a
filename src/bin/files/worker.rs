//! The worker. A first message says that it listens; then each message has one answer, in order.
//!
//! | message | answer |
//! | --- | --- |
//! | a text like an address: begin a file | nothing yet |
//! | bytes: packed rows | nothing yet |
//! | nothing: that was all | the file and its name |

use std::cell::RefCell;

use cubeboard_core::address::Address;
use js_sys::Uint8Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::writing::Writing;

/// Answers whoever started it.
pub fn serve(scope: &DedicatedWorkerGlobalScope) {
    let desk = RefCell::new(Desk::default());
    let page = scope.clone();
    let answer = move |event: MessageEvent| {
        let answer = desk.borrow_mut().answer(&event.data());
        // The page that asked is there to take it.
        drop(page.post_message(&answer.unwrap_or(JsValue::UNDEFINED)));
    };
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(answer).into_js_value();
    scope.set_onmessage(Some(answer.unchecked_ref()));
    drop(scope.post_message(&JsValue::NULL));
}

/// What lies before the worker.
#[derive(Default)]
struct Desk {
    writing: Option<Writing>,
}

impl Desk {
    /// Does what a message wants; nothing where that cannot be done.
    fn answer(&mut self, message: &JsValue) -> Option<JsValue> {
        if let Some(order) = message.as_string() {
            self.writing = Some(Writing::begin(&Address::parse(&order))?);
        } else if let Some(rows) = message.dyn_ref::<Uint8Array>() {
            self.writing.as_mut()?.add(&rows.to_vec()).ok()?;
        } else {
            return self.writing.take()?.finish().ok();
        }
        Some(JsValue::NULL)
    }
}
