//! Visibility: whether the page's tab is looked at.

use leptos::ev;
use leptos::prelude::window_event_listener;

use super::window;

/// Whether the page may be seen.
pub fn is_visible() -> bool {
    !window().and_then(|it| it.document()).is_some_and(|it| it.hidden())
}

/// Calls back whenever the page is looked at again, or no longer. For the life of the page.
pub fn on_change(changed: impl Fn() + 'static) {
    window_event_listener(ev::visibilitychange, move |_| changed());
}
