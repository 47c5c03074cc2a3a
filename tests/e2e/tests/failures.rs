//! When something is wrong, the reader is told what and what to do, and keeps what was loaded.

use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::{JANUARY_SALES, demo};

#[tokio::test]
async fn an_impossible_day_in_an_address_is_named() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open("/?campaign=926&from=2017-02-30&to=2017-03-31").await?;
    assert_eq!(page.alert().await?, "There is no such day.");
    Ok(())
}

#[tokio::test]
async fn a_first_day_after_the_last_is_refused_before_anything_is_sent() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.fill("From", "2017-02-01").await?;
    page.click("button", "Load").await?;
    assert_eq!(page.alert().await?, "This day comes before the first one.");
    assert_eq!(page.grid_row_count().await?, 207, "the rows stay");
    Ok(())
}

#[tokio::test]
async fn an_unknown_campaign_is_named_with_what_to_do() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open("/?campaign=999999&from=2017-01-01&to=2017-01-31").await?;
    let alert = page.alert().await?;
    says(&alert, "Cube has no such campaign.");
    says(&alert, "Check the campaign's number");
    page.is_gone("region", "Summary").await?;
    Ok(())
}

#[tokio::test]
async fn a_stopped_relay_is_told_apart_and_the_rows_stay() -> Outcome {
    let (relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    relay.stop().await?;
    page.click("button", "Load").await?;
    let alert = page.alert().await?;
    says(&alert, "The service cannot be reached.");
    says(&alert, "Check that the relay is running");
    page.has("button", "Try again").await?;
    assert_eq!(page.grid_row_count().await?, 207, "the rows stay");
    Ok(())
}

#[track_caller]
fn says(alert: &str, part: &str) {
    assert!(alert.contains(part), "the alert says: {alert}");
}
