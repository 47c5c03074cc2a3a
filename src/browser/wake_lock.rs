//! Screen wake lock: keeps the screen from going dark while the page is looked at, where the browser can (Screen Wake Lock
//! API). web-sys has no stable interface to it.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

use super::{visibility, window};

/// Keeps the screen awake from now on. A browser lets go of it whenever the page is hidden, so it is asked anew then.
pub fn keep_awake() {
    ask();
    visibility::on_change(|| {
        if visibility::is_visible() {
            ask();
        }
    });
}

fn ask() -> Option<()> {
    let wake_lock = Reflect::get(&window()?.navigator(), &"wakeLock".into()).ok()?;
    let request: Function = Reflect::get(&wake_lock, &"request".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = request.call1(&wake_lock, &"screen".into()).ok()?.dyn_into().ok()?;
    // Refused where the battery is low, for example: the screen goes dark as it always did.
    let refused: Function = Closure::once_into_js(|| {}).unchecked_into();
    let catch: Function = Reflect::get(&promise, &"catch".into()).ok()?.dyn_into().ok()?;
    catch.call1(&promise, &refused).ok().map(drop)
}
