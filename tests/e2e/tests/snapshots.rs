//! Snapshots: saved on one page, opened on another, and published with a page of their own.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::static_files::StaticFiles;
use cubeboard_e2e::{demo, folders};
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use tempfile::TempDir;

/// The 207 sales among 634 responses of January 2017, by customer from z to a.
const SALES: &str =
    "/?campaign=926&from=2017-01-01&to=2017-01-31&is_type=Sale&sort=-customer_name&per=week";

/// A snapshot of those as this relay's page saves it, with its personal data treated like this.
async fn saved(page: &Page, personal_data: &str) -> Outcome<Vec<u8>> {
    page.open(SALES).await?;
    page.shows_rows(207).await?;
    page.click("button", "Share and export").await?;
    page.click("radio", personal_data).await?;
    let saved = page.save("Snapshot").await?;
    assert!(saved.name.starts_with("cubeboard-926-2017-01-01-2017-01-31"), "{}", saved.name);
    assert!(saved.name.ends_with(".cubeboard"), "{}", saved.name);
    saved.bytes()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
    let file = folder.join(name);
    fs::write(&file, bytes)?;
    Ok(file)
}

/// Opens a file on a page that has nothing loaded.
async fn open(page: &Page, file: &Path) -> Outcome {
    page.open("/").await?;
    page.click("button", "Share and export").await?;
    page.choose_file(file).await
}

#[tokio::test]
async fn a_snapshot_shows_the_same_rows_in_both_browsers_without_cube() -> Outcome {
    let folder = TempDir::new()?;
    let (relay, page) = demo().await?;
    let snapshot = saved(&page, "Kept").await?;
    let file = write(folder.path(), "kept.cubeboard", &snapshot)?;
    let shown = [page.grid_row(1).await?, page.grid_row(207).await?];
    relay.stop().await?;

    let files = StaticFiles::of(&folders::page()?).await?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = Page::inside(engine, files.origin(), &Looks::default()).await?;
        open(&page, &file).await?;
        page.sees("Snapshot as of ").await?;
        page.sees("with customers and comments").await?;
        page.sees("634 responses · complete when it was read: Cube counted as many").await?;
        page.shows_rows(207).await?;
        assert_eq!([page.grid_row(1).await?, page.grid_row(207).await?], shown);
        assert_eq!(page.value_of("From").await?, "2017-01-01");
        assert!(page.address().await?.contains("sort=-customer_name&per=week"));
        page.fill("Search responses", "ås").await?;
        page.shows_rows(13).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_no_sound_snapshot_is_refused_and_the_screen_stays() -> Outcome {
    let folder = TempDir::new()?;
    let (_relay, page) = demo().await?;
    let snapshot = saved(&page, "Left out").await?;
    let mut damaged = snapshot.clone();
    damaged[snapshot.len() / 2] ^= 1;
    let mut newer = GzEncoder::new(Vec::new(), Compression::default());
    newer.write_all(br#"{"format":"cubeboard snapshot","version":99}"#)?;
    let newer = newer.finish()?;
    for (name, bytes, said) in [
        ("foreign", &b"not one"[..], "This file is not a snapshot of Cubeboard."),
        ("newer", &newer[..], "This snapshot is of a newer Cubeboard."),
        ("damaged", &damaged[..], "This snapshot is damaged."),
        ("cut", &snapshot[..snapshot.len() - 1], "This snapshot is damaged."),
    ] {
        let file = write(folder.path(), name, bytes)?;
        page.choose_file(&file).await?;
        page.sees(said).await?;
        page.is_gone("dialog", "Share and export").await?;
        page.click("button", "Share and export").await?;
        page.sees("634 of 634 responses").await?;
        page.shows_rows(207).await?;
    }
    Ok(())
}

#[tokio::test]
async fn nothing_of_a_customer_is_in_a_snapshot_that_leaves_them_out() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(SALES).await?;
    page.shows_rows(207).await?;
    let words = page.customers_words(926, ["20170101", "20170131"]).await?;
    let folder = TempDir::new()?;
    for (choice, said) in [
        ("Left out", "customers and comments are left out"),
        ("Pseudonyms", "customers have pseudonyms, comments are left out"),
    ] {
        let snapshot = saved(&page, choice).await?;
        let text = unpacked(&snapshot)?;
        assert_eq!(text.lines().count(), 1 + 634, "a head and every row");
        for word in &words {
            assert!(!text.contains(word), "{word}");
        }
        let file = write(folder.path(), choice, &snapshot)?;
        open(&page, &file).await?;
        page.sees(said).await?;
        page.shows_rows(207).await?;
        let cell = &page.grid_row(1).await?[4];
        assert!(if choice == "Left out" { cell == "—" } else { cell.starts_with("Customer ") });
    }
    Ok(())
}

/// All that is packed in the file, which is a gzip file as well.
fn unpacked(snapshot: &[u8]) -> Outcome<String> {
    let mut text = String::new();
    MultiGzDecoder::new(snapshot).read_to_string(&mut text)?;
    Ok(text)
}

#[tokio::test]
async fn a_snapshot_can_be_closed_for_cube_and_has_no_link() -> Outcome {
    let folder = TempDir::new()?;
    let (_relay, page) = demo().await?;
    let file = write(folder.path(), "a.cubeboard", &saved(&page, "Left out").await?)?;
    open(&page, &file).await?;
    page.sees("Snapshot as of ").await?;
    page.click("button", "Share and export").await?;
    page.sees("A file of yours has no link: hand on the file.").await?;
    page.press_escape().await?;
    page.click("button", "Close snapshot").await?;
    page.sees("634 of 634 responses · complete: Cube counts as many").await?;
    page.is_gone("button", "Close snapshot").await?;
    // What the snapshot told of its one campaign went with it.
    page.fill("Campaign", "loy").await?;
    page.sees("2010 · Loyalty 2025").await
}

/// A folder with the built page that opens on this snapshot, as somebody would put it on a server of files, with the
/// relay's own policy in its HTML.
fn published(snapshot: &[u8], policy: &str) -> Outcome<TempDir> {
    let folder = TempDir::new()?;
    for entry in fs::read_dir(folders::page()?)? {
        let path = entry?.path();
        if path.is_file() {
            fs::copy(&path, folder.path().join(path.file_name().unwrap_or_default()))?;
        }
    }
    let html = fs::read_to_string(folder.path().join("index.html"))?;
    let policy = policy.replace("; frame-ancestors 'none'", "");
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let html = html.replacen("<meta", &format!("{meta}<meta"), 1);
    assert!(html.contains(&meta), "there is a first element in the head");
    write(folder.path(), "index.html", html.as_bytes())?;
    write(folder.path(), "january.cubeboard", snapshot)?;
    write(
        folder.path(),
        "config.json",
        br#"{ "snapshot": "january.cubeboard", "title": "January" }"#,
    )?;
    Ok(folder)
}

const POLICY: &str = "return fetch('/').then(it => it.headers.get('content-security-policy'))";

#[tokio::test]
async fn a_published_page_opens_on_its_snapshot_below_a_path_in_both_browsers() -> Outcome {
    let relay = Relay::demo().await?;
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    let snapshot = saved(&page, "Left out").await?;
    let policy: String = page.read(POLICY, vec![]).await?;
    let folder = published(&snapshot, &policy)?;
    relay.stop().await?;
    let files = StaticFiles::below("/sales/", folder.path()).await?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = Page::inside(engine, files.origin(), &Looks::default()).await?;
        page.open("/sales/").await?;
        page.sees("Snapshot as of ").await?;
        page.shows_rows(207).await?;
        page.open("/sales/?is_type=Offer&lang=nb").await?;
        page.sees("Øyeblikksbilde fra ").await?;
        page.sees("kunder og kommentarer er utelatt").await?;
        page.chart_is_drawn().await?;
        page.click("button", "Del og eksporter").await?;
        page.sees("Dette er alt et øyeblikksbilde: gi filen videre.").await?;
    }
    Ok(())
}

