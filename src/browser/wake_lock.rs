//! Screen wake lock: keeps the screen from going dark while the page is looked at, where the browser can (Screen Wake Lock
//! API). web-sys has no stable interface to it.

use js_sys::{Array, Reflect};

use super::{refusable, visibility, window};

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
    // Refused where the battery is low, for example: the screen goes dark as it always did.
    refusable::call(&wake_lock, "request", &Array::of1(&"screen".into()))
}
