//! Saving a file. The worker is handed some rows after the other, and the next only when it is done with the last, so
//! that neither side ever holds much of the file.

use std::cell::OnceCell;

use cubeboard_app::browser::download;
use cubeboard_app::browser::picture::PngError;
use cubeboard_app::browser::worker::WorkerClient;
use cubeboard_app::messages::{
    FileFormat, FileOrder, FileRequest, LockRequest, Message, ViewFacts,
};
use cubeboard_app::state::exports::SLICE_ROWS;
use cubeboard_files::lock;
use cubeboard_responses::table::sheet::Scope;
use js_sys::JsString;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Blob;

use crate::head::{head, privacy};
use crate::locking::LockTask;
use crate::opening::{self, Opened};
use crate::page::Page;
use crate::page_file;

/// The file that is being written, and what became of the one before.
#[derive(Debug, Clone, Copy)]
pub struct Saving {
    /// How far the file is, while there is something to write.
    progress: RwSignal<Option<WrittenRows>>,
    /// What became of the last file, or of what else was asked for.
    end: RwSignal<Option<End>>,
    /// Counts the files, so that one that was cancelled can be told.
    number: StoredValue<u32>,
    /// The worker of the workbook that is being written.
    workbook: StoredValue<Option<WorkerClient>, LocalStorage>,
}

/// Progress of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WrittenRows {
    /// Rows that the worker has.
    pub written: usize,
    /// Rows of the whole file.
    pub total: usize,
}

impl WrittenRows {
    /// Whether all rows are there, and only the file is not.
    pub fn are_all(self) -> bool {
        self.written == self.total
    }
}

/// What the reader can copy to the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// The command that writes what a browser cannot.
    Command,
    /// The page's address for somebody else.
    Link,
    /// The same, where it is longer than some will take.
    LongLink,
    /// The chart as a picture.
    Chart,
    /// The passphrase of a file that is saved next.
    Passphrase,
}

/// What became of what the reader asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// It is in the clipboard.
    Copied(Copied),
    /// The browser did not allow it into the clipboard.
    NotCopied(Copied),
    /// The file is saved, under this name.
    Saved(String),
    /// There was nothing to save.
    NoRows,
    /// The reader did not want it any more.
    Cancelled,
    /// Its rows were replaced by others before it was done.
    OtherRows,
    /// It could not be written.
    NotWritten,
    /// The browser makes noise of pictures.
    Altered,
}

/// This very program, which is the worker too.
const PROGRAM: &str = "files";

/// The program that writes workbooks. Each has a worker of its own, which ends with it: a workbook is held in memory until
/// it is whole, and what a worker has once taken, it gives back only at its end.
pub const WORKBOOK_PROGRAM: &str = "workbook";

impl Saving {
    /// Nothing yet.
    pub fn new() -> Self {
        let (progress, end) = (RwSignal::new(None), RwSignal::new(None));
        let workbook = StoredValue::new_local(None);
        Self { progress, end, number: StoredValue::new(0), workbook }
    }

    /// How far the file is, while one is written; follows it.
    pub fn progress(self) -> Option<WrittenRows> {
        self.progress.get()
    }

    /// What became of what was asked for last; follows it.
    pub fn end(self) -> Option<End> {
        self.end.get()
    }

    /// Says what became of what was asked for.
    pub fn report(self, end: End) {
        self.end.set(Some(end));
    }

    /// Says nothing any more of what became of an earlier one.
    pub fn clear_end(self) {
        self.end.set(None);
    }

    /// Begins a file of these rows.
    pub fn start(self, page: &Page, format: FileFormat, scope: Scope) {
        self.start_locked(page, format, scope, None);
    }

    /// Begins a file of these rows that is locked in the end, where there is a passphrase.
    #[expect(clippy::disallowed_methods, reason = "this program has no state beside this one")]
    pub fn start_locked(
        self,
        page: &Page,
        format: FileFormat,
        scope: Scope,
        passphrase: Option<JsString>,
    ) {
        if self.progress.read_untracked().is_some() {
            return;
        }
        self.end_workbook();
        let count = page.take_rows(scope);
        let Some(facts) = page.facts().filter(|_| count > 0) else {
            return self.end.set(Some(End::NoRows));
        };
        let number = self.next_number();
        let page = page.clone();
        let order = FileOrder { format, facts: facts.view };
        self.end.set(None);
        self.progress.set(Some(WrittenRows { written: 0, total: count }));
        leptos::task::spawn_local(async move {
            let end = self.write(number, &page, order, count, passphrase).await;
            let end = end.unwrap_or(End::NotWritten);
            if self.number.get_value() == number {
                self.end_workbook();
                self.progress.set(None);
                self.end.set(Some(end));
            }
        });
    }

