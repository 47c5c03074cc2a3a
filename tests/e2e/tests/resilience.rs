//! A page that cannot go on, or never begins: it says so, and what to do.

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::static_files::StaticFiles;
use cubeboard_e2e::{demo, folders};

#[tokio::test]
async fn a_page_that_stops_says_so_and_can_be_reloaded() -> Outcome {
    for (language, heading, text, reload) in [
        ("en", "Cubeboard has stopped: a mistake of its own", "For a bug report", "Reload"),
        ("nb", "Cubeboard har stoppet: en feil i programmet", "Til en feilmelding", "Last på nytt"),
    ] {
        let (_relay, page) = demo().await?;
        page.open(&format!("{JANUARY}&q=and&lang={language}")).await?;
        page.sees("634").await?;
        page.stop_at_the_next_press().await?;
        page.has("alert", "").await?;
        let shown = page.text().await?;
        assert!(shown.starts_with(heading) && shown.contains(text), "{shown}");
        assert!(!shown.contains("634"), "what stands still is not shown as if it moved: {shown}");

        let report: String = page.read(REPORT, vec![]).await?;
        let version = format!("Cubeboard {}\n", env!("CARGO_PKG_VERSION"));
        assert!(report.starts_with(&version), "{report}");
        assert!(report.contains(".rs:") && report.contains("Mozilla/5.0"), "{report}");
        assert!(!report.contains("campaign") && !report.contains("and&"), "{report}");

        page.click("link", reload).await?;
        page.has("grid", if language == "en" { "Responses" } else { "Responser" }).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_page_whose_wasm_is_missing_says_so_in_both_languages() -> Outcome {
    let folder = tempfile::tempdir()?;
    for file in std::fs::read_dir(folders::page()?)? {
        let file = file?;
        if file.path().extension().is_none_or(|it| it != "wasm") {
            std::fs::copy(file.path(), folder.path().join(file.file_name()))?;
        }
    }
    let files = StaticFiles::of(folder.path()).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    page.open("/").await?;
    page.sees("A file of this page could not be loaded.").await?;
    page.sees("En fil til denne siden lot seg ikke laste.").await?;
    page.has("link", "Reload the page.").await
}

const REPORT: &str = "return document.querySelector('#failure-report').value";
