//! One file on its way: the workers that it takes, which end with it. A file that was given up gets no answer any more, so
//! that nothing of it reaches the one after.

use std::cell::RefCell;
use std::rc::Rc;

use cubeboard_app::browser::worker::WorkerClient;
use cubeboard_app::messages::LockRequest;
use cubeboard_files::lock::LockError;
use js_sys::JsString;
use web_sys::Blob;

use crate::locking::LockTask;

/// A file that is being written; copies are the same file.
#[derive(Clone)]
pub struct Run(Rc<RefCell<Workers>>);

struct Workers {
    is_wanted: bool,
    started: Vec<WorkerClient>,
    locking: Option<LockTask>,
}

impl Run {
    /// Of a file that has no worker yet.
    pub fn new() -> Self {
        let workers = Workers { is_wanted: true, started: Vec::new(), locking: None };
        Self(Rc::new(RefCell::new(workers)))
    }

    /// Starts a program as a worker of its own; `None` where the browser has none, or the file was given up.
    pub fn start(&self, program: &str) -> Option<WorkerClient> {
        let mut workers = self.0.borrow_mut();
        let worker = if workers.is_wanted { WorkerClient::start(program)? } else { return None };
        workers.started.push(worker.clone());
        Some(worker)
    }

    /// Locks a file; `None` where that cannot be done, or it was given up.
    pub async fn lock(
        &self,
        file: &Blob,
        passphrase: &JsString,
    ) -> Option<Result<Blob, LockError>> {
        let task = {
            let mut workers = self.0.borrow_mut();
            let task = if workers.is_wanted { LockTask::start()? } else { return None };
            workers.locking = Some(task.clone());
            task
        };
        let locked = task.ask(LockRequest::Lock, file, passphrase).await;
        // It has ended by itself.
        self.0.borrow_mut().locking = None;
        locked
    }

    /// Whether somebody still waits for it.
    pub fn is_wanted(&self) -> bool {
        self.0.borrow().is_wanted
    }

    /// Ends its workers, and the memory that they took with them, whatever they are at.
    pub fn end(&self) {
        let mut workers = self.0.borrow_mut();
        workers.is_wanted = false;
        workers.started.drain(..).for_each(|it| it.end());
        if let Some(task) = workers.locking.take() {
            task.end();
        }
    }
}
