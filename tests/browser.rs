//! Components in a real DOM, by themselves: no relay, no address, no state.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml exempts tests, but not the functions beside them"
)]

use cubeboard_app::browser::{encoding, frame};
use cubeboard_app::components::alert::alert;
use cubeboard_app::components::combobox::combobox;
use cubeboard_app::components::field::{Field, FieldKind, field};
use cubeboard_app::components::grid::{Act, Grid, GridCell, GridColumn, Link, SortMark, grid};
use cubeboard_app::components::progress::{Share, progress};
use cubeboard_app::html::content::Content;
use cubeboard_app::html::{Place, el, mount};
use cubeboard_app::live::{Derived, Held, live};
use cubeboard_core::cursor::Cell;
use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{
    ClipboardEvent, ClipboardEventInit, DataTransfer, Element, HtmlElement, HtmlInputElement,
    KeyboardEvent, KeyboardEventInit, MouseEvent, MouseEventInit, PointerEvent, PointerEventInit,
};

wasm_bindgen_test_configure!(run_in_browser);

/// A component on the page, taken away at the end of its test.
struct Stage {
    place: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Stage {
    fn set<C: Content + 'static>(view: impl FnOnce() -> C + 'static) -> Self {
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        let mounted = mount(place.clone(), view);
        Self { place, _mounted: Box::new(mounted) }
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.place.query_selector(selector).unwrap()
    }

    fn text_of(&self, selector: &str) -> String {
        self.find(selector).and_then(|it| it.text_content()).unwrap_or_default()
    }

    fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.find(selector)?.get_attribute(name)
    }

    fn count(&self, selector: &str) -> u32 {
        self.place.query_selector_all(selector).unwrap().length()
    }

    fn click(&self, selector: &str) {
        self.find(selector).unwrap().unchecked_into::<HtmlElement>().click();
    }

    /// Clicks as a hand does: what is clicked takes the focus first.
    fn click_by_hand(&self, selector: &str, shift: bool) {
        let element: HtmlElement = self.find(selector).unwrap().unchecked_into();
        element.focus().unwrap();
        let how = MouseEventInit::new();
        how.set_bubbles(true);
        how.set_shift_key(shift);
        let event = MouseEvent::new_with_mouse_event_init_dict("click", &how).unwrap();
        element.dispatch_event(&event).unwrap();
    }

    /// Presses a key such as `Ctrl+End` at the grid.
    fn press(&self, keys: &str) {
        press(&self.find("[role=grid]").unwrap(), keys);
    }

    /// What stands in the cell that a screen reader is told of.
    fn at_cell(&self) -> String {
        let id = self.attribute("[role=grid]", "aria-activedescendant").unwrap_or_default();
        if id.is_empty() { id } else { self.text_of(&format!("#{id}")) }
    }

    /// What the grid hands over when the reader copies.
    fn copied(&self) -> String {
        let data = DataTransfer::new().unwrap();
        let how = ClipboardEventInit::new();
        how.set_clipboard_data(Some(&data));
        how.set_bubbles(true);
        let event = ClipboardEvent::new_with_event_init_dict("copy", &how).unwrap();
        self.find("[role=grid]").unwrap().dispatch_event(&event).unwrap();
        data.get_data("text/plain").unwrap()
    }

    /// Lets the browser paint until it holds; a second's worth of pictures at most.
    async fn becomes(&self, holds: impl Fn(&Self) -> bool) {
        for _ in 0..60 {
            if holds(self) {
                return;
            }
            let painted = Promise::new(&mut |resolve, _| {
                frame::next(move || drop(resolve.call0(&JsValue::UNDEFINED)));
            });
            JsFuture::from(painted).await.unwrap();
        }
        panic!("it never came to that: {}", self.place.inner_html());
    }
}

fn press(element: &Element, keys: &str) {
    let how = KeyboardEventInit::new();
    how.set_key(keys.trim_start_matches("Ctrl+").trim_start_matches("Shift+"));
    how.set_ctrl_key(keys.starts_with("Ctrl+"));
    how.set_shift_key(keys.starts_with("Shift+"));
    how.set_bubbles(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &how).unwrap();
    element.dispatch_event(&event).unwrap();
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.place.remove();
    }
}

