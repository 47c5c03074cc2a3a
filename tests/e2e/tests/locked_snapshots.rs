//! Snapshots under lock: saved with a passphrase, and opened with it alone.

use std::fs;
use std::path::{Path, PathBuf};

use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::keyboard::key;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::passphrases::PASSPHRASE;
use cubeboard_e2e::static_files::StaticFiles;
use cubeboard_e2e::{demo, folders};
use tempfile::TempDir;

/// The 207 sales among 634 responses of January 2017.
const SALES: &str = "/?campaign=926&from=2017-01-01&to=2017-01-31&is_type=Sale";

/// Chooses to lock a snapshot of [`SALES`] with customers and comments in it.
async fn choose_lock(page: &Page) -> Outcome {
    page.open(SALES).await?;
    page.shows_rows(207).await?;
    page.click("button", "Share and export").await?;
    page.click("radio", "Kept").await?;
    page.click("checkbox", "Lock with a passphrase").await
}

/// Such a snapshot, locked with [`PASSPHRASE`], in a file.
async fn locked(page: &Page, folder: &TempDir) -> Outcome<PathBuf> {
    choose_lock(page).await?;
    page.fill("Passphrase", PASSPHRASE).await?;
    let saved = page.save("Snapshot").await?;
    let file = folder.path().join("kept.cubeboard.age");
    fs::copy(&saved.path, &file)?;
    Ok(file)
}

/// Opens a file on a page that has nothing loaded.
async fn open(page: &Page, file: &Path) -> Outcome {
    page.open("/").await?;
    page.click("button", "Share and export").await?;
    page.choose_file(file).await
}

