//! What a reader does most, in Firefox; the other tests run in Chromium.

use cubeboard_e2e::JANUARY_SALES;
use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;

#[tokio::test]
async fn a_campaign_is_read_searched_sorted_and_opened() -> Outcome {
    let relay = Relay::demo().await?;
    let page = Page::inside(Engine::Firefox, relay.origin(), &Looks::default()).await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.chart_is_drawn().await?;
    page.fill("Search responses", "ås").await?;
    page.shows_rows(13).await?;
    page.click("button", "Customer").await?;
    page.row_where(|row| row[4].starts_with("Arne")).await?;
    page.keys_in_grid(&["ArrowDown", "Enter"]).await?;
    page.has("dialog", "Response").await?;
    page.press_escape().await?;
    page.is_gone("dialog", "Response").await?;
    page.click("button", "Connection").await?;
    page.click("button", "Test connection").await?;
    page.sees("The connection works.").await
}
