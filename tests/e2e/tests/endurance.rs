//! A page that is used for long, or for much, needs no more memory than it has to. Memory is counted in bytes, nodes and
//! listeners, so that no machine is too slow for it.

use std::time::Duration;

use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::figures::figure;
use cubeboard_e2e::held::GROWTH_STEP;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::{A_MILLION_CALLS, demo};

/// Set when the last row of a query is painted, and taken away when the next begins.
const COMPLETE: &str = "cubeboard:complete";

/// Not by the driver, which keeps all elements that it was ever told of.
const PRESS: &str = "document.querySelector(`[aria-label='${arguments[0]}']`).click()";

#[tokio::test]
async fn fifty_queries_end_with_the_memory_and_the_nodes_of_the_third() -> Outcome {
    let (_relay, page) = demo().await?;
    page.watch_memory().await?;
    page.open("/?campaign=2100&from=2025-01-01&to=2025-01-31").await?;
    page.mark_millis(COMPLETE).await?;
    let mut third = None;
    for number in 2..=51 {
        // Two months by turns.
        let is_even = number % 2 == 0;
        let button = if is_even { "Next period" } else { "Previous period" };
        page.read::<()>(PRESS, vec![button.into()]).await?;
        page.sees(if is_even { "Feb 2025" } else { "Jan 2025" }).await?;
        page.mark_millis(COMPLETE).await?;
        if number == 3 {
            third = Some(page.held().await?);
        }
    }
    let (third, last) = (third.expect("the third was counted"), page.held().await?);
    let said = format!("{third:?}, in the end {last:?}");
    // One for each query would be 48; the same page differs by some, as texts come and go.
    assert!(last.nodes < third.nodes + 48, "{said}");
    assert!(last.listeners < third.listeners + 48, "{said}");
    // Of twelve runs seven ended with the very memory of the third, and five one step above it. Two would be 11 kB for
    // each query.
    assert!(last.wasm_bytes < third.wasm_bytes + 2 * GROWTH_STEP, "{said}");
    Ok(())
}

#[tokio::test]
async fn going_back_and_forth_between_rows_and_none_takes_no_more_memory() -> Outcome {
    let (_relay, page) = demo().await?;
    page.watch_memory().await?;
    page.open(JANUARY).await?;
    page.sees("634 of 634 responses").await?;
    page.fill("Response type", "Nothing").await?;
    page.click("button", "Load").await?;
    page.sees("No responses in this period.").await?;
    let mut third = None;
    for number in 3..=102 {
        let (step, seen) = match number % 2 {
            0 => ("history.forward()", "No responses in this period."),
            _ => ("history.back()", "634 of 634 responses"),
        };
        page.read::<()>(step, vec![]).await?;
        page.sees(seen).await?;
        if number == 3 {
            third = Some(page.held().await?);
        }
    }
    let (third, last) = (third.expect("the third was counted"), page.held().await?);
    // Cards that were made anew each time left 3 MB.
    assert!(last.wasm_bytes <= third.wasm_bytes + GROWTH_STEP, "{third:?}, in the end {last:?}");
    Ok(())
}

#[tokio::test]
async fn a_million_responses_are_sorted_filtered_and_scrolled_within_a_gigabyte() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(A_MILLION_CALLS).await?;
    page.sees_within(Duration::from_mins(2), "1,000,000 of 1,000,000 responses").await?;
    let mut most = page.memory_megabytes()?;
    let mut look = || page.memory_megabytes().map(|it| most = most.max(it));
    for (column, place, first) in [("Customer", 4, "A"), ("Agent", 3, "amina.yusuf")] {
        page.click_column(column, None).await?;
        page.row_where(|row| row[place].starts_with(first)).await?;
        look()?;
    }
    page.fill("Search responses", "hansen").await?;
    page.sees("of 1,000,000 shown").await?;
    look()?;
    page.click("button", "Remove all filters").await?;
    page.shows_rows(1_000_000).await?;
    for row in [500_000, 1_000_000, 1] {
        page.grid_row(row).await?;
        look()?;
    }
    figure("a million responses, most memory", most, "MB");
    assert!(most < 1000.0, "{most} MB");
    Ok(())
}
