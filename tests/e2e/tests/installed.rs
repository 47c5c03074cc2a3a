//! A page that a device keeps: it opens without its server, with a snapshot where it may keep that, and nothing that the
//! page asked of Cube is kept.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use axum::Router;
use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::kept::Kept;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::publishing::{JANUARY, publish};
use cubeboard_e2e::server::LoneServer;
use cubeboard_e2e::waiting::within;
use cubeboard_e2e::{JANUARY_SALES, demo, folders};
use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower_http::services::ServeDir;

/// Serves a folder below a path, as a server that says nothing of caching.
async fn below_sales(folder: &Path) -> Outcome<LoneServer> {
    LoneServer::start(Router::new().nest_service("/sales/", ServeDir::new(folder))).await
}

/// Whether an address is that of one of the page's own files, or of what opens it.
fn is_own(url: &str) -> bool {
    let name = url.rsplit('/').next().unwrap_or_default();
    let is_hash = |it: &str| it.len() >= 12 && it.bytes().all(|it| it.is_ascii_hexdigit());
    name.is_empty() || name == "config.json" || name.split(['-', '_', '.']).any(is_hash)
}

fn text_at<'a>(kept: &'a [Kept], ending: &str) -> &'a str {
    kept.iter().find(|it| it.url.ends_with(ending)).map_or("", |it| &it.text)
}

