//! Files of other builds of the page, through what relays share. While relays are replaced one by one, a browser that got
//! its page from one may ask the other for a file of it. Each relay therefore puts its own there, as far as their names
//! change with their content, and looks there for those that it lacks.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use moka::future::Cache;

use super::files::Files;
use super::freshness::is_hashed;
use crate::shared::{Kind, LONGEST_FILE, Shared};

/// For a page that stays open after the last relay of its build is gone.
const LIFETIME: Duration = Duration::from_hours(24);
/// Put there anew while the command runs, also where the server has forgotten it.
const RENEWAL: Duration = Duration::from_hours(1);

/// Keeps this build's files there, for as long as the command runs.
pub(super) async fn keep(files: Arc<Files>, shared: Shared) {
    loop {
        let hashed = files.forms().filter(|it| is_hashed(it.0) && it.2.len() <= LONGEST_FILE);
        for (name, ending, bytes) in hashed {
            let parts = [name.as_bytes(), ending.as_bytes()];
            shared.put(Kind::File, &parts, bytes, LIFETIME).await;
        }
        tokio::time::sleep(RENEWAL).await;
    }
}

/// As much of them is kept here: a page has some three megabytes.
const KEPT_BYTES: u64 = 16 << 20;

/// The files of other builds that were asked for.
#[derive(Debug, Clone)]
pub(super) struct OtherBuilds {
    shared: Shared,
    found: Cache<String, Arc<Files>>,
}

impl OtherBuilds {
    /// Those that relays share.
    pub fn new(shared: Shared) -> Self {
        let weight = |_: &String, files: &Arc<Files>| {
            let bytes = files.forms().map(|it| it.2.len()).sum::<usize>();
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        let found = Cache::builder().max_capacity(KEPT_BYTES).weigher(weight);
        Self { shared, found: found.time_to_live(LIFETIME).build() }
    }

    /// The file at a path, where a relay of another build put it there. It is fetched once for all who ask.
    pub async fn find(&self, path: &str) -> Option<Arc<Files>> {
        let fetch = async { find(&self.shared, path).await.map(Arc::new) };
        self.found.optionally_get_with(path.to_owned(), fetch).await
    }
}

async fn find(shared: &Shared, path: &str) -> Option<Files> {
    let name = path.strip_prefix('/').filter(|it| is_hashed(it))?;
    // Without the file itself there is nobody whom its other forms would all suit.
    let plain = shared.get(Kind::File, &[name.as_bytes(), b""]).await?;
    let mut forms = BTreeMap::from([(name.to_owned(), Bytes::from(plain))]);
    for ending in [".br", ".gz"] {
        if let Some(form) = shared.get(Kind::File, &[name.as_bytes(), ending.as_bytes()]).await {
            forms.insert(format!("{name}{ending}"), form.into());
        }
    }
    Some(Files::of(forms))
}
