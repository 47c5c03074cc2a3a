//! Drives the loader as a browser would, on a clock of its own: requests are served and their replies delivered in
//! any order.

use std::collections::HashMap;

use cubeboard_cube::fetch::{FetchError, Reply, Request};
use cubeboard_cube::loader::{Gap, GapReason, LANES, Loader, Outcome, Reading, Step};
use cubeboard_cube::query::{Fields, Query};
use cubeboard_responses::store::Id;

use super::service::Service;

/// What a run came to.
pub struct Run {
    pub loader: Loader,
    pub requests: usize,
}

impl Run {
    pub fn reading(&self) -> &Reading {
        self.loader.current().unwrap()
    }

    pub fn outcome(&self) -> Outcome {
        self.reading().outcome()
    }

    pub fn rows(&self) -> Vec<u64> {
        let rows = self.reading().segments().flatten();
        rows.map(|row| match self.reading().store().row(row).unwrap().crm_id {
            Some(Id::Number(number)) => number,
            other => panic!("{other:?}"),
        })
        .collect()
    }

    /// Goes on with what is missing.
    pub fn resume(&mut self, answer: impl FnMut(&Request, i64) -> Result<Reply, FetchError>) {
        self.loader.resume();
        drive(self, NOON_MILLIS, &[0], answer);
    }
}

/// The day that is asked for, and the same day's noon, in milliseconds since 1970.
pub const DAY: &str = "2017-01-05";
pub const NOON_MILLIS: i64 = 1_483_617_600_000;

/// The question for one day.
pub fn query(from: &str, to: &str) -> Query {
    let [campaign, from, to] = ["926", from, to].map(str::to_owned);
    Query::parse(&Fields { campaign, from, to, ..Fields::default() }).unwrap()
}

/// Loads the day from a simulated service; `picks` decides which of several requests comes next.
pub fn load(service: &mut Service, now_millis: i64, picks: &[u8]) -> Run {
    let mut attempts: HashMap<u32, u8> = HashMap::new();
    read(query(DAY, DAY), now_millis, picks, |request, _| {
        let attempt = attempts.entry(request.page.number).or_default();
        *attempt = attempt.saturating_add(1);
        service.answer(request.page.number, *attempt)
    })
}

/// Loads from whatever answers a request at a time, in milliseconds since 1970.
pub fn read(
    query: Query,
    now_millis: i64,
    picks: &[u8],
    answer: impl FnMut(&Request, i64) -> Result<Reply, FetchError>,
) -> Run {
    let mut loader = Loader::default();
    loader.begin(query, now_millis, 7);
    let mut run = Run { loader, requests: 0 };
    drive(&mut run, now_millis, picks, answer);
    run
}

/// Does what the loader wants done until there is nothing left; the time by then, in milliseconds since 1970.
pub fn drive(
    it: &mut Run,
    now_millis: i64,
    picks: &[u8],
    mut answer: impl FnMut(&Request, i64) -> Result<Reply, FetchError>,
) -> i64 {
    let Run { loader, requests } = it;
    let run = loader.run();
    let mut now = now_millis;
    let mut picks = picks.iter().cycle();
    let mut pick = |length: usize| usize::from(*picks.next().unwrap_or(&0)) % length;
    let mut asked: Vec<Request> = Vec::new();
    let mut served: Vec<(Request, Result<Reply, FetchError>)> = Vec::new();
    loop {
        let step = loader.next_step(run, now);
        match step {
            Step::Send(request) => {
                *requests += 1;
                asked.push(request);
                assert!(asked.len() + served.len() <= LANES);
                continue;
            }
            Step::Wait { until_millis } if asked.is_empty() && served.is_empty() => {
                assert!(until_millis > now, "a wait that is over is none");
                now = until_millis;
                continue;
            }
            Step::Wait { .. } | Step::Rest => {}
        }
        if !asked.is_empty() && (served.is_empty() || pick(2) == 0) {
            let request = asked.swap_remove(pick(asked.len()));
            let reply = answer(&request, now);
            served.push((request, reply));
        } else if !served.is_empty() {
            let (request, reply) = served.swap_remove(pick(served.len()));
            if let Some(body) = loader.receive(run, request.page, reply, now) {
                // As a browser does: the next requests are on their way before the page is read.
                while let Step::Send(request) = loader.next_step(run, now) {
                    *requests += 1;
                    asked.push(request);
                }
                loader.read(run, request.page, &body, now);
            }
            now += 10;
        } else {
            let outcome = loader.current().unwrap().outcome();
            assert_ne!(outcome, Outcome::Loading, "nothing under way, and nothing waited for");
            if let Outcome::Incomplete(Gap { reason: GapReason::Failed(error), .. }) = outcome {
                let named = loader.current().unwrap().missing_pages().next().map(|it| it.error);
                assert_eq!(named, Some(&error), "a page that failed is named");
            }
            return now;
        }
        assert!(*requests < 120_000, "it does not end");
    }
}
