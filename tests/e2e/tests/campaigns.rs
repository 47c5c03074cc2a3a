//! Campaigns are asked for by number or by name, one or several, and the field says what its numbers mean.

use axum::http::{StatusCode, Uri};
use axum::routing::get;
use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::{Key, Page};
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{demo, folders};
use tower_http::services::ServeDir;

/// The form with the days of January filled in.
async fn january(page: &Page) -> Outcome {
    page.open("/").await?;
    page.fill("From", "2017-01-01").await?;
    page.fill("To", "2017-01-31").await?;
    page.fill("Response type", "Sale").await
}

/// How often the service was asked for its list.
async fn lists_asked_for(page: &Page) -> Outcome<usize> {
    let script = "return performance.getEntriesByType('resource')
        .filter(it => it.name.endsWith('/api/v1/campaigns')).length";
    page.read(script, vec![]).await
}

#[tokio::test]
async fn the_beginning_of_a_name_and_enter_are_enough() -> Outcome {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let relay = Relay::demo().await?;
        let page = Page::inside(engine, relay.origin(), &Looks::default()).await?;
        january(&page).await?;
        page.fill("Campaign", "win").await?;
        page.has("option", "926 · Winter 2017").await?;
        page.press(&[Key::Enter]).await?;
        page.is_gone("option", "926 · Winter 2017").await?;
        assert_eq!(page.value_of("Campaign").await?, "926");
        page.press(&[Key::Enter]).await?;
        page.sees("207 of 207 responses").await?;
        page.click("button", "Load").await?;
        page.sees("926 · Winter 2017").await?;
        assert!(page.address().await?.contains("?campaign=926&from"), "{}", page.address().await?);
    }
    Ok(())
}

#[tokio::test]
async fn arrows_lead_through_the_list_and_escape_closes_it() -> Outcome {
    let (_relay, page) = demo().await?;
    january(&page).await?;
    page.click("combobox", "Campaign").await?;
    page.has("listbox", "Suggestions").await?;
    let active = async || -> Outcome<String> {
        let script = "const id = document.activeElement.getAttribute('aria-activedescendant');
            return document.getElementById(id)?.textContent ?? ''";
        page.read(script, vec![]).await
    };
    page.press(&[Key::Down, Key::Down]).await?;
    assert_eq!(active().await?, "2000 · Not started");
    page.press(&[Key::Up, Key::Up]).await?;
    assert_eq!(active().await?, "2900 · Everything 2025", "it goes around");
    page.press(&[Key::Escape]).await?;
    page.is_gone("listbox", "Suggestions").await?;
    assert_eq!(page.value_of("Campaign").await?, "");
    page.press(&[Key::Down]).await?;
    page.has("option", "2010 · Loyalty 2025").await
}

#[tokio::test]
async fn several_are_picked_by_mouse_after_a_comma() -> Outcome {
    let (_relay, page) = demo().await?;
    january(&page).await?;
    page.fill("Campaign", "926").await?;
    page.type_into("Campaign", ", lo").await?;
    page.click("option", "2010 · Loyalty 2025").await?;
    assert_eq!(page.value_of("Campaign").await?, "926,2010");
    page.click("button", "Load").await?;
    page.sees("207 of 207 responses").await?;
    page.sees("926 · Winter 2017, 2010 · Loyalty 2025").await
}

#[tokio::test]
async fn a_name_of_no_campaign_is_said_at_the_field() -> Outcome {
    let (_relay, page) = demo().await?;
    january(&page).await?;
    page.click("combobox", "Campaign").await?;
    page.has("option", "2010 · Loyalty 2025").await?;
    page.fill("Campaign", "summer").await?;
    page.click("button", "Load").await?;
    let alert = page.alert().await?;
    assert!(alert.contains("Choose from the list"), "{alert}");
    Ok(())
}

/// The page without any campaign in its configuration, and a service with two of them and one response.
async fn without_configuration() -> Outcome<(Server, Page)> {
    let list = r#"[
        {"campaign__id": 17, "campaign__name": "Autumn", "campaign__archived_date": "2016-12-01"},
        {"campaign__id": 18, "campaign__name": "Spring", "campaign__archived_date": ""}]"#;
    let responses = r#"{"count":1,"next":null,"results":[
        {"customer_name":"Kari","submitted_when":"2017-01-05T10:00:00Z"}]}"#;
    let router = axum::Router::new()
        .route("/api/v1/campaigns", get(async move || list))
        .route("/api/v1/campaigns/17/responses/", get(async move || responses))
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    Ok((server, page))
}

