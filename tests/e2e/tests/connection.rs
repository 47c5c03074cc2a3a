//! Where Cube is asked and as whom: a test of the connection tells what is in the way, and credentials stay in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::static_files::StaticFiles;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{JANUARY_SALES, demo, folders};
use tokio::sync::Notify;
use tower_http::services::ServeDir;

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
async fn credentials_outlive_a_reload_only_where_the_reader_says_so_and_are_forgotten() -> Outcome {
    let (_relay, page) = dialog().await?;
    let keep = "Keep the token for this tab";
    let reopen = async || {
        page.open("/").await?;
        page.click("button", "Connection").await
    };
    let kept = async || -> Outcome<String> {
        page.read("return JSON.stringify([localStorage, sessionStorage])", vec![]).await
    };
    page.click("radio", "Token").await?;
    page.fill("Token", "s3cret-token").await?;
    page.click("button", "Use this connection").await?;
    assert!(!kept().await?.contains("s3cret"));
    reopen().await?;
    page.click("radio", "Token").await?;
    assert_eq!(page.value_of("Token").await?, "");

    page.fill("Token", "s3cret-token").await?;
    page.click("checkbox", keep).await?;
    page.click("button", "Use this connection").await?;
    reopen().await?;
    assert_eq!(page.value_of("Token").await?, "s3cret-token");
    let lasting: String = page.read("return JSON.stringify(localStorage)", vec![]).await?;
    assert!(!lasting.contains("s3cret"), "{lasting}");

    page.click("button", "Forget credentials").await?;
    assert!(!kept().await?.contains("s3cret"));
    reopen().await?;
    page.click("radio", "Token").await?;
    assert_eq!(page.value_of("Token").await?, "");
    Ok(())
}

#[tokio::test]
async fn user_and_password_are_kept_nowhere_whatever_is_ticked() -> Outcome {
    let (relay, page) = dialog().await?;
    let keep = "Keep the endpoint for this tab. User and password are not kept: sign in anew after a reload.";
    let reopen = async || {
        page.open("/").await?;
        page.click("button", "Connection").await
    };
    page.fill("Endpoint", relay.origin()).await?;
    // A token that was typed first is none that signs in.
    page.click("radio", "Token").await?;
    page.fill("Token", "s3cret-token").await?;
    page.click("radio", "User and password").await?;
    page.fill("User", "s3cret-user").await?;
    page.fill("Password", "s3cret-password").await?;
    page.click("checkbox", keep).await?;
    page.click("button", "Use this connection").await?;
    page.is_gone("dialog", "Connection").await?;
    let traces: String = page.read(WHAT_IS_KEPT, vec![]).await?;
    assert!(!traces.contains("s3cret"), "{traces}");

    reopen().await?;
    assert_eq!(page.value_of("Endpoint").await?, relay.origin());
    assert_eq!(page.value_of("User").await?, "");
    assert_eq!(page.value_of("Password").await?, "");
    page.click("radio", "Token").await?;
    assert_eq!(page.value_of("Token").await?, "");
    Ok(())
}

#[tokio::test]
async fn a_password_that_an_earlier_page_kept_is_taken_away_unused() -> Outcome {
    let (relay, page) = dialog().await?;
    let kept = format!("?kind=password&endpoint={}&user=kari&password=s3cret", relay.origin());
    let keep = "sessionStorage.setItem('cubeboard.sign-in', arguments[0]); return null";
    page.read::<Option<()>>(keep, vec![kept.into()]).await?;
    page.open("/").await?;
    page.click("button", "Connection").await?;
    assert_eq!(page.value_of("Password").await?, "");
    let traces: String = page.read(WHAT_IS_KEPT, vec![]).await?;
    assert!(!traces.contains("s3cret"), "{traces}");
    Ok(())
}

#[tokio::test]
async fn of_two_tests_the_newer_one_counts_whichever_is_answered_last() -> Outcome {
    let gate = Arc::new(Notify::new());
    let (asked, opened) = (Arc::new(AtomicUsize::new(0)), Arc::clone(&gate));
    let answer = async move || {
        if asked.fetch_add(1, Ordering::Relaxed) == 0 {
            opened.notified().await;
            return StatusCode::UNAUTHORIZED.into_response();
        }
        "[]".into_response()
    };
    let router = Router::new()
        .route("/api/v1/campaigns", get(answer))
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open("/").await?;
    page.click("button", "Connection").await?;
    page.click("button", "Test connection").await?;
    page.click("button", "Test connection").await?;
    page.sees("The connection works.").await?;
    gate.notify_one();
    // What the first one brings has come once the browser has all of it.
    let script = "return performance.getEntriesByType('resource')
        .filter(it => it.name.endsWith('/api/v1/campaigns') && it.responseEnd > 0).length";
    eventually(async || match page.read::<usize>(script, vec![]).await? {
        2 => Ok(()),
        other => Err(Failure(format!("{other} of 2 replies are here"))),
    })
    .await?;
    page.has("button", "Test connection").await?;
    page.sees("The connection works.").await
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
