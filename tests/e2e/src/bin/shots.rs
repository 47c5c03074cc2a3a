//! Pictures for people: of the page in all its states, or with `readme` the one in README.md.

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::folders;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::states::{JANUARY, Services, visit};
use cubeboard_i18n::Language;

#[tokio::main]
async fn main() -> Outcome {
    if std::env::args().nth(1).as_deref() == Some("readme") {
        return readme().await;
    }
    let services = Services::start().await?;
    for width_px in [1440, 768, 390] {
        for language in [Language::English, Language::Bokmal] {
            states(&services, width_px, language).await?;
        }
    }
    Ok(())
}

/// The picture that a first-time reader of the project sees.
async fn readme() -> Outcome {
    let relay = Relay::demo().await?;
    let looks = Looks { height_px: 1160, ..Looks::default() };
    let page = Page::at(relay.origin(), &looks).await?;
    page.open(&format!("{JANUARY}&compare=previous")).await?;
    page.mark_millis("cubeboard:complete").await?;
    page.sees("▲").await?;
    page.comes_to_rest().await?;
    page.screenshot_to(&folders::project().join("docs/screenshot.png")).await
}

/// Every state in a language and at a width, by light and in the dark.
async fn states(services: &Services, width_px: u32, language: Language) -> Outcome {
    let light = Looks { width_px, ..Looks::default() };
    let dark = Looks { dark: true, ..light.clone() };
    let page = Page::at(services.origin(), &light).await?;
    let tag = language.tag();
    visit(services, &page, language, &mut async |state: &str| {
        for (theme, looks) in [("dark", &dark), ("light", &light)] {
            page.browser().wear(looks).await?;
            page.comes_to_rest().await?;
            let name = format!("{width_px}-{theme}-{tag}-{state}.png");
            page.screenshot_to(&folders::pictures().join("shots").join(&name)).await?;
            println!("target/e2e/shots/{name}");
        }
        Ok(())
    })
    .await
}
