//! What this browser remembers for the next visit, and how it forgets.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{JANUARY_SALES, demo, folders};
use tower_http::services::ServeDir;

/// What is kept for good, as `name=value` lines.
async fn kept(page: &Page) -> Outcome<String> {
    let script = "return Object.entries(localStorage).map(it => it.join('=')).sort().join('\\n')";
    page.read(script, vec![]).await
}

/// Waits until the clock's list says so.
async fn clock_is(page: &Page, tag: &str) -> Outcome {
    eventually(async || match page.value_of("Clock").await? {
        chosen if chosen == tag => Ok(()),
        other => Err(Failure(format!("the clock is {other}"))),
    })
    .await
}

#[tokio::test]
async fn the_last_query_stands_in_the_form_and_waits_to_be_loaded() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.open("/").await?;
    page.has("button", "Load").await?;
    assert_eq!(page.value_of("Campaign").await?, "926");
    assert_eq!(page.value_of("From").await?, "2017-01-01");
    assert_eq!(page.value_of("Response type").await?, "Sale");
    assert!(!page.text().await?.contains("207 of 207 responses"));
    page.click("button", "Load").await?;
    page.sees("207 of 207 responses").await
}

#[tokio::test]
async fn language_and_appearance_are_remembered_and_the_address_goes_before_them() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open("/").await?;
    page.click("button", "Norsk").await?;
    page.has("button", "Hent").await?;
    page.open("/").await?;
    page.has("button", "Hent").await?;
    page.open("/?lang=en").await?;
    page.has("button", "Load").await?;
    page.open("/").await?;
    page.has("button", "Hent").await
}

#[tokio::test]
async fn the_clock_is_changed_without_a_reload_and_remembered() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    let oslo = page.grid_row(1).await?;
    page.choose_option("Clock", "UTC").await?;
    eventually(async || match page.grid_row(1).await? {
        row if row != oslo => Ok(()),
        _ => Err(Failure("the times stay".to_owned())),
    })
    .await?;
    let focused = "return document.activeElement.getAttribute('aria-label')";
    let focused: Option<String> = page.read(focused, vec![]).await?;
    assert_eq!(focused.as_deref(), Some("Clock"), "the focus stays");
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    clock_is(&page, "UTC").await
}

#[tokio::test]
async fn the_configured_clock_is_for_readers_who_chose_none() -> Outcome {
    let responses = r#"{"count":1,"next":null,"results":[
        {"customer_name":"Kari","submitted_when":"2017-01-05T23:30:00Z"}]}"#;
    let json = |body: &'static str| get(async move || ([(CONTENT_TYPE, "application/json")], body));
    let router = Router::new()
        .route("/config.json", json(r#"{"time_zone":"UTC"}"#))
        .route("/api/v1/campaigns/17/responses/", json(responses))
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open("/?campaign=17&from=2017-01-01&to=2017-01-31").await?;
    page.sees("5 Jan 2017, 23:30:00").await?;
    page.choose_option("Clock", "Oslo time").await?;
    page.sees("6 Jan 2017, 00:30:00").await?;
    page.open("/?campaign=17&from=2017-01-01&to=2017-01-31").await?;
    page.sees("6 Jan 2017, 00:30:00").await
}

#[tokio::test]
async fn nothing_personal_is_remembered() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{JANUARY_SALES}&is_agent=kari.nordmann@callcenter.no")).await?;
    page.sees("207 of 207 responses").await?;
    page.fill("Search responses", "hansen").await?;
    page.click("button", "Norsk").await?;
    page.has("button", "Hent").await?;
    let kept = kept(&page).await?;
    assert_eq!(
        kept,
        "cubeboard.preferences=?lang=nb\n\
         cubeboard.query=?campaign=926&from=2017-01-01&to=2017-01-31&type=Sale"
    );
    Ok(())
}

#[tokio::test]
async fn one_button_forgets_it_all() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.choose_option("Clock", "UTC").await?;
    page.click("button", "Columns").await?;
    page.click("checkbox", "Comment").await?;
    page.press_escape().await?;
    assert!(kept(&page).await?.contains("cubeboard.columns"));
    page.click("button", "Connection").await?;
    page.sees("This browser remembers the last query").await?;
    page.click("button", "Forget what this browser remembers").await?;
    page.sees("Forgotten.").await?;
    assert_eq!(kept(&page).await?, "");
    page.press_escape().await?;
    page.has("columnheader", "Comment").await?;
    page.open("/").await?;
    page.has("button", "Load").await?;
    assert_eq!(page.value_of("Campaign").await?, "");
    Ok(())
}
