//! How the table is laid out: its columns, on a phone, and where it is scrolled to.

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{JANUARY_SALES, demo};

#[tokio::test]
async fn a_column_is_as_wide_as_its_edge_was_dragged_and_stays_so() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.shows_rows(207).await?;
    let widths = async || page.read::<Vec<i64>>(WIDTHS, vec![]).await;
    let before = widths().await?;
    page.drag_column_edge("Customer", 80).await?;
    let dragged = widths().await?;
    assert!((dragged[4] - before[4] - 80).abs() <= 3, "{before:?}, {dragged:?}");
    assert_eq!(dragged[..4], before[..4]);
    page.open(JANUARY_SALES).await?;
    page.shows_rows(207).await?;
    assert_eq!(widths().await?, dragged, "after a reload");
    Ok(())
}

#[tokio::test]
async fn columns_stay_as_the_reader_left_them() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.shows_rows(207).await?;
    page.click("button", "Columns").await?;
    page.click("checkbox", "Subtype").await?;
    page.click("button", "Move Agent to the left").await?;
    page.click("button", "Move Agent to the left").await?;
    let headers = ["Submitted", "Agent", "Type", "Customer", "CRM id", "External id", "Comment"];
    page.shows_columns(&headers).await?;
    page.open(JANUARY_SALES).await?;
    page.shows_rows(207).await?;
    page.shows_columns(&headers).await?;
    page.click("button", "Columns").await?;
    page.click("button", "Usual columns").await?;
    page.has("columnheader", "Subtype").await
}

#[tokio::test]
async fn all_columns_fit_beside_each_other_on_a_laptop() -> Outcome {
    let relay = Relay::demo().await?;
    let page = Page::at(relay.origin(), &Looks { width_px: 1366, ..Looks::default() }).await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    let hidden = "const grid = document.querySelector('[role=grid]');
        return grid.scrollWidth - grid.clientWidth";
    assert_eq!(page.read::<i64>(hidden, vec![]).await?, 0, "pixels of the table out of view");
    Ok(())
}

#[tokio::test]
async fn head_and_first_column_stay_while_the_rest_scrolls() -> Outcome {
    let relay = Relay::demo().await?;
    let looks = Looks { width_px: 900, ..Looks::default() };
    let page = Page::at(relay.origin(), &looks).await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.mark_millis("cubeboard:complete").await?;
    let before: [f64; 3] = page.read(CORNERS, vec![]).await?;
    page.read::<()>(SCROLL, vec![]).await?;
    let after: [f64; 3] = page.read(CORNERS, vec![]).await?;
    assert_eq!(before[..2], after[..2], "the head's top and the first column's left edge");
    assert!(after[2] < before[2] - 100.0, "the last column's left edge: {before:?}, {after:?}");
    Ok(())
}

#[tokio::test]
async fn a_phone_shows_cards_and_never_scrolls_sideways() -> Outcome {
    let relay = Relay::demo().await?;
    for width_px in [320, 390] {
        let page = Page::at(relay.origin(), &Looks { width_px, ..Looks::default() }).await?;
        page.open(&format!("{JANUARY}&q=kari&is_type=Sale&lang=nb")).await?;
        page.sees("av 634 vises").await?;
        let width: u32 = page.read("return document.documentElement.scrollWidth", vec![]).await?;
        assert!(width <= width_px, "{width} px at {width_px} px");
        let heads: usize = page.read(HEADS_SEEN, vec![]).await?;
        assert_eq!(heads, 0, "there is no room for heads");
        // Who and when above, what and by whom below.
        let lines: Vec<Vec<usize>> = page.read(LINES_OF_A_CARD, vec![]).await?;
        assert_eq!(lines, [[5, 1], [2, 4]], "columns, line by line");
    }
    Ok(())
}

