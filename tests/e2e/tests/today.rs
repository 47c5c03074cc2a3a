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

#[tokio::test]
async fn a_period_in_the_address_is_counted_from_today_and_moves_on_when_it_is_loaded_again()
-> Outcome {
    let (_relay, page) = demo().await?;
    page.browser().run_in_every_document(&now_is("2017-01-31T22:59:00Z")).await?;
    page.open("/?demo=1&campaign=926&period=this-month").await?;
    page.sees("complete").await?;
    assert_eq!(days(&page).await?, ["2017-01-01", "2017-01-31"]);
    page.read::<()>("window.now += 120000", vec![]).await?;
    page.click("gridcell", "Sale").await?;
    assert_eq!(days(&page).await?, ["2017-01-01", "2017-01-31"], "as long as it stands open");
    page.click("button", "Load").await?;
    eventually(async || match days(&page).await? {
        days if days == ["2017-02-01", "2017-02-28"] => Ok(()),
        days => Err(Failure(format!("{days:?}"))),
    })
    .await?;
    let address = page.address().await?;
    assert!(address.contains("period=this-month") && !address.contains("from="), "{address}");
    Ok(())
}

#[tokio::test]
async fn a_period_stays_one_in_the_address_until_other_days_are_asked_for() -> Outcome {
    let (_relay, page) = demo().await?;
    page.browser().run_in_every_document(&now_is("2017-01-18T12:00:00Z")).await?;
    page.open("/?demo=1&campaign=926&from=2017-01-01&to=2017-01-02").await?;
    for (button, asked) in [
        ("This week", "period=this-week"),
        ("Load", "period=this-week"),
        ("Previous period", "from=2017-01-09&to=2017-01-15"),
        ("Last month", "period=last-month"),
    ] {
        page.click("button", button).await?;
        address_asks(&page, asked).await?;
    }
    page.fill("To", "2016-12-30").await?;
    page.click("button", "Load").await?;
    address_asks(&page, "from=2016-12-01&to=2016-12-30").await
}

#[tokio::test]
async fn a_period_that_does_not_exist_is_a_mistake_at_the_periods() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open("/?demo=1&campaign=926&period=tomorrow").await?;
    page.sees("There is no period of the name in the address.").await?;
    let described = "return document.getElementById(document.querySelector('.period-strip')
        .getAttribute('aria-describedby')).getAttribute('role')";
    assert_eq!(page.read::<String>(described, vec![]).await?, "alert");
    page.click("button", "Yesterday").await?;
    address_asks(&page, "period=yesterday").await
}

/// Waits until the address of the demo's campaign 926 asks for these days.
async fn address_asks(page: &Page, asked: &str) -> Outcome {
    eventually(async || match page.address().await? {
        address if address.ends_with(&format!("/?campaign=926&{asked}&demo=1")) => Ok(()),
        address => Err(Failure(address)),
    })
    .await
}

/// The days that stand in the form.
async fn days(page: &Page) -> Outcome<[String; 2]> {
    Ok([page.value_of("From").await?, page.value_of("To").await?])
}

/// Names of the periods that stand in the form.
async fn pressed(page: &Page) -> Outcome<Vec<String>> {
    let names = "return [...document.querySelectorAll('.period-strip [aria-pressed=true]')]
        .map(it => it.innerText)";
    page.read(names, vec![]).await
}
