//! The page as a reader's system asks for it: without motion, in the reader's own colours, by ear.

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{A_YEAR_OF_CALLS, demo};

#[tokio::test]
async fn nothing_moves_where_that_is_asked_for() -> Outcome {
    let (_relay, page) = demo().await?;
    page.browser().wear(&Looks { reduced_motion: true, ..Looks::default() }).await?;
    page.open(JANUARY).await?;
    page.sees("634 of 634 responses").await?;
    let moving: Vec<String> = page.read(WHAT_MOVES, vec![]).await?;
    assert!(moving.is_empty(), "{moving:?}");
    Ok(())
}

#[tokio::test]
async fn the_readers_own_colours_leave_marks_and_choices_to_be_seen() -> Outcome {
    let (_relay, page) = demo().await?;
    page.browser().wear(&Looks { forced_colours: true, ..Looks::default() }).await?;
    page.open(JANUARY).await?;
    page.sees("634 of 634 responses").await?;
    page.keys_in_grid(&["ArrowDown", "Shift+ArrowDown"]).await?;
    page.active_cell().await?;
    let told_apart: Vec<bool> = page.read(TOLD_APART, vec![]).await?;
    assert_eq!(told_apart, [true; 5], "legend, pressed, edge of a button, selected, cursor");
    Ok(())
}

#[tokio::test]
async fn a_hundred_thousand_responses_come_without_chatter() -> Outcome {
    let (_relay, page) = demo().await?;
    page.browser().run_in_every_document(LISTEN).await?;
    page.open(A_YEAR_OF_CALLS).await?;
    page.sees("100,000 of 100,000 responses").await?;
    let said: Vec<String> = page.read("return window.said", vec![]).await?;
    assert!((1..=6).contains(&said.len()), "{said:?}");
    assert!(said.last().is_some_and(|it| it.contains("100,000 of 100,000")), "{said:?}");
    Ok(())
}

#[tokio::test]
async fn another_language_rewrites_an_open_menu_and_an_open_drawer_and_rebuilds_neither() -> Outcome
{
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.sees("634 of 634 responses").await?;
    page.keys_in_grid(&["ArrowDown", "Enter"]).await?;
    page.click("button", "Filter by type").await?;
    let names: Vec<String> = page.read(OPEN_PANELS, vec![]).await?;
    assert_eq!(names, ["Filter by type", "Response"]);
    let names: Vec<String> = page.read(SWITCH_LANGUAGE, vec![]).await?;
    assert_eq!(names, ["Filtrer på type", "Respons"]);
    Ok(())
}

#[tokio::test]
async fn a_value_in_the_address_that_is_not_known_is_told_until_another_is_chosen() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{JANUARY}&tz=Mars")).await?;
    let alert = page.alert().await?;
    assert!(alert.contains("tz may be Europe/Oslo, UTC or local."), "{alert}");
    page.sees("634 of 634 responses").await?;
    page.choose_option("Clock", "UTC").await?;
    eventually(async || match page.text().await? {
        text if text.contains("tz may be") => Err(Failure("it is still told".to_owned())),
        _ => Ok(()),
    })
    .await?;
    page.open(&format!("{JANUARY}&tz=Mars&view=wallboard&lang=nb")).await?;
    page.sees("tz kan være Europe/Oslo, UTC eller local.").await
}

/// Names of the open menu and drawer; marks their elements, to know them again.
const OPEN_PANELS: &str = "
    const panels = [...document.querySelectorAll('.menu-panel, .drawer')];
    panels.forEach(it => it.isKnown = true);
    return panels.map(it => it.ariaLabel)";

/// Presses the button for the other language as assistive technology does, without a pointer that would close the menu;
/// then the names of the panels known from before.
const SWITCH_LANGUAGE: &str = "
    document.querySelector('.page-header button[lang]').click();
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(
        [...document.querySelectorAll('.menu-panel, .drawer')]
            .filter(it => it.isKnown).map(it => it.ariaLabel)))))";

/// Everything that would take time, and what already does.
const WHAT_MOVES: &str = "
    const takes = it => getComputedStyle(it).transitionDuration.split(', ')
        .some(time => Number.parseFloat(time) > 0);
    return [...document.getAnimations().map(it => it.animationName ?? 'an animation'),
        ...[...document.querySelectorAll('*')].filter(takes).map(it => it.className)]";

const TOLD_APART: &str = "
    const style = (css, place = 0) => getComputedStyle(document.querySelectorAll(css)[place]);
    const [one, other] = [0, 1].map(it => style('.legend .dot', it).backgroundColor);
    const pressed = style('.segment[aria-pressed=true]').backgroundColor;
    return [
        one !== other,
        pressed !== style('.segment[aria-pressed=false]').backgroundColor,
        style('.menu-button').borderTopStyle === 'solid',
        style('.cell-selected').backgroundColor === pressed,
        style('.cell-at').outlineStyle === 'solid',
    ]";

/// What a screen reader would be given to read out, each time that it changes.
const LISTEN: &str = "
    window.said = [];
    new MutationObserver(changes => {
        const live = new Set(changes.map(it => it.target.nodeType === 1 ? it.target : it.target.parentElement)
            .map(it => it?.closest('[role=status], [role=alert], [aria-live]')));
        for (const it of live) {
            // What is hidden is not read out.
            const text = it?.checkVisibility() ? it.innerText.trim() : '';
            if (text && text !== it.said) window.said.push(it.said = text);
        }
    }).observe(document, { subtree: true, childList: true, characterData: true });";