#[tokio::test]
async fn a_locked_snapshot_opens_with_its_passphrase_alone_in_both_browsers() -> Outcome {
    let folder = TempDir::new()?;
    let (relay, page) = demo().await?;
    choose_lock(&page).await?;
    let offered = page.value_of("Passphrase").await?;
    assert_eq!(offered.split('-').map(str::len).collect::<Vec<_>>(), [5; 7], "{offered}");
    page.click("button", "Offer another").await?;
    let passphrase = page.value_of("Passphrase").await?;
    assert_ne!(passphrase, offered);
    let saved = page.save("Snapshot").await?;
    assert!(saved.name.starts_with("cubeboard-926-2017-01-01-2017-01-31"), "{}", saved.name);
    assert!(saved.name.ends_with(".cubeboard.age"), "{}", saved.name);
    let bytes = saved.bytes()?;
    assert!(bytes.starts_with(b"age-encryption.org/v1\n-> scrypt "));
    let shown = page.grid_row(1).await?;
    let words = shown[4..].iter().filter(|it| it.len() > 4).map(String::as_str);
    for word in words.chain([&*passphrase, "cubeboard", "926", "Sale"]) {
        assert!(!bytes.windows(word.len()).any(|it| it == word.as_bytes()), "{word}");
    }
    assert_eq!(page.console().await?, []);
    relay.stop().await?;

    let file = folder.path().join("a-file");
    fs::write(&file, bytes)?;
    let files = StaticFiles::of(&folders::page()?).await?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = Page::inside(engine, files.origin(), &Looks::default()).await?;
        open(&page, &file).await?;
        page.has("dialog", "Locked snapshot").await?;
        for wrong in [&*offered, &passphrase[1..]] {
            page.unlock(wrong).await?;
            page.sees("This passphrase is wrong.").await?;
        }
        // As it is read aloud, and typed.
        page.unlock(&passphrase.replace('-', " ")).await?;
        page.sees("Snapshot as of ").await?;
        page.is_gone("dialog", "Locked snapshot").await?;
        page.sees("with customers and comments").await?;
        page.shows_rows(207).await?;
        assert_eq!(page.grid_row(1).await?, shown);
        let kept = page.traces().await?;
        for word in [&*passphrase, &passphrase.replace('-', " "), &offered] {
            assert!(!kept.contains(word), "{word} is kept");
        }
        if engine == Engine::Chromium {
            assert_eq!(page.console().await?, []);
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_locked_snapshot_that_is_not_unlocked_leaves_the_screen_as_it_was() -> Outcome {
    let folder = TempDir::new()?;
    let (_relay, page) = demo().await?;
    let file = locked(&page, &folder).await?;
    page.sees("Saved as ").await?;
    for is_by_key in [true, false] {
        page.choose_file(&file).await?;
        page.has("dialog", "Locked snapshot").await?;
        page.is_gone("dialog", "Share and export").await?;
        if is_by_key {
            page.press_escape().await?;
        } else {
            page.click("button", "Unlock").await?;
            page.sees("Enter the passphrase.").await?;
            page.fill("Passphrase", "another").await?;
            page.click("button", "Unlock").await?;
            page.click("button", "Cancel").await?;
        }
        page.is_gone("dialog", "Locked snapshot").await?;
        page.sees("634 of 634 responses").await?;
        page.shows_rows(207).await?;
        assert!(!page.text().await?.contains("locked"));
        page.click("button", "Share and export").await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_locked_snapshot_is_opened_by_keyboard() -> Outcome {
    let folder = TempDir::new()?;
    let (_relay, page) = demo().await?;
    let file = locked(&page, &folder).await?;
    open(&page, &file).await?;
    page.has("dialog", "Locked snapshot").await?;
    assert_eq!(page.focused().await?, ("textbox".to_owned(), "Passphrase".to_owned()));
    page.types("another").await?;
    page.press_key(key::ENTER, 1).await?;
    page.sees("This passphrase is wrong.").await?;
    // What was wrong is marked, so that it is typed over.
    assert_eq!(page.focused().await?.1, "Passphrase");
    page.types(PASSPHRASE).await?;
    page.walk_to("checkbox", "Show the passphrase").await?;
    page.types(" ").await?;
    let input_type = "return document.querySelector('dialog input').type";
    assert_eq!(page.read::<String>(input_type, vec![]).await?, "text");
    page.walk_to("button", "Unlock").await?;
    page.press_key(key::ENTER, 1).await?;
    page.shows_rows(207).await?;
    page.is_gone("dialog", "Locked snapshot").await
}

/// Notes which workers are started and ended.
const WATCH_WORKERS: &str = "
    window.workers = { started: [], ended: [] };
    window.Worker = class extends Worker {
        constructor(address, options) {
            super(address, options);
            this.address = String(address);
            window.workers.started.push(this.address);
        }
        terminate() {
            window.workers.ended.push(this.address);
            super.terminate();
        }
    };";

#[tokio::test]
async fn each_worker_that_tries_a_passphrase_is_ended() -> Outcome {
    let folder = TempDir::new()?;
    let (_relay, page) = demo().await?;
    page.browser().run_in_every_document(WATCH_WORKERS).await?;
    let workers = async |which: &str| -> Outcome<usize> {
        let count =
            "return window.workers[arguments[0]].filter(it => it.includes('lock-worker')).length";
        page.read(count, vec![which.into()]).await
    };
    let file = locked(&page, &folder).await?;
    page.sees("Saved as ").await?;
    assert_eq!([workers("started").await?, workers("ended").await?], [1, 1]);
    open(&page, &file).await?;
    page.has("dialog", "Locked snapshot").await?;
    assert_eq!(workers("started").await?, 0);
    page.unlock("another").await?;
    page.sees("This passphrase is wrong.").await?;
    page.unlock(PASSPHRASE).await?;
    page.shows_rows(207).await?;
    page.is_gone("dialog", "Locked snapshot").await?;
    assert!(workers("started").await? >= 2);
    assert_eq!(workers("started").await?, workers("ended").await?);
    Ok(())
}

/// Holds back what workers are asked, from when `window.isHeld` is set until `window.letGo()`.
const HOLD_WORKERS: &str = "
    const held = [];
    window.letGo = () => { window.isHeld = false; held.forEach(ask => ask()); };
    window.Worker = class extends Worker {
        postMessage(...message) {
            const ask = () => super.postMessage(...message);
            if (window.isHeld && message[0][0] === '\"Open\"') held.push(ask); else ask();
        }
    };";

#[tokio::test]
async fn once_a_snapshot_is_on_its_way_to_the_screen_there_is_nothing_to_cancel() -> Outcome {
    let folder = TempDir::new()?;
    let (_relay, page) = demo().await?;
    page.browser().run_in_every_document(HOLD_WORKERS).await?;
    let file = locked(&page, &folder).await?;
    open(&page, &file).await?;
    page.has("dialog", "Locked snapshot").await?;
    page.read::<()>("window.isHeld = true; return null", vec![]).await?;
    page.unlock(PASSPHRASE).await?;
    page.is_gone("dialog", "Locked snapshot").await?;
    assert!(!page.text().await?.contains("Snapshot as of "));
    page.read::<()>("window.letGo(); return null", vec![]).await?;
    page.sees("Snapshot as of ").await?;
    page.shows_rows(207).await
}

#[tokio::test]
async fn what_no_passphrase_opens_says_why() -> Outcome {
    let folder = TempDir::new()?;
    let (_relay, page) = demo().await?;
    let file = locked(&page, &folder).await?;
    let bytes = fs::read(&file)?;
    let text = String::from_utf8_lossy(&bytes[..80]).into_owned();
    let (work, _) = text.match_indices(" 1").next().unwrap_or_default();
    let more_work = [&bytes[..work], b" 18", &bytes[work + 3..]].concat();
    for (name, bytes, said) in [
        ("work", &more_work[..], "This file asks for more work and memory than a page takes on."),
        ("key", b"age-encryption.org/v1\n-> X25519 abc\n", "This file is not locked with a"),
        ("text", b"-----BEGIN AGE ENCRYPTED FILE-----\n", "This file is not locked with a"),
        ("cut", &bytes[..60], "This locked file is damaged."),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, bytes)?;
        open(&page, &file).await?;
        page.sees(said).await?;
        page.click("button", "Close").await?;
        page.is_gone("dialog", "Locked snapshot").await?;
    }
    let mut damaged = bytes.clone();
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    for (name, bytes) in [("flipped", &damaged[..]), ("shorter", &bytes[..last])] {
        let file = folder.path().join(name);
        fs::write(&file, bytes)?;
        open(&page, &file).await?;
        page.unlock(PASSPHRASE).await?;
        page.sees("This locked file is damaged.").await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_weak_passphrase_is_told_so_and_an_empty_one_is_refused() -> Outcome {
    let (_relay, page) = demo().await?;
    choose_lock(&page).await?;
    page.fill("Passphrase", "hemmelig").await?;
    page.sees("Short: whoever has the file can guess it.").await?;
    page.fill("Passphrase", "qwertyuiopasdfghjkl").await?;
    page.sees("Easily guessed: repeats, rows of keys, or too few words.").await?;
    page.fill("Passphrase", PASSPHRASE).await?;
    let text = page.text().await?;
    assert!(!text.contains("Short:") && !text.contains("Easily guessed:"), "{text}");
    page.fill("Passphrase", " ").await?;
    page.click("button", "Snapshot").await?;
    page.sees("Enter a passphrase, or take one that is offered.").await?;
    assert!(!page.text().await?.contains("Saved as"));
    Ok(())
}
