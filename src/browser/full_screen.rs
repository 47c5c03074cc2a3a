//! Full screen: whether the page fills the screen, as a signal, and the way into and out of it.

use js_sys::Array;
use leptos::ev;
use leptos::prelude::*;

use super::{refusable, window};

/// Whether the browser can; phones of some makers cannot.
pub fn is_possible() -> bool {
    window().and_then(|it| it.document()).is_some_and(|it| it.fullscreen_enabled())
}

/// Whether the page fills the screen, and follows it.
pub fn is_on() -> ReadSignal<bool> {
    let (is_on, set_on) = signal(is_on_now());
    window_event_listener_untyped("fullscreenchange", move |_: ev::Event| set_on.set(is_on_now()));
    is_on
}

/// Fills the screen. Browsers allow it as the answer to a press alone.
pub fn enter() {
    let root = window().and_then(|it| it.document()?.document_element());
    if let Some(root) = root.filter(|_| !is_on_now()) {
        refusable::call(&root, "requestFullscreen", &Array::new());
    }
}

/// Leaves full screen.
pub fn leave() {
    if let Some(document) = window().and_then(|it| it.document()).filter(|_| is_on_now()) {
        refusable::call(&document, "exitFullscreen", &Array::new());
    }
}

fn is_on_now() -> bool {
    window().and_then(|it| it.document()?.fullscreen_element()).is_some()
}
