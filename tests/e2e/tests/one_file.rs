//! A page that is one file: opened from a disk, in both browsers, where there is neither server nor network.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::figures::figure;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::publishing::{JANUARY, publish};
use cubeboard_e2e::static_files::StaticFiles;
use cubeboard_e2e::waiting::{PATIENCE, eventually};
use cubeboard_e2e::{demo, folders};
use flate2::read::MultiGzDecoder;
use memchr::memmem;
use serde_json::{Value, json};
use tempfile::TempDir;

/// How large it may be with 10,000 responses.
const LIMIT_BYTES: usize = 2_500_000;

/// A browser that is to open files of the disk.
async fn at_disk(engine: Engine) -> Outcome<Page> {
    let page = Page::inside(engine, "file://", &Looks::default()).await?;
    if engine == Engine::Chromium {
        page.browser().cut_off(true).await?;
    }
    Ok(page)
}

async fn open(page: &Page, file: &Path, search: &str) -> Outcome {
    page.open(&format!("{}{search}", file.display())).await
}

/// Whether nothing was loaded from anywhere but the file, the console was told nothing, and nobody misses a network.
async fn came_alone(page: &Page) -> Outcome {
    let loaded = "return performance.getEntriesByType('resource').map(it => it.name)
        .filter(it => !/^(blob|data):/.test(it))";
    let loaded: Vec<String> = page.read(loaded, vec![]).await?;
    assert_eq!(loaded, [""; 0], "{:?}", page.browser().engine());
    assert_eq!(page.console().await?, [], "{:?}", page.browser().engine());
    assert!(!page.text().await?.contains("offline"));
    Ok(())
}

/// What every part of the file holds, unpacked, by name.
fn parts(html: &str) -> Outcome<Vec<(String, Vec<u8>)>> {
    let elements = html.split("<script ").skip(1).filter_map(|it| it.split_once('>'));
    let parts = elements.filter_map(|(attributes, rest)| {
        let name = attributes.split_once("data-part=\"")?.1.split('"').next()?;
        Some((name.to_owned(), rest.split('<').next()?))
    });
    let unpacked = parts.map(|(name, text)| {
        let packed = STANDARD.decode(text)?;
        let mut bytes = Vec::new();
        MultiGzDecoder::new(&*packed).read_to_end(&mut bytes)?;
        Ok((name, bytes))
    });
    unpacked.collect()
}

