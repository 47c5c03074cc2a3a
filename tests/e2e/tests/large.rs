//! A hundred thousand responses: few rows in the document, every row within reach, and a load that
//! can be stopped.

use std::time::Duration;

use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::{A_YEAR_OF_CALLS, demo};

const TWO_MINUTES: Duration = Duration::from_mins(2);

#[tokio::test]
async fn only_rows_in_view_are_in_the_document_and_the_last_is_within_reach() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(A_YEAR_OF_CALLS).await?;
    page.sees_within(TWO_MINUTES, "100,000 of 100,000 responses").await?;

    assert_eq!(page.grid_row_count().await?, 100_000);
    let rows = page.grid_rows_in_document().await?;
    assert!(rows <= 80, "{rows} rows are in the document");
    page.grid_row(50_000).await?;
    page.grid_row(100_000).await?;
    let rows = page.grid_rows_in_document().await?;
    assert!(rows <= 80, "{rows} rows are in the document at the end");
    Ok(())
}

#[tokio::test]
async fn stop_keeps_the_rows_and_says_that_some_are_missing() -> Outcome {
    let (_relay, page) = demo().await?;
    page.browser().delay_replies(Duration::from_millis(200)).await?;
    page.open(A_YEAR_OF_CALLS).await?;
    page.grid_row(1).await?;
    page.has("progressbar", "Loading responses").await?;
    page.click("button", "Stop").await?;

    page.sees("stopped before the end").await?;
    page.sees("of 100,000 responses").await?;
    page.has("button", "Load").await?;
    let rows = page.grid_row_count().await?;
    assert!((500..100_000).contains(&rows), "{rows} rows after Stop");
    Ok(())
}
