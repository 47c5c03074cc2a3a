//! Nothing is in a reader's way in any state: not for assistive technology, as axe-core tells, not for want of room, and
//! not for a target that is too small.

use cubeboard_e2e::access::Rules;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::states::{Services, visit};
use cubeboard_i18n::Language;

#[tokio::test]
async fn nothing_is_in_the_way_on_a_wide_screen_in_english() -> Outcome {
    nothing_is_in_the_way(1440, Language::English).await
}

#[tokio::test]
async fn nothing_is_in_the_way_on_a_wide_screen_in_norwegian() -> Outcome {
    nothing_is_in_the_way(1440, Language::Bokmal).await
}

#[tokio::test]
async fn nothing_is_in_the_way_on_a_phone_in_english() -> Outcome {
    nothing_is_in_the_way(390, Language::English).await
}

#[tokio::test]
async fn nothing_is_in_the_way_on_a_phone_in_norwegian() -> Outcome {
    nothing_is_in_the_way(390, Language::Bokmal).await
}

/// Looks at every state by light, and at its colours in the dark.
async fn nothing_is_in_the_way(width_px: u32, language: Language) -> Outcome {
    let services = Services::start().await?;
    let light = Looks { width_px, ..Looks::default() };
    let dark = Looks { dark: true, ..light.clone() };
    let page = Page::at(services.origin(), &light).await?;
    let mut found = Vec::new();
    visit(&services, &page, language, &mut async |state: &str| {
        let mut note = |theme: &str, obstacles: Vec<String>| {
            found.extend(obstacles.into_iter().map(|it| format!("{state}, {theme}: {it}")));
        };
        note("light", page.obstacles(Rules::All).await?);
        note("light", page.overflows().await?);
        note("light", page.small_targets().await?);
        page.browser().wear(&dark).await?;
        note("dark", page.obstacles(Rules::Colours).await?);
        page.browser().wear(&light).await
    })
    .await?;
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}
