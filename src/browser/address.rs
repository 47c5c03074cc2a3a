//! Address bar: the query string, and the reader's steps back and forth in the history.

use leptos::ev;
use leptos::prelude::window_event_listener;
use wasm_bindgen::JsValue;

use super::window;

/// What stands behind the question mark, with it; empty where there is nothing.
pub fn search() -> String {
    window().and_then(|it| it.location().search().ok()).unwrap_or_default()
}

/// The whole address that has this behind its question mark, for somebody else to open.
pub fn link(search: &str) -> String {
    let page = window().and_then(|it| {
        let location = it.location();
        Some(format!("{}{}", location.origin().ok()?, location.pathname().ok()?))
    });
    page.unwrap_or_default() + search
}

/// Writes a new address, as a step that "back" undoes.
pub fn push(search: &str) {
    write(search, |history, url| history.push_state_with_url(&JsValue::NULL, "", Some(url)));
}

/// Writes the address over the current one: for changes that "back" should not stop at.
pub fn replace(search: &str) {
    write(search, |history, url| history.replace_state_with_url(&JsValue::NULL, "", Some(url)));
}

fn write(search: &str, step: impl FnOnce(web_sys::History, &str) -> Result<(), JsValue>) {
    let Some(window) = window() else { return };
    let Ok(path) = window.location().pathname() else { return };
    // A browser refuses only after hundreds of steps within seconds; the page works on without.
    if let Ok(history) = window.history() {
        drop(step(history, &format!("{path}{search}")));
    }
}

/// Calls back whenever the reader goes back or forth. For the life of the page.
pub fn on_step(changed: impl Fn() + 'static) {
    window_event_listener(ev::popstate, move |_| changed());
}
