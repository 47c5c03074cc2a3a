//! Services in workers: a snapshot, and the demo without Cube. The invented service answers in a worker beside the page, in the very bytes that the relay's
//! demo would send. Only a page that shows the demo loads it.

use std::cell::OnceCell;

use cubeboard_cube::fetch::{FetchError, Reply, Target};
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser::worker::Answering;

/// The worker's program.
const PROGRAM: &str = "demo-worker";

/// An invented Cube; the first question starts it.
#[derive(Default)]
pub struct DemoService {
    worker: OnceCell<Option<Answering>>,
}

impl DemoService {
    /// Answers one target.
    ///
    /// # Errors
    /// Where the worker cannot be had.
    pub async fn fetch(&self, target: &Target) -> Result<Reply, FetchError> {
        let worker = self.worker.get_or_init(|| Answering::start(PROGRAM)).as_ref();
        let worker = worker.ok_or(FetchError::Unreachable)?;
        let answer = worker.ask(&target.as_str().into()).await.ok_or(FetchError::Unreachable)?;
        Ok(reply(&answer))
    }
}

/// Asks the function that answers for a snapshot.
///
/// # Errors
/// Where its worker is gone.
pub async fn ask_snapshot(answer: &Function, target: &Target) -> Result<Reply, FetchError> {
    let answer = answer.call1(&JsValue::UNDEFINED, &target.as_str().into());
    let answer =
        answer.and_then(JsCast::dyn_into::<Promise>).map_err(|_| FetchError::Unreachable)?;
    let answer = JsFuture::from(answer).await.ok().filter(JsValue::is_object);
    answer.map(|it| reply(&it)).ok_or(FetchError::Unreachable)
}

/// A worker's answer: status and body.
fn reply(answer: &JsValue) -> Reply {
    let [status, body] = [0, 1].map(|place| Array::from(answer).get(place));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a status")]
    let status = status.as_f64().unwrap_or_default() as u16;
    Reply { status, body: Uint8Array::new(&body).to_vec(), retry_after: None }
}
