//! Files of other builds of the page, through what relays share. While relays are replaced one by one, a browser that got
//! its page from one may ask the other for a file of it. Each relay therefore puts its own there, as far as their names
//! change with their content, and looks there for those that it lacks.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;

use super::files::Files;
use super::freshness::is_hashed;
use crate::shared::{Kind, Shared};

/// For a page that stays open after the last relay of its build is gone.
const LIFETIME: Duration = Duration::from_hours(24);
/// Put there anew while the command runs, also where the server has forgotten it.
const RENEWAL: Duration = Duration::from_hours(1);

/// Keeps this build's files there, for as long as the command runs.
pub(super) async fn keep(files: Arc<Files>, shared: Shared) {
    loop {
        for (name, ending, bytes) in files.forms().filter(|it| is_hashed(it.0)) {
            let parts = [name.as_bytes(), ending.as_bytes()];
            shared.put(Kind::File, &parts, bytes, LIFETIME).await;
        }
        tokio::time::sleep(RENEWAL).await;
    }
}

/// The file at a path, where a relay of another build put it there.
pub(super) async fn find(shared: &Shared, path: &str) -> Option<Files> {
    let name = path.strip_prefix('/').filter(|it| is_hashed(it))?;
    let mut forms = Vec::new();
    for ending in ["", ".br", ".gz"] {
        let parts = [name.as_bytes(), ending.as_bytes()];
        if let Some(bytes) = shared.get(Kind::File, &parts).await {
            forms.push((format!("{name}{ending}"), Bytes::from(bytes)));
        }
    }
    // Without the file itself there is nobody whom all of its forms suit.
    forms.first().filter(|it| it.0 == name)?;
    Some(Files::of(forms.into_iter().collect()))
}
