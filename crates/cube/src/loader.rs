//! Loader: pagination of Cube's lists as a state machine without I/O. It says what to fetch next and takes in what
//! came. Whoever drives it, the page or the command, sends the requests and watches the clock; late replies of an
//! earlier run are dropped.

mod follow;
mod lanes;
pub mod time_left;
mod patience;
mod reading;
mod survey;
mod walk;

pub use follow::{Follower, Refresh};
pub use lanes::LANES;
pub use patience::Trouble;
pub use reading::{Gap, GapReason, MissingPage, Outcome, Pause, Reading};
pub use survey::CountedDays;

use crate::fetch::{FetchError, Freshness, PageKey, Reply, Request};
use crate::query::Query;
use lanes::Lanes;
use patience::{PATIENCE_MILLIS, Patience};
use survey::Stage;

/// Number of a loading, counted on when one begins and when one is resumed. Replies carry it, so that those of an
/// earlier one can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Run(u32);

/// Next step for whoever drives the loader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Send this; it counts as in flight until [`Loader::receive`] is called for it.
    Send(Request),
    /// Ask again at this time, in milliseconds since 1970: until then the service is left alone.
    Wait {
        /// When.
        until_millis: i64,
    },
    /// Nothing before the next reply, or nothing any more.
    Rest,
}

/// The current run, and the rows of the one before until the current has some of its own.
#[derive(Debug, Clone)]
pub struct Loader {
    run: Run,
    lanes: usize,
    patience_millis: i64,
    surveys: bool,
    current: Option<Reading>,
    previous: Option<Reading>,
}

impl Default for Loader {
    fn default() -> Self {
        Self {
            run: Run::default(),
            lanes: LANES,
            patience_millis: PATIENCE_MILLIS,
            surveys: false,
            current: None,
            previous: None,
        }
    }
}

impl Loader {
    /// How many requests may be in flight in the runs that begin from now on; at least one.
    pub fn set_lanes(&mut self, lanes: usize) {
        self.lanes = lanes.max(1);
    }

    /// For how long a service that fails is asked again in the runs that begin from now on, counted from its last page;
    /// with 0, every page is asked for once. A quarter of an hour unless it is set.
    pub fn set_patience(&mut self, patience_millis: i64) {
        self.patience_millis = patience_millis;
    }

    /// Whether the parts of long lists are counted before their pages are read, in the runs that begin from now on:
    /// [`Reading::counted_days`]. It costs twelve requests at most.
    pub fn survey_long_lists(&mut self, is_wanted: bool) {
        self.surveys = is_wanted;
    }

    /// Starts over with a query. Rows already shown stay until its first page has come. The time, in milliseconds
    /// since 1970, tells which days are closed; the seed is that of the back-off's jitter.
    pub fn begin(&mut self, query: Query, now_millis: i64, seed: u64) -> Run {
        self.run = Run(self.run.0.wrapping_add(1));
        let (lanes, patience) = (Lanes::new(self.lanes), Patience::new(self.patience_millis));
        // Whoever asks for the same again wants to know what has changed.
        let is_again = self.current.as_ref().is_some_and(|it| it.query == query);
        let mut reading =
            Reading::new(self.run.0, query, lanes, patience, now_millis, seed, is_again);
        if self.surveys {
            reading.survey = Stage::Due;
        }
        let replaced = self.current.replace(reading).filter(Reading::has_replied);
        if let Some(mut replaced) = replaced {
            // None of its pages is read any more.
            replaced.survey = Stage::Over;
            self.previous = Some(replaced);
        }
        self.run
    }

    /// The run that replies are taken for.
    pub fn run(&self) -> Run {
        self.run
    }

    /// What to show: the current run, or the one before it while the current has nothing yet.
    pub fn shown(&self) -> Option<&Reading> {
        self.previous.as_ref().or(self.current.as_ref())
    }

    /// The current run, whatever is shown.
    pub fn current(&self) -> Option<&Reading> {
        self.current.as_ref()
    }

    /// Whether what is shown answers an earlier question than the current one.
    pub fn is_stale(&self) -> bool {
        self.previous.is_some()
    }

