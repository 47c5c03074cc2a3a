//! File drop: files that are dragged onto the page.

use leptos::ev;
use leptos::prelude::window_event_listener;
use web_sys::{DragEvent, File};

/// Calls back with each file that is dropped anywhere, which the browser would otherwise show in place of the page. For
/// the life of the page.
pub fn watch(opened: impl Fn(File) + 'static) {
    window_event_listener(ev::dragover, |event| claim(&event));
    window_event_listener(ev::drop, move |event| {
        claim(&event);
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            opened(file);
        }
    });
}

/// Keeps the browser from showing files by itself.
fn claim(event: &DragEvent) {
    let types = event.data_transfer().map(|data| data.types()).unwrap_or_default();
    if types.iter().any(|it| it.as_string().as_deref() == Some("Files")) {
        event.prevent_default();
    }
}
