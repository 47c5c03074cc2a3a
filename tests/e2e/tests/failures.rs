//! When something is wrong, the reader is told what and what to do, and keeps what was loaded.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::{JANUARY_SALES, demo, folders};
use tower_http::services::ServeDir;

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
async fn a_configuration_that_cannot_be_had_is_told_and_a_missing_one_is_not() -> Outcome {
    for (status, is_told) in [(500, true), (403, false), (404, false)] {
        let configuration = move || async move { StatusCode::from_u16(status).unwrap() };
        let responses = async || r#"{"count":1,"next":null,"results":[{"customer_name":"Kari"}]}"#;
        let router = Router::new()
            .route("/config.json", get(configuration))
            .route("/api/v1/campaigns/17/responses/", get(responses))
            .fallback_service(ServeDir::new(folders::page()?));
        let server = Server::start(router).await?;
        let page = Page::at(server.origin(), &Looks::default()).await?;
        page.open("/?campaign=17&from=2017-01-01&to=2017-01-31").await?;
        page.sees("1 of 1 response").await?;
        let alerts = "return [...document.querySelectorAll('[role=alert]')].map(it => it.innerText).join('')";
        let told: String = page.read(alerts, vec![]).await?;
        assert_eq!(told.contains("config.json: status 500"), is_told, "{status}: {told:?}");
    }
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
