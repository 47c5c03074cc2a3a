//! What is timed from the start of a navigation, in a browser that was never there before.

use std::time::Duration;

use fantoccini::wd::TimeoutConfiguration;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::browser::Looks;
use crate::failure::Outcome;
use crate::main_thread::MainThread;
use crate::page::Page;

/// A browser that was never there before, at a page that is not there.
///
/// # Errors
///
/// When the browser does not start.
pub async fn fresh_browser(origin: &str, patience: Duration) -> Outcome<Page> {
    let page = Page::at(origin, &Looks::default()).await?;
    let timeouts = TimeoutConfiguration::new(Some(patience), None, None);
    page.browser().client().update_timeouts(timeouts).await?;
    page.browser().devtools("Performance.enable", json!({})).await?;
    // In the process in which the page will be: another may not tell of what it did before.
    page.open("/nothing").await?;
    Ok(page)
}

/// What the page takes where it has nothing to load, which is the least it takes.
///
/// # Errors
///
/// When the browser does not start, or the form does not come within `patience`.
pub async fn start(origin: &str, patience: Duration) -> Outcome<Start> {
    let page = fresh_browser(origin, patience).await?;
    let before = MainThread::of(&page).await?;
    page.open("/").await?;
    let interactive_millis = page.wait_for(INTERACTIVE, Value::Null).await?;
    Ok(Start { interactive_millis, work: MainThread::of(&page).await?.since(before) })
}

/// What [`start`] timed, from the start of the navigation.
#[derive(Debug, Clone, Copy)]
pub struct Start {
    /// Until the form could be used.
    pub interactive_millis: f64,
    /// What the main thread did until then.
    pub work: MainThread,
}

const INTERACTIVE: &str = "
    const [, done] = arguments;
    new PerformanceObserver((list, observer) => {
        const [mark] = list.getEntriesByName('cubeboard:interactive');
        if (!mark) return;
        observer.disconnect();
        done(mark.startTime);
    }).observe({ type: 'mark', buffered: true })";

/// What a long list took until its course stood as counted bars, and until it was complete: in milliseconds from the start
/// of the navigation.
///
/// # Errors
///
/// When the browser does not start, or either does not come within `patience`.
pub async fn outline(origin: &str, address: &str, patience: Duration) -> Outcome<Outlined> {
    let page = fresh_browser(origin, patience).await?;
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
