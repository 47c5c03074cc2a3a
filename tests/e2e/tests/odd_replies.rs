//! Replies that no relay would send, from a server that sends nothing else.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::{JANUARY_SALES, folders};
use futures_util::stream;
use serde_json::json;
use tower_http::services::ServeDir;

/// The page with nothing asked yet, and a service that gives this answer to everything.
async fn served(
    answer: impl Fn(HeaderMap) -> Response + Clone + Send + Sync + 'static,
) -> Outcome<(Server, Page)> {
    let answer = get(async move |headers: HeaderMap| answer(headers));
    let router = Router::new()
        .route("/api/{*path}", answer)
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    Ok((server, page))
}

/// The same, once it was asked for the sales of January.
async fn answered(
    answer: impl Fn(HeaderMap) -> Response + Clone + Send + Sync + 'static,
) -> Outcome<(Server, Page)> {
    let (server, page) = served(answer).await?;
    page.open(JANUARY_SALES).await?;
    Ok((server, page))
}

const TWO_ROWS: &str = r#"{"count":2,"next":null,"results":[
    {"type":"Sale","customer_name":"Åse","submitted_when":"2017-01-05T10:00:00Z"},
    {"type":"Sale","customer_name":"Ole","submitted_when":"soon"}]}"#;

#[tokio::test]
async fn a_row_that_cannot_be_read_costs_no_other_and_its_reason_is_told() -> Outcome {
    let (_server, page) = answered(|_| TWO_ROWS.into_response()).await?;
    page.sees("1 of 2 responses").await?;
    page.sees("1 could not be read").await?;
    let reasons: String =
        page.read("return document.querySelector('.reasons')?.textContent ?? ''", vec![]).await?;
    assert!(reasons.contains("Page 1, row 2: its time cannot be read"), "{reasons}");
    Ok(())
}

#[tokio::test]
async fn a_reply_past_the_limit_is_not_read() -> Outcome {
    let too_large = |_| {
        let length = [(CONTENT_LENGTH, (33 << 20).to_string())];
        (length, Body::from(vec![b' '; 33 << 20])).into_response()
    };
    let (_server, page) = answered(too_large).await?;
    assert!(page.alert().await?.contains("A reply was larger than the page accepts."));
    Ok(())
}

#[tokio::test]
async fn a_reply_without_end_is_given_up_at_the_limit() -> Outcome {
    // Past what is taken, the browser wants no more, so the server is not asked for the rest.
    let endless = |_| {
        let piece = Bytes::from(vec![b' '; 1 << 20]);
        Body::from_stream(stream::repeat_with(move || Ok::<_, Infallible>(piece.clone())))
            .into_response()
    };
    let (_server, page) = answered(endless).await?;
    let alert = page.alert().await?;
    assert!(alert.contains("A reply was larger than the page accepts."), "{alert}");
    Ok(())
}

#[tokio::test]
async fn a_reply_in_pieces_is_read_whole() -> Outcome {
    let in_pieces = |_| {
        let pieces = TWO_ROWS.as_bytes().chunks(7).map(Ok::<_, Infallible>);
        Body::from_stream(stream::iter(pieces)).into_response()
    };
    let (_server, page) = answered(in_pieces).await?;
    page.sees("1 of 2 responses").await
}

#[tokio::test]
async fn a_redirect_to_a_sign_in_page_is_named_and_not_followed() -> Outcome {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let redirect = move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
        (StatusCode::FOUND, [(LOCATION, "/api/sign-in")]).into_response()
    };
    let (_server, page) = answered(redirect).await?;
    let alert = page.alert().await?;
    assert!(alert.contains("The service sends this page elsewhere."), "{alert}");
    page.has("button", "Try again").await?;
    assert_eq!(asked.load(Ordering::Relaxed), 1, "neither followed nor asked again by itself");
    Ok(())
}

#[tokio::test]
async fn a_test_of_the_connection_tells_refusals_and_odd_lists_apart() -> Outcome {
    let answer = |headers: HeaderMap| match headers.get(AUTHORIZATION).map(HeaderValue::as_bytes) {
        None => (StatusCode::UNAUTHORIZED, "{}").into_response(),
        Some(b"Token stranger") => (StatusCode::FORBIDDEN, "{}").into_response(),
        Some(b"Token detail") => r#"{"detail":"later"}"#.into_response(),
        Some(b"Token cut") => r#"[{"campaign__id":92"#.into_response(),
        Some(_) => "[]".into_response(),
    };
    let (_server, page) = served(answer).await?;
    page.open("/").await?;
    page.click("button", "Connection").await?;
    page.click("button", "Test connection").await?;
    page.sees("Cube does not know these credentials.").await?;
    page.click("radio", "Token").await?;
    for (token, finding) in [
        ("stranger", "The list of campaigns may not be read."),
        ("detail", "The reply is not a list of responses."),
        ("cut", "A reply broke off."),
        ("good", "The connection works."),
    ] {
        page.fill("Token", token).await?;
        page.click("button", "Test connection").await?;
        page.sees(finding).await?;
    }
    Ok(())
}