#[tokio::test]
async fn a_link_does_not_ask_for_the_list_and_the_field_asks_once() -> Outcome {
    let (_server, page) = without_configuration().await?;
    page.open("/?campaign=17&from=2017-01-01&to=2017-01-31").await?;
    page.sees("1 of 1 response").await?;
    assert_eq!(lists_asked_for(&page).await?, 0);
    for _ in 0..2 {
        page.click("combobox", "Campaign").await?;
        page.has("option", "17 · Autumn").await?;
        page.press(&[Key::Escape]).await?;
    }
    assert_eq!(lists_asked_for(&page).await?, 1);
    page.click("combobox", "Campaign").await?;
    page.press(&[Key::Down, Key::Enter]).await?;
    assert_eq!(page.value_of("Campaign").await?, "18", "what was put away comes last");
    Ok(())
}

#[tokio::test]
async fn where_there_is_no_list_numbers_are_enough() -> Outcome {
    let router = axum::Router::new().fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    january(&page).await?;
    page.fill("Campaign", "win").await?;
    eventually(async || match lists_asked_for(&page).await? {
        1 => Ok(()),
        other => Err(Failure(format!("the list was asked for {other} times"))),
    })
    .await?;
    page.click("button", "Load").await?;
    assert!(page.alert().await?.starts_with("A campaign is a number"));
    Ok(())
}

#[tokio::test]
async fn types_that_were_seen_are_suggested() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-31").await?;
    page.sees("634 of 634 responses").await?;
    page.type_into("Response type", "S").await?;
    let script = "return [...document.querySelectorAll('#types option')].map(it => it.value)";
    let types: Vec<String> = page.read(script, vec![]).await?;
    for kind in ["Sale", "Offer", "No sale", "Call back later"] {
        assert!(types.iter().any(|it| it == kind), "{kind} is not among {types:?}");
    }
    assert_eq!(types.iter().filter(|it| *it == "Sale").count(), 1, "{types:?}");
    Ok(())
}

#[tokio::test]
async fn campaigns_pasted_below_each_other_stay_apart() -> Outcome {
    // Report 30.
    let (_relay, page) = demo().await?;
    page.open("/").await?;
    page.focus_field("Campaign").await?;
    let paste = "const data = new DataTransfer(); data.setData('text/plain', '926\\n2010');
        document.activeElement.dispatchEvent(new ClipboardEvent('paste',
            { clipboardData: data, bubbles: true, cancelable: true }))";
    page.read::<()>(paste, vec![]).await?;
    assert_eq!(page.value_of("Campaign").await?, "926,2010");
    Ok(())
}

/// The page without any campaign in its configuration, and a service whose list of campaigns is answered so.
async fn with_list(
    answer: impl Fn(&str) -> (StatusCode, &'static str) + Clone + Send + Sync + 'static,
) -> Outcome<(Server, Page)> {
    let list = get(async move |uri: Uri| answer(uri.query().unwrap_or_default()));
    let router = axum::Router::new()
        .route("/api/v1/campaigns", list)
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    Ok((server, page))
}

#[tokio::test]
async fn a_list_that_failed_is_told_at_the_field_with_what_to_do() -> Outcome {
    // Report 11.
    let told = "Cube's list of campaigns could not be read.";
    let what_to_do = "Enter a campaign's number, or reload the page to ask for the list again.";
    for (status, body) in [
        (StatusCode::FORBIDDEN, r#"{"detail":"No."}"#),
        (StatusCode::NOT_FOUND, ""),
        (StatusCode::OK, "<html>"),
        (StatusCode::OK, r#"{"detail":"odd"}"#),
    ] {
        let (_server, page) = with_list(move |_| (status, body)).await?;
        january(&page).await?;
        page.fill("Campaign", "win").await?;
        page.sees(told).await.map_err(|it| Failure(format!("{status} {body}: {}", it.0)))?;
        page.sees(what_to_do).await?;
    }
    Ok(())
}

#[tokio::test]
async fn ended_campaigns_can_be_had_by_name_and_a_service_that_refuses_them_keeps_its_list()
-> Outcome {
    // Report 11.
    let running = r#"[{"campaign__id": 17, "campaign__name": "Autumn"}]"#;
    let with_ended = r#"[{"campaign__id": 17, "campaign__name": "Autumn"},
        {"campaign__id": 18, "campaign__name": "Spring"}]"#;
    let refused = (StatusCode::BAD_REQUEST, r#"{"include_inactive_campaigns":["Unknown."]}"#);
    for (answer, names) in [
        ((StatusCode::OK, with_ended), &["17 · Autumn", "18 · Spring"][..]),
        (refused, &["17 · Autumn"]),
        ((StatusCode::NOT_FOUND, ""), &["17 · Autumn"]),
    ] {
        let asks = move |query: &str| {
            let is_for_ended = query == "include_inactive_campaigns=true";
            if is_for_ended { answer } else { (StatusCode::OK, running) }
        };
        let (_server, page) = with_list(asks).await?;
        january(&page).await?;
        page.click("combobox", "Campaign").await?;
        for name in names {
            page.has("option", name).await?;
        }
        page.fill("Campaign", "summer").await?;
        assert!(!page.text().await?.contains("list of campaigns could not be read"));
    }
    Ok(())
}
