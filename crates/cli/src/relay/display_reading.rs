//! What a display gets of the relay's replies: lists of its own campaigns without customers and comments, its own
//! `config.json`, and nothing else.
//!
//! It stands around all routes, so that one which is added later is closed to displays until it is named here. A list
//! is not cleaned but written anew (`display_reading/list.rs`): what is not known does not get out.

mod list;

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::answer::{ANSWER, marked};
use crate::display_key::display::Display;
use crate::forwarding::ClientInfo;
use crate::relay::links::Links;
use crate::relay::list_tag::{LIST, ListTag};
use crate::relay::question::{Question, Resource};

/// Where the page reads its configuration, of which a display has its own.
pub const CONFIG: &str = "/config.json";

/// What it is called in the header `Cubeboard-Answer` that a display may not read something.
const NOT_FOR_DISPLAYS: &str = "display";
/// And that it is a list of a campaign that its key does not name, which the page tells in words of its own.
const OTHER_CAMPAIGN: &str = "display-campaign";
/// And that what came is no list of responses.
const NO_LIST: &str = "no-list";
/// More than the relay takes of Cube.
const MOST_BYTES: usize = 64 << 20;
/// What is larger is read beside other requests, and not in their way.
const LARGE_BYTES: usize = 256 << 10;
/// What a display may say of a list that it asks for.
const PARAMETERS: [&str; 4] = ["from_date", "to_date", "response_type", "page"];
/// What it learns of a reply beside status and body.
const HEADERS: [HeaderName; 3] = [header::RETRY_AFTER, header::DATE, ANSWER];

/// Answers a display no more than it may read; whoever is none gets what there is.
pub async fn reduce(request: Request, next: Next) -> Response {
    let Some(display) = request.extensions().get::<Arc<Display>>().cloned() else {
        return next.run(request).await;
    };
    let path = request.uri().path();
    if path == CONFIG {
        return next.run(request).await;
    }
    let is_read = request.method() == Method::GET && has_known_parameters(request.uri().query());
    let Some(campaign) = campaign_of_list(path).filter(|_| is_read) else { return refusal() };
    if !display.campaigns.contains(&campaign) {
        return refused(OTHER_CAMPAIGN, "the key of this display does not name this campaign");
    }
    let (mut head, body) = request.into_parts();
    let tag = head.headers.remove(LIST);
    let tag = tag.and_then(|it| display.pseudonyms.open(it.to_str().ok()?));
    if let Some(tag) = tag {
        head.headers.insert(LIST, tag.header());
    }
    let asked = head.clone();
    let reply = next.run(Request::from_parts(head, body)).await;
    reduced(display, asked, reply).await
}

/// The reply to a display that asks for what it may not read.
pub fn refusal() -> Response {
    refused(NOT_FOR_DISPLAYS, "not for a display")
}

fn refused(answer: &'static str, detail: &str) -> Response {
    marked(told(StatusCode::FORBIDDEN, HeaderMap::new(), detail), answer)
}

fn campaign_of_list(path: &str) -> Option<u64> {
    match Resource::parse(path)? {
        Resource::Responses(id) | Resource::CallOutcomes(id) => Some(id),
        Resource::Campaigns { .. } => None,
    }
}

fn has_known_parameters(query: Option<&str>) -> bool {
    let mut parameters = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    parameters.all(|(name, _)| PARAMETERS.contains(&&*name))
}

async fn reduced(display: Arc<Display>, asked: Parts, reply: Response) -> Response {
    let (head, body) = reply.into_parts();
    let mut headers = HeaderMap::new();
    for name in HEADERS {
        headers.extend(head.headers.get(&name).cloned().map(|value| (name, value)));
    }
    if head.status != StatusCode::OK {
        // Whatever Cube says of it may name somebody.
        return told(head.status, headers, &format!("no list; status {}", head.status.as_u16()));
    }
    let tag = ListTag::named(&head.headers).and_then(|it| display.pseudonyms.seal(it));
    headers.extend(tag.and_then(|it| HeaderValue::try_from(it).ok()).map(|tag| (LIST, tag)));
    let Ok(body) = to_bytes(body, MOST_BYTES).await else { return no_list() };
    let rest = body.clone();
    let write = move || written(&body, &asked, &display);
    let written = if rest.len() > LARGE_BYTES {
        tokio::task::spawn_blocking(write).await.ok().flatten()
    } else {
        write()
    };
    let Some(written) = written else { return no_list() };
    // What is read from counts as taken memory until the last of it is gone.
    let body = Bytes::from_owner(Written { list: written, _read_from: rest });
    told_by(StatusCode::OK, headers, Body::from(body))
}

fn written(body: &[u8], asked: &Parts, display: &Display) -> Option<String> {
    let query = asked.uri.query().unwrap_or_default();
    let question = Question::parse(asked.uri.path(), query).ok()?;
    let client = asked.extensions.get::<ClientInfo>()?;
    list::written_anew(
        body,
        &Links { question: &question, own_address: &client.own_address },
        display,
    )
}

fn no_list() -> Response {
    marked(told(StatusCode::BAD_GATEWAY, HeaderMap::new(), "cube's reply is no list"), NO_LIST)
}

/// A list that was written anew, with the memory that the one is held in which it was read from.
struct Written {
    list: String,
    _read_from: Bytes,
}

impl AsRef<[u8]> for Written {
    fn as_ref(&self) -> &[u8] {
        self.list.as_bytes()
    }
}

fn told(status: StatusCode, headers: HeaderMap, detail: &str) -> Response {
    let body = serde_json::json!({ "detail": detail }).to_string();
    told_by(status, headers, body.into())
}

fn told_by(status: StatusCode, mut headers: HeaderMap, body: Body) -> Response {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    (status, headers, body).into_response()
}
