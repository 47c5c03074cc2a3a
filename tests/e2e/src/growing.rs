//! A service whose list of each day grows while a page looks at it, and a page whose time is compressed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde_json::{Value, json};
use tower_http::services::ServeDir;

use crate::browser::Looks;
use crate::failure::Outcome;
use crate::folders;
use crate::page::Page;
use crate::server::Server;

/// What the service has, and how often it was asked; copies are the same.
#[derive(Debug, Clone, Default)]
pub struct GrowingList(Arc<Mutex<List>>);

#[derive(Debug, Default)]
struct List {
    /// Newest first; every day that is asked for by itself has these.
    customers: Vec<usize>,
    /// The day that they are of, in days since 1970, where the list keeps to a clock.
    day: u64,
    asked: usize,
    is_down: bool,
}

/// The service knows every campaign but this one.
pub const UNKNOWN_CAMPAIGN: u64 = 404;

const PAGE_LENGTH: usize = 50;
const DOWN: StatusCode = StatusCode::SERVICE_UNAVAILABLE;
const AGENTS: [&str; 2] = ["ola.berg@callcenter.no", "kari@callcenter.no"];

impl GrowingList {
    /// So many customers more, numbered from 1.
    pub fn arrive(&self, count: usize) {
        let mut list = self.lock();
        for _ in 0..count {
            let newest = list.customers.first().copied().unwrap_or_default();
            list.customers.insert(0, newest + 1);
        }
    }

    /// Has as many customers as there are at this time, in milliseconds since 1970: sixty come evenly over each day of
    /// Oslo's winter, and go at midnight.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some thousand days"
    )]
    pub fn keep_to(&self, millis: f64) {
        let days = (millis + 3_600_000.0) / 86_400_000.0;
        let mut list = self.lock();
        if list.day != days as u64 {
            list.day = days as u64;
            list.customers.clear();
        }
        let coming = ((60.0 * days.fract()) as usize).saturating_sub(list.customers.len());
        drop(list);
        self.arrive(coming);
    }

    /// Has the service fail from now on, or no longer.
    pub fn set_down(&self, is_down: bool) {
        self.lock().is_down = is_down;
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.lock().asked
    }

    fn lock(&self) -> MutexGuard<'_, List> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(State(list): State<GrowingList>, Path(campaign): Path<u64>, uri: Uri) -> Response {
    if campaign == UNKNOWN_CAMPAIGN {
        return (StatusCode::NOT_FOUND, r#"{"detail":"Not found."}"#).into_response();
    }
    let asked = uri.query().unwrap_or_default();
    let part = |name: &str| {
        let (_, value) = asked.split_once(&format!("{name}="))?;
        value.split('&').next()
    };
    let page: usize = part("&page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let day = part("from_date").filter(|day| part("to_date") == Some(day));
    let mut list = list.lock();
    list.asked += 1;
    if list.is_down {
        return DOWN.into_response();
    }
    let customers: &[usize] = if day.is_some() { &list.customers } else { &[] };
    let start = (page - 1) * PAGE_LENGTH;
    let end = (start + PAGE_LENGTH).min(customers.len());
    if start > 0 && start >= end {
        return (StatusCode::NOT_FOUND, r#"{"detail":"Invalid page."}"#).into_response();
    }
    let row = |customer: &usize| row(*customer, day.unwrap_or_default());
    let rows: Vec<Value> = customers[start..end].iter().map(row).collect();
    let next = (end < customers.len()).then_some("?page=2");
    let reply = json!({ "count": customers.len(), "next": next, "results": rows });
    ([(header::CONTENT_TYPE, "application/json")], reply.to_string()).into_response()
}

/// A sale of a day like `20170110`, between nine and ten o'clock in Oslo.
fn row(customer: usize, day: &str) -> Value {
    let (year, month, day) = (&day[..4], &day[4..6], &day[6..]);
    let (minute, second) = (customer / 60 % 60, customer % 60);
    json!({
        "customer_name": format!("Customer {customer}"),
        "crm_customer_id": customer,
        "type": "Sale",
        "submitted_by": AGENTS[customer % AGENTS.len()],
        "submitted_when": format!("{year}-{month}-{day}T08:{minute:02}:{second:02}Z"),
    })
}

/// Begins the page's time at an instant and has it pass so many times as fast.
pub fn time_flies(instant: &str, factor: u32) -> String {
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

/// A page that asks a service with so many responses of today, at ten o'clock in Oslo on 10 January 2017.
///
/// # Errors
///
/// When the page is not built, or the browser does not start.
pub async fn growing(count: usize, factor: u32) -> Outcome<(GrowingList, Server, Page)> {
    growing_with("{}", count, factor).await
}

/// The same with a configuration.
///
/// # Errors
///
/// When the page is not built, or the browser does not start.
pub async fn growing_with(
    config: &'static str,
    count: usize,
    factor: u32,
) -> Outcome<(GrowingList, Server, Page)> {
    let list = GrowingList::default();
    list.arrive(count);
    let failing = list.clone();
    let config = ([(header::CONTENT_TYPE, "application/json")], config);
    let router = axum::Router::new()
        .route("/api/v1/campaigns/{campaign}/responses/", get(answer))
        .with_state(list.clone())
        .route(
            "/config.json",
            get(async move || if failing.lock().is_down { Err(DOWN) } else { Ok(config) }),
        )
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.browser().run_in_every_document(&time_flies("2017-01-10T09:00:00Z", factor)).await?;
    Ok((list, server, page))
}
