//! Visibility: whether the page's tab is looked at, and whether an element is in the window.

use leptos::ev;
use leptos::prelude::window_event_listener;
use web_sys::Element;

use super::window;

/// Whether the page may be seen.
pub fn is_visible() -> bool {
    !window().and_then(|it| it.document()).is_some_and(|it| it.hidden())
}

/// Calls back whenever the page is looked at again, or no longer. For the life of the page.
pub fn on_change(changed: impl Fn() + 'static) {
    window_event_listener(ev::visibilitychange, move |_| changed());
}

/// Calls back whenever the page is scrolled. For the life of the page.
pub fn on_scroll(scrolled: impl Fn() + 'static) {
    window_event_listener(ev::scroll, move |_| scrolled());
}

/// Whether a part of an element is in the window.
pub fn is_in_window(element: &Element) -> bool {
    let height = window().and_then(|it| it.inner_height().ok()?.as_f64()).unwrap_or_default();
    let place = element.get_bounding_client_rect();
    place.top() < height && place.bottom() > 0.0
}
