//! What a reader does most, in Firefox; the other tests run in Chromium.

use cubeboard_e2e::JANUARY_SALES;
use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::states::JANUARY;

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

#[tokio::test]
async fn an_answer_is_drawn_filtered_and_told_in_norwegian() -> Outcome {
    let relay = Relay::demo().await?;
    let page = Page::inside(Engine::Firefox, relay.origin(), &Looks::default()).await?;
    page.open(&format!("{JANUARY}&compare=previous")).await?;
    page.sees("634 of 634 responses").await?;
    page.chart_is_drawn().await?;
    page.sees("▲").await?;
    let tip = page.point_at_chart(0.3).await?;
    assert!(tip.number("Sale").is_some(), "{tip:?}");
    page.press_chart(0.3).await?;
    page.has("button", "Remove all filters").await?;
    page.click("button", "Remove all filters").await?;
    page.shows_rows(634).await?;

    page.click("button", "Filter by type").await?;
    page.click("checkbox", "Sale 207").await?;
    page.shows_rows(207).await?;
    page.press_escape().await?;
    page.click_cell(1, "Agent").await?;
    page.sees("of 634 shown").await?;
    let numbers = page.numbers("Responses per day").await?;
    assert_eq!(numbers.len(), 31);
    assert!(page.overflows().await?.is_empty(), "everything has room");

    page.click("button", "Norsk").await?;
    page.sees("634 av 634 responser").await?;
    page.has("grid", "Responser").await?;
    page.click("button", "Hurtigtaster").await?;
    page.has("dialog", "Hurtigtaster").await?;
    page.press_escape().await?;
    page.is_gone("dialog", "Hurtigtaster").await?;
    Ok(())
}
