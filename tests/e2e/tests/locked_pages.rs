//! Published pages under lock: they ask for the passphrase each time, and tell nothing before.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use cubeboard_e2e::access::Rules;
use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::passphrases::PASSPHRASE;
use cubeboard_e2e::static_files::StaticFiles;
use cubeboard_e2e::{demo, folders};
use tempfile::TempDir;

/// The 207 sales among 634 responses of January 2017.
const SALES: &str = "/?campaign=926&from=2017-01-01&to=2017-01-31&is_type=Sale";

/// A folder that `cubeboard publish --lock` writes.
fn published(folder: &TempDir) -> Outcome<PathBuf> {
    let (file, site) = (folder.path().join("passphrase"), folder.path().join("site"));
    fs::write(&file, PASSPHRASE)?;
    #[cfg(unix)]
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    let mut command = Command::new(folders::command()?);
    command.args(["publish", "--quiet", "--demo", "--title", "Vintersalg", "--lock"]);
    command.args(["--campaign", "2010", "--from", "2025-03-01", "--to", "2025-03-07"]);
    command.arg("--passphrase-file").arg(&file).arg("--output").arg(&site);
    command.arg("--page").arg(folders::page()?);
    assert!(command.status()?.success());
    Ok(site)
}

#[tokio::test]
async fn a_locked_page_asks_each_time_and_tells_nothing_before() -> Outcome {
    let folder = TempDir::new()?;
    let files = StaticFiles::below("/sales/", &published(&folder)?).await?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = Page::inside(engine, files.origin(), &Looks::default()).await?;
        page.open("/sales/").await?;
        page.has("dialog", "Locked snapshot").await?;
        let kept = page.traces().await?;
        for word in ["Vintersalg", "Loyalty", "=2010", "2025-03"] {
            assert!(!kept.contains(word), "{word} is told");
        }
        page.unlock("another").await?;
        page.sees("This passphrase is wrong.").await?;
        page.unlock(PASSPHRASE).await?;
        page.sees("Snapshot as of ").await?;
        page.sees("Vintersalg").await?;
        page.shows_rows(210).await?;
        let kept = page.traces().await?;
        assert!(!kept.contains("kurv"), "the passphrase is kept");

        page.read::<()>("location.reload(); return null", vec![]).await?;
        page.has("dialog", "Locked snapshot").await?;
        page.click("button", "Cancel").await?;
        let alert = page.alert().await?;
        assert!(alert.starts_with("The snapshot of this page is locked."), "{alert}");
        assert!(!page.text().await?.contains("Vintersalg"));

        page.open("/sales/?is_type=Offer&lang=nb").await?;
        page.has("dialog", "Låst øyeblikksbilde").await?;
        page.fill("Passordfrase", PASSPHRASE).await?;
        page.click("button", "Lås opp").await?;
        page.sees("Øyeblikksbilde fra ").await?;
        if engine == Engine::Chromium {
            assert_eq!(page.console().await?, []);
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_foreign_file_on_a_page_that_stays_locked_is_told_so_and_loads_nothing_anew() -> Outcome {
    let folder = TempDir::new()?;
    let files = StaticFiles::below("/sales/", &published(&folder)?).await?;
    let foreign = folder.path().join("foreign.cubeboard");
    fs::write(&foreign, "not one")?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    page.open("/sales/").await?;
    page.click("button", "Cancel").await?;
    page.sees("The snapshot of this page is locked.").await?;
    page.read::<()>("window.isTheSame = true; return null", vec![]).await?;
    page.click("button", "Share and export").await?;
    page.choose_file(&foreign).await?;
    page.sees("This file is not a snapshot of Cubeboard.").await?;
    assert!(page.read::<bool>("return window.isTheSame === true", vec![]).await?);
    // Nor is anybody asked for what the locked one would answer.
    assert_eq!(page.console().await?, []);
    page.is_gone("dialog", "Locked snapshot").await
}

#[tokio::test]
async fn nothing_is_in_the_way_of_a_passphrase() -> Outcome {
    let folder = TempDir::new()?;
    let files = StaticFiles::of(&published(&folder)?).await?;
    let (relay, _page) = demo().await?;
    for (width_px, language) in [(1440, "en"), (390, "nb")] {
        let light = Looks { width_px, ..Looks::default() };
        let dark = Looks { dark: true, ..light.clone() };
        let [title, field, unlock, wrong] = match language {
            "en" => ["Locked snapshot", "Passphrase", "Unlock", "This passphrase is wrong."],
            _ => ["Låst øyeblikksbilde", "Passordfrase", "Lås opp", "Passordfrasen er feil."],
        };
        let page = Page::at(files.origin(), &light).await?;
        page.open(&format!("/?lang={language}")).await?;
        page.has("dialog", title).await?;
        stands(&page, &format!("unlock-{width_px}"), &[&light, &dark]).await?;
        page.fill(field, "another").await?;
        page.click("button", unlock).await?;
        page.sees(wrong).await?;
        stands(&page, &format!("unlock-wrong-{width_px}"), &[&light, &dark]).await?;

        let [share, lock] = match language {
            "en" => ["Share and export", "Lock with a passphrase"],
            _ => ["Del og eksporter", "Lås med en passordfrase"],
        };
        let page = Page::at(relay.origin(), &light).await?;
        page.open(&format!("{SALES}&lang={language}")).await?;
        page.shows_rows(207).await?;
        page.click("button", share).await?;
        page.click("checkbox", lock).await?;
        page.fill(field, "hemmelig").await?;
        stands(&page, &format!("lock-{width_px}"), &[&light, &dark]).await?;
    }
    Ok(())
}

/// Looks at what is on the screen, and leaves pictures of it.
async fn stands(page: &Page, name: &str, looks: &[&Looks]) -> Outcome {
    for looks in looks {
        page.browser().wear(looks).await?;
        let theme = if looks.dark { "dark" } else { "light" };
        page.screenshot(&format!("{name}-{theme}")).await?;
        assert_eq!(page.obstacles(Rules::All).await?, [""; 0], "{name}, {theme}");
        assert_eq!(page.overflows().await?, [""; 0], "{name}, {theme}");
        assert_eq!(page.small_targets().await?, [""; 0], "{name}, {theme}");
    }
    Ok(())
}
