//! A button that opens a panel below it. Escape closes it, and so does leaving it.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{EventTarget, HtmlElement, Node};

use crate::browser::focus;
use crate::html::content::Content;
use crate::html::{El, Place, button, el};
use crate::live::{Held, Live, effect, live};

/// The button shows `name` and is called `label`; the panel is made anew each time it opens.
pub fn menu(
    name: impl Content + 'static,
    label: &'static str,
    panel: impl Fn() -> El + Send + Sync + 'static,
) -> El {
    let is_open = Held::new(false);
    with_panel(opener(is_open).child(name), label, live(panel), is_open)
}

#[inline(never)]
fn opener(is_open: Held<bool>) -> El {
    button("button menu-button", "", move || is_open.update(|it| *it = !*it))
}

/// An opener with what it opens. One function for all menus, whatever they show.
#[inline(never)]
fn with_panel(button: El, label: &'static str, panel: Live<El>, is_open: Held<bool>) -> El {
    let (frame, opener) = (Place::new(), Place::new());
    let close = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            is_open.set(false);
            event.stop_propagation();
            if let Some(opener) = opener.get_untracked() {
                drop(opener.focus());
            }
        }
    };
    let leave_for = move |target: Option<EventTarget>| {
        let to = target.and_then(|it| it.dyn_into::<Node>().ok());
        let stays = frame.get_untracked().is_some_and(|it| it.contains(to.as_ref()));
        if !stays {
            is_open.set(false);
        }
    };
    // What has the focus may go away while the panel changes; then the focus goes nowhere, and the panel stays.
    let leave = move |event: FocusEvent| {
        if let Some(target) = event.related_target() {
            leave_for(Some(target));
        }
    };
    let press = window_event_listener_untyped("pointerdown", move |it| leave_for(it.target()));
    on_cleanup(move || press.remove());
    let button = button
        .at(opener)
        .attr("aria-label", label)
        .attr("aria-haspopup", "dialog")
        .attr("aria-expanded", move || if is_open.get() { "true" } else { "false" });
    // A button at the lower edge of the window would seem to do nothing.
    let on_screen = Place::new();
    effect(move || {
        if let Some(panel) = on_screen.get() {
            focus::bring_into_view(&panel);
        }
    });
    let shown = move || {
        let panel = || {
            let frame = el("div").class("menu-panel").attr("role", "dialog").attr("tabindex", "-1");
            frame.at(on_screen).attr("aria-label", label).child(panel())
        };
        is_open.get().then(panel)
    };
    el("div")
        .class("menu")
        .at(frame)
        .on("keydown", close)
        .on("focusout", leave)
        .child(button)
        .child(shown)
}

/// What a menu's button shows: its name, and what is chosen there. The latter is the style sheet's to write, for the
/// eye alone: who asks for a button by voice says what stands on it, and that has to be what it is called.
pub fn with_choice(
    name: &'static str,
    choice: impl Fn() -> String + Send + Sync + 'static,
) -> Vec<El> {
    vec![el("span").child(name), el("span").class("chosen").attr("data-chosen", choice)]
}

/// Gives an element the focus as soon as it is there.
pub fn focus_on(place: Place) {
    effect(move || {
        if let Some(element) = place.get() {
            drop(element.unchecked_into::<HtmlElement>().focus());
        }
    });
}