/// `åse` with the password `p:ø`.
const AASE: &str = "Basic w6VzZTpwOsO4";

#[tokio::test]
async fn credentials_are_sent_as_they_were_entered() -> Outcome {
    let answer = |headers: HeaderMap| match headers.get(AUTHORIZATION) {
        Some(it) if it == AASE => TWO_ROWS.into_response(),
        _ => (StatusCode::UNAUTHORIZED, "{}").into_response(),
    };
    let (_server, page) = answered(answer).await?;
    assert!(page.alert().await?.contains("Cube does not know these credentials."));
    page.click("button", "Connection").await?;
    page.click("radio", "User and password").await?;
    page.fill("User", "åse").await?;
    page.fill("Password", "p:ø").await?;
    page.click("button", "Use this connection").await?;
    page.sees("1 of 2 responses").await
}

#[tokio::test]
async fn a_text_of_white_space_alone_is_none_in_table_chart_and_filter() -> Outcome {
    // Report 10.
    let blank = |text: &str| {
        json!({ "type": text, "subtype": text, "submitted_by": text, "customer_name": text,
            "crm_customer_id": text, "submitted_when": "2017-01-05T10:00:00Z" })
    };
    let results = [blank(" "), blank("\u{a0}\t"), blank(""), blank("Sale")];
    let reply = json!({ "count": 4, "next": null, "results": results }).to_string();
    let (_server, page) = served(move |_| reply.clone().into_response()).await?;
    page.open(JANUARY).await?;
    page.sees("4 of 4 responses").await?;
    for column in 1..=5 {
        assert_eq!(page.grid_row(1).await?[column], "—", "column {column}");
    }
    let legend =
        "return [...document.querySelectorAll('.legend-entry')].map(it => it.innerText.trim())";
    let mut legend: Vec<String> = page.read(legend, vec![]).await?;
    legend.sort();
    assert_eq!(legend, ["(none)", "Sale"]);
    for (menu, picked) in [("type", 3), ("subtype", 3), ("agent", 3)] {
        page.click("button", &format!("Filter by {menu}")).await?;
        page.click("checkbox", "(none) 3").await?;
        page.shows_rows(picked).await?;
        page.press_escape().await?;
        let link = page.address().await?;
        assert!(link.ends_with('='), "{link}");
        page.click("button", "Remove all filters").await?;
        page.shows_rows(4).await?;
    }
    Ok(())
}

#[tokio::test]
async fn words_of_two_hundred_letters_stay_inside_of_their_cards() -> Outcome {
    // Report 33.
    let word = "Abonnementsoppgradering".repeat(9)[..200].to_owned();
    let row = |name: &str, number: usize| {
        let mut row = json!({ "type": "Sale", "subtype": "Avtalegiro", "submitted_by": "kari@callcenter.no",
            "customer_name": "Åse", "comment": "Ring", "external_customer_id": "1",
            "submitted_when": "2017-01-05T10:00:00Z" });
        row[name] = format!("{number}{word}").into();
        row
    };
    for name in
        ["subtype", "type", "submitted_by", "customer_name", "external_customer_id", "comment"]
    {
        let results: Vec<_> = (0..3).map(|number| row(name, number)).collect();
        let reply = json!({ "count": 3, "next": null, "results": results }).to_string();
        let (_server, page) = served(move |_| reply.clone().into_response()).await?;
        let stack = if name == "submitted_by" { "agent" } else { name };
        page.open(&format!("{JANUARY}&stack={stack}&compare=previous")).await?;
        page.sees("3 of 3 responses").await?;
        page.chart_is_drawn().await?;
        for width_px in [1440, 390] {
            page.browser().wear(&Looks { width_px, ..Looks::default() }).await?;
            let found = page.overflows().await?;
            assert!(found.is_empty(), "{name} at {width_px}: {}", found.join("\n"));
        }
        page.browser().wear(&Looks::default()).await?;
        page.click_cell(1, "Customer").await?;
        page.has("dialog", "Response").await?;
        let found = page.overflows().await?;
        assert!(found.is_empty(), "{name} in the drawer: {}", found.join("\n"));
    }
    Ok(())
}
