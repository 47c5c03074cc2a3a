//! Shell of the page: what index.html shows before the page runs, and what it shows when the page cannot go on.

use std::panic::PanicHookInfo;

use js_sys::Reflect;
use leptos::prelude::window_event_listener_untyped;
use wasm_bindgen::JsValue;
use web_sys::{Element, Event};

use super::{network, window};

/// Whether public/boot.js found that the page cannot run here, and says so.
pub fn has_obstacle() -> bool {
    let root = window().and_then(|window| window.document()?.document_element());
    root.is_some_and(|root| root.has_attribute("data-obstacle"))
}

/// Tells public/boot.js that the page has started, and says from now on by itself what it lacks: both would load it anew.
pub fn mark_started() {
    if let Some(shell) = element("shell") {
        drop(shell.set_attribute("data-started", ""));
    }
}

/// Takes the shell away, to make room for the page itself.
pub fn remove() {
    if let Some(shell) = element("shell") {
        shell.remove();
    }
}

/// Shows the failure page that index.html holds ready, should the page ever panic, or run out of memory or stack.
pub fn report_failures() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        show_failure(&what(info));
    }));
    window_event_listener_untyped("error", |event: Event| {
        let part = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
        let error = part(&event, "error");
        if part(&error, "name") == "RuntimeError" {
            show_failure(&part(&error, "message").as_string().unwrap_or_default());
        }
    });
}

/// Where it happened, and why where the program's own text says so. A text that was put together may hold what the
/// reader loaded: that is the console's, which stays here. So does the folder in which whoever built the page keeps
/// libraries: a file of these is named as `leptos-0.8.23/src/mount.rs`.
fn what(info: &PanicHookInfo<'_>) -> String {
    let in_registry = |file| Some(str::split_once(file, "/registry/src/")?.1.split_once('/')?.1);
    let place = info.location().map(|location| {
        let file = in_registry(location.file()).unwrap_or(location.file());
        format!("{file}:{}", location.line())
    });
    let reason = info.payload().downcast_ref::<&str>().copied().unwrap_or("(see the console)");
    format!("{}: {reason}", place.unwrap_or_default())
}

/// Shows the failure page with a text for a bug report; the first failure's, as others only follow from it.
fn show_failure(what: &str) {
    let Some(failure) = element("failure").filter(|it| it.has_attribute("hidden")) else { return };
    drop(failure.remove_attribute("hidden"));
    let browser = network::user_agent();
    let version = concat!("Cubeboard ", env!("CARGO_PKG_VERSION"), "\n");
    if let Some(report) = element("failure-report") {
        report.set_text_content(Some(&format!("{version}{what}\n{browser}")));
    }
}

fn element(id: &str) -> Option<Element> {
    window()?.document()?.get_element_by_id(id)
}
