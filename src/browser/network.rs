//! What the browser knows of the network, and how a request is ended.

use js_sys::Array;
use web_sys::{AbortController, AbortSignal};

use super::window;

/// Whether the device has a network at all. The service may still be out of reach.
pub fn is_online() -> bool {
    window().is_none_or(|it| it.navigator().on_line())
}

/// Ends every request that carries its signal.
pub fn stopper() -> Option<AbortController> {
    AbortController::new().ok()
}

/// Fires when `stop` does, or after the time is over.
pub fn stop_or_timeout(stop: &AbortSignal, seconds: u32) -> AbortSignal {
    AbortSignal::any(&Array::of2(stop, &AbortSignal::timeout_with_u32(seconds * 1000)))
}
