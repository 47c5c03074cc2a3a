//! The page as a reader's system asks for it: without motion, in the reader's own colours, by ear, on paper.

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::states::JANUARY;
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
    assert!((1..=8).contains(&said.len()), "{said:?}");
    assert!(said.last().is_some_and(|it| it.contains("100,000 of 100,000")), "{said:?}");
    Ok(())
}

#[tokio::test]
async fn paper_is_light_and_has_question_answer_numbers_day_and_zone() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{JANUARY}&theme=dark")).await?;
    page.sees("634 of 634 responses").await?;
    page.chart_is_drawn().await?;
    let on_screen = page.chart_picture().await?;
    page.browser().show_as_paper().await?;
    for words in [
        "Printed ",
        "634 of 634 responses",
        "Oslo time",
        "Sun, 1 Jan 2017",
        "The first rows of 634",
    ] {
        page.sees(words).await?;
    }
    for control in ["Connection", "Load", "Last month", "Filter by type"] {
        page.is_gone("button", control).await?;
    }
    let colours: [String; 2] = page.read(PAPER, vec![]).await?;
    assert_eq!(colours, ["rgb(24, 33, 44)", "255,255,255"], "ink, and the chart's ground");
    page.browser().wear(&Looks::default()).await?;
    assert_eq!(page.chart_picture().await?, on_screen, "the screen has its own colours again");
    let pdf = page.browser().print().await?;
    assert!(pdf.starts_with("JVBERi0"), "a PDF");
    Ok(())
}

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
            const text = it?.innerText.trim();
            if (text && text !== it.said) window.said.push(it.said = text);
        }
    }).observe(document, { subtree: true, childList: true, characterData: true });";

const PAPER: &str = "
    const canvas = document.querySelector('canvas');
    const [red, green, blue] = canvas.getContext('2d').getImageData(2, 2, 1, 1).data;
    return [getComputedStyle(document.body).color, `${red},${green},${blue}`]";
