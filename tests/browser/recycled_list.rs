//! The recycled list: which rows it makes, which of them are seen, and where the focus is.

use cubeboard_app::components::recycled_list::{RecycledList, RowItem};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

/// The list's items.
fn items(names: &str) -> Vec<String> {
    names.split(' ').map(str::to_owned).collect()
}

/// The buttons that are seen, one after the other.
fn seen(stage: &Stage) -> String {
    let buttons = stage.place.query_selector_all("button:not([hidden])").unwrap();
    let text = |index| buttons.item(index).unwrap().text_content().unwrap();
    (0..buttons.length()).map(text).collect::<Vec<_>>().join(" ")
}

#[wasm_bindgen_test]
async fn rows_are_made_once_shown_with_other_items_and_hidden_without() {
    let ids = RwSignal::new(items("kari ola per"));
    let made = StoredValue::new(0);
    let stage = Stage::set(move || {
        let row = move |item: RowItem| {
            made.update_value(|made| *made += 1);
            let button = view! {
                <button id=item.id hidden=move || item.is_none()>
                    {item.id}
                </button>
            };
            button.into_any()
        };
        view! { <RecycledList ids row /> }.into_any()
    });
    stage.becomes(|it| seen(it) == "kari ola per").await;
    let ola = stage.find("#ola");
    ids.set(items("ola"));
    stage.becomes(|it| seen(it) == "ola").await;
    ids.set(items("per siv ola"));
    stage.becomes(|it| seen(it) == "per siv ola").await;
    assert_eq!(made.get_value(), 3);
    ids.set(items("per siv ola kari"));
    stage.becomes(|it| seen(it) == "per siv ola kari").await;
    assert_eq!(made.get_value(), 4);

    assert_eq!(stage.find("#ola"), ola, "whoever stays keeps the row");

    stage.click_by_hand("#siv", false);
    ids.set(items("siv ola kari per"));
    let focused = || document().active_element().map(|it| it.id());
    stage.becomes(|it| seen(it).starts_with("siv") && focused().as_deref() == Some("siv")).await;
}
