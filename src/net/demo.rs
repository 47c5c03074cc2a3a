//! The demo without any network: the invented service answers inside the page, in the very bytes that the relay's
//! demo would send.

use std::sync::Mutex;

use cubeboard_core::demo::{Demo, Question};
use cubeboard_core::fetch::{FetchError, Reply, Target};

use crate::browser::{clock, task};

/// An invented Cube.
#[derive(Default)]
pub struct DemoService {
    demo: Mutex<Demo>,
}

impl DemoService {
    /// Answers one target. It lets the browser do its work first, as a real reply would.
    ///
    /// # Errors
    /// Never, but the seam is that of a real fetch.
    pub async fn fetch(&self, target: &Target) -> Result<Reply, FetchError> {
        task::next().await;
        let target = target.as_str();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let question = Question { path, query, origin: "https://demo.invalid" };
        let mut demo = self.demo.lock().map_err(|_| FetchError::Unreachable)?;
        let answer = demo.answer(&question, clock::now());
        Ok(Reply { status: answer.status, body: answer.body, retry_after: None })
    }
}