#[tokio::test]
async fn a_phone_sorts_and_chooses_what_its_cards_show() -> Outcome {
    let relay = Relay::demo().await?;
    let page = Page::at(relay.origin(), &Looks { width_px: 390, ..Looks::default() }).await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.choose("Sort by", "Customer ↓").await?;
    page.row_where(|row| row[4].starts_with('Å')).await?;
    let link = page.address().await?;
    assert!(link.ends_with("&sort=-customer_name"), "{link}");
    page.choose("Sort by", "Cube's order").await?;
    page.row_where(|row| row[4] == "Inger Wold").await?;

    page.click("button", "Columns").await?;
    page.click("checkbox", "Agent").await?;
    let headers = ["Submitted", "Type", "Subtype", "Customer", "CRM id", "External id", "Comment"];
    page.shows_columns(&headers).await?;
    let lines: Vec<Vec<usize>> = page.read(LINES_OF_A_CARD, vec![]).await?;
    assert_eq!(lines, [vec![4, 1], vec![2]], "columns, line by line");
    let sliders: usize = page.read(SLIDERS_SEEN, vec![]).await?;
    assert_eq!(sliders, 0, "a card has nothing to resize");
    Ok(())
}

#[tokio::test]
async fn the_cell_that_keys_lead_to_is_always_in_view() -> Outcome {
    let relay = Relay::demo().await?;
    let looks = Looks { width_px: 900, ..Looks::default() };
    let page = Page::at(relay.origin(), &looks).await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    for keys in [&["ArrowDown", "End"][..], &["ArrowLeft"], &["Home", "ArrowRight"], &["PageDown"]]
    {
        page.keys_in_grid(keys).await?;
        page.active_cell().await?;
        let seen = eventually(async || {
            let is_seen: bool = page.read(ACTIVE_CELL_IS_SEEN, vec![]).await?;
            let hidden = || Failure(format!("the cell is not in view after {keys:?}"));
            is_seen.then_some(()).ok_or_else(hidden)
        });
        page.explain(seen.await).await?;
    }
    Ok(())
}

const WIDTHS: &str = "
    return [...document.querySelectorAll('[role=columnheader]')].map(it => it.offsetWidth)";

const HEADS_SEEN: &str = "
    return [...document.querySelectorAll('[role=columnheader]')]
        .filter(it => it.getClientRects().length > 0).length";

const SLIDERS_SEEN: &str = "
    return [...document.querySelectorAll('[role=dialog] [type=range]')]
        .filter(it => it.getClientRects().length > 0).length";

/// The columns on the first card, from left to right, for each line from the top.
const LINES_OF_A_CARD: &str = "
    const lines = new Map();
    const cells = document.querySelectorAll('[role=grid] [aria-rowindex=\"2\"] [role=gridcell]');
    const seen = [...cells].filter(it => it.getClientRects().length > 0);
    const place = it => it.getBoundingClientRect();
    for (const cell of seen.sort((a, b) => place(a).left - place(b).left)) {
        const top = Math.round(place(cell).top);
        lines.set(top, [...(lines.get(top) ?? []), Number(cell.ariaColIndex)]);
    }
    return [...lines].sort(([a], [b]) => a - b).map(it => it[1])";

/// Whether what is at the middle of the cell that the reader is at is that cell.
const ACTIVE_CELL_IS_SEEN: &str = "
    const grid = document.querySelector('[role=grid]');
    grid.scrollIntoView({ block: 'center', behavior: 'instant' });
    const cell = document.getElementById(grid.getAttribute('aria-activedescendant'));
    const box = cell.getBoundingClientRect();
    const shown = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return cell.contains(shown)";

const SCROLL: &str = "
    const grid = document.querySelector('[role=grid]');
    [grid.scrollTop, grid.scrollLeft] = [2000, 500];
    return new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null))))";

/// The head's top, and the left edges of the first and the last column.
const CORNERS: &str = "
    const corner = (place, side) => document.querySelector(place).getBoundingClientRect()[side];
    const row = '[role=grid] .grid-track [role=row]:last-child';
    return [
        corner('[role=grid] [role=columnheader]', 'top'),
        corner(`${row} > :first-child`, 'left'),
        corner(`${row} > :last-child`, 'left'),
    ]";
