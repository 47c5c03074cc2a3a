//! The whole page by keyboard alone, in both browsers; and its single keys.

use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::keyboard::key::{DOWN, ENTER, ESCAPE, RIGHT};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::{demo, waiting::eventually};

#[tokio::test]
async fn everything_is_done_by_keyboard_in_chromium() -> Outcome {
    everything_is_done_by_keyboard(Engine::Chromium).await
}

#[tokio::test]
async fn everything_is_done_by_keyboard_in_firefox() -> Outcome {
    everything_is_done_by_keyboard(Engine::Firefox).await
}

/// From an empty page to an answer, through it, and back to the top; each step is seen on the way.
async fn everything_is_done_by_keyboard(engine: Engine) -> Outcome {
    let relay = Relay::demo().await?;
    let page = Page::inside(engine, relay.origin(), &Looks::default()).await?;
    page.open("/").await?;
    page.has("button", "Load").await?;

    page.walk_to("button", "Keyboard shortcuts").await?;
    page.focus_field("Campaign").await?;
    page.types("926").await?;
    // The same whichever of day and month comes first.
    page.focus_field("From").await?;
    page.types("01012017").await?;
    page.focus_field("To").await?;
    page.types("02022017").await?;
    page.walk_to("button", "Load").await?;
    page.press_key(ENTER, 1).await?;
    page.sees("complete: Cube counts as many").await?;

    page.walk_to("image", "Responses per day").await?;
    page.press_key(RIGHT, 2).await?;
    page.tip_is_of("Monday 2 January").await?;
    page.press_key(ENTER, 1).await?;
    page.has("button", "Remove filter: Mon, 2 Jan 2017").await?;

    page.walk_to("searchbox", "Search responses").await?;
    page.walk_to("button", "Filter by type").await?;
    page.press_key(ENTER, 1).await?;
    page.walk_to("checkbox", "Sale").await?;
    page.types(" ").await?;
    page.has("button", "Remove filter: Sale").await?;
    page.press_key(ESCAPE, 1).await?;
    focus_is_at(&page, "button", "Filter by type").await?;

    page.walk_to("button", "Columns").await?;
    page.press_key(ENTER, 1).await?;
    page.walk_to("checkbox", "Comment").await?;
    page.types(" ").await?;
    page.press_key(ESCAPE, 1).await?;
    page.is_gone("columnheader", "Comment").await?;

    page.walk_to("grid", "Responses").await?;
    page.press_key(DOWN, 2).await?;
    page.press_key(RIGHT, 1).await?;
    assert_eq!(page.active_cell().await?, "Sale");
    page.press_key(ENTER, 1).await?;
    focus_is_at(&page, "dialog", "Response").await?;
    page.walk_to("button", "Close").await?;
    page.press_key(ENTER, 1).await?;
    focus_is_at(&page, "grid", "Responses").await?;

    page.walk_back_to("button", "Remove all filters").await?;
    page.press_key(ENTER, 1).await?;
    page.is_gone("button", "Remove all filters").await?;
    page.walk_back_to("button", "Connection").await?;
    page.press_key(ENTER, 1).await?;
    page.has("dialog", "Connection").await?;
    page.walk_to("button", "Test connection").await?;
    page.press_key(ENTER, 1).await?;
    page.sees("The connection works.").await?;
    page.press_key(ESCAPE, 1).await?;
    page.is_gone("dialog", "Connection").await?;
    focus_is_at(&page, "button", "Connection").await
}

async fn focus_is_at(page: &Page, role: &str, name: &str) -> Outcome {
    let at = eventually(async || match page.focused().await? {
        it if it.0 == role && it.1 == name => Ok(()),
        it => Err(cubeboard_e2e::failure::Failure(format!("the focus is at {it:?}"))),
    });
    page.explain(at.await).await
}

#[tokio::test]
async fn a_question_mark_tells_what_keys_do() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.sees("634 of 634 responses").await?;
    page.types("?").await?;
    page.has("dialog", "Keyboard shortcuts").await?;
    page.types("/").await?;
    page.has("dialog", "Keyboard shortcuts").await?;
    page.press_key(ESCAPE, 1).await?;
    page.is_gone("dialog", "Keyboard shortcuts").await?;

    page.types("/").await?;
    focus_is_at(&page, "searchbox", "Search responses").await?;
    page.types("?ct").await?;
    assert_eq!(page.value_of("Search responses").await?, "?ct", "in a field, keys are text");
    page.fill("Search responses", "").await?;
    page.walk_to("button", "Filter by type").await?;
    page.types("t").await?;
    focus_is_at(&page, "grid", "Responses").await?;
    page.types("c").await?;
    assert!(page.focused().await?.1.starts_with("Responses per day"));
    page.types("n").await?;
    page.sees("of 6").await?;
    assert!(page.address().await?.contains("from=2017-02-01&to=2017-02-28"));
    page.types("p").await?;
    page.sees("634 of 634 responses").await
}

#[tokio::test]
async fn single_keys_can_be_switched_off_for_good() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.click("button", "Keyboard shortcuts").await?;
    page.click("checkbox", "Use these single keys").await?;
    page.press_key(ESCAPE, 1).await?;
    for _ in 0..2 {
        page.is_gone("dialog", "Keyboard shortcuts").await?;
        page.types("/").await?;
        assert_ne!(page.focused().await?.0, "searchbox");
        page.open(JANUARY).await?;
        page.sees("634 of 634 responses").await?;
    }
    page.click("button", "Keyboard shortcuts").await?;
    page.click("checkbox", "Use these single keys").await?;
    page.press_key(ESCAPE, 1).await?;
    page.is_gone("dialog", "Keyboard shortcuts").await?;
    page.types("/").await?;
    focus_is_at(&page, "searchbox", "Search responses").await
}

#[tokio::test]
async fn single_keys_mean_the_same_with_caps_lock() -> Outcome {
    // Report 38.
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.has("grid", "Responses").await?;
    let press = "document.body.dispatchEvent(new KeyboardEvent('keydown',
        { key: 'T', shiftKey: false, bubbles: true, cancelable: true }))";
    page.read::<()>(press, vec![]).await?;
    let (role, name) = page.focused().await?;
    assert_eq!((role.as_str(), name.as_str()), ("grid", "Responses"));
    Ok(())
}

#[tokio::test]
async fn a_button_that_stops_hands_the_focus_on_when_it_goes() -> Outcome {
    let relay = Relay::demo_with("delay=400").await?;
    for (width_px, expected) in [(1440, "load"), (390, "query-line")] {
        let looks = Looks { width_px, height_px: 844, ..Looks::default() };
        let page = Page::at(relay.origin(), &looks).await?;
        page.open(JANUARY).await?;
        page.click("button", "Stop").await?;
        page.is_gone("button", "Stop").await?;
        eventually(async || {
            match page.read::<String>("return document.activeElement.id", vec![]).await? {
                id if id == expected => Ok(()),
                id => Err(Failure(format!("“{id}” has the focus at {width_px} px"))),
            }
        })
        .await?;
    }
    Ok(())
}
