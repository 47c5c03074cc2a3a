//! Drawer: a panel at the side of the page, which stays in use beside it. Escape closes it.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// A drawer; it takes the focus when it opens.
#[component]
pub fn Drawer(
    /// Accessible name and heading.
    #[prop(into)]
    title: Signal<&'static str>,
    /// Name of the closing button.
    #[prop(into)]
    close_name: Signal<&'static str>,
    /// Runs when the reader closes it.
    #[prop(into)]
    on_close: Callback<()>,
    /// Buttons between the heading and the closing button.
    #[prop(into)]
    tools: ViewFn,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let section = NodeRef::<html::Section>::new();
    Effect::new(move || {
        if let Some(section) = section.get() {
            drop(section.focus());
        }
    });
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            on_close.run(());
        }
    };
    view! {
        <section
            class="drawer"
            role="dialog"
            aria-label=move || title.get()
            tabindex="-1"
            node_ref=section
            on:keydown=on_keydown
        >
            <div class="dialog-head">
                <h2>{move || title.get()}</h2>
                {tools.run()}
                <button
                    type="button"
                    class="chip"
                    aria-label=move || close_name.get()
                    title=move || close_name.get()
                    on:click=move |_| on_close.run(())
                >
                    "✕"
                </button>
            </div>
            {children()}
        </section>
    }
    .into_any()
}
