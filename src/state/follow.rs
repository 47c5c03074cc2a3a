//! Following: keeps the rows up to date while their days include today and the reader wants it. What is asked is the
//! follower's to say (crates/cube, `loader/follow.rs`); here are its timer, its requests, and what the page tells of it.
//! It rests while nobody looks at the page, and catches up at once when somebody does again.

use std::ops::Range;

use cubeboard_cube::fetch::Request;
use cubeboard_cube::loader::{
    Follower, Gap, GapReason, Loader, Outcome, Reading, Refresh, Run, Step,
};
use cubeboard_responses::view::View;
use leptos::prelude::*;
use web_sys::AbortController;

use crate::browser::clock::now_millis;
use crate::browser::{network, random, task, visibility};
use crate::state::calendar;
use crate::state::dataset::Dataset;
use crate::state::page_address::PageAddress;
use crate::state::preferences::Preferences;
use crate::state::settings::Settings;
use crate::state::today::Today;
use crate::state::visible_rows::VisibleRows;

/// The refreshes of the main dataset.
#[derive(Debug, Clone, Copy)]
pub struct Follow {
    address: PageAddress,
    dataset: Dataset,
    settings: Settings,
    is_possible: Memo<bool>,
    is_on: Memo<bool>,
    follower: StoredValue<Follower>,
    stopper: StoredValue<Option<AbortController>, LocalStorage>,
    is_timer_set: StoredValue<bool>,
    /// When the refresh began that is under way: what comes later may be missing in it.
    begun_millis: StoredValue<i64>,
    upkeep: RwSignal<Option<Upkeep>>,
    /// Rows of the store that came with refreshes and were not seen yet.
    fresh: RwSignal<Vec<u32>>,
    revealed: RwSignal<Option<usize>>,
    visible_rows: VisibleRows,
}

/// How well the page is kept up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upkeep {
    /// When it was up to date last, in milliseconds since 1970.
    pub updated_millis: i64,
    /// Whether one request saw no sign of a change then.
    pub has_no_sign: bool,
    /// Why it could not be brought up to date since.
    pub failure: Option<UpkeepFailure>,
}

/// A refresh that came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpkeepFailure {
    /// Why.
    pub gap: Gap,
    /// When the next one is due, in milliseconds since 1970.
    pub again_millis: i64,
}

/// The one that is in context.
pub fn use_follow() -> Follow {
    expect_context()
}

/// How often, unless the configuration says otherwise.
const USUAL_SECONDS: u32 = 60;
/// How often it looks whether something is due: timers stand still while a device sleeps, and clocks are set.
const LOOK_MILLIS: i64 = 1000;
/// A load that has failed is tried again after so long.
const RESUME_MILLIS: i64 = 10 * 60 * 1000;
/// And so is any that came to no good end, on a screen that nobody sits before.
const BOARD_RESUME_MILLIS: i64 = 60 * 1000;

impl Follow {
    /// Follows the address, the rows and the day.
    pub fn new(
        address: PageAddress,
        today: Today,
        preferences: Preferences,
        settings: Settings,
        dataset: Dataset,
        visible_rows: VisibleRows,
    ) -> Self {
        let wanted = address.parameter("follow");
        let snapshot = settings.snapshot();
        let upkeep = RwSignal::<Option<Upkeep>>::new(None);
        let is_possible = Memo::new(move |_| {
            let days = dataset.with_current(|reading| reading.query().days);
            let Some(days) = days.filter(|_| !snapshot.is_shown()) else { return false };
            // Once more after the last of them: what came since the last refresh belongs to it.
            let is_wanting = |end_millis| {
                upkeep.read().as_ref().is_some_and(|it| it.updated_millis < end_millis)
            };
            let end_millis = || calendar::end_millis(days.last(), preferences.clock());
            let has_begun = days.first() <= today.day();
            has_begun && (today.day() <= days.last() || end_millis().is_some_and(is_wanting))
        });
        let is_on = Memo::new(move |_| is_possible.get() && *wanted.read() == "1");
        let seconds = settings.follow_seconds().unwrap_or(USUAL_SECONDS);
        let follow = Self {
            address,
            dataset,
            settings,
            is_possible,
            is_on,
            follower: StoredValue::new(Follower::new(i64::from(seconds) * 1000)),
            stopper: StoredValue::new_local(None),
            is_timer_set: StoredValue::new(false),
            begun_millis: StoredValue::new(0),
            upkeep,
            fresh: RwSignal::default(),
            revealed: RwSignal::new(None),
            visible_rows,
        };
        follow.start_with_each_run();
        // A day that is over is asked for no more, so the last refresh is to be a proof.
        Effect::new(move |_| {
            today.day();
            follow.follower.update_value(Follower::want_proof);
        });
        Effect::new(move |_| if is_on.get() { follow.look() } else { follow.rest() });
        visibility::on_change(move || follow.look());
        network::on_change(move || {
            follow.follower.update_value(|it| it.hurry(now_millis()));
            follow.look();
        });
        follow
    }

