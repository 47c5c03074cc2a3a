//! Menu: a button that opens a panel below it. Escape closes it, and so does leaving it.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{EventTarget, Node};

use crate::browser::focus;

/// Whether the panel is open, and the elements by which it is known what closes it.
#[derive(Debug, Clone, Copy)]
struct OpenPanel {
    is_open: RwSignal<bool>,
    /// Button and panel.
    frame: NodeRef<html::Div>,
    opener: NodeRef<html::Button>,
}

impl OpenPanel {
    /// Closes the panel on Escape, and gives the focus back to the button.
    fn on_keydown(self, event: &KeyboardEvent) {
        if event.key() == "Escape" && self.is_open.get_untracked() {
            self.is_open.set(false);
            event.stop_propagation();
            if let Some(opener) = self.opener.get_untracked() {
                drop(opener.focus());
            }
        }
    }

    /// Closes the panel where the focus goes elsewhere. What has the focus may go away while the panel changes; then the
    /// focus goes nowhere, and the panel stays.
    fn on_focusout(self, event: &FocusEvent) {
        if let Some(target) = event.related_target() {
            self.leave_for(Some(target));
        }
    }

    /// Closes the panel unless the target is in it.
    fn leave_for(self, target: Option<EventTarget>) {
        let node = target.and_then(|target| target.dyn_into::<Node>().ok());
        let stays = self.frame.get_untracked().is_some_and(|frame| frame.contains(node.as_ref()));
        if !stays {
            self.is_open.set(false);
        }
    }
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
    /// Whether the panel is open; a signal of its own, closed, by default.
    #[prop(optional)]
    is_open: RwSignal<bool>,
    /// Its button, for whoever closes the panel and gives the focus back; nobody by default.
    #[prop(optional)]
    opener: NodeRef<html::Button>,
) -> impl IntoView {
    let frame = NodeRef::new();
    let children = StoredValue::new(children);
    let open_panel = OpenPanel { is_open, frame, opener };
    let press = window_event_listener(leptos::ev::pointerdown, move |event| {
        open_panel.leave_for(event.target());
    });
    on_cleanup(move || press.remove());
    view! {
        <div
            class="menu"
            node_ref=frame
            on:keydown=move |event| open_panel.on_keydown(&event)
            on:focusout=move |event| open_panel.on_focusout(&event)
        >
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
                <MenuPanel label>{children.with_value(|children| children())}</MenuPanel>
            </Show>
        </div>
    }
    .into_any()
}

/// The open panel. It is brought into view: a button at the lower edge of the window would seem to do nothing.
#[component]
fn MenuPanel(
    /// Accessible name.
    label: Signal<&'static str>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(panel) = panel.get() {
            focus::bring_into_view(&panel);
        }
    });
    view! {
        <div
            class="menu-panel"
            role="dialog"
            tabindex="-1"
            aria-label=move || label.get()
            node_ref=panel
        >
            {children()}
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
