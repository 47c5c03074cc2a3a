//! A part of the page that is loaded only when a reader wants it: what saves and opens files. It is a program of its
//! own, and takes what is asked of it from a list.

use js_sys::{Array, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::{on_demand, window};

/// The program's name.
const PROGRAM: &str = "files";

/// The property of `window` with the list of what was asked while the program was loaded.
pub const LIST: &str = "cubeboardFiles";

/// Asks it for something, now or as soon as it is there. `failed` runs where it cannot be had.
pub fn ask(what: &Array, failed: impl FnOnce() + 'static) {
    load(what, Closure::once_into_js(failed));
}

#[inline(never)]
fn load(what: &Array, failed: JsValue) -> Option<()> {
    let window = window()?;
    let list = Reflect::get(&window, &LIST.into()).ok()?;
    if let Some(list) = list.dyn_ref::<Array>() {
        list.push(what);
        return Some(());
    }
    let address = on_demand::script(PROGRAM)?;
    Reflect::set(&window, &LIST.into(), &Array::of1(what)).ok()?;
    let document = window.document()?;
    let script = document.create_element("script").ok()?;
    for (name, value) in [("type", "module"), ("src", &*address)] {
        script.set_attribute(name, value).ok()?;
    }
    script.add_event_listener_with_callback("error", failed.unchecked_ref()).ok()?;
    document.body()?.append_child(&script).ok().map(drop)
}
