//! The grid: keys, pointer, copying, and its heads.

use cubeboard_app::components::grid::event::GridEvent;
use cubeboard_responses::table::cursor::Cell;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, PointerEvent, PointerEventInit};

use crate::numbered::{Numbered, numbered_grid};
use crate::stage::{Stage, press};

#[wasm_bindgen_test]
async fn keys_lead_to_any_cell_and_say_which_it_is() {
    let (stage, events) = numbered_grid(1_000_000);
    stage.becomes(|it| it.find("[aria-rowindex='2']").is_some()).await;
    stage.press("ArrowDown");
    stage.becomes(|it| it.at_cell() == "0.0").await;
    for key in ["ArrowRight", "ArrowDown"] {
        stage.press(key);
    }
    stage.becomes(|it| it.at_cell() == "1.1").await;
    stage.press("Ctrl+End");
    stage.becomes(|it| it.at_cell() == "999999.2").await;
    stage.press("Enter");
    stage.press("Ctrl+Home");
    stage.becomes(|it| it.at_cell() == "0.0").await;
    stage.press(" ");
    let filter = GridEvent::Filter(Cell { row: 0, column: 0 });
    assert_eq!(events.get_untracked(), [GridEvent::Open { row: 999_999 }, filter]);
}

#[wasm_bindgen_test]
async fn a_column_that_a_narrow_grid_has_no_room_for_is_passed_over() {
    let stage = Numbered::new(5).show();
    stage.becomes(|it| it.find("[aria-rowindex='6']").is_some()).await;
    for key in ["ArrowDown", "ArrowRight"] {
        stage.press(key);
    }
    stage.becomes(|it| it.at_cell() == "0.1").await;
    let grid: HtmlElement = stage.find("[role=grid]").unwrap().unchecked_into();
    grid.style().set_property("width", "400px").unwrap();
    stage.becomes(|it| it.at_cell() == "0.0").await;
    stage.press("ArrowRight");
    stage.becomes(|it| it.at_cell() == "0.2").await;
    stage.press("ArrowLeft");
    stage.becomes(|it| it.at_cell() == "0.0").await;
}

#[wasm_bindgen_test]
async fn the_first_key_shows_the_reader_at_the_first_row_in_view() {
    let stage = Numbered::new(1_000).show();
    stage.becomes(|it| it.find("[aria-rowindex='2']").is_some()).await;
    stage.find("[role=grid]").unwrap().set_scroll_top(100 * 36);
    stage.becomes(|it| it.find("[aria-rowindex='112']").is_some()).await;
    stage.press("ArrowDown");
    stage.becomes(|it| it.at_cell() == "100.0").await;
    assert_eq!(stage.find("[role=grid]").unwrap().scroll_top(), 100 * 36);
}

#[wasm_bindgen_test]
async fn pressing_a_name_sorts_and_pressing_a_word_filters() {
    let (stage, events) = numbered_grid(5);
    stage.becomes(|it| it.find("[aria-rowindex='6']").is_some()).await;
    stage.click("[role=columnheader][aria-colindex='3'] button");
    stage.click("[aria-rowindex='4'] [aria-colindex='2'] button");
    let sort = GridEvent::Sort { column: 2, adds: false };
    assert_eq!(events.get_untracked(), [sort, GridEvent::Filter(Cell { row: 2, column: 1 })]);
}

#[wasm_bindgen_test]
async fn after_a_click_on_a_word_keys_go_on_from_there() {
    let (stage, events) = numbered_grid(5);
    stage.becomes(|it| it.find("[aria-rowindex='6']").is_some()).await;
    stage.click_by_hand("[aria-rowindex='3'] [aria-colindex='2'] button", false);
    for key in ["ArrowDown", "Enter", "Escape"] {
        press(&document().active_element().unwrap(), key);
    }
    stage.becomes(|it| it.at_cell() == "2.1").await;
    let filter = GridEvent::Filter(Cell { row: 1, column: 1 });
    assert_eq!(events.get_untracked(), [filter, GridEvent::Open { row: 2 }, GridEvent::Close]);
}

