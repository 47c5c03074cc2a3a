//! Client of the lock worker, which is started for one file and ended behind it.

use cubeboard_app::browser::file;
use cubeboard_app::browser::worker::WorkerClient;
use cubeboard_app::messages::{LockRequest, Message};
use cubeboard_files::lock::LockError;
use js_sys::{Array, JsString, Uint8Array};
use wasm_bindgen::JsCast as _;
use web_sys::Blob;

/// The worker's program.
pub const PROGRAM: &str = "lock-worker";

/// A worker for one file; copies are the same.
#[derive(Clone)]
pub struct LockTask(WorkerClient);

impl LockTask {
    /// Starts the worker; `None` where the browser has none.
    pub fn start() -> Option<Self> {
        WorkerClient::start(PROGRAM).map(Self)
    }

    /// Gives it up: whoever asked is answered by nothing.
    pub fn end(&self) {
        self.0.end();
    }

    /// Has the file locked or unlocked, and ends the worker. `None` where it could not be loaded, has run out of memory, or
    /// was given up. The passphrase is handed on as the text of JavaScript's that it is; this program makes no copy of it here.
    pub async fn ask(
        &self,
        request: LockRequest,
        file: &Blob,
        passphrase: &JsString,
    ) -> Option<Result<Blob, LockError>> {
        let answer = self.0.ask(Message::with(&request, Array::of2(file, passphrase))).await;
        self.end();
        let answer = answer?;
        let done: Result<(), LockError> = answer.content()?;
        match done {
            Ok(()) => file::of_bytes(answer.attachment.dyn_ref::<Uint8Array>()?).map(Ok),
            Err(error) => Some(Err(error)),
        }
    }
}
