//! A list of many pages: its course is seen before its rows, and what is counted is not taken for what is read.

use std::future::pending;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::RawQuery;
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{folders, long_list};
use tower_http::services::ServeDir;

const A_YEAR_OF_SALES: &str = "/?campaign=926&from=2025-01-01&to=2025-12-31&type=Sale";
const ROWS_A_DAY: u64 = 20;

#[tokio::test]
async fn the_year_is_outlined_by_twelve_counts_while_its_pages_are_still_to_come() -> Outcome {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&asked);
    let answer = async move |RawQuery(query): RawQuery| {
        let query = query.unwrap_or_default();
        seen.lock().map(|mut it| it.push(query.clone())).ok();
        if query.contains("&page=") {
            pending().await
        } else {
            long_list::page(&query, ROWS_A_DAY).unwrap_or_default()
        }
    };
    let router = Router::new()
        .route("/api/v1/campaigns/926/responses/", get(answer))
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open(A_YEAR_OF_SALES).await?;
    page.sees("Counted, not read yet").await?;
    // Everything is a sale, so the successes are known as well.
    let tiles: Vec<String> = page.read(TILES, vec![]).await?;
    assert_eq!(tiles[..2], ["7,300 counted, being read"; 2]);
    page.sees("50 of 7,300").await?;
    let asked = asked.lock().map(|it| it.clone()).unwrap_or_default();
    let parts = asked.iter().filter(|it| !it.contains("from_date=20250101&to_date=20251231"));
    assert_eq!(parts.count(), 12, "{asked:?}");
    // What is picked out is counted by nobody.
    page.fill("Search responses", "nobody").await?;
    eventually(async || {
        let is_gone = !page.text().await?.contains("Counted, not read yet");
        let stays = || Failure("counts of all are shown beside some".to_owned());
        if is_gone { Ok(()) } else { Err(stays()) }
    })
    .await
}

const TILES: &str = "return [...document.querySelectorAll('.tile')].map(tile =>
    tile.querySelector('.tile-figure').innerText + ' ' + tile.querySelector('.tile-note').innerText)";