    /// What to do next. To be asked until it says to wait or to rest, and again after each reply.
    pub fn next_step(&mut self, run: Run, now_millis: i64) -> Step {
        let Some(reading) = self.current.as_mut().filter(|it| run == self.run && !it.is_stopped)
        else {
            return Step::Rest;
        };
        let Some(due_millis) = reading.due_millis(now_millis) else { return Step::Rest };
        let cooldown = reading.lanes.cooldown(now_millis).filter(|it| it.is_too_long);
        if let Some(error) = cooldown.map(|it| it.error.clone()) {
            reading.give_up_waiting(&error);
            return Step::Rest;
        }
        if due_millis > now_millis {
            return Step::Wait { until_millis: due_millis };
        }
        if reading.lanes.is_full() {
            return Step::Rest;
        }
        if let Some(request) = reading.next_part() {
            return Step::Send(request);
        }
        let takes_fresh = reading.patience.fresh_from_millis() <= now_millis;
        let mut walks = reading.walks.iter_mut().enumerate();
        let taken = walks.find_map(|(walk, it)| {
            let number = it.take_next(now_millis, takes_fresh)?;
            Some((PageKey { walk, number }, it))
        });
        let Some((page, walk)) = taken else { return Step::Rest };
        reading.lanes.in_flight += 1;
        Step::Send(Request {
            target: reading.query.page_target(walk.campaign, walk.days, page.number),
            page,
            freshness: Freshness {
                is_anew: walk.wants_anew(page.number) || reading.is_again,
                list_tag: walk.tag_for(page.number),
            },
        })
    }

    /// Takes in what became of a request; its lane is free from now on. What came of a page is returned and is to be
    /// handed to [`Self::read`], once the next requests are on their way. Does nothing for an earlier or a stopped
    /// run.
    pub fn receive(
        &mut self,
        run: Run,
        page: PageKey,
        reply: Result<Reply, FetchError>,
        now_millis: i64,
    ) -> Option<Vec<u8>> {
        let reading = self.awaiting(run, page)?;
        reading.lanes.in_flight = reading.lanes.in_flight.saturating_sub(1);
        let retry_at_millis = reply.as_ref().ok().and_then(|it| it.wait_until_millis(now_millis));
        let tag = reply.as_ref().ok().and_then(|it| it.list_tag.clone());
        let body = reply.and_then(Reply::into_body);
        if let (Err(error), Some(_)) = (&body, reading.part(page)) {
            reading.end_survey(error, retry_at_millis, now_millis);
            return None;
        }
        match body {
            Ok(body) => {
                if let Some(walk) = reading.walks.get_mut(page.walk) {
                    walk.note_tag(page.number, tag);
                }
                reading.lanes.widen();
                Some(body)
            }
            Err(error) => {
                reading.fail(page, error, retry_at_millis, now_millis);
                None
            }
        }
    }

    /// Reads a page that was received.
    pub fn read(&mut self, run: Run, page: PageKey, body: &[u8], now_millis: i64) {
        let Some(reading) = self.awaiting(run, page) else { return };
        if let Some(part) = reading.part(page) {
            return reading.count_part(part, body);
        }
        match reading.decode(page, body) {
            Ok(read) => {
                reading.accept(page, read);
                self.previous = None;
            }
            Err(error) => reading.fail(page, error.into(), None, now_millis),
        }
    }

    /// The current run, where it waits for this page.
    fn awaiting(&mut self, run: Run, page: PageKey) -> Option<&mut Reading> {
        let is_current = run == self.run;
        let reading = self.current.as_mut().filter(|it| is_current && !it.is_stopped)?;
        let awaits_page = reading.walks.get(page.walk).is_some_and(|it| it.awaits(page.number));
        (awaits_page || reading.awaits_part(page)).then_some(reading)
    }

    /// Ends the run where it is; its rows stay. The driver aborts what is in flight.
    pub fn stop(&mut self) {
        if let Some(reading) = self.current.as_mut() {
            reading.is_stopped = true;
            reading.lanes.in_flight = 0;
        }
    }

    /// Writes the rows of the current run anew, without those that count no more, as if it were another run.
    fn compact(&mut self) {
        self.run = Run(self.run.0.wrapping_add(1));
        if let Some(reading) = self.current.as_mut() {
            reading.compact(self.run.0);
        }
    }

    /// Goes on with a run that was stopped or has failed pages: only what is missing is asked for again.
    pub fn resume(&mut self) -> Run {
        self.run = Run(self.run.0.wrapping_add(1));
        if let Some(reading) = self.current.as_mut() {
            reading.is_stopped = false;
            reading.lanes = Lanes::new(self.lanes);
            reading.patience = Patience::new(self.patience_millis);
            reading.survey = Stage::Over;
            reading.walks.iter_mut().for_each(walk::Walk::resume);
        }
        self.run
    }
}

#[cfg(test)]
mod tests;
