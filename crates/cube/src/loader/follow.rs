//! Follower: keeps a reading up to date as a state machine without I/O. A *refresh* asks for page one of the list that may
//! still change, which is that of today, and holds it against the rows that are here. Where it shows no change, that was
//! all; where it shows rows that were added at one end, as many pages as these take are read; else the list is read whole,
//! and so it is every ten minutes, because a change further down than page one shows on no page one. Closed days are not
//! asked for again.
//!
//! A refresh reads into a store of its own, by a loader of its own. What is shown changes once it is over, all at once,
//! and by what really differs (`reading/taking_over.rs`): rows that stay keep their numbers in the store, and a day of
//! refreshes takes no more memory than its new rows do.

mod alignment;
mod glance;

pub(super) use alignment::{Source, align};
pub(super) use glance::Glance;

use std::ops::Range;

use crate::fetch::{FetchError, PageKey, Reply};
use crate::loader::lanes::Lanes;
use crate::loader::patience::Patience;
use crate::loader::walk::{End, Walk};
use crate::loader::{GapReason, Loader, Outcome, Reading, Run, Step};

/// A list is read whole again after so long, whatever its page one says.
const WHOLE_MILLIS: i64 = 10 * 60 * 1000;
/// A service that fails is asked again after so long at the latest, unless it asks for more.
const LONGEST_BACK_OFF_MILLIS: i64 = 10 * 60 * 1000;

/// What a refresh came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refresh {
    /// No sign of a change, which is no proof of none.
    NoSign,
    /// The reading has what page one told of, or all of the list where it was read whole.
    Updated {
        /// Rows of the store that were not there before.
        fresh: Vec<Range<u32>>,
        /// Whether every list was read whole.
        is_whole: bool,
    },
    /// The reading is as it was, and why.
    Failed(GapReason),
}

/// What is known of a list so far, in one refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Its page one is awaited.
    First,
    /// So are further pages, of which this many rows are new.
    Further(Glance),
    /// It is what it was, but for rows at one end.
    Explained(Glance),
    /// It is read whole.
    Whole,
}

/// Refreshes of one reading, one after the other.
#[derive(Debug, Clone, Default)]
pub struct Follower {
    loader: Loader,
    /// The reading that is followed.
    serial: Option<u32>,
    stages: Vec<Stage>,
    period_millis: i64,
    due_millis: i64,
    whole_due_millis: i64,
    /// How many refreshes have failed one after the other.
    failures: u32,
    /// Until when the service asked to be left alone.
    asked_until_millis: i64,
}

impl Follower {
    /// One that refreshes as often as this.
    pub fn new(period_millis: i64) -> Self {
        Self { period_millis: period_millis.max(1), ..Self::default() }
    }

    /// When the next refresh is due, in milliseconds since 1970.
    pub fn due_millis(&self) -> i64 {
        self.due_millis
    }

    /// Notes that a reading has been read whole.
    pub fn note_whole(&mut self, now_millis: i64) {
        self.failures = 0;
        self.due_millis = now_millis.saturating_add(self.period_millis);
        self.whole_due_millis = now_millis.saturating_add(WHOLE_MILLIS);
    }

    /// Has the next refresh due at once, or as soon as the service wants to be asked again.
    pub fn hurry(&mut self, now_millis: i64) {
        self.due_millis = self.due_millis.min(now_millis.max(self.asked_until_millis));
    }

    /// Has the next refresh read every list whole.
    pub fn want_proof(&mut self) {
        self.whole_due_millis = i64::MIN;
    }

    /// Whether a refresh is under way.
    pub fn is_under_way(&self) -> bool {
        self.loader.current.is_some()
    }

    /// Begins a refresh of a reading; the seed is that of [`Loader::begin`].
    pub fn begin(&mut self, held: &Reading, now_millis: i64, seed: u64) -> Run {
        self.loader.run = Run(self.loader.run.0.wrapping_add(1));
        let followed = held.walks.iter().filter(|walk| is_followed(walk, held));
        let walks: Vec<_> =
            followed.map(|walk| Walk::new(walk.campaign, walk.days, true)).collect();
        let is_whole = now_millis >= self.whole_due_millis;
        let stage = if is_whole { Stage::Whole } else { Stage::First };
        self.stages = vec![stage; walks.len()];
        // What failed is asked for again by the next refresh, and what a relay kept is no news.
        let (lanes, patience) = (Lanes::new(self.loader.lanes), Patience::new(0));
        let query = held.query.clone();
        let mut reading =
            Reading::new(self.loader.run.0, query, lanes, patience, now_millis, seed, true);
        (reading.order, reading.walks) = ((0..walks.len()).collect(), walks);
        self.loader.current = Some(reading);
        self.serial = Some(held.serial);
        self.loader.run
    }

    /// Ends the refresh that is under way; the reading stays as it is.
    pub fn stop(&mut self) {
        self.loader.current = None;
    }

