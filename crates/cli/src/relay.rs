//! The relay: takes the page's questions to Cube, or answers them as Cube's demo, and lets nothing
//! else through.

pub mod cors;
pub mod demo;
pub mod error;
pub mod faults;
pub mod question;
pub mod upstream;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::response::Response;
use axum::routing::any;

use crate::account::Account;
use cors::Origin;
use demo::InventedCube;
use error::RelayError;
use faults::plan::Faults;
use question::{Query, Resource};

/// Who answers for Cube.
#[derive(Debug, Clone)]
pub enum Relay {
    /// Invented data.
    Demo(InventedCube),
    /// A Cube account.
    Cube(Account),
}

impl Relay {
    /// A relay that invents its answers.
    pub fn demo() -> Self {
        Self::Demo(InventedCube::default())
    }

    /// The same, with faults.
    pub fn demo_with(faults: Faults) -> Self {
        Self::Demo(InventedCube::new(faults))
    }

    /// Whether Cube will want credentials that only the reader has.
    pub fn needs_sign_in(&self) -> bool {
        matches!(self, Self::Cube(account) if !account.has_credentials())
    }
}

/// The relay at its addresses, for the page itself and for pages of the allowed origins.
pub fn routes(relay: Relay, allowed_origins: Vec<Origin>) -> Router {
    Router::new()
        .route("/api/{*path}", any(answer))
        .layer(cors::layer(allowed_origins))
        .with_state(relay)
}

/// Answers one question. The path is read as it came: a decoded one would let `%2F` pass for a
/// slash.
async fn answer(State(relay): State<Relay>, request: Request) -> Result<Response, RelayError> {
    if request.method() != Method::GET {
        return Err(RelayError::Method);
    }
    let (path, raw_query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    let query = Query::parse(raw_query)?;
    let mut reply = match relay {
        Relay::Demo(cube) => cube.answer(path, raw_query, request.headers()).await?,
        Relay::Cube(account) => {
            let resource = Resource::parse(path).ok_or(RelayError::Path)?;
            upstream::get(&account, resource, &query, request.headers()).await?
        }
    };
    // Names and comments of customers have no place in anyone's cache.
    reply.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(reply)
}
