//! A service whose replies lie ready in memory, so that a benchmark measures the browser and what
//! runs in it, and not whoever makes the replies.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::DateTime;
use cubeboard_cube::demo::{Demo, Question};
use cubeboard_cube::query::Query;
use tower_http::services::ServeDir;

use crate::failure::{Failure, Outcome};
use crate::folders;
use crate::server::Server;

/// Every page of the answer to one query, as bytes.
#[derive(Debug, Default)]
pub struct ReadyReplies {
    /// What is asked for, from page 1 to the last.
    targets: Vec<String>,
    /// By target.
    bodies: HashMap<String, Bytes>,
}

impl ReadyReplies {
    /// The demo's answer, for each campaign of the query one after the other.
    ///
    /// # Errors
    ///
    /// When the demo has no such campaign.
    pub fn to(query: &Query) -> Outcome<Self> {
        let mut demo = Demo::new();
        let mut replies = Self::default();
        for &campaign in &query.campaigns {
            for page in 1.. {
                let target = query.page_target(campaign, query.days, page).to_string();
                let (path, asked) = target.split_once('?').unwrap_or((&target, ""));
                let question = Question { path, query: asked, origin: "https://demo.invalid" };
                // Campaigns of a whole year are the same at any instant.
                let answer = demo.answer(&question, DateTime::UNIX_EPOCH);
                match answer.status {
                    200 => replies.push(target, answer.body),
                    404 if page > 1 => break, // There is no page after the last.
                    status => return Err(Failure(format!("{target} was answered with {status}"))),
                }
            }
        }
        Ok(replies)
    }

    fn push(&mut self, target: String, body: Vec<u8>) {
        self.targets.push(target.clone());
        self.bodies.insert(target, body.into());
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.targets.len()
    }

    /// How large they are together.
    pub fn total_bytes(&self) -> usize {
        self.bodies.values().map(Bytes::len).sum()
    }

    /// Serves them, the built page at `/`, the baseline at `/baseline/` and the plain page at `/plain/`. Each reply is
    /// sent after the delay, which stands for the network.
    ///
    /// # Errors
    ///
    /// When the page is not built, or no port can be had.
    pub async fn serve(self, delay: Duration) -> Outcome<Server> {
        Server::start(self.routes(delay)?).await
    }

    /// The same, to be served.
    ///
    /// # Errors
    ///
    /// When the page is not built.
    pub fn routes(self, delay: Duration) -> Outcome<Router> {
        // The page asks for the first page once more at the end, to see that nothing has moved.
        let targets: Vec<_> = self.targets.iter().chain(self.targets.first()).collect();
        let targets = json(serde_json::to_vec(&targets)?);
        let replies = Arc::new(self);
        let reply = get(move |asked: Uri| {
            let body = replies.body(&asked);
            async move {
                tokio::time::sleep(delay).await;
                body.map(json).ok_or(StatusCode::NOT_FOUND)
            }
        });
        Ok(Router::new()
            .route("/config.json", get(json("{}")))
            .route("/api/{*path}", reply)
            .route("/baseline/targets.json", get(targets))
            .nest_service("/baseline/", ServeDir::new(folders::baseline()))
            .nest_service("/plain/", ServeDir::new(folders::plain_page()))
            .fallback_service(ServeDir::new(folders::page()?))
            // What the relay says of itself.
            .layer(map_response(async |reply: Response| ([("server-timing", "cube")], reply))))
    }

    fn body(&self, asked: &Uri) -> Option<Bytes> {
        self.bodies.get(asked.path_and_query()?.as_str()).cloned()
    }
}

/// As the relay sends JSON: never to be kept, so that each run asks anew.
fn json(body: impl Into<Bytes>) -> impl IntoResponse + Clone {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], body.into())
}
