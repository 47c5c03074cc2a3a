//! A dialog over the page: the browser keeps the focus inside, and Escape closes it.

use leptos::html;
use leptos::prelude::*;

use crate::live::{effect, live, live_view, press};

/// A dialog that is open or not.
#[component]
pub fn Dialog(
    /// Whether it is open; closing sets it.
    is_open: RwSignal<bool>,
    /// Its name, in the reader's language.
    #[prop(into)]
    title: Signal<&'static str>,
    /// What the button that closes it is called.
    #[prop(into)]
    close: Signal<&'static str>,
    /// What stands in it; made anew each time it opens.
    content: fn() -> AnyView,
) -> impl IntoView {
    let place = NodeRef::<html::Dialog>::new();
    effect(move || {
        let Some(dialog) = place.get().filter(|it| is_open.get() != it.open()) else { return };
        if is_open.get() {
            drop(dialog.show_modal());
        } else {
            dialog.close();
        }
    });
    view! {
        <dialog class="dialog" aria-label=live(move || title.get()) node_ref=place on:close=move |_| is_open.set(false)>
            <div class="dialog-head">
                <h2>{live(move || title.get())}</h2>
                <button
                    type="button"
                    class="chip"
                    aria-label=live(move || close.get())
                    title=live(move || close.get())
                    on:click=press(move || is_open.set(false))
                >
                    "✕"
                </button>
            </div>
            {live_view(move || is_open.get().then(content))}
        </dialog>
    }
}
