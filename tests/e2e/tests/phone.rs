//! On a screen as narrow as a phone's.

use cubeboard_e2e::JANUARY_SALES;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::{Key, Page};
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::states::JANUARY;

const LINE: &str = "926 · Winter 2017 · 1 Jan – 31 Jan 2017 · Sale";

async fn phone() -> Outcome<(Relay, Page)> {
    phone_of(Relay::demo().await?).await
}

async fn phone_of(relay: Relay) -> Outcome<(Relay, Page)> {
    let looks = Looks { width_px: 390, height_px: 844, ..Looks::default() };
    let page = Page::at(relay.origin(), &looks).await?;
    Ok((relay, page))
}

#[tokio::test]
async fn the_query_folds_to_one_line_and_unfolds_again() -> Outcome {
    let (_relay, page) = phone().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.is_gone("button", "Load").await?;
    page.click("button", LINE).await?;
    page.fill("Response type", "Offer").await?;
    page.click("button", "Load").await?;
    page.is_gone("button", "Load").await?;
    let focused: String = page.read("return document.activeElement.id", vec![]).await?;
    assert_eq!(focused, "query-line", "the focus is where the form went");
    page.press(&[Key::Enter]).await?;
    page.has("button", "Load").await
}

#[tokio::test]
async fn a_mistake_unfolds_the_query() -> Outcome {
    let (_relay, page) = phone().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.click("button", LINE).await?;
    page.fill("From", "2017-02-01").await?;
    page.click("button", "Load").await?;
    assert_eq!(page.alert().await?, "This day comes before the first one.");
    page.has("button", "Load").await
}

#[tokio::test]
async fn the_chart_stays_where_it_is_when_all_is_there() -> Outcome {
    let (_relay, page) = phone_of(Relay::demo_with("delay=400").await?).await?;
    page.open(JANUARY).await?;
    page.sees("Responses per day").await?;
    let before: u32 = page.read(CHART_TOP, vec![]).await?;
    page.has("button", "Stop").await?;
    page.sees("634 of 634 responses").await?;
    page.is_gone("button", "Stop").await?;
    let after: u32 = page.read(CHART_TOP, vec![]).await?;
    assert_eq!(after, before, "pixels from the top of the screen");
    Ok(())
}

const CHART_TOP: &str =
    "return Math.round(document.querySelector('.chart-card').getBoundingClientRect().top)";

#[tokio::test]
async fn the_periods_scroll_inside_their_own_strip() -> Outcome {
    let (_relay, page) = phone().await?;
    page.open("/").await?;
    page.has("button", "Load").await?;
    let (strip, chip, page_width): (u32, u32, u32) = page
        .read(
            "const strip = document.querySelector('.period-strip');
             return [strip.clientHeight, strip.firstElementChild.offsetHeight,
                 document.documentElement.scrollWidth]",
            vec![],
        )
        .await?;
    assert!(strip < 2 * chip, "the periods take {strip} px and one of them {chip}");
    assert!(page_width <= 390, "the page is {page_width} px wide");
    page.click("button", "This year").await
}
