//! How long a document takes from its first request for responses to its last, by the browser's own
//! clock.

use std::time::Duration;

use fantoccini::wd::TimeoutConfiguration;
use serde::Deserialize;
use serde_json::json;

use crate::failure::Outcome;
use crate::page::Page;

/// Chromium calls a task long from here on, and tells of no others.
pub const LONG_TASK_MILLIS: f64 = 50.0;

/// What one load took. All instants are milliseconds from the start of the navigation.
#[derive(Debug, Clone, Deserialize)]
pub struct Timing {
    first_request_millis: f64,
    complete_millis: f64,
    /// The longest of the long tasks between the two; 0 where there was none.
    longest_task_millis: f64,
    /// What the wasm holds at the end; it never gives any back. 0 without wasm.
    wasm_bytes: f64,
}

impl Timing {
    /// From the first request for responses until all is there.
    pub fn load_millis(&self) -> f64 {
        self.complete_millis - self.first_request_millis
    }

    /// From the start of the navigation until all is there.
    pub fn whole_millis(&self) -> f64 {
        self.complete_millis
    }

    /// For how long the main thread did not listen to the reader at the worst;
    /// [`LONG_TASK_MILLIS`] where it was at most that.
    pub fn longest_task_millis(&self) -> f64 {
        self.longest_task_millis.max(LONG_TASK_MILLIS)
    }

    /// How large the wasm's memory has grown, in megabytes.
    pub fn wasm_megabytes(&self) -> f64 {
        self.wasm_bytes / 1e6
    }
}

impl Page {
    /// Has the browser watch every document from now on; a load may take as long as `patience`.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn start_watching(&self, patience: Duration) -> Outcome {
        let timeouts = TimeoutConfiguration::new(Some(patience), None, None);
        self.browser().client().update_timeouts(timeouts).await?;
        self.browser().run_in_every_document(WATCH).await
    }

    /// Goes to an address and waits for the mark that its document sets when all is there.
    ///
    /// # Errors
    ///
    /// When the mark does not come.
    pub async fn time(&self, address: &str, mark: &str) -> Outcome<Timing> {
        self.open(address).await?;
        // The browser calls back: asking again and again would take time from what is measured.
        let timing = self.browser().client().execute_async(READ, vec![json!(mark)]).await;
        let timing = timing.map_err(Into::into).and_then(|it| Ok(serde_json::from_value(it)?));
        self.explain(timing).await
    }
}

/// Long tasks are only told to whoever listens; the wasm's memory shows when Trunk's script has
/// started it.
const WATCH: &str = "
    const watched = window.stopwatch = { tasks: [], memory: null };
    watched.observer = new PerformanceObserver(list => watched.tasks.push(...list.getEntries()));
    watched.observer.observe({ type: 'longtask', buffered: true });
    addEventListener('TrunkApplicationStarted', it => watched.memory = it.detail.wasm.memory)";

/// The timeline keeps no more than 250 requests, but the first one is always among them.
const READ: &str = "
    const [mark, done] = arguments;
    const read = complete => {
        const { tasks, observer, memory } = window.stopwatch;
        tasks.push(...observer.takeRecords());
        const requests = performance.getEntriesByType('resource');
        const first = requests.find(it => new URL(it.name).pathname.startsWith('/api/'));
        const between = it => it.startTime >= first.startTime && it.startTime < complete.startTime;
        return {
            first_request_millis: first.startTime,
            complete_millis: complete.startTime,
            longest_task_millis: Math.max(0, ...tasks.filter(between).map(it => it.duration)),
            wasm_bytes: memory?.buffer.byteLength ?? 0,
        };
    };
    new PerformanceObserver((list, observer) => {
        const [complete] = list.getEntriesByName(mark);
        if (!complete) return;
        observer.disconnect();
        done(read(complete));
    }).observe({ type: 'mark', buffered: true })";
