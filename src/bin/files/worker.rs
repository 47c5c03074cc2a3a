//! Files worker: writes one file, puts it into a page, or answers for the snapshot that was opened last. Each file that is
//! written has a worker of its own.

use std::io::{self, Write as _};

use cubeboard_app::browser::{file, worker};
use cubeboard_app::messages::{FileRequest, Message, NotOpened, ServiceReply, SnapshotRefusal};
use cubeboard_files::lock;
use cubeboard_files::single_file::{SingleFile, snapshot_name};
use cubeboard_files::snapshot::head::Head;
use cubeboard_files::snapshot::{Snapshot, SnapshotError};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, DedicatedWorkerGlobalScope};

use crate::blob_writer::BlobWriter;
use crate::writing::Writing;

/// Answers whoever started it.
pub fn serve(scope: &DedicatedWorkerGlobalScope) {
    let mut files = Files::default();
    worker::serve(scope, move |message| files.answer(&message));
}

/// The file that is being written, and the snapshot that is open.
#[derive(Default)]
struct Files {
    writing: Option<Writing>,
    snapshot: Option<Snapshot>,
    page: Option<SingleFile>,
}

impl Files {
    /// Does what a message wants; nothing where that cannot be done.
    fn answer(&mut self, message: &Message) -> Option<Message> {
        match message.content()? {
            FileRequest::Begin(order) => {
                self.writing = Some(Writing::begin(&order)?);
                Some(Message::new(&()))
            }
            FileRequest::AddRows => {
                let rows = message.attachment.dyn_ref::<Uint8Array>()?.to_vec();
                self.writing.as_mut()?.add(&rows).ok()?;
                Some(Message::new(&()))
            }
            FileRequest::Finish => {
                let (name, file) = self.writing.take()?.finish().ok()?;
                Some(Message::with(&name, file))
            }
            FileRequest::Open => {
                Some(Message::new(&self.open(message.attachment.dyn_ref::<Blob>()?)))
            }
            FileRequest::BeginPage => {
                Some(Message::new(&self.page.insert(SingleFile::new()).missing()))
            }
            FileRequest::AddPart { name } => {
                let page = self.page.as_mut()?;
                page.add(&name, file::read(message.attachment.dyn_ref()?)?).ok()?;
                Some(Message::new(&page.missing()))
            }
            FileRequest::FinishPage { config, is_locked } => {
                let snapshot = file::read(message.attachment.dyn_ref()?)?;
                let page = self.page.take()?;
                Some(Message::with(&(), written(&page, &config, &snapshot, is_locked).ok()?))
            }
            FileRequest::Fetch { target } => {
                let answer = self.snapshot.as_ref()?.answer(&target);
                let body = Uint8Array::from(answer.body.as_slice());
                Some(Message::with(&ServiceReply { status: answer.status }, body))
            }
        }
    }

    /// Opens a snapshot in place of the one before, which stays where this one cannot be shown.
    fn open(&mut self, file: &Blob) -> Result<Head, NotOpened> {
        let damaged = NotOpened::Refused(SnapshotRefusal::Damaged);
        // Whether it is locked is known once it is read. A locked file is a little longer than what is in it.
        #[expect(
            clippy::cast_precision_loss,
            reason = "the limit has fewer bits than a number of JavaScript"
        )]
        if file.size() > lock::MOST_LOCKED_BYTES as f64 {
            return Err(damaged);
        }
        let bytes = file::read(file).ok_or(damaged)?;
        if lock::is_locked(&bytes) {
            let hindrance = lock::inspect(&bytes).err();
            return Err(hindrance.map_or(NotOpened::Locked, NotOpened::NotUnlockable));
        }
        let snapshot = Snapshot::open(bytes).map_err(|error| {
            NotOpened::Refused(match error {
                SnapshotError::Foreign => SnapshotRefusal::Foreign,
                SnapshotError::Newer { .. } => SnapshotRefusal::Newer,
                SnapshotError::Damaged(_) => SnapshotRefusal::Damaged,
            })
        })?;
        Ok(self.snapshot.insert(snapshot).head().clone())
    }
}

/// The page with a snapshot in it, as a file.
fn written(page: &SingleFile, config: &str, snapshot: &[u8], is_locked: bool) -> io::Result<Blob> {
    let name = snapshot_name(is_locked);
    let mut file = page.begin(BlobWriter::default(), config.as_bytes(), name)?;
    file.write_all(snapshot)?;
    file.finish()?.into_file(&[], "text/html;charset=utf-8")
}
