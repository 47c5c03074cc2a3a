//! Following: a page that stands open keeps up with a list that grows. Time is compressed: a minute of the page's clock is
//! a second or less of the test's.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::folders;
use cubeboard_e2e::page::{Key, Page};
use cubeboard_e2e::server::Server;
use cubeboard_e2e::waiting::eventually;
use serde_json::{Value, json};
use tower_http::services::ServeDir;

/// What the service has, and how often it was asked.
#[derive(Debug, Default)]
struct Cube {
    /// Newest first.
    customers: Vec<usize>,
    asked: usize,
    is_down: bool,
}

type Shared = Arc<Mutex<Cube>>;

const PAGE_LENGTH: usize = 50;
const TODAY: &str = "/?campaign=926&period=today&follow=1";

async fn answer(State(cube): State<Shared>, uri: Uri) -> Response {
    let asked = uri.query().unwrap_or_default();
    let page = asked.split_once("&page=").and_then(|(_, page)| page.parse().ok());
    let page: usize = page.unwrap_or(1);
    let mut cube = cube.lock().unwrap_or_else(PoisonError::into_inner);
    cube.asked += 1;
    if cube.is_down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let customers: &[usize] =
        if asked.contains("to_date=20170110") { &cube.customers } else { &[] };
    let start = (page - 1) * PAGE_LENGTH;
    let end = (start + PAGE_LENGTH).min(customers.len());
    if start > 0 && start >= end {
        return (StatusCode::NOT_FOUND, r#"{"detail":"Invalid page."}"#).into_response();
    }
    let rows: Vec<Value> = customers[start..end].iter().map(|customer| row(*customer)).collect();
    let next = (end < customers.len()).then_some("?page=2");
    let reply = json!({ "count": customers.len(), "next": next, "results": rows });
    ([("Content-Type", "application/json")], reply.to_string()).into_response()
}

fn row(customer: usize) -> Value {
    let (minute, second) = (customer / 60 % 60, customer % 60);
    json!({
        "customer_name": format!("Customer {customer}"),
        "crm_customer_id": customer,
        "type": "Sale",
        "submitted_by": "kari@callcenter.no",
        "submitted_when": format!("2017-01-10T08:{minute:02}:{second:02}Z"),
    })
}

fn arrive(cube: &Shared, count: usize) {
    let mut cube = cube.lock().unwrap_or_else(PoisonError::into_inner);
    for _ in 0..count {
        let newest = cube.customers.first().copied().unwrap_or_default();
        cube.customers.insert(0, newest + 1);
    }
}

fn set_down(cube: &Shared, is_down: bool) {
    cube.lock().unwrap_or_else(PoisonError::into_inner).is_down = is_down;
}

fn asked(cube: &Shared) -> usize {
    cube.lock().unwrap_or_else(PoisonError::into_inner).asked
}

/// Begins the page's time at an instant and has it pass so many times as fast.
fn time_flies(instant: &str, factor: u32) -> String {
    format!(
        "const Real = Date, begin = Real.now(), timer = window.setTimeout;
        window.ahead = 0;
        const now = () => Date.parse('{instant}') + window.ahead + (Real.now() - begin) * {factor};
        window.Date = new Proxy(Real, {{
            construct: (_, given) => given.length ? new Real(...given) : new Real(now()),
            get: (_, name) => name === 'now' ? now : Real[name],
        }});
        window.setTimeout = (run, millis, ...given) => timer(run, millis / {factor}, ...given);"
    )
}

/// A page that asks a service with so many responses of today, at ten o'clock in Oslo.
async fn following(count: usize, factor: u32) -> Outcome<(Shared, Server, Page)> {
    let cube = Shared::default();
    arrive(&cube, count);
    let router = axum::Router::new()
        .route("/api/v1/campaigns/926/responses/", get(answer))
        .with_state(Arc::clone(&cube))
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.browser().run_in_every_document(&time_flies("2017-01-10T09:00:00Z", factor)).await?;
    Ok((cube, server, page))
}

/// The customer's name in the first row of the table that is wholly in view, and how far down it stands.
const FIRST_IN_VIEW: &str = "
    const grid = document.querySelector('[role=grid]').getBoundingClientRect();
    const rows = [...document.querySelectorAll('[role=grid] [role=row][aria-rowindex]')]
        .filter(row => row.querySelector('[role=gridcell]'))
        .map(row => [row.innerText.match(/Customer [0-9]+/)?.[0], row.getBoundingClientRect().top])
        .filter(([_, top]) => top >= grid.top + 37)
        .sort((one, other) => one[1] - other[1]);
    return [rows[0][0], Math.round(rows[0][1])]";

#[tokio::test]
async fn new_rows_come_in_without_moving_what_the_reader_looks_at() -> Outcome {
    let (cube, _server, page) = following(120, 60).await?;
    page.open(TODAY).await?;
    page.sees("120 of 120 responses").await?;
    let scroll = "document.querySelector('[role=grid]').scrollTop = 36 * 30";
    page.read::<()>(scroll, vec![]).await?;
    page.click("gridcell", "Customer 85").await?;
    page.press(&[Key::Enter]).await?;
    let before: (String, f64) = page.read(FIRST_IN_VIEW, vec![]).await?;
    arrive(&cube, 3);
    page.sees("123 of 123 responses").await?;
    page.has("button", "3 new").await?;
    assert_eq!(page.read::<(String, f64)>(FIRST_IN_VIEW, vec![]).await?, before);
    let drawer = "return document.querySelector('[role=dialog], .drawer').innerText";
    assert!(page.read::<String>(drawer, vec![]).await?.contains("Customer 85"));
    page.press_escape().await?;
    page.click("button", "3 new").await?;
    page.is_gone("button", "3 new").await
}

#[tokio::test]
async fn an_hour_of_following_costs_one_request_a_minute() -> Outcome {
    let (cube, _server, page) = following(120, 600).await?;
    page.open(TODAY).await?;
    page.sees("no sign of change").await?;
    let (before, begin) = (asked(&cube), page.read::<f64>("return Date.now()", vec![]).await?);
    eventually(async || match page.read::<f64>("return Date.now()", vec![]).await? - begin {
        millis if millis > 3_600_000.0 => Ok(()),
        millis => Err(Failure(format!("{millis} ms have passed"))),
    })
    .await?;
    // Three pages are read twice every ten minutes, and else one once a minute.
    let asked = asked(&cube) - before;
    assert!((60..=54 + 6 * 6 + 6).contains(&asked), "{asked} requests");
    Ok(())
}

#[tokio::test]
async fn a_page_that_nobody_looks_at_rests_and_catches_up_at_once() -> Outcome {
    let (cube, _server, page) = following(3, 60).await?;
    page.open(TODAY).await?;
    page.sees("3 of 3 responses").await?;
    let hide = |is_hidden: bool| {
        format!(
            "Object.defineProperty(document, 'hidden', {{ value: {is_hidden}, configurable: true }});
            document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}))"
        )
    };
    page.read::<()>(&hide(true), vec![]).await?;
    let before = asked(&cube);
    page.read::<()>("window.ahead += 3600000", vec![]).await?;
    arrive(&cube, 1);
    page.read::<()>("return new Promise(done => requestAnimationFrame(() => done(null)))", vec![])
        .await?;
    assert_eq!(asked(&cube), before);
    page.read::<()>(&hide(false), vec![]).await?;
    page.sees("4 of 4 responses").await
}

