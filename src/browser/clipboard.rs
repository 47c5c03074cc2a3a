//! Handing texts over for pasting elsewhere.

use wasm_bindgen::closure::Closure;
use web_sys::ClipboardEvent;

use super::window;

/// Puts a text into the clipboard. Called by a press of the reader's; `done` is told whether it is there, once that is
/// known.
pub fn write(text: &str, done: impl Fn(bool) + Copy + 'static) {
    let clipboard = window().map(|it| it.navigator().clipboard());
    // Pages from elsewhere than https or this machine have none.
    let Some(clipboard) = clipboard.filter(|it| !it.is_undefined()) else { return done(false) };
    let is_there = Closure::once(move |_| done(true));
    let is_refused = Closure::once(move |_| done(false));
    drop(clipboard.write_text(text).then2(&is_there, &is_refused));
    is_there.forget();
    is_refused.forget();
}

/// Answers the browser's own "copy" with a text.
pub fn answer(event: &ClipboardEvent, text: &str) {
    if let Some(data) = event.clipboard_data()
        && data.set_data("text/plain", text).is_ok()
    {
        event.prevent_default();
    }
}
