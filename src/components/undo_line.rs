//! What became of the last change to something that this browser keeps, with a button that takes the change back.

use leptos::prelude::*;

/// The line; it stays until the next change, as nobody should have to hurry.
#[component]
pub fn UndoLine(
    /// Id of the button, which takes the focus where what had it was deleted.
    id: &'static str,
    /// What was done; empty before anything was.
    #[prop(into)]
    told: Signal<String>,
    /// Whether it can be taken back.
    #[prop(into)]
    can_be_undone: Signal<bool>,
    /// What the button is called.
    #[prop(into)]
    name: Signal<&'static str>,
    /// Runs when the reader takes it back.
    #[prop(into)]
    on_undo: Callback<()>,
    /// Says that the browser did not keep it; nothing where it did.
    #[prop(into)]
    not_kept: Signal<Option<&'static str>>,
) -> impl IntoView {
    view! {
        <div class="undo-line">
            <p role="status">{told}</p>
            <Show when=move || can_be_undone.get()>
                <button type="button" class="button" id=id on:click=move |_| on_undo.run(())>
                    {move || name.get()}
                </button>
            </Show>
        </div>
        <Show when=move || not_kept.get().is_some()>
            <p class="field-error" role="alert">
                {move || not_kept.get()}
            </p>
        </Show>
    }
    .into_any()
}
