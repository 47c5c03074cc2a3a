//! Following: a page that stands open keeps up with a list that grows. Time is compressed: a minute of the page's clock is
//! a second or less of the test's.

use std::time::Duration;

use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::growing::{growing, time_flies};
use cubeboard_e2e::held::GROWTH_STEP;
use cubeboard_e2e::page::Key;
use cubeboard_e2e::waiting::{eventually, within};

const TODAY: &str = "/?campaign=926&period=today&follow=1";

/// The customer's name in the first row of the table that is wholly in view, and how far down it stands.
const FIRST_IN_VIEW: &str = "
    const grid = document.querySelector('[role=grid]').getBoundingClientRect();
    const rows = [...document.querySelectorAll('[role=grid] [role=row][aria-rowindex]')]
        .filter(row => row.querySelector('[role=gridcell]'))
        .map(row => [row.innerText.match(/Customer [0-9]+/)?.[0], row.getBoundingClientRect().top])
        .filter(([_, top]) => top >= grid.top + 37)
        .sort((one, other) => one[1] - other[1]);
    return [rows[0][0], Math.round(rows[0][1])]";

#[tokio::test]
async fn new_rows_come_in_without_moving_what_the_reader_looks_at() -> Outcome {
    let (cube, _server, page) = growing(120, 60).await?;
    page.open(TODAY).await?;
    page.shows_rows(120).await?;
    let scroll = "document.querySelector('[role=grid]').scrollTop = 36 * 30";
    page.read::<()>(scroll, vec![]).await?;
    page.click("gridcell", "Customer 85").await?;
    page.press(&[Key::Enter]).await?;
    let before: (String, f64) = page.read(FIRST_IN_VIEW, vec![]).await?;
    cube.arrive(3);
    page.sees("123 of 123 responses").await?;
    page.has("button", "3 new").await?;
    assert_eq!(page.read::<(String, f64)>(FIRST_IN_VIEW, vec![]).await?, before);
    let drawer = "return document.querySelector('[role=dialog], .drawer').innerText";
    assert!(page.read::<String>(drawer, vec![]).await?.contains("Customer 85"));
    page.press_escape().await?;
    page.click("button", "3 new").await?;
    page.is_gone("button", "3 new").await
}

#[tokio::test]
async fn an_hour_of_following_costs_one_request_a_minute() -> Outcome {
    let (cube, _server, page) = growing(120, 600).await?;
    page.open(TODAY).await?;
    page.sees("no sign of change").await?;
    let (before, begin) = (cube.asked(), page.read::<f64>("return Date.now()", vec![]).await?);
    eventually(async || match page.read::<f64>("return Date.now()", vec![]).await? - begin {
        millis if millis > 3_600_000.0 => Ok(()),
        millis => Err(Failure(format!("{millis} ms have passed"))),
    })
    .await?;
    // Three pages are read twice every ten minutes, and else one once a minute.
    let asked = cube.asked() - before;
    assert!((60..=54 + 6 * 6 + 6).contains(&asked), "{asked} requests");
    Ok(())
}

#[tokio::test]
async fn eight_hours_of_following_end_with_the_memory_of_the_first() -> Outcome {
    const HOUR_MILLIS: f64 = 3_600_000.0;
    let (list, _server, page) = growing(200, 1200).await?;
    page.watch_memory().await?;
    page.open(TODAY).await?;
    page.sees("Updated").await?;
    let begin: f64 = page.read("return Date.now()", vec![]).await?;
    let after_hours = async |hours: f64| {
        within(Duration::from_mins(2), async || {
            match page.read::<f64>("return Date.now()", vec![]).await? - begin {
                millis if millis > hours * HOUR_MILLIS => Ok(()),
                millis => {
                    list.arrive(usize::from(list.asked() % 8 == 0));
                    Err(Failure(format!("{millis} ms have passed")))
                }
            }
        })
        .await?;
        page.held().await
    };
    let (first, before) = (after_hours(1.0).await?, list.asked());
    let end = after_hours(8.0).await?;
    let said = format!("{first:?}, in the end {end:?}");
    let refreshes = list.asked() - before;
    assert!(refreshes > 7 * 60 / 2, "{refreshes} requests");
    // Less than one for every second refresh: what shows new rows is made once, when the first of them come.
    assert!(end.nodes < first.nodes + 7 * 60 / 2, "{said}");
    assert!(end.listeners < first.listeners + 7 * 60 / 2, "{said}");
    assert!(end.wasm_bytes <= first.wasm_bytes + GROWTH_STEP, "{said}");
    Ok(())
}

