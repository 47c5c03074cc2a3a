//! The page starts, or says why not, where addresses, browsers and servers are as they really are.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::static_files::StaticFiles;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{demo, folders};
use tower_http::services::ServeDir;

/// What the address bar shows.
async fn address(page: &Page) -> Outcome<String> {
    page.read("return document.URL", vec![]).await
}

#[tokio::test]
async fn a_page_opened_with_credentials_in_its_address_goes_on_without_them() -> Outcome {
    // Report 17.
    let (relay, page) = demo().await?;
    let host = relay.origin().trim_start_matches("http://");
    page.open_at(&format!("http://user:pa%3Ass@{host}{JANUARY}")).await?;
    page.sees("634 of 634 responses").await?;
    let address = address(&page).await?;
    assert!(!address.contains("user") && address.contains("campaign=926"), "{address}");
    Ok(())
}

#[tokio::test]
async fn the_address_follows_also_where_its_path_begins_with_two_slashes() -> Outcome {
    // Report 27.
    let files = StaticFiles::of(&folders::page()?).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    page.open("//?demo=1&campaign=926&from=2017-01-01&to=2017-01-31").await?;
    page.sees("complete").await?;
    page.click("button", "Week").await?;
    eventually(async || match address(&page).await? {
        url if url.contains("//?") && url.contains("per=week") => Ok(()),
        url => Err(Failure(url)),
    })
    .await
}

#[tokio::test]
async fn a_browser_that_is_too_old_is_told_with_those_that_are_not() -> Outcome {
    // Report 31.
    for what in
        ["delete AbortSignal.any", "CSS.supports = () => false", "delete window.WebAssembly"]
    {
        let (_relay, page) = demo().await?;
        page.browser().run_in_every_document(what).await?;
        page.open(JANUARY).await?;
        page.sees("This browser is too old for Cubeboard. It needs Chrome or Edge 123").await?;
        assert!(!page.text().await?.contains("Asking Cube"), "{what}");
    }
    Ok(())
}

#[tokio::test]
async fn whatever_throws_outside_of_the_program_shows_the_pages_own_notice() -> Outcome {
    // Report 31.
    let thrown = [
        "new PromiseRejectionEvent('unhandledrejection',
            { promise: Promise.resolve(), reason: new TypeError('a secret') })",
        "new ErrorEvent('error', { error: new TypeError('a secret'),
            filename: location.origin + '/cubeboard.js?x', lineno: 3 })",
    ];
    for event in thrown {
        let (_relay, page) = demo().await?;
        page.open(JANUARY).await?;
        page.sees("634 of 634 responses").await?;
        page.read::<()>(&format!("window.dispatchEvent({event})"), vec![]).await?;
        page.sees("Cubeboard has stopped: a mistake of its own").await?;
        let report: String =
            page.read("return document.getElementById('failure-report').value", vec![]).await?;
        assert!(report.starts_with("TypeError") && !report.contains("secret"), "{report}");
    }
    Ok(())
}

#[tokio::test]
async fn a_page_opened_from_a_disk_says_that_it_wants_a_server() -> Outcome {
    // Report 40.
    let (_relay, page) = demo().await?;
    let file = folders::page()?.join("index.html");
    page.open_at(&format!("file://{}", file.canonicalize()?.display())).await?;
    page.sees("This page was opened from a disk, and needs a web server").await
}

/// The page below a path, with a service that answers there.
async fn below_a_path() -> Outcome<(Server, Page)> {
    let responses = r#"{"count":1,"next":null,"results":[
        {"customer_name":"Kari","submitted_when":"2017-01-05T10:00:00Z"}]}"#;
    let router = Router::new()
        .route("/cube/api/v1/campaigns/926/responses/", get(async move || responses))
        .nest_service("/cube/", ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    Ok((server, page))
}

#[tokio::test]
async fn below_a_path_everything_is_asked_for_below_it() -> Outcome {
    // Report 4.
    let (_server, page) = below_a_path().await?;
    page.open("/cube/?campaign=926&from=2017-01-01&to=2017-01-31").await?;
    page.sees("1 of 1 response").await
}

#[tokio::test]
async fn a_relay_that_forgot_its_readers_is_told_from_cube_and_leads_to_its_form() -> Outcome {
    // Report 13.
    let refused = async || {
        (StatusCode::UNAUTHORIZED, [("cubeboard-answer", "signed-out")], r#"{"detail":"x"}"#)
    };
    let router = Router::new()
        .route("/api/v1/campaigns/926/responses/", get(refused))
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-31").await?;
    let alert = page.alert().await?;
    assert!(alert.contains("You are signed out."), "{alert}");
    page.read::<()>("window.isTheSame = true", vec![]).await?;
    page.click("button", "Sign in again").await?;
    eventually(async || {
        let is_new = page.read::<bool>("return !window.isTheSame", vec![]).await?;
        if is_new { Ok(()) } else { Err(Failure("not loaded anew".to_owned())) }
    })
    .await
}
