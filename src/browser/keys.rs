//! Keyboard shortcuts: keys that mean something wherever the reader is on the page. An element says itself which key
//! leads to it, by `aria-keyshortcuts`, so that assistive technology is told of the same.

use leptos::ev;
use leptos::prelude::window_event_listener;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::{print, window};

/// Where a character is the reader's own, or the dialog's.
const OFF: &str = "input, select, textarea, [contenteditable], [role=dialog]";

/// Listens as long as the page lives, while `is_on`. A key presses its button; to all else it gives the focus.
pub fn follow(is_on: impl Fn() -> bool + 'static) {
    window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let is_typed = target.is_some_and(|it| it.closest(OFF).is_ok_and(|it| it.is_some()));
        let is_combined = event.ctrl_key() || event.meta_key() || event.alt_key();
        if is_combined && !event.alt_key() && !event.shift_key() && event.key() == "p" {
            event.prevent_default();
            print::print();
        }
        if is_typed || is_combined || event.repeat() || event.default_prevented() || !is_on() {
            return;
        }
        // Caps Lock makes a capital of what was not pressed as one.
        let key = if event.shift_key() { event.key() } else { event.key().to_lowercase() };
        if let Some(element) = reached_by(&key) {
            event.prevent_default();
            if element.tag_name() == "BUTTON" {
                element.click();
            } else {
                drop(element.focus());
            }
        }
    });
}

/// What a key leads to, unless a dialog lies over it.
fn reached_by(key: &str) -> Option<HtmlElement> {
    let document = window()?.document()?;
    let mut characters = key.chars();
    let is_one = characters.next().is_some_and(|it| it != '"' && it != '\\');
    if !is_one
        || characters.next().is_some()
        || document.query_selector("dialog[open]").ok()?.is_some()
    {
        return None;
    }
    let selector = format!("[aria-keyshortcuts=\"{key}\"]:not([hidden] *)");
    document.query_selector(&selector).ok()??.dyn_into().ok()
}
