//! Saving a file. The worker is handed some rows after the other, and the next only when it is done with the last, so
//! that neither side ever holds much of the file.

pub mod end;
pub mod run;

use cubeboard_app::browser::download;
use cubeboard_app::browser::picture::PngError;
use cubeboard_app::messages::{FileFormat, FileOrder, FileRequest, Message, ViewFacts};
use cubeboard_app::snapshot_head::{head, privacy};
use cubeboard_app::state::exports::SLICE_ROWS;
use cubeboard_files::lock;
use cubeboard_responses::table::sheet::Scope;
use js_sys::JsString;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Blob;

use self::end::{Copied, End};
use self::run::Run;
use crate::opening::{self, Opened};
use crate::page::Page;
use crate::{page_file, workbook_limit};

/// The file that is being written, and what became of the one before.
#[derive(Debug, Clone, Copy)]
pub struct Saving {
    /// How far the file is, while there is something to write.
    progress: RwSignal<Option<WrittenRows>>,
    /// What became of the last file, or of what else was asked for.
    end: RwSignal<Option<End>>,
    /// The file that is being written.
    run: StoredValue<Option<Run>, LocalStorage>,
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

/// The program that writes all files but workbooks: this very one. Each file has a worker of its own, which ends with it:
/// what a worker has once taken of memory, it gives back only at its end, and one that was given up has no part in the next.
pub const PROGRAM: &str = "files";

/// The program that writes workbooks.
pub const WORKBOOK_PROGRAM: &str = "workbook";

impl Saving {
    /// Nothing yet.
    pub fn new() -> Self {
        let (progress, end) = (RwSignal::new(None), RwSignal::new(None));
        Self { progress, end, run: StoredValue::new_local(None) }
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
        if self.is_busy() {
            return;
        }
        let count = page.take_rows(scope);
        let Some(facts) = page.facts().filter(|_| count > 0) else {
            return self.end.set(Some(End::NoRows));
        };
        // More may have come since the panel opened.
        if let FileFormat::Workbook { .. } = format
            && workbook_limit::is_above(count)
        {
            let command = workbook_limit::command(&facts);
            return self.end.set(Some(End::TooManyRows(count, command)));
        }
        let page = page.clone();
        let order = FileOrder { format, facts: facts.view };
        let run = self.begin(WrittenRows { written: 0, total: count });
        leptos::task::spawn_local(async move {
            let end = self.write(&run, &page, order, count, passphrase).await;
            self.conclude(&run, end);
        });
    }

    /// Begins a page in one file, of the snapshot that is open, as it is.
    #[expect(clippy::disallowed_methods, reason = "this program has no state beside this one")]
    pub fn start_page(self, facts: ViewFacts) {
        if self.is_busy() {
            return;
        }
        let Some((Opened { file, is_locked }, head)) = opening::opened() else {
            return self.end.set(Some(End::NotWritten));
        };
        let name = facts.file_name("html");
        // Its rows are written already.
        let total = usize::try_from(facts.row_count).unwrap_or(usize::MAX);
        let run = self.begin(WrittenRows { written: total, total });
        leptos::task::spawn_local(async move {
            let config = page_file::config(&head, &facts, is_locked);
            let page = match run.start(PROGRAM) {
                Some(worker) => page_file::of(&worker, config, file, is_locked).await,
                None => None,
            };
            self.conclude(&run, page.map(|page| handed_over(&run, &page, name)));
        });
    }

    fn is_busy(self) -> bool {
        self.progress.read_untracked().is_some()
    }

    fn begin(self, progress: WrittenRows) -> Run {
        let run = Run::new();
        self.run.set_value(Some(run.clone()));
        self.end.set(None);
        self.progress.set(Some(progress));
        run
    }

    /// Says how far a file is; nothing where it was given up.
    fn tell(self, run: &Run, progress: WrittenRows) -> Option<()> {
        run.is_wanted().then(|| self.progress.set(Some(progress)))
    }

    /// Says what became of a file, unless it was given up, which was said then.
    fn conclude(self, run: &Run, end: Option<End>) {
        if run.is_wanted() {
            run.end();
            self.progress.set(None);
            self.end.set(Some(end.unwrap_or(End::NotWritten)));
        }
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
        if let Some(run) = self.run.try_update_value(Option::take).flatten() {
            run.end();
        }
        self.progress.set(None);
        self.end.set(Some(End::Cancelled));
    }

    async fn write(
        self,
        run: &Run,
        page: &Page,
        order: FileOrder,
        count: usize,
        passphrase: Option<JsString>,
    ) -> Option<End> {
        let program = match order.format {
            FileFormat::Workbook { .. } => WORKBOOK_PROGRAM,
            _ => PROGRAM,
        };
        let worker = run.start(program)?;
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
            self.tell(run, WrittenRows { written: place, total: count })?;
            let Some(rows) = page.rows(place) else { return Some(End::OtherRows) };
            worker.ask(Message::with(&FileRequest::AddRows, rows)).await?.content::<()>()?;
        }
        self.tell(run, WrittenRows { written: count, total: count })?;
        let answer = worker.ask(Message::new(&FileRequest::Finish)).await?;
        let mut name: String = answer.content()?;
        let mut file: Blob = answer.attachment.dyn_into().ok()?;
        if let Some(passphrase) = passphrase {
            file = match run.lock(&file, &passphrase).await? {
                Ok(locked) => locked,
                Err(error) => return Some(error.into()),
            };
        }
        if let Some(config) = config {
            file = page_file::of(&worker, config, file, is_locked).await?;
        } else if is_locked {
            name = format!("{name}.{}", lock::EXTENSION);
        }
        Some(handed_over(run, &file, name))
    }
}

/// Has the browser save a file, unless it was given up.
fn handed_over(run: &Run, file: &Blob, name: String) -> End {
    if !run.is_wanted() {
        return End::Cancelled;
    }
    download::save(file, &name);
    End::Saved(name)
}
