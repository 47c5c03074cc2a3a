//! Requests that nobody wants any more are ended: by Stop, and by another query.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::{Path, RawQuery};
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::folders;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::waiting::eventually;
use tower_http::services::ServeDir;

/// Requests that get no answer, by how many came and how many of them the browser has ended.
#[derive(Debug, Clone, Default)]
struct Unanswered {
    come: Arc<AtomicUsize>,
    ended: Arc<AtomicUsize>,
}

/// One of them; the server drops it when its connection ends.
struct Open(Arc<AtomicUsize>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl Unanswered {
    async fn keep(&self) -> String {
        self.come.fetch_add(1, Ordering::Relaxed);
        let _open = Open(Arc::clone(&self.ended));
        pending().await
    }

    /// Waits until so many have come, and so many of them were ended.
    async fn reach(&self, come: usize, ended: usize) -> Outcome {
        eventually(async || {
            let now = [&self.come, &self.ended].map(|it| it.load(Ordering::Relaxed));
            let message = || Failure(format!("{now:?} requests came and were ended"));
            if now == [come, ended] { Ok(()) } else { Err(message()) }
        })
        .await
    }
}

/// The page, and a service that answers the first page of campaign 926 and all of campaign 17, and nothing else.
async fn served() -> Outcome<(Server, Page, Unanswered)> {
    let unanswered = Unanswered::default();
    let kept = unanswered.clone();
    let answer = async move |Path(campaign): Path<u64>, RawQuery(query): RawQuery| {
        let is_first = !query.unwrap_or_default().contains("page=");
        match campaign {
            926 if is_first => page(100, "Kari"),
            17 => page(10, "Ole"),
            _ => kept.keep().await,
        }
    };
    let router = Router::new()
        .route("/api/v1/campaigns/{campaign}/responses/", get(answer))
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    Ok((server, page, unanswered))
}

/// Ten responses of one customer.
fn page(count: usize, customer: &str) -> String {
    let row =
        format!(r#"{{"customer_name":"{customer}","submitted_when":"2017-01-05T10:00:00Z"}}"#);
    format!(r#"{{"count":{count},"next":null,"results":[{}]}}"#, vec![row; 10].join(","))
}

#[tokio::test]
async fn stop_ends_the_requests_in_flight() -> Outcome {
    let (_server, page, unanswered) = served().await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-31").await?;
    page.shows_rows(10).await?;
    unanswered.reach(6, 0).await?;
    page.click("button", "Stop").await?;
    unanswered.reach(6, 6).await?;
    page.sees("10 of 100 responses").await?;
    page.sees("incomplete: 90 missing").await
}

#[tokio::test]
async fn another_query_takes_the_place_of_a_slow_one() -> Outcome {
    let (_server, page, unanswered) = served().await?;
    page.open("/?campaign=2010&from=2017-01-01&to=2017-01-31").await?;
    unanswered.reach(1, 0).await?;
    page.fill("Campaign", "17").await?;
    page.click("button", "Load").await?;
    page.sees("10 of 10 responses").await?;
    unanswered.reach(1, 1).await?;
    let row = page.grid_row(1).await?;
    assert!(row.contains(&"Ole".to_owned()), "{row:?}");
    Ok(())
}
