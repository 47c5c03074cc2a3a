//! What the reader is told while nothing new comes: no network, old rows, none at all, and how long it still takes.

use std::time::Duration;

use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::{A_YEAR_OF_CALLS, JANUARY_SALES, demo};

#[tokio::test]
async fn without_a_network_that_is_said_and_loading_goes_on_by_itself_later() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.browser().cut_off(true).await?;
    let alert = page.alert().await?;
    assert!(alert.starts_with("This device is offline."), "{alert}");
    page.fill("Response type", "Offer").await?;
    page.click("button", "Load").await?;
    page.sees("the rows are from the earlier query, read").await?;
    assert_eq!(page.grid_row_count().await?, 207, "the rows stay");
    page.sees_within(Duration::from_secs(30), "Try again").await?;
    page.browser().cut_off(false).await?;
    page.sees("67 of 67 responses").await?;
    assert!(!page.text().await?.contains("offline"));
    Ok(())
}

#[tokio::test]
async fn what_is_loading_says_how_long_it_still_takes() -> Outcome {
    let (_relay, page) = demo().await?;
    page.browser().delay_replies(Duration::from_millis(400)).await?;
    page.open(A_YEAR_OF_CALLS).await?;
    page.sees("s left").await?;
    page.sees_within(Duration::from_secs(40), "100,000 of 100,000 responses").await?;
    assert!(!page.text().await?.contains("s left"));
    Ok(())
}

#[tokio::test]
async fn an_empty_result_offers_other_questions() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-31&type=sale").await?;
    page.sees("No responses in this period.").await?;
    page.has("button", "All of 2017").await?;
    for part in [("region", "Summary"), ("figure", "Responses per day"), ("grid", "Responses")] {
        page.is_gone(part.0, part.1).await?;
    }
    page.click("button", "All types").await?;
    page.sees("634 of 634 responses").await?;
    assert_eq!(page.value_of("Response type").await?, "");
    page.is_gone("button", "All types").await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-01&type=Nothing").await?;
    page.click("button", "All of 2017").await?;
    assert_eq!(page.value_of("To").await?, "2017-12-31");
    Ok(())
}

#[tokio::test]
async fn the_bar_says_where_the_answer_comes_from() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("Connected through relay").await?;
    page.open(&format!("{JANUARY_SALES}&demo=1")).await?;
    page.sees("Invented data").await
}