    /// Whether the days that are shown include today, so that there is something to follow.
    pub fn can_follow(self) -> bool {
        self.is_possible.get()
    }

    /// Whether the rows are kept up to date.
    pub fn is_on(self) -> bool {
        self.is_on.get()
    }

    /// Keeps them up to date from now on, or no longer.
    pub fn switch(self, is_on: bool) {
        self.address.set("follow", if is_on { "1" } else { "" });
    }

    /// How well the rows are kept up to date; nothing while that is not wanted, or not known.
    pub fn upkeep(self) -> Option<Upkeep> {
        self.upkeep.get().filter(|_| self.is_on.get())
    }

    /// When the rows were up to date last, by a run or a refresh, in milliseconds since 1970; nothing before a run has ended.
    pub fn updated_millis(self) -> Option<i64> {
        self.upkeep.read().as_ref().map(|it| it.updated_millis)
    }

    /// How many rows are new that were not seen yet.
    pub fn fresh_count(self) -> usize {
        self.fresh.read().len()
    }

    /// Lets go of the new rows among those at these places of the table.
    pub fn see(self, places: Range<usize>) {
        if self.fresh.read_untracked().is_empty() {
            return;
        }
        let seen = |view: &View, _: &Reading| {
            places.filter_map(|place| view.row_at(place)).collect::<Vec<_>>()
        };
        let seen = self.visible_rows.with_now(seen).unwrap_or_default();
        self.fresh.maybe_update(|fresh| {
            let before = fresh.len();
            fresh.retain(|row| !seen.contains(row));
            fresh.len() < before
        });
    }

    /// Brings the new rows into view; where the filters let none of them through, they are let go of.
    pub fn reveal_fresh(self) {
        let place = self.visible_rows.with_now(|view, _| {
            let fresh = self.fresh.read_untracked();
            (0..view.len()).find(|place| view.row_at(*place).is_some_and(|it| fresh.contains(&it)))
        });
        match place.flatten() {
            Some(place) => self.revealed.set(Some(place)),
            None => self.fresh.set(Vec::new()),
        }
    }

    /// The place of the row that is to be brought into view, for the table.
    pub fn revealed(self) -> RwSignal<Option<usize>> {
        self.revealed
    }

    /// A run that has ended is up to date, and what was under way for the one before it is no longer wanted. An effect, as
    /// it ends requests.
    fn start_with_each_run(self) {
        let whole_run = Memo::new(move |_| {
            let serial = |it: &Reading| it.outcome().is_whole().then(|| it.serial());
            self.dataset.with_current(serial).flatten()
        });
        Effect::new(move |_| {
            self.rest();
            self.fresh.set(Vec::new());
            let is_whole = whole_run.get().is_some();
            if is_whole {
                let now_millis = now_millis();
                self.follower.update_value(|it| it.note_whole(now_millis));
                self.note_update(now_millis, false);
            } else {
                self.upkeep.set(None);
            }
        });
    }

    /// Looks whether something is due, now and from time to time.
    fn look(self) {
        if !self.is_on.try_get_untracked().unwrap_or(false) || !visibility::is_visible() {
            return;
        }
        self.do_what_is_due();
        if self.is_timer_set.try_update_value(|it| std::mem::replace(it, true)) == Some(false) {
            let millis = i32::try_from(LOOK_MILLIS).unwrap_or_default();
            task::after(millis, move || {
                if self.is_timer_set.try_update_value(|it| *it = false).is_some() {
                    self.look();
                }
            });
        }
    }