#[wasm_bindgen_test]
async fn every_row_that_the_reader_goes_to_is_told() {
    let numbered = Numbered::new(5);
    let stage = numbered.show();
    stage.becomes(|it| it.find("[aria-rowindex='6']").is_some()).await;
    stage.click("[aria-rowindex='3'] [aria-colindex='1']");
    stage.press("ArrowDown");
    assert_eq!(numbered.visited.get_untracked(), [1, 2]);
}

#[wasm_bindgen_test]
async fn a_click_with_shift_selects_and_does_nothing_else() {
    let (stage, events) = numbered_grid(5);
    stage.becomes(|it| it.find("[aria-rowindex='6']").is_some()).await;
    stage.click("[aria-rowindex='2'] [aria-colindex='1']");
    stage.click_by_hand("[aria-rowindex='4'] [aria-colindex='2'] button", true);
    stage.becomes(|it| it.count("[aria-selected=true]") == 6).await;
    assert_eq!(events.get_untracked(), []);
}

#[wasm_bindgen_test]
async fn what_is_absent_is_copied_as_an_empty_cell() {
    let stage = Numbered::new(5).show();
    stage.becomes(|it| it.find("[aria-rowindex='6']").is_some()).await;
    stage.click("[aria-rowindex='2'] [aria-colindex='1']");
    stage.click_by_hand("[aria-rowindex='3'] [aria-colindex='3']", true);
    assert_eq!(stage.copied(), "0.0\t0.1\t0.2\r\n1.0\t\t1.2");
}

#[wasm_bindgen_test]
async fn whole_rows_are_selected_and_copied_by_keys() {
    let stage = Numbered::new(4).show();
    stage.becomes(|it| it.find("[aria-rowindex='5']").is_some()).await;
    for keys in ["ArrowDown", "ArrowRight", "Shift+ ", "Shift+ArrowDown"] {
        stage.press(keys);
    }
    stage.becomes(|it| it.count("[aria-selected=true]") == 6).await;
    assert_eq!(stage.at_cell(), "1.1");
    assert_eq!(stage.copied(), "0.0\t0.1\t0.2\r\n1.0\t\t1.2");
    stage.press("Ctrl+a");
    stage.becomes(|it| it.count("[aria-selected=true]") == 12).await;
    assert_eq!(stage.at_cell(), "1.1");
    assert_eq!(stage.copied().lines().count(), 4);
}

#[wasm_bindgen_test]
async fn it_is_said_where_not_all_that_is_selected_is_copied() {
    let (stage, events) = numbered_grid(1_000_000);
    stage.becomes(|it| it.find("[aria-rowindex='2']").is_some()).await;
    stage.press("Ctrl+a");
    // A test's page is in nobody's hands, so the browser would refuse.
    let clipboard = "const written = window.written = [];
        const writeText = text => { written.push(text); return Promise.resolve(); };
        Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
        return written";
    let written: js_sys::Array =
        js_sys::Function::new_no_args(clipboard).call0(&JsValue::NULL).unwrap().unchecked_into();
    assert_eq!(stage.copied(), "", "it comes by and by");
    stage.becomes(|_| written.length() > 0).await;
    let text = written.get(0).as_string().unwrap();
    assert_eq!(text.lines().count(), 100_000);
    assert!(text.starts_with("0.0\t0.1\t0.2\r\n1.0\t\t1.2"));
    assert!(text.ends_with("\r\n99999.0\t99999.1\t99999.2"));
    stage.becomes(|_| !events.get_untracked().is_empty()).await;
    assert_eq!(events.get_untracked(), [GridEvent::Copied { rows: 100_000, selected: 1_000_000 }]);
}

