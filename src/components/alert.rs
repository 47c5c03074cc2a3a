//! Alert: what went wrong, what to do next, and a button where something can be done at once.

use leptos::prelude::*;

/// A failure, read out by screen readers as soon as it appears or its words change.
#[component]
pub fn Alert(
    /// What happened.
    #[prop(into)]
    title: Signal<String>,
    /// What to do next.
    #[prop(into)]
    remedy: Signal<String>,
    /// Name of the button; there is none without one.
    #[prop(into)]
    button: Signal<Option<&'static str>>,
    /// Runs when the reader presses it.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="alert" role="alert">
            <div>
                <strong>{move || title.get()}</strong>
                <p>{move || remedy.get()}</p>
            </div>
            <Show when=move || button.get().is_some()>
                <button type="button" class="button" on:click=move |_| on_press.run(())>
                    {move || button.get()}
                </button>
            </Show>
        </div>
    }
    .into_any()
}
