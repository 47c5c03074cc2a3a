//! A button that opens a panel below it. Escape closes it, and so does leaving it.

use std::sync::Arc;

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{EventTarget, HtmlElement, Node};

use crate::browser::focus;
use crate::html::content::Content;
use crate::html::{El, Place, button, el};

/// The button shows `name` and is called `label`; the panel is made anew each time it opens.
pub fn menu(
    name: impl Content + 'static,
    label: &'static str,
    panel: impl Fn() -> El + Send + Sync + 'static,
) -> El {
    let is_open = RwSignal::new(false);
    with_panel(opener(is_open).child(name), label, Arc::new(panel), is_open)
}

#[inline(never)]
fn opener(is_open: RwSignal<bool>) -> El {
    button("button menu-button", "", move || is_open.update(|it| *it = !*it))
}

/// An opener with what it opens. One function for all menus, whatever they show.
#[inline(never)]
fn with_panel(
    button: El,
    label: &'static str,
    panel: Arc<dyn Fn() -> El + Send + Sync>,
    is_open: RwSignal<bool>,
) -> El {
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
    Effect::new(move |_| {
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
    Effect::new(move |_| {
        if let Some(element) = place.get() {
            drop(element.unchecked_into::<HtmlElement>().focus());
        }
    });
}

/// A button that opens a panel below it. Escape closes it and returns the focus; so does leaving it.
#[component]
pub fn Menu(
    /// Accessible name of the button and of the panel.
    #[prop(into)]
    label: Signal<&'static str>,
    /// What the button shows.
    #[prop(into)]
    face: ViewFn,
    /// The panel, made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let frame = NodeRef::<html::Div>::new();
    let opener = NodeRef::<html::Button>::new();
    let panel = NodeRef::<html::Div>::new();
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            is_open.set(false);
            event.stop_propagation();
            if let Some(opener) = opener.get_untracked() {
                drop(opener.focus());
            }
        }
    };
    let leave_for = move |target: Option<EventTarget>| {
        let node = target.and_then(|target| target.dyn_into::<Node>().ok());
        let stays = frame.get_untracked().is_some_and(|frame| frame.contains(node.as_ref()));
        if !stays {
            is_open.set(false);
        }
    };
    // What has the focus may go away while the panel changes; then the focus goes nowhere, and the panel stays.
    let on_focusout = move |event: FocusEvent| {
        if let Some(target) = event.related_target() {
            leave_for(Some(target));
        }
    };
    let press = window_event_listener(leptos::ev::pointerdown, move |event| {
        leave_for(event.target());
    });
    on_cleanup(move || press.remove());
    // A button at the lower edge of the window would seem to do nothing.
    Effect::new(move || {
        if let Some(panel) = panel.get() {
            focus::bring_into_view(&panel);
        }
    });
    view! {
        <div class="menu" node_ref=frame on:keydown=on_keydown on:focusout=on_focusout>
            <button
                type="button"
                class="button menu-button"
                node_ref=opener
                aria-label=move || label.get()
                aria-haspopup="dialog"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                {face.run()}
            </button>
            <Show when=move || is_open.get()>
                <div
                    class="menu-panel"
                    role="dialog"
                    tabindex="-1"
                    aria-label=move || label.get()
                    node_ref=panel
                >
                    {children()}
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// What a menu's button shows: its name, and what is chosen there. The latter is the style sheet's to write, for the
/// eye alone: who asks for a button by voice says what stands on it, and that has to be its accessible name.
#[component]
pub fn MenuLabel(
    /// Name of the menu.
    #[prop(into)]
    name: Signal<&'static str>,
    /// What is chosen, with the signs around it.
    #[prop(into)]
    choice: Signal<String>,
) -> impl IntoView {
    view! {
        <span>{move || name.get()}</span>
        <span class="chosen" data-chosen=move || choice.get()></span>
    }
    .into_any()
}
