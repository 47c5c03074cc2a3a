//! The worker. A first message says that it listens; then each message has one answer, in order.
//!
//! | message | answer |
//! | --- | --- |
//! | a text like an address: begin a file | nothing yet |
//! | bytes: packed rows | nothing yet |
//! | nothing: that was all | the file and its name |
//! | a file | a text: what it tells of itself; in a list, why it cannot be shown |
//! | a text like a path: a page of the snapshot that was opened last | its status and body |

use std::cell::RefCell;

use cubeboard_files::snapshot::Snapshot;
use cubeboard_responses::address::Address;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

use crate::opened;
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
    snapshot: Option<Snapshot>,
}

impl Desk {
    /// Does what a message wants; nothing where that cannot be done.
    fn answer(&mut self, message: &JsValue) -> Option<JsValue> {
        if let Some(target) = message.as_string().filter(|it| it.starts_with('/')) {
            let answer = self.snapshot.as_ref()?.answer(&target);
            let body = Uint8Array::from(answer.body.as_slice());
            return Some(Array::of2(&answer.status.into(), &body).into());
        } else if let Some(order) = message.as_string() {
            self.writing = Some(Writing::begin(&Address::parse(&order))?);
        } else if let Some(rows) = message.dyn_ref::<Uint8Array>() {
            self.writing.as_mut()?.add(&rows.to_vec()).ok()?;
        } else if let Some(file) = message.dyn_ref::<Blob>() {
            return Some(self.open(file));
        } else {
            return self.writing.take()?.finish().ok();
        }
        Some(JsValue::NULL)
    }

    /// The one before stays where this one cannot be shown.
    fn open(&mut self, file: &Blob) -> JsValue {
        let bytes = FileReaderSync::new().and_then(|it| it.read_as_array_buffer(file));
        let bytes = bytes.map(|it| Uint8Array::new(&it).to_vec()).unwrap_or_default();
        match Snapshot::open(bytes) {
            Ok(snapshot) => {
                let told = opened::told(snapshot.head());
                self.snapshot = Some(snapshot);
                told.into()
            }
            Err(error) => Array::of1(&opened::refused(Some(&error)).into()).into(),
        }
    }
}
