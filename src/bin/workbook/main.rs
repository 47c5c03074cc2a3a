//! The workbook worker: writes one Excel workbook and is ended with it. A program of its own, because what writes workbooks
//! is larger than all else that files need.

mod writing;

use cubeboard_app::browser::worker;
use cubeboard_app::messages::{FileRequest, Message};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use web_sys::DedicatedWorkerGlobalScope;

use writing::Writing;

fn main() {
    let scope = js_sys::global().unchecked_into::<DedicatedWorkerGlobalScope>();
    let mut writing = None;
    worker::serve(&scope, move |message| answer(&mut writing, &message));
}

/// Does what a message wants; nothing where that cannot be done.
fn answer(writing: &mut Option<Writing>, message: &Message) -> Option<Message> {
    match message.content()? {
        FileRequest::Begin(order) => {
            *writing = Some(Writing::begin(&order)?);
            Some(Message::new(&()))
        }
        FileRequest::AddRows => {
            let rows = message.attachment.dyn_ref::<Uint8Array>()?.to_vec();
            writing.as_mut()?.add(&rows).ok()?;
            Some(Message::new(&()))
        }
        FileRequest::Finish => {
            let (name, file) = writing.take()?.finish()?;
            Some(Message::with(&name, file))
        }
        FileRequest::Open
        | FileRequest::BeginPage
        | FileRequest::AddPart { .. }
        | FileRequest::FinishPage { .. }
        | FileRequest::Fetch { .. } => None,
    }
}
