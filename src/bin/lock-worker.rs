//! Lock worker: locks and unlocks one file with a passphrase, away from the page. Whoever starts it ends it, and the
//! memory that scrypt took, the passphrase and the key go with it.

use cubeboard_app::browser::{file, worker};
use cubeboard_app::messages::{LockRequest, Message};
use cubeboard_files::lock::passphrase::Passphrase;
use cubeboard_files::lock::{LockError, lock, unlock};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope};

fn main() {
    let scope = js_sys::global().unchecked_into::<DedicatedWorkerGlobalScope>();
    worker::serve(&scope, |message| answer(&message));
}

/// Nothing where a message is none of ours, or the file cannot be read.
fn answer(message: &Message) -> Option<Message> {
    let request = message.content()?;
    let beside = message.attachment.dyn_ref::<Array>()?;
    let file = file::read(beside.get(0).dyn_ref::<Blob>()?)?;
    let done = match (Passphrase::new(&beside.get(1).as_string()?), request) {
        (None, _) => Err(LockError::WrongPassphrase),
        (Some(passphrase), LockRequest::Lock) => lock(&file, &passphrase),
        (Some(passphrase), LockRequest::Unlock) => unlock(&file, &passphrase),
    };
    let bytes = match &done {
        Ok(bytes) => Uint8Array::from(bytes.as_slice()).into(),
        Err(_) => JsValue::UNDEFINED,
    };
    Some(Message::with(&done.map(drop), bytes))
}
