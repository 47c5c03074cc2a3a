//! A dialog over the page: the browser keeps the focus inside, and Escape closes it.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlDialogElement;

use crate::html::{El, Place, button, el};
use crate::live::{Held, Live, effect, live};

/// A dialog that is open or not; closing sets it. Title and name of the closing button are in the reader's language,
/// the content is made anew each time it opens.
pub fn dialog(
    is_open: Held<bool>,
    title: impl Fn() -> &'static str + Send + Sync + 'static,
    close: impl Fn() -> &'static str + Send + Sync + 'static,
    content: fn() -> El,
) -> El {
    make(is_open, live(title), live(close), content)
}

fn make(
    is_open: Held<bool>,
    title: Live<&'static str>,
    close: Live<&'static str>,
    content: fn() -> El,
) -> El {
    let place = Place::new();
    effect(move || {
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
    let say = |words: &Live<&'static str>| {
        let words = words.clone();
        move || words()
    };
    let close_button = button("chip", "✕", move || is_open.set(false));
    let head = el("div")
        .class("dialog-head")
        .child(el("h2").child(say(&title)))
        .child(close_button.attr("aria-label", say(&close)).attr("title", say(&close)));
    el("dialog")
        .class("dialog")
        .attr("aria-label", say(&title))
        .at(place)
        .on("close", move |_: web_sys::Event| is_open.set(false))
        .child(head)
        .child(move || is_open.get().then(content))
}