/// Fails where one of these words is anywhere in the file or its parts.
fn holds_none_of(file: &Path, words: &BTreeSet<String>) -> Outcome {
    let html = fs::read_to_string(file)?;
    let mut parts = parts(&html)?;
    assert!(parts.iter().any(|it| it.0 == "snapshot.cubeboard"), "there is a snapshot");
    parts.push(("the file".to_owned(), html.into_bytes()));
    for (name, bytes) in parts {
        for word in words {
            assert!(memmem::find(&bytes, word.as_bytes()).is_none(), "{word} is in {name}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_page_from_a_disk_does_what_a_published_one_does_in_both_browsers() -> Outcome {
    let folder = TempDir::new()?;
    let file = folder.path().join("Jul & påske.html");
    let look =
        ["--single-file", "--personal-data", "keep", "--title", "Jul </script><!-- «Øst» 🎄"];
    publish(JANUARY, &look, &file).await?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = at_disk(engine).await?;
        open(&page, &file, "").await?;
        page.sees("Snapshot as of ").await?;
        page.sees("Jul </script><!-- «Øst» 🎄").await?;
        page.shows_rows(634).await?;
        page.chart_is_drawn().await?;
        assert_eq!(page.numbers("Responses per day").await?.len(), 31);
        assert_eq!(page.value_of("From").await?, "2017-01-01");

        page.click("button", "Filter by type").await?;
        page.click("checkbox", "Sale 207").await?;
        page.press_escape().await?;
        page.shows_rows(207).await?;
        page.fill("Search responses", "ås").await?;
        page.shows_rows(13).await?;
        page.click("button", "Customer").await?;
        let row = page.row_where(|row| row[4].starts_with("Arne")).await?;
        page.keys_in_grid(&["ArrowDown", "Enter"]).await?;
        page.has("dialog", "Response").await?;
        page.press_escape().await?;
        assert!(page.address().await?.contains("q=%C3%A5s&is_type=Sale"), "it can be reloaded");

        page.click("button", "Share and export").await?;
        page.sees("A file of yours has no link: hand on the file.").await?;
        page.sees("A page in one file writes no Excel workbook. Excel opens the CSV.").await?;
        let csv = page.save("CSV").await?.text()?;
        assert_eq!(csv.lines().count(), 1 + 13);
        assert!(csv.contains(&row[4]), "{csv}");
        page.press_escape().await?;
        page.is_gone("button", "Connection").await?;

        page.click("button", "Norsk").await?;
        page.sees("Øyeblikksbilde fra ").await?;
        page.browser().client().refresh().await?;
        page.shows_rows(13).await?;
        came_alone(&page).await?;
    }
    Ok(())
}

#[tokio::test]
async fn ten_thousand_responses_in_one_file_stay_below_two_and_a_half_megabytes() -> Outcome {
    let folder = TempDir::new()?;
    let file = folder.path().join("loyalty.html");
    let year = ["--campaign", "2010", "--from", "2025-01-01", "--to", "2025-12-31"];
    publish(&year, &["--single-file", "--personal-data", "keep"], &file).await?;
    let html = fs::read_to_string(&file)?;
    figure("10,000 responses in one file", f64::from(u32::try_from(html.len())?), "bytes");
    assert!(html.len() < LIMIT_BYTES, "{} bytes", html.len());
    for (name, _) in parts(&html)? {
        assert!(!name.starts_with("demo-worker"), "a snapshot answers by itself");
    }
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = at_disk(engine).await?;
        open(&page, &file, "?per=month").await?;
        page.shows_rows(10_000).await?;
        page.chart_is_drawn().await?;
        came_alone(&page).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_page_saves_itself_and_the_saved_one_saves_the_same_again() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-31&is_type=Sale").await?;
    page.shows_rows(207).await?;
    let words = page.customers_words(926, ["20170101", "20170131"]).await?;
    page.click("button", "Share and export").await?;
    page.click("radio", "Left out").await?;
    let saved = page.save("Save as page").await?;
    assert_eq!(saved.name, "cubeboard-926-2017-01-01-2017-01-31.html");
    holds_none_of(&saved.path, &words)?;
    let html = saved.text()?;
    figure("634 responses in one file", f64::from(u32::try_from(html.len())?), "bytes");
    assert_eq!(page.console().await?, []);

    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = at_disk(engine).await?;
        open(&page, &saved.path, "").await?;
        page.sees("customers and comments are left out").await?;
        page.shows_rows(207).await?;
        page.click("button", "Share and export").await?;
        page.sees("This is a snapshot already: hand on its file.").await?;
        let again = page.save("Save as page").await?;
        assert!(again.text()? == html, "the same bytes, {engine:?}");
        came_alone(&page).await?;
    }
    Ok(())
}

/// Has requests for the program of the panel wait until they are let go one by one.
const HOLD_REQUESTS: &str = r"
    const fetch = window.fetch;
    window.held = [];
    window.fetch = function (request) {
        const asked = () => fetch.apply(window, arguments);
        if (!/files[^/]*_bg\.wasm/.test(request.url ?? request)) return asked();
        return new Promise(go => window.held.push(() => go(asked())));
    };
    return null";

/// Waits until so many of them are held.
async fn are_held(page: &Page, count: usize) -> Outcome {
    eventually(async || {
        let held: usize = page.read("return window.held.length", vec![]).await?;
        let told = format!("{held} requests are held, not {count}");
        if held == count { Ok(()) } else { Err(Failure(told)) }
    })
    .await
}

#[tokio::test]
async fn a_page_that_was_given_up_has_no_part_in_the_next() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-31&is_type=Sale").await?;
    page.shows_rows(207).await?;
    page.click("button", "Share and export").await?;
    // The panel comes with a request for the same program.
    page.has("button", "Save as page").await?;
    page.read::<()>(HOLD_REQUESTS, vec![]).await?;
    page.click("button", "Save as page").await?;
    are_held(&page, 1).await?;
    page.click("button", "Cancel").await?;
    page.sees("Cancelled; nothing was saved").await?;
    page.click("button", "Save as page").await?;
    are_held(&page, 2).await?;
    let saved = page.saved_within(PATIENCE, async || {
        page.read::<()>("window.held.forEach(go => go()); return null", vec![]).await
    });
    let saved = saved.await?;
    page.sees("Saved as ").await?;

    let page = at_disk(Engine::Chromium).await?;
    open(&page, &saved.path, "").await?;
    page.shows_rows(207).await?;
    came_alone(&page).await
}

