//! Unlocking a snapshot: one passphrase after the other, each tried in a worker of its own, until one is right or the
//! reader gives up.

use cubeboard_app::messages::{LockRequest, NotOpened, SnapshotOrigin, SnapshotRefusal};
use cubeboard_files::lock::LockError;
use js_sys::JsString;
use leptos::prelude::*;
use web_sys::Blob;

use crate::locking::LockTask;
use crate::opening::{self, Opened};
use crate::page::Page;

/// A locked file, and how far the reader is with it.
#[derive(Clone, Copy)]
pub struct Unlocking {
    file: StoredValue<Blob, LocalStorage>,
    page: StoredValue<Page, LocalStorage>,
    origin: SnapshotOrigin,
    phase: RwSignal<Phase>,
    task: StoredValue<Option<LockTask>, LocalStorage>,
    /// Whether the dialog is open.
    pub is_open: RwSignal<bool>,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The reader is asked, and told what was wrong with the last answer.
    Asking(Option<Mistake>),
    /// A passphrase is tried.
    Working,
    /// It was the right one.
    Unlocked,
    /// No passphrase would help.
    Failed(Failure),
}

/// What is wrong with a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// There is none.
    Empty,
    /// It is another one.
    Wrong,
}

/// Why no passphrase helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// It is the file.
    File(LockError),
    /// The worker could not be loaded, or ended.
    NoWorker,
}

impl Unlocking {
    /// Of a file that the page wants to show; with what keeps it from being unlocked where that is known already.
    pub fn new(
        file: Blob,
        page: Page,
        origin: SnapshotOrigin,
        hindrance: Option<LockError>,
    ) -> Self {
        let failed = |error| Phase::Failed(Failure::File(error));
        Self {
            file: StoredValue::new_local(file),
            page: StoredValue::new_local(page),
            origin,
            phase: RwSignal::new(hindrance.map_or(Phase::Asking(None), failed)),
            task: StoredValue::new_local(None),
            is_open: RwSignal::new(true),
        }
    }

    /// How far it is; follows it.
    pub fn phase(self) -> Phase {
        self.phase.get()
    }

    /// Tries a passphrase. `on_wrong` runs where it is another one.
    #[expect(clippy::disallowed_methods, reason = "this program has no state beside this one")]
    pub fn attempt(self, passphrase: Option<JsString>, on_wrong: impl FnOnce() + 'static) {
        if self.phase.get_untracked() == Phase::Working {
            return;
        }
        let Some(passphrase) = passphrase else {
            self.phase.set(Phase::Asking(Some(Mistake::Empty)));
            return on_wrong();
        };
        self.phase.set(Phase::Working);
        leptos::task::spawn_local(async move {
            let answer = self.unlocked(&passphrase).await;
            // The reader may have given up, or opened another file.
            if self.is_open.try_get_untracked() != Some(true) {
                return;
            }
            let failed = |failure| self.phase.set(Phase::Failed(failure));
            match answer {
                Some(Ok(snapshot)) => self.show(snapshot).await,
                Some(Err(LockError::WrongPassphrase)) => {
                    self.phase.set(Phase::Asking(Some(Mistake::Wrong)));
                    on_wrong();
                }
                Some(Err(error)) => failed(Failure::File(error)),
                None => failed(Failure::NoWorker),
            }
        });
    }

    /// What is in the file; `None` where no worker could tell.
    async fn unlocked(self, passphrase: &JsString) -> Option<Result<Blob, LockError>> {
        let task = LockTask::start()?;
        self.task.set_value(Some(task.clone()));
        let answer = task.ask(LockRequest::Unlock, &self.file.get_value(), passphrase).await;
        self.task.try_set_value(None);
        answer
    }

    /// Has the page show what was in the file. The dialog closes before that, while the reader can still be sure of what
    /// "Cancel" does: once the worker has opened this snapshot, it answers for no other.
    async fn show(self, snapshot: Blob) {
        let (page, origin) = (self.page.get_value(), self.origin);
        let opened = Opened { file: self.file.get_value(), is_locked: true };
        self.phase.set(Phase::Unlocked);
        self.is_open.set(false);
        if let Err(error) = opening::show(&snapshot, opened, &page, origin).await {
            page.refuse_snapshot(refusal(error), origin);
        }
    }

    /// Ends what is under way, once the dialog is closed. The page that opens on this file says why it shows nothing.
    pub fn end(self) {
        if let Some(task) = self.task.try_update_value(Option::take).flatten() {
            task.end();
        }
        if self.origin == SnapshotOrigin::Page {
            let refusal = match self.phase.get_untracked() {
                Phase::Unlocked => return,
                Phase::Failed(Failure::File(LockError::Damaged)) => SnapshotRefusal::Damaged,
                Phase::Failed(Failure::NoWorker) => SnapshotRefusal::NotLoaded,
                Phase::Asking(_) | Phase::Working | Phase::Failed(_) => SnapshotRefusal::Locked,
            };
            self.page.with_value(|page| page.refuse_snapshot(refusal, self.origin));
        }
    }
}

/// Why what was in a locked file cannot be shown; a locked file is no snapshot.
fn refusal(error: NotOpened) -> SnapshotRefusal {
    match error {
        NotOpened::Refused(refusal) => refusal,
        NotOpened::Locked | NotOpened::NotUnlockable(_) => SnapshotRefusal::Foreign,
    }
}
