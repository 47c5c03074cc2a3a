//! The program that saves and opens files, loaded on demand: the panel of "Share and export" on the page, and the
//! worker that does its work. Both are this one program, so that it is loaded once.

mod blob_writer;
mod locking;
mod opening;
mod page;
mod page_file;
mod panel;
mod passphrase_field;
mod picture;
mod saving;
mod table;
mod unlock_dialog;
mod unlocking;
mod workbook_limit;
mod worker;
mod writing;

use cubeboard_app::browser::lazy_script;
use cubeboard_app::messages::{Message, PanelRequest};
use js_sys::{Array, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, HtmlElement};

use page::Page;

fn main() {
    let global = js_sys::global();
    if let Some(scope) = global.dyn_ref::<DedicatedWorkerGlobalScope>() {
        worker::serve(scope);
    } else if let Ok(Ok(requests)) =
        Reflect::get(&global, &lazy_script::REQUESTS.into()).map(JsValue::dyn_into)
    {
        serve_page(requests);
    }
}

/// Does what the page asks for, from now on as soon as it is put into the list: each request is a message, and the
/// function that answers for the page beside it.
fn serve_page(requests: Array) {
    let serve = |request: JsValue| {
        // What is no request comes from another build, and that page looks for its own parts.
        let _ = serve(&request);
    };
    requests.iter().for_each(serve);
    let serve = Closure::<dyn Fn(JsValue)>::new(serve).into_js_value();
    drop(Reflect::set(&requests, &"push".into(), &serve));
}

fn serve(request: &JsValue) -> Option<()> {
    let parts = request.dyn_ref::<Array>()?;
    let message = Message::from_js(&parts.get(0))?;
    let page = Page::new(parts.get(1).dyn_into().ok()?);
    match message.content()? {
        PanelRequest::ShowPanel => {
            panel::show(message.attachment.dyn_into::<HtmlElement>().ok()?, page);
        }
        PanelRequest::OpenSnapshot(origin) => opening::open(message.attachment, page, origin),
    }
    Some(())
}
