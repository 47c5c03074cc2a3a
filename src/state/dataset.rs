//! Dataset: the rows on screen and how they got there. It drives the loader, one request for each lane, and tells the
//! page once a frame at most what has come.

mod countdown;
mod marks;
mod pace;
mod repaint;
pub mod role;

use cubeboard_cube::fetch::{FetchError, Request};
use cubeboard_cube::loader::{GapReason, Loader, Outcome, Pause, Reading, Run, Step};
use cubeboard_cube::query::Query;
use leptos::prelude::*;
use web_sys::AbortController;

use self::countdown::Countdown;
use self::marks::RunMarks;
use self::pace::Pace;
use self::repaint::{Repaint, Urgency};
use self::role::Role;
use crate::browser::clock::now_millis;
use crate::browser::{network, random};
use crate::state::source::Source;

/// Responses, progress, and the run that brings them.
#[derive(Debug, Clone, Copy)]
pub struct Dataset {
    loader: RwSignal<Loader>,
    source: StoredValue<Option<Source>, LocalStorage>,
    stopper: StoredValue<Option<AbortController>, LocalStorage>,
    ends: StoredValue<Ends>,
    pace: StoredValue<Pace>,
    role: Role,
    marks: RunMarks,
    /// Whether rows of the newest run are shown.
    has_shown_rows: StoredValue<bool>,
    /// Whether the counts of its parts are.
    has_shown_counts: StoredValue<bool>,
    repaint: Repaint,
    countdown: Countdown,
    is_online: RwSignal<bool>,
}

/// The one that is in context.
pub fn use_dataset() -> Dataset {
    expect_context()
}

/// In a year of five digits, which no query can ask for.
const AFTER_ALL_DAYS_MILLIS: i64 = 300_000_000_000_000;
/// How long a service may fail before the reader is told of it while it is asked again: what passes at once is no news.
const TROUBLE_MILLIS: i64 = 3000;

/// When runs ended, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    /// The newest run.
    newest_millis: i64,
    /// The run whose rows are shown, where that is an earlier one.
    stale_millis: i64,
}

impl Dataset {
    /// Nothing loaded yet.
    pub fn new(role: Role) -> Self {
        Self {
            loader: RwSignal::new(Loader::default()),
            role,
            source: StoredValue::new_local(None),
            stopper: StoredValue::new_local(None),
            ends: StoredValue::default(),
            pace: StoredValue::default(),
            marks: RunMarks::new(role),
            has_shown_rows: StoredValue::new(false),
            has_shown_counts: StoredValue::new(false),
            repaint: Repaint::new(),
            countdown: Countdown::new(),
            is_online: RwSignal::new(network::is_online()),
        }
    }

    /// Knows from now on whether there is a network, and goes on by itself where one was missing.
    pub fn follow_network(self) {
        network::on_change(move || {
            self.is_online.set(network::is_online());
            let is_cut_off = |loader: &Loader| loader.current().is_some_and(was_cut_off);
            if network::is_online() && self.loader.with_untracked(is_cut_off) {
                self.resume();
            }
        });
    }

    /// Whether the device has a network.
    pub fn is_online(self) -> bool {
        self.is_online.get()
    }

    /// How many requests may be in flight in the runs that begin from now on.
    pub fn set_lanes(self, lanes: usize) {
        self.loader.update_untracked(|it| it.set_lanes(lanes));
    }

    /// Loads a query from the first page; rows on screen stay until it has come.
    pub fn load(self, source: Source, query: Query) {
        // What a snapshot holds changes no more, whatever days it is of.
        let is_snapshot = matches!(source, Source::Snapshot(_));
        let now = if is_snapshot { AFTER_ALL_DAYS_MILLIS } else { now_millis() };
        self.source.set_value(Some(source));
        self.marks.clear();
        self.has_shown_rows.set_value(false);
        self.has_shown_counts.set_value(false);
        let has_replied = |it: &Loader| it.current().is_some_and(Reading::has_replied);
        if self.loader.with_untracked(has_replied) {
            let is_loading = untrack(|| self.is_loading());
            self.ends.update_value(|ends| {
                ends.stale_millis = if is_loading { now_millis() } else { ends.newest_millis };
            });
        }
        let wants_survey = self.role == Role::Main && !is_snapshot;
        let run = self.loader.try_update(|it| {
            it.survey_long_lists(wants_survey);
            it.begin(query, now, random::seed())
        });
        self.start(run);
    }

