//! The rows on screen and how they got there: drives the loader, one request for each lane, and tells the page once
//! a frame at most what has come.

use cubeboard_core::loader::{Loader, Outcome, Reading, Run};
use cubeboard_core::order::Order;
use cubeboard_core::query::Query;
use leptos::prelude::*;
use web_sys::AbortController;

use crate::browser::{clock, frame, network, timeline};
use crate::state::source::Source;

/// Responses, progress, and the run that brings them.
#[derive(Debug, Clone, Copy)]
pub struct Dataset {
    loader: RwSignal<Loader>,
    source: StoredValue<Option<Source>, LocalStorage>,
    stopper: StoredValue<Option<AbortController>, LocalStorage>,
    clocks: StoredValue<Clocks>,
    order: Memo<Order>,
}

/// When things happened in the current run, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, Default)]
struct Clocks {
    started_millis: i64,
    ended_millis: i64,
    is_frame_due: bool,
    is_first_marked: bool,
}

impl Dataset {
    /// Nothing loaded yet.
    pub fn new() -> Self {
        let loader = RwSignal::new(Loader::default());
        let order = Memo::new(move |_| {
            loader
                .with(|it| Order::from_segments(it.shown().into_iter().flat_map(Reading::segments)))
        });
        Self {
            loader,
            source: StoredValue::new_local(None),
            stopper: StoredValue::new_local(None),
            clocks: StoredValue::new(Clocks::default()),
            order,
        }
    }

    /// Loads a query from the first page; rows on screen stay until it has come.
    pub fn load(self, source: Source, query: Query) {
        self.source.set_value(Some(source));
        timeline::clear_run();
        self.clocks.update_value(|it| {
            it.started_millis = clock::now().timestamp_millis();
            it.is_first_marked = false;
        });
        let run = self.loader.try_update(|it| it.begin(query));
        self.drive(run);
    }

    /// Goes on with what is missing.
    pub fn resume(self) {
        let run = self.loader.try_update(Loader::resume);
        self.drive(run);
    }

    /// Ends the run; what came stays.
    pub fn stop(self) {
        self.abort();
        self.loader.update(Loader::stop);
        self.note_end();
    }

    /// Looks at the run whose rows are shown.
    pub fn with_shown<T>(self, look: impl FnOnce(&Reading) -> T) -> Option<T> {
        self.loader.with(|it| it.shown().map(look))
    }

    /// Looks at the newest run, whether it has rows or not.
    pub fn with_current<T>(self, look: impl FnOnce(&Reading) -> T) -> Option<T> {
        self.loader.with(|it| it.current().map(look))
    }

    /// Whether what is shown answers an earlier question than the current one.
    pub fn is_stale(self) -> bool {
        self.loader.with(Loader::is_stale)
    }

    /// Whether pages are being fetched.
    pub fn is_loading(self) -> bool {
        self.with_current(|it| it.outcome() == Outcome::Loading).unwrap_or(false)
    }

    /// From a place in the table to a row of the store.
    pub fn order(self) -> Memo<Order> {
        self.order
    }

    /// When the newest run ended, in milliseconds since 1970, and how long it took.
    pub fn ended(self) -> (i64, i64) {
        self.clocks.with_value(|it| (it.ended_millis, it.ended_millis - it.started_millis))
    }

    fn drive(self, run: Option<Run>) {
        self.abort();
        self.stopper.set_value(network::stopper());
        if let Some(run) = run {
            self.pump(run);
        }
    }

    fn abort(self) {
        if let Some(stopper) = self.stopper.try_update_value(Option::take).flatten() {
            stopper.abort();
        }
    }

    /// Sends what the loader wants sent; each reply may make it want more.
    #[expect(clippy::disallowed_methods, reason = "this is where requests start")]
    fn pump(self, run: Run) {
        let next = || self.loader.try_update_untracked(|it| it.next_request(run)).flatten();
        while let Some(request) = next() {
            let source = self.source.with_value(Clone::clone);
            let stop = self.stopper.with_value(|it| it.as_ref().map(AbortController::signal));
            let (Some(source), Some(stop)) = (source, stop) else { return };
            leptos::task::spawn_local(async move {
                let reply = source.fetch(&request.target, &stop).await;
                self.loader.try_update_untracked(|it| it.accept(run, request.page, reply));
                self.pump(run);
                self.show_next_frame();
            });
        }
    }

    /// Pages may come faster than pictures are painted; the page hears of them once for each picture.
    fn show_next_frame(self) {
        let was_due =
            self.clocks.try_update_value(|it| std::mem::replace(&mut it.is_frame_due, true));
        if was_due == Some(false) {
            frame::next(move || {
                self.note_end();
                self.loader.notify();
                self.set_marks();
            });
        }
    }

    fn note_end(self) {
        let is_loading = untrack(|| self.is_loading());
        self.clocks.try_update_value(|it| {
            it.is_frame_due = false;
            if !is_loading {
                it.ended_millis = clock::now().timestamp_millis();
            }
        });
    }

    fn set_marks(self) {
        let read = |it: &Loader| {
            it.current().filter(|it| it.has_replied()).map(|it| (it.row_count() > 0, it.outcome()))
        };
        let Some((has_rows, outcome)) = self.loader.with_untracked(read) else { return };
        let is_marked = self.clocks.with_value(|it| it.is_first_marked);
        if has_rows && !is_marked {
            self.clocks.update_value(|it| it.is_first_marked = true);
            timeline::mark_after_paint(timeline::FIRST_ROWS);
        }
        if matches!(outcome, Outcome::Complete | Outcome::Unproven) {
            timeline::mark_after_paint(timeline::COMPLETE);
        }
    }
}

impl Default for Dataset {
    fn default() -> Self {
        Self::new()
    }
}
