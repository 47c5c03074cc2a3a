//! How long the table takes to show what the reader has just asked for: from the act to the painted picture, by the
//! browser's own clock.

use serde::Deserialize;
use serde_json::json;

use crate::failure::{Failure, Outcome};
use crate::page::Page;

/// What a reader does, in the order in which it is timed.
pub const ACTS: [&str; 6] = [
    "sort by customer",
    "sort by time",
    "filter by type",
    "first search",
    "a further letter",
    "all figures after a filter",
];

/// The rounds of each of the [`ACTS`], in milliseconds, and of a jump to a far place, in pictures.
#[derive(Debug, Clone, Deserialize)]
pub struct Acts {
    /// A list for each act.
    pub millis: Vec<Vec<f64>>,
    /// How many pictures it took until the rows of the place were there, each with its text and where it stays; 1 where
    /// no picture was wrong.
    pub jump_pictures: Vec<f64>,
    /// How long the main thread was kept by drawing the chart anew with the largest seven agents and the others, in
    /// milliseconds.
    pub draw_millis: Vec<f64>,
}

impl Page {
    /// Times each act in turn, so many rounds of them.
    ///
    /// # Errors
    ///
    /// When something that is pressed is not there.
    pub async fn time_acts(&self, rounds: usize) -> Outcome<Acts> {
        let acts = self
            .browser()
            .client()
            .execute_async(&format!("{TIMING}{ACT}"), vec![json!(rounds)])
            .await;
        let acts = acts.map_err(Into::into).and_then(|it| Ok(serde_json::from_value(it)?));
        self.explain(acts).await
    }

    /// The memory that the page's own process has written for itself alone, in megabytes: what the kernel could not
    /// take back without losing anything.
    ///
    /// # Errors
    ///
    /// Where the system does not tell.
    pub fn memory_megabytes(&self) -> Outcome<f64> {
        self.megabytes("Private_Dirty:")
    }

    /// The memory of the page's own process once what nobody needs is collected, with its part of what it shares with other
    /// processes (the proportional set), in megabytes.
    ///
    /// # Errors
    ///
    /// Where the system or the browser does not tell.
    pub async fn proportional_megabytes(&self) -> Outcome<f64> {
        self.browser().devtools("HeapProfiler.collectGarbage", json!({})).await?;
        self.megabytes("Pss:")
    }

    fn megabytes(&self, kind: &str) -> Outcome<f64> {
        let driver = self.browser().process_id().ok_or_else(|| Failure("no driver".to_owned()))?;
        let renderers = std::fs::read_dir("/proc")?.filter_map(Result::ok).filter_map(|process| {
            let id = process.file_name().to_str()?.parse().ok()?;
            // Others may have browsers of their own.
            let is_renderer = of_process(id, "cmdline")?.contains("--type=renderer");
            (is_renderer && descends_from(id, driver))
                .then(|| kilobytes(&of_process(id, "smaps_rollup")?, kind))?
        });
        let largest = renderers.max().ok_or_else(|| Failure("no renderer is found".to_owned()))?;
        Ok(f64::from(largest) / 1000.0)
    }
}

/// What the system tells of a process.
fn of_process(id: u32, what: &str) -> Option<String> {
    std::fs::read_to_string(format!("/proc/{id}/{what}")).ok()
}

/// Whether a process was started by another, or by one that was.
fn descends_from(id: u32, ancestor: u32) -> bool {
    let parent = |id: u32| {
        let status = of_process(id, "status")?;
        status.lines().find_map(|it| it.strip_prefix("PPid:"))?.trim().parse().ok()
    };
    std::iter::successors(Some(id), |id| parent(*id)).any(|it| it == ancestor)
}