    fn do_what_is_due(self) {
        let now_millis = now_millis();
        let is_due = |it: &Follower| !it.is_under_way() && it.due_millis() <= now_millis;
        match self.dataset.with_current_untracked(Reading::outcome) {
            Some(Outcome::Incomplete(Gap { reason, .. })) => {
                // Before a screen in the room nobody sits who could try again.
                let is_attended = self.address.is_shown();
                let rest_millis = if is_attended { RESUME_MILLIS } else { BOARD_RESUME_MILLIS };
                let is_due = now_millis - self.dataset.ended_millis() >= rest_millis;
                match reason {
                    GapReason::Failed(_) if is_due => self.dataset.resume(),
                    GapReason::Failed(_) | GapReason::Stopped => {}
                    _ if is_due && !is_attended => self.load_anew(),
                    _ => {}
                }
            }
            Some(Outcome::Loading) | None => {}
            Some(_) => {
                if self.follower.with_value(is_due) {
                    self.begin(now_millis);
                }
            }
        }
    }

    fn load_anew(self) {
        let query = self.dataset.with_current_untracked(|reading| reading.query().clone());
        if let Some(query) = query {
            self.settings.load(self.dataset, query);
        }
    }

    fn begin(self, now_millis: i64) {
        self.begun_millis.set_value(now_millis);
        self.stopper.set_value(network::stopper());
        let begin = |held: &Reading| {
            let begin = |it: &mut Follower| it.begin(held, now_millis, random::seed());
            self.follower.try_update_value(begin)
        };
        if let Some(run) = self.dataset.with_current_untracked(begin).flatten() {
            self.send_next(run);
        }
    }

    /// Ends what is under way.
    fn rest(self) {
        if let Some(stopper) = self.stopper.try_update_value(Option::take).flatten() {
            stopper.abort();
        }
        self.follower.update_value(Follower::stop);
    }

    /// Sends what the follower wants sent, and shows what came once nothing is under way.
    fn send_next(self, run: Run) {
        let next = || self.follower.try_update_value(|it| it.next_step(run, now_millis()));
        while let Some(Step::Send(request)) = next() {
            self.send(run, request);
        }
        let now_millis = now_millis();
        let finish = |loader: &mut Loader| {
            self.follower.try_update_value(|it| it.finish(loader, now_millis)).flatten()
        };
        match self.dataset.refresh(finish) {
            Some(Refresh::NoSign) => self.note_update(self.begun_millis.get_value(), true),
            Some(Refresh::Updated { fresh, is_whole }) => {
                self.note_update(self.begun_millis.get_value(), false);
                self.fresh.update(|rows| rows.extend(fresh.into_iter().flatten()));
                self.dataset.show_refreshed(is_whole);
            }
            Some(Refresh::Failed(reason)) => self.note_failure(reason),
            None => {}
        }
    }

    #[expect(clippy::disallowed_methods, reason = "this is where refreshes start")]
    fn send(self, run: Run, request: Request) {
        let stop = self.stopper.with_value(|it| it.as_ref().map(AbortController::signal));
        let (Some(source), Some(stop)) = (self.dataset.source(), stop) else { return };
        leptos::task::spawn_local(async move {
            let reply = source.fetch(&request.target, &request.freshness, &stop).await;
            // What was ended here has not failed.
            if stop.aborted() {
                return;
            }
            let (page, now_millis) = (request.page, now_millis());
            let receive = |it: &mut Follower| it.receive(run, page, reply, now_millis);
            if let Some(body) = self.follower.try_update_value(receive).flatten() {
                let read = |held: &Reading| {
                    let read = |it: &mut Follower| it.read(run, page, &body, now_millis, held);
                    self.follower.try_update_value(read)
                };
                self.dataset.with_current_untracked(read);
            }
            self.send_next(run);
        });
    }

    fn note_update(self, updated_millis: i64, has_no_sign: bool) {
        self.upkeep.set(Some(Upkeep { updated_millis, has_no_sign, failure: None }));
    }

    fn note_failure(self, reason: GapReason) {
        let again_millis = self.follower.with_value(Follower::due_millis);
        let failure = UpkeepFailure { gap: Gap { missing: None, reason }, again_millis };
        self.upkeep.update(|upkeep| {
            if let Some(upkeep) = upkeep {
                upkeep.failure = Some(failure);
            }
        });
    }
}