    /// What to do next, as [`Loader::next_step`] says it.
    pub fn next_step(&mut self, run: Run, now_millis: i64) -> Step {
        self.loader.next_step(run, now_millis)
    }

    /// Takes in what became of a request, as [`Loader::receive`] does.
    pub fn receive(
        &mut self,
        run: Run,
        page: PageKey,
        reply: Result<Reply, FetchError>,
        now_millis: i64,
    ) -> Option<Vec<u8>> {
        self.loader.receive(run, page, reply, now_millis)
    }

    /// Reads a page that was received, and holds it against the reading that is followed.
    pub fn read(&mut self, run: Run, page: PageKey, body: &[u8], now_millis: i64, held: &Reading) {
        self.loader.read(run, page, body, now_millis);
        let Some(reading) = self.loader.current.as_mut().filter(|_| run == self.loader.run) else {
            return;
        };
        let (walks, store) = (&mut reading.walks, &reading.store);
        let parts = walks.get_mut(page.walk).zip(self.stages.get_mut(page.walk));
        let Some((walk, stage)) = parts else { return };
        let Some(before) = held.walks.iter().find(|it| is_same_list(it, walk)) else { return };
        let before = (before, &held.store);
        match *stage {
            // A list of one page has been read whole with it.
            Stage::First if walk.is_over() => *stage = Stage::Whole,
            Stage::First => {
                *stage = glance::at_first(walk, store, before);
                match *stage {
                    Stage::Explained(_) => walk.narrow([]),
                    Stage::Further(glance) => walk.narrow(glance.further_pages(walk)),
                    Stage::First | Stage::Whole => {}
                }
            }
            Stage::Further(glance) if walk.is_over() && walk.failures().next().is_none() => {
                if glance.is_borne_out(walk, store, before) {
                    *stage = Stage::Explained(glance);
                } else {
                    *stage = Stage::Whole;
                    *walk = Walk::new(walk.campaign, walk.days, true);
                }
            }
            Stage::Further(_) | Stage::Explained(_) | Stage::Whole => {}
        }
    }

    /// Once nothing is under way any more, has the loader's reading take over what came; nothing before that, nor where
    /// it is another one than the refresh was begun for.
    pub fn finish(&mut self, loader: &mut Loader, now_millis: i64) -> Option<Refresh> {
        let refresh = self.loader.current.take_if(|it| it.outcome() != Outcome::Loading)?;
        let is_followed = |held: &Reading| Some(held.serial) == self.serial;
        let held = loader.current.as_mut().filter(|held| is_followed(held))?;
        if let Some(reason) = failure(&refresh) {
            self.back_off(refresh.asked_until(now_millis), now_millis);
            return Some(Refresh::Failed(reason));
        }
        self.failures = 0;
        self.due_millis = now_millis.saturating_add(self.period_millis);
        let is_whole = self.stages.iter().all(|stage| *stage == Stage::Whole);
        if is_whole {
            self.note_whole(now_millis);
        }
        let is_unchanged = |stage: &Stage| *stage == Stage::Explained(Glance::NoSign);
        if self.stages.iter().all(is_unchanged) {
            return Some(Refresh::NoSign);
        }
        let fresh = held.take_over(refresh, &self.stages);
        if held.is_mostly_dead() {
            loader.compact();
        }
        Some(Refresh::Updated { fresh, is_whole })
    }

    /// Waits twice as long after each failure, and as long as the service asks for.
    fn back_off(&mut self, asked_until: Option<i64>, now_millis: i64) {
        let doublings = self.failures.min(10);
        self.failures = self.failures.saturating_add(1);
        let longest = LONGEST_BACK_OFF_MILLIS.max(self.period_millis);
        let wait = self.period_millis.saturating_mul(1 << doublings).min(longest);
        let due = now_millis.saturating_add(wait);
        self.asked_until_millis = asked_until.unwrap_or(i64::MIN);
        self.due_millis = due.max(self.asked_until_millis);
    }
}

/// Why a refresh does not count. What a list that was read whole lacks by its own count is told of the reading.
fn failure(refresh: &Reading) -> Option<GapReason> {
    if let Some(page) = refresh.missing_pages().next() {
        return Some(GapReason::Failed(page.error.clone()));
    }
    refresh.walks.iter().find_map(|walk| match walk.end()? {
        End::Settled => None,
        End::KeepsChanging => Some(GapReason::KeepsChanging),
        End::Repeats => Some(GapReason::Repeats),
        End::Endless => Some(GapReason::Endless),
    })
}

/// Whether a list is followed: it is the one with the last of the days.
fn is_followed(walk: &Walk, held: &Reading) -> bool {
    walk.days.last() == held.query.days.last()
}

/// Whether both are of the same campaign and the same days.
pub(super) fn is_same_list(walk: &Walk, other: &Walk) -> bool {
    (walk.campaign, walk.days) == (other.campaign, other.days)
}
