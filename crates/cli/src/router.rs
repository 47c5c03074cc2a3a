//! Router of everything that the command serves.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state, map_response_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use cubeboard_responses::agent_alias::AgentNaming;

use crate::access::Access;
use crate::access::displays::Displays;
use crate::access::document;
use crate::answer::ANSWER;
use crate::config::Config;
use crate::display_key::display::Display;
use crate::forwarding::base_path::{below, lead_to_slash};
use crate::forwarding::{self, Forwarding};
use crate::health::{self, Readiness};
use crate::hosts::{self, KnownHosts};
use crate::list::List;
use crate::metrics::Metrics;
use crate::page::{self, Page};
use crate::policy;
use crate::relay::cors::Origin;
use crate::relay::display_reading::{self, CONFIG};
use crate::relay::rate_limit::{RateLimiter, RequestsPerSecond};
use crate::relay::readable_campaigns::ReadableCampaigns;
use crate::relay::{self, Relay};
use crate::request_log;
use crate::settings::file::Campaign;
use crate::settings::for_everyone::ForEveryone;
use crate::shared::Shared;

/// What there is to serve.
#[derive(Debug)]
pub struct Site {
    /// Who answers for Cube.
    pub relay: Relay,
    /// The built page; without one there is only the relay.
    pub page: Option<Page>,
    /// Where else pages stand that may use the relay.
    pub allowed_origins: Vec<Origin>,
    /// Which of Cube's lists the page asks, where that is said.
    pub list: Option<List>,
    /// What is known of campaigns, for the page.
    pub campaigns: Vec<Campaign>,
    /// What else everybody finds on the page.
    pub for_everyone: ForEveryone,
    /// Which of them readers may see.
    pub readable: ReadableCampaigns,
    /// How agents are named on screens that others read, where that is said.
    pub agents: Option<AgentNaming>,
    /// How often each sender may ask the relay.
    pub rate: RequestsPerSecond,
    /// Who may use all of it.
    pub access: Access,
    /// Screens that may use some of it.
    pub displays: Option<Arc<Displays>>,
    /// The proxies in front of it, and its public address.
    pub forwarding: Forwarding,
    /// By which names it may be asked.
    pub hosts: KnownHosts,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// Whether that can be read at `/metrics`.
    pub shows_metrics: bool,
    /// What other relays know, too.
    pub shared: Shared,
    /// Whether readers are taken.
    pub readiness: Readiness,
}

/// The whole service. Every reply of it carries the security headers, refusals too.
pub fn router(site: Site) -> Router {
    let inline_scripts = site.page.as_ref().map(Page::inline_scripts).unwrap_or_default();
    let headers = policy::headers(inline_scripts, &[document::style_source()]);
    let config = Config::new(
        &site.relay,
        site.list,
        site.campaigns,
        site.for_everyone,
        site.agents,
        site.access.has_sign_out(),
    );
    let answers_for_cube = !site.relay.needs_sign_in() && site.list.is_none();

    let routes = Router::new()
        .merge(health::routes(site.readiness))
        .route(CONFIG, get(answer_config).with_state(Arc::new(config)))
        .merge(relay::routes(
            site.relay,
            site.readable,
            site.allowed_origins,
            RateLimiter::new(site.rate, site.shared.clone()),
        ));
    let routes = if site.shows_metrics {
        routes.merge(metrics_routes(Arc::clone(&site.metrics)))
    } else {
        routes
    };
    // Around all that has a route. The page's own files, which have none, are for displays, too.
    let routes = routes.route_layer(from_fn(display_reading::reduce));
    let routes = match site.page {
        Some(page) => {
            routes.fallback_service(page::routes(&page, site.shared.clone(), answers_for_cube))
        }
        None => routes.fallback(async || StatusCode::NOT_FOUND),
    };
    let base_path = site.forwarding.base_path().to_owned();
    // The last one comes first: all that follows sees who asks, and all that is answered is noted.
    let routes = site
        .access
        .protect(routes, site.displays)
        .layer(from_fn(lead_to_slash))
        .layer(from_fn_with_state(Arc::new(site.hosts), hosts::check))
        .layer(from_fn_with_state(site.metrics, request_log::log_request))
        .layer(from_fn_with_state(Arc::new(site.forwarding), forwarding::identify_client));
    below(&base_path, routes).layer(map_response_with_state(headers, protect))
}

/// The page's configuration, of which a display has its own.
async fn answer_config(
    State(config): State<Arc<Config>>,
    display: Option<Extension<Arc<Display>>>,
) -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    let document = match display {
        Some(Extension(display)) => config.document_for(&display),
        None => config.document(),
    };
    (headers, document)
}

/// The figures alone.
pub fn metrics_routes(metrics: Arc<Metrics>) -> Router {
    Router::new().route("/metrics", get(async move || metrics.reply()))
}

async fn protect(State(headers): State<HeaderMap>, mut reply: Response) -> Response {
    // The relay's own answers go to other origins that are allowed, and a page elsewhere has to find out that there is one.
    if !reply.headers().contains_key(ANSWER) {
        reply
            .headers_mut()
            .insert(policy::RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    }
    reply.headers_mut().extend(headers);
    reply
}
