//! The rows on screen and how they got there: drives the loader, one request for each lane, and tells the page once
//! a frame at most what has come.

use cubeboard_cube::fetch::{FetchError, Request};
use cubeboard_cube::loader::time_left;
use cubeboard_cube::loader::{GapReason, Loader, Outcome, Pause, Reading, Run, Step};
use cubeboard_cube::query::Query;
use leptos::prelude::*;
use web_sys::AbortController;

use crate::browser::{clock, frame, network, random, task, timeline};
use crate::state::source::Source;

/// Responses, progress, and the run that brings them.
#[derive(Debug, Clone, Copy)]
pub struct Dataset {
    loader: RwSignal<Loader>,
    source: StoredValue<Option<Source>, LocalStorage>,
    stopper: StoredValue<Option<AbortController>, LocalStorage>,
    clocks: StoredValue<Clocks>,
    role: Role,
    /// The time, in milliseconds since 1970, as often as somebody waits for it.
    now_millis: RwSignal<i64>,
    is_online: RwSignal<bool>,
}

/// What a dataset is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The page is about it, so it sets the page's marks in the timeline.
    Main,
    /// The main one is compared with it.
    Comparison,
}

/// The one that is in context.
pub fn use_dataset() -> Dataset {
    expect_context()
}

/// How often rows are shown while more of them come.
const PICTURE_MILLIS: i64 = 400;
/// In a year of five digits, which no query can ask for.
const AFTER_ALL_DAYS_MILLIS: i64 = 300_000_000_000_000;
/// How often a countdown counts.
const TICK_MILLIS: i64 = 1000;
/// How long a service may fail before the reader is told of it while it is asked again: what passes at once is no news.
const TROUBLE_MILLIS: i64 = 3000;

/// What was asked of the browser and has not come yet; each is asked for once at a time.
#[derive(Debug, Clone, Copy, Default)]
struct Due {
    /// The next picture.
    frame: bool,
    /// The end of the time between two pictures.
    picture: bool,
    /// The end of a wait, or the next step of its countdown.
    wait: bool,
}

/// When things happened in the current run, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, Default)]
struct Clocks {
    ended_millis: i64,
    /// When the run ended whose rows are shown, where that is an earlier one.
    stale_millis: i64,
    /// When the run began or went on, how many pages it had then, and how many seconds were said to be left.
    paced_millis: i64,
    paced_pages: usize,
    seconds_left: Option<u64>,
    shown_millis: i64,
    due: Due,
    is_first_marked: bool,
    is_complete_marked: bool,
}

