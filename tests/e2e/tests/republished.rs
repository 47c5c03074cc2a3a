//! A folder that is published again by another build, behind a server that says nothing of how long files may be kept:
//! browsers keep `index.html` for days then, and ask for files that are no longer there.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::builds::{Site, WRITTEN, build_of, files};
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::folders;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::static_files::StaticFiles;
use cubeboard_e2e::waiting::eventually;
use tempfile::TempDir;

const SALES: &str = "/?demo=1&campaign=926&from=2017-01-01&to=2017-01-31&type=Sale";

/// Visits the page by a link.
async fn visit(page: &Page) -> Outcome {
    page.open_at("about:blank").await?;
    page.open(SALES).await
}

#[tokio::test]
async fn a_page_that_was_kept_and_lacks_its_files_gives_way_to_the_new_one_by_itself() -> Outcome {
    // Report 25.
    for engine in [Engine::Chromium, Engine::Firefox] {
        for (begin, end) in [("cubeboard-app", ".js"), ("cubeboard-app", ".wasm"), ("page", ".css")]
        {
            let site = Site::new().await?;
            site.publish("a")?;
            let page = site.page(engine).await?;
            visit(&page).await?;
            page.sees("207 of 207 responses").await?;
            assert_eq!((build_of(&page).await?.as_str(), site.times_asked()), ("a", 1));

            // All but one of the old files may be had from somewhere.
            site.lose(begin, end)?;
            site.add("b")?;
            visit(&page).await?;
            eventually(async || match build_of(&page).await? {
                build if build == "b" => Ok(()),
                build => Err(Failure(format!("{build} stays without {begin}…{end}"))),
            })
            .await?;
            page.sees("207 of 207 responses").await?;
            assert!(page.address().await?.contains("type=Sale"), "the view is kept");
            assert_eq!(site.times_asked(), 2, "it was kept, and asked for anew once");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_missing_on_the_server_is_told_and_not_asked_for_for_ever() -> Outcome {
    // Report 25.
    for engine in [Engine::Chromium, Engine::Firefox] {
        for (begin, end) in [("cubeboard-app", ".js"), ("cubeboard-app", ".wasm"), ("page", ".css")]
        {
            let site = Site::new().await?;
            site.publish("a")?;
            site.lose(begin, end)?;
            let page = site.page(engine).await?;
            visit(&page).await?;
            let alert = page.alert().await?;
            let told = "A file of this page could not be loaded. Reload the page.";
            assert!(alert.starts_with(told), "{engine:?}, {begin}…{end}: {alert}");
            assert!(site.times_asked() <= 2, "{} times", site.times_asked());
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_is_loaded_on_demand_and_gone_is_told_with_what_to_do() -> Outcome {
    // Report 25.
    let site = Site::new().await?;
    site.publish("a")?;
    let page = site.page(Engine::Chromium).await?;
    visit(&page).await?;
    page.sees("207 of 207 responses").await?;
    site.publish("b")?;
    page.click("button", "Share and export").await?;
    page.sees("This part of the page could not be loaded. Reload the page and try again.").await?;
    page.sees("207 of 207 responses").await?;
    page.browser().client().refresh().await?;
    page.sees("207 of 207 responses").await?;
    assert_eq!(build_of(&page).await?, "b");
    page.click("button", "Share and export").await?;
    page.has("button", "CSV").await
}

/// Publishes the sales from 1 January to a day with the command. All files have the same time then, as some tools leave
/// it that copy folders, so that a server cannot tell by it what is new.
fn publish_until(day: &str, folder: &Path) -> Outcome {
    let mut command = Command::new(folders::command()?);
    command.args(["publish", "--demo", "--campaign", "926", "--type", "Sale", "--quiet"]);
    command.args(["--from", "2017-01-01", "--to", day, "--page"]).arg(folders::page()?);
    let output = command.arg("--output").arg(folder).output()?;
    assert!(output.status.success(), "{output:?}");
    for file in files(folder)? {
        let file = File::options().append(true).open(file)?;
        file.set_modified(SystemTime::UNIX_EPOCH + WRITTEN)?;
    }
    Ok(())
}

#[tokio::test]
async fn a_reader_who_was_there_before_sees_the_new_rows_at_the_next_visit() -> Outcome {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let folder = TempDir::new()?;
        publish_until("2017-01-15", folder.path())?;
        let files = StaticFiles::of(folder.path()).await?;
        let page = Page::inside(engine, files.origin(), &Looks::default()).await?;
        page.open("/").await?;
        page.sees("Snapshot as of ").await?;
        assert_eq!(page.value_of("To").await?, "2017-01-15");

        publish_until("2017-01-31", folder.path())?;
        let by_link = page.address().await?;
        for address in [&format!("{}/", files.origin()), &by_link] {
            page.open_at("about:blank").await?;
            page.open_at(address).await?;
            page.sees("Snapshot as of ").await?;
            page.shows_rows(207).await?;
            assert_eq!(page.value_of("To").await?, "2017-01-31", "{engine:?} {address}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_was_kept_and_cannot_show_what_is_published_since_gives_way_to_the_new_one()
-> Outcome {
    let january = TempDir::new()?;
    publish_until("2017-01-31", january.path())?;
    for (begin, end) in [("files_loader", ".js"), ("files-", ".js")] {
        let site = Site::new().await?;
        site.publish("a")?;
        // A service worker would ask for the page each time.
        site.lose("sw", ".js")?;
        let add_january = || -> Outcome {
            for name in ["config.json", "snapshot.cubeboard"] {
                fs::copy(january.path().join(name), site.path().join(name))?;
            }
            Ok(())
        };
        add_january()?;
        let page = site.page(Engine::Chromium).await?;
        page.open("/").await?;
        page.sees("Snapshot as of ").await?;
        assert_eq!((build_of(&page).await?.as_str(), site.times_asked()), ("a", 1));

        // All but one of the old files may be had from somewhere.
        site.lose(begin, end)?;
        site.add("b")?;
        site.lose("sw", ".js")?;
        add_january()?;
        page.open_at("about:blank").await?;
        page.open("/").await?;
        page.sees("Snapshot as of ").await?;
        page.shows_rows(207).await?;
        assert_eq!((build_of(&page).await?.as_str(), site.times_asked()), ("b", 2));
    }
    Ok(())
}

#[tokio::test]
async fn a_snapshot_that_is_missing_on_the_server_is_told_and_not_asked_for_for_ever() -> Outcome {
    let site = Site::new().await?;
    site.publish("a")?;
    fs::write(site.path().join("config.json"), r#"{"snapshot": "gone.cubeboard"}"#)?;
    let page = site.page(Engine::Chromium).await?;
    page.open("/").await?;
    page.sees("The snapshot of this page could not be fetched.").await?;
    assert_eq!(site.times_asked(), 2, "it is asked for anew once");
    Ok(())
}

#[tokio::test]
async fn a_demo_whose_program_is_missing_says_so_and_not_that_a_service_is_away() -> Outcome {
    for (begin, end) in
        [("demo-worker_loader", ".js"), ("demo-worker-", ".js"), ("demo-worker-", ".wasm")]
    {
        let site = Site::new().await?;
        site.publish("a")?;
        site.lose(begin, end)?;
        let page = site.page(Engine::Chromium).await?;
        visit(&page).await?;
        let alert = page.alert().await?;
        let told = "A part of this page could not be loaded. Reload the page.";
        assert!(alert.starts_with(told), "{begin}…{end}: {alert}");
    }
    Ok(())
}

#[tokio::test]
async fn an_open_page_is_offered_a_newer_one_and_goes_on_with_its_own_files_until_then() -> Outcome
{
    for engine in [Engine::Chromium, Engine::Firefox] {
        let site = Site::new().await?;
        site.publish("a")?;
        let page = site.page(engine).await?;
        visit(&page).await?;
        page.sees("207 of 207 responses").await?;
        page.keeps("/").await?;
        // From its second visit on, a reader has all of the page.
        visit(&page).await?;
        page.sees("207 of 207 responses").await?;
        let all = eventually(async || {
            let kept = page.kept().await?;
            let is_program = |url: &str| url.contains("/files-") && url.ends_with("_bg.wasm");
            let is_whole = kept.iter().any(|it| is_program(&it.url));
            if is_whole { Ok(()) } else { Err(Failure("it is not kept whole".to_owned())) }
        });
        page.explain(all.await).await?;

        // Nothing of the old files is left on the server.
        site.publish("b")?;
        let offered = eventually(async || {
            // The page does not listen from its first moment on.
            page.read::<()>(LOOK, vec![]).await?;
            let offer = "There is a newer version of this page.";
            page.sees_within(Duration::from_secs(2), offer).await
        });
        offered.await?;
        assert_eq!(build_of(&page).await?, "a");
        page.click("button", "Share and export").await?;
        page.has("button", "CSV").await?;
        page.press_escape().await?;
        page.click("button", "Load it").await?;
        let newer = eventually(async || match build_of(&page).await? {
            build if build == "b" => Ok(()),
            build => Err(Failure(format!("{build} stays"))),
        });
        page.explain(newer.await).await?;
        page.sees("207 of 207 responses").await?;
        page.is_gone("button", "Load it").await?;
    }
    Ok(())
}

/// What happens when a reader comes back to the page's tab.
const LOOK: &str =
    "document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); return null";
