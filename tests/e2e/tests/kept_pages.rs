//! What a browser keeps of a page where another page, another build, a poor server or a full disk is in the way, and what it
//! may not keep at all.

use std::fs;
use std::path::Path;

use axum::Router;
use axum::response::Html;
use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::builds::{Site, build_of};
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::publishing::{JANUARY, publish};
use cubeboard_e2e::server::LoneServer;
use cubeboard_e2e::static_files::StaticFiles;
use cubeboard_e2e::waiting::eventually;
use serde_json::json;
use tempfile::TempDir;
use tower_http::services::ServeDir;

/// Opens a published page, and waits until the browser keeps it and has nothing more to keep.
async fn visit(page: &Page, path: &str) -> Outcome {
    page.open_at("about:blank").await?;
    page.open(path).await?;
    page.shows_rows(634).await?;
    page.keeps(path).await?;
    rests(page).await
}

/// How many changes of what is kept are under way, or wait for another.
const CHANGES: &str =
    "return navigator.locks.query().then(it => it.held.length + it.pending.length)";

async fn rests(page: &Page) -> Outcome {
    changes(page, "something is still being kept", |count| count == 0).await
}

async fn changes(page: &Page, otherwise: &str, is_fine: impl Fn(usize) -> bool) -> Outcome {
    let fine = eventually(async || {
        let count = page.read(CHANGES, vec![]).await?;
        if is_fine(count) { Ok(()) } else { Err(Failure(otherwise.to_owned())) }
    });
    page.explain(fine.await).await
}

#[tokio::test]
async fn two_folders_of_one_host_keep_a_page_each() -> Outcome {
    let folder = TempDir::new()?;
    publish(JANUARY, &["--title", "January"], folder.path().join("site").as_path()).await?;
    let files = || ServeDir::new(folder.path().join("site"));
    let router = Router::new().nest_service("/north/", files()).nest_service("/south/", files());
    let server = LoneServer::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    visit(&page, "/north/").await?;
    visit(&page, "/south/").await?;
    visit(&page, "/south/").await?;
    let of = |kept: &[cubeboard_e2e::kept::Kept], path: &str| {
        kept.iter().filter(|it| it.url.contains(path)).count()
    };
    let kept = page.kept().await?;
    assert_eq!(of(&kept, "/north/"), of(&kept, "/south/"));
    let app = page.browser().devtools("Page.getAppId", json!({})).await?;
    assert!(app["appId"].as_str().is_some_and(|it| it.ends_with("/south/")), "{app}");
    drop(server);
    for path in ["/north/", "/south/"] {
        page.open(path).await?;
        page.shows_rows(634).await?;
    }
    Ok(())
}

/// As if three pages had started.
const THREE_STARTS: &str = "
    for (let start = 0; start < 3; start++) navigator.serviceWorker.controller.postMessage(['started']);
    return null";

