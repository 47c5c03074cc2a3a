//! The demo service as a worker beside the page; only a page that shows the demo loads it.

use cubeboard_app::browser::{clock, worker};
use cubeboard_app::messages::{FileRequest, Message, ServiceReply};
use cubeboard_cube::demo::{Demo, Question};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use web_sys::DedicatedWorkerGlobalScope;

fn main() {
    let scope = js_sys::global().unchecked_into::<DedicatedWorkerGlobalScope>();
    let mut demo = Demo::new();
    worker::serve(&scope, move |message| {
        let FileRequest::Fetch { target } = message.content()? else { return None };
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let question = Question { path, query, origin: "https://demo.invalid" };
        let answer = demo.answer(&question, clock::now());
        let body = Uint8Array::from(answer.body.as_slice());
        Some(Message::with(&ServiceReply { status: answer.status }, body))
    });
}
