//! The page beside a plain one that does the same work by hand (`tests/e2e/plain`): how long each takes from navigation
//! until its rows stand, and how much of the main thread it wants for that and for scrolling.

use std::time::Duration;

use fantoccini::wd::TimeoutConfiguration;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::acts::TIMING;
use crate::browser::Looks;
use crate::failure::{Failure, Outcome};
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
    /// For how long the main thread was busy.
    #[serde(skip)]
    pub busy_millis: f64,
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
    /// For how long the main thread was busy, a picture.
    #[serde(skip)]
    pub busy_millis: f64,
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
        let page = Page::at(origin, &Looks::default()).await?;
        let timeouts = TimeoutConfiguration::new(Some(patience), None, None);
        page.browser().client().update_timeouts(timeouts).await?;
        page.browser().run_in_every_document(WATCH).await?;
        page.browser().devtools("Performance.enable", json!({})).await?;
        // In the process in which the page will be: another may not tell of what it did before.
        page.open("/nothing").await?;
        let blank_megabytes = page.proportional_megabytes().await?;
        let before = busy_millis(&page).await?;
        page.open(&format!("{}{query}", side.path())).await?;
        let mut visit: Visit = page.wait_for(VISIT, json!(side.marks())).await?;
        visit.busy_millis = busy_millis(&page).await? - before;
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
        let before = busy_millis(&self.page).await?;
        let mut scrolled: Scrolled = self.page.wait_for(SCROLL, Value::Null).await?;
        scrolled.busy_millis = (busy_millis(&self.page).await? - before) / scrolled.pictures;
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

impl Page {
    /// Runs a script that calls back: asking again and again would take time from what is measured.
    async fn wait_for<T: DeserializeOwned>(&self, script: &str, of: Value) -> Outcome<T> {
        let value = self.browser().client().execute_async(script, vec![of]).await;
        self.explain(value.map_err(Into::into).and_then(|it| Ok(serde_json::from_value(it)?))).await
    }
}

/// For how long the main thread has been busy since the process began.
async fn busy_millis(page: &Page) -> Outcome<f64> {
    let metrics = page.browser().devtools("Performance.getMetrics", json!({})).await?;
    let tasks = metrics["metrics"].as_array().into_iter().flatten();
    let seconds =
        tasks.filter(|it| it["name"] == "TaskDuration").find_map(|it| it["value"].as_f64());
    Ok(1000.0 * seconds.ok_or_else(|| Failure("the browser tells of no tasks".to_owned()))?)
}

/// What a long list took until its course stood as counted bars, and until it was complete: in milliseconds from the start
/// of the navigation.
///
/// # Errors
///
/// When the browser does not start, or either does not come within `patience`.
pub async fn outline(origin: &str, address: &str, patience: Duration) -> Outcome<Outlined> {
    let page = Page::at(origin, &Looks::default()).await?;
    let timeouts = TimeoutConfiguration::new(Some(patience), None, None);
    page.browser().client().update_timeouts(timeouts).await?;
    page.open(address).await?;
    page.wait_for(OUTLINE, Value::Null).await
}

/// What [`outline`] timed.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Outlined {
    /// Until the counted bars were painted.
    pub outlined_millis: f64,
    /// Until all was painted.
    pub complete_millis: f64,
}

/// The legend is written with the bars, and both are painted by the frame after the next.
const OUTLINE: &str = "
    const [, done] = arguments;
    const outlined = new Promise(resolve => {
        const look = () => document.querySelector('.line-counted')
            ? requestAnimationFrame(() => resolve(performance.now()))
            : requestAnimationFrame(look);
        look();
    });
    new PerformanceObserver((list, observer) => {
        const [complete] = list.getEntriesByName('cubeboard:complete');
        if (!complete) return;
        observer.disconnect();
        outlined.then(millis => done({
            outlined_millis: millis,
            complete_millis: complete.startTime,
        }));
    }).observe({ type: 'mark', buffered: true })";

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
