//! What the page's requests tell a relay that keeps replies.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, Uri};
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::{JANUARY_SALES, folders};
use tower_http::services::ServeDir;

const PAGES: usize = 3;

#[tokio::test]
async fn only_cube_itself_may_answer_for_page_one() -> Outcome {
    let asked: Arc<Mutex<Vec<(usize, bool)>>> = Arc::default();
    let seen = Arc::clone(&asked);
    let answer = get(async move |address: Uri, headers: HeaderMap| {
        let query = address.query().unwrap_or_default();
        let page = query.split('&').find_map(|it| it.strip_prefix("page="));
        let page = page.and_then(|it| it.parse().ok()).unwrap_or(1);
        let is_anew = headers.get(CACHE_CONTROL).is_some_and(|it| it == "no-cache");
        seen.lock().unwrap().push((page, is_anew));
        let next = if page < PAGES { "\"?page=2\"" } else { "null" };
        let row = format!(r#"{{"type":"Sale","submitted_when":"2017-01-0{page}T10:00:00Z"}}"#);
        format!(r#"{{"count":{PAGES},"next":{next},"results":[{row}]}}"#)
    });
    let router = Router::new()
        .route("/api/{*path}", answer)
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open(JANUARY_SALES).await?;
    page.sees("3 of 3 responses").await?;
    let mut asked = asked.lock().unwrap().clone();
    // The list of campaigns may be asked for as well, and is no page.
    asked.retain(|it| it.0 > 1 || it.1);
    assert_eq!((asked.first(), asked.last()), (Some(&(1, true)), Some(&(1, true))));
    asked.sort_unstable();
    assert_eq!(asked, [(1, true), (1, true), (2, false), (3, false)]);
    Ok(())
}
