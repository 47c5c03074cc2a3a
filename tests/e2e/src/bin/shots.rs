//! Pictures for people: of the page in all its states, or with `readme` the one in README.md.

use std::path::{Path, PathBuf};
use std::time::Duration;

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::{A_YEAR_OF_CALLS, JANUARY_SALES, folders};

/// Campaign 926 in January 2017, of every type.
const EVERY_TYPE: &str = "/?campaign=926&from=2017-01-01&to=2017-01-31";

#[tokio::main]
async fn main() -> Outcome {
    let relay = Relay::demo().await?;
    let throttled = Relay::demo_with("status=429@2,retry-after=60").await?;
    if std::env::args().nth(1).as_deref() == Some("readme") {
        return readme(&relay).await;
    }
    for width_px in [1440, 390] {
        for dark in [false, true] {
            let looks = Looks { width_px, dark, ..Looks::default() };
            for language in ["en", "nb"] {
                states(&relay, &looks, language).await?;
                waiting(&throttled, &looks, language).await?;
            }
        }
    }
    Ok(())
}

/// The picture that a first-time reader of the project sees.
async fn readme(relay: &Relay) -> Outcome {
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    page.open(JANUARY_SALES).await?;
    page.mark_millis("cubeboard:complete").await?;
    page.screenshot_to(&folders::project().join("docs/screenshot.png")).await
}

async fn states(relay: &Relay, looks: &Looks, language: &str) -> Outcome {
    let page = Page::at(relay.origin(), looks).await?;
    let picture = |state: &str| picture(looks, language, state);

    page.open(&format!("/?lang={language}")).await?;
    page.mark_millis("cubeboard:interactive").await?;
    take(&page, &picture("empty")).await?;

    page.open(&format!("{JANUARY_SALES}&lang={language}")).await?;
    page.mark_millis("cubeboard:complete").await?;
    take(&page, &picture("loaded")).await?;

    let norwegian = language == "nb";
    page.open(&format!("{EVERY_TYPE}&q=and&is_type=Sale&lang={language}")).await?;
    page.mark_millis("cubeboard:complete").await?;
    page.click("button", if norwegian { "Filtrer på agent" } else { "Filter by agent" }).await?;
    take(&page, &picture("filtered")).await?;
    page.press_escape().await?;
    page.keys_in_grid(&["ArrowDown", "Enter"]).await?;
    page.has("dialog", if norwegian { "Respons" } else { "Response" }).await?;
    take(&page, &picture("opened")).await?;

    page.open(&format!("/?campaign=999999&from=2017-01-01&to=2017-01-31&lang={language}")).await?;
    page.alert().await?;
    take(&page, &picture("failed")).await?;

    page.open(&format!("{A_YEAR_OF_CALLS}&lang={language}")).await?;
    page.mark_millis("cubeboard:complete").await?;
    take(&page, &picture("large")).await?;

    page.browser().delay_replies(Duration::from_millis(500)).await?;
    page.open(&format!("{A_YEAR_OF_CALLS}&lang={language}")).await?;
    page.mark_millis("cubeboard:first-rows").await?;
    take(&page, &picture("loading")).await
}

/// A service that asks to wait, and the dialog on the connection.
async fn waiting(relay: &Relay, looks: &Looks, language: &str) -> Outcome {
    let page = Page::at(relay.origin(), looks).await?;
    page.open(&format!("{JANUARY_SALES}&lang={language}")).await?;
    let norwegian = language == "nb";
    page.sees(if norwegian { "Cube ber om en pause" } else { "Cube asks to wait" }).await?;
    take(&page, &picture(looks, language, "waiting")).await?;
    page.click("button", if norwegian { "Tilkobling" } else { "Connection" }).await?;
    page.click("radio", if norwegian { "Bruker og passord" } else { "User and password" }).await?;
    page.click("button", if norwegian { "Test tilkoblingen" } else { "Test connection" }).await?;
    page.sees(if norwegian { "Tilkoblingen virker." } else { "The connection works." }).await?;
    take(&page, &picture(looks, language, "connection")).await
}

fn picture(looks: &Looks, language: &str, state: &str) -> PathBuf {
    let theme = if looks.dark { "dark" } else { "light" };
    let name = format!("{}-{theme}-{language}-{state}.png", looks.width_px);
    folders::pictures().join("shots").join(name)
}

async fn take(page: &Page, file: &Path) -> Outcome {
    page.screenshot_to(file).await?;
    println!("{}", file.strip_prefix(folders::project()).unwrap_or(file).display());
    Ok(())
}
