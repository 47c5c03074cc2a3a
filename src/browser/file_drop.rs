//! File drop: files that are dragged onto the page.

use web_sys::{DragEvent, File};

use super::events::listen;

/// Calls back with each file that is dropped anywhere, which the browser would otherwise show in place of the page. For
/// the life of the page.
pub fn watch(opened: impl Fn(File) + 'static) {
    listen(&["dragover", "drop"], move |event: DragEvent| {
        let Some(data) = event.data_transfer() else { return };
        let is_file = data.types().iter().any(|it| it.as_string().as_deref() == Some("Files"));
        if is_file {
            event.prevent_default();
        }
        // There are none before they are let go.
        if let Some(file) = data.files().and_then(|it| it.get(0)) {
            opened(file);
        }
    });
}