#[wasm_bindgen_test]
async fn a_mistake_stands_at_its_field_and_goes_with_it() {
    let mistake = Held::new(None::<&'static str>);
    let stage = Stage::set(move || {
        let value = Held::new(String::new());
        let error = live(move || mistake.get());
        let (id, kind, label) = ("from", FieldKind::Day, "From");
        field(Field { id, kind, label, value, error, hint: "", note: None })
    });
    assert_eq!(stage.attribute("input", "aria-invalid"), None);
    mistake.set(Some("There is no such day."));
    stage.becomes(|it| it.text_of("[role=alert]") == "There is no such day.").await;
    assert_eq!(stage.attribute("input", "aria-invalid").as_deref(), Some("true"));
    let described_by = stage.attribute("input", "aria-describedby").unwrap();
    assert_eq!(stage.attribute("[role=alert]", "id"), Some(described_by));
    mistake.set(None);
    stage.becomes(|it| it.find("[role=alert]").is_none()).await;
}

#[wasm_bindgen_test]
fn a_password_beyond_latin_letters_is_encoded_as_utf8() {
    assert_eq!(encoding::base64("åse:p:ø€"), "w6VzZTpwOsO44oKs");
}

#[wasm_bindgen_test]
async fn keys_lead_through_what_a_field_offers_and_assistive_technology_is_told() {
    let value = Held::new(String::new());
    let stage = Stage::set(move || {
        let offers = |text: &str, _| {
            let all = ["926 · Winter 2017", "17 · Wind"].map(str::to_owned);
            if text == "w" { all.to_vec() } else { Vec::new() }
        };
        let meaning = move || if value.get() == "17" { "17 · Wind" } else { "" }.to_owned();
        let it = Field {
            id: "campaign",
            kind: FieldKind::Names,
            label: "Campaign",
            value,
            error: live(|| None),
            hint: "",
            note: Some("meaning"),
        };
        combobox(it, "Suggestions", offers, meaning, || {})
    });
    let input: HtmlInputElement = stage.find("input").unwrap().unchecked_into();
    assert_eq!(stage.attribute("input", "aria-expanded").as_deref(), Some("false"));
    input.set_value("w");
    input.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
    stage.becomes(|it| it.attribute("input", "aria-expanded").as_deref() == Some("true")).await;
    let active = |it: &Stage| it.attribute("input", "aria-activedescendant");
    assert_eq!(active(&stage).as_deref(), Some("offer-0"), "a name is only begun");
    for (key, at) in [("ArrowDown", "offer-1"), ("ArrowDown", "offer-0"), ("ArrowUp", "offer-1")] {
        press(&input, key);
        stage.becomes(|it| active(it).as_deref() == Some(at)).await;
    }
    assert_eq!(stage.text_of("[aria-selected=true]"), "17 · Wind");
    press(&input, "Enter");
    stage.becomes(|it| it.attribute("input", "aria-expanded").as_deref() == Some("false")).await;
    assert_eq!((value.get_untracked().as_str(), active(&stage)), ("17", None));
    let described_by = stage.attribute("input", "aria-describedby").unwrap();
    assert_eq!(stage.text_of(&format!("#{described_by}")), "17 · Wind");
}

#[wasm_bindgen_test]
async fn an_alert_offers_another_try_only_where_that_can_help() {
    let tries = Held::new(0);
    let shown = move |retry: Option<&'static str>| {
        let retry = retry.map(|name| (name, move || tries.update(|it| *it += 1)));
        alert("It broke.".to_owned(), "Mend it.".to_owned(), retry)
    };
    let stage = Stage::set(move || shown(Some("Try again")));
    stage.click("button");
    assert_eq!(tries.get_untracked(), 1);
    assert!(stage.text_of("[role=alert]").starts_with("It broke.Mend it."));
    assert!(Stage::set(move || shown(None)).find("button").is_none());
}

#[wasm_bindgen_test]
async fn progress_counts_in_responses_once_their_number_is_known() {
    let share = Held::new(Share::default());
    let stage = Stage::set(move || {
        let share = Derived::new(move || share.get());
        el("div").child(progress("Loading responses", share))
    });
    assert_eq!(stage.attribute("[role=progressbar]", "aria-valuenow"), None);
    share.set(Share { value: 50, max: Some(207), words: "50 of 207".to_owned() });
    stage.becomes(|it| it.attribute("[role=progressbar]", "aria-valuenow").is_some()).await;
    let value = |name| stage.attribute("[role=progressbar]", name);
    assert_eq!(value("aria-valuenow").as_deref(), Some("50"));
    assert_eq!(value("aria-valuemax").as_deref(), Some("207"));
}

