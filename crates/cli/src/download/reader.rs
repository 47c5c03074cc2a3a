//! Driver of the loader: sends the requests that it asks for and hands it their replies, until it asks for no more.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

use cubeboard_cube::fetch::{FetchError, PageKey, Reply, Request};
use cubeboard_cube::loader::{Loader, Run, Step};
use cubeboard_cube::query::Query;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::clock;
use crate::download::patience::Patience;
use crate::download::progress::Progress;
use crate::download::source::Source;
use crate::signals::StopRequests;

/// Requests under way, each with what came of it in the end.
type InFlight = JoinSet<(PageKey, Result<Reply, FetchError>)>;

/// How often a wait is told of.
const TICK: Duration = Duration::from_secs(1);

/// How a query is read.
#[derive(Debug, Clone, Copy)]
pub struct ReadOptions {
    /// How many requests may be under way at once.
    pub lanes: usize,
    /// For how long a service that fails is asked again.
    pub patience: Patience,
}

/// A clock that goes on evenly, so that no wait gets longer or shorter by a system clock that is set meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct SteadyClock {
    began_millis: i64,
    began: Instant,
}

impl SteadyClock {
    /// Starts with the system's clock.
    pub fn start() -> Self {
        Self { began_millis: clock::now_millis(), began: Instant::now() }
    }

    /// The time, in milliseconds since 1970.
    pub fn now_millis(self) -> i64 {
        let millis = i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.began_millis.saturating_add(millis)
    }
}

/// Reads everything that answers a query, or what comes before the command is asked to stop.
pub async fn read(
    source: &Source,
    query: Query,
    options: ReadOptions,
    clock: SteadyClock,
    stop: &mut StopRequests,
    progress: &mut Progress,
) -> Loader {
    let mut loader = Loader::default();
    loader.set_lanes(options.lanes);
    loader.set_patience(options.patience.millis());
    let run = loader.begin(query, clock.now_millis(), seed());
    let mut in_flight = InFlight::new();
    loop {
        let wait = pump(&mut loader, run, source, clock, &mut in_flight);
        if in_flight.is_empty() && wait.is_none() {
            break;
        }
        tokio::select! {
            biased;
            () = stop.next() => {
                loader.stop();
                break;
            }
            Some(done) = in_flight.join_next() => {
                // Nobody aborts a request, and one that panics has said so itself.
                let Ok((page, reply)) = done else { continue };
                let now = clock.now_millis();
                if let Some(body) = loader.receive(run, page, reply, now) {
                    // The next request travels while this page is read.
                    pump(&mut loader, run, source, clock, &mut in_flight);
                    loader.read(run, page, &body, now);
                }
            }
            () = tokio::time::sleep(wait.unwrap_or(TICK).min(TICK)), if wait.is_some() => {}
        }
        if let Some(reading) = loader.current() {
            progress.show(reading, source.connect_failure().as_ref(), clock.now_millis());
        }
    }
    loader
}

/// Sends what is to be sent now, and says for how long to wait where that is all there is to do.
fn pump(
    loader: &mut Loader,
    run: Run,
    source: &Source,
    clock: SteadyClock,
    in_flight: &mut InFlight,
) -> Option<Duration> {
    loop {
        let now = clock.now_millis();
        match loader.next_step(run, now) {
            Step::Send(Request { target, page, .. }) => {
                let source = source.clone();
                in_flight.spawn(async move { (page, source.fetch(&target).await) });
            }
            Step::Wait { until_millis } => {
                let millis = u64::try_from(until_millis.saturating_sub(now)).unwrap_or_default();
                return Some(Duration::from_millis(millis));
            }
            Step::Rest => return None,
        }
    }
}

/// Waits between attempts are drawn at random, so that two commands which failed together do not come back together.
fn seed() -> u64 {
    RandomState::new().build_hasher().finish()
}