#[tokio::test]
async fn a_page_that_nobody_looks_at_rests_and_catches_up_at_once() -> Outcome {
    let (cube, _server, page) = growing(3, 60).await?;
    page.open(TODAY).await?;
    page.sees("3 of 3 responses").await?;
    let hide = |is_hidden: bool| {
        format!(
            "Object.defineProperty(document, 'hidden', {{ value: {is_hidden}, configurable: true }});
            document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}))"
        )
    };
    page.read::<()>(&hide(true), vec![]).await?;
    let before = cube.asked();
    page.read::<()>("window.ahead += 3600000", vec![]).await?;
    cube.arrive(1);
    page.read::<()>("return new Promise(done => requestAnimationFrame(() => done(null)))", vec![])
        .await?;
    assert_eq!(cube.asked(), before);
    page.read::<()>(&hide(false), vec![]).await?;
    page.sees("4 of 4 responses").await
}

#[tokio::test]
async fn a_service_that_fails_is_told_of_and_the_page_goes_on_by_itself() -> Outcome {
    let (cube, _server, page) = growing(3, 120).await?;
    page.open(TODAY).await?;
    page.sees("3 of 3 responses").await?;
    cube.set_down(true);
    page.sees("Not up to date since 10:0").await?;
    page.sees("3 of 3 responses").await?;
    cube.arrive(1);
    cube.set_down(false);
    page.sees("4 of 4 responses").await
}

#[tokio::test]
async fn at_midnight_today_is_another_day() -> Outcome {
    let (_cube, _server, page) = growing(3, 60).await?;
    page.open(TODAY).await?;
    page.sees("3 of 3 responses").await?;
    page.read::<()>("window.ahead += 14 * 3600000", vec![]).await?;
    page.read::<()>("window.dispatchEvent(new Event('focus'))", vec![]).await?;
    eventually(async || match page.value_of("From").await? {
        day if day == "2017-01-11" => Ok(()),
        day => Err(Failure(day)),
    })
    .await?;
    assert!(page.address().await?.contains("period=today&follow=1"));
    Ok(())
}

#[tokio::test]
async fn the_switch_is_there_where_the_days_include_today_and_stands_in_the_address() -> Outcome {
    let (_cube, _server, page) = growing(3, 1).await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-09").await?;
    page.sees("complete").await?;
    page.is_gone("switch", "Follow").await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-10").await?;
    page.click("switch", "Follow").await?;
    page.sees("Updated").await?;
    assert!(page.address().await?.contains("follow=1"));
    Ok(())
}

#[tokio::test]
async fn after_its_last_day_a_range_is_read_once_more_and_then_rests() -> Outcome {
    let (list, _server, page) = growing(3, 60).await?;
    page.open("/?campaign=926&from=2017-01-10&to=2017-01-10&follow=1").await?;
    page.sees("3 of 3 responses").await?;
    list.arrive(1);
    // Past midnight in Oslo, before the next refresh is due.
    page.read::<()>("window.ahead += 14 * 3600000 + 60000", vec![]).await?;
    page.read::<()>("window.dispatchEvent(new Event('focus'))", vec![]).await?;
    page.sees("4 of 4 responses").await?;
    page.is_gone("switch", "Follow").await?;
    let before = list.asked();
    page.read::<()>("window.ahead += 3600000", vec![]).await?;
    // It looks whether something is due in each second of its time, of which a picture has one.
    let frames = "return new Promise(done => {
        const draw = rest => rest ? requestAnimationFrame(() => draw(rest - 1)) : done(null);
        draw(10);
    })";
    page.read::<()>(frames, vec![]).await?;
    assert_eq!(list.asked(), before);
    Ok(())
}

/// Has each worker's time fly as the page's does.
fn time_flies_in_workers(clock: &str) -> String {
    let clock = serde_json::json!(clock);
    format!(
        "const script = text => URL.createObjectURL(new Blob([text], {{ type: 'text/javascript' }}));
        const RealWorker = Worker;
        window.Worker = class extends RealWorker {{
            constructor(url, options) {{
                const parts = [script({clock}), new URL(url, location.href)];
                super(script(parts.map(part => `import '${{part}}';`).join('')), options);
            }}
        }};"
    )
}

#[tokio::test]
async fn the_demos_live_campaign_grows() -> Outcome {
    let (_list, _server, page) = growing(0, 1).await?;
    let clock = time_flies("2026-03-03T09:00:00Z", 600);
    page.browser().run_in_every_document(&format!("{{ {clock} }}")).await?;
    let clock = format!("self.window = self; {clock}");
    page.browser().run_in_every_document(&time_flies_in_workers(&clock)).await?;
    page.open("/?campaign=2026&period=today&follow=1&demo=1").await?;
    page.sees("Updated").await?;
    let before = page.grid_row_count().await?;
    assert!(before > 0);
    eventually(async || match page.grid_row_count().await? {
        count if count > before + 3 => Ok(()),
        count => Err(Failure(format!("{count} rows, {before} before"))),
    })
    .await
}