/// Counts the addresses that are made for what is in memory, such as a worker's program, and those that are kept.
const WATCH_ADDRESSES: &str = "
    const [create, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
    window.addresses = { made: 0, kept: 0 };
    URL.createObjectURL = (...made) => {
        window.addresses.made += 1;
        window.addresses.kept += 1;
        return create.apply(URL, made);
    };
    URL.revokeObjectURL = function (address) {
        window.addresses.kept -= 1;
        revoke.call(URL, address);
    };
    return null";

#[tokio::test]
async fn a_page_under_lock_asks_for_its_passphrase_and_stays_locked_when_it_is_saved_again()
-> Outcome {
    const PASSPHRASE: &str = "kurv lampe fjord månelys";
    let (_relay, page) = demo().await?;
    page.open("/?campaign=926&from=2017-01-01&to=2017-01-31&is_type=Sale").await?;
    page.shows_rows(207).await?;
    page.click("button", "Share and export").await?;
    page.click("radio", "Kept").await?;
    page.click("checkbox", "Lock with a passphrase").await?;
    page.fill("Passphrase", PASSPHRASE).await?;
    let saved = page.save("Save as page").await?;
    assert_eq!(saved.name, "cubeboard-926-2017-01-01-2017-01-31.html");
    let html = saved.text()?;
    assert!(html.contains("data-part=\"snapshot.cubeboard.age\""));

    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = at_disk(engine).await?;
        open(&page, &saved.path, "").await?;
        page.has("dialog", "Locked snapshot").await?;
        assert!(!page.text().await?.contains("2017"), "nothing of the query is told");
        page.read::<()>(WATCH_ADDRESSES, vec![]).await?;
        page.fill("Passphrase", "another").await?;
        page.click("button", "Unlock").await?;
        page.sees("This passphrase is wrong.").await?;
        let addresses: Value = page.read("return window.addresses", vec![]).await?;
        assert_eq!(addresses, json!({"made": 1, "kept": 0}), "{engine:?}");
        page.fill("Passphrase", PASSPHRASE).await?;
        page.click("button", "Unlock").await?;
        page.shows_rows(207).await?;
        page.click("button", "Share and export").await?;
        let again = page.save("Save as page").await?;
        assert!(again.text()? == html, "the same bytes, {engine:?}");
        came_alone(&page).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_published_page_saves_its_own_snapshot_as_a_page() -> Outcome {
    let folder = TempDir::new()?;
    let site = folder.path().join("site");
    publish(JANUARY, &["--title", "January"], &site).await?;
    let files = StaticFiles::below("/sales/", &site).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    page.open("/sales/?q=a").await?;
    page.sees("Snapshot as of ").await?;
    page.click("button", "Share and export").await?;
    let saved = page.save("Save as page").await?;
    assert_eq!(page.console().await?, []);
    let snapshot = fs::read(site.join("snapshot.cubeboard"))?;
    assert!(saved.text()?.contains(&STANDARD.encode(snapshot)), "as it was published");

    let page = at_disk(Engine::Chromium).await?;
    open(&page, &saved.path, "").await?;
    page.sees("January").await?;
    page.shows_rows(634).await?;
    came_alone(&page).await
}

#[tokio::test]
async fn a_page_from_a_disk_opens_other_snapshots_and_goes_back_to_its_own() -> Outcome {
    let folder = TempDir::new()?;
    let file = folder.path().join("january.html");
    publish(JANUARY, &["--single-file"], &file).await?;
    let february = ["--campaign", "926", "--from", "2017-02-01", "--to", "2017-02-28"];
    let site = folder.path().join("february");
    publish(&february, &[], &site).await?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = at_disk(engine).await?;
        open(&page, &file, "").await?;
        page.shows_rows(634).await?;
        page.click("button", "Share and export").await?;
        page.choose_file(&site.join("snapshot.cubeboard")).await?;
        page.shows_rows(602).await?;
        page.click("button", "Close snapshot").await?;
        page.shows_rows(634).await?;
        assert_eq!(page.value_of("From").await?, "2017-01-01");
        came_alone(&page).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_page_from_a_disk_asks_nobody_for_another_query_and_says_so() -> Outcome {
    let folder = TempDir::new()?;
    let file = folder.path().join("january.html");
    publish(JANUARY, &["--single-file"], &file).await?;
    let html = fs::read_to_string(&file)?;
    // Without its own snapshot, another query can be put.
    let (before, _) = html.split_once("data-part=\"snapshot").unwrap_or_default();
    fs::write(
        &file,
        format!("{before}data-part=\"snapshot.cubeboard\" data-last>AAAA</script></body>"),
    )?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = at_disk(engine).await?;
        open(&page, &file, "").await?;
        page.sees("This file is not a snapshot of Cubeboard.").await?;
        page.fill("Campaign", "926").await?;
        page.fill("From", "2017-01-01").await?;
        page.fill("To", "2017-01-31").await?;
        page.click("button", "Load").await?;
        page.sees("This page is one file, with one query in it.").await?;
        came_alone(&page).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_not_whole_says_so() -> Outcome {
    let folder = TempDir::new()?;
    let file = folder.path().join("january.html");
    publish(JANUARY, &["--single-file"], &file).await?;
    let html = fs::read_to_string(&file)?;
    let within = |name: &str| {
        let (_, after) = html.split_once(&format!("data-part=\"{name}"))?;
        Some(html.len() - after.len() + 1000)
    };
    let missing = |name: &str| Failure(format!("there is no {name}"));
    let within = |name: &str| within(name).ok_or_else(|| missing(name));
    let not_whole = "This file is not whole: part of it was cut off or changed.";
    let cases: [(&str, String, &str); 4] = [
        ("within the page's program", html[..within("cubeboard-app")?].to_owned(), not_whole),
        ("within another program", html[..within("files-")?].to_owned(), not_whole),
        (
            "within the snapshot",
            html[..within("snapshot")?].to_owned(),
            "This snapshot is damaged.",
        ),
        ("a byte of the program", changed(&html, within("cubeboard-app")?), not_whole),
    ];
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = at_disk(engine).await?;
        for (place, html, told) in &cases {
            let file: PathBuf = folder.path().join("damaged.html");
            fs::write(&file, html)?;
            open(&page, &file, "").await?;
            let alert = page.alert().await?;
            assert!(alert.starts_with(told), "{engine:?}, {place}: {alert}");
        }
    }
    Ok(())
}

/// The same with another letter at a place.
fn changed(html: &str, at: usize) -> String {
    let other = if html[at..].starts_with('A') { "B" } else { "A" };
    [&html[..at], other, &html[at + 1..]].concat()
}

#[tokio::test]
async fn the_built_pages_folder_still_asks_for_a_server() -> Outcome {
    let page = at_disk(Engine::Chromium).await?;
    open(&page, &folders::page()?.join("index.html"), "").await?;
    let alert = page.alert().await?;
    assert!(alert.starts_with("This page was opened from a disk, and needs a web server"));
    Ok(())
}
