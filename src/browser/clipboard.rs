//! Handing texts over for pasting elsewhere.

use wasm_bindgen::closure::Closure;
use web_sys::ClipboardEvent;

use super::window;

/// Puts a text into the clipboard. Called by a press of the reader's; `done` runs once it is there.
pub fn write(text: &str, done: impl FnOnce() + 'static) {
    let Some(window) = window() else { return };
    let clipboard = window.navigator().clipboard();
    // Pages from elsewhere than https or this machine have none.
    if clipboard.is_undefined() {
        return;
    }
    let done = Closure::once(move |_| done());
    drop(clipboard.write_text(text).then(&done));
    done.forget();
}

/// Answers the browser's own "copy" with a text.
pub fn answer(event: &ClipboardEvent, text: &str) {
    if let Some(data) = event.clipboard_data()
        && data.set_data("text/plain", text).is_ok()
    {
        event.prevent_default();
    }
}
