//! The relay: takes the page's questions to Cube, or answers them as Cube's demo, and lets nothing
//! else through.

pub mod arguments;
pub mod cors;
pub mod cube;
pub mod demo;
pub mod error;
pub mod faults;
mod links;
pub mod memory;
pub mod pace;
pub mod question;
mod reply;
mod upstream;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::response::Response;
use axum::routing::any;
use axum::{Extension, Router};

use crate::front::Visit;
use cors::Origin;
use cube::Cube;
use demo::InventedCube;
use error::RelayError;
use faults::plan::Faults;
use pace::{Pace, RequestsPerSecond};
use question::Question;

/// Who answers for Cube.
#[derive(Debug, Clone)]
pub enum Relay {
    /// Invented data.
    Demo(InventedCube),
    /// A Cube account.
    Cube(Arc<Cube>),
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
        matches!(self, Self::Cube(cube) if !cube.has_credentials())
    }
}

/// The relay at its addresses, for the page itself and for pages of the allowed origins.
pub fn routes(relay: Relay, allowed_origins: Vec<Origin>, rate: RequestsPerSecond) -> Router {
    let pace = Pace::new(rate).map(Arc::new);
    Router::new()
        .route("/api/{*path}", any(answer))
        .layer(cors::layer(allowed_origins))
        .with_state((relay, pace))
}

/// Answers one question. The path is read as it came: a decoded one would let `%2F` pass for a
/// slash.
async fn answer(
    State((relay, pace)): State<(Relay, Option<Arc<Pace>>)>,
    Extension(visit): Extension<Visit>,
    request: Request,
) -> Result<Response, RelayError> {
    if let Some(pace) = pace {
        pace.take(visit.client).map_err(RelayError::TooMany)?;
    }
    if request.method() != Method::GET {
        return Err(RelayError::Method);
    }
    let (path, raw_query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    let mut reply = match relay {
        Relay::Demo(cube) => {
            Question::parameters(raw_query)?;
            cube.answer(path, raw_query, request.headers()).await?
        }
        Relay::Cube(cube) => {
            cube.answer(path, raw_query, request.headers(), &visit.own_address).await?
        }
    };
    // Names and comments of customers have no place on the disk of whoever reads them, or in a cache on the way.
    reply.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(reply)
}
