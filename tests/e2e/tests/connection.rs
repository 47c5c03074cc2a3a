//! Where Cube is asked and as whom: a test of the connection tells what is in the way, and credentials stay in memory.

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::static_files::StaticFiles;
use cubeboard_e2e::{JANUARY_SALES, demo, folders};

/// The page with its dialog open.
async fn dialog() -> Outcome<(Relay, Page)> {
    let (relay, page) = demo().await?;
    page.open("/").await?;
    page.click("button", "Connection").await?;
    page.has("dialog", "Connection").await?;
    Ok((relay, page))
}

/// Tests the connection to an endpoint.
async fn test(page: &Page, endpoint: &str) -> Outcome {
    page.fill("Endpoint", endpoint).await?;
    page.click("button", "Test connection").await
}

#[tokio::test]
async fn a_relay_that_serves_the_page_needs_nothing_filled_in() -> Outcome {
    let (_relay, page) = dialog().await?;
    page.click("button", "Test connection").await?;
    page.sees("The connection works.").await?;
    page.sees("For support, without credentials:").await
}

#[tokio::test]
async fn what_is_in_the_way_is_told_apart() -> Outcome {
    let (relay, page) = dialog().await?;
    test(&page, "relay").await?;
    page.sees("Enter a web address without credentials").await?;
    // A page that the relay serves may ask nobody else.
    test(&page, "http://127.0.0.1:9").await?;
    page.sees("This page may ask only where it comes from.").await?;
    test(&page, &format!("{}/no", relay.origin())).await?;
    page.sees("There is no Cube at this address.").await
}

#[tokio::test]
async fn a_relay_that_does_not_know_the_page_is_told_from_one_that_is_not_there() -> Outcome {
    let files = StaticFiles::of(&folders::page()?).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    page.open("/").await?;
    page.click("button", "Connection").await?;
    let relay = Relay::demo().await?;
    test(&page, relay.origin()).await?;
    page.sees("does not let this page read its replies").await?;
    relay.stop().await?;
    page.click("button", "Test connection").await?;
    page.sees("The service cannot be reached.").await
}

#[tokio::test]
async fn a_server_of_files_is_not_taken_for_cube() -> Outcome {
    let files = StaticFiles::of(&folders::page()?).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    page.open(JANUARY_SALES).await?;
    let alert = page.alert().await?;
    assert!(alert.contains("There is no Cube at this address."), "{alert}");
    page.open("/").await?;
    page.click("button", "Connection").await?;
    page.click("button", "Test connection").await?;
    page.sees("There is no Cube at this address.").await
}

#[tokio::test]
async fn credentials_stay_in_memory_and_are_forgotten_on_request() -> Outcome {
    let (_relay, page) = dialog().await?;
    page.click("radio", "Token").await?;
    page.fill("Token", "s3cret-token").await?;
    page.click("button", "Test connection").await?;
    page.sees("The connection works.").await?;
    let traces: String = page.read(WHAT_IS_KEPT, vec![]).await?;
    assert!(!traces.contains("s3cret"), "{traces}");
    page.click("button", "Forget credentials").await?;
    page.click("radio", "Token").await?;
    assert_eq!(page.value_of("Token").await?, "");
    Ok(())
}

#[tokio::test]
async fn the_dialog_speaks_the_readers_language() -> Outcome {
    let relay = Relay::demo().await?;
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    page.open("/?lang=nb").await?;
    page.click("button", "Tilkobling").await?;
    page.click("button", "Test tilkoblingen").await?;
    page.sees("Tilkoblingen virker.").await
}

/// Everything that outlives the page or can be read beside it.
const WHAT_IS_KEPT: &str = "
    const requests = performance.getEntriesByType('resource').map(it => it.name);
    const shown = [...document.querySelectorAll('textarea')].map(it => it.value);
    return JSON.stringify([location.href, document.cookie, localStorage, sessionStorage, requests, shown])";