fn kilobytes(rollup: &str, kind: &str) -> Option<u32> {
    let line = rollup.lines().find(|it| it.starts_with(kind))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// What scripts time acts on a table with: `time` does something and waits until the picture shows what it looks for.
pub(crate) const TIMING: &str = "
    const frame = () => new Promise(requestAnimationFrame);
    const pause = () => new Promise(resolve => setTimeout(resolve, 600));
    // A message comes once the picture of the frame has been made.
    const painted = () => new Promise(resolve => {
        const channel = new MessageChannel();
        channel.port1.onmessage = resolve;
        channel.port2.postMessage(null);
    });
    const grid = document.querySelector('[role=grid]');
    const first = () => grid.querySelector('[aria-rowindex=\"2\"]')?.textContent;
    const count = () => grid.ariaRowCount;
    const header = name => [...grid.querySelectorAll('[role=columnheader]')]
        .find(it => it.innerText.startsWith(name)).querySelector('button');
    const time = async (look, act) => {
        await frame();
        const before = look();
        const start = performance.now();
        act();
        do { await frame(); } while (look() === before);
        await painted();
        return performance.now() - start;
    };";

const ACT: &str = "
    const [rounds, done] = arguments;
    const figure = () => document.querySelector('.tile-figure').textContent;
    const search = text => {
        const field = document.querySelector('input[type=search]');
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const clear = async () => {
        const sorted = () => grid.querySelector('[aria-sort$=cending] button');
        while (sorted()) { sorted().click(); await pause(); }
        document.querySelectorAll('.filter-chip').forEach(it => it.click());
        search('');
        await pause();
    };
    const acts = [
        [first, () => header('Customer').click()],
        [first, () => header('Submitted').click()],
        [count, () => [...grid.querySelectorAll('.cell-filter')]
            .find(it => it.innerText === 'Sale').click()],
        [count, () => search('an')],
        [count, () => search('and')],
        [figure, () => [...grid.querySelectorAll('.cell-filter')]
            .find(it => it.innerText === 'Sale').click()],
    ];
    // What follows from a press is done before the next task.
    const draw = async () => {
        const part = document.querySelector('.legend-entry');
        part.click();
        await pause();
        const start = performance.now();
        part.click();
        await new Promise(resolve => setTimeout(resolve));
        return performance.now() - start;
    };
    // The rows in view: number, text and place of each.
    const inView = () => {
        const box = grid.getBoundingClientRect();
        const head = grid.querySelector('[role=columnheader]').offsetHeight;
        const [top, bottom] = [box.top + head, box.top + grid.clientHeight];
        const places = [...grid.querySelectorAll('.grid-track [aria-rowindex]')]
            .map(row => [row, row.getBoundingClientRect()])
            .filter(([, place]) => place.bottom > top + 1 && place.top < bottom - 1)
            .sort(([, place], [, other]) => place.top - other.top);
        return places.map(([row, place]) =>
            [row.getAttribute('aria-rowindex'), row.textContent, Math.round(place.top)].join(' '));
    };
    const jump = async part => {
        const row = grid.querySelector('.grid-track [aria-rowindex]').offsetHeight;
        const head = grid.querySelector('[role=columnheader]').offsetHeight;
        const most = grid.scrollHeight - grid.clientHeight;
        const place = Math.floor(part * most);
        const rows = (grid.ariaRowCount - 1) * row - (grid.clientHeight - head);
        // Past the end of what a browser can scroll through, a pixel stands for several.
        const wanted = Math.floor(place / most * rows / row) + 2;
        await frame();
        await painted();
        // In a task of its own, as the thumb's moves come, so that the very next picture shows the place.
        grid.scrollTop = place;
        const pictures = [];
        while (pictures.length < 30) {
            await frame();
            await painted();
            pictures.push(inView().join('; '));
        }
        await pause();
        const [first, last] = [Number.parseInt(inView()[0]), inView().join('; ')];
        // A row of which a pixel is in view may count as the first or not.
        const isRight = Math.abs(first - wanted) <= 1;
        return isRight ? pictures.findLastIndex(it => it !== last) + 2 : pictures.length;
    };
    (async () => {
        const millis = acts.map(() => []);
        const jump_pictures = [];
        grid.scrollIntoView();
        for (let round = 0; round < rounds; round++) {
            for (const [place, [look, act]] of acts.entries()) {
                if (place !== 4) await clear();
                millis[place].push(await time(look, act));
                await pause();
            }
            await clear();
            jump_pictures.push(await jump(0.3 + 0.4 * round / rounds));
            grid.scrollTop = 0;
            await pause();
        }
        const draw_millis = [];
        [...document.querySelectorAll('.segment')].find(it => it.innerText === 'Agent').click();
        await pause();
        for (let round = 0; round < rounds; round++) draw_millis.push(await draw());
        done({ millis, jump_pictures, draw_millis });
    })()";
