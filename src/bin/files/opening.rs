//! Opening a snapshot: the worker looks at it, and answers for it from then on. For one that is locked, a dialog asks for
//! the passphrase first.

use std::cell::{OnceCell, RefCell};

use cubeboard_app::browser::worker::WorkerClient;
use cubeboard_app::messages::{FileRequest, Message, NotOpened, SnapshotOrigin, SnapshotRefusal};
use cubeboard_files::snapshot::head::Head;
use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{future_to_promise, spawn_local};
use web_sys::Blob;

use crate::page::Page;
use crate::saving::PROGRAM;
use crate::unlock_dialog;

thread_local! {
    static OPENED: RefCell<Option<(Opened, Head)>> = const { RefCell::new(None) };
}

/// The file of the snapshot that was opened last.
#[derive(Clone)]
pub struct Opened {
    /// The file, as it was given.
    pub file: Blob,
    /// Whether it was given locked.
    pub is_locked: bool,
}

/// The snapshot that was opened last, and what it tells of itself; nothing before there was one.
pub fn opened() -> Option<(Opened, Head)> {
    OPENED.with_borrow(Clone::clone)
}

/// Has a file shown by the page, which is told why where that cannot be.
#[expect(clippy::disallowed_methods, reason = "this program has no state that could start it")]
pub fn open(file: JsValue, page: Page, origin: SnapshotOrigin) {
    spawn_local(async move {
        let Ok(file) = file.dyn_into::<Blob>() else {
            page.refuse_snapshot(SnapshotRefusal::NotFound, origin);
            return page.close_panel();
        };
        let opened = Opened { file: file.clone(), is_locked: false };
        let shown = show(&file, opened, &page, origin).await;
        // Before a dialog opens, because it gives the focus to the panel's button.
        page.close_panel();
        match shown {
            Ok(()) => {}
            Err(NotOpened::Refused(refusal)) => page.refuse_snapshot(refusal, origin),
            Err(NotOpened::Locked) => unlock_dialog::show(file, page, origin, None),
            Err(NotOpened::NotUnlockable(hindrance)) => {
                unlock_dialog::show(file, page, origin, Some(hindrance));
            }
        }
    });
}

/// Has a snapshot shown by the page; `opened` is the file that it is of.
///
/// # Errors
/// Where that cannot be.
pub async fn show(
    snapshot: &Blob,
    opened: Opened,
    page: &Page,
    origin: SnapshotOrigin,
) -> Result<(), NotOpened> {
    let not_loaded = NotOpened::Refused(SnapshotRefusal::NotLoaded);
    let answer = ask(Message::with(&FileRequest::Open, snapshot)).await.ok_or(not_loaded)?;
    let damaged = Err(NotOpened::Refused(SnapshotRefusal::Damaged));
    let head: Head = answer.content().unwrap_or(damaged)?;
    page.show_snapshot(head.clone(), answering(), origin);
    OPENED.set(Some((opened, head)));
    Ok(())
}

/// The worker that answers for snapshots, which the first one starts.
fn worker() -> Option<WorkerClient> {
    thread_local! {
        static WORKER: OnceCell<Option<WorkerClient>> = const { OnceCell::new() };
    }
    WORKER.with(|worker| worker.get_or_init(|| WorkerClient::start(PROGRAM)).clone())
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
