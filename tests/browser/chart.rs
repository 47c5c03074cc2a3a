//! What stands around the chart: its legend, and its numbers as a table.

use cubeboard_app::components::legend::{Legend, LegendEntry, LegendLine};
use cubeboard_app::components::numbers_table::{Numbers, NumbersTable};
use cubeboard_responses::series::PartName;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

fn entry(name: &str, colour: usize) -> LegendEntry {
    LegendEntry { part: PartName::Named(name.to_owned()), name: name.to_owned(), colour }
}

#[wasm_bindgen_test]
async fn a_part_keeps_its_button_when_others_overtake_it() {
    let entries = RwSignal::new(vec![entry("Sale", 0), entry("No sale", 1)]);
    let hidden = RwSignal::new(Vec::new());
    let stage = Stage::set(move || {
        let on_switch = move |part: PartName| hidden.update(|hidden| hidden.push(part));
        let lines = vec![LegendLine { class: "line-mean", name: "7-day mean".to_owned() }];
        view! { <Legend entries lines hint="Switch off" hidden on_switch /> }.into_any()
    });
    assert_eq!(stage.text_of(".legend"), "SaleNo sale7-day mean");
    let button = stage.find("button").unwrap();
    stage.click("button");
    stage.becomes(|it| it.count("[aria-pressed=false]") == 1).await;
    entries.set(vec![entry("No sale", 1), entry("Sale", 2)]);
    stage.becomes(|it| it.text_of(".legend") == "No saleSale7-day mean").await;
    assert_eq!(stage.find("[aria-pressed=false]").unwrap(), button);
    assert!(stage.find("[aria-pressed=false] .slot-2").is_some(), "its colour follows");
}

#[wasm_bindgen_test]
async fn a_growing_table_is_filled_only_while_it_is_unfolded() {
    let stage = Stage::set(|| {
        let numbers = || Numbers {
            columns: vec!["Day".to_owned(), "Total".to_owned()],
            rows: vec![vec!["2 Jan".to_owned(), "3".to_owned()]],
            totals: vec!["Total".to_owned(), "3".to_owned()],
            has_notes: false,
        };
        view! { <NumbersTable label="Responses" summary="Numbers" is_growing=true numbers /> }
            .into_any()
    });
    assert!(stage.find("table").is_none());
    let details = stage.find("details").unwrap();
    // Both within one task are told by one event, after which a state that is only flipped would be the wrong one.
    details.set_attribute("open", "").unwrap();
    details.remove_attribute("open").unwrap();
    stage.click("summary");
    stage.becomes(|it| it.text_of("table") == "DayTotal2 Jan3Total3").await;
    stage.click("summary");
    stage.becomes(|it| it.find("table").is_none()).await;
}
