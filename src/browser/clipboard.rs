//! Clipboard: texts and pictures for pasting elsewhere.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Clipboard, ClipboardEvent};

use super::window;

/// Whether this page may write to the clipboard by itself: pages from elsewhere than https or this machine may not.
pub fn is_there() -> bool {
    own().is_some()
}

/// Puts a text into the clipboard. Called soon after a press of the reader's; `done` is told whether it is there, once
/// that is known.
pub fn write(text: &str, done: impl Fn(bool) + Clone + 'static) {
    let Some(clipboard) = own() else { return done(false) };
    told(clipboard.write_text(text), done);
}

/// Puts a PNG into the clipboard once it is made; as [`write()`] otherwise. It is promised at once, because some browsers
/// allow it only while a press of the reader's is fresh.
pub fn write_png(picture: Promise, done: impl Fn(bool) + Clone + 'static) {
    let item = || {
        let items = Object::new();
        Reflect::set(&items, &"image/png".into(), &picture).ok()?;
        let make: Function =
            Reflect::get(&js_sys::global(), &"ClipboardItem".into()).ok()?.dyn_into().ok()?;
        Reflect::construct(&make, &Array::of1(&items)).ok()
    };
    let (Some(clipboard), Some(item)) = (own(), item()) else { return done(false) };
    told(clipboard.write(&Array::of1(&item)), done);
}

fn told(promise: Promise, done: impl Fn(bool) + Clone + 'static) {
    let refused = done.clone();
    let is_there = Closure::once(move |_| done(true));
    let is_refused = Closure::once(move |_| refused(false));
    drop(promise.then2(&is_there, &is_refused));
    is_there.forget();
    is_refused.forget();
}

fn own() -> Option<Clipboard> {
    window().map(|it| it.navigator().clipboard()).filter(|it| !it.is_undefined())
}

/// Answers the browser's own "copy" with a text.
pub fn answer(event: &ClipboardEvent, text: &str) {
    if let Some(data) = event.clipboard_data()
        && data.set_data("text/plain", text).is_ok()
    {
        event.prevent_default();
    }
}
