//! Field for a passphrase, hidden while it is typed unless the reader wants to see it. What is typed stays in the element
//! alone and goes with it: no signal holds it.

use cubeboard_app::components::text_field::{FieldError, error_id};
use cubeboard_i18n::lock::LockMessages;
use js_sys::{JsString, Reflect};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};

/// What is typed; `None` where that is nothing but white space.
pub fn typed(field: &JsValue) -> Option<JsString> {
    let text: JsString = Reflect::get(field, &"value".into()).ok()?.dyn_into().ok()?;
    (text.trim().length() > 0).then_some(text)
}

/// A labelled field, with a checkbox that shows what is typed.
#[component]
pub fn PassphraseField(
    /// Id of the field, unique in the page.
    id: &'static str,
    /// The words for it.
    text: &'static LockMessages,
    /// The field.
    field: NodeRef<html::Input>,
    /// What is wrong with what was typed.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
    /// Whether the field is not to be changed just now.
    #[prop(into)]
    is_busy: Signal<bool>,
) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let input_type = move || if is_shown.get() { "text" } else { "password" };
    view! {
        <div class="field field-full">
            <label for=id>{text.passphrase}</label>
            <input
                id=id
                node_ref=field
                type=input_type
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                autofocus=true
                readonly=move || is_busy.get()
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || error.get().map(|_| error_id(id))
            />
            <FieldError id=id error />
        </div>
        <label class="choice">
            <input type="checkbox" bind:checked=is_shown />
            {text.show}
        </label>
    }
    .into_any()
}
