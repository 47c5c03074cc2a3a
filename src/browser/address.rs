//! Address bar: the query string, and the reader's steps back and forth in the history.

use js_sys::Reflect;
use leptos::ev;
use leptos::prelude::window_event_listener;
use wasm_bindgen::JsValue;
use web_sys::Url;

use super::window;

/// What stands behind the question mark, with it; empty where there is nothing.
pub fn search() -> String {
    window().and_then(|it| it.location().search().ok()).unwrap_or_default()
}

/// The whole address that has this behind its question mark, for somebody else to open. Without credentials, should
/// the page's own have any.
pub fn link(search: &str) -> String {
    page().unwrap_or_default() + search
}

/// The page's own address. A page from a disk has no origin that could begin one.
fn page() -> Option<String> {
    let url = Url::new(&window()?.location().href().ok()?).ok()?;
    url.set_username("");
    url.set_password("");
    url.set_search("");
    url.set_hash("");
    Some(url.href())
}

/// The folder that the page lies in, as `https://sales.example.org/cube`, without a slash at its end.
pub fn folder() -> String {
    let page = link("");
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.trim_end_matches('/').to_owned()
}

/// The address of a file that is named from the page's folder.
pub fn beside(name: &str) -> String {
    let url = Url::new_with_base(name, &link(""));
    url.map_or_else(|_| name.to_owned(), |url| url.href())
}

/// Loads the page anew, at the address where it is.
pub fn reload() {
    if let Some(window) = window() {
        drop(window.location().reload());
    }
}

/// Loads the page anew, unless it came of such a load already; whether it does. A browser may have kept a page that no
/// longer fits what is beside it, and asks the server then.
pub fn reload_once() -> bool {
    let entries = window().and_then(|it| Some(it.performance()?.get_entries_by_type("navigation")));
    let how = entries.and_then(|it| Reflect::get(&it.get(0), &"type".into()).ok());
    let is_first = how.and_then(|it| it.as_string()).is_some_and(|it| it != "reload");
    if is_first {
        reload();
    }
    is_first
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
    let Some(history) = window().and_then(|window| window.history().ok()) else { return };
    // Whole, as a path that begins with two slashes would be taken for a host. A browser refuses only after hundreds of
    // steps within seconds; the page works on without, and the console says so.
    if let Err(error) = step(history, &link(search)) {
        web_sys::console::warn_1(&error);
    }
}

/// Calls back whenever the reader goes back or forth. For the life of the page.
pub fn on_step(changed: impl Fn() + 'static) {
    window_event_listener(ev::popstate, move |_| changed());
}
