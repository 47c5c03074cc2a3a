//! Service worker, `public/sw.js`: registered once the page stands, so that it opens without a network. It tells of newer
//! versions of the page.

use js_sys::{Array, Reflect};
use leptos::prelude::window_event_listener_untyped;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

use super::{enclosed, frame, network, task, window};

/// Its script, beside the page.
const SCRIPT: &str = "sw.js";

/// How long after the picture: what a reader waits for comes before.
const REST_MILLIS: i32 = 2_000;

/// How often a page that is open asks whether there is a newer version.
const LOOK_MILLIS: i32 = 3_600_000;

/// Registers it after the next picture, where the browser has such, and calls back for each newer version of the page.
pub fn keep_page(on_newer: impl Fn() + 'static) {
    let Some(container) = container() else { return };
    let on_message = move |event: MessageEvent| {
        if event.data() == "newer" {
            on_newer();
        }
    };
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(on_message).into_js_value();
    container.set_onmessage(Some(on_message.unchecked_ref()));
    frame::after_paint(move || task::after(REST_MILLIS, move || register(container)));
}

/// Nothing where the page came from a disk, over plain http, or as one file.
fn container() -> Option<ServiceWorkerContainer> {
    if enclosed::is_there() || network::origin() == "null" || network::origin() == "file://" {
        return None;
    }
    let navigator = window()?.navigator();
    Reflect::get(&navigator, &"serviceWorker".into()).ok()?.dyn_into().ok()
}

#[expect(clippy::disallowed_methods, reason = "nothing of the page waits for it")]
fn register(container: ServiceWorkerContainer) {
    let is_new = container.controller().is_none();
    wasm_bindgen_futures::spawn_local(async move {
        // A browser may forbid it, and a server may lack it: then the page needs its server.
        let Ok(registration) = JsFuture::from(container.register(SCRIPT)).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        tell(&registration, "started", if is_new { address() } else { None });
        if !is_new {
            update(&registration);
        }
        look_again(&registration);
        window_event_listener_untyped("visibilitychange", move |_| look(&registration));
    });
}

/// Looks now and then, for as long as the page is open.
fn look_again(registration: &ServiceWorkerRegistration) {
    let registration = registration.clone();
    task::after(LOOK_MILLIS, move || {
        look(&registration);
        look_again(&registration);
    });
}

/// Has it look for a newer version, where somebody can see that there is one.
fn look(registration: &ServiceWorkerRegistration) {
    let is_hidden = window().and_then(|it| it.document()).is_some_and(|it| it.hidden());
    if !is_hidden && network::is_online() {
        tell(registration, "look", None);
        update(registration);
    }
}

/// Asks the server for the script anew. Browsers do so by themselves, but when is for each to decide, and one that takes
/// the service worker away has to reach its readers.
#[expect(clippy::disallowed_methods, reason = "nothing of the page waits for it")]
fn update(registration: &ServiceWorkerRegistration) {
    let Ok(updated) = registration.update() else { return };
    // Without its server it stays as it is.
    wasm_bindgen_futures::spawn_local(async { drop(JsFuture::from(updated).await) });
}

fn tell(registration: &ServiceWorkerRegistration, what: &str, address: Option<String>) {
    let workers = [registration.active(), registration.waiting(), registration.installing()];
    let worker: Option<ServiceWorker> = workers.into_iter().flatten().next();
    let address = address.map_or(JsValue::UNDEFINED, JsValue::from);
    if let Some(worker) = worker {
        drop(worker.post_message(&Array::of2(&what.into(), &address)));
    }
}

/// The address that this page was asked for, which the browser has kept a reply for.
fn address() -> Option<String> {
    let navigation = window()?.performance()?.get_entries_by_type("navigation").get(0);
    Reflect::get(&navigation, &"name".into()).ok()?.as_string()
}