    /// Goes on with what is missing.
    pub fn resume(self) {
        let run = self.loader.try_update(Loader::resume);
        self.start(run);
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

    /// Looks once at the run whose rows are shown, without following it.
    pub fn with_shown_untracked<T>(self, look: impl FnOnce(&Reading) -> T) -> Option<T> {
        self.loader.with_untracked(|it| it.shown().map(look))
    }

    /// Looks once at the newest run, without following it.
    pub fn with_current_untracked<T>(self, look: impl FnOnce(&Reading) -> T) -> Option<T> {
        self.loader.with_untracked(|it| it.current().map(look))
    }

    /// Changes the loader by what a refresh has brought; nothing is shown of it before [`Self::show_refreshed`].
    pub fn refresh<T>(self, change: impl FnOnce(&mut Loader) -> Option<T>) -> Option<T> {
        self.loader.try_update_untracked(change).flatten()
    }

    /// Shows what a refresh has changed. One that read every list whole that may change is as good as a run.
    pub fn show_refreshed(self, is_whole: bool) {
        if is_whole {
            self.note_end();
        }
        self.loader.notify();
    }

    /// Where the newest run reads from.
    pub fn source(self) -> Option<Source> {
        self.source.with_value(Clone::clone)
    }

    /// Looks at the newest run, whether it has rows or not.
    pub fn with_current<T>(self, look: impl FnOnce(&Reading) -> T) -> Option<T> {
        self.loader.with(|it| it.current().map(look))
    }

    /// Whether pages are being fetched.
    pub fn is_loading(self) -> bool {
        self.with_current(|it| it.outcome() == Outcome::Loading).unwrap_or(false)
    }

    /// What the service has failed with for a while, where it is still asked again.
    pub fn trouble(self) -> Option<FetchError> {
        let now_millis = self.countdown.now_millis();
        self.with_current(|it| {
            let trouble = it.trouble().filter(|_| it.outcome() == Outcome::Loading)?;
            let is_long = now_millis - trouble.since_millis >= TROUBLE_MILLIS;
            is_long.then(|| trouble.error.clone())
        })?
    }

    /// Why nothing is asked for at the moment, and in how many seconds that ends.
    pub fn pause(self) -> Option<(Pause, u64)> {
        let now_millis = self.countdown.now_millis();
        let pause = self.with_current(|it| it.pause(now_millis))??;
        let millis = u64::try_from(pause.until_millis - now_millis).unwrap_or_default();
        Some((pause, millis.div_ceil(1000)))
    }

    /// When the newest run ended, in milliseconds since 1970.
    pub fn ended_millis(self) -> i64 {
        self.ends.with_value(|ends| ends.newest_millis)
    }

    /// Whether what is shown answers an earlier question than the current one.
    pub fn is_stale(self) -> bool {
        self.loader.with(Loader::is_stale)
    }

    /// When the run ended whose rows are shown although they answer an earlier question than the current one.
    pub fn stale_millis(self) -> Option<i64> {
        self.is_stale().then(|| self.ends.with_value(|ends| ends.stale_millis))
    }

    /// How many seconds the run will still take, roughly, where that can be told.
    pub fn seconds_left(self) -> Option<u64> {
        self.with_current(|_| ())?;
        self.pace.with_value(|pace| pace.seconds_left())
    }

    fn start(self, run: Option<Run>) {
        self.abort();
        self.stopper.set_value(network::stopper());
        let pages = |loader: &Loader| {
            let (read, _) = loader.current().map(Reading::pages).unwrap_or_default();
            read
        };
        let pages = self.loader.with_untracked(pages);
        self.pace.set_value(Pace::start(now_millis(), pages));
        if let Some(run) = run {
            self.send_next(run);
        }
    }

    fn abort(self) {
        if let Some(stopper) = self.stopper.try_update_value(Option::take).flatten() {
            stopper.abort();
        }
    }

    /// Sends what the loader wants sent, and waits where it wants to; each reply and each wait may make it want more.
    fn send_next(self, run: Run) {
        let next = || self.loader.try_update_untracked(|it| it.next_step(run, now_millis()));
        while let Some(step) = next() {
            match step {
                Step::Send(request) => self.send(run, request),
                Step::Wait { until_millis } => return self.wait(run, until_millis),
                Step::Rest => return,
            }
        }
    }

    #[expect(clippy::disallowed_methods, reason = "this is where requests start")]
    fn send(self, run: Run, request: Request) {
        let source = self.source.with_value(Clone::clone);
        let stop = self.stopper.with_value(|it| it.as_ref().map(AbortController::signal));
        let (Some(source), Some(stop)) = (source, stop) else { return };
        leptos::task::spawn_local(async move {
            let reply = source.fetch(&request.target, &request.freshness, &stop).await;
            let now = now_millis();
            let is_awaited = untrack(|| self.is_loading());
            let take = |it: &mut Loader| it.receive(run, request.page, reply, now);
            if let Some(body) = self.loader.try_update_untracked(take).flatten() {
                // The next request travels while this page is read.
                self.send_next(run);
                self.loader.try_update_untracked(|it| it.read(run, request.page, &body, now));
            }
            self.send_next(run);
            // A count may come when all rows are here already.
            if is_awaited {
                self.show_soon();
            }
        });
    }

    fn wait(self, run: Run, until_millis: i64) {
        self.countdown.wait(until_millis, move || {
            let newest = self.loader.try_with_untracked(Loader::run);
            self.send_next(newest.unwrap_or(run));
        });
    }

    /// Shows what has come: the first rows at once, counts and the last rows with the next frame, rows between now and then.
    fn show_soon(self) {
        if !self.has_shown_rows.get_value() && self.loader.with_untracked(has_rows) {
            self.has_shown_rows.set_value(true);
            return self.show();
        }
        let is_counted = self.loader.with_untracked(is_counted);
        let has_news = is_counted && !self.has_shown_counts.get_value();
        self.has_shown_counts.set_value(is_counted);
        let is_growing = untrack(|| self.is_loading()) && self.has_shown_rows.get_value();
        let is_between = is_growing && !has_news;
        let urgency = if is_between { Urgency::Paced } else { Urgency::NextFrame };
        self.repaint.request(urgency, move || self.show());
    }

    fn show(self) {
        self.note_end();
        if let Some((read, all)) = self.loader.with_untracked(|it| it.current().map(Reading::pages))
        {
            self.pace.update_value(|pace| pace.update(now_millis(), read, all));
        }
        self.loader.notify();
    }

    fn note_end(self) {
        if !untrack(|| self.is_loading()) {
            self.ends.update_value(|ends| ends.newest_millis = now_millis());
        }
    }

    /// Tells the timeline, once a run, that its first rows are in the table.
    pub fn mark_first_rows(self) {
        if !untrack(|| self.is_stale()) {
            self.marks.first_rows();
        }
    }

    /// Tells the timeline, once a run, that all of its rows are counted, and shown as soon as there is a table.
    pub fn mark_complete(self) {
        let row_count = |it: &Reading| it.outcome().is_whole().then(|| it.row_count());
        if let Some(row_count) = untrack(|| self.with_current(row_count)).flatten() {
            self.marks.complete(row_count > 0);
        }
    }
}

fn is_counted(loader: &Loader) -> bool {
    loader.current().is_some_and(|reading| !reading.counted_days().is_empty())
}

fn has_rows(loader: &Loader) -> bool {
    loader.current().is_some_and(|reading| reading.row_count() > 0)
}

/// Whether a run ended, or waits, for want of a network alone.
fn was_cut_off(reading: &Reading) -> bool {
    match reading.outcome() {
        Outcome::Incomplete(gap) => gap.reason == GapReason::Failed(FetchError::Offline),
        // What waits for a network need not wait any longer, unless the service asked for it.
        Outcome::Loading => {
            let is_left_alone = reading.asked_until(now_millis()).is_some();
            let error = reading.trouble().map(|trouble| &trouble.error);
            error == Some(&FetchError::Offline) && !is_left_alone
        }
        _ => false,
    }
}
