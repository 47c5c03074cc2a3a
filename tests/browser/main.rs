//! Components in a real DOM, by themselves: no relay, no address, no state.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml exempts tests, but not the functions beside them"
)]

mod chart;
mod grid;
mod grid_rows;
mod numbered;
mod recycled_list;
mod size;
mod stage;
mod written;

use cubeboard_app::browser::encoding;
use cubeboard_app::components::alert::Alert;
use cubeboard_app::components::combobox::Combobox;
use cubeboard_app::components::combobox::option_list::{Suggestions, Wanted};
use cubeboard_app::components::progress::{ProgressBar, Share};
use cubeboard_app::components::text_field::{FieldKind, TextField};
use cubeboard_app::net::demo::ask_snapshot;
use cubeboard_cube::fetch::FetchError;
use cubeboard_cube::fetch::target::Target;
use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlInputElement;

use stage::{Stage, press};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_mistake_stands_at_its_field_and_goes_with_it() {
    let mistake = RwSignal::new(None::<&'static str>);
    let stage = Stage::set(move || {
        let value = RwSignal::new(String::new());
        view! { <TextField id="from" kind=FieldKind::Day label="From" value error=mistake /> }
            .into_any()
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
async fn a_snapshots_worker_that_is_gone_is_a_missing_part_and_no_service_that_is_away() {
    for answer in ["return Promise.resolve(undefined)", "return Promise.reject(new Error())", ""] {
        let answer = Function::new_no_args(answer);
        let reply = ask_snapshot(&answer, &Target::campaigns()).await;
        assert_eq!(reply, Err(FetchError::PartMissing));
    }
}

#[wasm_bindgen_test]
async fn keys_lead_through_what_a_field_suggests_and_assistive_technology_is_told() {
    let value = RwSignal::new(String::new());
    let stage = Stage::set(move || {
        let find = |wanted: Wanted| {
            let all = ["926 · Winter 2017", "17 · Wind"].map(str::to_owned);
            if wanted == Wanted::Fitting("w".to_owned()) { all.to_vec() } else { Vec::new() }
        };
        let meaning = move || if value.get() == "17" { "17 · Wind" } else { "" }.to_owned();
        let id_of = |label: String| label.split(' ').next().unwrap_or_default().to_owned();
        let suggestions = Suggestions {
            name: "Suggestions".into(),
            find: Callback::new(find),
            is_unfinished: Callback::new(|text: String| text == "w"),
            on_open: Callback::new(|()| {}),
            on_take: Callback::new(move |label| value.set(id_of(label))),
        };
        let error = None::<&'static str>;
        let one_line = |text: String| text;
        view! { <Combobox id="campaign" label="Campaign" value error meaning suggestions one_line /> }
            .into_any()
    });
    let input: HtmlInputElement = stage.find("input").unwrap().unchecked_into();
    assert_eq!(stage.attribute("input", "aria-expanded").as_deref(), Some("false"));
    input.set_value("w");
    input.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
    stage.becomes(|it| it.attribute("input", "aria-expanded").as_deref() == Some("true")).await;
    let active = |it: &Stage| it.attribute("input", "aria-activedescendant");
    assert_eq!(active(&stage).as_deref(), Some("campaign-option-0"), "a name is only begun");
    for (key, index) in [("ArrowDown", 1), ("ArrowDown", 0), ("ArrowUp", 1)] {
        press(&input, key);
        stage.becomes(|it| active(it) == Some(format!("campaign-option-{index}"))).await;
    }
    assert_eq!(stage.text_of("[aria-selected=true]"), "17 · Wind");
    press(&input, "Enter");
    stage.becomes(|it| it.attribute("input", "aria-expanded").as_deref() == Some("false")).await;
    assert_eq!((value.get_untracked().as_str(), active(&stage)), ("17", None));
    let described_by = stage.attribute("input", "aria-describedby").unwrap();
    let described: String =
        described_by.split(' ').map(|id| stage.text_of(&format!("#{id}"))).collect();
    assert_eq!(described, "17 · Wind");
}

#[wasm_bindgen_test]
async fn an_alert_offers_another_try_only_where_that_can_help() {
    let tries = RwSignal::new(0);
    let shown = move |button: Option<&'static str>| {
        let on_press = move |()| tries.update(|tries| *tries += 1);
        view! { <Alert title="It broke." remedy="Mend it." button on_press /> }.into_any()
    };
    let stage = Stage::set(move || shown(Some("Try again")));
    stage.click("button");
    assert_eq!(tries.get_untracked(), 1);
    assert!(stage.text_of("[role=alert]").starts_with("It broke.Mend it."));
    assert!(Stage::set(move || shown(None)).find("button").is_none());
}

#[wasm_bindgen_test]
async fn progress_counts_in_responses_once_their_number_is_known() {
    let share = RwSignal::new(None);
    let stage = Stage::set(move || {
        view! { <ProgressBar label="Loading responses" progress=share /> }.into_any()
    });
    assert_eq!(stage.count("[role=progressbar]:not([hidden])"), 0, "nothing is loading");
    share.set(Some(Share::default()));
    stage.becomes(|it| it.count("[role=progressbar]:not([hidden])") == 1).await;
    assert_eq!(stage.attribute("[role=progressbar]", "aria-valuenow"), None);
    share.set(Some(Share { value: 50, max: Some(207), words: "50 of 207".to_owned() }));
    stage.becomes(|it| it.attribute("[role=progressbar]", "aria-valuenow").is_some()).await;
    let value = |name| stage.attribute("[role=progressbar]", name);
    assert_eq!(value("aria-valuenow").as_deref(), Some("50"));
    assert_eq!(value("aria-valuemax").as_deref(), Some("207"));
}
