//! A folder that builds of the page are published into, one after the other, and a server that says nothing of how long files
//! may be kept. Builds differ in the names of their files alone.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::{Next, from_fn};
use tempfile::TempDir;
use tokio::sync::watch;
use tower_http::services::ServeDir;

use crate::browser::{Engine, Looks};
use crate::failure::{Failure, Outcome};
use crate::folders;
use crate::page::Page;
use crate::server::Server;

/// When the first build's files were written, since 1970: so long ago that a browser may keep them for a year
/// (RFC 9111, section 4.2.2).
pub const WRITTEN: Duration = Duration::from_hours(47 * 365 * 24);

/// A folder that a page is published into, its server, and how often a visit asked that for `index.html`.
#[derive(Debug)]
pub struct Site {
    folder: TempDir,
    server: Server,
    asked: Arc<AtomicUsize>,
    held: watch::Sender<String>,
}

impl Site {
    /// Serves an empty folder. No browser may keep the files that `index.html` names, as if it had run out of room.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn new() -> Outcome<Self> {
        let folder = TempDir::new()?;
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let held = watch::Sender::new(String::new());
        let may_go = held.subscribe();
        let watch = from_fn(move |request: Request, next: Next| {
            let path = request.uri().path().to_owned();
            let is_index = path == "/";
            // The page that stands asks for what it keeps of itself as well, some time later.
            let is_visit = request.headers().get("Sec-Fetch-Dest").is_none_or(|it| it != "empty");
            count.fetch_add(usize::from(is_index && is_visit), Ordering::Relaxed);
            let mut may_go = may_go.clone();
            async move {
                let is_free = |held: &String| held.is_empty() || !path.contains(held.as_str());
                // Nobody holds anything any more once the site is gone.
                drop(may_go.wait_for(is_free).await);
                let mut reply = next.run(request).await;
                if !is_index {
                    reply.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
                }
                reply
            }
        });
        let router = Router::new().fallback_service(ServeDir::new(folder.path())).layer(watch);
        Ok(Self { server: Server::start(router).await?, folder, asked, held })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a build's files in place of those before; their names differ from every other build's.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub fn publish(&self, build: &str) -> Outcome {
        for file in files(self.folder.path())? {
            fs::remove_file(file)?;
        }
        self.add(build)
    }

    /// Adds a build's files to those of another.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub fn add(&self, build: &str) -> Outcome {
        let page = files(&folders::page()?)?;
        let names: Vec<_> = page.iter().filter_map(|it| it.file_name()?.to_str()).collect();
        let hashes: Vec<_> = names.iter().filter_map(|it| hash(it)).collect();
        let renamed = |text: &str| {
            let rename =
                |text: String, hash: &&str| text.replace(hash, &format!("{build}{}", &hash[1..]));
            hashes.iter().fold(text.to_owned(), rename)
        };
        for (path, name) in page.iter().zip(&names) {
            let place = self.folder.path().join(renamed(name));
            if matches!(place.extension().and_then(|it| it.to_str()), Some("html" | "js")) {
                fs::write(&place, renamed(&fs::read_to_string(path)?))?;
            } else {
                fs::copy(path, &place)?;
            }
            let since = WRITTEN + Duration::from_hours(u64::from(build != "a"));
            let file = File::options().append(true).open(&place)?;
            file.set_modified(SystemTime::UNIX_EPOCH + since)?;
        }
        Ok(())
    }

    /// Takes away the file whose name begins and ends so.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn lose(&self, begin: &str, end: &str) -> Outcome {
        let name = |it: &PathBuf| it.file_name().and_then(|it| it.to_str()).map(str::to_owned);
        let is_it = |name: String| name.starts_with(begin) && name.ends_with(end);
        let all = files(self.folder.path())?;
        let lost = all.iter().find(|it| name(it).is_some_and(is_it));
        Ok(fs::remove_file(lost.ok_or_else(|| Failure(format!("there is no {begin}…{end}")))?)?)
    }

    /// Lets whoever asks for a file with this in its name wait for its reply, or nobody any more.
    pub fn hold(&self, part: Option<&str>) {
        self.held.send_replace(part.unwrap_or_default().to_owned());
    }

    /// How often a visit asked for `index.html`.
    pub fn times_asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    /// A page in a fresh browser, which shows nothing yet.
    ///
    /// # Errors
    ///
    /// When the browser does not start.
    pub async fn page(&self, engine: Engine) -> Outcome<Page> {
        Page::inside(engine, self.server.origin(), &Looks::default()).await
    }
}

/// The plain files of a folder, without those that are compressed.
///
/// # Errors
///
/// When it cannot be read.
pub fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let all =
        fs::read_dir(folder)?.map(|it| it.map(|it| it.path())).collect::<Result<Vec<_>, _>>()?;
    let is_copy = |it: &PathBuf| it.extension().is_some_and(|it| it == "br" || it == "gz");
    Ok(all.into_iter().filter(|it| it.is_file() && !is_copy(it)).collect())
}

/// The hash in a file's name.
fn hash(name: &str) -> Option<&str> {
    let is_hash = |it: &&str| it.len() >= 12 && it.bytes().all(|it| it.is_ascii_hexdigit());
    name.split(['-', '_', '.']).find(is_hash)
}

/// Which build's program the page runs, by the digit that its files' hashes begin with.
///
/// # Errors
///
/// When the page is none.
pub async fn build_of(page: &Page) -> Outcome<String> {
    let script = "return document.querySelector('meta[name=demo-worker]').content
        .match(/-([0-9a-f]{12,})/)[1][0]";
    page.read(script, vec![]).await
}
