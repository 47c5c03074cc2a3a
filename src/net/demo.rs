//! Services that answer from a worker beside the page: the demo, and a snapshot.

use std::cell::OnceCell;

use cubeboard_cube::fetch::target::Target;
use cubeboard_cube::fetch::{FetchError, Reply};
use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser::worker::WorkerClient;
use crate::messages::{FileRequest, Message, ServiceReply};

/// The demo's program.
const PROGRAM: &str = "demo-worker";

/// The demo service, in the very bytes that the relay's demo would send; the first request starts its worker.
#[derive(Default)]
pub struct DemoService {
    worker: OnceCell<Option<WorkerClient>>,
}

impl DemoService {
    /// Answers one target.
    ///
    /// # Errors
    /// Where the worker cannot be had.
    pub async fn fetch(&self, target: &Target) -> Result<Reply, FetchError> {
        let worker = self.worker.get_or_init(|| WorkerClient::start(PROGRAM)).as_ref();
        let worker = worker.ok_or(FetchError::PartMissing)?;
        let request = FileRequest::Fetch { target: target.to_string() };
        let answer = worker.ask(Message::new(&request)).await;
        answer.as_ref().and_then(reply).ok_or(FetchError::PartMissing)
    }
}

/// Asks the function that answers for a snapshot: it takes a target and promises a message.
///
/// # Errors
/// Where its worker is gone, which is a part of the page: no service could be reached instead.
pub async fn ask_snapshot(answer: &Function, target: &Target) -> Result<Reply, FetchError> {
    let promise = answer.call1(&JsValue::UNDEFINED, &target.to_string().into());
    let promise: Promise =
        promise.and_then(JsValue::dyn_into).map_err(|_| FetchError::PartMissing)?;
    let answer = JsFuture::from(promise).await.ok();
    let answer = answer.as_ref().and_then(Message::from_js);
    answer.as_ref().and_then(reply).ok_or(FetchError::PartMissing)
}

fn reply(answer: &Message) -> Option<Reply> {
    let ServiceReply { status } = answer.content()?;
    let body = answer.attachment.dyn_ref::<Uint8Array>()?.to_vec();
    Some(Reply { status, body, ..Reply::default() })
}
