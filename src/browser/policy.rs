//! What the page's own Content-Security-Policy kept it from. A request that the policy forbids fails as any other
//! does; only an event beside it tells why.

use std::cell::RefCell;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::SecurityPolicyViolationEvent;

use super::{task, window};

thread_local! {
    static FORBIDDEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Starts to listen, for as long as the page lives.
pub fn watch() {
    let note = |event: SecurityPolicyViolationEvent| {
        FORBIDDEN.with_borrow_mut(|it| it.push(event.blocked_uri()));
    };
    let note = Closure::<dyn FnMut(SecurityPolicyViolationEvent)>::new(note).into_js_value();
    if let Some(document) = window().and_then(|it| it.document()) {
        let name = "securitypolicyviolation";
        drop(document.add_event_listener_with_callback(name, note.unchecked_ref()));
    }
}

/// Whether the policy forbade a request that has just failed; its event may come after the failure.
pub async fn forbade(url: &str) -> bool {
    task::next().await;
    let path = url.split('?').next().unwrap_or(url);
    FORBIDDEN.with_borrow(|all| all.iter().any(|it| it.split('?').next() == Some(path)))
}
