//! Rows of the grid: which are in the page, what is written in them, and in what order they stand.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, FocusOptions, HtmlElement};

use crate::numbered::Numbered;
use crate::stage::Stage;

#[wasm_bindgen_test]
async fn few_of_a_million_rows_are_in_the_page_and_the_last_is_in_reach() {
    let stage = Numbered::new(1_000_000).show();
    stage.becomes(|it| it.text_of("[aria-rowindex='2']").starts_with("0.0")).await;
    assert_eq!(stage.attribute("[role=grid]", "aria-rowcount").as_deref(), Some("1000001"));
    let grid = stage.find("[role=grid]").unwrap();
    grid.set_scroll_top(grid.scroll_height());
    stage.becomes(|it| it.text_of("[aria-rowindex='1000001']").starts_with("999999.0")).await;
    assert!(stage.count("[role=row]") <= 80, "{}", stage.count("[role=row]"));
}

#[wasm_bindgen_test]
async fn a_grid_as_high_as_a_wall_has_80_rows_at_most_its_head_among_them() {
    let stage = Numbered::new(1_000).show();
    let grid: HtmlElement = stage.find("[role=grid]").unwrap().unchecked_into();
    grid.style().set_property("height", "2485px").unwrap();
    stage.becomes(|it| it.find("[aria-rowindex='70']").is_some()).await;
    grid.set_scroll_top(500 * 36);
    stage.becomes(|it| it.find("[aria-rowindex='570']").is_some()).await;
    let rows = stage.count("[role=row]");
    assert!((70..=80).contains(&rows), "{rows} rows");
}

#[wasm_bindgen_test]
async fn scrolling_by_five_rows_writes_five_rows() {
    let numbered = Numbered::new(1_000);
    let stage = numbered.show();
    stage.becomes(|it| it.find("[aria-rowindex='2']").is_some()).await;
    stage.find("[role=grid]").unwrap().set_scroll_top(100 * 36);
    stage.becomes(|it| it.find("[aria-rowindex='121']").is_some()).await;
    numbered.asked.set_value(Vec::new());
    stage.find("[role=grid]").unwrap().set_scroll_top(105 * 36);
    stage.becomes(|it| it.find("[aria-rowindex='126']").is_some()).await;
    assert_eq!(numbered.asked.get_value(), [120, 121, 122, 123, 124]);
    numbered.sign.set(":");
    stage.becomes(|it| it.text_of("[aria-rowindex='110']").starts_with("108:0")).await;
}

#[wasm_bindgen_test]
async fn the_same_elements_show_other_rows_and_end_up_in_their_order() {
    let stage = Numbered::new(1_000).show();
    stage.becomes(|it| it.find("[aria-rowindex='2']").is_some()).await;
    let grid = stage.find("[role=grid]").unwrap();
    let elements = |it: &Stage| {
        let rows = it.find(".grid-track").unwrap().children();
        (0..rows.length()).map(|place| rows.item(place).unwrap()).collect::<Vec<_>>()
    };
    let order = |it: &Stage| {
        let number = |row: Element| row.get_attribute("aria-rowindex").unwrap().parse().unwrap();
        elements(it).into_iter().map(number).collect::<Vec<u32>>()
    };
    grid.set_scroll_top(100 * 36);
    stage.becomes(|it| it.find("[aria-rowindex='94']").is_some()).await;
    let before = elements(&stage);
    // The steps of a wheel cut rows at any place.
    for (top_px, first) in [(3620, 94), (3640, 95), (3780, 99), (3700, 96), (3590, 93)] {
        grid.set_scroll_top(top_px);
        let first = format!("[aria-rowindex='{first}']");
        stage.becomes(|it| it.find(&first).is_some()).await;
        assert!(elements(&stage).iter().all(|row| before.contains(row)));
    }
    stage.becomes(|it| order(it).is_sorted() && order(it).first() == Some(&93)).await;
    assert_eq!(elements(&stage).len(), before.len());
}

#[wasm_bindgen_test]
async fn a_row_that_is_put_in_order_keeps_the_focus() {
    let stage = Numbered::new(1_000).show();
    stage.becomes(|it| it.find("[aria-rowindex='2']").is_some()).await;
    let grid = stage.find("[role=grid]").unwrap();
    grid.set_scroll_top(100 * 36);
    stage.becomes(|it| it.find("[aria-rowindex='121']").is_some()).await;
    // Its element is at the other end of the document, and the only one that would have to be moved.
    for (top, new) in [(101, 122), (100, 94)] {
        grid.set_scroll_top(top * 36);
        let link = format!("[aria-rowindex='{new}'] button");
        stage.becomes(|it| it.find(&link).is_some()).await;
        let link: HtmlElement = stage.find(&link).unwrap().unchecked_into();
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        link.focus_with_options(&options).unwrap();
        let first = format!(".grid-track > [aria-rowindex='{}']:first-child", top - 6);
        stage.becomes(|it| it.find(&first).is_some()).await;
        assert_eq!(document().active_element().as_ref(), Some(link.as_ref()));
    }
}

#[wasm_bindgen_test]
async fn what_was_marked_in_a_cell_goes_with_what_was_searched_for() {
    let numbered = Numbered::new(5);
    let stage = numbered.show();
    let first = "[aria-rowindex='2'] [aria-colindex='1']";
    for (sign, marks) in [("?", 1), (".", 0), ("?", 1)] {
        numbered.sign.set(sign);
        let text = format!("0{sign}0");
        stage.becomes(|it| it.text_of(first) == text).await;
        assert_eq!(stage.count(&format!("{first} mark")), marks);
    }
}

#[wasm_bindgen_test]
async fn a_cell_that_the_browser_has_translated_is_written_whole() {
    let numbered = Numbered::new(5);
    let stage = numbered.show();
    let first = "[aria-rowindex='2'] [aria-colindex='1']";
    stage.becomes(|it| it.text_of(first) == "0.0").await;
    let text = stage.find(&format!("{first} > :last-child")).unwrap();
    text.set_inner_html("<font><font>null</font></font>");
    numbered.sign.set(":");
    stage.becomes(|it| it.text_of(first) == "0:0").await;
}

#[wasm_bindgen_test]
async fn rows_that_come_later_are_added_in_place() {
    let numbered = Numbered::new(2);
    let stage = numbered.show();
    stage.becomes(|it| it.count(".grid-track [role=row]") == 2).await;
    numbered.row_count.set(5);
    stage.becomes(|it| it.count(".grid-track [role=row]") == 5).await;
    assert_eq!(stage.attribute("[role=grid]", "aria-rowcount").as_deref(), Some("6"));
}

#[wasm_bindgen_test]
async fn rows_in_view_are_written_again_when_what_they_read_changes() {
    let numbered = Numbered::new(5);
    let stage = numbered.show();
    stage.becomes(|it| it.text_of("[aria-rowindex='2'] [aria-colindex='1']") == "0.0").await;
    let row = stage.find("[aria-rowindex='2']");
    numbered.sign.set(":");
    stage.becomes(|it| it.text_of("[aria-rowindex='2'] [aria-colindex='1']") == "0:0").await;
    assert_eq!(stage.find("[aria-rowindex='2']"), row, "the element stays");
}
