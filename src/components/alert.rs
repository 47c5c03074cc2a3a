//! Alert: what went wrong, what to do next, and a button where asking again can help.

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
    /// Name of the button that tries again; there is no button without one.
    #[prop(into)]
    retry: Signal<Option<&'static str>>,
    /// Runs when the reader tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="alert" role="alert">
            <div>
                <strong>{move || title.get()}</strong>
                <p>{move || remedy.get()}</p>
            </div>
            <Show when=move || retry.get().is_some()>
                <button type="button" class="button" on:click=move |_| on_retry.run(())>
                    {move || retry.get()}
                </button>
            </Show>
        </div>
    }
    .into_any()
}
