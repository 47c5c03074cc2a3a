//! Path below which a proxy puts the command: requests are answered with that path before theirs, and without it, where
//! the proxy has taken it off.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::uri::{PathAndQuery, Uri};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};

/// Where a request leads that named the path itself: to the one with a slash behind it, from where the page's own
/// addresses lead on.
#[derive(Debug, Clone)]
struct WithSlash(String);

/// A site that also answers below a path, such as `/cube`. For the path itself, it needs [`lead_to_slash`] within.
pub fn below(base_path: &str, site: Router) -> Router {
    if base_path.is_empty() {
        return site;
    }
    let base_path: Arc<str> = base_path.into();
    // Around a router of its own: the site's would have chosen the route by then.
    Router::new().fallback_service(site).layer(from_fn_with_state(base_path, take_off))
}

async fn take_off(State(base_path): State<Arc<str>>, mut request: Request, next: Next) -> Response {
    let uri = request.uri();
    let query = uri.query().map(|it| format!("?{it}")).unwrap_or_default();
    match uri.path().strip_prefix(&*base_path) {
        Some("") => {
            request.extensions_mut().insert(WithSlash(format!("{base_path}/{query}")));
            next.run(request).await
        }
        Some(rest) if rest.starts_with('/') => {
            let mut parts = uri.clone().into_parts();
            // Part of an address is one.
            parts.path_and_query = PathAndQuery::try_from(format!("{rest}{query}")).ok();
            if let Ok(uri) = Uri::from_parts(parts) {
                *request.uri_mut() = uri;
            }
            next.run(request).await
        }
        _ => next.run(request).await,
    }
}

/// Leads who asked for the path itself to the one with a slash. It stands within what is asked of every request, such as for
/// a host that is known.
pub async fn lead_to_slash(request: Request, next: Next) -> Response {
    match request.extensions().get() {
        Some(WithSlash(to)) => {
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
        }
        None => next.run(request).await,
    }
}
