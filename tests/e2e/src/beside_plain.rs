//! The page beside a plain one that does the same work by hand (`tests/e2e/plain`): how long each takes from navigation
//! until its rows stand, and how much of the main thread it wants for that and for scrolling.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::acts::TIMING;
use crate::failure::Outcome;
use crate::from_navigation::fresh_browser;
use crate::main_thread::MainThread;
use crate::page::Page;

/// One of the two pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `tests/e2e/plain`.
    Plain,
    /// The released page.
    Cubeboard,
}

impl Side {
    fn path(self) -> &'static str {
        match self {
            Self::Plain => "/plain/",
            Self::Cubeboard => "/",
        }
    }

    fn marks(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Cubeboard => "cubeboard",
        }
    }
}

/// What one visit took, in milliseconds from the start of the navigation.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Visit {
    /// Until the first rows were painted.
    pub first_rows_millis: f64,
    /// Until all was painted.
    pub complete_millis: f64,
    /// The longest task; 0 where none was so long that Chromium tells of it.
    pub longest_task_millis: f64,
    /// What the main thread did.
    #[serde(skip)]
    pub work: MainThread,
    /// How much more memory the page takes than an empty one, once all is there, in megabytes.
    #[serde(skip)]
    pub more_megabytes: f64,
}

/// What a scroll of a second took, five rows with each picture.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Scrolled {
    /// How many pictures there were to be.
    pub pictures: f64,
    /// How many of these came late.
    pub missed: f64,
    /// What the main thread did, a picture.
    #[serde(skip)]
    pub work: MainThread,
}

/// The acts that are timed on both pages, in this order.
pub const ACTS: [&str; 3] = ["filter by type", "clear the filter", "sort by date"];

/// A page in a fresh browser, as a reader who was never there before opens it.
#[derive(Debug)]
pub struct Visited {
    page: Page,
    /// What it took.
    pub visit: Visit,
}

impl Visited {
    /// Opens one of the pages with this query, such as `?campaign=926`, and waits until all of it is there.
    ///
    /// # Errors
    ///
    /// When the browser does not start, or the page does not come to its end within `patience`.
    pub async fn open(origin: &str, side: Side, query: &str, patience: Duration) -> Outcome<Self> {
        let page = fresh_browser(origin, patience).await?;
        page.browser().run_in_every_document(WATCH).await?;
        let blank_megabytes = page.proportional_megabytes().await?;
        let before = MainThread::of(&page).await?;
        page.open(&format!("{}{query}", side.path())).await?;
        let mut visit: Visit = page.wait_for(VISIT, json!(side.marks())).await?;
        visit.work = MainThread::of(&page).await?.since(before);
        visit.more_megabytes = page.proportional_megabytes().await? - blank_megabytes;
        Ok(Self { page, visit })
    }

    /// Scrolls the table for a second.
    ///
    /// # Errors
    ///
    /// When there is no table.
    pub async fn scroll(&self) -> Outcome<Scrolled> {
        self.page.wait_for::<Value>(SETTLE, Value::Null).await?;
        let before = MainThread::of(&self.page).await?;
        let mut scrolled: Scrolled = self.page.wait_for(SCROLL, Value::Null).await?;
        let work = MainThread::of(&self.page).await?.since(before);
        scrolled.work = work.divided_by(scrolled.pictures);
        Ok(scrolled)
    }

    /// Times each of the [`ACTS`], from the act to the picture, in milliseconds.
    ///
    /// # Errors
    ///
    /// When something that is pressed is not there.
    pub async fn act(&self) -> Outcome<[f64; ACTS.len()]> {
        self.page.wait_for(&format!("{TIMING}{ACT}"), Value::Null).await
    }
}

/// Long tasks are only told to whoever listens.
const WATCH: &str = "
    const tasks = window.longTasks = [];
    const observer = new PerformanceObserver(list => tasks.push(...list.getEntries()));
    observer.observe({ type: 'longtask', buffered: true });
    tasks.rest = () => observer.takeRecords()";

const VISIT: &str = "
    const [marks, done] = arguments;
    const read = complete => {
        const tasks = [...window.longTasks, ...window.longTasks.rest()];
        const [first] = performance.getEntriesByName(`${marks}:first-rows`);
        const before = tasks.filter(it => it.startTime < complete.startTime);
        return {
            first_rows_millis: first.startTime,
            complete_millis: complete.startTime,
            longest_task_millis: Math.max(0, ...before.map(it => it.duration)),
        };
    };
    new PerformanceObserver((list, observer) => {
        const [complete] = list.getEntriesByName(`${marks}:complete`);
        if (!complete) return;
        observer.disconnect();
        done(read(complete));
    }).observe({ type: 'mark', buffered: true })";

/// Whatever is still to do once all is there is done.
const SETTLE: &str = "
    const [, done] = arguments;
    document.querySelector('[role=grid]').scrollIntoView();
    setTimeout(() => requestIdleCallback(() => done(null)), 500)";

/// A picture is late where the one after it came in its place.
const SCROLL: &str = "
    const [, done] = arguments;
    const grid = document.querySelector('[role=grid]');
    const step = 5 * grid.querySelector('[aria-rowindex]').offsetHeight;
    const times = [];
    const frame = time => {
        times.push(time);
        if (times.length <= 60) {
            grid.scrollTop += step;
            requestAnimationFrame(frame);
            return;
        }
        const gaps = times.slice(1).map((time, place) => time - times[place]);
        const missed = gaps.reduce((sum, gap) => sum + Math.round(gap / (1000 / 60)) - 1, 0);
        done({ pictures: gaps.length, missed });
    };
    requestAnimationFrame(frame)";

const ACT: &str = "
    const [, done] = arguments;
    const after_pause = async (look, act) => {
        await pause();
        return time(look, act);
    };
    (async () => {
        grid.scrollIntoView();
        grid.scrollTop = 0;
        const filter = await after_pause(count, () => [...grid.querySelectorAll('.cell-filter')]
            .find(it => it.textContent === 'Sale').click());
        const clear =
            await after_pause(count, () => document.querySelector('.filter-chip').click());
        // The newest come first as it is.
        const date = header('Submitted');
        date.click();
        const sort = await after_pause(first, () => date.click());
        date.click();
        done([filter, clear, sort]);
    })()";
