//! A button that opens a panel below it. Escape closes it, and so does leaving it.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{EventTarget, Node};

use crate::browser::focus;

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
    /// Whether the panel is open; a signal of its own, closed, by default.
    #[prop(optional)]
    is_open: RwSignal<bool>,
    /// Its button, for whoever closes the panel and gives the focus back; nobody by default.
    #[prop(optional)]
    opener: NodeRef<html::Button>,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
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