#[tokio::test]
async fn a_service_that_fails_is_told_of_and_the_page_goes_on_by_itself() -> Outcome {
    let (cube, _server, page) = following(3, 120).await?;
    page.open(TODAY).await?;
    page.sees("3 of 3 responses").await?;
    set_down(&cube, true);
    page.sees("Not up to date since 10:0").await?;
    page.sees("3 of 3 responses").await?;
    arrive(&cube, 1);
    set_down(&cube, false);
    page.sees("4 of 4 responses").await
}

#[tokio::test]
async fn at_midnight_today_is_another_day() -> Outcome {
    let (_cube, _server, page) = following(3, 60).await?;
    page.open(TODAY).await?;
    page.sees("3 of 3 responses").await?;
    page.read::<()>("window.ahead += 14 * 3600000", vec![]).await?;
    page.read::<()>("window.dispatchEvent(new Event('focus'))", vec![]).await?;
    eventually(async || match page.value_of("From").await? {
        day if day == "2017-01-11" => Ok(()),
        day => Err(Failure(day)),
    })
    .await?;
    assert!(page.address().await?.contains("period=today&follow=1"));
    Ok(())
}

#[tokio::test]
async fn the_switch_is_there_where_the_days_include_today_and_stands_in_the_address() -> Outcome {
    let (_cube, _server, page) = following(3, 1).await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-09").await?;
    page.sees("complete").await?;
    page.is_gone("switch", "Follow").await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-10").await?;
    page.click("switch", "Follow").await?;
    page.sees("Updated").await?;
    assert!(page.address().await?.contains("follow=1"));
    Ok(())
}
