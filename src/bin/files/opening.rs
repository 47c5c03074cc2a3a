//! Opening a snapshot: the worker looks at it, and answers for it from then on.

use cubeboard_app::messages::{FileRequest, Message, SnapshotOrigin, SnapshotRefusal};
use cubeboard_files::snapshot::head::Head;
use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{future_to_promise, spawn_local};
use web_sys::Blob;

use crate::page::Page;
use crate::saving::worker;

/// Has a file shown by the page, which is told why where that cannot be.
#[expect(clippy::disallowed_methods, reason = "this program has no state that could start it")]
pub fn open(file: JsValue, page: Page, origin: SnapshotOrigin) {
    spawn_local(async move {
        match opened(file).await {
            Ok(head) => page.show_snapshot(head, answering(), origin),
            Err(refusal) => page.refuse_snapshot(refusal),
        }
        page.close_panel();
    });
}

async fn opened(file: JsValue) -> Result<Head, SnapshotRefusal> {
    let file: Blob = file.dyn_into().map_err(|_| SnapshotRefusal::NotFound)?;
    let answer = ask(Message::with(&FileRequest::Open, file)).await;
    let answer = answer.ok_or(SnapshotRefusal::NotLoaded)?;
    answer.content().unwrap_or(Err(SnapshotRefusal::Damaged))
}

async fn ask(message: Message) -> Option<Message> {
    worker()?.ask(message).await
}

/// A function that takes a target and promises what the service would answer.
fn answering() -> Function {
    let answer = |target: JsValue| -> JsValue {
        let answer = async move {
            let target = target.as_string().unwrap_or_default();
            let answer = ask(Message::new(&FileRequest::Fetch { target })).await;
            Ok(answer.map_or(JsValue::UNDEFINED, Message::into_js))
        };
        future_to_promise(answer).into()
    };
    Closure::<dyn Fn(JsValue) -> JsValue>::new(answer).into_js_value().unchecked_into()
}