#[wasm_bindgen_test]
async fn a_name_that_is_pressed_keeps_the_focus_and_tells_the_order() {
    let stage = Numbered::new(5).show();
    let sorted = |column: u32| {
        stage.attribute(&format!("[role=columnheader]:nth-child({column})"), "aria-sort").unwrap()
    };
    assert_eq!([1, 2, 3].map(sorted), ["none", "none", "none"]);
    let button = "[role=columnheader]:nth-child(2) button";
    let name: HtmlElement = stage.find(button).unwrap().unchecked_into();
    name.focus().unwrap();
    name.click();
    stage.becomes(|it| it.text_of(button) == "Type↑").await;
    assert_eq!([1, 2, 3].map(sorted), ["none", "ascending", "none"]);
    name.click();
    stage.becomes(|it| it.text_of(button) == "Type↓").await;
    assert_eq!(sorted(2), "descending");
    assert_eq!(document().active_element().as_ref(), Some(name.as_ref()));
}

#[wasm_bindgen_test]
async fn an_edge_is_dragged_as_far_as_the_pointer_goes() {
    let stage = Numbered::new(5).show();
    let width = |it: &Stage| it.find("[role=columnheader]").unwrap().client_width();
    // What the style sheet would do.
    let head: HtmlElement = stage.find(".grid-head .grid-row").unwrap().unchecked_into();
    for (name, value) in [("display", "grid"), ("grid-template-columns", "var(--columns)")] {
        head.style().set_property(name, value).unwrap();
    }
    stage.becomes(|it| width(it) == 100).await;
    let edge = stage.find("[role=columnheader] .edge").unwrap();
    let left = stage.find("[role=columnheader]").unwrap().get_bounding_client_rect().left();
    // A browser captures no pointer but a real one.
    let always = js_sys::Function::new_no_args("return true");
    js_sys::Reflect::set(&edge, &"hasPointerCapture".into(), &always).unwrap();
    let point = |name: &str, x: i32| {
        let how = PointerEventInit::new();
        #[expect(clippy::cast_possible_truncation, reason = "a few hundred pixels")]
        how.set_client_x(left as i32 + x);
        how.set_bubbles(true);
        let event = PointerEvent::new_with_event_init_dict(name, &how).unwrap();
        edge.dispatch_event(&event).unwrap();
    };
    point("pointerdown", 100);
    for x in [120, 160, 210, 250] {
        point("pointermove", x);
        stage.becomes(|it| width(it) == x).await;
    }
}

#[wasm_bindgen_test]
async fn a_head_keeps_the_focus_when_its_name_changes_and_another_column_goes() {
    let numbered = Numbered::new(5);
    let stage = numbered.show();
    let third = "[role=columnheader][aria-colindex='3'] button";
    let head: HtmlElement = stage.find(third).unwrap().unchecked_into();
    head.focus().unwrap();
    numbered.columns.update(|columns| columns[2].name = "Kommentar");
    stage.becomes(|it| it.text_of(third) == "Kommentar").await;
    numbered.columns.update(|columns| columns.retain(|column| column.name != "Submitted"));
    let second = "[role=columnheader][aria-colindex='2'] button";
    stage.becomes(|it| it.text_of(second) == "Kommentar").await;
    assert_eq!(document().active_element().as_ref(), Some(head.as_ref()));
}

#[wasm_bindgen_test]
async fn heads_follow_the_order_of_columns_and_ask_for_the_column_at_their_place() {
    let numbered = Numbered::new(5);
    let stage = numbered.show();
    let head = stage.find("[role=columnheader]:nth-child(3)");
    numbered.columns.update(|columns| columns.rotate_right(1));
    stage.becomes(|it| it.text_of("[role=columnheader]:first-child button") == "Comment").await;
    assert_eq!(stage.find("[role=columnheader]:first-child"), head, "it moves");
    stage.click("[role=columnheader]:first-child button");
    let sort = GridEvent::Sort { column: 0, adds: false };
    assert_eq!(numbered.events.get_untracked(), [sort]);
}
