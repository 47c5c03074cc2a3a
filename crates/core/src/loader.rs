//! The walk over Cube's pages as a value: it says what to fetch next and takes in what came. Whoever drives it, the
//! page or the command, sends the requests; late replies of an earlier run fall off it.

mod reading;
mod walk;

pub use reading::{Gap, GapReason, Outcome, Reading};

use crate::api::decode_page;
use crate::fetch::{FetchError, PageKey, Reply, Request};
use crate::query::Query;

/// How many requests are in flight at once, unless the configuration says more.
pub const LANES: usize = 6;

/// One loading from the start. Replies carry it, so that those of an earlier run can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Run(u32);

/// The current run, and the rows of the one before until the current has some of its own.
#[derive(Debug, Clone, Default)]
pub struct Loader {
    run: Run,
    current: Option<Reading>,
    previous: Option<Reading>,
}

impl Loader {
    /// Starts over with a query. Rows already shown stay until its first page has come.
    pub fn begin(&mut self, query: Query) -> Run {
        self.run = Run(self.run.0.wrapping_add(1));
        let replaced = self.current.replace(Reading::new(self.run.0, query));
        if replaced.as_ref().is_some_and(Reading::has_replied) {
            self.previous = replaced;
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

    /// The next page to fetch, if a lane is free and a page is planned. It counts as in flight until
    /// [`Self::accept`] is called for it.
    pub fn next_request(&mut self, run: Run) -> Option<Request> {
        let reading = self.current.as_mut().filter(|it| run == self.run && !it.is_stopped)?;
        if reading.in_flight >= LANES {
            return None;
        }
        let (walk, number) = reading
            .walks
            .iter_mut()
            .enumerate()
            .find_map(|(index, walk)| Some((index, walk.take_next()?)))?;
        reading.in_flight += 1;
        let asked = reading.walks.get(walk)?;
        let target = reading.query.page_target(asked.campaign, asked.days, number);
        Some(Request { target, page: PageKey { walk, number } })
    }

    /// Takes in what became of a request. Does nothing for an earlier or a stopped run.
    pub fn accept(&mut self, run: Run, page: PageKey, reply: Result<Reply, FetchError>) {
        let Some(reading) = self.current.as_mut().filter(|it| run == self.run && !it.is_stopped)
        else {
            return;
        };
        let Some(walk) = reading.walks.get_mut(page.walk).filter(|it| it.awaits(page.number))
        else {
            return;
        };
        reading.in_flight -= 1;
        let body = reply.and_then(Reply::into_body);
        match body.and_then(|body| Ok(decode_page(&body, &mut reading.store)?)) {
            Ok(read) => {
                walk.accept(page.number, &read);
                reading.has_replied = true;
                self.previous = None;
            }
            Err(error) => walk.fail(page.number, error),
        }
    }

    /// Ends the run where it is; its rows stay. The driver aborts what is in flight.
    pub fn stop(&mut self) {
        if let Some(reading) = self.current.as_mut() {
            reading.is_stopped = true;
            reading.in_flight = 0;
        }
    }

    /// Goes on with a run that was stopped or has failed pages: only what is missing is asked for again.
    pub fn resume(&mut self) -> Run {
        self.run = Run(self.run.0.wrapping_add(1));
        if let Some(reading) = self.current.as_mut() {
            reading.is_stopped = false;
            reading.in_flight = 0;
            for walk in &mut reading.walks {
                walk.retry();
            }
        }
        self.run
    }
}

#[cfg(test)]
mod tests;