/// A table of numbered rows, of a fixed height as the style sheet would give it. It is sorted and resized as asked.
fn numbered_grid(row_count: Held<usize>, acts: Held<Vec<Act>>) -> Stage {
    let stage = Stage::set(move || {
        let row_at = move |row: usize| {
            let cell = |column: usize| GridCell {
                text: format!("{row}.{column}"),
                is_absent: (row, column) == (1, 1),
                link: if column == 1 { Link::Filter } else { Link::None },
                ..GridCell::default()
            };
            (row < row_count.get()).then(|| (0..3).map(cell).collect())
        };
        let column = |name| GridColumn {
            name,
            class: "",
            width_px: 100,
            grows: false,
            is_on_card: name != "Type",
            sort: None,
        };
        let columns = Held::new(["Submitted", "Type", "Comment"].map(column).to_vec());
        let act = move |act| {
            acts.update(|it| it.push(act));
            columns.update(|columns| match act {
                Act::Sort { column, .. } => {
                    let is_descending = columns[column].sort.is_some();
                    columns[column].sort = Some(SortMark { is_descending, rank: 0 });
                }
                Act::Resize { column, width_px } => columns[column].width_px = width_px,
                _ => {}
            });
        };
        grid(Grid {
            label: "Responses",
            help: "",
            columns: Derived::new(move || columns.get()),
            row_count: move || row_count.get(),
            all_count: move || row_count.get(),
            row_at,
            place: Place::new(),
            cursor: Held::new(None),
            act,
        })
    });
    let grid: HtmlElement = stage.find("[role=grid]").unwrap().unchecked_into();
    for (name, value) in [("height", "400px"), ("overflow", "auto"), ("width", "900px")] {
        grid.style().set_property(name, value).unwrap();
    }
    stage
}

#[wasm_bindgen_test]
async fn few_of_a_million_rows_are_in_the_page_and_the_last_is_in_reach() {
    let stage = numbered_grid(Held::new(1_000_000), Held::new(Vec::new()));
    stage.becomes(|it| it.text_of("[aria-rowindex='2']").starts_with("0.0")).await;
    assert_eq!(stage.attribute("[role=grid]", "aria-rowcount").as_deref(), Some("1000001"));
    let grid = stage.find("[role=grid]").unwrap();
    grid.set_scroll_top(grid.scroll_height());
    stage.becomes(|it| it.text_of("[aria-rowindex='1000001']").starts_with("999999.0")).await;
    assert!(stage.count("[role=row]") <= 80, "{}", stage.count("[role=row]"));
}

#[wasm_bindgen_test]
async fn a_grid_as_high_as_a_wall_has_80_rows_at_most_its_head_among_them() {
    let stage = numbered_grid(Held::new(1_000), Held::new(Vec::new()));
    let grid: HtmlElement = stage.find("[role=grid]").unwrap().unchecked_into();
    grid.style().set_property("height", "2485px").unwrap();
    stage.becomes(|it| it.find("[aria-rowindex='70']").is_some()).await;
    grid.set_scroll_top(500 * 36);
    stage.becomes(|it| it.find("[aria-rowindex='570']").is_some()).await;
    let rows = stage.count("[role=row]");
    assert!((70..=80).contains(&rows), "{rows} rows");
}

#[wasm_bindgen_test]
async fn keys_lead_to_any_cell_and_say_which_it_is() {
    let acts = Held::new(Vec::new());
    let stage = numbered_grid(Held::new(1_000_000), acts);
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
    let filter = Act::Filter(Cell { row: 0, column: 0 });
    assert_eq!(acts.get_untracked(), [Act::Open { row: 999_999 }, filter]);
}

#[wasm_bindgen_test]
async fn a_column_that_a_narrow_grid_has_no_room_for_is_passed_over() {
    let stage = numbered_grid(Held::new(5), Held::new(Vec::new()));
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
    let stage = numbered_grid(Held::new(1_000), Held::new(Vec::new()));
    stage.becomes(|it| it.find("[aria-rowindex='2']").is_some()).await;
    stage.find("[role=grid]").unwrap().set_scroll_top(100 * 36);
    stage.becomes(|it| it.find("[aria-rowindex='112']").is_some()).await;
    stage.press("ArrowDown");
    stage.becomes(|it| it.at_cell() == "100.0").await;
    assert_eq!(stage.find("[role=grid]").unwrap().scroll_top(), 100 * 36);
}

#[wasm_bindgen_test]
async fn pressing_a_name_sorts_and_pressing_a_word_filters() {
    let acts = Held::new(Vec::new());
    let stage = numbered_grid(Held::new(5), acts);
    stage.becomes(|it| it.find("[aria-rowindex='6']").is_some()).await;
    stage.click("[role=columnheader][aria-colindex='3'] button");
    stage.click("[aria-rowindex='4'] [aria-colindex='2'] button");
    let sort = Act::Sort { column: 2, adds: false };
    assert_eq!(acts.get_untracked(), [sort, Act::Filter(Cell { row: 2, column: 1 })]);
}

