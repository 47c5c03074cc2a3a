//! Drives a loader and its follower as a browser would, on a clock of its own.

use cubeboard_cube::loader::{Follower, Loader, Outcome, Reading, Refresh, Step};
use cubeboard_cube::query::{Fields, Query};
use cubeboard_responses::rows::Change;
use cubeboard_responses::store::Id;

use super::service::{NOON_MILLIS, Service, TODAY};

/// How often is refreshed.
pub const PERIOD_MILLIS: i64 = 60_000;

/// A reading that is followed.
pub struct Followed {
    pub loader: Loader,
    pub follower: Follower,
    pub now_millis: i64,
}

impl Followed {
    /// Loads three days up to today.
    pub fn load(service: &mut Service) -> Self {
        let mut loader = Loader::default();
        let [campaign, from, to] = ["926", "2017-01-03", TODAY].map(str::to_owned);
        let query = Query::parse(&Fields { campaign, from, to, ..Fields::default() }).unwrap();
        let run = loader.begin(query, NOON_MILLIS, 7);
        while let Step::Send(request) = loader.next_step(run, NOON_MILLIS) {
            let reply = Ok(service.answer(&request));
            if let Some(body) = loader.receive(run, request.page, reply, NOON_MILLIS) {
                loader.read(run, request.page, &body, NOON_MILLIS);
            }
        }
        assert_ne!(loader.current().unwrap().outcome(), Outcome::Loading);
        let mut follower = Follower::new(PERIOD_MILLIS);
        follower.note_whole(NOON_MILLIS);
        service.asked.clear();
        Self { loader, follower, now_millis: NOON_MILLIS }
    }

    /// Waits until the next refresh is due, and does it.
    pub fn refresh(&mut self, service: &mut Service) -> Refresh {
        self.now_millis = self.follower.due_millis();
        let run = self.follower.begin(self.loader.current().unwrap(), self.now_millis, 7);
        service.asked.clear();
        let mut waiting = Vec::new();
        loop {
            while let Step::Send(request) = self.follower.next_step(run, self.now_millis) {
                waiting.push(request);
            }
            let Some(request) = waiting.pop() else { break };
            let reply = Ok(service.answer(&request));
            let body = self.follower.receive(run, request.page, reply, self.now_millis);
            if let Some(body) = body {
                let held = self.loader.current().unwrap();
                self.follower.read(run, request.page, &body, self.now_millis, held);
            }
        }
        self.follower.finish(&mut self.loader, self.now_millis).expect("it is over")
    }

    pub fn reading(&self) -> &Reading {
        self.loader.current().unwrap()
    }

    pub fn numbers(&self) -> Vec<u32> {
        self.reading().segments().flatten().collect()
    }

    pub fn rows(&self) -> Vec<u64> {
        self.numbers().into_iter().map(|row| self.row(row)).collect()
    }

    pub fn row(&self, row: u32) -> u64 {
        match self.reading().store().row(row).unwrap().crm_id {
            Some(Id::Number(number)) => number,
            other => panic!("{other:?}"),
        }
    }

    /// The rows that a follower of the changes would have counted, in the store's order.
    pub fn counted(&self) -> Vec<u32> {
        let mut rows = Vec::new();
        for change in self.reading().changes() {
            match change {
                Change::Added(added) => rows.extend(added.clone()),
                Change::Withdrawn(gone) => rows.retain(|row| !gone.contains(row)),
            }
        }
        rows.sort_unstable();
        rows
    }
}