#[tokio::test]
async fn a_published_page_opens_without_its_server_and_shows_its_snapshot() -> Outcome {
    let folder = TempDir::new()?;
    let site = folder.path().join("site");
    publish(JANUARY, &["--title", "January"], &site).await?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let server = below_sales(&site).await?;
        let page = Page::inside(engine, server.origin(), &Looks::default()).await?;
        page.open("/sales/").await?;
        page.shows_rows(634).await?;
        page.keeps("snapshot.cubeboard").await?;
        page.keeps("/sales/").await?;
        drop(server);

        page.open("/sales/?is_type=Sale").await?;
        page.sees("Snapshot as of ").await?;
        page.sees("January").await?;
        page.shows_rows(207).await?;
        page.chart_is_drawn().await?;
        page.click("button", "Share and export").await?;
        page.has("button", "CSV").await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_locked_snapshot_is_kept_with_whatever_is_in_it_and_asks_for_its_passphrase() -> Outcome {
    const PASSPHRASE: &str = "kurv lampe fjord månelys";
    let folder = TempDir::new()?;
    let (site, passphrase) = (folder.path().join("site"), folder.path().join("passphrase"));
    fs::write(&passphrase, PASSPHRASE)?;
    fs::set_permissions(&passphrase, fs::Permissions::from_mode(0o600))?;
    let file = passphrase.to_str().unwrap_or_default();
    let look = ["--personal-data", "keep", "--lock", "--passphrase-file", file];
    publish(JANUARY, &look, &site).await?;
    let server = below_sales(&site).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open("/sales/").await?;
    page.has("dialog", "Locked snapshot").await?;
    page.keeps("snapshot.cubeboard.age").await?;
    page.keeps("/sales/").await?;
    drop(server);

    page.open("/sales/").await?;
    page.has("dialog", "Locked snapshot").await?;
    page.fill("Passphrase", PASSPHRASE).await?;
    page.click("button", "Unlock").await?;
    page.shows_rows(634).await
}

#[tokio::test]
async fn a_snapshot_with_customers_is_not_kept_and_the_page_says_that_it_lacks_it() -> Outcome {
    let folder = TempDir::new()?;
    let site = folder.path().join("site");
    publish(JANUARY, &["--personal-data", "keep"], &site).await?;
    let server = below_sales(&site).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    for _ in 0..2 {
        page.open("/sales/").await?;
        page.shows_rows(634).await?;
        let kept = page.keeps("/sales/").await?;
        assert!(text_at(&kept, "config.json").contains("snapshot.cubeboard"));
        let others: Vec<_> = kept.iter().map(|it| &it.url).filter(|it| !is_own(it)).collect();
        assert_eq!(others, [""; 0]);
    }
    drop(server);
    page.open("/sales/").await?;
    page.sees("The snapshot of this page could not be fetched.").await
}

#[tokio::test]
async fn nothing_of_a_relay_but_the_page_is_kept_and_without_it_the_page_says_so() -> Outcome {
    let (relay, page) = demo().await?;
    for _ in 0..2 {
        page.open(JANUARY_SALES).await?;
        page.sees("207 of 207 responses").await?;
        let customer = page.grid_row(1).await?[4].clone();
        let kept = page.keeps("/").await?;
        let others: Vec<_> = kept.iter().map(|it| &it.url).filter(|it| !is_own(it)).collect();
        assert_eq!(others, [""; 0]);
        let config: Value = serde_json::from_str(text_at(&kept, "config.json"))?;
        let keys: Vec<_> = config.as_object().into_iter().flatten().map(|it| it.0).collect();
        assert!(
            keys.iter().all(|it| ["title", "language", "time_zone"].contains(&&***it)),
            "{keys:?}"
        );
        assert!(kept.iter().all(|it| !it.text.contains(&customer)));
    }
    assert_eq!(page.console().await?, []);
    relay.stop().await?;
    page.browser().cut_off(true).await?;
    page.open(JANUARY_SALES).await?;
    page.sees("This device is offline.").await?;
    page.has("button", "Load").await
}

#[tokio::test]
async fn the_manifest_is_whole_and_so_are_its_icons() -> Outcome {
    let folder = folders::page()?;
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json"))?)?;
    assert_eq!([&manifest["start_url"], &manifest["scope"]], ["./", "./"]);
    let icons = manifest["icons"].as_array().cloned().unwrap_or_default();
    assert_eq!(icons.len(), 3);
    for icon in icons {
        let name = icon["src"].as_str().unwrap_or_default();
        let file = fs::File::open(folder.join(name))?;
        let reader = png::Decoder::new(std::io::BufReader::new(file)).read_info()?;
        let (width, height) = (reader.info().width, reader.info().height);
        assert_eq!(icon["sizes"], format!("{width}x{height}"), "{name}");
    }

    let (_relay, page) = demo().await?;
    page.open("/").await?;
    page.has("button", "Load").await?;
    let read = page.browser().devtools("Page.getAppManifest", json!({})).await?;
    assert!(read["url"].as_str().is_some_and(|it| it.ends_with("/manifest.json")), "{read}");
    assert_eq!(read["errors"], json!([]));
    Ok(())
}

#[tokio::test]
async fn a_page_that_is_withdrawn_leaves_nothing_behind() -> Outcome {
    let folder = TempDir::new()?;
    let site = folder.path().join("site");
    publish(JANUARY, &[], &site).await?;
    let server = below_sales(&site).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open("/sales/").await?;
    page.keeps("/sales/").await?;
    fs::copy(folders::project().join("docs/deploying/sw-withdrawn.js"), site.join("sw.js"))?;
    // Chromium now and then lets the old one stay until it is asked for something again, and now and then leaves a visit
    // waiting that falls into the change.
    let patience = TimeoutConfiguration::new(None, Some(Duration::from_secs(20)), None);
    page.browser().client().update_timeouts(patience).await?;
    let mut gone = Ok(());
    for _visit in 0..5 {
        gone = page.open("/sales/").await;
        if gone.is_err() {
            continue;
        }
        page.shows_rows(634).await?;
        gone = within(Duration::from_secs(15), async || match page.kept().await?.len() {
            0 => Ok(()),
            count => Err(Failure(format!("{count} files are still kept"))),
        })
        .await;
        if gone.is_ok() {
            break;
        }
    }
    page.explain(gone).await?;
    page.shows_rows(634).await
}
