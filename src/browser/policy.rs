//! Violations of the Content-Security-Policy: what the page's own policy kept it from. A request that the policy
//! forbids fails as any other does; only an event beside it tells why.

use std::cell::RefCell;

use leptos::ev;
use leptos::prelude::window_event_listener;

use super::task;

thread_local! {
    static FORBIDDEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Starts to listen, for as long as the page lives.
pub fn watch() {
    window_event_listener(ev::securitypolicyviolation, |event| {
        FORBIDDEN.with_borrow_mut(|forbidden| forbidden.push(event.blocked_uri()));
    });
}

/// Whether the policy forbade a request that has just failed; its event may come after the failure.
pub async fn forbade(url: &str) -> bool {
    task::next().await;
    let path = url.split('?').next().unwrap_or(url);
    FORBIDDEN.with_borrow(|all| all.iter().any(|it| it.split('?').next() == Some(path)))
}