#[wasm_bindgen_test]
async fn after_a_click_on_a_word_keys_go_on_from_there() {
    let acts = Held::new(Vec::new());
    let stage = numbered_grid(Held::new(5), acts);
    stage.becomes(|it| it.find("[aria-rowindex='6']").is_some()).await;
    stage.click_by_hand("[aria-rowindex='3'] [aria-colindex='2'] button", false);
    for key in ["ArrowDown", "Enter", "Escape"] {
        press(&document().active_element().unwrap(), key);
    }
    stage.becomes(|it| it.at_cell() == "2.1").await;
    let filter = Act::Filter(Cell { row: 1, column: 1 });
    assert_eq!(acts.get_untracked(), [filter, Act::Open { row: 2 }, Act::Close]);
}

#[wasm_bindgen_test]
async fn a_click_with_shift_selects_and_does_nothing_else() {
    let acts = Held::new(Vec::new());
    let stage = numbered_grid(Held::new(5), acts);
    stage.becomes(|it| it.find("[aria-rowindex='6']").is_some()).await;
    stage.click("[aria-rowindex='2'] [aria-colindex='1']");
    stage.click_by_hand("[aria-rowindex='4'] [aria-colindex='2'] button", true);
    stage.becomes(|it| it.count("[aria-selected=true]") == 6).await;
    assert_eq!(acts.get_untracked(), []);
}

#[wasm_bindgen_test]
async fn what_is_absent_is_copied_as_an_empty_cell() {
    let stage = numbered_grid(Held::new(5), Held::new(Vec::new()));
    stage.becomes(|it| it.find("[aria-rowindex='6']").is_some()).await;
    stage.click("[aria-rowindex='2'] [aria-colindex='1']");
    stage.click_by_hand("[aria-rowindex='3'] [aria-colindex='3']", true);
    assert_eq!(stage.copied(), "0.0\t0.1\t0.2\r\n1.0\t\t1.2");
}

#[wasm_bindgen_test]
async fn whole_rows_are_selected_and_copied_by_keys() {
    let stage = numbered_grid(Held::new(4), Held::new(Vec::new()));
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
    let acts = Held::new(Vec::new());
    let stage = numbered_grid(Held::new(1_000_000), acts);
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
    stage.becomes(|_| !acts.get_untracked().is_empty()).await;
    assert_eq!(acts.get_untracked(), [Act::Copied { rows: 100_000, selected: 1_000_000 }]);
}

#[wasm_bindgen_test]
async fn a_name_that_is_pressed_keeps_the_focus_and_tells_the_order() {
    let stage = numbered_grid(Held::new(5), Held::new(Vec::new()));
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
    let stage = numbered_grid(Held::new(5), Held::new(Vec::new()));
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
async fn rows_that_come_later_are_added_in_place() {
    let row_count = Held::new(2);
    let stage = numbered_grid(row_count, Held::new(Vec::new()));
    stage.becomes(|it| it.count(".grid-window [role=row]") == 2).await;
    row_count.set(5);
    stage.becomes(|it| it.count(".grid-window [role=row]") == 5).await;
    assert_eq!(stage.attribute("[role=grid]", "aria-rowcount").as_deref(), Some("6"));
}

#[wasm_bindgen_test]
async fn what_follows_a_value_changes_in_its_place() {
    let count = Held::new(1_usize);
    let stage = Stage::set(move || {
        let several = move || (0..count.get()).map(|it| el("b").child(it.to_string()));
        let several = move || several().collect::<Vec<_>>();
        let words = move || format!("{} of them", count.get());
        let some = move || (count.get() > 1).then(|| el("i").child("several"));
        el("p")
            .child(several)
            .child("; ")
            .child(words)
            .child(some)
            .attr("data-count", count_of(count))
    });
    assert_eq!(stage.text_of("p"), "0; 1 of them");
    let before = stage.find("p").unwrap();
    count.set(3);
    stage.becomes(|it| it.text_of("p") == "012; 3 of themseveral").await;
    assert_eq!(stage.attribute("p", "data-count").as_deref(), Some("3"));
    assert_eq!(stage.find("p").unwrap(), before, "the element that holds it stays");
    count.set(0);
    stage.becomes(|it| it.text_of("p") == "; 0 of them").await;
    assert_eq!(stage.attribute("p", "data-count"), None);
}

/// An attribute that goes away at zero.
fn count_of(count: Held<usize>) -> impl Fn() -> Option<String> + Send + Sync {
    move || Some(count.get()).filter(|it| *it > 0).map(|it| it.to_string())
}
