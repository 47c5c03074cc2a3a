//! Sizes and the pixel ratio of the screen.

use cubeboard_app::browser::size;
use js_sys::{Function, Object, Reflect};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventTarget};

use crate::stage::Stage;

/// Stands for the screen: a pixel ratio that can be set, and the media query that tells of it.
const SCREEN: &str = "
    const screen = { ratio: 1, query: new EventTarget(), matchMedia: window.matchMedia };
    window.matchMedia = () => screen.query;
    Object.defineProperty(window, 'devicePixelRatio',
        { configurable: true, get: () => screen.ratio });
    return screen";

#[wasm_bindgen_test]
async fn a_window_that_moves_to_another_screen_has_its_pixel_ratio() {
    let screen: Object =
        Function::new_no_args(SCREEN).call0(&JsValue::NULL).unwrap().unchecked_into();
    let stage = Stage::set(|| {
        let node = NodeRef::<html::Div>::new();
        let size = size::of(node);
        view! { <div node_ref=node>{move || size.get().pixel_ratio.to_string()}</div> }.into_any()
    });
    stage.becomes(|it| it.text_of("div") == "1").await;
    let query: EventTarget = Reflect::get(&screen, &"query".into()).unwrap().unchecked_into();
    for ratio in ["2", "1.5"] {
        let number: f64 = ratio.parse().unwrap();
        Reflect::set(&screen, &"ratio".into(), &number.into()).unwrap();
        // Told again until it is heard: nobody listens before the effects of the component have run.
        let tell = || query.dispatch_event(&Event::new("change").unwrap()).unwrap();
        stage.becomes(|it| tell() && it.text_of("div") == ratio).await;
    }
    let restore = "delete window.devicePixelRatio; window.matchMedia = arguments[0].matchMedia";
    Function::new_no_args(restore).call1(&JsValue::NULL, &screen).unwrap();
}
