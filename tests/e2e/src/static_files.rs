//! The plainest web server: files from a folder and nothing else, as `python3 -m http.server` does.

use std::path::Path;

use axum::Router;
use tower_http::services::ServeDir;

use crate::failure::Outcome;
use crate::server::Server;

/// A running server; it ends when this is dropped.
#[derive(Debug)]
pub struct StaticFiles {
    server: Server,
}

impl StaticFiles {
    /// Serves the folder at `/`, on a free port.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn of(folder: &Path) -> Outcome<Self> {
        Self::serve(Router::new().fallback_service(ServeDir::new(folder))).await
    }

    /// Serves the folder at a path such as `/sales/` and nothing elsewhere, on a free port.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn below(path: &str, folder: &Path) -> Outcome<Self> {
        Self::serve(Router::new().nest_service(path, ServeDir::new(folder))).await
    }

    async fn serve(router: Router) -> Outcome<Self> {
        Ok(Self { server: Server::start(router).await? })
    }

    /// Where it listens, such as `http://127.0.0.1:41879`.
    pub fn origin(&self) -> &str {
        self.server.origin()
    }
}
