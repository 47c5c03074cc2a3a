//! Modal dialog over the page: the browser keeps the focus inside, and Escape closes it.

use leptos::html;
use leptos::prelude::*;

/// A dialog; whatever closes it sets `is_open`.
#[component]
pub fn Dialog(
    /// Whether it is open.
    is_open: RwSignal<bool>,
    /// Accessible name and heading.
    #[prop(into)]
    title: Signal<&'static str>,
    /// Name of the closing button.
    #[prop(into)]
    close_name: Signal<&'static str>,
    /// What stands in it, made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (is_open.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog
            class="dialog"
            aria-label=move || title.get()
            node_ref=dialog
            on:close=move |_| is_open.set(false)
        >
            <div class="dialog-head">
                <h2>{move || title.get()}</h2>
                <button
                    type="button"
                    class="chip"
                    aria-label=move || close_name.get()
                    title=move || close_name.get()
                    on:click=move |_| is_open.set(false)
                >
                    "✕"
                </button>
            </div>
            <Show when=move || is_open.get()>{children()}</Show>
        </dialog>
    }
    .into_any()
}
