//! How fast it is on this machine: figures for people, printed and never judged.

use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::figures::figure;
use cubeboard_e2e::{A_YEAR_OF_CALLS, JANUARY_SALES, demo};
use tokio::sync::Mutex;

/// Two measurements at a time would measure each other.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

#[tokio::test]
async fn until_the_page_can_be_used() -> Outcome {
    let _alone = ONE_AT_A_TIME.lock().await;
    let (_relay, page) = demo().await?;
    page.open("/").await?;
    let interactive = page.mark_millis("cubeboard:interactive").await?;
    figure("first visit, the form can be used after", interactive, "ms");
    page.open("/?campaign=926").await?;
    let interactive = page.mark_millis("cubeboard:interactive").await?;
    figure("further visit, the form can be used after", interactive, "ms");
    Ok(())
}

#[tokio::test]
async fn until_responses_are_there() -> Outcome {
    let _alone = ONE_AT_A_TIME.lock().await;
    let (_relay, page) = demo().await?;
    for (name, address) in [("207", JANUARY_SALES), ("100,000", A_YEAR_OF_CALLS)] {
        page.open(address).await?;
        let complete = page.mark_millis("cubeboard:complete").await?;
        let first = page.mark_millis("cubeboard:first-rows").await?;
        figure(&format!("first of {name} responses after"), first, "ms");
        figure(&format!("all {name} responses after"), complete, "ms");
    }
    Ok(())
}
