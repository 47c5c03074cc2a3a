//! From a small phone to a large screen, with the longest words and numbers, everything has room.

use std::time::Duration;

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::states::{Services, visit};
use cubeboard_e2e::{A_MILLION_CALLS, JANUARY_SALES};
use cubeboard_i18n::Language;

/// A page of 1280 px at 400 %, as WCAG has it.
#[tokio::test]
async fn every_state_fits_into_320_pixels() -> Outcome {
    let services = Services::start().await?;
    let looks = Looks { width_px: 320, height_px: 640, ..Looks::default() };
    let page = Page::at(services.origin(), &looks).await?;
    let mut found = Vec::new();
    visit(&services, &page, Language::Bokmal, &mut async |state: &str| {
        let overflows = page.overflows().await?;
        found.extend(overflows.into_iter().map(|it| format!("{state}: {it}")));
        Ok(())
    })
    .await?;
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

#[tokio::test]
async fn a_million_responses_fit_at_every_width() -> Outcome {
    let relay = Relay::demo().await?;
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    page.open(&format!("{A_MILLION_CALLS}&lang=nb")).await?;
    page.sees_within(Duration::from_mins(2), "1 000 000 av 1 000 000 responser").await?;
    for width_px in [320, 390, 768, 1440, 2560] {
        page.browser().wear(&Looks { width_px, ..Looks::default() }).await?;
        let found = page.overflows().await?;
        assert!(found.is_empty(), "{width_px}: {}", found.join("\n"));
    }
    Ok(())
}

#[tokio::test]
async fn cards_keep_apart_at_every_width() -> Outcome {
    let relay = Relay::demo().await?;
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    let touching = "
        const cards = [...document.querySelectorAll('section.card, figure.card')];
        const boxes = cards.map(card => [card.querySelector('h2')?.innerText, card.getBoundingClientRect()]);
        const gap = ([, a], [, b]) => Math.max(b.top - a.bottom, a.top - b.bottom, b.left - a.right, a.left - b.right);
        const pairs = boxes.flatMap((one, index) => boxes.slice(index + 1).map(other => [one, other]));
        return pairs.filter(pair => gap(...pair) < 8).map(pair => pair.map(it => it[0]).join(' and '));";
    for width_px in [320, 768, 1440, 2560] {
        page.browser().wear(&Looks { width_px, ..Looks::default() }).await?;
        let touching: Vec<String> = page.read(touching, vec![]).await?;
        assert!(touching.is_empty(), "{width_px}: {}", touching.join("\n"));
    }
    Ok(())
}
