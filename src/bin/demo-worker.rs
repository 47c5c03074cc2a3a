//! The invented service as a worker beside the page: only a page that shows the demo loads it. Each message is a
//! target; its answer is the status and the body. A first message says that it listens.

use std::cell::RefCell;

use chrono::DateTime;
use cubeboard_cube::demo::{Demo, Question};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let scope = js_sys::global().unchecked_into::<DedicatedWorkerGlobalScope>();
    let demo = RefCell::new(Demo::new());
    let page = scope.clone();
    let answer = move |event: MessageEvent| {
        let target = event.data().as_string().unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let question = Question { path, query, origin: "https://demo.invalid" };
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit for long")]
        let now = DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default();
        let answer = demo.borrow_mut().answer(&question, now);
        let body = Uint8Array::from(answer.body.as_slice());
        let buffer = body.buffer();
        let reply = Array::of2(&JsValue::from(answer.status), &body);
        // Handed over rather than copied; the page that asked is there to take it.
        drop(page.post_message_with_transfer(&reply, &Array::of1(&buffer)));
    };
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(answer).into_js_value();
    scope.set_onmessage(Some(answer.unchecked_ref()));
    drop(scope.post_message(&JsValue::NULL));
}
