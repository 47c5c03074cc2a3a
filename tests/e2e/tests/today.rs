//! The day it is: by the clock that the reader chose, and after midnight too.

use cubeboard_e2e::demo;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::waiting::eventually;

/// Has the page take another time for now; `window.now` moves it later on.
fn now_is(instant: &str) -> String {
    format!(
        "window.now = Date.parse('{instant}');
        const Real = Date;
        window.Date = new Proxy(Real, {{
            construct: (_, given) => given.length ? new Real(...given) : new Real(window.now),
            get: (_, name) => name === 'now' ? () => window.now : Real[name],
        }});"
    )
}

async fn day_of_today(page: &Page) -> Outcome<String> {
    page.click("button", "Today").await?;
    page.value_of("From").await
}

#[tokio::test]
async fn today_is_the_day_of_the_chosen_clock_and_not_of_the_device() -> Outcome {
    // Report 16.
    for (now, zone, expected) in [
        ("2017-01-10T20:00:00Z", "Europe/Oslo", "2017-01-10"),
        ("2017-01-10T20:00:00Z", "local", "2017-01-11"),
        ("2017-01-10T23:30:00Z", "Europe/Oslo", "2017-01-11"),
        ("2017-01-10T23:30:00Z", "UTC", "2017-01-10"),
        ("2017-07-10T22:30:00Z", "Europe/Oslo", "2017-07-11"),
    ] {
        let (_relay, page) = demo().await?;
        page.browser().stand_in("Pacific/Auckland").await?;
        page.browser().run_in_every_document(&now_is(now)).await?;
        page.open(&format!("/?demo=1&tz={}", zone.replace('/', "%2F"))).await?;
        assert_eq!(day_of_today(&page).await?, expected, "{now} {zone}");
    }
    Ok(())
}

#[tokio::test]
async fn after_midnight_today_is_another_day() -> Outcome {
    // Report 42.
    let (_relay, page) = demo().await?;
    page.browser().run_in_every_document(&now_is("2017-01-10T22:59:00Z")).await?;
    page.open("/?demo=1&campaign=926&from=2017-01-10&to=2017-01-10").await?;
    page.sees("complete").await?;
    assert_eq!(pressed(&page).await?, ["Today"]);
    page.read::<()>("window.now += 120000", vec![]).await?;
    page.click("button", "Load").await?;
    eventually(async || match pressed(&page).await? {
        names if names == ["Yesterday"] => Ok(()),
        names => Err(Failure(format!("pressed: {names:?}"))),
    })
    .await?;
    assert_eq!(day_of_today(&page).await?, "2017-01-11");
    Ok(())
}

/// Names of the periods that stand in the form.
async fn pressed(page: &Page) -> Outcome<Vec<String>> {
    let names = "return [...document.querySelectorAll('.period-strip [aria-pressed=true]')]
        .map(it => it.innerText)";
    page.read(names, vec![]).await
}
