//! Opening a snapshot: the worker looks at it, and answers for it from then on.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{future_to_promise, spawn_local};
use web_sys::Blob;

use crate::opened;
use crate::page::Page;
use crate::panel;
use crate::saving::worker;

/// Has a file shown by the page, which is told why where that cannot be; `is_file` tells one of the reader's own from
/// the page's, which may not have been found.
#[expect(clippy::disallowed_methods, reason = "this program has no state that could start it")]
pub fn open(file: JsValue, page: Page, is_file: bool) {
    spawn_local(async move {
        let told = if file.is_instance_of::<Blob>() { ask(&file).await } else { None };
        if let Some(told) = told.as_ref().and_then(JsValue::as_string) {
            page.show(&answering(), &told, is_file);
        } else {
            let reason = told.and_then(|it| Array::from(&it).get(0).as_string());
            let reason = reason.unwrap_or_else(|| opened::refused(None));
            page.show(&JsValue::UNDEFINED, &reason, is_file);
        }
        panel::close();
    });
}

async fn ask(message: &JsValue) -> Option<JsValue> {
    worker()?.ask(message).await
}

/// A function that answers a target as the service would.
fn answering() -> JsValue {
    let answer = |target: JsValue| -> JsValue {
        let answer = async move { Ok(ask(&target).await.unwrap_or(JsValue::UNDEFINED)) };
        future_to_promise(answer).into()
    };
    Closure::<dyn Fn(JsValue) -> JsValue>::new(answer).into_js_value().unchecked_into()
}
