//! A dialog over the page: the browser keeps the focus inside, and Escape closes it.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlDialogElement;

use crate::html::{El, Place, button, el};

/// A dialog that is open or not; closing sets it. Title and name of the closing button are in the reader's language,
/// the content is made anew each time it opens.
pub fn dialog(
    is_open: RwSignal<bool>,
    title: impl Fn() -> &'static str + Send + Sync + 'static,
    close: impl Fn() -> &'static str + Send + Sync + 'static,
    content: fn() -> El,
) -> El {
    make(is_open, Signal::derive(title), Signal::derive(close), content)
}

fn make(
    is_open: RwSignal<bool>,
    title: Signal<&'static str>,
    close: Signal<&'static str>,
    content: fn() -> El,
) -> El {
    let place = Place::new();
    Effect::new(move |_| {
        let Some(dialog) = place.get() else { return };
        let dialog: HtmlDialogElement = dialog.unchecked_into();
        if is_open.get() == dialog.open() {
            return;
        }
        if is_open.get() {
            drop(dialog.show_modal());
        } else {
            dialog.close();
        }
    });
    let close_button = button("chip", "✕", move || is_open.set(false));
    let head = el("div").class("dialog-head").child(el("h2").child(move || title.get())).child(
        close_button.attr("aria-label", move || close.get()).attr("title", move || close.get()),
    );
    el("dialog")
        .class("dialog")
        .attr("aria-label", move || title.get())
        .at(place)
        .on("close", move |_: web_sys::Event| is_open.set(false))
        .child(head)
        .child(move || is_open.get().then(content))
}