impl Dataset {
    /// Nothing loaded yet.
    pub fn new(role: Role) -> Self {
        let loader = RwSignal::new(Loader::default());
        Self {
            loader,
            source: StoredValue::new_local(None),
            stopper: StoredValue::new_local(None),
            clocks: StoredValue::new(Clocks::default()),
            role,
            now_millis: RwSignal::new(now_millis()),
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
        let is_over = matches!(source, Source::Snapshot(_));
        let now = if is_over { AFTER_ALL_DAYS_MILLIS } else { now_millis() };
        self.source.set_value(Some(source));
        if self.role == Role::Main {
            timeline::clear_run();
        }
        let has_replied = |it: &Loader| it.current().is_some_and(Reading::has_replied);
        let has_rows = self.loader.with_untracked(has_replied);
        let is_loading = untrack(|| self.is_loading());
        self.clocks.update_value(|it| {
            if has_rows {
                it.stale_millis = if is_loading { now_millis() } else { it.ended_millis };
            }
            it.is_first_marked = false;
            it.is_complete_marked = false;
        });
        let run = self.loader.try_update(|it| it.begin(query, now, random::seed()));
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
        let now_millis = self.now_millis.get();
        self.with_current(|it| {
            let trouble = it.trouble().filter(|_| it.outcome() == Outcome::Loading)?;
            let is_long = now_millis - trouble.since_millis >= TROUBLE_MILLIS;
            is_long.then(|| trouble.error.clone())
        })?
    }

    /// Why nothing is asked for at the moment, and in how many seconds that ends.
    pub fn pause(self) -> Option<(Pause, u64)> {
        let now_millis = self.now_millis.get();
        let pause = self.with_current(|it| it.pause(now_millis))??;
        let millis = u64::try_from(pause.until_millis - now_millis).unwrap_or_default();
        Some((pause, millis.div_ceil(1000)))
    }

    /// When the newest run ended, in milliseconds since 1970.
    pub fn ended_millis(self) -> i64 {
        self.clocks.with_value(|it| it.ended_millis)
    }

    /// Whether what is shown answers an earlier question than the current one.
    pub fn is_stale(self) -> bool {
        self.loader.with(Loader::is_stale)
    }

    /// When the run ended whose rows are shown although they answer an earlier question than the current one.
    pub fn stale_millis(self) -> Option<i64> {
        self.is_stale().then(|| self.clocks.with_value(|it| it.stale_millis))
    }

    /// How many seconds the run will still take, roughly, where that can be told.
    pub fn seconds_left(self) -> Option<u64> {
        self.with_current(|_| ())?;
        self.clocks.with_value(|clocks| clocks.seconds_left)
    }

    /// Reckons anew how long the run will still take, from the pages that it has read.
    fn estimate(self) {
        let pages = |loader: &Loader| loader.current().map(Reading::pages);
        let Some((read, all)) = self.loader.with_untracked(pages) else { return };
        self.clocks.update_value(|clocks| {
            let since = |pages: usize| pages.saturating_sub(clocks.paced_pages) as u64;
            let took_millis = u64::try_from(now_millis() - clocks.paced_millis).unwrap_or_default();
            clocks.seconds_left =
                time_left::seconds_left(since(read), since(all), took_millis, clocks.seconds_left);
        });
    }

    fn start(self, run: Option<Run>) {
        self.abort();
        self.stopper.set_value(network::stopper());
        let pages = |it: &Loader| it.current().map_or(0, |it| it.pages().0);
        let pages = self.loader.with_untracked(pages);
        self.clocks.update_value(|it| {
            (it.paced_millis, it.paced_pages, it.seconds_left) = (now_millis(), pages, None);
        });
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
            let reply = source.fetch(&request.target, request.is_anew, &stop).await;
            let now = now_millis();
            let take = |it: &mut Loader| it.receive(run, request.page, reply, now);
            if let Some(body) = self.loader.try_update_untracked(take).flatten() {
                // The next request travels while this page is read.
                self.send_next(run);
                self.loader.try_update_untracked(|it| it.read(run, request.page, &body, now));
            }
            self.send_next(run);
            self.show_next_frame();
        });
    }

    /// Waits for a time, in steps that a countdown can show. One wait at a time is enough: each ends with a look at
    /// what there is to do.
    fn wait(self, run: Run, until_millis: i64) {
        let was_due = self.clocks.try_update_value(|it| std::mem::replace(&mut it.due.wait, true));
        if was_due != Some(false) {
            return;
        }
        let now = now_millis();
        self.now_millis.set(now);
        let millis = (until_millis - now).clamp(0, TICK_MILLIS);
        task::after(i32::try_from(millis).unwrap_or_default(), move || {
            self.clocks.try_update_value(|it| it.due.wait = false);
            self.now_millis.set(now_millis());
            let newest = self.loader.try_with_untracked(Loader::run);
            self.send_next(newest.unwrap_or(run));
        });
    }

    /// Shows what has come. The first rows and the last are shown with the next picture, those between as often as
    /// an eye can follow: each picture costs as much as reading several pages.
    fn show_next_frame(self) {
        let is_between =
            untrack(|| self.is_loading()) && self.clocks.with_value(|it| it.is_first_marked);
        let shown_millis = self.clocks.with_value(|it| it.shown_millis);
        let wait = if is_between { shown_millis + PICTURE_MILLIS - now_millis() } else { 0 };
        if wait <= 0 {
            self.show();
            return;
        }
        let was_due =
            self.clocks.try_update_value(|it| std::mem::replace(&mut it.due.picture, true));
        if was_due == Some(false) {
            task::after(i32::try_from(wait).unwrap_or_default(), move || {
                self.clocks.try_update_value(|it| it.due.picture = false);
                self.show();
            });
        }
    }

    fn show(self) {
        let was_due = self.clocks.try_update_value(|it| std::mem::replace(&mut it.due.frame, true));
        if was_due == Some(false) {
            frame::next(move || {
                self.clocks.try_update_value(|it| it.shown_millis = now_millis());
                self.note_end();
                self.estimate();
                self.loader.notify();
                self.mark_first_rows();
            });
        }
    }

    fn note_end(self) {
        let is_loading = untrack(|| self.is_loading());
        self.clocks.try_update_value(|it| {
            it.due.frame = false;
            if !is_loading {
                it.ended_millis = now_millis();
            }
        });
    }

    /// Tells the timeline, once a run, that all of its rows are shown and counted.
    pub fn mark_complete(self) {
        let is_whole = untrack(|| self.with_current(|it| it.outcome().is_whole()));
        if is_whole != Some(true) || self.role != Role::Main {
            return;
        }
        let mark = |it: &mut Clocks| std::mem::replace(&mut it.is_complete_marked, true);
        if self.clocks.try_update_value(mark) == Some(false) {
            timeline::mark_after_paint(timeline::COMPLETE);
        }
    }

    fn mark_first_rows(self) {
        let has_rows = |it: &Loader| it.current().is_some_and(|it| it.row_count() > 0);
        let is_marked = self.clocks.with_value(|it| it.is_first_marked);
        if self.role == Role::Main && !is_marked && self.loader.with_untracked(has_rows) {
            self.clocks.update_value(|it| it.is_first_marked = true);
            timeline::mark_after_paint(timeline::FIRST_ROWS);
        }
    }
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

fn now_millis() -> i64 {
    clock::now().timestamp_millis()
}
