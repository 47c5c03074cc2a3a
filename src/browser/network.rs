//! Network status: whether the device is online, what the browser calls itself, and how a request is aborted.

use js_sys::Array;
use leptos::ev;
use leptos::prelude::window_event_listener;
use web_sys::{AbortController, AbortSignal};

use super::window;

/// Whether the device has a network at all. The service may still be out of reach.
pub fn is_online() -> bool {
    window().is_none_or(|it| it.navigator().on_line())
}

/// Calls back whenever the device gets a network or loses it. For the life of the page.
pub fn on_change(changed: impl Fn() + Clone + 'static) {
    let on_offline = changed.clone();
    window_event_listener(ev::online, move |_| changed());
    window_event_listener(ev::offline, move |_| on_offline());
}

/// Whether this page came over https.
pub fn is_secure() -> bool {
    window().and_then(|it| it.location().protocol().ok()).as_deref() == Some("https:")
}

/// Where the page comes from, such as `https://sales.example.org`.
pub fn origin() -> String {
    window().and_then(|it| it.location().origin().ok()).unwrap_or_default()
}

/// The browser, as it calls itself.
pub fn user_agent() -> String {
    window().and_then(|it| it.navigator().user_agent().ok()).unwrap_or_default()
}

/// Ends every request that carries its signal.
pub fn stopper() -> Option<AbortController> {
    AbortController::new().ok()
}

/// Fires when `stop` does, or after the time is over.
pub fn stop_or_timeout(stop: &AbortSignal, seconds: u32) -> AbortSignal {
    AbortSignal::any(&Array::of2(stop, &AbortSignal::timeout_with_u32(seconds * 1000)))
}
