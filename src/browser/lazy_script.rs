//! Lazy-loaded script that saves and opens files: it takes requests from a list in `window`.

use js_sys::{Array, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::{on_demand, window};

/// The program's name.
const PROGRAM: &str = "files";

/// The property of `window` with the list of requests; once the program is there, it takes what is put into it at once.
pub const REQUESTS: &str = "cubeboardFiles";

/// Asks the program for something, now or as soon as it is there. `on_failure` runs where it cannot be loaded.
pub fn ask(request: &JsValue, on_failure: impl FnOnce() + 'static) {
    load(request, Closure::once_into_js(on_failure));
}

fn load(request: &JsValue, on_failure: JsValue) -> Option<()> {
    let window = window()?;
    let requests = Reflect::get(&window, &REQUESTS.into()).ok()?;
    if let Some(requests) = requests.dyn_ref::<Array>() {
        requests.push(request);
        return Some(());
    }
    Reflect::set(&window, &REQUESTS.into(), &Array::of1(request)).ok()?;
    on_demand::run(PROGRAM, &on_failure)
}