/// Lets go of a file over the page.
const DROP: &str = "
    const held = new DataTransfer();
    held.items.add(new File([new Uint8Array(arguments[0])], 'dropped.cubeboard'));
    document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }));
    return null";

#[tokio::test]
async fn a_snapshot_that_is_dropped_after_the_panel_was_closed_is_shown() -> Outcome {
    let (_relay, page) = demo().await?;
    let snapshot = saved(&page, "Left out").await?;
    page.press_escape().await?;
    page.is_gone("button", "Snapshot").await?;
    page.read::<()>(DROP, vec![snapshot.into()]).await?;
    page.sees("Snapshot as of ").await?;
    page.shows_rows(207).await
}

const CUSTOMERS: &str = "
    const tiles = [...document.querySelectorAll('.tile')];
    const tile = tiles.find(it => it.querySelector('dt').textContent === 'Customers reached');
    return tile.querySelector('.tile-figure').textContent";

#[tokio::test]
async fn a_dropped_snapshot_without_customers_does_not_say_that_none_was_reached() -> Outcome {
    let (_relay, page) = demo().await?;
    let snapshot = saved(&page, "Left out").await?;
    page.open("/").await?;
    page.has("button", "Load").await?;
    page.read::<()>(DROP, vec![snapshot.into()]).await?;
    page.sees("Snapshot as of ").await?;
    page.shows_rows(207).await?;
    assert_eq!(page.read::<String>(CUSTOMERS, vec![]).await?, "–");
    Ok(())
}