    /// Begins a page in one file, of the snapshot that is open, as it is.
    #[expect(clippy::disallowed_methods, reason = "this program has no state beside this one")]
    pub fn start_page(self, facts: ViewFacts) {
        if self.progress.read_untracked().is_some() {
            return;
        }
        let Some((Opened { file, is_locked }, head)) = opening::opened() else {
            return self.end.set(Some(End::NotWritten));
        };
        let name = facts.file_name("html");
        let number = self.next_number();
        let total = usize::try_from(facts.row_count).unwrap_or(usize::MAX);
        self.end.set(None);
        self.progress.set(Some(WrittenRows { written: 0, total }));
        leptos::task::spawn_local(async move {
            let config = page_file::config(&head, &facts, is_locked);
            let page = page_file::of(config, file, is_locked).await;
            if self.number.get_value() == number {
                if let Some(page) = &page {
                    download::save(page, &name);
                }
                self.progress.set(None);
                self.end.set(Some(page.map_or(End::NotWritten, |_| End::Saved(name))));
            }
        });
    }

    /// Saves a picture as soon as it is made.
    #[expect(clippy::disallowed_methods, reason = "this program has no state beside this one")]
    pub fn save_when_made(
        self,
        picture: impl Future<Output = Result<Blob, PngError>> + 'static,
        name: String,
    ) {
        leptos::task::spawn_local(async move {
            let end = match picture.await {
                Ok(picture) => {
                    download::save(&picture, &name);
                    End::Saved(name)
                }
                Err(PngError::Altered) => End::Altered,
                Err(PngError::NotPainted) => End::NotWritten,
            };
            self.end.set(Some(end));
        });
    }

    /// Has it said whether something was copied.
    pub fn end_copying(self, copied: Copied, is_copied: bool) {
        let end = if is_copied { End::Copied(copied) } else { End::NotCopied(copied) };
        self.end.set(Some(end));
    }

    /// Gives up the file that is being written.
    pub fn cancel(self) {
        self.next_number();
        self.end_workbook();
        self.progress.set(None);
        self.end.set(Some(End::Cancelled));
    }

    fn end_workbook(self) {
        if let Some(worker) = self.workbook.try_update_value(Option::take).flatten() {
            worker.end();
        }
    }

    /// The worker of a format.
    fn worker_of(self, format: FileFormat) -> Option<WorkerClient> {
        match format {
            FileFormat::Csv
            | FileFormat::Json
            | FileFormat::Snapshot { .. }
            | FileFormat::Page { .. } => worker(),
            FileFormat::Workbook { .. } => {
                let own = WorkerClient::start(WORKBOOK_PROGRAM)?;
                self.workbook.set_value(Some(own.clone()));
                Some(own)
            }
        }
    }

    fn next_number(self) -> u32 {
        let next = |it: &mut u32| {
            *it = it.wrapping_add(1);
            *it
        };
        self.number.try_update_value(next).unwrap_or_default()
    }

    async fn write(
        self,
        number: u32,
        page: &Page,
        order: FileOrder,
        count: usize,
        passphrase: Option<JsString>,
    ) -> Option<End> {
        let worker = self.worker_of(order.format)?;
        let is_locked = passphrase.is_some();
        let config = match order.format {
            FileFormat::Page { personal_data } => {
                let head = head(&order.facts, privacy(personal_data));
                Some(page_file::config(&head, &order.facts, is_locked))
            }
            _ => None,
        };
        worker.ask(Message::new(&FileRequest::Begin(Box::new(order)))).await?.content::<()>()?;
        for place in (0..count).step_by(SLICE_ROWS) {
            if self.number.get_value() != number {
                return Some(End::Cancelled);
            }
            self.progress.set(Some(WrittenRows { written: place, total: count }));
            let Some(rows) = page.rows(place) else { return Some(End::OtherRows) };
            worker.ask(Message::with(&FileRequest::AddRows, rows)).await?.content::<()>()?;
        }
        self.progress.set(Some(WrittenRows { written: count, total: count }));
        let answer = worker.ask(Message::new(&FileRequest::Finish)).await?;
        let mut name: String = answer.content()?;
        let mut file: Blob = answer.attachment.dyn_into().ok()?;
        if let Some(passphrase) = passphrase {
            let task = LockTask::start()?;
            file = task.ask(LockRequest::Lock, &file, &passphrase).await?.ok()?;
        }
        if let Some(config) = config {
            file = page_file::of(config, file, is_locked).await?;
        } else if is_locked {
            name = format!("{name}.{}", lock::EXTENSION);
        }
        // Nobody who has given it up wants to have it.
        if self.number.get_value() == number {
            download::save(&file, &name);
        }
        Some(End::Saved(name))
    }
}

/// The worker, which the first question starts.
pub fn worker() -> Option<WorkerClient> {
    thread_local! {
        static WORKER: OnceCell<Option<WorkerClient>> = const { OnceCell::new() };
    }
    WORKER.with(|worker| worker.get_or_init(|| WorkerClient::start(PROGRAM)).clone())
}
