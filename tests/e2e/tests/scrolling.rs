//! The table's rows under wheel, finger and keys: none is ever blank, and every one can be reached, in Firefox too.

use std::time::Duration;

use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::{A_MILLION_CALLS, A_YEAR_OF_CALLS, demo};

const TWO_MINUTES: Duration = Duration::from_mins(2);
const ROW_HEIGHT_PX: f64 = 36.0;
const PAGE_DOWN: char = '\u{E00F}';

#[tokio::test]
async fn no_row_is_blank_under_the_wheel_a_finger_or_keys() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(A_YEAR_OF_CALLS).await?;
    page.sees_within(TWO_MINUTES, "100,000 of 100,000 responses").await?;
    page.watch_grid().await?;
    page.wheel_over_grid(60, 400).await?;
    page.wheel_over_grid(30, 5_000).await?;
    page.wheel_over_grid(40, -3_000).await?;
    let wheel = page.watched().await?;
    assert!(wheel.moved >= 40 && wheel.blank == 0, "{wheel:?}");

    page.watch_grid().await?;
    page.swipe_over_grid(12).await?;
    let finger = page.watched().await?;
    assert!(finger.moved >= 20 && finger.blank == 0, "{finger:?}");

    page.keys_in_grid(&["Home"]).await?;
    page.watch_grid().await?;
    page.press_key(PAGE_DOWN, 60).await?;
    let keys = page.watched().await?;
    assert!(keys.moved >= 20 && keys.blank == 0, "{keys:?}");
    Ok(())
}

#[tokio::test]
async fn every_one_of_a_million_rows_is_within_reach_in_both_browsers() -> Outcome {
    let relay = Relay::demo().await?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = Page::inside(engine, relay.origin(), &Looks::default()).await?;
        page.open(A_MILLION_CALLS).await?;
        page.sees_within(2 * TWO_MINUTES, "1,000,000 of 1,000,000 responses").await?;
        page.grid_row(1_000_000).await?;
        page.row_is_in_view(1_000_000).await?;
        page.grid_row(500_000).await?;
        let rows = page.grid_rows_in_document().await?;
        assert!(rows <= 80, "{rows} rows are in the document of {engine:?}");

        // A step of the wheel is as long as it is where nothing is capped.
        let before = page.grid_place().await?;
        page.watch_grid().await?;
        page.wheel_over_grid(10, 100).await?;
        page.grid_is_at(before + 1_000.0).await?;
        page.wheel_over_grid(200, 20_000).await?;
        let watched = page.watched().await?;
        assert!(watched.moved > 50 && watched.blank == 0, "{watched:?} in {engine:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_table_that_was_scrolled_shows_rows_again_after_an_empty_answer() -> Outcome {
    let relay = Relay::demo().await?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = Page::inside(engine, relay.origin(), &Looks::default()).await?;
        page.open(JANUARY).await?;
        page.sees("634 of 634 responses").await?;
        page.grid_row(300).await?;
        page.fill("Response type", "Nothing").await?;
        page.click("button", "Load").await?;
        page.is_gone("grid", "Responses").await?;
        page.click("button", "All types").await?;
        page.sees("634 of 634 responses").await?;
        // Chromium has it where it was, and Firefox at its top.
        let place = page.grid_place().await?;
        let is_above = |row: &u16| f64::from(*row) * ROW_HEIGHT_PX < place + 1.0;
        page.row_is_in_view((1..=634).filter(is_above).count() + 1).await?;
    }
    Ok(())
}