#[tokio::test]
async fn a_build_that_comes_slowly_is_kept_whole() -> Outcome {
    const SALES: &str = "/?demo=1&campaign=926&from=2017-01-01&to=2017-01-31&type=Sale";
    let site = Site::new().await?;
    site.publish("a")?;
    let page = site.page(Engine::Chromium).await?;
    for _ in 0..2 {
        page.open(SALES).await?;
        page.sees("207 of 207 responses").await?;
        page.keeps("/").await?;
        rests(&page).await?;
    }

    // Pages start, and what is unused would be deleted, while a file of the new one is still on its way.
    site.hold(Some("workbook-"));
    site.publish("b")?;
    page.open_at("about:blank").await?;
    page.open(SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.read::<()>(THREE_STARTS, vec![]).await?;
    changes(&page, "no page has started", |count| count > 3).await?;
    site.hold(None);
    rests(&page).await?;
    assert_eq!(build_of(&page).await?, "b");
    let kept = page.kept().await?;
    for part in ["cubeboard-app-", "page-", "files-", "workbook-", "lock-worker-"] {
        let is_there = kept.iter().any(|it| it.url.contains(part));
        assert!(is_there, "{part} is not kept");
    }
    Ok(())
}

#[tokio::test]
async fn a_page_of_the_servers_is_not_kept_in_place_of_a_file_that_it_lacks() -> Outcome {
    let folder = TempDir::new()?;
    let site = folder.path().join("site");
    publish(JANUARY, &[], &site).await?;
    let (name, file) = file_of(&site, "files-", ".js")?;
    let bytes = fs::read(&file)?;
    fs::remove_file(&file)?;
    // As servers are told to that send one page for all addresses.
    let lost = Router::new().fallback(async || Html("<p>Welcome</p>"));
    let files = ServeDir::new(&site).fallback(lost);
    let server = LoneServer::start(Router::new().fallback_service(files)).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open("/").await?;
    page.keeps("config.json").await?;

    fs::write(&file, bytes)?;
    visit(&page, "/").await?;
    let kind = "return caches.match(arguments[0]).then(it => it.headers.get('content-type'))";
    let kind: String = page.read(kind, vec![json!(format!("{}/{name}", server.origin()))]).await?;
    assert!(kind.contains("javascript"), "{kind}");
    Ok(())
}

/// Name and place of the file of a folder whose name begins and ends so.
fn file_of(folder: &Path, begin: &str, end: &str) -> Outcome<(String, std::path::PathBuf)> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default().to_owned();
        if name.starts_with(begin) && name.ends_with(end) {
            return Ok((name, path));
        }
    }
    Err(Failure(format!("there is no {begin}…{end}")))
}

#[tokio::test]
async fn a_browser_without_room_opens_the_page_all_the_same() -> Outcome {
    let folder = TempDir::new()?;
    let site = folder.path().join("site");
    publish(JANUARY, &[], &site).await?;
    let files = StaticFiles::of(&site).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    let quota = json!({ "origin": files.origin(), "quotaSize": 100_000 });
    page.browser().devtools("Storage.overrideQuotaForOrigin", quota).await?;
    for _ in 0..3 {
        page.open_at("about:blank").await?;
        page.open("/").await?;
        page.shows_rows(634).await?;
        page.keeps("config.json").await?;
        rests(&page).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_snapshot_that_names_agents_is_not_kept() -> Outcome {
    let folder = TempDir::new()?;
    let site = folder.path().join("site");
    publish(JANUARY, &["--agents", "keep"], &site).await?;
    let files = StaticFiles::of(&site).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    for _ in 0..2 {
        visit(&page, "/").await?;
        assert!(!keeps_a_snapshot(&page).await?);
    }
    Ok(())
}

#[tokio::test]
async fn a_snapshot_that_was_kept_goes_when_one_with_customers_takes_its_place() -> Outcome {
    let folder = TempDir::new()?;
    let site = folder.path().join("site");
    let files = StaticFiles::of(folder.path()).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    publish(JANUARY, &[], &site).await?;
    visit(&page, "/site/").await?;
    assert!(keeps_a_snapshot(&page).await?);
    publish(JANUARY, &["--personal-data", "keep"], &site).await?;
    visit(&page, "/site/").await?;
    assert!(!keeps_a_snapshot(&page).await?);
    Ok(())
}

#[tokio::test]
async fn a_snapshot_that_was_kept_goes_when_none_is_published_any_more() -> Outcome {
    let folder = TempDir::new()?;
    let site = folder.path().join("site");
    publish(JANUARY, &[], &site).await?;
    let files = StaticFiles::of(&site).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    visit(&page, "/").await?;
    assert!(keeps_a_snapshot(&page).await?);
    fs::write(site.join("config.json"), "{}")?;
    page.open_at("about:blank").await?;
    page.open("/").await?;
    page.has("button", "Load").await?;
    let gone = eventually(async || {
        let is_kept = keeps_a_snapshot(&page).await?;
        if is_kept { Err(Failure("it is still kept".to_owned())) } else { Ok(()) }
    });
    page.explain(gone.await).await
}

async fn keeps_a_snapshot(page: &Page) -> Outcome<bool> {
    Ok(page.kept().await?.iter().any(|it| it.url.contains(".cubeboard")))
}
